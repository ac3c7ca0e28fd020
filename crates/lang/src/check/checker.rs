//! The checker of one package: its state, scopes and error reports.

use crate::sorted::{SortedMap, SortedSet};
use std::rc::Rc;

use super::constant::Value;
use super::info::{ExprInfo, FuncInfo, Info, Mode, Package, SpecRef};
use super::mono::MonoGraph;
use super::object::{ObjId, Object, ObjectKind, Objects, PkgId, Var, VarKind};
use super::operand::Operand;
use super::scope::{ScopeId, Scopes};
use super::types::{NamedId, Ty, Type, Types};
use super::universe::Universe;
use crate::ast::{Block, Expr, ExprId, File, FuncDecl, Ident, Name, TypeSpec};
use crate::diag::Diagnostic;
use crate::source::{Sources, Span};

/// An object's declaration, for objects of package level.
#[derive(Debug)]
pub(super) struct Declaration<'a> {
    /// The scope of its file.
    pub scope: ScopeId,
    /// All variables that one call initializes.
    pub lhs: Vec<ObjId>,
    pub ty: Option<&'a Expr<'a>>,
    pub init: Option<&'a Expr<'a>>,
    /// The constant's expression is that of an earlier specification.
    pub is_inherited: bool,
    pub iota: u32,
    pub type_spec: Option<&'a TypeSpec<'a>>,
    pub func: Option<&'a FuncDecl<'a>>,
    /// For a variable with an initial value: where that stands.
    pub spec: Option<(SpecRef, u32)>,
    /// Objects of package level that it mentions, also within the bodies of functions.
    pub deps: SortedSet<ObjId>,
}

/// An index into the package's declarations.
pub(super) type DeclId = usize;

/// Work put off until the types it needs are complete.
#[derive(Clone, Debug)]
pub(super) enum Later<'a> {
    FuncBody { decl: Option<DeclId>, key: ExprId, scope: ScopeId, body: &'a Block<'a>, iota: Option<Value> },
    VarType { span: Span, ty: Ty },
    MapKey { span: Span, key: Ty },
    Embedded { span: Span, ty: Ty },
    InterfaceMethods { ty: Ty },
    Receiver { span: Span, ty: Ty },
    FieldUniqueness { named: NamedId },
    ValidType { ty: Ty },
    Instance { span: Span, name: Name, params: Rc<[Ty]>, args: Rc<[Ty]>, spans: Vec<Span> },
    Union { union: Ty, spans: Vec<Span> },
}

/// What surrounds the code being checked.
#[derive(Clone, Debug)]
pub(super) struct Env {
    pub decl: Option<DeclId>,
    pub scope: ScopeId,
    pub iota: Option<Value>,
    /// Where errors in an inherited constant expression are reported.
    pub error_span: Option<Span>,
    /// The function whose body this is, as a key of [`Info::funcs`].
    pub func: Option<ExprId>,
    pub results: Rc<[ObjId]>,
    pub in_type_params: bool,
    /// Type parameters of the function or method whose body this is.
    pub type_params: Rc<[Ty]>,
    pub has_call_or_receive: bool,
}

