//! Declarations, at package level and in functions.
//! Source: cmd/compile/internal/types2/decl.go.

use super::checker::{Checker, Env, Later};
use super::constant::Value;
use super::info::FuncInfo;
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::Operand;
use super::position::func_span;
use super::position::start_span;
use super::resolver::ConstSource;
use super::types::{Basic, NamedId, Ty, Type};
use crate::ast::{ConstSpec, Decl, DeclKind, Expr, TypeSpec, VarSpec};
use crate::diag::Diagnostic;
use crate::source::Span;

/// Declarations that need each other are followed this deep; a deeper chain is reported.
const PATH_MAX: usize = 500;

/// What refers to the next part of a cycle: an object, or a type where it was instantiated.
pub(super) struct CyclePart {
    pub obj: Option<ObjId>,
    pub span: Span,
    pub name: String,
}

impl<'a> Checker<'a> {
    /// Checks the declaration of an object of this package, unless that is done; if it is being done, the object is part
    /// of a cycle, which may be wrong.
    pub(super) fn object_decl(&mut self, obj: ObjId) {
        if let Some(start) = self.path.iter().position(|&other| other == obj) {
            let is_valid = self.is_valid_cycle(start);
            let object = self.objects.get(obj);
            let is_func = matches!(object.kind, ObjectKind::Func(_));
            if !is_func && (!is_valid || object.ty == Ty::UNSET) {
                self.set_object_ty(obj, Ty::INVALID);
            }
            return;
        }
        if self.objects.get(obj).ty != Ty::UNSET {
            return;
        }
        let Some(&decl) = self.decl_of.get(&obj) else { return };
        if self.path.len() >= PATH_MAX {
            self.set_object_ty(obj, Ty::INVALID);
            let span = self.objects.get(obj).span;
            return self.unsupported(span, "declarations that depend on each other this deeply are");
        }
        self.path.push(obj);
        let env = Env {
            decl: None,
            scope: self.decls[decl].scope,
            iota: None,
            error_span: None,
            func: None,
            results: [].into(),
            in_type_params: false,
            type_params: [].into(),
            has_call_or_receive: false,
        };
        let outer = std::mem::replace(&mut self.env, env);
        let (ty, init) = (self.decls[decl].ty, self.decls[decl].init);
        match self.objects.get(obj).kind {
            ObjectKind::Const(_) => {
                self.env.decl = Some(decl);
                let (iota, is_inherited) = (self.decls[decl].iota, self.decls[decl].is_inherited);
                self.const_decl(obj, ty, init, iota, is_inherited);
            }
            ObjectKind::Var(_) => {
                self.env.decl = Some(decl);
                let lhs = self.decls[decl].lhs.clone();
                self.var_decl(obj, &lhs, ty, init);
            }
            ObjectKind::Func(_) => self.func_decl(obj, decl),
            _ => {
                if let Some(spec) = self.decls[decl].type_spec {
                    self.type_decl(obj, spec);
                    self.collect_methods(obj);
                }
            }
        }
        self.env = outer;
        self.path.pop();
    }

    fn is_valid_cycle(&mut self, start: usize) -> bool {
        let cycle = self.path[start..].to_vec();
        let (mut values, mut definitions) = (0, 0);
        for &obj in &cycle {
            let object = self.objects.get(obj);
            match object.kind {
                ObjectKind::Const(_) | ObjectKind::Var(_) => values += 1,
                ObjectKind::Type => {
                    if self.env.in_type_params && object.ty != Ty::UNSET && self.is_generic(object.ty) {
                        return true;
                    }
                    if !matches!(self.types.get(object.ty), Type::Alias(_)) {
                        definitions += 1;
                    }
                }
                _ => {}
            }
        }
        if values == cycle.len() || values == 0 && definitions > 0 {
            return true;
        }
        self.report_object_cycle(&cycle);
        false
    }

    /// An object as a part of a cycle.
    pub(super) fn declared_part(&self, obj: ObjId) -> CyclePart {
        let object = self.objects.get(obj);
        CyclePart { obj: Some(obj), span: object.span, name: object.name.to_string() }
    }

