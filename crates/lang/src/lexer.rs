//! The lexer: source text to tokens, with automatic semicolons.

mod classify;
mod cursor;
mod number;
mod quoted;

use crate::ast::{BinaryOp, Directive, LiteralKind};
use crate::diag::Diagnostic;
use crate::source::{FileId, SourceFile, Span};
use crate::token::{Semi, Token, TokenKind as T};
use classify::{code_point, is_digit, is_letter};
use cursor::{BLANK, Cursor, NAME, NEWLINE};

/// All tokens of a file with its comments, but without implied semicolons and the end, for an editor to color.
/// Errors are not reported here; malformed literals are marked bad.
pub fn tokens(file: FileId, source: &SourceFile) -> Vec<Token> {
    let mut lexer = Lexer::new(file, source.text(), source.malformed());
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
    pub(crate) directives: Vec<Directive<'a>>,
}

impl<'a> Lexer<'a> {
    /// Reads a text in which malformed bytes were replaced at these offsets.
    pub(crate) fn new(file: FileId, text: &'a str, malformed: &'a [u32]) -> Lexer<'a> {
        Lexer {
            cursor: Cursor::new(file, text, malformed),
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
            self.cursor.pass(if self.newline_ends { BLANK } else { BLANK | NEWLINE });
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
    #[inline]
    fn token(&mut self) -> Option<T> {
        let byte = self.cursor.byte();
        Some(match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.name(),
            0x80.. => {
                self.check_name_char(true);
                self.name()
            }
            0 if self.newline_ends => T::Semi(Semi::Eof),
            0 => T::Eof,
            b'\n' => self.take(T::Semi(Semi::Newline)),
            b'0'..=b'9' => T::Literal(self.number(false)),
            b'"' => {
                self.string();
                T::Literal(LiteralKind::String)
            }
            b'`' => {
                self.raw_string();
                T::Literal(LiteralKind::String)
            }
            b'\'' => {
                self.rune();
                T::Literal(LiteralKind::Rune)
            }
            b'(' => self.take(T::Lparen),
            b'[' => self.take(T::Lbrack),
            b'{' => self.take(T::Lbrace),
            b')' => self.take(T::Rparen),
            b']' => self.take(T::Rbrack),
            b'}' => self.take(T::Rbrace),
            b',' => self.take(T::Comma),
            b';' => self.take(T::Semi(Semi::Written)),
            b'~' => self.take(T::Tilde),
            b'.' => self.dot(),
            b'/' => return self.slash(),
            _ => match self.operator(byte) {
                Some(kind) => kind,
                None => {
                    self.cursor.error(format!("invalid character {}", code_point(char::from(byte))));
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

    fn operator(&mut self, byte: u8) -> Option<T> {
        let plain = |op| Some((op, T::Binary(op)));
        let entry = match byte {
            b'+' => plain(BinaryOp::Add),
            b'-' => plain(BinaryOp::Sub),
            b'*' => Some((BinaryOp::Mul, T::Star)),
            b'%' => plain(BinaryOp::Rem),
            b'^' => plain(BinaryOp::Xor),
            b'&' => plain(BinaryOp::And),
            b'|' => plain(BinaryOp::Or),
            b'<' => plain(BinaryOp::Less),
            b'>' => plain(BinaryOp::Greater),
            b':' => return Some(self.either(b'=', T::Define, T::Colon)),
            b'=' => return Some(self.either(b'=', T::Binary(BinaryOp::Equal), T::Assign)),
            b'!' => return Some(self.either(b'=', T::Binary(BinaryOp::NotEqual), T::Not)),
            _ => None,
        };
        let (op, kind) = entry?;
        self.cursor.bump();
        Some(match (op, self.cursor.byte()) {
            (BinaryOp::Add | BinaryOp::Sub, next) if next == byte => self.take(T::IncDec(op)),
            (BinaryOp::And, b'&') => self.take(T::Binary(BinaryOp::AndAnd)),
            (BinaryOp::Or, b'|') => self.take(T::Binary(BinaryOp::OrOr)),
            (BinaryOp::And, b'^') => self.take_assignable(BinaryOp::AndNot),
            (BinaryOp::Less, b'<') => self.take_assignable(BinaryOp::ShiftLeft),
            (BinaryOp::Greater, b'>') => self.take_assignable(BinaryOp::ShiftRight),
            (BinaryOp::Less, b'-') => self.take(T::Arrow),
            (BinaryOp::Less, b'=') => self.take(T::Binary(BinaryOp::LessEqual)),
            (BinaryOp::Greater, b'=') => self.take(T::Binary(BinaryOp::GreaterEqual)),
            (BinaryOp::Less | BinaryOp::Greater, _) => kind,
            (_, b'=') => self.take(T::AssignOp(op)),
            _ => kind,
        })
    }

    /// Passes the current character, then the next one if it is `second`.
    fn either(&mut self, second: u8, both: T, alone: T) -> T {
        self.cursor.bump();
        if self.cursor.eat(second) { both } else { alone }
    }

    /// Passes the current character, which ends `op`, then a `=`.
    fn take_assignable(&mut self, op: BinaryOp) -> T {
        self.either(b'=', T::AssignOp(op), T::Binary(op))
    }

    fn dot(&mut self) -> T {
        self.cursor.bump();
        if self.cursor.byte().is_ascii_digit() {
            return T::Literal(self.number(true));
        }
        if self.cursor.byte() == b'.' && self.cursor.rest().first() == Some(&b'.') {
            self.cursor.bump();
            self.cursor.bump();
            return T::DotDotDot;
        }
        T::Dot
    }

    /// Reads a name or keyword; the current character belongs to it.
    fn name(&mut self) -> T {
        self.cursor.pass(NAME);
        while self.cursor.byte() >= 0x80 {
            if self.cursor.offset > self.start {
                self.check_name_char(false);
            }
            self.cursor.bump();
            self.cursor.pass(NAME);
        }
        let text = &self.cursor.text[self.start as usize..self.cursor.offset as usize];
        T::keyword(text).unwrap_or(T::Name)
    }

    /// Complains if the current character, which is not ASCII, must not be in a name. It is taken as part of it all the
    /// same.
    fn check_name_char(&mut self, first: bool) {
        let Some(ch) = self.cursor.ch().filter(|&ch| !is_letter(ch)) else { return };
        if !is_digit(ch) {
            self.cursor.error(format!("invalid character {} in identifier", code_point(ch)));
        } else if first {
            self.cursor.error(format!("identifier cannot begin with digit {}", code_point(ch)));
        }
    }

    fn slash(&mut self) -> Option<T> {
        self.cursor.bump();
        match self.cursor.byte() {
            b'/' => self.line_comment(),
            b'*' => {
                if self.full_comment() && self.newline_ends {
                    if self.keep_comments {
                        self.newline_ends = false;
                        return Some(T::Comment);
                    }
                    return Some(T::Semi(Semi::Newline));
                }
            }
            b'=' => return Some(self.take(T::AssignOp(BinaryOp::Div))),
            _ => return Some(T::Binary(BinaryOp::Div)),
        }
        self.keep_comments.then_some(T::Comment)
    }

    fn line_comment(&mut self) {
        self.cursor.pass_to('\n');
        let span = self.cursor.span_from(self.start);
        // Characters that no source may contain are skipped, even between the slashes.
        let Some(text) = self.slice(span).strip_prefix("//") else { return };
        if text.starts_with("gopark:") || text.starts_with("go:") {
            self.directives.push(Directive { span, text: text.trim_end() });
        }
    }

    /// Whether the comment spans several lines.
    fn full_comment(&mut self) -> bool {
        self.cursor.bump();
        loop {
            self.cursor.pass_to('*');
            if !self.cursor.eat(b'*') {
                self.report_at(self.start, "comment not terminated");
                break;
            }
            if self.cursor.eat(b'/') {
                break;
            }
        }
        self.slice(self.cursor.span_from(self.start)).contains('\n')
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
