//! Assignability and assignments.

use super::checker::Checker;
use super::info::Mode;
use super::object::ObjId;
use super::operand::{Operand, Source};
use super::types::{ChanDir, Signature, Ty, Type};
use super::untyped::Refusal;
use crate::ast::{Expr, ExprKind, Ident};
use crate::diag::Diagnostic;
use crate::print;
use crate::source::Span;

/// What a generic function without type arguments is assigned to, from which they are inferred.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The function type wanted.
    pub ty: Ty,
    /// What it is assigned to, for messages.
    pub description: String,
}

/// Nested constraints beyond this many are not assignable.
const DEPTH_MAX: u32 = 20;

impl<'a> Checker<'a> {
    /// The target that a type makes, if it is a function's.
    pub(super) fn target(&self, ty: Ty, description: &str) -> Option<Target> {
        let ty = self.common_type(ty).filter(|&under| matches!(self.types.get(under), Type::Signature(_)))?;
        Some(Target { ty, description: description.to_string() })
    }

    /// Whether an operand may be assigned to a variable of type `ty`; if not, the cause, which may be empty.
    /// Source: cmd/compile/internal/types2/operand.go:assignableTo.
    pub(super) fn assignable(&mut self, x: &Operand<'a>, ty: Ty) -> Result<(), String> {
        self.assignable_at(x, ty, 0)
    }

    fn assignable_at(&mut self, x: &Operand<'a>, ty: Ty, depth: u32) -> Result<(), String> {
        if !x.is_valid() || x.ty.is_invalid() || ty.is_invalid() || depth > DEPTH_MAX {
            return Ok(());
        }
        let original = ty;
        let (v, t) = (self.types.unalias(x.ty), self.types.unalias(ty));
        if self.types.identical(v, t) {
            return Ok(());
        }
        let (vu, tu) = (self.types.under(v), self.types.under(t));
        let (vp, tp) = (self.types.as_param(v), self.types.as_param(t));
        let refused = || Err(String::new());
        if self.types.is_untyped(vu) {
            return if self.implicit(x, t).is_ok() { Ok(()) } else { refused() };
        }
        let unnamed = !self.types.has_name(v) || !self.types.has_name(t);
        if unnamed && vp.is_none() && tp.is_none() && self.types.identical(vu, tu) {
            return Ok(());
        }
        let to_interface = matches!(self.types.get(tu), Type::Interface(_)) && tp.is_none();
        if to_interface || self.is_interface_pointer(tu) {
            match self.implements(v, t, false) {
                Ok(()) => return Ok(()),
                Err(cause) if vp.is_none() => return Err(cause),
                Err(_) => {}
            }
        }
        if matches!(self.types.get(vu), Type::Interface(_))
            && vp.is_none()
            && self.implements(t, v, false).is_ok()
        {
            return Err("need type assertion".to_string());
        }
        if let (Type::Chan { dir: ChanDir::Both, elem: a }, Type::Chan { elem: b, .. }) =
            (self.types.get(vu).clone(), self.types.get(tu).clone())
            && self.types.identical(a, b)
        {
            return if unnamed { Ok(()) } else { refused() };
        }
        if tp.is_some() && !self.types.has_name(v) {
            let terms = self.types.type_set(t).terms.clone().unwrap_or_default();
            for term in &terms {
                self.assignable_at(x, term.ty, depth + 1).map_err(|cause| {
                    let (a, b, p) = (self.type_text(x.ty), self.type_text(term.ty), self.type_text(t));
                    with_cause(format!("cannot assign {a} to {b} (in {p})"), &cause)
                })?;
            }
            return if terms.is_empty() { refused() } else { Ok(()) };
        }
        if vp.is_some() && !self.types.has_name(t) {
            let terms = self.types.type_set(v).terms.clone().unwrap_or_default();
            for term in &terms {
                let part = Operand { ty: term.ty, ..x.clone() };
                self.assignable_at(&part, t, depth + 1).map_err(|cause| {
                    let (a, p, b) = (self.type_text(term.ty), self.type_text(v), self.type_text(original));
                    with_cause(format!("cannot assign {a} (in {p}) to {b}"), &cause)
                })?;
            }
            return if terms.is_empty() { refused() } else { Ok(()) };
        }
        refused()
    }

