//! Floating-point numbers as text, digit for digit as Go's strconv writes them.

use gopark_exact::{Digits, fixed};

/// Formats `value` as `strconv.FormatFloat(value, verb, prec, bits)` does; a negative `prec` asks for the shortest text
/// that reads back as the same number. An unknown verb gives `%` and the verb.
pub fn format(value: f64, verb: u8, prec: i64, bits: u32) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "rounding to float32 is what is asked for")]
    let value = if bits == 32 { f64::from(value as f32) } else { value };
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let value = value.abs();
    let prec = usize::try_from(prec).ok();
    let text = match verb {
        b'b' => binary(value, bits),
        b'x' | b'X' => hexadecimal(value, prec, bits),
        b'e' | b'E' => {
            let digits =
                prec.map_or_else(|| Digits::shortest(value, bits), |p| Digits::rounded(value, p + 1));
            digits.scientific(prec.unwrap_or_else(|| digits.len().max(1) - 1))
        }
        b'f' | b'F' => match prec {
            Some(prec) => fixed(value, prec),
            None => Digits::shortest(value, bits).plain(),
        },
        b'g' | b'G' => general(value, prec, bits),
        _ => return format!("%{}", char::from(verb)),
    };
    let text = sign.to_owned() + &text;
    if verb.is_ascii_uppercase() { text.to_ascii_uppercase() } else { text }
}

/// The shorter of the scientific and the plain form, chosen by the exponent. Source: strconv/ftoa.go:%e is used if ...
fn general(value: f64, prec: Option<usize>, bits: u32) -> String {
    let digits = prec.map_or_else(|| Digits::shortest(value, bits), |p| Digits::rounded(value, p.max(1)));
    let len = i32::try_from(digits.len()).unwrap_or(0);
    let mut limit = prec.map_or(6, |p| i32::try_from(p.max(1)).unwrap_or(i32::MAX));
    if prec.is_some() && limit > len && len >= digits.point() {
        limit = len;
    }
    let exponent = digits.point() - 1;
    if exponent < -4 || exponent >= limit {
        digits.scientific(digits.len().max(1) - 1)
    } else {
        digits.plain()
    }
}

/// The bits of a number: mantissa, binary exponent of its last bit, and mantissa bits without the leading one.
fn parts(value: f64, bits: u32) -> (u64, i32, u32) {
    #[expect(clippy::cast_possible_truncation, reason = "a float32 in a float64")]
    let (raw, mantissa_bits, bias) =
        if bits == 32 { (u64::from((value as f32).to_bits()), 23, 127) } else { (value.to_bits(), 52, 1023) };
    let exponent = i32::try_from(raw >> mantissa_bits & if bits == 32 { 0xff } else { 0x7ff }).unwrap_or(0);
    let mantissa = raw & ((1 << mantissa_bits) - 1);
    let last = -bias - 23 - if bits == 32 { 0 } else { 29 };
    if exponent == 0 {
        (mantissa, 1 + last, mantissa_bits)
    } else {
        (mantissa | 1 << mantissa_bits, exponent + last, mantissa_bits)
    }
}

fn binary(value: f64, bits: u32) -> String {
    let (mantissa, exponent, _) = parts(value, bits);
    format!("{mantissa}p{exponent:+}")
}

/// 0x1.hhhp±dd
fn hexadecimal(value: f64, prec: Option<usize>, bits: u32) -> String {
    const ONE: u64 = 1 << 60;
    let (mut mantissa, last, mantissa_bits) = parts(value, bits);
    let mut exponent = if mantissa == 0 { 0 } else { last + mantissa_bits.cast_signed() };
    mantissa <<= 60 - mantissa_bits;
    while mantissa != 0 && mantissa & ONE == 0 {
        mantissa <<= 1;
        exponent -= 1;
    }
    if let Some(prec) = prec.filter(|&p| p < 15) {
        let shift = prec * 4;
        let cut = mantissa << shift & (ONE - 1);
        mantissa >>= 60 - shift;
        if cut | mantissa & 1 > ONE >> 1 {
            mantissa += 1;
        }
        mantissa <<= 60 - shift;
        if mantissa & (ONE << 1) != 0 {
            mantissa >>= 1;
            exponent += 1;
        }
    }
    let all = format!("{:015x}", mantissa & (ONE - 1));
    let fraction = match prec {
        None => all.trim_end_matches('0').to_owned(),
        Some(prec) => format!("{all:0<prec$.prec$}"),
    };
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("0x{}{point}{fraction}p{sign}{:02}", mantissa >> 60, exponent.unsigned_abs())
}