/// Checks one package.
pub(super) struct Checker<'a> {
    pub types: &'a mut Types,
    pub objects: &'a mut Objects,
    pub universe: &'a Universe,
    pub sources: &'a Sources,
    /// The packages checked before.
    pub packages: &'a [Rc<Package<'a>>],
    pub imports_by_path: &'a SortedMap<String, Option<PkgId>>,
    pub files: &'a [File<'a>],
    pub pkg: PkgId,
    pub pkg_name: Name,
    pub is_imported: bool,
    /// The functions whose bodies are checked, by their names' ids; none: all are.
    pub called: Option<&'a SortedSet<ExprId>>,
    pub info: Info,
    pub diagnostics: Vec<Diagnostic>,
    pub scopes: Scopes,
    pub pkg_scope: ScopeId,
    pub env: Env,
    pub decls: Vec<Declaration<'a>>,
    pub decl_of: SortedMap<ObjId, DeclId>,
    /// Objects of package level in the order of their declaration.
    pub order: Vec<ObjId>,
    /// Methods not yet given to their types, by the type's name.
    pub pending_methods: SortedMap<ObjId, Vec<ObjId>>,
    /// The objects whose declarations are being checked.
    pub path: Vec<ObjId>,
    pub later: Vec<Later<'a>>,
    /// Shifted operands whose type the context decides, and which must then be integers.
    pub shifted: SortedSet<ExprId>,
    pub panics: SortedSet<ExprId>,
    /// Names of imported packages in file scopes, and whether they were used.
    pub package_names: Vec<(ObjId, bool)>,
    /// Names that dot-imports brought into file scopes: which package name they came by.
    pub dot_imports: SortedMap<(u32, Name), ObjId>,
    /// Where instances of generic types were first used.
    pub instance_spans: SortedMap<Ty, Span>,
    /// Of types whose size was asked for: whether it depends on type parameters.
    pub variable_sizes: SortedMap<Ty, bool>,
    /// Type parameters whose constraints were not complete when declared, and may turn out to be no interfaces.
    pub open_params: Vec<(Ty, Span)>,
    pub mono: MonoGraph,
    /// Interface literals and where they stand.
    pub interface_literals: Vec<(Span, Ty)>,
    /// What cmd/compile reports when it makes code, of a package without other errors.
    pub last: Vec<(Span, &'static str, Ty)>,
}

impl<'a> Checker<'a> {
    // ---- errors ----

    pub(super) fn error(&mut self, at: Span, message: impl Into<String>) {
        self.report(Diagnostic::error(at, message));
    }

