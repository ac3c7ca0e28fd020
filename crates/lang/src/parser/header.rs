//! Simple statements, and the headers of `if`, `for` and `switch` that are made of them.

use super::Parser;
use crate::ast::{Expr, ExprKind, Ident, Stmt, StmtKind};
use crate::print;
use crate::source::Span;
use crate::token::{Semi, TokenKind as T};

use super::decl::SEMI;

/// `a, b := range x`
pub(super) struct RangeHead<'a> {
    pub(super) left: &'a [Expr<'a>],
    pub(super) define: bool,
    pub(super) range: Span,
    pub(super) operand: Expr<'a>,
}

/// A simple statement, or one of two forms that only headers have.
pub(super) enum Simple<'a> {
    Stmt(Stmt<'a>),
    /// `x := y.(type)`
    Guard {
        binding: Ident<'a>,
        guard: Expr<'a>,
    },
    Range(RangeHead<'a>),
}

impl<'a> Simple<'a> {
    /// The statement; a form that belongs to a header elsewhere is what an ordinary statement would be there.
    pub(super) fn into_stmt(self) -> Stmt<'a> {
        match self {
            Simple::Stmt(stmt) => stmt,
            Simple::Guard { guard, .. } => Stmt { span: guard.span, kind: StmtKind::Expr(guard) },
            Simple::Range(head) => Stmt { span: head.range, kind: StmtKind::Bad },
        }
    }
}

/// What stands between a keyword and the `{` of its block.
#[derive(Default)]
pub(super) struct Header<'a> {
    pub(super) init: Option<Stmt<'a>>,
    pub(super) condition: Option<Expr<'a>>,
    /// `x` of `x := y.(type)`.
    pub(super) binding: Option<Ident<'a>>,
    pub(super) post: Option<Stmt<'a>>,
    pub(super) range: Option<RangeHead<'a>>,
}

