//! The parser: recursive descent, with Go's own error messages and recovery, and a bound on nesting.
//!
//! It follows the structure of cmd/compile/internal/syntax/parser.go where that decides which error is reported
//! and where parsing goes on after it, because readers compare our messages with those of `go build`.

mod branches;
mod decl;
mod directives;
mod expr;
mod func;
mod header;
mod params;
mod primary;
mod report;
mod stmt;
mod typedecl;
mod types;

use crate::arena::Arena;
use crate::ast::{CaseClause, Element, Expr, ExprId, ExprKind, File, Ident, Literal, Stmt};
use crate::diag::{Diagnostic, sort_and_dedup_by};
use crate::lexer::Lexer;
use crate::source::{FileId, SOURCE_BYTES_MAX, SourceFile, Span};
use crate::token::{Token, TokenKind as T};
use params::Entry;

/// How deep statements, expressions and types may be nested in each other, in levels.
pub const NESTING_MAX: u32 = 256;

/// How many binary operators one chain of left operands may hold, as in a long sum of strings, and how many branches an
/// `if` statement with its `else if`.
pub const CHAIN_MAX: u32 = 10_000;

/// What parsing a file gives.
#[derive(Debug)]
pub struct Parsed<'a> {
    /// The tree, with explicit holes where there were errors.
    pub file: File<'a>,
    /// The errors, sorted and without repetitions.
    pub diagnostics: Vec<Diagnostic>,
    /// The number after the last [`ExprId`] used.
    pub next_id: u32,
}

/// Parses a file into a tree that lies in an arena; identifiers and expressions are numbered from `first_id`. Takes time
/// linear in the text.
pub fn parse_file<'a>(file: FileId, source: &SourceFile, first_id: u32, arena: &'a Arena) -> Parsed<'a> {
    let mut parser = Parser::new(file, source, first_id, arena);
    if source.is_cut() {
        let end = Span::at(file, source.text().len() as u32);
        parser.error_at(end, format!("source file is longer than {} MiB", SOURCE_BYTES_MAX >> 20));
    }
    let tree = parser.file();
    let mut diagnostics = std::mem::take(parser.lexer.diagnostics());
    diagnostics.append(&mut parser.other_errors);
    sort_and_dedup_by(&mut diagnostics, |span| source.line_col(span.start).line);
    Parsed { file: tree, diagnostics, next_id: parser.next_id }
}

struct Parser<'s, 'a> {
    lexer: Lexer<'a>,
    source: &'s SourceFile,
    arena: &'a Arena,
    file: FileId,
    /// The current token, not yet consumed.
    token: Token,
    /// The end of the last token consumed.
    end: u32,
    next_id: u32,
    /// Lists under construction, the innermost last, so that a finished one is allocated once and as long as it is.
    exprs: Vec<Expr<'a>>,
    stmts: Vec<Stmt<'a>>,
    idents: Vec<Ident<'a>>,
    elements: Vec<Element<'a>>,
    clauses: Vec<CaseClause<'a>>,
    /// Emptied lists of parameters, to be filled again.
    entries: Vec<Vec<Entry<'a>>>,
    /// How many function bodies the current token is in.
    function_nest: u32,
    /// Negative in the header of a statement, where `{` opens its block rather than a composite literal.
    expr_nest: i32,
    /// How many guarded productions are active.
    depth: u32,
    /// The height of the tallest tree finished within the innermost guarded production.
    tallest: u32,
    /// Set by an error after which nothing more can be said.
    halted: bool,
    /// Directives before this index belong to earlier declarations.
    directive_mark: usize,
    /// Of wrong jumps and misplaced directives, kept apart because they must not change how syntax errors are reported.
    other_errors: Vec<Diagnostic>,
    /// Directives above declarations that may not have them, and what is to be said of them.
    misplaced: Vec<(Span, &'static str)>,
}

impl<'s, 'a> Parser<'s, 'a> {
    fn new(file: FileId, source: &'s SourceFile, first_id: u32, arena: &'a Arena) -> Parser<'s, 'a> {
        let mut lexer = Lexer::new(file, arena.text(source.text()), arena.list(source.malformed()));
        let token = lexer.next_token();
        Parser {
            lexer,
            source,
            arena,
            file,
            token,
            end: token.span.start,
            next_id: first_id,
            exprs: Vec::new(),
            stmts: Vec::new(),
            idents: Vec::new(),
            elements: Vec::new(),
            clauses: Vec::new(),
            entries: Vec::new(),
            function_nest: 0,
            expr_nest: 0,
            depth: 0,
            tallest: 0,
            halted: false,
            directive_mark: 0,
            other_errors: Vec::new(),
            misplaced: Vec::new(),
        }
    }

