//! Type declarations, where `T[P` may begin a list of type parameters or an array type.

use super::{Parser, name_expr};
use crate::arena::Arena;
use crate::ast::{BinaryExpr, BinaryOp, Directive, Expr, ExprKind, Ident, TypeSpec};
use crate::token::TokenKind as T;

use super::decl::SEMI;
use super::params::First;

impl<'a> Parser<'_, 'a> {
    /// `name [type parameters] [=] type`
    pub(super) fn type_spec(&mut self, mut directives: Vec<Directive<'a>>) -> TypeSpec<'a> {
        let start = self.start();
        let name = self.ident();
        let (mut type_params, mut is_alias): (&[_], _) = (&[], false);
        let ty = if self.at(T::Lbrack) {
            match self.bracket() {
                Bracket::Type(ty) => Some(ty),
                Bracket::Params(first) => {
                    type_params = self.type_params(Some(first));
                    is_alias = self.got_assign();
                    self.type_or_none()
                }
            }
        } else {
            is_alias = self.got_assign();
            self.type_or_none()
        };
        let ty = ty.unwrap_or_else(|| {
            let bad = self.bad_expr();
            self.syntax_error("in type declaration");
            self.advance(&[SEMI, T::Rparen]);
            bad
        });
        self.take_trailing_directives(&mut directives);
        let directives = self.arena.list(&directives);
        TypeSpec { span: self.span_from(start), name, type_params, is_alias, ty, directives }
    }

    /// What follows the name of a declared type and starts with `[`. An array's length is an expression; if it can be
    /// read as a name followed by a constraint, it is the first type parameter instead.
    /// Source: cmd/compile/internal/syntax/parser.go:typeDecl.
    fn bracket(&mut self) -> Bracket<'a> {
        let start = self.start();
        self.next();
        match self.kind() {
            T::Name => {}
            T::Rbrack => {
                self.next();
                return Bracket::Type(self.slice_type(start));
            }
            _ => return Bracket::Type(self.array_type(start, None)),
        }
        let mut length = name_expr(self.ident());
        // `P []E` would make a wrong index expression, and no array length holds an index.
        if !self.at(T::Lbrack) {
            self.expr_nest += 1;
            let operand = self.primary_from(length);
            length = self.binary_from(operand, 0);
            self.expr_nest -= 1;
        }
        match split_name(length, self.at(T::Comma), self.arena) {
            Split::Name(name) if self.at(T::Rbrack) => {
                Bracket::Type(self.array_type(start, Some(name_expr(name))))
            }
            Split::Name(name) => Bracket::Params(First { name, constraint: None }),
            Split::Typed(name, constraint) => Bracket::Params(First { name, constraint: Some(constraint) }),
            Split::Neither(length) => Bracket::Type(self.array_type(start, Some(length))),
        }
    }
}

enum Bracket<'a> {
    Type(Expr<'a>),
    Params(First<'a>),
}

enum Split<'a> {
    /// `P`
    Name(Ident<'a>),
    /// `P *C`, `P (C)`, `P *C | D`
    Typed(Ident<'a>, Expr<'a>),
    Neither(Expr<'a>),
}

/// Splits an expression that could be read as a name and its constraint, if the constraint can only be a type or
/// `force` is set. Source: cmd/compile/internal/syntax/parser.go:extractName.
fn split_name<'a>(expr: Expr<'a>, force: bool, arena: &'a Arena) -> Split<'a> {
    if let ExprKind::Name(name) = expr.kind {
        return Split::Name(name);
    }
    let (mut first, mut force, mut terms) = (expr, force, Vec::new());
    while let ExprKind::Binary(binary) = first.kind
        && binary.op == BinaryOp::Or
    {
        force |= is_type_elem(&binary.right);
        terms.push((first, binary));
        first = binary.left;
    }
    if !can_split(&first, force) {
        return Split::Neither(expr);
    }
    let Some((name, mut constraint)) = split_first(first, arena) else { return Split::Neither(expr) };
    let start = constraint.span.start;
    for (term, binary) in terms.into_iter().rev() {
        let kind = ExprKind::Binary(arena.node(BinaryExpr { left: constraint, ..*binary }));
        constraint = Expr { kind, ..term };
        constraint.span.start = start;
    }
    Split::Typed(name, constraint)
}

fn can_split(expr: &Expr, force: bool) -> bool {
    match &expr.kind {
        ExprKind::Binary(binary) => {
            binary.op == BinaryOp::Mul
                && binary.left.as_name().is_some()
                && (force || is_type_elem(&binary.right))
        }
        ExprKind::Call(call) => {
            let one = call.arguments.len() == 1 && call.spread.is_none();
            call.function.as_name().is_some() && one && (force || is_type_elem(&call.arguments[0]))
        }
        _ => false,
    }
}

/// Takes an expression that [`can_split`] apart.
fn split_first<'a>(expr: Expr<'a>, arena: &'a Arena) -> Option<(Ident<'a>, Expr<'a>)> {
    match expr.kind {
        ExprKind::Binary(binary) => {
            let span = binary.op_span.to(binary.right.span);
            let kind = ExprKind::Star(arena.node(binary.right));
            Some((*binary.left.as_name()?, Expr { id: expr.id, span, kind }))
        }
        ExprKind::Call(call) => Some((*call.function.as_name()?, *call.arguments.last()?)),
        _ => None,
    }
}

/// Whether the expression can only be part of a constraint.
fn is_type_elem(expr: &Expr) -> bool {
    let mut expr = expr;
    loop {
        match &expr.kind {
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType { .. }
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType { .. }
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. } => return true,
            ExprKind::Unary { op: crate::ast::UnaryOp::Tilde, .. } => return true,
            ExprKind::Unary { operand, .. } => expr = operand,
            ExprKind::Star(operand) | ExprKind::Paren(operand) => expr = operand,
            ExprKind::Binary(binary) => {
                if is_type_elem(&binary.right) {
                    return true;
                }
                expr = &binary.left;
            }
            _ => return false,
        }
    }
}
