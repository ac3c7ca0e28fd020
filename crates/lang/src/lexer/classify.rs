//! Which characters are letters and digits, and how messages show a character.

/// Unicode letters that identifier rules based on normalization leave out although their category is a letter.
const LETTERS_APART: [(char, char); 13] = [
    ('\u{37a}', '\u{37a}'),
    ('\u{e33}', '\u{e33}'),
    ('\u{eb3}', '\u{eb3}'),
    ('\u{2e2f}', '\u{2e2f}'),
    ('\u{fc5e}', '\u{fc63}'),
    ('\u{fdfa}', '\u{fdfb}'),
    ('\u{fe70}', '\u{fe70}'),
    ('\u{fe72}', '\u{fe72}'),
    ('\u{fe74}', '\u{fe74}'),
    ('\u{fe76}', '\u{fe76}'),
    ('\u{fe78}', '\u{fe78}'),
    ('\u{fe7a}', '\u{fe7e}'),
    ('\u{ff9e}', '\u{ff9f}'),
];

/// Whether the character's general category is a letter, as in Go's unicode.IsLetter.
pub(super) fn is_letter(ch: char) -> bool {
    if ch.is_ascii() {
        return ch.is_ascii_alphabetic();
    }
    let apart = || LETTERS_APART.iter().any(|&(first, last)| first <= ch && ch <= last);
    let symbol_or_mark = matches!(ch, '\u{1885}' | '\u{1886}' | '\u{2118}' | '\u{212e}');
    (unicode_ident::is_xid_start(ch) && !is_letter_number(ch) && !symbol_or_mark) || apart()
}

/// Whether the character's general category is a decimal digit, as in Go's unicode.IsDigit.
pub(super) fn is_digit(ch: char) -> bool {
    if ch.is_ascii() {
        return ch.is_ascii_digit();
    }
    let other_number = matches!(ch, '\u{1369}'..='\u{1371}' | '\u{19da}');
    ch.is_numeric() && unicode_ident::is_xid_continue(ch) && !unicode_ident::is_xid_start(ch) && !other_number
}

/// The category of Roman numerals and their like. Ideographs that mean numbers are letters all the same.
fn is_letter_number(ch: char) -> bool {
    matches!(ch,
        '\u{16ee}'..='\u{16f0}'
        | '\u{2160}'..='\u{2182}'
        | '\u{2185}'..='\u{2188}'
        | '\u{3007}'
        | '\u{3021}'..='\u{3029}'
        | '\u{3038}'..='\u{303a}'
        | '\u{a6e6}'..='\u{a6ef}'
        | '\u{10140}'..='\u{10174}'
        | '\u{10341}'
        | '\u{1034a}'
        | '\u{103d1}'..='\u{103d5}'
        | '\u{12400}'..='\u{1246e}')
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
    let mut escaped = ch.escape_debug();
    matches!(ch, '\'' | '"' | '\\') || escaped.next() == Some(ch) || unicode_ident::is_xid_continue(ch)
}
