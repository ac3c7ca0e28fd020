//! The values of number literals.

use gopark_exact::{Int, Ratio};

use super::convert::bounded;
use super::{EXPONENT_BITS_MAX, Value};
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
        LiteralKind::Int => int(&text).map(Value::Int),
        LiteralKind::Float => real(&text).map(Value::Float),
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
            Some(Value::Complex(Ratio::zero(), im))
        }
        _ => None,
    }
}

/// Larger decimal exponents are refused; their powers would take long to compute.
const DECIMAL_EXPONENT_MAX: i64 = 10_000;

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
    let exponent_max = if radix == 16 { EXPONENT_BITS_MAX as i64 } else { DECIMAL_EXPONENT_MAX };
    if exponent.abs() > exponent_max {
        return (exponent < 0).then(Ratio::zero);
    }
    let (base, power) = match radix {
        16 => (2, exponent - 4 * fraction.len() as i64),
        _ => (10, exponent - fraction.len() as i64),
    };
    let scale = Int::from(base).pow(power.unsigned_abs().min(2 * EXPONENT_BITS_MAX) as u32);
    bounded(if power < 0 { Ratio::new(&digits, &scale) } else { Ratio::from_integer(&digits * &scale) })
}
