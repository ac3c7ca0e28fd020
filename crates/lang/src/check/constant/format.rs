//! Constants as the compiler's messages print them.
//! Source: go/constant/value.go: the String methods.

use std::fmt;

use gopark_exact::{Digits, Ratio};

use super::convert::{bounded, power};
use super::{Value, round_f64};

/// Longer strings are cut.
const STRING_CHARS_MAX: usize = 72;

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Unknown => f.write_str("unknown"),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Str(bytes) => f.write_str(&quoted(bytes)),
            Value::Int(int) => write!(f, "{int}"),
            Value::Float(ratio) => f.write_str(&real(ratio)),
            Value::Complex(re, im) => write!(f, "({} + {}i)", real(re), real(im)),
        }
    }
}

fn quoted(bytes: &[u8]) -> String {
    let text = quote(bytes);
    if text.chars().count() <= STRING_CHARS_MAX {
        return text;
    }
    let cut: String = text.chars().take(STRING_CHARS_MAX - 3).collect();
    format!("{cut}...")
}

/// A string as a Go literal.
/// Source: strconv/quote.go:Quote.
pub(in crate::check) fn quote(bytes: &[u8]) -> String {
    let mut text = String::from("\"");
    for chunk in bytes.utf8_chunks() {
        for ch in chunk.valid().chars() {
            match ch {
                '"' | '\\' => text.extend(['\\', ch]),
                '\u{7}' => text.push_str("\\a"),
                '\u{8}' => text.push_str("\\b"),
                '\u{c}' => text.push_str("\\f"),
                '\n' => text.push_str("\\n"),
                '\r' => text.push_str("\\r"),
                '\t' => text.push_str("\\t"),
                '\u{b}' => text.push_str("\\v"),
                ' '..='~' => text.push(ch),
                _ if (ch as u32) < 0x20 || ch as u32 == 0x7f => {
                    text.push_str(&format!("\\x{:02x}", ch as u32));
                }
                _ if ch.is_control() => text.push_str(&format!("\\u{:04x}", ch as u32)),
                _ => text.push(ch),
            }
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text.push('"');
    text
}

/// Six significant digits, as `%.6g`.
fn real(ratio: &Ratio) -> String {
    if ratio.is_integer()
        && ratio.numer().bits() < 64
        && ratio.to_integer().magnitude().to_string().len() <= 6
    {
        return ratio.to_integer().to_string();
    }
    let value = round_f64(ratio);
    if value.is_finite() && (value != 0.0 || ratio.is_zero()) {
        let text = general(value);
        if !ratio.is_integer() && !text.contains('.') {
            return shortest(value);
        }
        return text;
    }
    // Out of float64's range: mantissa and decimal exponent by logarithms.
    let log2 = (ratio.numer().bits() as i64 - ratio.denom().bits() as i64 + ratio.scale()) as f64;
    let exponent = (log2 * std::f64::consts::LOG10_2).floor();
    let Some(power) = power(10, exponent.abs() as u64) else { return "Inf".to_owned() };
    let mantissa = bounded(if exponent < 0.0 { &ratio.abs() * &power } else { &ratio.abs() / &power });
    let mantissa = mantissa.map_or(f64::INFINITY, |mantissa| round_f64(&mantissa));
    let (mantissa, exponent) =
        if mantissa >= 10.0 { (mantissa / 10.0, exponent + 1.0) } else { (mantissa, exponent) };
    let (mantissa, exponent) =
        if mantissa < 1.0 { (mantissa * 10.0, exponent - 1.0) } else { (mantissa, exponent) };
    let sign = if ratio.is_negative() { "-" } else { "" };
    format!("{sign}{}e{:+}", general(mantissa), exponent as i64)
}

/// `%g` of a finite number.
fn shortest(value: f64) -> String {
    written(value, &Digits::shortest(value.abs(), 64), 21)
}

/// `%.6g` of a finite number.
fn general(value: f64) -> String {
    written(value, &Digits::rounded(value.abs(), 6), 6)
}

/// Plainly, or with an exponent when that is small or at least `large`.
fn written(value: f64, digits: &Digits, large: i32) -> String {
    let text = if (-4..large).contains(&digits.exponent()) {
        digits.plain()
    } else {
        digits.scientific(digits.len().max(1) - 1)
    };
    if value < 0.0 { format!("-{text}") } else { text }
}
