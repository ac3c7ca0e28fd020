//! Which characters are letters and digits, and how messages show a character.

use gopark_letters::{Class, is};

/// Whether the character's general category is a letter, as in Go's unicode.IsLetter.
pub(super) fn is_letter(ch: char) -> bool {
    if ch.is_ascii() { ch.is_ascii_alphabetic() } else { is(Class::Letter, ch.into()) }
}

/// Whether the character's general category is a decimal digit, as in Go's unicode.IsDigit.
pub(super) fn is_digit(ch: char) -> bool {
    if ch.is_ascii() { ch.is_ascii_digit() } else { is(Class::Digit, ch.into()) }
}

/// `U+0040 '@'`, as fmt's `%#U`.
pub(super) fn code_point(ch: char) -> String {
    let number = u32::from(ch);
    if is_printable(ch) { format!("U+{number:04X} '{ch}'") } else { format!("U+{number:04X}") }
}

/// `'x'` with escapes, as fmt's `%q` of a rune.
pub(super) fn quoted(ch: char) -> String {
    match ch {
        '\'' => "'\\''".to_string(),
        '\\' => "'\\\\'".to_string(),
        '\x07' => "'\\a'".to_string(),
        '\x08' => "'\\b'".to_string(),
        '\x0c' => "'\\f'".to_string(),
        '\n' => "'\\n'".to_string(),
        '\r' => "'\\r'".to_string(),
        '\t' => "'\\t'".to_string(),
        '\x0b' => "'\\v'".to_string(),
        _ if is_printable(ch) => format!("'{ch}'"),
        _ if u32::from(ch) < 0x80 => format!("'\\x{:02x}'", u32::from(ch)),
        _ if u32::from(ch) < 0x10000 => format!("'\\u{:04x}'", u32::from(ch)),
        _ => format!("'\\U{:08x}'", u32::from(ch)),
    }
}

fn is_printable(ch: char) -> bool {
    is(Class::Print, ch.into())
}
