//! Strings and runes. Source of the rules and wordings: cmd/compile/internal/syntax/scanner.go.

use super::Lexer;
use super::classify::{code_point, quoted};
use super::cursor::STRING;
use super::number::base_name;

impl Lexer<'_> {
    /// Reads a string; the current character is the opening quote.
    pub(super) fn string(&mut self) {
        self.cursor.bump();
        loop {
            self.cursor.pass(STRING);
            match self.cursor.byte() {
                b'"' => return self.cursor.bump(),
                b'\\' => self.escape('"'),
                b'\n' => return self.report("newline in string"),
                _ => return self.report_at(self.start, "string not terminated"),
            }
        }
    }

    /// Reads a raw string; the current character is the opening backquote.
    pub(super) fn raw_string(&mut self) {
        self.cursor.bump();
        self.cursor.pass_to('`');
        if !self.cursor.eat(b'`') {
            self.report_at(self.start, "string not terminated");
        }
    }

    /// Reads a rune; the current character is the opening quote.
    pub(super) fn rune(&mut self) {
        self.cursor.bump();
        let mut length: u32 = 0;
        loop {
            match self.cursor.ch() {
                Some('\'') => {
                    if length == 0 {
                        self.flaw("empty rune literal or unescaped '");
                    } else if length != 1 {
                        self.flaw_at(self.start, "more than one character in rune literal");
                    }
                    return self.cursor.bump();
                }
                Some('\\') => self.escape('\''),
                Some('\n') => return self.flaw("newline in rune literal"),
                None => return self.flaw_at(self.start, "rune literal not terminated"),
                Some(_) => self.cursor.bump(),
            }
            length = length.saturating_add(1);
        }
    }

    /// Reads an escape; the current character is the backslash. At the end of the file the caller complains.
    fn escape(&mut self, quote: char) {
        self.cursor.bump();
        let (digits, base, max) = match self.cursor.ch() {
            Some('a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\') => return self.cursor.bump(),
            Some(ch) if ch == quote => return self.cursor.bump(),
            Some('0'..='7') => (3, 8, 255),
            Some('x') => (2, 16, 255),
            Some('u') => (4, 16, u32::from(char::MAX)),
            Some('U') => (8, 16, u32::from(char::MAX)),
            None => return,
            Some(_) => return self.report("unknown escape"),
        };
        if base == 16 {
            self.cursor.bump();
        }
        let mut value: u32 = 0;
        for _ in 0..digits {
            let Some(ch) = self.cursor.ch() else { return };
            let Some(digit) = ch.to_digit(base) else {
                return self.report(format!(
                    "invalid character {} in {} escape",
                    quoted(ch),
                    base_name(base)
                ));
            };
            value = value.wrapping_mul(base).wrapping_add(digit);
            self.cursor.bump();
        }
        if value > max && base == 8 {
            self.report(format!("octal escape value {value} > 255"));
        } else if value > max || (digits > 2 && char::from_u32(value).is_none()) {
            let shown = char::from_u32(value).map_or_else(|| format!("U+{value:04X}"), code_point);
            self.report(format!("escape is invalid Unicode code point {shown}"));
        }
    }
}
