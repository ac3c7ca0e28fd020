//! Collecting a package's objects.
//! Source: cmd/compile/internal/types2/resolver.go.

use crate::sorted::{SortedMap, SortedSet};

use super::checker::{Checker, DeclId, Declaration};
use super::constant::Value;
use super::info::SpecRef;
use super::object::{self, ObjId, ObjectKind, VarKind, is_exported};
use super::scope::ScopeId;
use super::signature::receiver_parts;
use super::types::Ty;
use crate::ast::{
    ConstSpec, DeclKind, Expr, ExprId, ExprKind, FuncDecl, Ident, ImportSpec, TypeSpec, VarSpec,
};
use crate::diag::Diagnostic;
use crate::literal;
use crate::print;
use crate::source::Span;

/// The specification whose type and values a constant specification has: itself or an earlier one.
pub(super) struct ConstSource<'a> {
    pub ty: Option<&'a Expr<'a>>,
    pub values: &'a [Expr<'a>],
    pub is_inherited: bool,
}

impl<'a> ConstSource<'a> {
    /// Of each specification of a group.
    pub(super) fn of_group(specs: &'a [ConstSpec<'a>]) -> Vec<ConstSource<'a>> {
        let mut last: Option<&'a ConstSpec<'a>> = None;
        let mut sources = Vec::with_capacity(specs.len());
        for spec in specs {
            let is_own = spec.ty.is_some() || !spec.values.is_empty();
            if is_own {
                last = Some(spec);
            }
            sources.push(match last {
                Some(source) => {
                    ConstSource { ty: source.ty.as_ref(), values: source.values, is_inherited: !is_own }
                }
                None => ConstSource { ty: None, values: &[], is_inherited: false },
            });
        }
        sources
    }
}

struct FoundMethod {
    obj: ObjId,
    is_pointer: bool,
    base: String,
}

impl<'a> Checker<'a> {
    pub(super) fn collect_objects(&mut self) {
        let files = self.files;
        let mut file_scopes = Vec::new();
        let mut methods = Vec::new();
        for (index, file) in files.iter().enumerate() {
            let scope = self.scopes.open(Some(self.pkg_scope), false);
            file_scopes.push(scope);
            for (number, decl) in file.decls.iter().enumerate() {
                let place = SpecRef { file: index as u32, decl: number as u32, spec: 0 };
                match &decl.kind {
                    DeclKind::Bad => {}
                    DeclKind::Import(specs) => {
                        for spec in *specs {
                            self.import(scope, spec);
                        }
                    }
                    DeclKind::Const(specs) => self.collect_consts(scope, specs),
                    DeclKind::Var(specs) => {
                        for (number, spec) in specs.iter().enumerate() {
                            self.collect_vars(scope, spec, SpecRef { spec: number as u32, ..place });
                        }
                    }
                    DeclKind::Type(specs) => {
                        for spec in *specs {
                            self.collect_type(scope, spec);
                        }
                    }
                    DeclKind::Func(func) => self.collect_func(scope, func, &mut methods),
                }
            }
        }
        for scope in file_scopes {
            self.report_hidden_imports(scope);
        }
        for method in methods {
            if let Some((is_pointer, base)) = self.base_type(method.is_pointer, &method.base) {
                self.announce_method(method.obj, is_pointer);
                self.pending_methods.get_or_insert_with(base, Default::default).push(method.obj);
            }
        }
    }

