//! Numbers. Source of the rules and wordings: cmd/compile/internal/syntax/scanner.go:number.

use super::Lexer;
use super::classify::quoted;
use crate::ast::LiteralKind;

/// What a number's first characters say about its digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefix {
    None,
    /// `0`, the octal notation that floating-point numbers may also begin with.
    Zero,
    Hex,
    Octal,
    Binary,
}

impl Prefix {
    fn base(self) -> u32 {
        match self {
            Prefix::None => 10,
            Prefix::Zero | Prefix::Octal => 8,
            Prefix::Hex => 16,
            Prefix::Binary => 2,
        }
    }
}

/// The name of a base in messages.
pub(super) fn base_name(base: u32) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        16 => "hexadecimal",
        _ => "decimal",
    }
}

/// What a sequence of digits held.
#[derive(Default)]
struct Digits {
    any: bool,
    separator: bool,
    /// The first digit too large for the base.
    invalid: Option<u32>,
}

impl Lexer<'_> {
    /// Reads a number; `after_point` says that it starts with a point, already passed.
    pub(super) fn number(&mut self, after_point: bool) -> LiteralKind {
        let (prefix, mut digits, mut kind) = (self.prefix(after_point), Digits::default(), LiteralKind::Int);
        digits.any = prefix == Prefix::Zero;
        if !after_point {
            self.digits(prefix.base(), &mut digits);
        }
        if after_point || self.cursor.ch() == Some('.') {
            kind = LiteralKind::Float;
            if !after_point {
                if matches!(prefix, Prefix::Octal | Prefix::Binary) {
                    self.flaw(format!("invalid radix point in {} literal", base_name(prefix.base())));
                }
                self.cursor.bump();
            }
            self.digits(prefix.base(), &mut digits);
        }
        if !digits.any {
            self.flaw(format!("{} literal has no digits", base_name(prefix.base())));
        }
        if self.exponent(prefix, &mut digits) {
            kind = LiteralKind::Float;
        } else if prefix == Prefix::Hex && kind == LiteralKind::Float {
            self.flaw("hexadecimal mantissa requires a 'p' exponent");
        }
        if self.cursor.eat(b'i') {
            kind = LiteralKind::Imaginary;
        }
        self.check_digits(kind, prefix, &digits);
        kind
    }

    fn prefix(&mut self, after_point: bool) -> Prefix {
        if after_point || !self.cursor.eat(b'0') {
            return Prefix::None;
        }
        let prefix = match self.cursor.ch() {
            Some('x' | 'X') => Prefix::Hex,
            Some('o' | 'O') => Prefix::Octal,
            Some('b' | 'B') => Prefix::Binary,
            _ => return Prefix::Zero,
        };
        self.cursor.bump();
        prefix
    }

    fn digits(&mut self, base: u32, digits: &mut Digits) {
        while let Some(ch) = self.cursor.ch() {
            match ch.to_digit(base.max(10)) {
                Some(digit) => {
                    digits.any = true;
                    if digit >= base {
                        digits.invalid.get_or_insert(self.cursor.offset);
                    }
                }
                None if ch == '_' => digits.separator = true,
                None => break,
            }
            self.cursor.bump();
        }
    }

    fn exponent(&mut self, prefix: Prefix, digits: &mut Digits) -> bool {
        let Some(letter @ ('e' | 'E' | 'p' | 'P')) = self.cursor.ch() else { return false };
        let decimal = letter.eq_ignore_ascii_case(&'e');
        if decimal && !matches!(prefix, Prefix::None | Prefix::Zero) {
            self.flaw(format!("{} exponent requires decimal mantissa", quoted(letter)));
        } else if !decimal && prefix != Prefix::Hex {
            self.flaw(format!("{} exponent requires hexadecimal mantissa", quoted(letter)));
        }
        self.cursor.bump();
        if matches!(self.cursor.ch(), Some('+' | '-')) {
            self.cursor.bump();
        }
        let mut exponent = Digits::default();
        self.digits(10, &mut exponent);
        digits.separator |= exponent.separator;
        if !exponent.any {
            self.flaw("exponent has no digits");
        }
        true
    }

    fn check_digits(&mut self, kind: LiteralKind, prefix: Prefix, digits: &Digits) {
        if let (LiteralKind::Int, Some(at)) = (kind, digits.invalid) {
            let digit = char::from(self.cursor.text.as_bytes()[at as usize]);
            self.flaw_at(
                at,
                format!("invalid digit {} in {} literal", quoted(digit), base_name(prefix.base())),
            );
        }
        if digits.separator {
            let text = &self.cursor.text[self.start as usize..self.cursor.offset as usize];
            if let Some(index) = invalid_separator(text.as_bytes()) {
                self.flaw_at(self.start + index as u32, "'_' must separate successive digits");
            }
        }
    }
}

/// The index of the first `_` that is not between digits; a base prefix counts as a digit.
fn invalid_separator(text: &[u8]) -> Option<usize> {
    let lower = |index: usize| text.get(index).map(u8::to_ascii_lowercase);
    let hex = text.first() == Some(&b'0') && lower(1) == Some(b'x');
    let prefixed = text.first() == Some(&b'0') && matches!(lower(1), Some(b'x' | b'o' | b'b'));
    let is_digit = |byte: u8| byte.is_ascii_digit() || (hex && byte.is_ascii_hexdigit());
    let from = if prefixed { 2 } else { 0 };
    (from..text.len()).find(|&index| {
        let before = index.checked_sub(1).map_or(b'.', |before| text[before]);
        let after = text.get(index + 1).copied().unwrap_or(b'.');
        let digit_before = is_digit(before) || (prefixed && index == 2);
        let digit_after = is_digit(after) || after == b'_';
        text[index] == b'_' && !(digit_before && digit_after)
    })
}
