//! Selectors: package members, fields, methods.

use std::rc::Rc;

use super::checker::Checker;
use super::info::{Adjust, Mode, Selection, SelectionKind};
use super::object::{ObjId, ObjectKind, PkgId, is_exported};
use super::operand::{Operand, Source};
use super::position::start_span;
use super::types::{Found, MethodRef, Missing, Signature, Ty, Type, Var};
use crate::ast::{Expr, ExprKind, Ident};
use crate::print;

/// What package unsafe has in Go, and not here.
const UNSAFE_NAMES: [&str; 5] = ["Add", "Slice", "SliceData", "String", "StringData"];

impl<'a> Checker<'a> {
    /// Source: cmd/compile/internal/types2/call.go:selector.
    pub(super) fn selector(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        operand: &'a Expr<'a>,
        member: &'a Ident<'a>,
        wants_type: bool,
    ) {
        x.expr = Source::Expr(expr);
        if let Some(ident) = operand.as_name()
            && let Some(obj) = self.lookup(ident.name)
            && let ObjectKind::Package { imported } = self.objects.get(obj).kind
        {
            self.record_use(ident.id, obj);
            if let Some(entry) = self.package_names.iter_mut().find(|(name, _)| *name == obj) {
                entry.1 = true;
            }
            return self.package_member(x, expr, imported, member);
        }
        self.expr_or_type(x, operand, false);
        if x.mode == Mode::Builtin {
            let message = format!("invalid use of {} in selector expression", self.describe(x));
            self.error(self.node_span(expr), message);
            x.invalidate();
        }
        if !x.is_valid() || !self.is_complete(x.ty) {
            return self.bad_selector(x, expr);
        }
        if wants_type {
            self.error(member.span, format!("{} is not a type", print::expr(expr)));
            return self.bad_selector(x, expr);
        }
        if let Type::Pointer(base) = *self.types.structure(x.ty)
            && !self.is_complete(base)
        {
            return self.bad_selector(x, expr);
        }
        let is_addressable = x.mode == Mode::Variable;
        match self.types.lookup(x.ty, is_addressable, Some(self.pkg), member.name) {
            Err(missing) => {
                self.report_missing(x, member, missing);
                self.bad_selector(x, expr);
            }
            Ok(found) if found.method.is_none() => self.field(x, expr, operand, member, &found),
            Ok(found) => self.method(x, expr, operand, &found),
        }
        x.expr = Source::Expr(expr);
    }

    fn bad_selector(&mut self, x: &mut Operand<'a>, expr: &'a Expr<'a>) {
        *x = Operand::invalid();
        x.expr = Source::Expr(expr);
    }

    fn report_missing(&mut self, x: &Operand<'a>, member: &Ident, missing: Missing) {
        if self.types.under(x.ty).is_invalid() {
            return;
        }
        let (name, ty) = (&member.name, self.type_text(x.ty));
        let message = match missing {
            Missing::Ambiguous => format!("ambiguous selector {}.{name}", x.text()),
            Missing::PointerReceiver if x.mode == Mode::Type => {
                format!("invalid method expression {ty}.{name} (needs pointer receiver (*{ty}).{name})")
            }
            Missing::PointerReceiver => format!("cannot call pointer method {name} on {ty}"),
            Missing::NotFound => {
                let why = if self.is_interface_pointer(x.ty) {
                    self.interface_pointer_error(x.ty)
                } else {
                    let is_addressable = x.mode == Mode::Variable;
                    let folded = self.types.lookup_folded(x.ty, is_addressable, Some(self.pkg), name).ok();
                    self.lookup_error(x.ty, name, x.ty, folded.as_ref(), false)
                };
                format!("{}.{name} undefined ({why})", x.text())
            }
        };
        self.error(member.span, message);
    }