    /// Makes `x` a value of type `ty` (of its default type if there is none), or reports that it is none.
    /// Source: cmd/compile/internal/types2/assignments.go:assignment.
    pub(super) fn assignment(&mut self, x: &mut Operand<'a>, ty: Option<Ty>, context: &str) {
        self.single_value_for_assignment(x);
        match x.mode {
            Mode::Invalid => return,
            Mode::NoValue | Mode::Builtin | Mode::Type => {
                let wanted = ty.map_or(String::new(), |ty| self.type_text(ty));
                let message = format!("cannot assign {} to {wanted} in {context}", self.describe(x));
                self.error(x.span(), message);
                return x.invalidate();
            }
            _ => {}
        }
        if self.types.is_untyped(x.ty) && !self.assign_untyped(x, ty, context) {
            return x.invalidate();
        }
        let target = ty.and_then(|ty| self.target(ty, context));
        self.non_generic(target.as_ref(), x);
        let Some(ty) = ty.filter(|_| x.is_valid()) else { return };
        if let Err(cause) = self.assignable(x, ty) {
            let (operand, wanted) = (self.describe(x), self.type_text(ty));
            let colon = if cause.is_empty() { "" } else { ": " };
            self.error(
                x.span(),
                format!("cannot use {operand} as {wanted} value in {context}{colon}{cause}"),
            );
            x.invalidate();
        }
    }

    fn single_value_for_assignment(&mut self, x: &mut Operand<'a>) {
        if x.mode == Mode::Value && matches!(self.types.get(x.ty), Type::Tuple(_)) {
            let message = format!("multiple-value {} in single-value context", self.describe(x));
            self.error(x.span(), message);
            x.invalidate();
        }
    }

    fn assign_untyped(&mut self, x: &mut Operand<'a>, ty: Option<Ty>, context: &str) -> bool {
        let target = match ty {
            None if x.is_nil() => {
                self.error(x.span(), format!("use of untyped nil in {context}"));
                return false;
            }
            Some(ty) if x.is_nil() || !self.types.is_interface(ty) => ty,
            _ => self.types.default_type(x.ty),
        };
        match self.implicit(x, target) {
            Ok((ty, value)) => {
                self.set_implicit(x, ty, value);
                true
            }
            Err(refusal) => {
                let suffix = match refusal {
                    Refusal::Truncated => " (truncated)",
                    Refusal::Overflows => " (overflows)",
                    Refusal::Mismatch => "",
                };
                let (operand, wanted) = (self.describe(x), self.type_text(target));
                self.error(x.span(), format!("cannot use {operand} as {wanted} value in {context}{suffix}"));
                false
            }
        }
    }

    pub(super) fn object_ty(&self, obj: ObjId) -> Ty {
        self.objects.get(obj).ty
    }

    pub(super) fn set_object_ty(&mut self, obj: ObjId, ty: Ty) {
        self.objects.get_mut(obj).ty = ty;
    }

    pub(super) fn init_var(&mut self, obj: ObjId, x: &mut Operand<'a>, context: &str) {
        let ty = self.object_ty(obj);
        if !x.is_valid() || x.ty.is_invalid() || ty.is_invalid() {
            if ty == Ty::UNSET {
                self.set_object_ty(obj, Ty::INVALID);
            }
            return x.invalidate();
        }
        if ty == Ty::UNSET {
            if x.ty == Ty::UNTYPED_NIL {
                self.error(x.span(), format!("use of untyped nil in {context}"));
                self.set_object_ty(obj, Ty::INVALID);
                return x.invalidate();
            }
            let ty = if self.types.is_untyped(x.ty) { self.types.default_type(x.ty) } else { x.ty };
            self.set_object_ty(obj, ty);
        }
        let ty = self.object_ty(obj);
        self.assignment(x, Some(ty), context);
    }

