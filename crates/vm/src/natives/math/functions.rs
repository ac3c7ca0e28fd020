//! Functions computed step by step as Go's package math computes them, so that the last bit agrees, too.

use std::f64::consts::{LOG2_E, LOG10_E};

/// A fraction in [1/2, 1) and a power of two whose product is `x`; zeros, infinities and NaN with power 0.
pub fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (fraction, exponent) = libm::frexp(x);
    (fraction, i64::from(exponent))
}

/// `fraction` times two to the `exponent`; one so small that there is none less becomes large, as in Go.
pub fn ldexp(fraction: f64, exponent: i64) -> f64 {
    let (_, own) = frexp(fraction);
    let result = exponent.wrapping_add(own - 1).clamp(-5000, 5000);
    libm::ldexp(fraction, i32::try_from(result - (own - 1)).unwrap_or(0))
}

/// e to the power of `x`, by the series of `x / 16` and four squarings. Source: math/exp_amd64.s (N. Shibata 2010), on
/// processors with fused multiplication and addition.
pub fn exp(x: f64) -> f64 {
    /// ln 2 in two parts whose sum is more precise.
    const HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_3000);
    const LOW: f64 = f64::from_bits(0x3d53_de6a_f278_ece6);
    const FACTORIALS: [f64; 7] = [5040.0, 720.0, 120.0, 24.0, 6.0, 2.0, 1.0];
    if x.is_nan() {
        return x;
    }
    if x > 7.097_827_128_933_84e2 {
        return f64::INFINITY;
    }
    if x < -7.451_332_191_019_411e2 {
        return 0.0;
    }
    let k = (x * LOG2_E).round_ties_even();
    if k >= 1024.0 {
        return f64::INFINITY;
    }
    let rest = libm::fma(-k, LOW, libm::fma(-k, HIGH, x)) / 16.0;
    let series = FACTORIALS.iter().fold(1.0 / 40320.0, |sum, f| libm::fma(sum, rest, 1.0 / f));
    let mut y = rest * series;
    for _ in 0..3 {
        y *= y + 2.0;
    }
    let y = libm::fma(y, y + 2.0, 1.0);
    #[expect(clippy::cast_possible_truncation, reason = "at most 11 bits")]
    ldexp(y, k as i64)
}

/// The natural logarithm. Source: math/log_amd64.s, after FreeBSD's; like it, it takes a subnormal number for one whose first
/// digit is left out.
pub fn log(x: f64) -> f64 {
    const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
    const LN2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);
    const ODD: [f64; 4] = [
        1.479_819_860_511_658_6e-1,
        1.818_357_216_161_805e-1,
        2.857_142_874_366_239e-1,
        6.666_666_666_666_735e-1,
    ];
    const EVEN: [f64; 3] = [1.531_383_769_920_937_3e-1, 2.222_219_843_214_978_4e-1, 3.999_999_999_940_942e-1];
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x < 0.0 {
        return f64::NAN;
    }
    if !x.is_finite() {
        return x;
    }
    #[expect(clippy::cast_precision_loss, reason = "an exponent has 11 bits")]
    let mut k = (x.to_bits() >> 52) as f64 - 1022.0;
    let mut fraction = f64::from_bits(x.to_bits() & ((1 << 52) - 1) | 0.5_f64.to_bits());
    if fraction <= std::f64::consts::FRAC_1_SQRT_2 {
        (k, fraction) = (k - 1.0, fraction * 2.0);
    }
    let f = fraction - 1.0;
    let s = f / (2.0 + f);
    let (s2, s4) = (s * s, s * s * (s * s));
    let series = |factors: &[f64]| factors.iter().fold(0.0, |sum, factor| sum * s4 + factor);
    let rest = s2 * series(&ODD) + s4 * series(&EVEN);
    let half = 0.5 * f * f;
    k * LN2_HIGH - ((half - (s * (half + rest) + k * LN2_LOW)) - f)
}

