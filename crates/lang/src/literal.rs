//! The values of rune and string literals; numbers are the type checker's, which computes them exactly.

use crate::ast::{Literal, LiteralKind};

/// The bytes of a string literal, which need not be UTF-8; `None` if it is malformed or no string.
pub fn string_value(literal: &Literal) -> Option<Vec<u8>> {
    if literal.bad || literal.kind != LiteralKind::String {
        return None;
    }
    if let Some(raw) = literal.text.strip_prefix('`') {
        let raw = raw.strip_suffix('`')?;
        return Some(raw.bytes().filter(|&byte| byte != b'\r').collect());
    }
    let mut rest = literal.text.strip_prefix('"')?.strip_suffix('"')?;
    let mut bytes = Vec::with_capacity(rest.len());
    while let Some((unit, after)) = next_unit(rest) {
        match unit {
            Unit::Byte(byte) => bytes.push(byte),
            Unit::Char(ch) => bytes.extend_from_slice(ch.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        rest = after;
    }
    rest.is_empty().then_some(bytes)
}

/// The code point of a rune literal; `None` if it is malformed or no rune.
pub fn rune_value(literal: &Literal) -> Option<u32> {
    if literal.bad || literal.kind != LiteralKind::Rune {
        return None;
    }
    let inner = literal.text.strip_prefix('\'')?.strip_suffix('\'')?;
    match next_unit(inner)? {
        (Unit::Byte(byte), "") => Some(u32::from(byte)),
        (Unit::Char(ch), "") => Some(u32::from(ch)),
        _ => None,
    }
}

/// What one character or escape stands for: `\xff` and `\377` are bytes, everything else is a code point.
enum Unit {
    Byte(u8),
    Char(char),
}

fn next_unit(text: &str) -> Option<(Unit, &str)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if first != '\\' {
        return Some((Unit::Char(first), chars.as_str()));
    }
    let escape = chars.next()?;
    let plain = |byte: u8| Some((Unit::Byte(byte), chars.as_str()));
    match escape {
        'a' => plain(0x07),
        'b' => plain(0x08),
        'f' => plain(0x0c),
        'n' => plain(b'\n'),
        'r' => plain(b'\r'),
        't' => plain(b'\t'),
        'v' => plain(0x0b),
        '\\' | '\'' | '"' => plain(escape as u8),
        'x' => number(chars.as_str(), 2, 16).and_then(byte_unit),
        'u' => number(chars.as_str(), 4, 16).and_then(char_unit),
        'U' => number(chars.as_str(), 8, 16).and_then(char_unit),
        _ => number(&text[1..], 3, 8).and_then(byte_unit),
    }
}

fn number(text: &str, digits: usize, base: u32) -> Option<(u32, &str)> {
    let (number, after) = text.split_at_checked(digits)?;
    Some((u32::from_str_radix(number, base).ok()?, after))
}

fn byte_unit((value, after): (u32, &str)) -> Option<(Unit, &str)> {
    Some((Unit::Byte(u8::try_from(value).ok()?), after))
}

fn char_unit((value, after): (u32, &str)) -> Option<(Unit, &str)> {
    Some((Unit::Char(char::from_u32(value)?), after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn literal(kind: LiteralKind, text: &str) -> Literal<'_> {
        Literal { span: Span::default(), kind, text, bad: false }
    }

    #[test]
    fn strings_become_bytes() {
        let value = |text| string_value(&literal(LiteralKind::String, text));
        assert_eq!(
            value(r#""a\n\x80\377\u00e9\U0001F600\"""#).as_deref(),
            Some(&b"a\n\x80\xff\xc3\xa9\xf0\x9f\x98\x80\""[..])
        );
        assert_eq!(value("`a\\n\r\nb`").as_deref(), Some(&b"a\\n\nb"[..]));
        assert_eq!(value("\"\\q\""), None);
    }

    #[test]
    fn runes_become_code_points() {
        let value = |text| rune_value(&literal(LiteralKind::Rune, text));
        assert_eq!(value("'x'"), Some(0x78));
        assert_eq!(value(r"'\xff'"), Some(0xff));
        assert_eq!(value(r"'\''"), Some(0x27));
        assert_eq!(value("'世'"), Some(0x4e16));
        assert_eq!(value("'ab'"), None);
    }
}
