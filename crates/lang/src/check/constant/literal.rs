//! The values of number literals.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Num as _, One as _, Zero as _};

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
                BigRational::from_integer(BigInt::from_str_radix(text, 10).ok()?)
            } else if text.starts_with("0b") || text.starts_with("0o") {
                BigRational::from_integer(int(text)?)
            } else {
                real(text)?
            };
            Some(Value::Complex(BigRational::zero(), im))
        }
        _ => None,
    }
}

/// Larger decimal exponents are refused; their powers would take long to compute.
const DECIMAL_EXPONENT_MAX: i64 = 10_000;

fn int(text: &str) -> Option<BigInt> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x', ..] => (&text[2..], 16),
        [b'0', b'b', ..] => (&text[2..], 2),
        [b'0', b'o', ..] => (&text[2..], 8),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    BigInt::from_str_radix(digits, radix).ok()
}

fn real(text: &str) -> Option<BigRational> {
    let (text, radix, marker) = match text.strip_prefix("0x") {
        Some(rest) => (rest, 16, 'p'),
        None => (text, 10, 'e'),
    };
    let (mantissa, exponent) = text.split_once(marker).unwrap_or((text, "0"));
    let exponent: i64 = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = BigInt::from_str_radix(&format!("0{whole}{fraction}"), radix).ok()?;
    if digits.is_zero() {
        return Some(BigRational::zero());
    }
    let exponent_max = if radix == 16 { EXPONENT_BITS_MAX as i64 } else { DECIMAL_EXPONENT_MAX };
    if exponent.abs() > exponent_max {
        return (exponent < 0).then(BigRational::zero);
    }
    let (base, power) = match radix {
        16 => (2u32, exponent - 4 * fraction.len() as i64),
        _ => (10u32, exponent - fraction.len() as i64),
    };
    let scale = BigInt::from(base).pow(power.unsigned_abs().min(2 * EXPONENT_BITS_MAX) as u32);
    bounded(if power < 0 {
        BigRational::new(digits, scale)
    } else {
        BigRational::new(digits * scale, BigInt::one())
    })
}
