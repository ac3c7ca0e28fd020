//! Where Go's syntax tree says that an expression is, which for some errors is not where it starts.
//! Source: cmd/compile/internal/syntax/parser.go.

use super::checker::Checker;
use crate::ast::{Expr, ExprKind, FuncDecl};
use crate::source::Span;

/// Where Go says that an expression starts: at its first operand, except that a slice expression starts at its bracket
/// and a function type after the word `func`.
/// Source: cmd/compile/internal/syntax/positions.go:StartPos.
pub(super) fn start_span(expr: &Expr) -> Span {
    let mut at = expr;
    loop {
        at = match &at.kind {
            ExprKind::Composite(lit) => match &lit.ty {
                Some(ty) => ty,
                None => break,
            },
            ExprKind::Selector { operand, .. }
            | ExprKind::Index { operand, .. }
            | ExprKind::TypeAssert { operand, .. }
            | ExprKind::TypeSwitchGuard { operand } => operand,
            ExprKind::Binary(binary) => &binary.left,
            ExprKind::Call(call) => &call.function,
            ExprKind::Slice(slice) => return Span { start: slice.operand.span.end, ..expr.span },
            ExprKind::FuncType(_) => {
                return Span { start: at.span.start + "func".len() as u32, ..expr.span };
            }
            _ => break,
        };
    }
    Span { start: at.span.start, ..expr.span }
}

/// Where a function's declaration is: after the word `func`.
pub(super) fn func_span(func: &FuncDecl) -> Span {
    Span { start: func.span.start + "func ".len() as u32, ..func.span }
}

impl Checker<'_> {
    /// The place of the operator, bracket, parenthesis or dot that makes the expression; its start for any other.
    pub(super) fn node_span(&self, expr: &Expr) -> Span {
        let at = |start: u32| Span { start, ..expr.span };
        match &expr.kind {
            ExprKind::Binary(binary) => at(binary.op_span.start),
            ExprKind::Call(call) => at(self.find(call.function.span, '(')),
            ExprKind::Index { operand, .. } => at(self.find(operand.span, '[')),
            ExprKind::Slice(slice) => at(self.find(slice.operand.span, '[')),
            ExprKind::Selector { operand, .. }
            | ExprKind::TypeAssert { operand, .. }
            | ExprKind::TypeSwitchGuard { operand } => at(self.find(operand.span, '.')),
            _ => at(start_span(expr).start),
        }
    }

    /// The first such character after a span, or the span's end.
    fn find(&self, after: Span, ch: char) -> u32 {
        let text = self.sources.get(after.file).map_or("", |file| file.text());
        let rest = text.get(after.end as usize..).unwrap_or("");
        after.end + rest.find(ch).unwrap_or(0) as u32
    }
}