    /// The type of what is assigned to; `None` for the blank identifier.
    fn lhs_var(&mut self, lhs: &'a Expr<'a>) -> Option<Ty> {
        let ident = lhs.unparen().as_name();
        if ident.is_some_and(Ident::is_blank) {
            return None;
        }
        let var = ident.and_then(|ident| self.local_var(ident));
        let was_used = var.is_some_and(|var| self.is_used(var));
        let mut x = Operand::invalid();
        self.expr(None, &mut x, lhs);
        if let Some(var) = var {
            self.set_used(var, was_used);
        }
        if !x.is_valid() || x.ty.is_invalid() {
            return Some(Ty::INVALID);
        }
        if matches!(x.mode, Mode::Variable | Mode::MapIndex) {
            self.mark_reassigned(lhs);
            return Some(x.ty);
        }
        let written = x.text();
        if let Some(ExprKind::Selector { operand, .. }) = x.syntax().map(|expr| &expr.kind) {
            let mut base = Operand::invalid();
            self.expr(None, &mut base, operand);
            if base.mode == Mode::MapIndex {
                self.error(x.span(), format!("cannot assign to struct field {written} in map"));
                return Some(Ty::INVALID);
            }
        }
        self.error(
            x.span(),
            format!("cannot assign to {written} (neither addressable nor a map index expression)"),
        );
        Some(Ty::INVALID)
    }

    /// `lhs = rhs`, or `lhs = x` for what is already evaluated.
    pub(super) fn assign_var(
        &mut self,
        lhs: &'a Expr<'a>,
        rhs: Option<&'a Expr<'a>>,
        x: Option<&mut Operand<'a>>,
        context: &str,
    ) {
        let ty = self.lhs_var(lhs);
        if ty == Some(Ty::INVALID) {
            match x {
                Some(x) => x.invalidate(),
                None => _ = self.use_exprs(rhs),
            }
            return;
        }
        let context =
            if ty.is_none() && context == "assignment" { "assignment to _ identifier" } else { context };
        if let Some(x) = x {
            return self.assignment(x, ty, context);
        }
        let Some(rhs) = rhs else { return };
        let target = ty.and_then(|ty| self.target(ty, &print::expr(lhs)));
        let mut x = Operand::invalid();
        self.expr(target.as_ref(), &mut x, rhs);
        self.assignment(&mut x, ty, context);
    }

