//! Decimal floats, exactly: the standard library's own way to them takes a table of ten kilobytes in every page.

use gopark_exact::Magnitude;

use super::parse::{read_exponent, scale};

/// So many digits decide every float; that there are more is all that counts of the rest.
const DIGITS_MAX: i64 = 800;
/// Numbers of so many digits before or behind the point are infinite or nothing.
const EXPONENT_MAX: i64 = 400;
/// How many bits of the quotient are worked out, or one more: with a bit for the rest, as many as [`scale`] takes.
const QUOTIENT_BITS: i64 = 62;

/// The float of 32 or 64 bits that is nearest to a number without a sign, with a small `e`; none when it is no number.
pub fn float(text: &str, bits: u32) -> Option<f64> {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let mut exponent = read_exponent(exponent)?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let (mut digits, mut count, mut more) = (Magnitude::zero(), 0, false);
    for (i, c) in whole.chars().chain(fraction.chars()).enumerate() {
        let digit = c.to_digit(10)?;
        let in_fraction = i >= whole.len();
        if count < DIGITS_MAX {
            digits.append(10, digit);
            count += i64::from(!digits.is_zero());
            exponent -= i64::from(in_fraction);
        } else {
            more |= digit != 0;
            exponent += i64::from(!in_fraction);
        }
    }
    if more {
        digits.append(10, 1);
        exponent -= 1;
    }
    Some(match count + exponent {
        magnitude if count == 0 || magnitude < -EXPONENT_MAX => 0.0,
        magnitude if magnitude > EXPONENT_MAX => f64::INFINITY,
        _ => of(digits, exponent, bits),
    })
}

/// `digits` times ten to the `exponent`.
fn of(mut digits: Magnitude, exponent: i64, bits: u32) -> f64 {
    if let Some(value) =
        digits.to_u64().filter(|value| bits == 64 && *value < 1 << 53 && exponent.abs() <= 22)
    {
        // Both are floats as they are, so that one operation rounds once.
        let power = (0..exponent.abs()).fold(1.0, |power, _| power * 10.0);
        return if exponent < 0 { value as f64 / power } else { value as f64 * power };
    }
    let mut divisor = Magnitude::from(1);
    for _ in 0..exponent.abs() {
        let scaled = if exponent < 0 { &mut divisor } else { &mut digits };
        scaled.append(10, 0);
    }
    let up = QUOTIENT_BITS + divisor.bits() as i64 - digits.bits() as i64;
    let divisor = divisor.up((-up).max(0) as u64);
    let (quotient, rest) = digits.up(up.max(0) as u64).div_rem(&divisor);
    scale(quotient.to_u64().unwrap_or(u64::MAX) << 1 | u64::from(!rest.is_zero()), -up - 1, bits)
}

#[cfg(test)]
mod tests {
    use super::float;

    #[test]
    fn floats_are_those_of_the_standard_library() {
        let mut random = 1_u64;
        let mut next = |below: u64| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) % below
        };
        let check = |text: &str| {
            assert_eq!(float(text, 64).map(f64::to_bits), text.parse().ok().map(f64::to_bits), "{text}");
            let narrow = float(text, 32).map(|it| (it as f32).to_bits());
            assert_eq!(narrow, text.parse().ok().map(f32::to_bits), "{text}");
        };
        for _ in 0..20_000 {
            // Half of them are halfway between two floats, or almost.
            let mut text = match next(4) {
                0 => format!("{}", f64::from_bits((next(1 << 31) << 32) | next(1 << 31))),
                1 => format!(
                    "{:.1$e}",
                    f64::from_bits((next(1 << 31) << 32) | next(1 << 31)),
                    next(20) as usize
                ),
                2 => format!("{}.{}", next(1 << 31), next(1 << 31)),
                _ => {
                    let low = f64::from_bits(((0x3fb + next(9)) << 52) | (next(1 << 31) << 21));
                    let half = (low + f64::from_bits(low.to_bits() + (1 << 29))) / 2.0;
                    format!("{half:.100}")
                }
            };
            if text.contains(['N', 'i']) {
                continue;
            }
            if !text.contains('e') {
                text += &format!("e{}", next(80) as i64 - 40);
            }
            check(&text);
        }
        let long = format!("1{}1", "0".repeat(900));
        let least = "4.940656458412465441765687928682213723651e-324";
        let half = "2.4703282292062327208828439643411068618252990130716238221279284125033775363510437593264991818081799618989828234772285886546332835517796989819938739800539093906315035659515570226392290858392449105184435931802849936536152500319370457678249219365623669863658480757001585769269903706311928279558551332927834338409351978015531246597263579574622766465272827220056374006485499977096599470454020828166226237857393450736339007967761930577506740176324673600968951340535537458516661134223766678604162159680461914467291840300530057530849048765391711386591646239524912623653881879636239373280423891018672348497668235089863388587925628302755995657524455507255189313690836254779186948667994968324049705821028513185451396213837722826145437693412532098591327667236328125e-324";
        for text in [
            "0",
            "0e999",
            "1e309",
            "1e400000000000000000000",
            "1e-400",
            ".5",
            "5.",
            "",
            ".",
            "e5",
            "1e",
            "1e+",
            "x",
            "1_0",
            least,
            half,
            &half.replace("e-", "1e-"),
            &long,
            &format!("{long}e-900"),
        ] {
            check(text);
        }
    }
}
