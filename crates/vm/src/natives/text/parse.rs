//! Numbers from text, with the syntax of strconv.

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault<T> {
    /// It is not written as one.
    Syntax,
    /// It does not fit; what is nearest.
    Range(T),
}

/// An unsigned integer of `bits` bits in a base from 2 to 36, or 0 for the base of the literal's prefix.
///
/// # Errors
/// What is wrong with the text.
pub fn unsigned(text: &[u8], base: u32, bits: u32) -> Result<u64, Fault<u64>> {
    let (radix, digits) = match (base, text) {
        (0, [b'0', b'x' | b'X', rest @ ..]) => (16, rest),
        (0, [b'0', b'b' | b'B', rest @ ..]) => (2, rest),
        (0, [b'0', b'o' | b'O', rest @ ..]) => (8, rest),
        (0, [b'0', rest @ ..]) if !rest.is_empty() => (8, rest),
        (0, _) => (10, text),
        _ => (base, text),
    };
    if digits.is_empty() {
        return Err(Fault::Syntax);
    }
    let max = if bits == 64 { u64::MAX } else { (1 << bits) - 1 };
    let mut value = 0_u64;
    for &b in digits {
        if b == b'_' && base == 0 {
            continue;
        }
        let digit = char::from(b).to_digit(radix).ok_or(Fault::Syntax)?;
        let next = value.checked_mul(u64::from(radix)).and_then(|v| v.checked_add(u64::from(digit)));
        // What follows a number that is too large is not looked at.
        value = next.filter(|&v| v <= max).ok_or(Fault::Range(max))?;
    }
    if base == 0 && !underscores_ok(text) { Err(Fault::Syntax) } else { Ok(value) }
}

/// A signed integer, likewise.
///
/// # Errors
/// What is wrong with the text.
pub fn signed(text: &[u8], base: u32, bits: u32) -> Result<i64, Fault<i64>> {
    let (is_negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let magnitude = match unsigned(digits, base, bits) {
        Ok(m) => m,
        Err(Fault::Syntax) => return Err(Fault::Syntax),
        Err(Fault::Range(m)) => m,
    };
    let limit = 1_u64 << (bits - 1);
    match (is_negative, magnitude) {
        (true, m) if m <= limit => Ok(m.wrapping_neg().cast_signed()),
        (true, _) => Err(Fault::Range(limit.wrapping_neg().cast_signed())),
        (false, m) if m < limit => Ok(m.cast_signed()),
        (false, _) => Err(Fault::Range((limit - 1).cast_signed())),
    }
}

/// Underscores stand only between digits, or between a prefix and a digit.
fn underscores_ok(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text);
    let mut before = b'^';
    let mut rest = text;
    let mut is_hex = false;
    if let [b'0', c, tail @ ..] = text
        && b"xXbBoO".contains(c)
    {
        is_hex = c.eq_ignore_ascii_case(&b'x');
        before = b'0';
        rest = tail;
    }
    for &b in rest {
        let kind = match b {
            b'_' => b'_',
            b if b.is_ascii_digit() || is_hex && b.is_ascii_hexdigit() => b'0',
            _ => b'!',
        };
        if kind == b'_' && before != b'0' || before == b'_' && kind != b'0' {
            return false;
        }
        before = kind;
    }
    before != b'_'
}

/// A float of 32 or 64 bits, correctly rounded.
///
/// # Errors
/// What is wrong with the text.
pub fn float(text: &[u8], bits: u32) -> Result<f64, Fault<f64>> {
    let text = std::str::from_utf8(text).map_err(|_| Fault::Syntax)?;
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_negative = text.starts_with('-');
    let lower = unsigned.to_ascii_lowercase();
    match lower.as_str() {
        "inf" | "infinity" => return Ok(if is_negative { f64::NEG_INFINITY } else { f64::INFINITY }),
        "nan" if unsigned.len() == text.len() => return Ok(f64::NAN),
        _ => {}
    }
    if lower.contains('_') && !underscores_ok(lower.as_bytes()) {
        return Err(Fault::Syntax);
    }
    let lower = lower.replace('_', "");
    let magnitude = if let Some(hex) = lower.strip_prefix("0x") {
        hex_float(hex, bits).ok_or(Fault::Syntax)?
    } else {
        super::decimal::float(&lower, bits).ok_or(Fault::Syntax)?
    };
    let value = if is_negative { -magnitude } else { magnitude };
    if value.is_infinite() { Err(Fault::Range(value)) } else { Ok(value) }
}

/// A hexadecimal float after its `0x`, in small letters; the exponent is mandatory.
fn hex_float(text: &str, bits: u32) -> Option<f64> {
    let (mantissa, exponent) = text.split_once('p')?;
    let mut exponent = read_exponent(exponent)?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut value = 0_u64;
    let mut is_inexact = false;
    for (i, c) in whole.chars().chain(fraction.chars()).enumerate() {
        let digit = u64::from(c.to_digit(16)?);
        let in_fraction = i >= whole.len();
        if value >> 58 == 0 {
            value = value << 4 | digit;
            exponent -= if in_fraction { 4 } else { 0 };
        } else {
            is_inexact |= digit != 0;
            exponent += if in_fraction { 0 } else { 4 };
        }
    }
    Some(scale(value << 1 | u64::from(is_inexact), exponent - 1, bits))
}

pub(super) fn read_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let magnitude = digits.parse::<i64>().unwrap_or(100_000).min(100_000);
    Some(if text.starts_with('-') { -magnitude } else { magnitude })
}

/// `value` times two to the `exponent`, rounded to even at the width of the type.
pub(super) fn scale(value: u64, exponent: i64, bits: u32) -> f64 {
    if value == 0 {
        return 0.0;
    }
    let (mantissa_bits, least, greatest) = if bits == 32 { (24, -149, 127) } else { (53, -1074, 1023) };
    let length = i64::from(64 - value.leading_zeros());
    let last = (exponent + length - mantissa_bits).max(least);
    let cut = last - exponent;
    let rounded = match u32::try_from(cut) {
        Err(_) | Ok(0) => value << u32::try_from(-cut).unwrap_or(0).min(63),
        Ok(cut @ 1..=63) => {
            let (kept, rest, half) = (value >> cut, value & ((1 << cut) - 1), 1_u64 << (cut - 1));
            kept + u64::from(rest > half || rest == half && kept & 1 == 1)
        }
        Ok(64) => u64::from(value > 1 << 63),
        Ok(_) => 0,
    };
    let top = last + i64::from(64 - rounded.leading_zeros()) - 1;
    if rounded != 0 && top > greatest {
        return f64::INFINITY;
    }
    #[expect(clippy::cast_precision_loss, reason = "at most 53 bits are left")]
    let mut out = rounded as f64;
    // Two steps, since a power of two below the least normal number is not exact.
    let mut last = last;
    while last < -900 {
        out *= f64::from_bits((1023 - 900) << 52);
        last += 900;
    }
    while last > 900 {
        out *= f64::from_bits((1023 + 900) << 52);
        last -= 900;
    }
    out * f64::from_bits((1023 + last).cast_unsigned() << 52)
}
