//! Operands and what may follow them: selectors, indexes, calls, composite literals.

use super::Parser;
use super::decl::SEMI;
use crate::ast::{CallExpr, CompositeLit, Element, Expr, ExprKind, FuncLit, SliceExpr};
use crate::source::Span;
use crate::token::TokenKind as T;

impl<'a> Parser<'_, 'a> {
    pub(super) fn primary(&mut self) -> Expr<'a> {
        let operand = self.operand();
        self.primary_from(operand)
    }

    fn operand(&mut self) -> Expr<'a> {
        let start = self.start();
        match self.kind() {
            T::Name => super::name_expr(self.ident()),
            T::Literal(_) => match self.literal() {
                Some(literal) => self.expr_from(start, ExprKind::Literal(literal)),
                None => self.bad_expr(),
            },
            T::Lparen => {
                self.next();
                self.expr_nest += 1;
                let inner = self.expr();
                self.expr_nest -= 1;
                self.want(T::Rparen);
                self.expr_from(start, ExprKind::Paren(self.arena.node(inner)))
            }
            T::Func => self.func_operand(),
            T::Lbrack | T::Chan | T::Map | T::Struct | T::Interface => self.ty(),
            _ => {
                let bad = self.bad_expr();
                self.syntax_error("expected expression");
                self.advance(&[T::Rparen, T::Rbrack, T::Rbrace]);
                bad
            }
        }
    }

    /// A function literal, or a function type.
    fn func_operand(&mut self) -> Expr<'a> {
        let start = self.start();
        self.next();
        let signature = self.signature(start, "function type");
        if !self.at(T::Lbrace) {
            return self.expr_from(start, ExprKind::FuncType(self.arena.node(signature)));
        }
        self.expr_nest += 1;
        let body = self.func_body();
        self.expr_nest -= 1;
        self.expr_from(start, ExprKind::Func(self.arena.node(FuncLit { signature, body })))
    }

    /// The rest of a primary expression after its operand.
    pub(super) fn primary_from(&mut self, operand: Expr<'a>) -> Expr<'a> {
        let mut expr = operand;
        loop {
            let follows = match self.kind() {
                T::Dot | T::Lbrack | T::Lparen => true,
                T::Lbrace => self.may_be_literal_type(&expr),
                _ => false,
            };
            if !follows || !self.may_wrap() {
                return expr;
            }
            expr = match self.kind() {
                T::Dot => self.dot(expr),
                T::Lbrack => self.index_or_slice(expr),
                T::Lparen => self.call(expr),
                _ => {
                    if matches!(expr.kind, ExprKind::Paren(_)) {
                        self.syntax_error("cannot parenthesize type in composite literal");
                    }
                    let start = expr.span.start;
                    self.composite(start, Some(expr))
                }
            };
        }
    }

    /// `x.name`, `x.(T)`, `x.(type)`
    fn dot(&mut self, operand: Expr<'a>) -> Expr<'a> {
        let start = operand.span.start;
        self.next();
        match self.kind() {
            T::Name => {
                let member = self.ident();
                self.expr_from(start, ExprKind::Selector { operand: self.arena.node(operand), member })
            }
            T::Lparen => {
                self.next();
                let operand = self.arena.node(operand);
                let kind = if self.got(T::Type) {
                    ExprKind::TypeSwitchGuard { operand }
                } else {
                    ExprKind::TypeAssert { operand, ty: self.arena.node(self.ty()) }
                };
                self.want(T::Rparen);
                self.expr_from(start, kind)
            }
            _ => {
                self.syntax_error("expected name or (");
                self.advance(&[SEMI, T::Rparen]);
                // What is selected is unknown, so nothing may be said about the whole.
                self.expr_from(start, ExprKind::Bad)
            }
        }
    }

    /// `x[i]`, `x[A, B]`, `x[low:high:max]`
    fn index_or_slice(&mut self, operand: Expr<'a>) -> Expr<'a> {
        let lbrack = self.token.span;
        self.next();
        let mut low = None;
        if !self.at(T::Colon) {
            let (indices, comma) = if self.at(T::Rbrack) {
                self.syntax_error("expected operand");
                (self.arena.list(&[self.bad_expr()]), false)
            } else {
                self.type_list(false)
            };
            if comma || self.at(T::Rbrack) {
                self.want(T::Rbrack);
                return self.instance(operand, indices);
            }
            low = indices.last().copied();
        }
        if !self.got(T::Colon) {
            self.syntax_error("expected comma, : or ]");
            self.advance(&[T::Comma, T::Colon, T::Rbrack]);
        }
        self.slice(operand, lbrack, low)
    }

    /// The rest of a slice expression after its first colon.
    fn slice(&mut self, operand: Expr<'a>, lbrack: Span, low: Option<Expr<'a>>) -> Expr<'a> {
        self.expr_nest += 1;
        let high = (!self.at(T::Colon) && !self.at(T::Rbrack)).then(|| self.expr());
        let mut slice = SliceExpr { operand, lbrack, low, high, max: None, three: self.at(T::Colon) };
        if slice.three {
            if slice.high.is_none() {
                self.error_at(self.token.span, "middle index required in 3-index slice");
                slice.high = Some(self.bad_expr());
            }
            self.next();
            if self.at(T::Rbrack) {
                self.error_at(self.token.span, "final index required in 3-index slice");
                slice.max = Some(self.bad_expr());
            } else {
                slice.max = Some(self.expr());
            }
        }
        self.expr_nest -= 1;
        self.want(T::Rbrack);
        self.expr_from(slice.operand.span.start, ExprKind::Slice(self.arena.node(slice)))
    }

    fn call(&mut self, function: Expr<'a>) -> Expr<'a> {
        self.next();
        let (from, mut spread) = (self.exprs.len(), None);
        self.expr_nest += 1;
        let rparen = self.list("argument list", T::Comma, T::Rparen, |parser| {
            let argument = parser.expr();
            parser.exprs.push(argument);
            let dots = parser.token.span;
            let last = parser.got(T::DotDotDot);
            if last {
                spread = Some(dots);
            }
            last
        });
        self.expr_nest -= 1;
        let arguments = self.arena.rest(&mut self.exprs, from);
        let start = function.span.start;
        self.expr_from(
            start,
            ExprKind::Call(self.arena.node(CallExpr { function, arguments, spread, rparen })),
        )
    }

    /// Whether `{` after this expression begins a composite literal rather than a block.
    fn may_be_literal_type(&self, expr: &Expr<'a>) -> bool {
        let ty = expr.unparen();
        match &ty.kind {
            ExprKind::Name(_) | ExprKind::Selector { .. } => self.expr_nest >= 0,
            ExprKind::Index { .. } => self.expr_nest >= 0 && !is_value(ty),
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType { .. }
            | ExprKind::StructType { .. }
            | ExprKind::MapType { .. } => true,
            _ => false,
        }
    }

    /// `{elements}`; the type, if written, starts at `start`.
    fn composite(&mut self, start: u32, ty: Option<Expr<'a>>) -> Expr<'a> {
        self.expr_nest += 1;
        let lbrace = self.want(T::Lbrace);
        let from = self.elements.len();
        let rbrace: Span = self.list("composite literal", T::Comma, T::Rbrace, |parser| {
            let first = parser.element_value();
            let element = if parser.got(T::Colon) {
                Element { key: Some(parser.arena.node(first)), value: parser.element_value() }
            } else {
                Element { key: None, value: first }
            };
            parser.elements.push(element);
            false
        });
        self.expr_nest -= 1;
        let elements = self.arena.rest(&mut self.elements, from);
        self.expr_from(
            start,
            ExprKind::Composite(self.arena.node(CompositeLit { ty, elements, lbrace, rbrace })),
        )
    }

    fn element_value(&mut self) -> Expr<'a> {
        if !self.at(T::Lbrace) {
            return self.expr();
        }
        let Some(outer) = self.enter() else { return self.bad_expr() };
        let literal = self.composite(self.start(), None);
        self.leave(outer);
        literal
    }
}

/// Whether the expression cannot be a type. Source: cmd/compile/internal/syntax/parser.go:isValue.
fn is_value(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(_)
        | ExprKind::Composite(_)
        | ExprKind::Func(_)
        | ExprKind::Slice(_)
        | ExprKind::TypeAssert { .. }
        | ExprKind::TypeSwitchGuard { .. }
        | ExprKind::Call(_)
        | ExprKind::Unary { .. }
        | ExprKind::Binary(_) => true,
        ExprKind::Paren(inner) => is_value(inner),
        ExprKind::Index { operand, indices } => {
            is_value(operand) || (indices.len() == 1 && is_value(&indices[0]))
        }
        _ => false,
    }
}