/// The binary logarithm; exact for powers of two. Source: math/log10.go:log2.
pub fn log2(x: f64) -> f64 {
    let (fraction, exponent) = frexp(x);
    #[expect(clippy::cast_precision_loss, reason = "an exponent has 11 bits")]
    let exponent = exponent as f64;
    if fraction == 0.5 { exponent - 1.0 } else { log(fraction) * LOG2_E + exponent }
}

/// The decimal logarithm. Source: math/log10.go:log10.
pub fn log10(x: f64) -> f64 {
    log(x) * LOG10_E
}

/// The length of the hypotenuse, without undue overflow. Source: math/hypot.go:hypot.
pub fn hypot(p: f64, q: f64) -> f64 {
    let (p, q) = (p.abs(), q.abs());
    if p.is_infinite() || q.is_infinite() {
        return f64::INFINITY;
    }
    if p.is_nan() || q.is_nan() {
        return f64::NAN;
    }
    let (long, short) = if p < q { (q, p) } else { (p, q) };
    if long == 0.0 {
        return 0.0;
    }
    let ratio = short / long;
    long * libm::sqrt(1.0 + ratio * ratio)
}

/// `x` to the power of `y`. Source: math/pow.go:pow: the whole part of `y` by repeated squaring, the rest by `exp` and
/// `log`.
pub fn pow(x: f64, y: f64) -> f64 {
    if let Some(special) = pow_special(x, y) {
        return special;
    }
    let (mut whole, mut rest) = (libm::trunc(y.abs()), y.abs() - libm::trunc(y.abs()));
    if rest != 0.0 && x < 0.0 {
        return f64::NAN;
    }
    if whole >= 9.223_372_036_854_776e18 {
        // So large that only x = -1 does not overflow or vanish.
        return if x == -1.0 {
            1.0
        } else if (x.abs() < 1.0) == (y > 0.0) {
            0.0
        } else {
            f64::INFINITY
        };
    }
    let mut product = 1.0;
    let mut exponent = 0_i64;
    if rest != 0.0 {
        if rest > 0.5 {
            rest -= 1.0;
            whole += 1.0;
        }
        product = exp(rest * log(x));
    }
    let (mut square, mut square_exponent) = frexp(x);
    #[expect(clippy::cast_possible_truncation, reason = "below 2^63")]
    let mut bits = whole as i64;
    while bits != 0 {
        if !(-4096..=4096).contains(&square_exponent) {
            // Beyond every exponent: it stays so.
            exponent += square_exponent;
            break;
        }
        if bits & 1 == 1 {
            product *= square;
            exponent += square_exponent;
        }
        square *= square;
        square_exponent <<= 1;
        if square < 0.5 {
            square += square;
            square_exponent -= 1;
        }
        bits >>= 1;
    }
    if y < 0.0 {
        product = 1.0 / product;
        exponent = -exponent;
    }
    ldexp(product, exponent)
}

fn pow_special(x: f64, y: f64) -> Option<f64> {
    let is_odd = y == libm::trunc(y) && y.abs() < 9_007_199_254_740_992.0 && libm::fmod(y, 2.0) != 0.0;
    let signed = |value: f64| if is_odd && x.is_sign_negative() { -value } else { value };
    Some(if y == 0.0 || x == 1.0 {
        1.0
    } else if y == 1.0 {
        x
    } else if x.is_nan() || y.is_nan() {
        f64::NAN
    } else if x == 0.0 {
        signed(if y < 0.0 { f64::INFINITY } else { 0.0 })
    } else if y.is_infinite() {
        if x == -1.0 {
            1.0
        } else if (x.abs() < 1.0) == (y > 0.0) {
            0.0
        } else {
            f64::INFINITY
        }
    } else if x.is_infinite() {
        signed(if y < 0.0 { 0.0 } else { f64::INFINITY })
    } else if y == 0.5 {
        libm::sqrt(x)
    } else if y == -0.5 {
        1.0 / libm::sqrt(x)
    } else {
        return None;
    })
}
