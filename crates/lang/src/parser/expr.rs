//! Unary and binary expressions.

use super::{CHAIN_MAX, Parser};
use crate::ast::{BinaryExpr, BinaryOp, ChanDir, Expr, ExprKind, UnaryOp};
use crate::print;
use crate::token::TokenKind as T;

/// The binary operator that a token is.
fn binary_op(kind: T) -> Option<BinaryOp> {
    match kind {
        T::Binary(op) => Some(op),
        T::Star => Some(BinaryOp::Mul),
        _ => None,
    }
}

fn unary_op(kind: T) -> Option<UnaryOp> {
    match kind {
        T::Binary(BinaryOp::Add) => Some(UnaryOp::Plus),
        T::Binary(BinaryOp::Sub) => Some(UnaryOp::Neg),
        T::Binary(BinaryOp::Xor) => Some(UnaryOp::Complement),
        T::Binary(BinaryOp::And) => Some(UnaryOp::Address),
        T::Not => Some(UnaryOp::Not),
        T::Tilde => Some(UnaryOp::Tilde),
        _ => None,
    }
}

impl<'a> Parser<'_, 'a> {
    pub(super) fn expr(&mut self) -> Expr<'a> {
        let operand = self.unary();
        self.binary_from(operand, 0)
    }

    pub(super) fn expr_list(&mut self) -> &'a [Expr<'a>] {
        let first = self.expr();
        self.expr_list_from(first)
    }

    /// The rest of a list after its first expression.
    pub(super) fn expr_list_from(&mut self, first: Expr<'a>) -> &'a [Expr<'a>] {
        if !self.at(T::Comma) {
            return self.arena.list(&[first]);
        }
        let from = self.exprs.len();
        self.exprs.push(first);
        while self.got(T::Comma) {
            let next = self.expr();
            self.exprs.push(next);
        }
        self.arena.rest(&mut self.exprs, from)
    }

    /// The rest of a binary expression after its first operand, with operators that bind more tightly than
    /// `precedence`.
    pub(super) fn binary_from(&mut self, first: Expr<'a>, precedence: u8) -> Expr<'a> {
        let mut left = first;
        let mut length: u32 = 0;
        while let Some(op) = binary_op(self.kind())
            && op.precedence() > precedence
            && self.may_chain(&mut length)
        {
            let op_span = self.token.span;
            self.next();
            let operand = self.unary();
            let right = self.binary_from(operand, op.precedence());
            let start = left.span.start;
            left = self
                .expr_from(start, ExprKind::Binary(self.arena.node(BinaryExpr { op, op_span, left, right })));
        }
        left
    }

    /// Counts one more operator in a chain of left operands; false if there are too many, which is reported.
    pub(super) fn may_chain(&mut self, length: &mut u32) -> bool {
        *length += 1;
        if *length > CHAIN_MAX {
            self.halt("too many operators in one expression");
        }
        *length <= CHAIN_MAX
    }

    fn unary(&mut self) -> Expr<'a> {
        let Some(outer) = self.enter() else { return self.bad_expr() };
        let expr = self.unary_inner();
        self.leave(outer);
        expr
    }

    fn unary_inner(&mut self) -> Expr<'a> {
        let start = self.start();
        if let Some(op) = unary_op(self.kind()) {
            self.next();
            let operand = self.arena.node(self.unary());
            return self.expr_from(start, ExprKind::Unary { op, operand });
        }
        match self.kind() {
            T::Star => {
                self.next();
                let operand = self.arena.node(self.unary());
                self.expr_from(start, ExprKind::Star(operand))
            }
            T::Arrow => self.receive(),
            _ => self.primary(),
        }
    }

    /// `<-x`. If `x` turns out to be a channel type, the arrow belongs to that type.
    /// Source: cmd/compile/internal/syntax/parser.go:unaryExpr.
    fn receive(&mut self) -> Expr<'a> {
        let start = self.start();
        self.next();
        let mut operand = self.unary();
        if !matches!(operand.kind, ExprKind::ChanType { .. }) {
            return self.expr_from(
                start,
                ExprKind::Unary { op: UnaryOp::Receive, operand: self.arena.node(operand) },
            );
        }
        // `<-(chan E)` is `(<-chan E)`, and `<-(chan<- E)` is `(<-chan (<-E))`.
        let (mut at, mut links, mut pending) = (&operand, 0, true);
        while pending && let ExprKind::ChanType { dir, element } = &at.kind {
            if *dir == ChanDir::Receive {
                self.syntax_error("unexpected <-, expected chan");
            }
            pending = *dir == ChanDir::Send;
            links += 1;
            at = element;
        }
        if pending {
            self.syntax_error(&format!("unexpected {}, expected chan", print::expr(at)));
        }
        operand = self.receiving(operand, links);
        operand.span.start = start;
        operand
    }

    /// A type whose outermost channel types have the direction of receiving.
    fn receiving(&self, ty: Expr<'a>, links: u32) -> Expr<'a> {
        match ty.kind {
            ExprKind::ChanType { element, .. } if links > 0 => {
                let element = self.arena.node(self.receiving(*element, links - 1));
                Expr { kind: ExprKind::ChanType { dir: ChanDir::Receive, element }, ..ty }
            }
            _ => ty,
        }
    }
}
