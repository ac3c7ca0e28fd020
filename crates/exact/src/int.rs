//! Whole numbers.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, BitAnd, BitOr, BitXor, Div, Mul, Neg, Not, Rem, Shl, Shr, Sub};

use crate::Magnitude;

/// A whole number. Bits are those of two's complement, with as many signs in front as anybody asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Int {
    /// Below zero; zero is not.
    negative: bool,
    magnitude: Magnitude,
}

impl Int {
    /// Of a sign and a magnitude.
    pub fn new(negative: bool, magnitude: Magnitude) -> Self {
        Self { negative: negative && !magnitude.is_zero(), magnitude }
    }

    /// Zero.
    pub fn zero() -> Self {
        Self::default()
    }

    /// One.
    pub fn one() -> Self {
        Self::from(1)
    }

    /// The number that digits of a system of `radix` write, at least one and nothing else.
    pub fn from_digits(text: &str, radix: u32) -> Option<Self> {
        let mut magnitude = Magnitude::zero();
        for c in text.chars() {
            magnitude.append(radix, c.to_digit(radix)?);
        }
        (!text.is_empty()).then(|| Self::new(false, magnitude))
    }

    /// Its distance from zero.
    pub fn magnitude(&self) -> &Magnitude {
        &self.magnitude
    }

    /// How many bits the magnitude has.
    pub fn bits(&self) -> u64 {
        self.magnitude.bits()
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.magnitude.is_zero()
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// The same number, when it fits.
    pub fn to_i64(&self) -> Option<i64> {
        let magnitude = self.magnitude.to_u64()?;
        let value = if self.negative { magnitude.wrapping_neg() } else { magnitude }.cast_signed();
        (self.is_zero() || (value < 0) == self.negative).then_some(value)
    }

    /// The same number, when it fits.
    pub fn to_u64(&self) -> Option<u64> {
        self.magnitude.to_u64().filter(|_| !self.negative)
    }

    /// To the power `exponent`.
    pub fn pow(&self, exponent: u32) -> Self {
        let mut power = Self::one();
        for bit in (0..u32::BITS - exponent.leading_zeros()).rev() {
            power = &power * &power;
            if exponent >> bit & 1 == 1 {
                power = &power * self;
            }
        }
        power
    }

    /// A part of two's complement.
    fn part(&self, i: usize, less_one: &Magnitude) -> u32 {
        if self.negative { !less_one.part(i) } else { self.magnitude.part(i) }
    }

    fn by_parts(&self, other: &Self, op: fn(u32, u32) -> u32) -> Self {
        let less_one = |int: &Self| match int.negative {
            true => int.magnitude.minus(&1.into()),
            false => Magnitude::zero(),
        };
        let (a, b) = (less_one(self), less_one(other));
        let parts = self.magnitude.0.len().max(other.magnitude.0.len()) + 1;
        let mut parts: Vec<u32> = (0..parts).map(|i| op(self.part(i, &a), other.part(i, &b))).collect();
        let negative = parts.last().is_some_and(|top| top >> 31 == 1);
        if !negative {
            return Self::new(false, Magnitude::of(parts));
        }
        parts.iter_mut().for_each(|part| *part = !*part);
        Self::new(true, Magnitude::of(parts).plus(&1.into()))
    }
}

impl From<i64> for Int {
    fn from(value: i64) -> Self {
        Self::new(value < 0, value.unsigned_abs().into())
    }
}

impl Ord for Int {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.magnitude.cmp(&other.magnitude),
            (true, true) => other.magnitude.cmp(&self.magnitude),
            (mine, others) => others.cmp(&mine),
        }
    }
}

impl PartialOrd for Int {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.negative { "-" } else { "" })?;
        self.magnitude.fmt(f)
    }
}

impl Neg for &Int {
    type Output = Int;

    fn neg(self) -> Int {
        Int::new(!self.negative, self.magnitude.clone())
    }
}

impl Add for &Int {
    type Output = Int;

    fn add(self, other: &Int) -> Int {
        if self.negative == other.negative {
            return Int::new(self.negative, self.magnitude.plus(&other.magnitude));
        }
        match self.magnitude >= other.magnitude {
            true => Int::new(self.negative, self.magnitude.minus(&other.magnitude)),
            false => Int::new(other.negative, other.magnitude.minus(&self.magnitude)),
        }
    }
}

impl Sub for &Int {
    type Output = Int;

    fn sub(self, other: &Int) -> Int {
        self + &-other
    }
}

impl Mul for &Int {
    type Output = Int;

    fn mul(self, other: &Int) -> Int {
        Int::new(self.negative != other.negative, self.magnitude.times(&other.magnitude))
    }
}

impl Div for &Int {
    type Output = Int;

    /// Towards zero, as in Go.
    fn div(self, other: &Int) -> Int {
        Int::new(self.negative != other.negative, self.magnitude.div_rem(&other.magnitude).0)
    }
}

impl Rem for &Int {
    type Output = Int;

    /// With the sign of the dividend, as in Go.
    fn rem(self, other: &Int) -> Int {
        Int::new(self.negative, self.magnitude.div_rem(&other.magnitude).1)
    }
}

impl BitAnd for &Int {
    type Output = Int;

    fn bitand(self, other: &Int) -> Int {
        self.by_parts(other, |a, b| a & b)
    }
}

impl BitOr for &Int {
    type Output = Int;

    fn bitor(self, other: &Int) -> Int {
        self.by_parts(other, |a, b| a | b)
    }
}

impl BitXor for &Int {
    type Output = Int;

    fn bitxor(self, other: &Int) -> Int {
        self.by_parts(other, |a, b| a ^ b)
    }
}

impl Not for &Int {
    type Output = Int;

    fn not(self) -> Int {
        &-self - &Int::one()
    }
}

impl Shl<u64> for &Int {
    type Output = Int;

    fn shl(self, bits: u64) -> Int {
        Int::new(self.negative, self.magnitude.up(bits))
    }
}

impl Shr<u64> for &Int {
    type Output = Int;

    /// Towards less.
    fn shr(self, bits: u64) -> Int {
        if self.negative {
            return !&(&!self >> bits);
        }
        Int::new(false, self.magnitude.down(bits))
    }
}
