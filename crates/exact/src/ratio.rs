//! Fractions, and powers of two beside them.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

use crate::{Int, Magnitude};

/// A fraction in lowest terms, times a power of two; the denominator is above zero.
///
/// The power is for numbers that are too long otherwise: what has one is never a whole number, and equal to another only
/// if whoever cuts such numbers cuts all of them to the same length.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numer: Int,
    denom: Magnitude,
    scale: i64,
}

/// Of numbers whose powers of two are farther apart, the smaller one is nothing beside the larger one.
const SCALES_APART_MAX: u64 = 1 << 14;

impl Ratio {
    /// `numer` by `denom`, which is not zero.
    pub fn new(numer: &Int, denom: &Int) -> Self {
        Self::reduced(numer.is_negative() != denom.is_negative(), numer.magnitude(), denom.magnitude())
    }

    fn reduced(negative: bool, numer: &Magnitude, denom: &Magnitude) -> Self {
        let common = numer.gcd(denom);
        let part = |whole: &Magnitude| whole.div_rem(&common).0;
        Self { numer: Int::new(negative, part(numer)), denom: part(denom), scale: 0 }
    }

    /// A whole number.
    pub fn from_integer(numer: Int) -> Self {
        Self { numer, denom: 1.into(), scale: 0 }
    }

    /// `2^scale` times as much.
    #[must_use]
    pub fn scaled(mut self, scale: i64) -> Self {
        self.scale += scale;
        self
    }

    /// The power of two that numerator and denominator leave out.
    pub fn scale(&self) -> i64 {
        self.scale
    }

    /// Exactly that number, when it is one.
    pub fn from_float(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let (fraction, exponent) = (value.to_bits() & ((1 << 52) - 1), value.to_bits() >> 52 & 0x7ff);
        let mantissa = Magnitude::from(if exponent == 0 { fraction } else { fraction | 1 << 52 });
        // What the last bit is worth.
        let last = exponent.max(1) as i64 - 1075;
        let (up, down) = (last.max(0) as u64, (-last).max(0) as u64);
        Some(Self::reduced(value < 0.0, &mantissa.up(up), &Magnitude::from(1).up(down)))
    }

    /// Zero.
    pub fn zero() -> Self {
        Self::from_integer(Int::zero())
    }

    /// Above the line.
    pub fn numer(&self) -> &Int {
        &self.numer
    }

    /// Below the line.
    pub fn denom(&self) -> &Magnitude {
        &self.denom
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.numer.is_zero()
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.numer.is_negative()
    }

    /// Whether it is a whole number.
    pub fn is_integer(&self) -> bool {
        self.scale == 0 && self.denom.to_u64() == Some(1)
    }

    /// Without what is behind the point.
    pub fn to_integer(&self) -> Int {
        Int::new(self.is_negative(), self.numer.magnitude().div_rem(&self.denom).0)
    }

    /// The nearest whole number, the one farther from zero if there are two.
    pub fn round(&self) -> Int {
        let (whole, rest) = self.numer.magnitude().div_rem(&self.denom);
        let whole = if rest.up(1) >= self.denom { whole.plus(&1.into()) } else { whole };
        Int::new(self.is_negative(), whole)
    }

    /// Its distance from zero.
    pub fn abs(&self) -> Self {
        Self { numer: Int::new(false, self.numer.magnitude().clone()), ..self.clone() }
    }

    /// Both with the denominators of both.
    fn crossed(&self, other: &Self) -> (Int, Int) {
        let over =
            |numer: &Int, denom: &Magnitude| Int::new(numer.is_negative(), numer.magnitude().times(denom));
        (over(&self.numer, &other.denom), over(&other.numer, &self.denom))
    }

    /// The same with the smaller power of two, if they are not too far apart.
    fn aligned(&self, other: &Self) -> Option<(Int, Int)> {
        let (mine, others) = self.crossed(other);
        let apart = self.scale.abs_diff(other.scale);
        match self.scale.cmp(&other.scale) {
            _ if apart > SCALES_APART_MAX => None,
            Ordering::Less => Some((mine, &others << apart)),
            _ => Some((&mine << apart, others)),
        }
    }

    fn over_both(&self, other: &Self, numer: &Int) -> Self {
        Self::reduced(numer.is_negative(), numer.magnitude(), &self.denom.times(&other.denom))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |ratio: &Self| i32::from(!ratio.is_zero()) - 2 * i32::from(ratio.is_negative());
        match self.aligned(other) {
            Some((mine, others)) => mine.cmp(&others),
            None if sign(self) != sign(other) => sign(self).cmp(&sign(other)),
            None if self.is_negative() => other.scale.cmp(&self.scale),
            None => self.scale.cmp(&other.scale),
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Neg for &Ratio {
    type Output = Ratio;

    fn neg(self) -> Ratio {
        Ratio { numer: -&self.numer, ..self.clone() }
    }
}

impl Add for &Ratio {
    type Output = Ratio;

    fn add(self, other: &Ratio) -> Ratio {
        match self.aligned(other) {
            Some((mine, others)) => {
                self.over_both(other, &(&mine + &others)).scaled(self.scale.min(other.scale))
            }
            None if self.is_zero() || (self.scale < other.scale && !other.is_zero()) => other.clone(),
            None => self.clone(),
        }
    }
}

impl Sub for &Ratio {
    type Output = Ratio;

    fn sub(self, other: &Ratio) -> Ratio {
        self + &-other
    }
}

impl Mul for &Ratio {
    type Output = Ratio;

    fn mul(self, other: &Ratio) -> Ratio {
        self.over_both(other, &(&self.numer * &other.numer)).scaled(self.scale + other.scale)
    }
}

impl Div for &Ratio {
    type Output = Ratio;

    /// By what is not zero.
    fn div(self, other: &Ratio) -> Ratio {
        let (mine, others) = self.crossed(other);
        Ratio::new(&mine, &others).scaled(self.scale).scaled(-other.scale)
    }
}
