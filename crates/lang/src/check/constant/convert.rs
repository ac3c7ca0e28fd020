//! Changing the representation of a constant, and rounding to Go's float types.

use std::rc::Rc;

use gopark_exact::{Int, Ratio};

use super::{EXPONENT_BITS_MAX, MANTISSA_BITS, RATIO_BITS_MAX, Value};

/// The value as an integer, if it is one.
pub(in crate::check) fn to_int(value: &Value) -> Option<Value> {
    match value {
        Value::Int(_) => Some(value.clone()),
        Value::Float(ratio) => ratio.is_integer().then(|| ratio.to_integer().into()),
        Value::Complex(re, im) => (im.is_zero() && re.is_integer()).then(|| re.to_integer().into()),
        _ => None,
    }
}

/// The value as a real number, if it is one.
pub(in crate::check) fn to_float(value: &Value) -> Option<Value> {
    match value {
        Value::Int(int) => Some(Ratio::from_integer(Int::clone(int)).into()),
        Value::Float(_) => Some(value.clone()),
        Value::Complex(re, im) => im.is_zero().then(|| Value::Float(re.clone())),
        _ => None,
    }
}

/// The value as a complex number.
pub(in crate::check) fn to_complex(value: &Value) -> Option<Value> {
    match value {
        Value::Complex(..) => Some(value.clone()),
        _ => match to_float(value)? {
            Value::Float(ratio) => Some(Value::Complex(ratio, Rc::new(Ratio::zero()))),
            _ => None,
        },
    }
}

/// The nearest float64, ties to even; infinite when out of range.
pub fn round_f64(ratio: &Ratio) -> f64 {
    round(ratio, 53, -1074, 1024)
}

/// The nearest float32, ties to even; infinite when out of range.
pub fn round_f32(ratio: &Ratio) -> f32 {
    round(ratio, 24, -149, 128) as f32
}

/// Rounds to `bits` significant bits of which the last is worth at least `2^lowest`; below `2^highest` or infinite.
fn round(ratio: &Ratio, bits: i64, lowest: i64, highest: i64) -> f64 {
    if ratio.is_zero() {
        return 0.0;
    }
    let sign = if ratio.is_negative() { -1.0 } else { 1.0 };
    if ratio.scale() != 0 {
        return if ratio.scale() > 0 { sign * f64::INFINITY } else { sign * 0.0 };
    }
    let (num, den) = (ratio.numer().magnitude(), ratio.denom());
    // 2^(exponent-1) < ratio < 2^(exponent+1)
    let exponent = num.bits() as i64 - den.bits() as i64;
    let unit = (exponent - bits).max(lowest);
    let scaled = |shift: i64| {
        let den = den.up(shift.max(0) as u64);
        let (quotient, rest) = num.up((-shift).max(0) as u64).div_rem(&den);
        (quotient, rest, den)
    };
    let (mut quotient, mut rest, mut den) = scaled(unit);
    let mut unit = unit;
    if quotient.bits() as i64 > bits {
        unit += 1;
        (quotient, rest, den) = scaled(unit);
    }
    let twice = rest.up(1);
    if twice > den || (twice == den && quotient.is_odd()) {
        quotient = quotient.plus(&1.into());
    }
    if quotient.bits() as i64 + unit > highest {
        return sign * f64::INFINITY;
    }
    let mantissa = quotient.to_u64().unwrap_or(u64::MAX) as f64;
    // Two exact steps, because 2^-1074 times a mantissa may need both to stay representable.
    let half = unit / 2;
    sign * mantissa * exp2(half) * exp2(unit - half)
}

/// A power of two within the normal numbers.
fn exp2(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023).clamp(1, 2046) as u64) << 52)
}

/// Bounds the length of a fraction: rounds it if it is long, `None` if it is out of range. A power of two is only left
/// out where it would make the fraction long.
pub(super) fn bounded(ratio: Ratio) -> Option<Ratio> {
    let (num, den, scale) = (ratio.numer().bits(), ratio.denom().bits(), ratio.scale());
    if ratio.is_zero() {
        return Some(Ratio::zero());
    }
    let (up, down) = (scale.max(0) as u64, (-scale).max(0) as u64);
    if num + up <= RATIO_BITS_MAX && den + down <= RATIO_BITS_MAX {
        if scale == 0 {
            return Some(ratio);
        }
        let denom = Int::new(false, ratio.denom().up(down));
        return Some(Ratio::new(&(ratio.numer() << up), &denom));
    }
    let shift = num as i64 - den as i64 - MANTISSA_BITS as i64;
    let power = Ratio::from_integer(&Int::one() << shift.unsigned_abs());
    let fraction = ratio.scaled(-scale);
    let mantissa = if shift >= 0 { &fraction / &power } else { &fraction * &power }.round();
    // One bit more or less than it is to have.
    let excess = mantissa.bits() as i64 - MANTISSA_BITS as i64;
    let mantissa =
        if excess > 0 { &mantissa >> excess.unsigned_abs() } else { &mantissa << excess.unsigned_abs() };
    let scale = scale + shift + excess;
    match scale + MANTISSA_BITS as i64 {
        exponent if exponent > EXPONENT_BITS_MAX => None,
        exponent if exponent < -EXPONENT_BITS_MAX => Some(Ratio::zero()),
        _ => Some(Ratio::from_integer(mantissa).scaled(scale)),
    }
}

/// `base^exponent`, rounded where it is long.
pub(super) fn power(base: i64, exponent: u64) -> Option<Ratio> {
    let base = Ratio::from_integer(Int::from(base));
    let mut power = Ratio::from_integer(Int::one());
    for bit in (0..u64::BITS - exponent.leading_zeros()).rev() {
        power = bounded(&power * &power)?;
        if exponent >> bit & 1 == 1 {
            power = bounded(&power * &base)?;
        }
    }
    Some(power)
}