    /// Reports a cycle of declarations, from its first object in the source.
    pub(super) fn report_object_cycle(&mut self, cycle: &[ObjId]) {
        self.report_cycle_from_first(cycle.iter().map(|&obj| self.declared_part(obj)).collect());
    }

    pub(super) fn report_cycle_from_first(&mut self, mut parts: Vec<CyclePart>) {
        let first = (0..parts.len()).min_by_key(|&index| parts[index].span).unwrap_or(0);
        parts.rotate_left(first);
        self.report_cycle(&parts);
    }

    /// Reports a cycle of declarations and of types that were instantiated.
    /// Source: cmd/compile/internal/types2/decl.go:cycleError.
    pub(super) fn report_cycle(&mut self, parts: &[CyclePart]) {
        let Some(CyclePart { obj, span, name }) = parts.first() else { return };
        let object = obj.map(|obj| self.objects.get(obj));
        if let Some(&Type::Alias(id)) = object.map(|object| self.types.get(object.ty)) {
            self.types.alias_mut(id).actual = Some(Ty::INVALID);
        }
        let is_type = object.is_none_or(|object| matches!(object.kind, ObjectKind::Type));
        if parts.len() == 1 {
            let what = if is_type { "invalid recursive type:" } else { "invalid cycle in declaration:" };
            return self.error(*span, format!("{what} {name} refers to itself"));
        }
        let what = if is_type { "invalid recursive type" } else { "invalid cycle in declaration of" };
        let mut diagnostic = Diagnostic::error(*span, format!("{what} {name}"));
        for (index, CyclePart { span, name, .. }) in parts.iter().enumerate() {
            let next = &parts[(index + 1) % parts.len()].name;
            diagnostic = diagnostic.with_note(*span, format!("{name} refers to {next}"));
        }
        self.report(diagnostic);
    }

    /// Whether a type's declaration is finished; reports the cycle if it is needed before.
    pub(super) fn is_complete(&mut self, ty: Ty) -> bool {
        let mut at = ty;
        for _ in 0..PATH_MAX {
            // An instance is not what its origin's declaration declares.
            let (obj, next) = match self.types.get(at) {
                Type::Named(id) => {
                    let named = self.types.named(*id);
                    (named.origin.is_none().then_some(named.obj), named.underlying)
                }
                Type::Alias(id) => (Some(self.types.alias(*id).obj), self.types.alias(*id).actual),
                _ => return true,
            };
            if let Some(start) = self.path.iter().position(|&other| Some(other) == obj) {
                let cycle = self.path[start..].to_vec();
                self.report_object_cycle(&cycle);
                return false;
            }
            let Some(next) = next else { return true };
            at = next;
        }
        true
    }

    fn const_decl(
        &mut self,
        obj: ObjId,
        ty: Option<&'a Expr<'a>>,
        init: Option<&'a Expr<'a>>,
        iota: u32,
        is_inherited: bool,
    ) {
        let outer = (self.env.iota.clone(), self.env.error_span);
        self.env.iota = Some(Value::int(i64::from(iota)));
        self.env.error_span = None;
        self.check_const(obj, ty, init, is_inherited);
        (self.env.iota, self.env.error_span) = outer;
    }

    fn check_const(
        &mut self,
        obj: ObjId,
        ty: Option<&'a Expr<'a>>,
        init: Option<&'a Expr<'a>>,
        is_inherited: bool,
    ) {
        if let Some(expr) = ty {
            let ty = self.typ(expr);
            if !self.types.is(ty, Basic::is_const_type) {
                if !self.types.under(ty).is_invalid() {
                    let message = format!("invalid constant type {}", self.type_text(ty));
                    self.error(start_span(expr), message);
                }
                return self.set_object_ty(obj, Ty::INVALID);
            }
            self.set_object_ty(obj, ty);
        }
        let mut x = Operand::invalid();
        if let Some(init) = init {
            if is_inherited {
                self.env.error_span = Some(self.objects.get(obj).span);
            }
            self.expr(None, &mut x, init);
        }
        self.init_const(obj, &mut x);
    }