    fn package_member(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        imported: PkgId,
        member: &'a Ident<'a>,
    ) {
        let name = &member.name;
        // Names that a package of ours has for itself, Go's has not, and the other way round.
        let Some(obj) = self.exported(imported, name).filter(|_| is_exported(name)) else {
            let package = self.packages.get(imported.index());
            let is_lacking = match package {
                Some(package) => package.mentions("gopark:lacks", name),
                None => self.is_unsafe(imported) && UNSAFE_NAMES.contains(name),
            };
            if let Some(package) = package.filter(|package| package.mentions("gopark:hides", name)) {
                let message = format!("name {name} not exported by package {}", package.name);
                self.error(member.span, message);
            } else if is_lacking {
                let message = format!("{} is not available in Gopark", print::expr(expr));
                self.error(member.span, message);
            // A package that failed to import has no name.
            } else if !self.is_fake(imported) {
                let others = self.similar_export(imported, name);
                let hint = others.map_or(String::new(), |other| format!(" (but have {other})"));
                self.error(member.span, format!("undefined: {}{hint}", print::expr(expr)));
            }
            return self.bad_selector(x, expr);
        };
        self.record_use(member.id, obj);
        let object = self.objects.get(obj);
        x.ty = object.ty;
        match &object.kind {
            ObjectKind::Const(value) => x.set_value(value.clone()),
            ObjectKind::Type => x.mode = Mode::Type,
            ObjectKind::Var(_) => x.mode = Mode::Variable,
            ObjectKind::Func(_) => x.mode = Mode::Value,
            ObjectKind::Builtin(builtin) => {
                x.builtin = Some(*builtin);
                x.mode = Mode::Builtin;
            }
            _ => {}
        }
        if x.ty.is_invalid() && x.mode != Mode::Builtin {
            self.bad_selector(x, expr);
        }
    }

    /// An object of package level of an imported package.
    pub(super) fn exported(&self, imported: PkgId, name: &str) -> Option<ObjId> {
        self.exports(imported)?.get(name).copied()
    }

    /// The objects of package level of an imported package; `None` if it could not be imported.
    pub(super) fn exports(
        &self,
        imported: PkgId,
    ) -> Option<&crate::sorted::SortedMap<crate::ast::Name, ObjId>> {
        if self.is_unsafe(imported) {
            return Some(&self.universe.unsafe_names);
        }
        self.packages.get(imported.index()).map(|package| &package.scope)
    }

    fn similar_export(&self, imported: PkgId, name: &str) -> Option<String> {
        let scope = self.exports(imported)?;
        scope
            .keys()
            .find(|other| is_exported(other) && gopark_letters::same(other, name))
            .map(|other| other.to_string())
    }

    fn is_unsafe(&self, pkg: PkgId) -> bool {
        self.types.packages.get(pkg.index()).is_some_and(|(_, path)| &**path == "unsafe")
    }

    /// Whether a package stands for one that could not be imported.
    pub(super) fn is_fake(&self, pkg: PkgId) -> bool {
        !self.is_unsafe(pkg) && pkg.index() >= self.packages.len()
    }

    fn field(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        operand: &'a Expr<'a>,
        member: &Ident,
        found: &Found,
    ) {
        if x.mode == Mode::Type {
            let ty = self.type_text(x.ty);
            let message = format!("operand for field selector {} must be value of type {ty}", member.name);
            self.error(start_span(operand), message);
            return self.bad_selector(x, expr);
        }
        self.info.selections.insert(
            expr.id,
            Selection {
                kind: SelectionKind::Field,
                receiver: x.ty,
                path: found.path.clone().into(),
                method: None,
                adjust: Adjust::None,
                ty: found.ty,
            },
        );
        let is_variable = x.mode == Mode::Variable || found.is_indirect;
        x.mode = if is_variable { Mode::Variable } else { Mode::Value };
        x.ty = found.ty;
        x.value = None;
    }

