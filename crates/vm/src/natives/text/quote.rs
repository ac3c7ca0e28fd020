//! Quoted strings and code points, as strconv writes and reads them.

use super::{runes, utf8};

/// `text` between quotes, with escapes for what `quote` is, for what is not printable, and with `is_ascii` for all that
/// is not ASCII. With `is_graphic` spaces other than U+0020 may stand as they are.
pub fn quote(text: &[u8], quote: u8, is_ascii: bool, is_graphic: bool) -> Vec<u8> {
    let mut out = vec![quote];
    escape_some(text, usize::MAX, (quote, is_ascii, is_graphic), &mut out);
    out.push(quote);
    out
}

/// The same without quotes for the beginning of `text`, about so many bytes of it; how many.
pub fn escape_some(
    text: &[u8],
    most: usize,
    (quote, is_ascii, is_graphic): (u8, bool, bool),
    out: &mut Vec<u8>,
) -> usize {
    utf8::each(text, most, &mut |r, bytes| match bytes {
        [byte] if r == utf8::RUNE_ERROR => out.extend_from_slice(format!("\\x{byte:02x}").as_bytes()),
        _ => escape(i64::from(r), quote, is_ascii, is_graphic, out),
    })
}

/// A code point between single quotes.
pub fn quote_rune(r: i64, is_ascii: bool, is_graphic: bool) -> Vec<u8> {
    let is_valid = u32::try_from(r).ok().and_then(char::from_u32).is_some();
    let r = if is_valid { r } else { i64::from(utf8::RUNE_ERROR) };
    let mut out = vec![b'\''];
    escape(r, b'\'', is_ascii, is_graphic, &mut out);
    out.push(b'\'');
    out
}

fn escape(r: i64, quote: u8, is_ascii: bool, is_graphic: bool, out: &mut Vec<u8>) {
    let special = match u8::try_from(r).unwrap_or(b' ') {
        b if b == quote || b == b'\\' => Some(b),
        7 => Some(b'a'),
        8 => Some(b'b'),
        9 => Some(b't'),
        10 => Some(b'n'),
        11 => Some(b'v'),
        12 => Some(b'f'),
        13 => Some(b'r'),
        _ => None,
    };
    if let Some(letter) = special {
        out.extend_from_slice(&[b'\\', letter]);
        return;
    }
    let class = if is_graphic { runes::Class::Graphic } else { runes::Class::Print };
    if runes::is(class, r) && !(is_ascii && r >= 0x80) {
        utf8::encode(r, out);
        return;
    }
    let code = match r {
        0..0x20 | 0x7f => format!("\\x{r:02x}"),
        0..0x1_0000 => format!("\\u{r:04x}"),
        _ => format!("\\U{r:08x}"),
    };
    out.extend_from_slice(code.as_bytes());
}

/// Whether a raw string literal can hold the text.
pub fn can_backquote(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|t| {
        !t.chars().any(|c| c < ' ' && c != '\t' || c == '`' || c == '\u{7f}' || c == '\u{feff}')
    })
}

/// The value of a Go string or rune literal; none when it is not one.
pub fn unquote(literal: &[u8]) -> Option<Vec<u8>> {
    let (&quote, rest) = literal.split_first()?;
    let (&last, body) = rest.split_last()?;
    if last != quote {
        return None;
    }
    match quote {
        b'`' if !body.contains(&b'`') => Some(body.iter().copied().filter(|&b| b != b'\r').collect()),
        b'"' | b'\'' => {
            let mut out = Vec::new();
            let mut at = 0;
            let mut count = 0;
            while at < body.len() {
                let c = unquote_char(&body[at..], quote)?;
                c.push(&mut out);
                at += c.width;
                count += 1;
            }
            (quote == b'"' || count < 2).then_some(out)
        }
        _ => None,
    }
}

/// A character of a literal, unescaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unquoted {
    /// The code point, or the byte of an octal or `\x` escape.
    pub value: u32,
    /// It is a code point that takes more than one byte.
    pub is_multibyte: bool,
    /// Bytes of the literal it took.
    pub width: usize,
}

impl Unquoted {
    fn push(self, out: &mut Vec<u8>) {
        match u8::try_from(self.value) {
            Ok(byte) if !self.is_multibyte => out.push(byte),
            _ => utf8::encode(i64::from(self.value), out),
        }
    }
}

/// Reads one character of a literal between `quote`s (0: none is special).
pub fn unquote_char(text: &[u8], quote: u8) -> Option<Unquoted> {
    let first = *text.first()?;
    if first == b'\n' || first == quote && (quote == b'\'' || quote == b'"') {
        return None;
    }
    if first != b'\\' {
        let (value, width) = utf8::decode(text);
        return Some(Unquoted { value, is_multibyte: first >= 0x80, width });
    }
    let letter = *text.get(1)?;
    let byte = |value: u8| Some(Unquoted { value: u32::from(value), is_multibyte: false, width: 2 });
    match letter {
        b'a' => byte(7),
        b'b' => byte(8),
        b'f' => byte(12),
        b'n' => byte(10),
        b'r' => byte(13),
        b't' => byte(9),
        b'v' => byte(11),
        b'\\' => byte(b'\\'),
        b'\'' | b'"' if letter == quote => byte(letter),
        b'x' => number(text, 2, 2, 16, false),
        b'u' => number(text, 2, 4, 16, true),
        b'U' => number(text, 2, 8, 16, true),
        b'0'..=b'7' => number(text, 1, 3, 8, false),
        _ => None,
    }
}

fn number(text: &[u8], from: usize, digits: usize, radix: u32, is_point: bool) -> Option<Unquoted> {
    let digits_text = std::str::from_utf8(text.get(from..from + digits)?).ok()?;
    if !digits_text.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let value = u32::from_str_radix(digits_text, radix).ok()?;
    let is_valid = if is_point { char::from_u32(value).is_some() } else { value < 256 };
    is_valid.then_some(Unquoted { value, is_multibyte: is_point, width: from + digits })
}