    fn kind(&self) -> T {
        self.token.kind
    }

    fn at(&self, kind: T) -> bool {
        self.token.kind == kind
    }

    fn at_semi(&self) -> bool {
        matches!(self.token.kind, T::Semi(_))
    }

    fn start(&self) -> u32 {
        self.token.span.start
    }

    /// Consumes the current token.
    fn next(&mut self) {
        self.end = self.token.span.end;
        self.token = if self.halted { self.eof() } else { self.lexer.next_token() };
    }

    fn eof(&self) -> Token {
        Token { kind: T::Eof, span: Span::at(self.file, self.source.text().len() as u32), bad: false }
    }

    /// Consumes the current token if it is of this kind.
    fn got(&mut self, kind: T) -> bool {
        let found = self.at(kind);
        if found {
            self.next();
        }
        found
    }

    fn got_semi(&mut self) -> bool {
        let found = self.at_semi();
        if found {
            self.next();
        }
        found
    }

    /// Consumes a token of this kind and gives its place; complains about any other.
    fn want(&mut self, kind: T) -> Span {
        let span = self.place_of(kind);
        let found = if matches!(kind, T::Semi(_)) { self.got_semi() } else { self.got(kind) };
        if !found {
            self.syntax_error(&format!("expected {}", kind.expected_text()));
            self.advance(&[]);
        }
        span
    }

    /// The place of the current token if it is of this kind, or else the empty place before it.
    fn place_of(&self, kind: T) -> Span {
        if self.at(kind) { self.token.span } else { Span::at(self.file, self.start()) }
    }

    /// From an offset to the end of the last token consumed.
    fn span_from(&self, start: u32) -> Span {
        Span::new(self.file, start, self.end.max(start))
    }

    fn id(&mut self) -> ExprId {
        let id = ExprId(self.next_id);
        self.next_id = self.next_id.saturating_add(1);
        id
    }

    /// An expression from an offset to the end of the last token consumed.
    fn expr_from(&mut self, start: u32, kind: ExprKind<'a>) -> Expr<'a> {
        Expr { id: self.id(), span: self.span_from(start), kind }
    }

    fn bad_expr(&mut self) -> Expr<'a> {
        Expr { id: self.id(), span: Span::at(self.file, self.start()), kind: ExprKind::Bad }
    }

    fn ident_at(&mut self, span: Span, name: &'a str) -> Ident<'a> {
        Ident { id: self.id(), span, name }
    }

    /// An identifier; complains and gives `_` if there is none.
    fn ident(&mut self) -> Ident<'a> {
        let span = self.token.span;
        if self.at(T::Name) {
            let ident = self.ident_at(span, self.lexer.slice(span));
            self.next();
            return ident;
        }
        let ident = self.ident_at(Span::at(self.file, span.start), "_");
        self.syntax_error("expected name");
        self.advance(&[]);
        ident
    }

    fn idents(&mut self, first: Ident<'a>) -> &'a [Ident<'a>] {
        let from = self.idents.len();
        self.idents.push(first);
        while self.got(T::Comma) {
            let next = self.ident();
            self.idents.push(next);
        }
        self.arena.rest(&mut self.idents, from)
    }

    fn literal(&mut self) -> Option<Literal<'a>> {
        let Token { kind: T::Literal(kind), span, bad } = self.token else { return None };
        let text = self.lexer.slice(span);
        self.next();
        Some(Literal { span, kind, text, bad })
    }

    /// Enters a production that may contain itself; `None` if that would be too deep, which is reported.
    /// The result goes to [`Parser::leave`].
    fn enter(&mut self) -> Option<u32> {
        if self.depth >= NESTING_MAX {
            self.halt("nested too deeply");
            return None;
        }
        self.depth += 1;
        Some(std::mem::take(&mut self.tallest))
    }

    fn leave(&mut self, outer_tallest: u32) {
        self.depth -= 1;
        self.tallest = outer_tallest.max(self.tallest + 1);
    }

    /// Whether the expression just parsed may become an operand of another one without making the tree too deep.
    fn may_wrap(&mut self) -> bool {
        if self.depth + self.tallest >= NESTING_MAX {
            self.halt("nested too deeply");
            return false;
        }
        self.tallest += 1;
        true
    }
}

/// The expression that an identifier is.
fn name_expr(ident: Ident<'_>) -> Expr<'_> {
    Expr { id: ident.id, span: ident.span, kind: ExprKind::Name(ident) }
}
