//! Signatures: parameters, results, receivers, type parameters.

use std::rc::Rc;

use super::checker::{Checker, Later};
use super::info::{FuncInfo, Instance, Mode};
use super::mismatch::measure;
use super::object::{ObjId, ObjectKind, VarKind};
use super::position::start_span;
use super::scope::ScopeId;
use super::types::{DeclaredMethod, Interface, Signature, Ty, Type, Var};
use crate::ast::{self, BinaryOp, Expr, ExprId, ExprKind, Ident, Param, TypeParam, UnaryOp};
use crate::print;
use crate::source::Span;

/// The parts of a receiver's type: whether it is a pointer, the type's name, and the parameters it declares.
pub(super) struct ReceiverParts<'a> {
    pub is_pointer: bool,
    pub base: &'a Expr<'a>,
    pub params: Option<&'a [Expr<'a>]>,
}

/// Takes a receiver's type apart.
/// Source: cmd/compile/internal/types2/resolver.go:unpackRecv.
pub(super) fn receiver_parts<'a>(ty: &'a Expr<'a>) -> ReceiverParts<'a> {
    let mut base = ty.unparen();
    let mut is_pointer = false;
    if let ExprKind::Star(inner) = &base.kind {
        is_pointer = true;
        base = inner.unparen();
    }
    match &base.kind {
        ExprKind::Index { operand, indices } => {
            ReceiverParts { is_pointer, base: operand, params: Some(indices) }
        }
        _ => ReceiverParts { is_pointer, base, params: None },
    }
}

impl<'a> Checker<'a> {
    /// A function type.
    pub(super) fn func_type(&mut self, signature: &'a ast::Signature) -> Ty {
        self.signature(signature, None, None, FuncInfo::default()).0
    }

    /// A signature: its type, the scope with its parameters, and what is known of the function.
    pub(super) fn signature(
        &mut self,
        signature: &'a ast::Signature,
        receiver: Option<(&'a Param<'a>, ObjId)>,
        key: Option<ExprId>,
        mut info: FuncInfo,
    ) -> (Ty, ScopeId, FuncInfo) {
        let outer_func = self.env.func;
        let outer_scope = self.env.scope;
        self.env.func = key.or(outer_func);
        let scope = self.scopes.open(Some(outer_scope), true);
        self.env.scope = scope;
        let receiver_var = receiver.map(|(param, method)| self.receiver(param, method));
        let type_params = self.type_params(signature.type_params);
        if let Some(obj) = info.obj.filter(|_| !type_params.is_empty()) {
            // Its parameters' types may mention instances of it.
            let node = Signature { type_params: type_params.clone(), ..Signature::default() };
            let ty = self.types.intern(Type::Signature(Rc::new(node)));
            self.set_object_ty(obj, ty);
        }
        let (params, param_vars, is_variadic) = self.params(signature.params, VarKind::Param);
        let (results, result_vars, _) = self.params(signature.results, VarKind::Result);
        if let (Some(var), Some((param, _))) = (receiver_var, receiver)
            && let Some(ident) = param.names.first()
        {
            self.declare(scope, Some(ident.id), var);
        }
        let written = signature.params.iter().chain(signature.results).flat_map(named_slots);
        for (ident, &obj) in written.zip(param_vars.iter().chain(&result_vars)) {
            if let Some(ident) = ident {
                self.declare(scope, Some(ident.id), obj);
            }
        }
        let node = Signature { type_params, params: params.into(), results: results.into(), is_variadic };
        let ty = self.types.intern(Type::Signature(Rc::new(node)));
        info.ty = Some(ty);
        info.receiver = receiver_var;
        (info.params, info.results) = (param_vars, result_vars);
        self.env.scope = outer_scope;
        self.env.func = outer_func;
        (ty, scope, info)
    }

