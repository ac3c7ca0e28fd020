//! The lexer: source text to tokens, with automatic semicolons.

mod classify;
mod cursor;
mod number;
mod quoted;

use std::sync::Arc;

use crate::ast::{BinaryOp, Directive, LiteralKind};
use crate::diag::Diagnostic;
use crate::source::{FileId, SourceFile, Span};
use crate::token::{Semi, Token, TokenKind as T};
use classify::{code_point, is_digit, is_letter};
use cursor::Cursor;

/// All tokens of a file with its comments, but without implied semicolons and the end, for an editor to color.
/// Errors are not reported here; malformed literals are marked bad.
pub fn tokens(file: FileId, source: &SourceFile) -> Vec<Token> {
    let mut lexer = Lexer::new(file, source);
    lexer.keep_comments = true;
    let mut tokens = Vec::new();
    loop {
        let token = lexer.next_token();
        match token.kind {
            T::Eof => return tokens,
            T::Semi(Semi::Newline | Semi::Eof) => {}
            _ => tokens.push(token),
        }
    }
}

/// Yields one token after another.
pub(crate) struct Lexer<'a> {
    cursor: Cursor<'a>,
    /// Where the current token starts.
    start: u32,
    /// Whether a newline here is a semicolon.
    newline_ends: bool,
    keep_comments: bool,
    /// Whether the current token had an error.
    bad: bool,
    /// The `//gopark:` and `//go:` comments passed so far.
    pub(crate) directives: Vec<Directive>,
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(file: FileId, source: &'a SourceFile) -> Lexer<'a> {
        Lexer {
            cursor: Cursor::new(file, source),
            start: 0,
            newline_ends: false,
            keep_comments: false,
            bad: false,
            directives: Vec::new(),
        }
    }

    /// The errors so far; the parser adds its own, so that all stand in the order in which they were found.
    pub(crate) fn diagnostics(&mut self) -> &mut Vec<Diagnostic> {
        &mut self.cursor.diagnostics
    }

    /// The next token; [`TokenKind::Eof`](T::Eof) again and again at the end.
    pub(crate) fn next_token(&mut self) -> Token {
        loop {
            while matches!(self.cursor.ch, Some(' ' | '\t' | '\r'))
                || (self.cursor.ch == Some('\n') && !self.newline_ends)
            {
                self.cursor.bump();
            }
            self.start = self.cursor.offset;
            self.bad = false;
            if let Some(kind) = self.token() {
                if kind != T::Comment {
                    self.newline_ends = kind.ends_statement();
                }
                let mut span = self.cursor.span_from(self.start);
                if matches!(kind, T::Semi(Semi::Newline | Semi::Eof)) {
                    span.end = span.start;
                }
                return Token { kind, span, bad: self.bad };
            }
        }
    }

    /// Reads one token; `None` for what is no token, such as a comment.
    fn token(&mut self) -> Option<T> {
        let Some(ch) = self.cursor.ch else {
            return Some(if self.newline_ends { T::Semi(Semi::Eof) } else { T::Eof });
        };
        if ch.is_ascii_alphabetic() || ch == '_' || (!ch.is_ascii() && self.at_ident_char(true)) {
            return Some(self.name());
        }
        Some(match ch {
            '\n' => self.take(T::Semi(Semi::Newline)),
            '0'..='9' => T::Literal(self.number(false)),
            '"' => {
                self.string();
                T::Literal(LiteralKind::String)
            }
            '`' => {
                self.raw_string();
                T::Literal(LiteralKind::String)
            }
            '\'' => {
                self.rune();
                T::Literal(LiteralKind::Rune)
            }
            '(' => self.take(T::Lparen),
            '[' => self.take(T::Lbrack),
            '{' => self.take(T::Lbrace),
            ')' => self.take(T::Rparen),
            ']' => self.take(T::Rbrack),
            '}' => self.take(T::Rbrace),
            ',' => self.take(T::Comma),
            ';' => self.take(T::Semi(Semi::Written)),
            '~' => self.take(T::Tilde),
            '.' => self.dot(),
            '/' => return self.slash(),
            _ => match self.operator(ch) {
                Some(kind) => kind,
                None => {
                    self.cursor.error(format!("invalid character {}", code_point(ch)));
                    self.cursor.bump();
                    return None;
                }
            },
        })
    }

    fn take(&mut self, kind: T) -> T {
        self.cursor.bump();
        kind
    }

    fn operator(&mut self, ch: char) -> Option<T> {
        let plain = |op| Some((op, T::Binary(op)));
        let entry = match ch {
            '+' => plain(BinaryOp::Add),
            '-' => plain(BinaryOp::Sub),
            '*' => Some((BinaryOp::Mul, T::Star)),
            '%' => plain(BinaryOp::Rem),
            '^' => plain(BinaryOp::Xor),
            '&' => plain(BinaryOp::And),
            '|' => plain(BinaryOp::Or),
            '<' => plain(BinaryOp::Less),
            '>' => plain(BinaryOp::Greater),
            ':' => return Some(self.either('=', T::Define, T::Colon)),
            '=' => return Some(self.either('=', T::Binary(BinaryOp::Equal), T::Assign)),
            '!' => return Some(self.either('=', T::Binary(BinaryOp::NotEqual), T::Not)),
            _ => None,
        };
        let (op, kind) = entry?;
        self.cursor.bump();
        Some(match (op, self.cursor.ch) {
            (BinaryOp::Add | BinaryOp::Sub, Some(next)) if next == ch => self.take(T::IncDec(op)),
            (BinaryOp::And, Some('&')) => self.take(T::Binary(BinaryOp::AndAnd)),
            (BinaryOp::Or, Some('|')) => self.take(T::Binary(BinaryOp::OrOr)),
            (BinaryOp::And, Some('^')) => self.take_assignable(BinaryOp::AndNot),
            (BinaryOp::Less, Some('<')) => self.take_assignable(BinaryOp::ShiftLeft),
            (BinaryOp::Greater, Some('>')) => self.take_assignable(BinaryOp::ShiftRight),
            (BinaryOp::Less, Some('-')) => self.take(T::Arrow),
            (BinaryOp::Less, Some('=')) => self.take(T::Binary(BinaryOp::LessEqual)),
            (BinaryOp::Greater, Some('=')) => self.take(T::Binary(BinaryOp::GreaterEqual)),
            (BinaryOp::Less | BinaryOp::Greater, _) => kind,
            (_, Some('=')) => self.take(T::AssignOp(op)),
            _ => kind,
        })
    }

    /// Passes the current character, then the next one if it is `second`.
    fn either(&mut self, second: char, both: T, alone: T) -> T {
        self.cursor.bump();
        if self.cursor.eat(second) { both } else { alone }
    }

    /// Passes the current character, which ends `op`, then a `=`.
    fn take_assignable(&mut self, op: BinaryOp) -> T {
        self.either('=', T::AssignOp(op), T::Binary(op))
    }

    fn dot(&mut self) -> T {
        self.cursor.bump();
        if matches!(self.cursor.ch, Some('0'..='9')) {
            return T::Literal(self.number(true));
        }
        if self.cursor.ch == Some('.') && self.cursor.rest().first() == Some(&b'.') {
            self.cursor.bump();
            self.cursor.bump();
            return T::DotDotDot;
        }
        T::Dot
    }

    fn name(&mut self) -> T {
        self.cursor.bump();
        while let Some(ch) = self.cursor.ch
            && (ch.is_ascii_alphanumeric() || ch == '_' || (!ch.is_ascii() && self.at_ident_char(false)))
        {
            self.cursor.bump();
        }
        let text = &self.cursor.text[self.start as usize..self.cursor.offset as usize];
        T::keyword(text).unwrap_or(T::Name)
    }

    /// Whether the current character, which is not ASCII, is taken as part of a name; complains if it must not be.
    fn at_ident_char(&mut self, first: bool) -> bool {
        let Some(ch) = self.cursor.ch else { return false };
        if is_letter(ch) {
            return true;
        }
        if !is_digit(ch) {
            self.cursor.error(format!("invalid character {} in identifier", code_point(ch)));
        } else if first {
            self.cursor.error(format!("identifier cannot begin with digit {}", code_point(ch)));
        }
        true
    }

    fn slash(&mut self) -> Option<T> {
        self.cursor.bump();
        match self.cursor.ch {
            Some('/') => self.line_comment(),
            Some('*') => {
                if self.full_comment() && self.newline_ends {
                    if self.keep_comments {
                        self.newline_ends = false;
                        return Some(T::Comment);
                    }
                    return Some(T::Semi(Semi::Newline));
                }
            }
            Some('=') => return Some(self.take(T::AssignOp(BinaryOp::Div))),
            _ => return Some(T::Binary(BinaryOp::Div)),
        }
        self.keep_comments.then_some(T::Comment)
    }

    fn line_comment(&mut self) {
        while !matches!(self.cursor.ch, None | Some('\n')) {
            self.cursor.bump();
        }
        let span = self.cursor.span_from(self.start);
        // Characters that no source may contain are skipped, even between the slashes.
        let Some(text) = self.slice(span).strip_prefix("//") else { return };
        if text.starts_with("gopark:") || text.starts_with("go:") {
            self.directives.push(Directive { span, text: Arc::from(text.trim_end()) });
        }
    }

    /// Whether the comment spans several lines.
    fn full_comment(&mut self) -> bool {
        self.cursor.bump();
        let mut lines = false;
        loop {
            match self.cursor.ch {
                None => {
                    self.report_at(self.start, "comment not terminated");
                    return lines;
                }
                Some('*') => {
                    self.cursor.bump();
                    if self.cursor.eat('/') {
                        return lines;
                    }
                }
                Some(ch) => {
                    lines |= ch == '\n';
                    self.cursor.bump();
                }
            }
        }
    }

    /// Reports an error at the current character and marks the token bad.
    fn report(&mut self, message: impl Into<String>) {
        self.report_at(self.cursor.offset, message);
    }

    fn report_at(&mut self, offset: u32, message: impl Into<String>) {
        self.cursor.error_at(offset, message);
        self.bad = true;
    }

    /// Like [`Lexer::report`], but silent if the token is bad already.
    fn flaw(&mut self, message: impl Into<String>) {
        self.flaw_at(self.cursor.offset, message);
    }

    fn flaw_at(&mut self, offset: u32, message: impl Into<String>) {
        if !self.bad {
            self.report_at(offset, message);
        }
    }

    /// The text of a span of this file.
    pub(crate) fn slice(&self, span: Span) -> &'a str {
        self.cursor.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}
