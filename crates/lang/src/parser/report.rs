//! Errors and the way back from them.

use std::mem::discriminant;

use super::Parser;
use crate::diag::Diagnostic;
use crate::source::Span;
use crate::token::{Semi, TokenKind as T};

/// Tokens that start a statement: inside functions, parsing goes on there after an error.
fn starts_statement(kind: T) -> bool {
    matches!(
        kind,
        T::Break
            | T::Const
            | T::Continue
            | T::Defer
            | T::Fallthrough
            | T::For
            | T::Go
            | T::Goto
            | T::If
            | T::Return
            | T::Select
            | T::Switch
            | T::Type
            | T::Var
    )
}

impl<'a> Parser<'_, 'a> {
    /// The errors so far.
    pub(super) fn error_count(&mut self) -> usize {
        self.lexer.diagnostics().len()
    }

    pub(super) fn error_at(&mut self, span: Span, message: impl Into<String>) {
        self.lexer.diagnostics().push(Diagnostic::error(span, message));
    }

    pub(super) fn syntax_error(&mut self, message: &str) {
        self.syntax_error_at(self.token.span, message);
    }

    /// Reports `syntax error: message`. A message that starts with `in`, `at`, `after` or `expected` follows on from
    /// `unexpected TOKEN`, which is put before it. Source: cmd/compile/internal/syntax/parser.go:syntaxErrorAt.
    pub(super) fn syntax_error_at(&mut self, span: Span, message: &str) {
        if self.at(T::Eof) && self.error_count() > 0 {
            return;
        }
        let text = if ["in ", "at ", "after "].iter().any(|start| message.starts_with(start)) {
            format!("syntax error: unexpected {} {message}", self.unexpected_text())
        } else if message.starts_with("expected ") {
            format!("syntax error: unexpected {}, {message}", self.unexpected_text())
        } else {
            format!("syntax error: {message}")
        };
        self.error_at(span, text);
    }

    fn unexpected_text(&self) -> String {
        let source = self.lexer.slice(self.token.span);
        match self.kind() {
            T::Name => format!("name {source}"),
            T::Literal(_) => format!("literal {source}"),
            T::Semi(Semi::Written) => "semicolon".to_string(),
            T::Semi(Semi::Newline) => "newline".to_string(),
            T::Semi(Semi::Eof) => "EOF".to_string(),
            kind => kind.expected_text(),
        }
    }

    /// Reports an error after which the rest of the file is skipped.
    pub(super) fn halt(&mut self, message: &str) {
        self.syntax_error(message);
        self.halted = true;
        self.token = self.eof();
    }

    /// Skips to one of these tokens, or, inside a function, to the start of a statement. Without any, skips one token.
    pub(super) fn advance(&mut self, follow: &[T]) {
        if follow.is_empty() {
            if !self.at(T::Eof) {
                self.next();
            }
            return;
        }
        let found = |kind: T| follow.iter().any(|wanted| discriminant(wanted) == discriminant(&kind));
        while !(self.at(T::Eof)
            || found(self.kind())
            || (self.function_nest > 0 && starts_statement(self.kind())))
        {
            self.next();
        }
    }

    /// Parses `item {separator item} [separator] close`, where the items may be missing; `item` says whether it was
    /// the last. The opening token is consumed already. Gives the place of the closing one.
    pub(super) fn list(
        &mut self,
        context: &str,
        separator: T,
        close: T,
        mut item: impl FnMut(&mut Self) -> bool,
    ) -> Span {
        let mut done = false;
        while !self.at(T::Eof) && !self.at(close) && !done {
            done = item(self);
            let separated =
                if matches!(separator, T::Semi(_)) { self.got_semi() } else { self.got(separator) };
            if !separated && !self.at(close) {
                let (separator, close_text) = (separator.expected_text(), close.expected_text());
                self.syntax_error(&format!("in {context}; possibly missing {separator} or {close_text}"));
                self.advance(&[T::Rparen, T::Rbrack, T::Rbrace]);
                if !self.at(close) {
                    return Span::at(self.file, self.start());
                }
            }
        }
        self.want(close)
    }
}