    fn init_const(&mut self, obj: ObjId, x: &mut Operand<'a>) {
        let ty = self.objects.get(obj).ty;
        if !x.is_valid() || x.ty.is_invalid() || ty.is_invalid() {
            if ty == Ty::UNSET {
                self.set_object_ty(obj, Ty::INVALID);
            }
            return;
        }
        if !x.is_constant() {
            let message = format!("{} is not constant", self.describe(x));
            self.error(x.span(), message);
            if ty == Ty::UNSET {
                self.set_object_ty(obj, Ty::INVALID);
            }
            return;
        }
        let ty = if ty == Ty::UNSET { x.ty } else { ty };
        self.set_object_ty(obj, ty);
        self.assignment(x, Some(ty), "constant declaration");
        if x.is_valid() {
            self.objects.get_mut(obj).kind = ObjectKind::Const(x.const_value());
        }
    }

    fn var_decl(&mut self, obj: ObjId, lhs: &[ObjId], ty: Option<&'a Expr<'a>>, init: Option<&'a Expr<'a>>) {
        if let Some(expr) = ty {
            let ty = self.var_type(expr);
            self.set_object_ty(obj, ty);
        }
        let Some(init) = init else {
            if ty.is_none() {
                self.set_object_ty(obj, Ty::INVALID);
            }
            return;
        };
        if lhs.len() <= 1 {
            let (object_ty, name) = (self.objects.get(obj).ty, self.objects.get(obj).name.clone());
            let target = if object_ty == Ty::UNSET { None } else { self.target(object_ty, &name) };
            let mut x = Operand::invalid();
            self.expr(target.as_ref(), &mut x, init);
            return self.init_var(obj, &mut x, "variable declaration");
        }
        if ty.is_some() {
            let ty = self.objects.get(obj).ty;
            for &other in lhs {
                self.set_object_ty(other, ty);
            }
        }
        self.init_vars(lhs, std::slice::from_ref(init), None);
    }

    fn type_decl(&mut self, obj: ObjId, spec: &'a TypeSpec<'a>) {
        let object = self.objects.get(obj);
        let (name, pkg) = (object.name.clone(), object.pkg);
        if spec.is_alias {
            let ty = self.types.new_alias(obj, name, pkg);
            self.set_object_ty(obj, ty);
            let Type::Alias(id) = *self.types.get(ty) else { return };
            self.open_scope();
            self.types.alias_mut(id).type_params = [].into();
            let params = self.type_params(spec.type_params);
            self.types.alias_mut(id).type_params = params.clone();
            let mut rhs = self.declared_type(&spec.ty, Some(obj));
            self.close_scope();
            if params.contains(&rhs) {
                self.error(spec.ty.span, "cannot use type parameter declared in alias declaration as RHS");
                rhs = Ty::INVALID;
            }
            // A reported cycle has already settled it.
            let actual = &mut self.types.alias_mut(id).actual;
            if actual.is_none() {
                *actual = Some(rhs);
            }
            return;
        }
        let ty = self.types.new_named(obj, name, pkg);
        self.set_object_ty(obj, ty);
        let Type::Named(id) = *self.types.get(ty) else { return };
        let outer_params = self.env.type_params.clone();
        let entry = self.types.named_mut(id);
        entry.local = u32::from(self.env.func.is_some());
        entry.outer_params = outer_params;
        self.later.push(Later::ValidType { ty });
        self.open_scope();
        if !spec.type_params.is_empty() {
            let params = self.named_type_params(id, spec);
            self.types.named_mut(id).type_params = params;
        }
        let mut rhs = self.declared_type(&spec.ty, Some(obj));
        self.close_scope();
        if self.types.as_param(rhs).is_some() {
            self.error(spec.ty.span, "cannot use a type parameter as RHS in type declaration");
            rhs = Ty::INVALID;
        }
        self.types.named_mut(id).underlying = Some(rhs);
        self.types.complete_instances(id);
    }

    /// The parameters must be known while their constraints, which may mention the type, are read.
    fn named_type_params(&mut self, id: NamedId, spec: &'a TypeSpec<'a>) -> std::rc::Rc<[Ty]> {
        self.type_params_for(spec.type_params, |checker, params| {
            checker.types.named_mut(id).type_params = params;
        })
    }