    /// Reports a diagnostic, unless it is likely to be a consequence of an earlier one.
    /// Source: cmd/compile/internal/types2/errors.go:report.
    pub(super) fn report(&mut self, mut diagnostic: Diagnostic) {
        if !self.diagnostics.is_empty() {
            // What arguments or results there are is a part of its own.
            let first = diagnostic.message.split("\n\thave").next().unwrap_or_default();
            let follows = |what: &str| first.find(what).is_some_and(|index| index > 0);
            if follows("invalid operand") || follows("invalid type") {
                return;
            }
        }
        if let Some(span) = self.env.error_span {
            diagnostic.span = span;
        }
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn type_text(&self, ty: Ty) -> String {
        self.types.format(ty, Some(self.pkg))
    }

    /// Says where the other declaration of a name is.
    pub(super) fn with_other(&self, diagnostic: Diagnostic, other: ObjId) -> Diagnostic {
        let object = self.objects.get(other);
        if object.pkg.is_none() && !matches!(object.kind, ObjectKind::Package { .. }) {
            return diagnostic;
        }
        diagnostic.with_note(object.span, format!("other declaration of {}", object.name))
    }

    // ---- scopes ----

    pub(super) fn lookup(&self, name: &str) -> Option<ObjId> {
        self.lookup_scope(name).map(|(_, obj)| obj)
    }

    pub(super) fn lookup_scope(&self, name: &str) -> Option<(Option<ScopeId>, ObjId)> {
        if let Some((scope, obj)) = self.scopes.lookup(self.env.scope, name) {
            return Some((Some(scope), obj));
        }
        self.universe.names.get(name).map(|&obj| (None, obj))
    }

    pub(super) fn open_scope(&mut self) {
        self.env.scope = self.scopes.open(Some(self.env.scope), false);
    }

    pub(super) fn close_scope(&mut self) {
        if let Some(parent) = self.scopes.parent(self.env.scope) {
            self.env.scope = parent;
        }
    }

    /// Declares an object in a scope, unless its name is blank or taken.
    pub(super) fn declare(&mut self, scope: ScopeId, id: Option<ExprId>, obj: ObjId) {
        let name = self.objects.get(obj).name.clone();
        if &*name != "_"
            && let Some(other) = self.scopes.insert(scope, name.clone(), obj)
        {
            let span = self.objects.get(obj).span;
            let diagnostic = Diagnostic::error(span, format!("{name} redeclared in this block"));
            self.report(self.with_other(diagnostic, other));
            return;
        }
        if let Some(id) = id {
            self.record_def(id, obj);
        }
    }

    // ---- objects ----

    pub(super) fn new_object(&mut self, name: Name, span: Span, ty: Ty, kind: ObjectKind) -> ObjId {
        self.objects.add(Object { name, pkg: Some(self.pkg), ty, span, kind })
    }

    pub(super) fn new_var(&mut self, kind: VarKind, name: Name, span: Span, ty: Ty) -> ObjId {
        let var = Var {
            kind,
            owner: if kind == VarKind::Package { None } else { self.env.func },
            is_captured: false,
            is_address_taken: false,
            is_reassigned: false,
            is_used: false,
        };
        self.new_object(name, span, ty, ObjectKind::Var(var))
    }

    /// The local variable (of this package) that a name stands for.
    pub(super) fn local_var(&self, ident: &Ident) -> Option<ObjId> {
        let obj = self.lookup(ident.name)?;
        let object = self.objects.get(obj);
        (matches!(object.kind, ObjectKind::Var(_)) && object.pkg == Some(self.pkg)).then_some(obj)
    }

    pub(super) fn is_used(&self, obj: ObjId) -> bool {
        self.objects.var(obj).is_some_and(|var| var.is_used)
    }

    pub(super) fn set_used(&mut self, obj: ObjId, is_used: bool) {
        if let Some(var) = self.objects.var_mut(obj) {
            var.is_used = is_used;
        }
    }

    /// Notes the use of a variable by the current function, capturing it if it belongs to one around it.
    pub(super) fn note_use(&mut self, obj: ObjId) {
        let Some(var) = self.objects.var_mut(obj) else { return };
        var.is_used = true;
        let Some(owner) = var.owner else { return };
        if self.env.func == Some(owner) {
            return;
        }
        var.is_captured = true;
        let mut at = self.env.func;
        while let Some(key) = at.filter(|&key| key != owner) {
            let Some(func) = self.info.funcs.get_mut(&key) else { break };
            if func.captures.contains(&obj) {
                break;
            }
            func.captures.push(obj);
            at = func.outer;
        }
    }

    pub(super) fn func_mut(&mut self) -> Option<&mut FuncInfo> {
        let key = self.env.func?;
        self.info.funcs.get_mut(&key)
    }

    pub(super) fn add_dependency(&mut self, obj: ObjId) {
        if let Some(decl) = self.env.decl
            && self.decl_of.contains_key(&obj)
        {
            self.decls[decl].deps.insert(obj);
        }
    }

    // ---- records ----

    pub(super) fn record_def(&mut self, id: ExprId, obj: ObjId) {
        if let Some(slot) = self.info.defs.get_mut(id.index()) {
            *slot = Some(obj);
        }
    }

    pub(super) fn record_use(&mut self, id: ExprId, obj: ObjId) {
        if let Some(slot) = self.info.uses.get_mut(id.index()) {
            *slot = Some(obj);
        }
    }

    pub(super) fn record_expr(&mut self, id: ExprId, mode: Mode, ty: Ty, value: Option<Value>) {
        if mode != Mode::Invalid
            && let Some(slot) = self.info.exprs.get_mut(id.index())
        {
            *slot = ExprInfo { mode, ty, value };
        }
    }

    pub(super) fn record(&mut self, x: &Operand<'a>) {
        let Some(expr) = x.syntax() else { return };
        let ty = if x.mode == Mode::NoValue { Ty::EMPTY_TUPLE } else { x.ty };
        let value = if x.is_constant() { x.value.clone() } else { None };
        self.record_expr(expr.id, x.mode, ty, value);
    }

    // ---- types ----

    /// Whether a type still wants type arguments.
    pub(super) fn is_generic(&self, ty: Ty) -> bool {
        match self.types.get(ty) {
            Type::Named(id) => !self.types.named(*id).type_params.is_empty(),
            Type::Alias(id) => {
                let alias = self.types.alias(*id);
                !alias.type_params.is_empty() && alias.type_args.is_empty()
            }
            Type::Signature(signature) => !signature.type_params.is_empty(),
            _ => false,
        }
    }

    /// The error that a construct is not supported.
    pub(super) fn unsupported(&mut self, at: Span, what: &str) {
        self.error(at, format!("{what} not supported by Gopark yet"));
    }
}