    fn method(&mut self, x: &mut Operand<'a>, expr: &'a Expr<'a>, operand: &'a Expr<'a>, found: &Found) {
        let Some(method) = found.method else { return };
        let signature_ty = self.signature_of(method);
        let has_pointer_receiver = match method {
            MethodRef::Declared { obj, .. } => {
                self.add_dependency(obj);
                self.types.declared_method(obj).is_some_and(|method| method.has_pointer_receiver)
            }
            MethodRef::Interface { .. } => false,
        };
        let is_declared = matches!(method, MethodRef::Declared { .. });
        let adjust = match (has_pointer_receiver, found.ends_in_pointer) {
            (true, false) => Adjust::AddressOf,
            (false, true) if is_declared => Adjust::Deref,
            _ => Adjust::None,
        };
        let Some(signature) = self.types.signature(signature_ty).cloned() else {
            return self.bad_selector(x, expr);
        };
        let (kind, ty) = if x.mode == Mode::Type {
            (SelectionKind::MethodExpr, self.method_expr(x.ty, method, &signature))
        } else {
            if adjust == Adjust::AddressOf && !found.path.iter().any(|step| step.through_pointer) {
                self.mark_address_taken(operand);
            }
            (SelectionKind::MethodValue, signature_ty)
        };
        self.info.selections.insert(
            expr.id,
            Selection {
                kind,
                receiver: x.ty,
                path: found.path.clone().into(),
                method: Some(method),
                adjust,
                ty,
            },
        );
        if let (ExprKind::Selector { member, .. }, MethodRef::Declared { obj, .. }) = (&expr.kind, method) {
            self.record_use(member.id, obj);
        }
        x.mode = Mode::Value;
        x.ty = ty;
        x.value = None;
    }

    /// The type of `T.m`: the method's with the receiver as first parameter.
    fn method_expr(&mut self, receiver: Ty, method: MethodRef, signature: &Signature) -> Ty {
        let is_named = signature.params.first().is_some_and(|param| !param.name.is_empty());
        let name = match method {
            MethodRef::Declared { obj, .. } if is_named => self.receiver_name(obj),
            _ if is_named => "_".into(),
            _ => "".into(),
        };
        let first = Var { name, ty: receiver };
        let params = std::iter::once(first).chain(signature.params.iter().cloned()).collect();
        self.types.intern(Type::Signature(Rc::new(Signature { params, ..signature.clone() })))
    }

    fn receiver_name(&self, method: ObjId) -> crate::ast::Name {
        let key = self.decl_of.get(&method).and_then(|&decl| self.decls[decl].func).map(|func| func.name.id);
        let receiver = key.and_then(|key| self.info.funcs.get(&key)).and_then(|func| func.receiver);
        match receiver.map(|obj| self.objects.get(obj).name.clone()) {
            Some(name) if !name.is_empty() => name,
            _ => "_".into(),
        }
    }

    // ---- what happens to variables ----

    /// Notes that the address of (a part of) a variable is taken.
    pub(super) fn mark_address_taken(&mut self, expr: &Expr) {
        if let Some(obj) = self.root_variable(expr)
            && let Some(var) = self.objects.var_mut(obj)
        {
            var.is_address_taken = true;
        }
    }

    /// Notes that (a part of) a variable is assigned to.
    pub(super) fn mark_reassigned(&mut self, expr: &Expr) {
        if let Some(obj) = self.root_variable(expr)
            && let Some(var) = self.objects.var_mut(obj)
        {
            var.is_reassigned = true;
        }
    }

    /// The variable whose memory an expression denotes a part of, without going through pointers or slices.
    fn root_variable(&self, expr: &Expr) -> Option<ObjId> {
        let mut at = expr;
        loop {
            match &at.kind {
                ExprKind::Paren(inner) => at = inner,
                ExprKind::Name(ident) => return self.info.used(ident.id),
                ExprKind::Selector { operand, member } => match self.info.selections.get(&at.id) {
                    Some(selection) if selection.path.iter().any(|step| step.through_pointer) => return None,
                    Some(_) => at = operand,
                    None => return self.info.used(member.id),
                },
                ExprKind::Index { operand, .. } => {
                    let ty = self.info.ty(operand.id);
                    if !matches!(self.types.structure(ty), Type::Array { .. }) {
                        return None;
                    }
                    at = operand;
                }
                _ => return None,
            }
        }
    }
}
