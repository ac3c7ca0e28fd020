//! The decimal digits of floats. The standard library's own way to them takes twenty kilobytes of every page.

use std::cmp::Ordering;

use crate::Magnitude;

/// Digits of a float64 after the decimal point that can be other than zero.
const FRACTION_DIGITS_MAX: usize = 1100;
/// Any two numbers of so many digits are told apart by a float64, and by a float32.
const SAFE_DIGITS: [f64; 2] = [1e15, 1e6];
/// Powers of ten up to this exponent are floats.
const POWER_MAX: i32 = 22;

/// A number as significant digits without trailing zeros: 0.d1d2d3... times ten to the `point`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    digits: String,
    point: i32,
}

impl Digits {
    fn of(mut digits: String, last: i32) -> Self {
        let point = digits.len() as i32 + last;
        digits.truncate(digits.trim_end_matches('0').len());
        Self { point: if digits.is_empty() { 0 } else { point }, digits }
    }

    /// The fewest digits that read back as `value`, a finite number without a sign; of equally few the nearest, and of
    /// equally near ones the even. `bits` is 32 when they are to be read as a float32 (`strconv/ftoa.go:roundShortest`).
    pub fn shortest(value: f64, bits: u32) -> Self {
        if value == 0.0 {
            return Self::of(String::new(), 0);
        }
        let is_single = bits == 32;
        // Most numbers that people write have few digits, which one operation confirms.
        let mut power = 1.0;
        for places in 0..=POWER_MAX {
            let digits = (value * power).round();
            if digits >= SAFE_DIGITS[usize::from(is_single)] {
                break;
            }
            let back = digits / power;
            if if is_single { back as f32 == value as f32 } else { back == value } {
                return Self::of((digits as u64).to_string(), -places);
            }
            power *= 10.0;
        }
        Interval::around(value, is_single).digits()
    }

    /// `count` digits, or as many as are not zero.
    pub fn rounded(value: f64, count: usize) -> Self {
        if value == 0.0 {
            return Self::of(String::new(), 0);
        }
        let count = count.clamp(1, FRACTION_DIGITS_MAX) as i32;
        let places = count - magnitude(value);
        let digits = scaled(value, places).to_string();
        // The estimate may be one too low.
        let more = digits.len() as i32 - count;
        if more > 0 {
            return Self::of(scaled(value, places - more).to_string(), more - places);
        }
        Self::of(digits, -places)
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.digits.len()
    }

    /// Whether the number is zero.
    pub const fn is_empty(&self) -> bool {
        self.digits.is_empty()
    }

    /// Where the decimal point is: so many digits stand before it.
    pub const fn point(&self) -> i32 {
        self.point
    }

    /// The power of ten that the first digit counts.
    pub const fn exponent(&self) -> i32 {
        if self.is_empty() { 0 } else { self.point - 1 }
    }

    /// d.ddde±dd with `prec` digits after the point.
    pub fn scientific(&self, prec: usize) -> String {
        let exponent = self.exponent();
        let (first, rest) = self.digits.split_at_checked(1).unwrap_or(("0", ""));
        let mut text = first.to_owned();
        if prec > 0 {
            text.push('.');
            text.push_str(&rest[..rest.len().min(prec)]);
            text.push_str(&"0".repeat(prec.saturating_sub(rest.len())));
        }
        text.push_str(if exponent < 0 { "e-" } else { "e+" });
        if exponent.abs() < 10 {
            text.push('0');
        }
        text + &exponent.abs().to_string()
    }

    /// ddd.ddd with as many digits as there are.
    pub fn plain(&self) -> String {
        let before = self.point.max(0) as usize;
        let mut text = self.digits[..before.min(self.len())].to_owned();
        text.push_str(&"0".repeat(before.saturating_sub(self.len())));
        if before == 0 {
            text.push('0');
        }
        if before < self.len() {
            text.push('.');
            text.push_str(&"0".repeat(self.point.min(0).unsigned_abs() as usize));
            text.push_str(&self.digits[before..]);
        }
        text
    }
}

