//! Flags, width and precision of a `fmt` directive, and what they do to texts and numbers.

use super::{float, quote, runes, utf8};

/// A directive's layout, as package fmt packs it into a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spec {
    /// `+`
    pub plus: bool,
    /// `-`
    pub minus: bool,
    /// `#`
    pub sharp: bool,
    /// A space.
    pub space: bool,
    /// `0`
    pub zero: bool,
    /// Least width in code points.
    pub width: Option<usize>,
    /// Precision.
    pub prec: Option<usize>,
}

impl Spec {
    /// Unpacks flags from bits 0 to 4; width and precision, each plus one, from 24 bits at bit 8 and at bit 32.
    pub fn unpack(word: u64) -> Self {
        let number = |at: u32| usize::try_from(word >> at & 0xff_ffff).unwrap_or(0).checked_sub(1);
        Self {
            plus: word & 1 != 0,
            minus: word & 2 != 0,
            sharp: word & 4 != 0,
            space: word & 8 != 0,
            zero: word & 16 != 0,
            width: number(8),
            prec: number(32),
        }
    }

    /// The text filled up to the width, with spaces, or with zeros on the left.
    pub fn pad(&self, text: Vec<u8>) -> Vec<u8> {
        let missing = self.width.unwrap_or(0).saturating_sub(utf8::count(&text));
        if missing == 0 {
            return text;
        }
        let fill = if self.zero && !self.minus { b'0' } else { b' ' };
        let mut padding = vec![fill; missing];
        if self.minus {
            let mut out = text;
            out.append(&mut padding);
            out
        } else {
            padding.extend_from_slice(&text);
            padding
        }
    }

    const fn without_zero(mut self) -> Self {
        self.zero = false;
        self
    }