    fn empty_declaration(&self, scope: ScopeId) -> Declaration<'a> {
        Declaration {
            scope,
            lhs: Vec::new(),
            ty: None,
            init: None,
            is_inherited: false,
            iota: 0,
            type_spec: None,
            func: None,
            spec: None,
            deps: SortedSet::new(),
        }
    }

    fn add_declaration(&mut self, decl: Declaration<'a>) -> DeclId {
        self.decls.push(decl);
        self.decls.len() - 1
    }

    fn declare_in_package(&mut self, ident: &Ident, obj: ObjId, decl: DeclId) {
        if ident.name == "init" {
            return self.error(ident.span, "cannot declare init - must be func");
        }
        if ident.name == "main" && &*self.pkg_name == "main" {
            return self.error(ident.span, "cannot declare main - must be func");
        }
        self.declare(self.pkg_scope, Some(ident.id), obj);
        self.decl_of.insert(obj, decl);
        self.order.push(obj);
    }

    fn import(&mut self, scope: ScopeId, spec: &'a ImportSpec<'a>) {
        let Some(bytes) = literal::string_value(&spec.path) else { return };
        let path = String::from_utf8_lossy(&bytes).into_owned();
        let Some(&Some(imported)) = self.imports_by_path.get(&path) else { return };
        let package_name = self.types.packages[imported.index()].0.clone();
        let name = spec.name.as_ref().map_or(package_name, |ident| ident.name.into());
        if &*name == "init" {
            return self.error(spec.span, "cannot import package as init - init must be a func");
        }
        let obj = self.new_object(name.clone(), spec.span, Ty::INVALID, ObjectKind::Package { imported });
        if let Some(ident) = &spec.name {
            self.record_def(ident.id, obj);
        }
        self.package_names.push((obj, self.is_fake(imported)));
        if &*name != "." {
            return self.declare(scope, None, obj);
        }
        let names: Vec<_> = match self.exports(imported) {
            Some(scope) => scope.iter().map(|(name, &obj)| (name.clone(), obj)).collect(),
            None => Vec::new(),
        };
        for (name, member) in names.into_iter().filter(|(name, _)| is_exported(name)) {
            if let Some(other) = self.scopes.insert(scope, name.clone(), member) {
                let diagnostic = Diagnostic::error(spec.span, format!("{name} redeclared in this block"));
                self.report(self.with_other(diagnostic, other));
            } else {
                self.dot_imports.insert((scope.number(), name), obj);
            }
        }
    }

    pub(super) fn note_dot_import(&mut self, scope: ScopeId, name: &str) {
        if self.dot_imports.is_empty() {
            return;
        }
        if let Some(&package) = self.dot_imports.get(&(scope.number(), name.into()))
            && let Some(entry) = self.package_names.iter_mut().find(|(obj, _)| *obj == package)
        {
            entry.1 = true;
        }
    }

    fn collect_consts(&mut self, scope: ScopeId, specs: &'a [ConstSpec<'a>]) {
        for (spec, source) in specs.iter().zip(ConstSource::of_group(specs)) {
            for (index, ident) in spec.names.iter().enumerate() {
                let kind = ObjectKind::Const(Value::Unknown);
                let obj = self.new_object(ident.name.into(), ident.span, Ty::UNSET, kind);
                let decl = Declaration {
                    ty: source.ty,
                    init: source.values.get(index),
                    is_inherited: source.is_inherited,
                    iota: spec.iota,
                    ..self.empty_declaration(scope)
                };
                let decl = self.add_declaration(decl);
                self.declare_in_package(ident, obj, decl);
            }
            self.check_arity(spec.span, spec.names, source.values, true, source.is_inherited);
        }
    }

    /// Reports names without values and values without names.
    pub(super) fn check_arity(
        &mut self,
        at: Span,
        names: &[Ident],
        values: &[Expr],
        is_const: bool,
        is_inherited: bool,
    ) {
        if let Some(extra) = values.get(names.len()) {
            if is_inherited {
                let position = self.sources.position(extra.span);
                self.error(at, format!("extra init expr at {position}"));
            } else {
                self.error(extra.span, format!("extra init expr {}", print::expr(extra)));
            }
        } else if let Some(missing) = names.get(values.len()).filter(|_| is_const || values.len() != 1) {
            self.error(missing.span, format!("missing init expr for {}", missing.name));
        }
    }

    fn collect_vars(&mut self, scope: ScopeId, spec: &'a VarSpec<'a>, place: SpecRef) {
        let mut objects = Vec::new();
        for ident in spec.names {
            objects.push(self.new_var(VarKind::Package, ident.name.into(), ident.span, Ty::UNSET));
        }
        let shared = match spec.values {
            [only] => {
                let decl = Declaration {
                    lhs: objects.clone(),
                    ty: spec.ty.as_ref(),
                    init: Some(only),
                    spec: Some((place, 0)),
                    ..self.empty_declaration(scope)
                };
                Some(self.add_declaration(decl))
            }
            _ => None,
        };
        for (index, (ident, &obj)) in spec.names.iter().zip(&objects).enumerate() {
            let decl = match shared {
                Some(decl) => decl,
                None => {
                    let init = spec.values.get(index);
                    let decl = Declaration {
                        ty: spec.ty.as_ref(),
                        init,
                        spec: init.map(|_| (place, index as u32)),
                        ..self.empty_declaration(scope)
                    };
                    self.add_declaration(decl)
                }
            };
            self.declare_in_package(ident, obj, decl);
        }
        if spec.ty.is_none() || !spec.values.is_empty() {
            self.check_arity(spec.span, spec.names, spec.values, false, false);
        }
    }

    fn collect_type(&mut self, scope: ScopeId, spec: &'a TypeSpec<'a>) {
        let obj = self.new_object(spec.name.name.into(), spec.name.span, Ty::UNSET, ObjectKind::Type);
        let decl = Declaration { type_spec: Some(spec), ..self.empty_declaration(scope) };
        let decl = self.add_declaration(decl);
        self.declare_in_package(&spec.name, obj, decl);
    }

    fn collect_func(&mut self, scope: ScopeId, func: &'a FuncDecl<'a>, methods: &mut Vec<FoundMethod>) {
        let ident = &func.name;
        let kind = ObjectKind::Func(object::Func { has_body: func.body.is_some(), ..Default::default() });
        let obj = self.new_object(ident.name.into(), ident.span, Ty::UNSET, kind);
        if let Some(receiver) = &func.receiver {
            let parts = receiver_parts(&receiver.ty);
            self.announce_method(obj, parts.is_pointer);
            if let (Some(base), false) = (parts.base.as_name(), ident.is_blank()) {
                methods.push(FoundMethod { obj, is_pointer: parts.is_pointer, base: base.name.to_string() });
            }
            self.record_def(ident.id, obj);
        } else {
            self.collect_plain_func(func, obj);
        }
        let decl = Declaration { func: Some(func), ..self.empty_declaration(scope) };
        let decl = self.add_declaration(decl);
        self.decl_of.insert(obj, decl);
        self.order.push(obj);
    }

    fn collect_plain_func(&mut self, func: &'a FuncDecl<'a>, obj: ObjId) {
        let ident = &func.name;
        let is_init = ident.name == "init";
        if is_init || ident.name == "main" && &*self.pkg_name == "main" {
            let signature = &func.signature;
            if let Some(param) = signature.type_params.first() {
                let span = param.names.first().map_or(ident.span, |name| name.span);
                self.error(span, format!("func {} must have no type parameters", ident.name));
            }
            if !signature.params.is_empty() || !signature.results.is_empty() {
                let message = format!("func {} must have no arguments and no return values", ident.name);
                self.error(ident.span, message);
            }
        }
        if !is_init {
            return self.declare(self.pkg_scope, Some(ident.id), obj);
        }
        self.record_def(ident.id, obj);
        if func.body.is_none() {
            self.error(ident.span, "func init must have a body");
        }
    }

    /// Names of a file's imports must not be declared in the package.
    fn report_hidden_imports(&mut self, scope: ScopeId) {
        let names: Vec<_> = self.scopes.names(scope).iter().map(|(name, &obj)| (name.clone(), obj)).collect();
        for (name, obj) in names {
            let Some(own) = self.scopes.get(self.pkg_scope, &name) else { continue };
            let what = match self.objects.get(obj).kind {
                ObjectKind::Package { imported } => {
                    let (package, path) = &self.types.packages[imported.index()];
                    format!("{name} already declared through import of package {package} (\"{path}\")")
                }
                _ => {
                    let (package, path) = match self.objects.get(obj).pkg {
                        Some(pkg) => self.types.packages[pkg.index()].clone(),
                        None => Default::default(),
                    };
                    format!("{name} already declared through dot-import of package {package} (\"{path}\")")
                }
            };
            let diagnostic = Diagnostic::error(self.objects.get(own).span, what);
            self.report(self.with_other(diagnostic, obj));
        }
    }

    /// The type that a method's receiver names, through aliases, and whether there is a pointer on the way.
    fn base_type(&self, is_pointer: bool, name: &str) -> Option<(bool, ObjId)> {
        let (mut is_pointer, mut name) = (is_pointer, name);
        let mut seen = SortedSet::new();
        loop {
            let obj = self.scopes.get(self.pkg_scope, name)?;
            let spec = self.decls[*self.decl_of.get(&obj)?].type_spec?;
            if !spec.is_alias {
                return Some((is_pointer, obj));
            }
            if !spec.type_params.is_empty() || !seen.insert(obj) {
                return None;
            }
            let mut ty = spec.ty.unparen();
            if let ExprKind::Star(inner) = &ty.kind {
                if is_pointer {
                    return None;
                }
                is_pointer = true;
                ty = inner.unparen();
            }
            name = ty.as_name()?.name;
        }
    }

    /// Declares everything: types first, then aliases, then the rest.
    pub(super) fn package_objects(&mut self) {
        let (mut aliases, mut others) = (Vec::new(), Vec::new());
        for obj in self.order.clone() {
            match self.decls[self.decl_of[&obj]].type_spec {
                Some(spec) if spec.is_alias => aliases.push(obj),
                Some(_) => self.object_decl(obj),
                None => others.push(obj),
            }
        }
        for obj in aliases.into_iter().chain(others) {
            self.object_decl(obj);
        }
    }

    pub(super) fn report_unused_imports(&mut self) {
        for (obj, is_used) in self.package_names.clone() {
            let object = self.objects.get(obj);
            let ObjectKind::Package { imported } = object.kind else { continue };
            if is_used || &*object.name == "_" {
                continue;
            }
            let path = self.types.packages[imported.index()].1.clone();
            let last = path.rsplit('/').next().unwrap_or("");
            let message = if matches!(&*object.name, "" | ".") || &*object.name == last {
                format!("\"{path}\" imported and not used")
            } else {
                format!("\"{path}\" imported as {} and not used", object.name)
            };
            self.error(object.span, message);
        }
    }

    /// Reports types that are defined as each other in a circle.
    /// Source: cmd/compile/internal/types2/cycles.go:directCycles.
    pub(super) fn report_direct_cycles(&mut self) {
        let mut done: SortedMap<ObjId, usize> = SortedMap::new();
        for start in self.order.clone() {
            let mut path: Vec<ObjId> = Vec::new();
            let mut at = start;
            loop {
                if let Some(first) = path.iter().position(|&obj| obj == at) {
                    self.set_object_ty(at, Ty::INVALID);
                    let cycle = path[first..].to_vec();
                    self.report_object_cycle(&cycle);
                    break;
                }
                let Some(spec) = self.decl_of.get(&at).and_then(|&decl| self.decls[decl].type_spec) else {
                    break;
                };
                if done.contains_key(&at) {
                    break;
                }
                path.push(at);
                let Some(ident) = spec.ty.as_name() else { break };
                let Some(next) = self.scopes.get(self.pkg_scope, ident.name) else { break };
                at = next;
            }
            done.extend(path.into_iter().map(|obj| (obj, 0)));
        }
    }

    /// The key of a declared function in [`super::Info::funcs`].
    pub(super) fn func_key(func: &FuncDecl) -> ExprId {
        func.name.id
    }
}