/// ddd.ddd with `prec` digits after the point, of a finite number without a sign.
pub fn fixed(value: f64, prec: usize) -> String {
    let exact = prec.min(FRACTION_DIGITS_MAX);
    let mut text = scaled(value, exact as i32).to_string();
    if text.len() <= exact {
        text.insert_str(0, &"0".repeat(exact + 1 - text.len()));
    }
    text.push_str(&"0".repeat(prec - exact));
    if prec > 0 {
        text.insert(text.len() - prec, '.');
    }
    text
}

/// A float as a whole number times a power of two.
fn parts(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let (mantissa, exponent) = (bits & ((1 << 52) - 1), (bits >> 52 & 0x7ff) as i32);
    if exponent == 0 { (mantissa, -1074) } else { (mantissa | 1 << 52, exponent - 1075) }
}

/// How many digits stand before the decimal point, or one fewer.
fn magnitude(value: f64) -> i32 {
    let (mantissa, exponent) = parts(value);
    let log2 = f64::from(exponent + 63 - mantissa.leading_zeros() as i32);
    (log2 * std::f64::consts::LOG10_2).floor() as i32 + 1
}

fn times_ten(number: &mut Magnitude, times: i32) {
    (0..times).for_each(|_| number.append(10, 0));
}

/// `value` times ten to the `places`, to the nearest whole number, of two the even one.
fn scaled(value: f64, places: i32) -> Magnitude {
    let (mantissa, exponent) = parts(value);
    let mut above = Magnitude::from(mantissa).up(exponent.max(0) as u64);
    let mut below = Magnitude::from(1).up((-exponent).max(0) as u64);
    times_ten(&mut above, places);
    times_ten(&mut below, -places);
    let (mut whole, rest) = above.div_rem(&below);
    let up = match rest.up(1).cmp(&below) {
        Ordering::Less => false,
        Ordering::Equal => whole.is_odd(),
        Ordering::Greater => true,
    };
    if up {
        whole = whole.plus(&Magnitude::from(1));
    }
    whole
}

/// A float as a fraction of whole numbers, with the distances to the ends of what is rounded to it, over the same
/// denominator (Steele and White, "How to print floating-point numbers accurately").
struct Interval {
    value: Magnitude,
    under: Magnitude,
    over: Magnitude,
    one: Magnitude,
    /// The ends are rounded to it, too.
    closed: bool,
    point: i32,
}

impl Interval {
    fn around(value: f64, is_single: bool) -> Self {
        let (mut mantissa, mut exponent) = parts(value);
        let mut least = -1074;
        let mut top = 1 << 52;
        if is_single {
            // A float32 in a float64, whose last 29 bits are zeros; below its normal numbers it has fewer.
            least = -149;
            top = 1 << 23;
            let beyond = (least - exponent).max(29);
            mantissa >>= beyond;
            exponent += beyond;
        }
        // Below a power of two, floats are twice as close.
        let wide = mantissa == top && exponent > least;
        let double = u64::from(wide) + 1;
        let (up, down) = (exponent.max(0) as u64, (-exponent).max(0) as u64);
        let mut it = Self {
            value: Magnitude::from(mantissa).up(up + double),
            under: Magnitude::from(1).up(up),
            over: Magnitude::from(1).up(up + double - 1),
            one: Magnitude::from(1).up(down + double),
            closed: mantissa.is_multiple_of(2),
            point: magnitude(value),
        };
        times_ten(&mut it.one, it.point);
        for number in [&mut it.value, &mut it.under, &mut it.over] {
            times_ten(number, -it.point);
        }
        while it.reaches_over(&it.one) {
            it.one.append(10, 0);
            it.point += 1;
        }
        it
    }

    /// What is rounded to the value goes up to `to`.
    fn reaches_over(&self, to: &Magnitude) -> bool {
        let end = self.value.plus(&self.over);
        end > *to || self.closed && end == *to
    }

