//! Statements.

use super::decl::SEMI;
use super::header::Header;
use super::{CHAIN_MAX, Parser};
use crate::ast::{
    BinaryOp, Block, BranchKind, CaseClause, CommClause, Expr, ExprKind, ForStmt, Ident, IfArm, IfStmt,
    RangeStmt, SelectStmt, Stmt, StmtKind, SwitchStmt, TypeSwitchStmt,
};
use crate::source::Span;
use crate::token::TokenKind as T;

impl<'a> Parser<'_, 'a> {
    /// Statements up to `}` or the next clause.
    pub(super) fn stmt_list(&mut self) -> &'a [Stmt<'a>] {
        let from = self.stmts.len();
        while !matches!(self.kind(), T::Eof | T::Rbrace | T::Case | T::Default) {
            let stmt = self.stmt_or_none();
            self.drop_directives();
            let Some(stmt) = stmt else { break };
            self.stmts.push(stmt);
            if !self.got_semi() && !self.at(T::Rbrace) {
                self.syntax_error("at end of statement");
                self.advance(&[SEMI, T::Rbrace, T::Case, T::Default]);
                self.got_semi();
            }
        }
        self.arena.rest(&mut self.stmts, from)
    }

    /// A statement, if one starts here.
    fn stmt_or_none(&mut self) -> Option<Stmt<'a>> {
        let Some(outer) = self.enter() else {
            return Some(Stmt { span: self.token.span, kind: StmtKind::Bad });
        };
        let stmt = self.stmt_inner();
        self.leave(outer);
        stmt
    }

    fn stmt_inner(&mut self) -> Option<Stmt<'a>> {
        let start = self.start();
        if self.at(T::Name) {
            self.drop_directives();
            let first = self.expr();
            return match first.kind {
                ExprKind::Name(label) if self.at(T::Colon) => self.labeled(label),
                _ => Some(self.simple_stmt(Some(first))),
            };
        }
        if matches!(self.kind(), T::Var | T::Const | T::Type) {
            let decl = self.decl();
            return Some(Stmt { span: decl.span, kind: StmtKind::Decl(decl) });
        }
        self.drop_directives();
        let kind = match self.kind() {
            T::Binary(BinaryOp::Add | BinaryOp::Sub | BinaryOp::Xor | BinaryOp::And)
            | T::Star
            | T::Not
            | T::Arrow
            | T::Literal(_)
            | T::Func
            | T::Lparen
            | T::Lbrack
            | T::Struct
            | T::Map
            | T::Chan
            | T::Interface => return Some(self.simple_stmt(None)),
            T::Lbrace => StmtKind::Block(self.block("")),
            T::For => self.for_stmt(),
            T::Switch => self.switch_stmt(),
            T::Select => self.select_stmt(),
            T::If => return Some(self.if_stmt()),
            T::Break | T::Continue | T::Goto | T::Fallthrough => self.branch_stmt(),
            T::Go | T::Defer => self.call_stmt(),
            T::Return => self.return_stmt(),
            T::Semi(_) => StmtKind::Empty,
            _ => return None,
        };
        let span =
            if matches!(kind, StmtKind::Empty) { Span::at(self.file, start) } else { self.span_from(start) };
        Some(Stmt { span, kind })
    }

    /// A simple statement that is no part of a header; its first expression may be consumed already.
    fn simple_stmt(&mut self, first: Option<Expr<'a>>) -> Stmt<'a> {
        self.simple(first, None).into_stmt()
    }

    fn labeled(&mut self, label: Ident<'a>) -> Option<Stmt<'a>> {
        let start = label.span.start;
        let colon = self.want(T::Colon);
        let statement = if self.at(T::Rbrace) {
            Some(Stmt { span: Span::at(self.file, self.start()), kind: StmtKind::Empty })
        } else {
            self.stmt_or_none()
        };
        let Some(statement) = statement else {
            self.syntax_error_at(colon, "missing statement after label");
            return None;
        };
        let statement = self.arena.node(statement);
        Some(Stmt { span: self.span_from(start), kind: StmtKind::Labeled { label, statement } })
    }

    /// `{ statements }`; `context` says what it follows where the brace may be missing.
    pub(super) fn block(&mut self, context: &str) -> Block<'a> {
        let start = self.start();
        if !self.got(T::Lbrace) {
            self.syntax_error(&format!("expected {{ after {context}"));
            self.advance(&[T::Name, T::Rbrace]);
            let rbrace = self.place_of(T::Rbrace);
            if self.got(T::Rbrace) {
                return Block { span: self.span_from(start), statements: &[], rbrace };
            }
        }
        let statements = self.stmt_list();
        let rbrace = self.want(T::Rbrace);
        Block { span: self.span_from(start), statements, rbrace }
    }

    fn if_stmt(&mut self) -> Stmt<'a> {
        let start = self.start();
        let mut arms = Vec::new();
        let mut otherwise = None;
        loop {
            let Header { init, condition, .. } = self.header(T::If);
            let condition = condition.unwrap_or_else(|| self.bad_expr());
            arms.push(IfArm { init, condition, then: self.block("if clause") });
            if !self.got(T::Else) {
                break;
            }
            match self.kind() {
                T::If if arms.len() >= CHAIN_MAX as usize => {
                    self.halt("too many branches in one if statement");
                }
                T::If => continue,
                T::Lbrace => otherwise = Some(self.block("")),
                _ => {
                    self.syntax_error("else must be followed by if or statement block");
                    self.advance(&[T::Name, T::Rbrace]);
                }
            }
            break;
        }
        let kind = StmtKind::If(self.arena.node(IfStmt { arms: self.arena.list(&arms), otherwise }));
        Stmt { span: self.span_from(start), kind }
    }

    fn for_stmt(&mut self) -> StmtKind<'a> {
        let Header { init, condition, post, range, .. } = self.header(T::For);
        let body = self.block("for clause");
        match range {
            Some(head) => StmtKind::Range(self.arena.node(RangeStmt {
                left: head.left,
                define: head.define,
                range: head.range,
                operand: head.operand,
                body,
            })),
            None => StmtKind::For(self.arena.node(ForStmt { init, condition, post, body })),
        }
    }

    fn switch_stmt(&mut self) -> StmtKind<'a> {
        let Header { init, condition, binding, .. } = self.header(T::Switch);
        let lbrace = self.clauses_brace("missing { after switch clause");
        let from = self.clauses.len();
        while !matches!(self.kind(), T::Eof | T::Rbrace) {
            let clause = self.case_clause();
            self.clauses.push(clause);
        }
        let clauses = self.arena.rest(&mut self.clauses, from);
        let rbrace = self.want(T::Rbrace);
        match condition {
            Some(Expr { kind: ExprKind::TypeSwitchGuard { operand }, .. }) => {
                let operand = *operand;
                StmtKind::TypeSwitch(self.arena.node(TypeSwitchStmt {
                    init,
                    binding,
                    operand,
                    clauses,
                    lbrace,
                    rbrace,
                }))
            }
            tag => StmtKind::Switch(self.arena.node(SwitchStmt { init, tag, clauses, lbrace, rbrace })),
        }
    }

    fn select_stmt(&mut self) -> StmtKind<'a> {
        self.next();
        let lbrace = self.clauses_brace("missing { after select clause");
        let mut clauses = Vec::new();
        while !matches!(self.kind(), T::Eof | T::Rbrace) {
            clauses.push(self.comm_clause());
        }
        let rbrace = self.want(T::Rbrace);
        StmtKind::Select(self.arena.node(SelectStmt { clauses: self.arena.list(&clauses), lbrace, rbrace }))
    }

    fn clauses_brace(&mut self, missing: &str) -> Span {
        let lbrace = self.place_of(T::Lbrace);
        if !self.got(T::Lbrace) {
            self.syntax_error(missing);
            self.advance(&[T::Case, T::Default, T::Rbrace]);
        }
        lbrace
    }

    fn case_clause(&mut self) -> CaseClause<'a> {
        let start = self.start();
        let id = self.id();
        let is_default = self.at(T::Default);
        let mut expressions: &[Expr<'a>] = &[];
        if self.got(T::Case) {
            expressions = self.expr_list();
        } else {
            self.want_default();
        }
        let colon = self.want(T::Colon);
        let body = self.stmt_list();
        CaseClause { id, span: self.span_from(start), expressions, is_default, colon, body }
    }

    fn comm_clause(&mut self) -> CommClause<'a> {
        let start = self.start();
        let mut communication = None;
        if self.got(T::Case) {
            communication = Some(self.simple_stmt(None));
        } else {
            self.want_default();
        }
        let colon = self.want(T::Colon);
        let body = self.stmt_list();
        CommClause { span: self.span_from(start), communication, colon, body }
    }

    fn want_default(&mut self) {
        if !self.got(T::Default) {
            self.syntax_error("expected case or default or }");
            self.advance(&[T::Colon, T::Case, T::Default, T::Rbrace]);
        }
    }

    fn branch_stmt(&mut self) -> StmtKind<'a> {
        let kind = match self.kind() {
            T::Break => BranchKind::Break,
            T::Continue => BranchKind::Continue,
            T::Goto => BranchKind::Goto,
            _ => BranchKind::Fallthrough,
        };
        self.next();
        let labeled = match kind {
            BranchKind::Goto => true,
            BranchKind::Fallthrough => false,
            _ => self.at(T::Name),
        };
        StmtKind::Branch { kind, label: labeled.then(|| self.ident()) }
    }

    /// `go call` or `defer call`
    fn call_stmt(&mut self) -> StmtKind<'a> {
        let keyword = self.kind();
        self.next();
        let mut call = self.primary();
        if matches!(call.kind, ExprKind::Paren(_)) {
            let message = format!("expression in {} must not be parenthesized", keyword.text());
            self.error_at(call.span, message);
        }
        while let ExprKind::Paren(inner) = call.kind {
            call = *inner;
        }
        if keyword == T::Go { StmtKind::Go { call } } else { StmtKind::Defer { call } }
    }

    fn return_stmt(&mut self) -> StmtKind<'a> {
        self.next();
        let bare = self.at_semi() || self.at(T::Rbrace);
        StmtKind::Return { results: if bare { &[] } else { self.expr_list() } }
    }
}