    /// Initializes variables or, in a return statement, results.
    /// Source: cmd/compile/internal/types2/assignments.go:initVars.
    pub(super) fn init_vars(&mut self, lhs: &[ObjId], rhs: &'a [Expr<'a>], returns: Option<Span>) {
        let context = match (returns, lhs.len()) {
            (Some(_), _) => "return statement",
            (None, 2..) => "multiple assignment",
            _ => "assignment",
        };
        let is_call = matches!(rhs, [only] if matches!(only.unparen().kind, ExprKind::Call(_)));
        if lhs.len() == rhs.len() && !is_call {
            for (&obj, expr) in lhs.iter().zip(rhs) {
                let name = self.objects.get(obj).name.clone();
                let description =
                    if returns.is_some() && name.is_empty() { "result variable" } else { &*name };
                let target = Some(self.object_ty(obj)).filter(|&ty| ty != Ty::UNSET);
                let target = target.and_then(|ty| self.target(ty, description));
                let mut x = Operand::invalid();
                self.expr(target.as_ref(), &mut x, expr);
                self.init_var(obj, &mut x, context);
            }
            return;
        }
        let [only] = rhs else {
            if self.use_exprs(rhs) {
                match returns {
                    Some(at) => {
                        let rhs = self.expr_list(rhs);
                        self.return_error(at, lhs, &rhs);
                    }
                    None => self.assign_error(rhs, lhs.len(), rhs.len()),
                }
            }
            return self.invalidate_unset(lhs);
        };
        let (mut values, comma_ok) = self.multi_expr(only, lhs.len() == 2 && returns.is_none());
        if values.len() == lhs.len() {
            for (&obj, x) in lhs.iter().zip(&mut values) {
                self.init_var(obj, x, context);
            }
            if comma_ok {
                self.record_comma_ok(only, &values);
            }
            return;
        }
        if values.first().is_none_or(Operand::is_valid) {
            match returns {
                Some(at) => self.return_error(at, lhs, &values),
                None => self.assign_error(rhs, lhs.len(), values.len()),
            }
        }
        self.invalidate_unset(lhs);
    }

    fn invalidate_unset(&mut self, vars: &[ObjId]) {
        for &obj in vars {
            if self.object_ty(obj) == Ty::UNSET {
                self.set_object_ty(obj, Ty::INVALID);
            }
        }
    }

    fn record_comma_ok(&mut self, expr: &'a Expr<'a>, values: &[Operand<'a>]) {
        let [value, ok] = values else { return };
        if !value.is_valid() || !ok.is_valid() {
            return;
        }
        let tuple = self.types.tuple(&[value.ty, ok.ty]);
        let mut at = expr;
        loop {
            self.info.exprs[at.id.index()].ty = tuple;
            match &at.kind {
                ExprKind::Paren(inner) => at = inner,
                _ => return,
            }
        }
    }

    /// Source: cmd/compile/internal/types2/assignments.go:assignVars.
    pub(super) fn assign_vars(&mut self, lhs: &'a [Expr<'a>], rhs: &'a [Expr<'a>]) {
        let context = if lhs.len() > 1 { "multiple assignment" } else { "assignment" };
        let is_call = matches!(rhs, [only] if matches!(only.unparen().kind, ExprKind::Call(_)));
        if lhs.len() == rhs.len() && !is_call {
            for (lhs, rhs) in lhs.iter().zip(rhs) {
                self.assign_var(lhs, Some(rhs), None, context);
            }
            return;
        }
        let [only] = rhs else {
            let left_ok = self.use_lhs(lhs);
            let right_ok = self.use_exprs(rhs);
            if left_ok && right_ok {
                self.assign_error(rhs, lhs.len(), rhs.len());
            }
            return;
        };
        let (mut values, comma_ok) = self.multi_expr(only, lhs.len() == 2);
        if values.len() == lhs.len() {
            for (lhs, x) in lhs.iter().zip(&mut values) {
                self.assign_var(lhs, None, Some(x), context);
            }
            if comma_ok {
                self.record_comma_ok(only, &values);
            }
            return;
        }
        if values.first().is_none_or(Operand::is_valid) {
            self.assign_error(rhs, lhs.len(), values.len());
        }
        self.use_lhs(lhs);
    }

    /// Values of a list of expressions, or of one call.
    pub(super) fn expr_list(&mut self, list: &'a [Expr<'a>]) -> Vec<Operand<'a>> {
        if let [only] = list {
            return self.multi_expr(only, false).0;
        }
        let mut values = Vec::with_capacity(list.len());
        for expr in list {
            let mut x = Operand::invalid();
            self.expr(None, &mut x, expr);
            values.push(x);
        }
        values
    }

    /// Evaluates expressions only to see what they use; whether all are valid.
    pub(super) fn use_exprs(&mut self, list: impl IntoIterator<Item = &'a Expr<'a>>) -> bool {
        let mut ok = true;
        for expr in list {
            ok &= self.use_one(expr, false);
        }
        ok
    }

    pub(super) fn use_lhs_expr(&mut self, expr: &'a Expr<'a>) {
        self.use_one(expr, true);
    }

    fn use_lhs(&mut self, list: &'a [Expr<'a>]) -> bool {
        let mut ok = true;
        for expr in list {
            ok &= self.use_one(expr, true);
        }
        ok
    }

    fn use_one(&mut self, expr: &'a Expr<'a>, is_lhs: bool) -> bool {
        let mut x = Operand::new(Mode::Value, Ty::INVALID, Source::None);
        match expr.unparen().as_name() {
            Some(ident) if ident.is_blank() => {}
            Some(ident) => {
                let var = if is_lhs { self.local_var(ident) } else { None };
                let was_used = var.is_some_and(|var| self.is_used(var));
                self.expr_or_type(&mut x, expr.unparen(), true);
                if let Some(var) = var {
                    self.set_used(var, was_used);
                }
            }
            None => _ = self.raw_expr(None, &mut x, expr, None, true),
        }
        x.is_valid()
    }

    /// Whether a type is a pointer to an interface.
    pub(super) fn is_interface_pointer(&self, ty: Ty) -> bool {
        match self.types.structure(ty) {
            Type::Pointer(base) => matches!(self.types.structure(*base), Type::Interface(_)),
            _ => false,
        }
    }

    /// Reports with the position of another declaration.
    pub(super) fn error_with_note(&mut self, at: Span, message: String, note: Span, text: impl Into<String>) {
        self.report(Diagnostic::error(at, message).with_note(note, text));
    }

    pub(super) fn var_types(signature: &Signature) -> Vec<Ty> {
        signature.params.iter().map(|var| var.ty).collect()
    }
}

pub(super) fn with_cause(message: String, cause: &str) -> String {
    if cause.is_empty() { message } else { format!("{message}\n\t{cause}") }
}