    fn digits(mut self) -> Digits {
        let mut digits = String::new();
        loop {
            for number in [&mut self.value, &mut self.under, &mut self.over] {
                number.append(10, 0);
            }
            let mut digit = b'0';
            while self.value >= self.one {
                self.value = self.value.minus(&self.one);
                digit += 1;
            }
            let low = self.value < self.under || self.closed && self.value == self.under;
            let high = self.reaches_over(&self.one);
            let nearer_up = match self.value.up(1).cmp(&self.one) {
                Ordering::Less => false,
                Ordering::Equal => digit % 2 == 1,
                Ordering::Greater => true,
            };
            // A nine does not go up: its ten would have been near enough one digit before.
            digit += u8::from(high && (nearer_up || !low));
            digits.push(char::from(digit));
            if low || high {
                return Digits::of(digits.clone(), self.point - digits.len() as i32);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Digits, fixed};

    fn numbers() -> impl Iterator<Item = f64> {
        let mut state = 1_u64;
        let random = std::iter::repeat_with(move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from_bits(state >> 1 ^ state >> 33)
        });
        let powers = (-1074..1024).map(|e| 2.0_f64.powi(e));
        let written = (0..2000).map(|n| f64::from(n) / 16.0).chain((0..2000).map(|n| f64::from(n) * 1.1));
        let odd =
            [5e-324, f64::MIN_POSITIVE, f64::MAX, 9_007_199_254_740_993.0, 0.3, 1e21, 1e22, 1e23, 123_456.5];
        powers.chain(written).chain(odd).chain(random.take(5000)).filter(|value| value.is_finite())
    }

    /// As Rust writes it, which takes the greater of two equally near numbers where we take the even one.
    fn told(scientific: &str) -> (String, i32) {
        let (mantissa, exponent) = scientific.split_once('e').expect("there is an exponent");
        (mantissa.replace('.', "").trim_end_matches('0').to_owned(), exponent.parse().expect("a number"))
    }

    #[test]
    fn shortest_digits_read_back_and_are_as_few_as_rusts() {
        for value in numbers().map(f64::abs) {
            let ours = Digits::shortest(value, 64);
            let (digits, exponent) = told(&format!("{value:e}"));
            assert_eq!(ours.scientific(ours.len().max(1) - 1).parse(), Ok(value), "{value:e}");
            assert_eq!((ours.len(), ours.exponent()), (digits.len(), exponent), "{value:e}");
            assert_eq!(ours.plain().parse(), Ok(value), "{value:e}");
            let single = value as f32;
            if single.is_finite() {
                let ours = Digits::shortest(f64::from(single), 32);
                let (digits, exponent) = told(&format!("{single:e}"));
                assert_eq!(ours.scientific(ours.len().max(1) - 1).parse(), Ok(single), "{single:e}");
                assert_eq!((ours.len(), ours.exponent()), (digits.len(), exponent), "{single:e}");
            }
        }
    }

    #[test]
    fn of_two_equally_near_the_even_one() {
        assert_eq!(Digits::shortest(2.0_f64.powi(-44), 64).plain(), "0.00000000000005684341886080802");
        assert_eq!(Digits::shortest(5e-324, 64).scientific(0), "5e-324");
        assert_eq!(Digits::shortest(9.5367431640625e-7, 32).scientific(6), "9.536743e-07");
    }

    #[test]
    fn rounded_digits_are_rusts() {
        for value in numbers().map(f64::abs) {
            for count in [1, 2, 6, 17, 30] {
                let (digits, exponent) = told(&format!("{value:.*e}", count - 1));
                let ours = Digits::rounded(value, count);
                let exponent = if value == 0.0 { 0 } else { exponent };
                assert_eq!((ours.len(), ours.exponent()), (digits.len(), exponent), "{value:e} to {count}");
                assert_eq!(ours.digits, digits, "{value:e} to {count}");
            }
        }
    }

    #[test]
    fn fixed_digits_are_rusts() {
        for value in numbers().map(f64::abs) {
            for prec in [0, 1, 3, 20] {
                assert_eq!(fixed(value, prec), format!("{value:.prec$}"), "{value:e} to {prec}");
            }
        }
        assert_eq!(fixed(0.5, 1200).len(), 1202);
    }
}
