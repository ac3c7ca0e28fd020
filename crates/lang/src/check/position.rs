//! Where Go's syntax tree says that an expression is, which for some errors is not where it starts.
//! Source: cmd/compile/internal/syntax/parser.go.

use super::checker::Checker;
use crate::ast::{Expr, ExprKind};
use crate::source::Span;

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
            _ => at(self.type_start(expr).start),
        }
    }

    /// Where an expression starts; a function type starts after the word `func`.
    pub(super) fn type_start(&self, expr: &Expr) -> Span {
        match &expr.kind {
            ExprKind::FuncType(_) => {
                let word = Span { end: expr.span.start + "func".len() as u32, ..expr.span };
                Span { start: self.find(word, '('), ..expr.span }
            }
            _ => expr.span,
        }
    }

    /// The first such character after a span, or the span's end.
    fn find(&self, after: Span, ch: char) -> u32 {
        let text = self.sources.get(after.file).map_or("", |file| file.text());
        let rest = text.get(after.end as usize..).unwrap_or("");
        after.end + rest.find(ch).unwrap_or(0) as u32
    }
}