    fn params(&mut self, list: &'a [Param<'a>], kind: VarKind) -> (Vec<Var>, Vec<ObjId>, bool) {
        let (mut vars, mut objects, mut is_variadic) = (Vec::new(), Vec::new(), false);
        for (index, param) in list.iter().enumerate() {
            let ty = self.var_type(&param.ty);
            if let Some(dots) = param.variadic {
                if kind == VarKind::Param && index + 1 == list.len() {
                    is_variadic = true;
                } else {
                    self.error(dots, "invalid syntax tree: invalid use of ...");
                }
            }
            let slots = named_slots(param);
            let last = slots.len().saturating_sub(1);
            for (nth, slot) in slots.into_iter().enumerate() {
                let ty = if is_variadic && nth == last { self.types.slice_of(ty) } else { ty };
                let (name, span): (ast::Name, _) = match slot {
                    Some(ident) => (ident.name.into(), ident.span),
                    None => ("".into(), param.ty.span),
                };
                objects.push(self.new_var(kind, name.clone(), span, ty));
                vars.push(Var { name, ty });
            }
        }
        (vars, objects, is_variadic)
    }

    /// Type parameters, declared in the current scope, each with its constraint.
    pub(super) fn type_params(&mut self, list: &'a [TypeParam<'a>]) -> Rc<[Ty]> {
        self.type_params_for(list, |_, _| {})
    }

    /// The same; `declared` is told the parameters before their constraints are read.
    pub(super) fn type_params_for(
        &mut self,
        list: &'a [TypeParam<'a>],
        declared: impl FnOnce(&mut Self, Rc<[Ty]>),
    ) -> Rc<[Ty]> {
        let mut params = Vec::new();
        for ident in list.iter().flat_map(|group| group.names) {
            params.push(self.declare_type_param(ident, params.len() as u32));
        }
        declared(self, params.clone().into());
        let was_in = std::mem::replace(&mut self.env.in_type_params, true);
        let mut index = 0;
        for group in list {
            let constraint = self.constraint(&group.constraint);
            let is_open =
                !constraint.is_invalid() && !matches!(self.types.structure(constraint), Type::Interface(_));
            for _ in group.names {
                if is_open {
                    self.open_params.push((params[index], group.constraint.span));
                }
                if let Type::Param(id) = *self.types.get(params[index]) {
                    self.types.param_mut(id).constraint = constraint;
                }
                index += 1;
            }
        }
        self.env.in_type_params = was_in;
        params.into()
    }

    fn declare_type_param(&mut self, ident: &Ident, index: u32) -> Ty {
        let obj = self.new_object(ident.name.into(), ident.span, Ty::INVALID, ObjectKind::Type);
        let ty = self.types.new_param(obj, ident.name.into(), index);
        if self.universe.names.contains_key(ident.name)
            && let Type::Param(id) = *self.types.get(ty)
        {
            self.types.param_mut(id).hides_at = Some(self.sources.position(ident.span).into());
        }
        self.set_object_ty(obj, ty);
        self.declare(self.env.scope, Some(ident.id), obj);
        ty
    }

    fn constraint(&mut self, expr: &'a Expr<'a>) -> Ty {
        let is_element = match &expr.kind {
            ExprKind::Unary { op: UnaryOp::Tilde, .. } => true,
            ExprKind::Binary(binary) => binary.op == BinaryOp::Or,
            _ => false,
        };
        let ty = if is_element { self.union_type(expr) } else { self.typ(expr) };
        if self.types.as_param(ty).is_some() {
            self.error(start_span(expr), "cannot use a type parameter as constraint");
            return Ty::INVALID;
        }
        if ty.is_invalid() {
            return ty;
        }
        let is_open = self.types.under(ty).is_invalid();
        if !is_element && (is_open || matches!(self.types.structure(ty), Type::Interface(_))) {
            return ty;
        }
        self.implicit_interface(ty, expr.span)
    }

    fn implicit_interface(&mut self, ty: Ty, span: Span) -> Ty {
        let embeds = vec![(ty, span)];
        self.types.new_interface(Interface {
            embeds,
            is_implicit: true,
            is_complete: true,
            ..Interface::default()
        })
    }

    /// Constraints that turned out to be no interfaces stand for those that embed them.
    pub(super) fn wrap_constraints(&mut self) {
        let mut open = std::mem::take(&mut self.open_params);
        open.retain(|&(param, span)| {
            let Some(id) = self.types.as_param(param) else { return false };
            let constraint = self.types.param(id).constraint;
            if self.types.under(constraint).is_invalid() {
                return true;
            }
            if !matches!(self.types.structure(constraint), Type::Interface(_)) {
                let interface = self.implicit_interface(constraint, span);
                self.types.param_mut(id).constraint = interface;
            }
            false
        });
        self.open_params.append(&mut open);
    }

    /// A method's receiver.
    /// Source: cmd/compile/internal/types2/signature.go:collectRecv.
    fn receiver(&mut self, param: &'a Param<'a>, method: ObjId) -> ObjId {
        let parts = receiver_parts(&param.ty);
        let ty = match parts.params {
            None => self.plain_receiver(param, &parts),
            Some(list) => self.generic_receiver(param, &parts, list, method),
        };
        let (name, span) = match param.names.first() {
            Some(ident) => (ident.name.into(), ident.span),
            None => ("".into(), param.ty.span),
        };
        let var = self.new_var(VarKind::Receiver, name, span, ty);
        self.later.push(Later::Receiver { span: parts.base.span, ty });
        if let ObjectKind::Func(func) = &mut self.objects.get_mut(method).kind {
            func.receiver = Some(ty);
        }
        var
    }

    fn plain_receiver(&mut self, param: &'a Param<'a>, parts: &ReceiverParts<'a>) -> Ty {
        let ty = self.var_type(&param.ty);
        let mut at = base_of(self.types, ty);
        while let Type::Alias(id) = *self.types.get(at) {
            at = base_of(self.types, self.types.alias(id).actual.unwrap_or(Ty::INVALID));
            let is_instance = match self.types.get(at) {
                Type::Named(id) => self.types.named(*id).origin.is_some(),
                Type::Alias(id) => !self.types.alias(*id).type_args.is_empty(),
                _ => false,
            };
            if is_instance {
                let message =
                    format!("cannot define new methods on instantiated type {}", self.type_text(at));
                self.error(start_span(parts.base), message);
                return Ty::INVALID;
            }
        }
        ty
    }

    /// The type parameters that a receiver declares: `T` in `func (l *List[T]) ...`.
    fn receiver_params(&mut self, list: &'a [Expr<'a>]) -> Vec<Ty> {
        let mut params = Vec::new();
        for (index, expr) in list.iter().enumerate() {
            let blank;
            let ident = match expr.as_name() {
                Some(ident) => ident,
                None => {
                    let message =
                        format!("receiver type parameter {} must be an identifier", print::expr(expr));
                    self.error(start_span(expr), message);
                    blank = Ident { id: expr.id, span: expr.span, name: "_" };
                    &blank
                }
            };
            let ty = self.declare_type_param(ident, index as u32);
            self.record_expr(expr.id, Mode::Type, ty, None);
            params.push(ty);
        }
        params
    }

    fn generic_receiver(
        &mut self,
        param: &'a Param<'a>,
        parts: &ReceiverParts<'a>,
        list: &'a [Expr<'a>],
        method: ObjId,
    ) -> Ty {
        let (generic, cause) = self.generic_type(parts.base);
        if let Some(cause) = cause {
            self.error(start_span(parts.base), cause);
        }
        let params = self.receiver_params(list);
        let Type::Named(id) = *self.types.get(generic) else {
            if matches!(self.types.get(generic), Type::Alias(_)) && !self.types.unalias(generic).is_invalid()
            {
                let message =
                    format!("cannot define new methods on generic alias type {}", self.type_text(generic));
                self.error(start_span(parts.base), message);
            }
            return Ty::INVALID;
        };
        let declared = self.types.named(id).type_params.clone();
        if declared.len() != params.len() {
            let got = measure(params.len(), "type parameter");
            let message =
                format!("receiver declares {got}, but receiver base type declares {}", declared.len());
            self.error(start_span(parts.base), message);
        }
        let pairs = if declared.len() == params.len() { &*declared } else { &[] };
        for (&own, &base) in params.iter().zip(pairs) {
            let Some(base) = self.types.as_param(base) else { continue };
            let of_type = self.types.param(base).obj;
            if let Some(id) = self.types.as_param(own) {
                self.mono.set_canonical(self.types.param(id).obj, of_type);
            }
            let constraint = self.types.param(base).constraint;
            let constraint = self.types.subst(constraint, &declared, &params);
            if let Type::Param(own) = *self.types.get(own) {
                self.types.param_mut(own).constraint = constraint;
            }
        }
        let instance = self.types.instantiate(generic, &params);
        let type_args: Rc<[Ty]> = params.into();
        if let Some(ident) = instantiated_ident(parts.base) {
            self.info.instances.insert(ident.id, Instance { type_args: type_args.clone(), ty: instance });
        }
        if let ObjectKind::Func(func) = &mut self.objects.get_mut(method).kind {
            func.receiver_params = type_args.clone();
        }
        if let Some(entry) = self.types.methods.get_mut(&method) {
            entry.receiver_params = type_args;
        }
        let ty = if parts.is_pointer { self.types.pointer_to(instance) } else { instance };
        self.record_expr(param.ty.id, Mode::Type, ty, None);
        ty
    }

    /// Source: cmd/compile/internal/types2/signature.go:validRecv.
    pub(super) fn check_receiver(&mut self, span: Span, receiver: Ty) {
        let (base, _) = self.types.deref(receiver);
        let ty = self.types.unalias(base);
        if ty.is_invalid() {
            return;
        }
        let message = match self.types.get(ty) {
            Type::Named(id) if self.types.named(*id).pkg != Some(self.pkg) => {
                format!("cannot define new methods on non-local type {}", self.type_text(base))
            }
            Type::Named(_) => {
                let cause = match self.types.structure(ty) {
                    Type::Basic(super::types::Basic::UnsafePointer) => "unsafe.Pointer",
                    Type::Pointer(_) | Type::Interface(_) => "pointer or interface type",
                    _ => return,
                };
                format!("invalid receiver type {} ({cause})", self.type_text(base))
            }
            Type::Basic(_) => format!("cannot define new methods on non-local type {}", self.type_text(base)),
            _ => format!("invalid receiver type {}", self.type_text(receiver)),
        };
        self.error(span, message);
    }

    /// Tells lookups of a method, whose signature is not known yet.
    pub(super) fn announce_method(&mut self, method: ObjId, has_pointer_receiver: bool) {
        let object = self.objects.get(method);
        self.types.methods.insert(
            method,
            DeclaredMethod {
                name: object.name.clone(),
                pkg: object.pkg,
                has_pointer_receiver,
                ty: Ty::UNSET,
                receiver_params: Rc::from([]),
                span: object.span,
            },
        );
    }
}

/// The type behind any pointers.
fn base_of(types: &super::types::Types, ty: Ty) -> Ty {
    let mut at = ty;
    while let Type::Pointer(elem) = types.get(at) {
        at = *elem;
    }
    at
}

/// One slot for each parameter of a group: its name, or none.
fn named_slots<'a>(param: &'a Param<'a>) -> Vec<Option<&'a Ident<'a>>> {
    if param.names.is_empty() { vec![None] } else { param.names.iter().map(Some).collect() }
}

/// The identifier that names what is instantiated.
pub(super) fn instantiated_ident<'a>(expr: &'a Expr<'a>) -> Option<&'a Ident<'a>> {
    match &expr.kind {
        ExprKind::Name(ident) => Some(ident),
        ExprKind::Selector { member, .. } => Some(member),
        ExprKind::Index { operand, .. } => instantiated_ident(operand),
        ExprKind::Paren(inner) => instantiated_ident(inner),
        _ => None,
    }
}