impl<'a> Parser<'_, 'a> {
    /// A simple statement. Its first expression may be consumed already; `keyword` says whose header it is in.
    pub(super) fn simple(&mut self, first: Option<Expr<'a>>, keyword: Option<T>) -> Simple<'a> {
        if keyword == Some(T::For) && self.at(T::Range) {
            return self.range_head(&[], false);
        }
        let first = first.unwrap_or_else(|| self.expr());
        let start = first.span.start;
        let op_span = self.token.span;
        let kind = match self.kind() {
            T::Assign | T::Define => return self.assignment(start, self.arena.list(&[first]), keyword),
            T::Comma => {
                let left = self.expr_list_from(first);
                if matches!(self.kind(), T::Assign | T::Define) {
                    return self.assignment(start, left, keyword);
                }
                self.syntax_error("expected := or = or comma");
                self.advance(&[SEMI, T::Rbrace]);
                StmtKind::Expr(left[0])
            }
            T::AssignOp(op) => {
                self.next();
                let left = self.arena.list(&[first]);
                let right = self.arena.list(&[self.expr()]);
                StmtKind::Assign { left, op: Some(op), op_span, right }
            }
            T::IncDec(op) => {
                self.next();
                StmtKind::IncDec { operand: first, op, op_span }
            }
            T::Arrow => {
                self.next();
                StmtKind::Send {
                    channel: self.arena.node(first),
                    arrow: op_span,
                    value: self.arena.node(self.expr()),
                }
            }
            _ => StmtKind::Expr(first),
        };
        Simple::Stmt(Stmt { span: self.span_from(start), kind })
    }

    fn assignment(&mut self, start: u32, left: &'a [Expr<'a>], keyword: Option<T>) -> Simple<'a> {
        let define = self.at(T::Define);
        let op_span = self.token.span;
        self.next();
        if keyword == Some(T::For) && self.at(T::Range) {
            return self.range_head(left, define);
        }
        let right = self.expr_list();
        let is_guard = right.len() == 1 && matches!(right[0].kind, ExprKind::TypeSwitchGuard { .. });
        if is_guard
            && define
            && keyword == Some(T::Switch)
            && let [Expr { kind: ExprKind::Name(binding), .. }] = left
        {
            return Simple::Guard { binding: *binding, guard: right[0] };
        }
        let kind = if define {
            StmtKind::Define { left, op_span, right }
        } else {
            StmtKind::Assign { left, op: None, op_span, right }
        };
        Simple::Stmt(Stmt { span: self.span_from(start), kind })
    }

    fn range_head(&mut self, left: &'a [Expr<'a>], define: bool) -> Simple<'a> {
        let range = self.token.span;
        self.next();
        let operand = self.expr();
        Simple::Range(RangeHead { left, define, range, operand })
    }

    /// The keyword and what stands before the block. Source: cmd/compile/internal/syntax/parser.go:header.
    pub(super) fn header(&mut self, keyword: T) -> Header<'a> {
        self.next();
        let mut header = Header::default();
        if self.at(T::Lbrace) {
            if keyword == T::If {
                self.syntax_error("missing condition in if statement");
            }
            return header;
        }
        let outer_nest = std::mem::replace(&mut self.expr_nest, -1);
        self.header_parts(keyword, &mut header);
        self.expr_nest = outer_nest;
        header
    }

    fn header_parts(&mut self, keyword: T, header: &mut Header<'a>) {
        let mut first = None;
        if !self.at_semi() {
            if self.got(T::Var) {
                let message = format!("var declaration not allowed in {} initializer", keyword.text());
                self.syntax_error(&message);
            }
            match self.simple(None, Some(keyword)) {
                Simple::Range(head) => return header.range = Some(head),
                simple => first = Some(simple),
            }
        }
        let semi = self.token;
        let (condition, semi) = if self.at(T::Lbrace) {
            (first, None)
        } else {
            header.init = first.map(Simple::into_stmt);
            if !self.got_semi() {
                // Asking for the brace gives a better message than asking for the semicolon.
                self.want(T::Lbrace);
                if !self.at(T::Lbrace) {
                    self.advance(&[T::Lbrace, T::Rbrace]);
                }
            }
            (self.condition_and_post(keyword, header), Some(semi))
        };
        match condition {
            Some(condition) => self.set_condition(condition, header),
            None => {
                if let (T::If, Some(crate::token::Token { kind: T::Semi(written), span, .. })) =
                    (keyword, semi)
                {
                    let message = match written {
                        Semi::Written => "missing condition in if statement",
                        Semi::Newline => "unexpected newline, expected { after if clause",
                        Semi::Eof => "unexpected EOF, expected { after if clause",
                    };
                    self.syntax_error_at(span, message);
                }
            }
        }
    }

    /// What follows the first semicolon.
    fn condition_and_post(&mut self, keyword: T, header: &mut Header<'a>) -> Option<Simple<'a>> {
        if keyword != T::For {
            return (!self.at(T::Lbrace)).then(|| self.simple(None, Some(keyword)));
        }
        let mut condition = None;
        if !self.at_semi() {
            if self.at(T::Lbrace) {
                self.syntax_error("expected for loop condition");
                return None;
            }
            condition = Some(self.simple(None, None));
        }
        self.want(SEMI);
        if !self.at(T::Lbrace) {
            let post = self.simple(None, None).into_stmt();
            if let StmtKind::Define { op_span, .. } = &post.kind {
                self.syntax_error_at(*op_span, "cannot declare in post statement of for loop");
            }
            header.post = Some(post);
        }
        condition
    }

    fn set_condition(&mut self, condition: Simple<'a>, header: &mut Header<'a>) {
        match condition {
            Simple::Stmt(Stmt { kind: StmtKind::Expr(expr), .. }) => header.condition = Some(expr),
            Simple::Guard { binding, guard } => {
                header.binding = Some(binding);
                header.condition = Some(guard);
            }
            other => {
                let stmt = other.into_stmt();
                let (at, text) = match &stmt.kind {
                    StmtKind::Assign { left, op: None, op_span, right } => {
                        (*op_span, format!("assignment {} = {}", emphasized(left), emphasized(right)))
                    }
                    StmtKind::Assign { op_span, .. }
                    | StmtKind::Define { op_span, .. }
                    | StmtKind::IncDec { op_span, .. } => (*op_span, print::stmt(&stmt)),
                    StmtKind::Send { arrow, .. } => (*arrow, print::stmt(&stmt)),
                    _ => (stmt.span, print::stmt(&stmt)),
                };
                self.syntax_error_at(at, &format!("cannot use {text} as value"));
            }
        }
    }
}

/// The expressions as text; a lone binary expression in parentheses, so that the `=` beside it stands out.
fn emphasized(list: &[Expr]) -> String {
    match list {
        [Expr { kind: ExprKind::Binary(_), .. }] => format!("({})", print::expr_list(list)),
        _ => print::expr_list(list),
    }
}