    /// Gives a type the methods declared for it.
    fn collect_methods(&mut self, obj: ObjId) {
        let Some(methods) = self.pending_methods.remove(&obj) else { return };
        let named = self.types.as_named(self.objects.get(obj).ty);
        if let Some(named) = named {
            self.later.push(Later::FieldUniqueness { named });
        }
        let mut seen: Vec<ObjId> = Vec::new();
        for method in methods {
            let (name, span) = (self.objects.get(method).name.clone(), self.objects.get(method).span);
            let other = seen.iter().find(|&&other| self.objects.get(other).name == name);
            if let Some(&other) = other {
                let position = self.sources.position(self.objects.get(other).span);
                let ty = self.objects.get(obj).name.clone();
                self.error(span, format!("method {ty}.{name} already declared at {position}"));
                continue;
            }
            seen.push(method);
            if let Some(named) = named {
                self.types.named_mut(named).methods.push(method);
            }
        }
    }

    fn func_decl(&mut self, obj: ObjId, decl: usize) {
        let Some(func) = self.decls[decl].func else { return };
        let unknown = self.types.intern(Type::Signature(Default::default()));
        self.set_object_ty(obj, unknown);
        let key = Self::func_key(func);
        let info = FuncInfo { obj: Some(obj), ..FuncInfo::default() };
        let receiver = func.receiver.as_ref().map(|param| (param, obj));
        let (ty, scope, info) = self.signature(&func.signature, receiver, Some(key), info);
        self.info.funcs.insert(key, info);
        self.set_object_ty(obj, ty);
        if let Some(entry) = self.types.methods.get_mut(&obj) {
            entry.ty = ty;
        }
        match &func.body {
            Some(_) if self.called.is_some_and(|called| !called.contains(&key)) => {}
            Some(body) => self.later.push(Later::FuncBody { decl: Some(decl), key, scope, body, iota: None }),
            None if !func.signature.type_params.is_empty() => {
                self.error(func_span(func), "generic function is missing function body");
            }
            None => {}
        }
    }

    pub(super) fn decl_stmt(&mut self, decl: &'a Decl<'a>) {
        match &decl.kind {
            DeclKind::Const(specs) => self.local_consts(specs),
            DeclKind::Var(specs) => {
                for spec in *specs {
                    self.local_vars(spec);
                }
            }
            DeclKind::Type(specs) => {
                for spec in *specs {
                    let obj =
                        self.new_object(spec.name.name.into(), spec.name.span, Ty::UNSET, ObjectKind::Type);
                    self.declare(self.env.scope, Some(spec.name.id), obj);
                    self.path.push(obj);
                    self.type_decl(obj, spec);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    fn local_consts(&mut self, specs: &'a [ConstSpec<'a>]) {
        for (spec, source) in specs.iter().zip(ConstSource::of_group(specs)) {
            let top = self.later.len();
            let mut objects = Vec::new();
            for (index, ident) in spec.names.iter().enumerate() {
                let kind = ObjectKind::Const(Value::Unknown);
                let obj = self.new_object(ident.name.into(), ident.span, Ty::UNSET, kind);
                objects.push(obj);
                self.const_decl(obj, source.ty, source.values.get(index), spec.iota, source.is_inherited);
            }
            self.check_arity(spec.span, spec.names, source.values, true, source.is_inherited);
            self.process_later(top);
            for (ident, obj) in spec.names.iter().zip(objects) {
                self.declare(self.env.scope, Some(ident.id), obj);
            }
        }
    }

    fn local_vars(&mut self, spec: &'a VarSpec<'a>) {
        let top = self.later.len();
        let mut objects = Vec::new();
        for ident in spec.names {
            objects.push(self.new_var(VarKind::Local, ident.name.into(), ident.span, Ty::UNSET));
        }
        for (index, &obj) in objects.iter().enumerate() {
            match spec.values {
                [only] => {
                    let lhs = if objects.len() == 1 { Vec::new() } else { objects.clone() };
                    self.var_decl(obj, &lhs, spec.ty.as_ref(), Some(only));
                    break;
                }
                values => self.var_decl(obj, &[], spec.ty.as_ref(), values.get(index)),
            }
        }
        if spec.ty.is_none() || !spec.values.is_empty() {
            self.check_arity(spec.span, spec.names, spec.values, false, false);
        }
        self.process_later(top);
        for (ident, obj) in spec.names.iter().zip(objects) {
            self.declare(self.env.scope, Some(ident.id), obj);
        }
    }
}
