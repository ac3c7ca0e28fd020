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

impl Parser<'_> {
    pub(super) fn expr(&mut self) -> Expr {
        let operand = self.unary();
        self.binary_from(operand, 0)
    }

    pub(super) fn expr_list(&mut self) -> Vec<Expr> {
        let first = self.expr();
        self.expr_list_from(first)
    }

    /// The rest of a list after its first expression.
    pub(super) fn expr_list_from(&mut self, first: Expr) -> Vec<Expr> {
        if !self.at(T::Comma) {
            return vec![first];
        }
        let from = self.exprs.len();
        self.exprs.push(first);
        while self.got(T::Comma) {
            let next = self.expr();
            self.exprs.push(next);
        }
        self.exprs.split_off(from)
    }

    /// The rest of a binary expression after its first operand, with operators that bind more tightly than
    /// `precedence`.
    pub(super) fn binary_from(&mut self, first: Expr, precedence: u8) -> Expr {
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
            left = self.expr_from(start, ExprKind::Binary(Box::new(BinaryExpr { op, op_span, left, right })));
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

    fn unary(&mut self) -> Expr {
        let Some(outer) = self.enter() else { return self.bad_expr() };
        let expr = self.unary_inner();
        self.leave(outer);
        expr
    }

    fn unary_inner(&mut self) -> Expr {
        let start = self.start();
        if let Some(op) = unary_op(self.kind()) {
            self.next();
            let operand = Box::new(self.unary());
            return self.expr_from(start, ExprKind::Unary { op, operand });
        }
        match self.kind() {
            T::Star => {
                self.next();
                let operand = Box::new(self.unary());
                self.expr_from(start, ExprKind::Star(operand))
            }
            T::Arrow => self.receive(),
            _ => self.primary(),
        }
    }

    /// `<-x`. If `x` turns out to be a channel type, the arrow belongs to that type.
    /// Source: cmd/compile/internal/syntax/parser.go:unaryExpr.
    fn receive(&mut self) -> Expr {
        let start = self.start();
        self.next();
        let mut operand = self.unary();
        if !matches!(operand.kind, ExprKind::ChanType { .. }) {
            return self
                .expr_from(start, ExprKind::Unary { op: UnaryOp::Receive, operand: Box::new(operand) });
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
        operand.span.start = start;
        make_receiving(&mut operand, links);
        operand
    }
}

/// Gives the outermost channel types of a type the direction of receiving.
fn make_receiving(ty: &mut Expr, links: u32) {
    if links > 0
        && let ExprKind::ChanType { dir, element } = &mut ty.kind
    {
        *dir = ChanDir::Receive;
        make_receiving(element, links - 1);
    }
}
