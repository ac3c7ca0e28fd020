//! The values of number literals.

use gopark_exact::{Int, Ratio};

use super::Value;
use super::convert::{bounded, power};
use crate::ast::{Literal, LiteralKind};

/// Literals with more digits are refused, so that reading one stays quick.
pub(in crate::check) const DIGITS_MAX: usize = 10_000;

/// The value of an integer, float or imaginary literal; `None` if it is malformed, too long or out of bounds.
pub(in crate::check) fn number(literal: &Literal) -> Option<Value> {
    if literal.bad || literal.text.len() > DIGITS_MAX {
        return None;
    }
    let text = literal.text.replace('_', "").to_ascii_lowercase();
    match literal.kind {
        LiteralKind::Int => int(&text).map(Value::from),
        LiteralKind::Float => real(&text).map(Value::from),
        LiteralKind::Imaginary => {
            let text = text.strip_suffix('i')?;
            // For backward compatibility `0123i` is decimal.
            let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit());
            let im = if is_decimal {
                Ratio::from_integer(Int::from_digits(text, 10)?)
            } else if text.starts_with("0b") || text.starts_with("0o") {
                Ratio::from_integer(int(text)?)
            } else {
                real(text)?
            };
            Some((Ratio::zero(), im).into())
        }
        _ => None,
    }
}

fn int(text: &str) -> Option<Int> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x', ..] => (&text[2..], 16),
        [b'0', b'b', ..] => (&text[2..], 2),
        [b'0', b'o', ..] => (&text[2..], 8),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    Int::from_digits(digits, radix)
}

fn real(text: &str) -> Option<Ratio> {
    let (text, radix, marker) = match text.strip_prefix("0x") {
        Some(rest) => (rest, 16, 'p'),
        None => (text, 10, 'e'),
    };
    let (mantissa, exponent) = text.split_once(marker).unwrap_or((text, "0"));
    let exponent: i64 = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = Int::from_digits(&["0", whole, fraction].concat(), radix)?;
    if digits.is_zero() {
        return Some(Ratio::zero());
    }
    if radix == 16 {
        let scale = exponent.checked_sub(4 * fraction.len() as i64)?;
        return bounded(Ratio::from_integer(digits).scaled(scale.clamp(-SCALE_MAX, SCALE_MAX)));
    }
    let exponent = exponent.checked_sub(fraction.len() as i64)?;
    let digits = Ratio::from_integer(digits);
    match power(10, exponent.unsigned_abs()) {
        Some(power) if exponent < 0 => bounded(&digits / &power),
        Some(power) => bounded(&digits * &power),
        None => (exponent < 0).then(Ratio::zero),
    }
}

/// Far beyond all powers of two that are in range.
const SCALE_MAX: i64 = 1 << 40;
