//! Types.

use super::decl::SEMI;
use super::params::ListKind;
use super::{Parser, name_expr};
use crate::ast::{BinaryExpr, BinaryOp, ChanDir, Expr, ExprKind, Field, Ident, InterfaceElem, UnaryOp};
use crate::source::Span;
use crate::token::TokenKind as T;

/// What `[` after a name turned out to begin.
pub(super) enum ArrayOrArgs<'a> {
    Type(Expr<'a>),
    Args(&'a [Expr<'a>]),
}

impl<'a> Parser<'_, 'a> {
    /// A type; complains if there is none.
    pub(super) fn ty(&mut self) -> Expr<'a> {
        self.type_or_none().unwrap_or_else(|| {
            let bad = self.bad_expr();
            self.syntax_error("expected type");
            self.advance(&[T::Comma, T::Colon, SEMI, T::Rparen, T::Rbrack, T::Rbrace]);
            bad
        })
    }

    /// A type, if one starts here.
    pub(super) fn type_or_none(&mut self) -> Option<Expr<'a>> {
        let Some(outer) = self.enter() else { return Some(self.bad_expr()) };
        let ty = self.type_inner();
        self.leave(outer);
        ty
    }

    fn type_inner(&mut self) -> Option<Expr<'a>> {
        let start = self.start();
        let kind = match self.kind() {
            T::Name => return Some(self.qualified_name(None)),
            T::Struct => return Some(self.struct_type()),
            T::Interface => return Some(self.interface_type()),
            T::Star => {
                self.next();
                ExprKind::Star(self.arena.node(self.ty()))
            }
            T::Lparen => {
                self.next();
                let inner = self.ty();
                self.want(T::Rparen);
                ExprKind::Paren(self.arena.node(inner))
            }
            T::Arrow => {
                self.next();
                self.want(T::Chan);
                ExprKind::ChanType { dir: ChanDir::Receive, element: self.arena.node(self.chan_element()) }
            }
            T::Chan => {
                self.next();
                let dir = if self.got(T::Arrow) { ChanDir::Send } else { ChanDir::Both };
                ExprKind::ChanType { dir, element: self.arena.node(self.chan_element()) }
            }
            T::Func => {
                self.next();
                ExprKind::FuncType(self.arena.node(self.signature(start, "function type")))
            }
            T::Lbrack => {
                self.next();
                let slice = self.got(T::Rbrack);
                return Some(if slice { self.slice_type(start) } else { self.array_type(start, None) });
            }
            T::Map => {
                self.next();
                self.want(T::Lbrack);
                let key = self.arena.node(self.ty());
                self.want(T::Rbrack);
                ExprKind::MapType { key, value: self.arena.node(self.ty()) }
            }
            _ => return None,
        };
        Some(self.expr_from(start, kind))
    }

    fn chan_element(&mut self) -> Expr<'a> {
        self.type_or_none().unwrap_or_else(|| {
            let bad = self.bad_expr();
            self.syntax_error("missing channel element type");
            bad
        })
    }

    /// `[]` is consumed already and starts at `start`.
    pub(super) fn slice_type(&mut self, start: u32) -> Expr<'a> {
        let element = self.arena.node(self.ty());
        self.expr_from(start, ExprKind::SliceType { element })
    }

    /// `[` is consumed already and starts at `start`, and so is the length if given.
    pub(super) fn array_type(&mut self, start: u32, length: Option<Expr<'a>>) -> Expr<'a> {
        let mut length = length;
        if length.is_none() && !self.got(T::DotDotDot) {
            self.expr_nest += 1;
            length = Some(self.expr());
            self.expr_nest -= 1;
        }
        if self.at(T::Comma) {
            self.syntax_error("unexpected comma; expected ]");
            self.next();
        }
        self.want(T::Rbrack);
        let element = self.arena.node(self.ty());
        self.expr_from(
            start,
            ExprKind::ArrayType { length: length.map(|length| self.arena.node(length)), element },
        )
    }

    /// `[n]T`, `[]T`, or the type arguments `[A, B]`.
    pub(super) fn array_or_args(&mut self) -> ArrayOrArgs<'a> {
        let start = self.start();
        self.want(T::Lbrack);
        if self.got(T::Rbrack) {
            return ArrayOrArgs::Type(self.slice_type(start));
        }
        let (args, comma) = self.type_list(false);
        self.want(T::Rbrack);
        if !comma && let Some(element) = self.type_or_none() {
            let length = args.last();
            let kind = ExprKind::ArrayType { length, element: self.arena.node(element) };
            return ArrayOrArgs::Type(self.expr_from(start, kind));
        }
        ArrayOrArgs::Args(args)
    }

    /// One or more types, and whether there was a comma. The first may be any expression unless `strict`.
    pub(super) fn type_list(&mut self, strict: bool) -> (&'a [Expr<'a>], bool) {
        self.expr_nest += 1;
        let from = self.exprs.len();
        let first = if strict { self.ty() } else { self.expr() };
        self.exprs.push(first);
        let mut comma = false;
        while self.got(T::Comma) {
            comma = true;
            let Some(ty) = self.type_or_none() else { break };
            self.exprs.push(ty);
        }
        self.expr_nest -= 1;
        (self.arena.rest(&mut self.exprs, from), comma)
    }

    /// `T`, `p.T`, `T[A]`; the first name may be consumed already.
    pub(super) fn qualified_name(&mut self, name: Option<Ident<'a>>) -> Expr<'a> {
        let mut ty = match name {
            Some(name) => name_expr(name),
            None if self.at(T::Name) => name_expr(self.ident()),
            None => {
                let blank = self.blank_ident();
                self.syntax_error("expected name");
                self.advance(&[T::Dot, SEMI, T::Rbrace]);
                name_expr(blank)
            }
        };
        let start = ty.span.start;
        if self.got(T::Dot) {
            let member = self.ident();
            ty = self.expr_from(start, ExprKind::Selector { operand: self.arena.node(ty), member });
        }
        if !self.at(T::Lbrack) {
            return ty;
        }
        self.next();
        let args = if self.at(T::Rbrack) {
            let bad = self.bad_expr();
            self.syntax_error("expected type argument list");
            self.arena.list(&[bad])
        } else {
            self.type_list(true).0
        };
        self.want(T::Rbrack);
        self.instance(ty, args)
    }

    /// `T[A, B]`, just consumed.
    pub(super) fn instance(&mut self, generic: Expr<'a>, indices: &'a [Expr<'a>]) -> Expr<'a> {
        self.expr_from(generic.span.start, ExprKind::Index { operand: self.arena.node(generic), indices })
    }

    fn struct_type(&mut self) -> Expr<'a> {
        let start = self.start();
        self.next();
        self.want(T::Lbrace);
        let mut fields = Vec::new();
        self.list("struct type", SEMI, T::Rbrace, |parser| {
            fields.extend(parser.field());
            false
        });
        self.expr_from(start, ExprKind::StructType { fields: self.arena.list(&fields) })
    }

    /// `names type [tag]` or `[*]type [tag]`
    fn field(&mut self) -> Option<Field<'a>> {
        let start = self.start();
        let (names, ty): (&[Ident<'a>], _) = match self.kind() {
            T::Name => self.named_field(),
            T::Star => {
                self.next();
                let pointee = self.arena.node(self.embedded_name());
                (&[], self.expr_from(start, ExprKind::Star(pointee)))
            }
            T::Lparen => (&[], self.embedded_name()),
            _ => {
                self.syntax_error("expected field name or embedded type");
                self.advance(&[SEMI, T::Rbrace]);
                return None;
            }
        };
        let tag = self.literal();
        Some(Field { names, ty, tag })
    }

    fn named_field(&mut self) -> (&'a [Ident<'a>], Expr<'a>) {
        let name = self.ident();
        if matches!(self.kind(), T::Dot | T::Literal(_) | T::Semi(_) | T::Rbrace) {
            return (&[], self.qualified_name(Some(name)));
        }
        let names = self.idents(name);
        // A lone name before a bracket: an array field, or an embedded instance of a generic type.
        if names.len() == 1 && self.at(T::Lbrack) {
            return match self.array_or_args() {
                ArrayOrArgs::Type(ty) => (names, ty),
                ArrayOrArgs::Args(args) => (&[], self.instance(name_expr(name), args)),
            };
        }
        (names, self.ty())
    }

    /// The name of an embedded type; complains about parentheses around it.
    fn embedded_name(&mut self) -> Expr<'a> {
        let start = self.start();
        if !self.at(T::Lparen) {
            return self.qualified_name(None);
        }
        self.syntax_error("cannot parenthesize embedded type");
        self.next();
        let inner = self.start();
        let mut ty = if self.got(T::Star) {
            let pointee = self.arena.node(self.qualified_name(None));
            self.expr_from(inner, ExprKind::Star(pointee))
        } else {
            self.qualified_name(None)
        };
        self.got(T::Rparen);
        ty.span.start = start;
        ty
    }

    fn interface_type(&mut self) -> Expr<'a> {
        let start = self.start();
        self.next();
        self.want(T::Lbrace);
        let mut elements = Vec::new();
        self.list("interface type", SEMI, T::Rbrace, |parser| {
            elements.push(parser.interface_elem());
            false
        });
        self.expr_from(start, ExprKind::InterfaceType { elements: self.arena.list(&elements) })
    }

    fn interface_elem(&mut self) -> InterfaceElem<'a> {
        if !self.at(T::Name) {
            return InterfaceElem::Embedded(self.union());
        }
        let name = self.ident();
        match self.kind() {
            T::Lparen => self.method(name),
            T::Lbrack => self.method_or_instance(name),
            _ => {
                let ty = self.qualified_name(Some(name));
                InterfaceElem::Embedded(self.union_from(ty))
            }
        }
    }

    fn method(&mut self, name: Ident<'a>) -> InterfaceElem<'a> {
        let signature = self.arena.node(self.signature(self.start(), "interface method"));
        InterfaceElem::Method { name, signature }
    }

    /// `m[P any]()`, which is an error, or the embedded type `T[A]`.
    fn method_or_instance(&mut self, name: Ident<'a>) -> InterfaceElem<'a> {
        let lbrack = self.token.span;
        self.next();
        if self.at(T::Rbrack) {
            let rbrack = self.token.span;
            self.next();
            let is_method = self.at(T::Lparen);
            let what = if is_method { "parameter" } else { "argument" };
            self.error_at(rbrack, format!("empty type {what} list"));
            return if is_method { self.method(name) } else { self.embedded(name_expr(name)) };
        }
        let list = self.param_list(None, ListKind::Brackets);
        if list.is_empty() {
            return if self.at(T::Lparen) { self.method(name) } else { self.embedded(name_expr(name)) };
        }
        if list.is_named() {
            let method = self.method(name);
            self.error_at(lbrack, "interface method must have no type parameters");
            return method;
        }
        let types = self.types_of(list);
        let ty = self.instance(name_expr(name), types);
        self.embedded(ty)
    }

    fn embedded(&mut self, first: Expr<'a>) -> InterfaceElem<'a> {
        InterfaceElem::Embedded(self.union_from(first))
    }

    /// `~A | B`
    pub(super) fn union(&mut self) -> Expr<'a> {
        let first = self.union_term();
        self.union_from(first)
    }

    /// The rest of a union after its first term.
    pub(super) fn union_from(&mut self, first: Expr<'a>) -> Expr<'a> {
        let mut union = first;
        let mut length: u32 = 0;
        while self.at(T::Binary(BinaryOp::Or)) && self.may_chain(&mut length) {
            let op_span: Span = self.token.span;
            self.next();
            let right = self.union_term();
            let start = union.span.start;
            let binary = BinaryExpr { op: BinaryOp::Or, op_span, left: union, right };
            union = self.expr_from(start, ExprKind::Binary(self.arena.node(binary)));
        }
        union
    }

    fn union_term(&mut self) -> Expr<'a> {
        let start = self.start();
        if self.got(T::Tilde) {
            let operand = self.arena.node(self.ty());
            return self.expr_from(start, ExprKind::Unary { op: UnaryOp::Tilde, operand });
        }
        self.type_or_none().unwrap_or_else(|| {
            let bad = self.bad_expr();
            self.syntax_error("expected ~ term or type");
            self.advance(&[T::Binary(BinaryOp::Or), SEMI, T::Rparen, T::Rbrack, T::Rbrace]);
            bad
        })
    }
}
