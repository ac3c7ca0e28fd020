//! Reports of values that do not match the variables, results or parameters they are for.

use super::checker::Checker;
use super::object::ObjId;
use super::operand::Operand;
use super::position::start_span;
use super::types::{Basic, Ty, Type};
use crate::ast::{Expr, ExprKind};
use crate::print;
use crate::source::Span;

impl<'a> Checker<'a> {
    /// `have (...)` and `want (...)` of mismatched calls and returns.
    pub(super) fn types_summary(&self, list: &[Ty], is_variadic: bool, has_dots: bool) -> String {
        let mut parts = Vec::with_capacity(list.len());
        for (index, &ty) in list.iter().enumerate() {
            let is_last = index + 1 == list.len();
            let mut text = if ty.is_invalid() || ty == Ty::UNSET {
                "unknown type".to_string()
            } else if self.types.is_untyped(ty) {
                if self.types.is(ty, Basic::is_numeric) {
                    "number".to_string()
                } else {
                    self.type_text(ty).replace("untyped ", "")
                }
            } else {
                self.type_text(ty)
            };
            if is_last && is_variadic {
                if let Type::Slice(elem) = self.types.get(ty) {
                    text = self.type_text(*elem);
                }
                text.insert_str(0, "...");
            } else if is_last && has_dots {
                text.push_str("...");
            }
            parts.push(text);
        }
        format!("({})", parts.join(", "))
    }

    pub(super) fn assign_error(&mut self, rhs: &'a [Expr<'a>], left: usize, right: usize) {
        let (vars, values) = (measure(left, "variable"), measure(right, "value"));
        let Some(first) = rhs.first() else { return };
        let message = match &first.unparen().kind {
            ExprKind::Call(call) if rhs.len() == 1 => {
                format!("assignment mismatch: {vars} but {} returns {values}", print::expr(&call.function))
            }
            _ => format!("assignment mismatch: {vars} but {values}"),
        };
        self.error(start_span(first), message);
    }

    pub(super) fn return_error(&mut self, at: Span, lhs: &[ObjId], rhs: &[Operand<'a>]) {
        let (left, right) = (lhs.len(), rhs.len());
        let (at, qualifier) = if right > left {
            (rhs[left].span(), "too many")
        } else {
            (rhs.last().map_or(at, Operand::span), "not enough")
        };
        let have: Vec<Ty> = rhs.iter().map(|x| x.ty).collect();
        let want: Vec<Ty> = lhs.iter().map(|&obj| self.object_ty(obj)).collect();
        let (have, want) = (self.types_summary(&have, false, false), self.types_summary(&want, false, false));
        self.error(at, format!("{qualifier} return values\n\thave {have}\n\twant {want}"));
    }
}

/// `1 variable`, `2 variables`
pub(super) fn measure(count: usize, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}