    /// The text cut to the precision.
    fn cut<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        let Some(prec) = self.prec else { return text };
        let mut at = 0;
        for _ in 0..prec {
            if at >= text.len() {
                break;
            }
            at += utf8::decode(&text[at..]).1;
        }
        &text[..at]
    }

    /// `%s`
    pub fn string(&self, text: &[u8]) -> Vec<u8> {
        self.pad(self.cut(text).to_vec())
    }

    /// `%q` of a string.
    pub fn quoted(&self, text: &[u8]) -> Vec<u8> {
        let text = self.cut(text);
        if self.sharp && quote::can_backquote(text) {
            return self.pad([b"`", text, b"`"].concat());
        }
        self.pad(quote::quote(text, b'"', self.plus, false))
    }

    /// `%x` and `%X` of a string or bytes.
    pub fn hex_bytes(&self, bytes: &[u8], is_upper: bool) -> Vec<u8> {
        let bytes = &bytes[..self.prec.unwrap_or(bytes.len()).min(bytes.len())];
        let prefix = if is_upper { "0X" } else { "0x" };
        let mut out = String::new();
        for (i, byte) in bytes.iter().enumerate() {
            if self.space && i > 0 {
                out.push(' ');
            }
            if self.sharp && (self.space || i == 0) {
                out.push_str(prefix);
            }
            out.push_str(&if is_upper { format!("{byte:02X}") } else { format!("{byte:02x}") });
        }
        self.pad(out.into_bytes())
    }

    /// An integer, given as its magnitude and sign, for one of the verbs d b o O x X c q U; none for other verbs.
    pub fn integer(&self, magnitude: u64, is_negative: bool, verb: u32) -> Option<Vec<u8>> {
        let two_complement = if is_negative { magnitude.wrapping_neg() } else { magnitude };
        let point = if is_negative { -1 } else { i64::try_from(magnitude).unwrap_or(-1) };
        let digits = match char::from_u32(verb)? {
            'd' => magnitude.to_string(),
            'b' => format!("{magnitude:b}"),
            'o' | 'O' => format!("{magnitude:o}"),
            'x' => format!("{magnitude:x}"),
            'X' => format!("{magnitude:X}"),
            'c' => {
                let mut out = Vec::new();
                utf8::encode(point, &mut out);
                return Some(self.pad(out));
            }
            'q' => return Some(self.pad(quote::quote_rune(point, self.plus, false))),
            'U' => return Some(self.unicode(two_complement)),
            _ => return None,
        };
        Some(self.number(digits, magnitude == 0, is_negative, verb))
    }

    fn number(&self, mut digits: String, is_zero: bool, is_negative: bool, verb: u32) -> Vec<u8> {
        let plain = self.without_zero();
        if self.prec == Some(0) && is_zero {
            return plain.pad(Vec::new());
        }
        let sign = if is_negative {
            "-"
        } else if self.plus {
            "+"
        } else if self.space {
            " "
        } else {
            ""
        };
        let least = match (self.prec, self.width) {
            (Some(prec), _) => prec,
            (None, Some(width)) if self.zero && !self.minus => width.saturating_sub(sign.len()),
            _ => 0,
        };
        if digits.len() < least {
            digits.insert_str(0, &"0".repeat(least - digits.len()));
        }
        let prefix = match char::from_u32(verb) {
            Some('b') if self.sharp => "0b",
            Some('x') if self.sharp => "0x",
            Some('X') if self.sharp => "0X",
            Some('o') if self.sharp && !digits.starts_with('0') => "0",
            Some('O') if self.sharp && !digits.starts_with('0') => "0o0",
            Some('O') => "0o",
            _ => "",
        };
        plain.pad(format!("{sign}{prefix}{digits}").into_bytes())
    }

    /// `%U`: U+0078, with `#` also 'x'.
    fn unicode(&self, point: u64) -> Vec<u8> {
        let prec = self.prec.unwrap_or(4).max(4);
        let mut out = format!("U+{point:0prec$X}").into_bytes();
        if let Some(r) =
            i64::try_from(point).ok().filter(|&r| self.sharp && runes::is(runes::Class::Print, r))
        {
            out.extend_from_slice(b" '");
            utf8::encode(r, &mut out);
            out.push(b'\'');
        }
        self.without_zero().pad(out)
    }

    /// A float for one of the verbs b e E f F g G x X; none for other verbs.
    pub fn float(&self, value: f64, bits: u32, verb: u32) -> Option<Vec<u8>> {
        let (verb, default) = match char::from_u32(verb)? {
            c @ ('b' | 'g' | 'G' | 'x' | 'X') => (u8::try_from(c).ok()?, -1),
            c @ ('e' | 'E' | 'f') => (u8::try_from(c).ok()?, 6),
            'F' => (b'f', 6),
            _ => return None,
        };
        let prec = self.prec.map_or(default, |p| i64::try_from(p).unwrap_or(default));
        let mut text = float::format(value, verb, prec, bits);
        if !text.starts_with(['-', '+']) {
            text.insert(0, '+');
        }
        if self.space && !self.plus && text.starts_with('+') {
            text.replace_range(..1, " ");
        }
        if !value.is_finite() {
            if value.is_nan() && !self.space && !self.plus {
                text.remove(0);
            }
            return Some(self.without_zero().pad(text.into_bytes()));
        }
        if self.sharp && verb != b'b' {
            text = keep_zeros(&text, verb, prec);
        }
        if !self.plus && text.starts_with('+') {
            text.remove(0);
            return Some(self.pad(text.into_bytes()));
        }
        let missing = self.width.unwrap_or(0).saturating_sub(text.len());
        if self.zero && !self.minus {
            text.insert_str(1, &"0".repeat(missing));
        }
        Some(self.pad(text.into_bytes()))
    }
}

/// With `#` a number has a decimal point, and %g keeps trailing zeros. Source: fmt/format.go:fmtFloat.
fn keep_zeros(text: &str, verb: u8, prec: i64) -> String {
    let is_hex = matches!(verb, b'x' | b'X');
    let tail_at = text.find(if is_hex { ['p', 'P'] } else { ['e', 'E'] }).unwrap_or(text.len());
    let (number, tail) = text.split_at(tail_at);
    let wanted = match verb {
        b'g' | b'G' | b'x' if prec == -1 => 6,
        b'g' | b'G' | b'x' => prec,
        _ => 0,
    };
    let digits = number[1..].bytes().filter(|&b| b != b'.');
    let significant = digits.skip_while(|&b| b == b'0').count();
    let mut missing = usize::try_from(wanted).unwrap_or(0).saturating_sub(significant);
    let mut out = number.to_owned();
    if !number.contains('.') {
        if number.len() == 2 && number.ends_with('0') {
            missing = missing.saturating_sub(1);
        }
        out.push('.');
    }
    out + &"0".repeat(missing) + tail
}
