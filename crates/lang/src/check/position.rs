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
            ExprKind::Slice(slice) => return Span { start: slice.lbrack.start, ..expr.span },
            ExprKind::FuncType(signature) => return Span { start: signature.open.start, ..expr.span },
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
            ExprKind::Slice(slice) => at(slice.lbrack.start),
            ExprKind::Call(call) => at(self.token_after(call.function.span)),
            ExprKind::Index { operand, .. }
            | ExprKind::Selector { operand, .. }
            | ExprKind::TypeAssert { operand, .. }
            | ExprKind::TypeSwitchGuard { operand } => at(self.token_after(operand.span)),
            _ => at(start_span(expr).start),
        }
    }

    /// Where the next token after a span begins, past space and comments.
    fn token_after(&self, span: Span) -> u32 {
        let text = self.sources.get(span.file).map_or("", |file| file.text());
        let mut rest = text.get(span.end as usize..).unwrap_or("");
        loop {
            rest = rest.trim_ascii_start();
            let comment = match rest.get(..2) {
                Some("/*") => rest.find("*/").map(|end| end + 2),
                Some("//") => rest.find('\n'),
                _ => None,
            };
            match comment {
                Some(len) => rest = &rest[len..],
                None => return (text.len() - rest.len()) as u32,
            }
        }
    }
}
