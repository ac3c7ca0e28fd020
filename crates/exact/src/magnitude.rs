//! Whole numbers without a sign.

use std::cmp::Ordering;
use std::fmt;

const PART_BITS: u64 = u32::BITS as u64;
/// The most decimal digits that a part holds, as a power of ten.
const DECIMALS: u32 = 1_000_000_000;

/// A whole number without a sign: its parts, the lowest first, the highest not zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Magnitude(pub(crate) Vec<u32>);

impl Magnitude {
    /// Of parts, the lowest first, which may end in zeros.
    pub(crate) fn of(mut parts: Vec<u32>) -> Self {
        while parts.last() == Some(&0) {
            parts.pop();
        }
        Self(parts)
    }

    /// Zero.
    pub fn zero() -> Self {
        Self::default()
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether two does not divide it.
    pub fn is_odd(&self) -> bool {
        self.part(0) & 1 == 1
    }

    /// How many bits it has.
    pub fn bits(&self) -> u64 {
        self.0.last().map_or(0, |top| self.0.len() as u64 * PART_BITS - u64::from(top.leading_zeros()))
    }

    /// The same number, when it has no more than 64 bits.
    pub fn to_u64(&self) -> Option<u64> {
        (self.0.len() <= 2).then(|| u64::from(self.part(1)) << 32 | u64::from(self.part(0)))
    }

    /// Puts a digit behind it, in a system of `base`.
    pub fn append(&mut self, base: u32, digit: u32) {
        let mut carry = u64::from(digit);
        for part in &mut self.0 {
            carry += u64::from(*part) * u64::from(base);
            *part = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// The sum.
    pub fn plus(&self, other: &Self) -> Self {
        let mut carry = 0;
        let mut parts = Vec::with_capacity(self.0.len().max(other.0.len()) + 1);
        for i in 0..=self.0.len().max(other.0.len()) {
            carry += u64::from(self.part(i)) + u64::from(other.part(i));
            parts.push(carry as u32);
            carry >>= 32;
        }
        Self::of(parts)
    }

    /// The difference to what is not more.
    pub fn minus(&self, other: &Self) -> Self {
        let mut rest = self.clone();
        rest.subtract(other);
        rest
    }

    fn subtract(&mut self, other: &Self) {
        let mut borrow = false;
        for (i, part) in self.0.iter_mut().enumerate() {
            let (less, first) = part.overflowing_sub(other.part(i));
            let (less, second) = less.overflowing_sub(u32::from(borrow));
            *part = less;
            borrow = first || second;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    /// The product.
    pub fn times(&self, other: &Self) -> Self {
        let mut parts = vec![0; self.0.len() + other.0.len()];
        for (i, &a) in self.0.iter().enumerate() {
            let mut carry = 0;
            for (slot, j) in parts[i..].iter_mut().zip(0..=other.0.len()) {
                carry += u64::from(*slot) + u64::from(a) * u64::from(other.part(j));
                *slot = carry as u32;
                carry >>= 32;
            }
        }
        Self::of(parts)
    }

    /// Quotient and rest; of a division by zero both are zero.
    pub fn div_rem(&self, other: &Self) -> (Self, Self) {
        if let [divisor] = other.0[..] {
            let mut quotient = self.clone();
            let rest = quotient.divide(divisor);
            return (quotient, Self::of(vec![rest]));
        }
        if other.is_zero() || self < other {
            return (Self::zero(), if other.is_zero() { Self::zero() } else { self.clone() });
        }
        let up = self.bits() - other.bits();
        let (mut rest, mut part) = (self.clone(), other.up(up));
        let mut quotient = vec![0; (up / PART_BITS) as usize + 1];
        for bit in (0..=up).rev() {
            if rest >= part {
                rest.subtract(&part);
                quotient[(bit / PART_BITS) as usize] |= 1 << (bit % PART_BITS);
            }
            part.halve();
        }
        (Self::of(quotient), rest)
    }

    /// Divides it, and gives the rest.
    fn divide(&mut self, divisor: u32) -> u32 {
        let mut rest = 0;
        for part in self.0.iter_mut().rev() {
            let here = rest << 32 | u64::from(*part);
            *part = (here / u64::from(divisor)) as u32;
            rest = here % u64::from(divisor);
        }
        if self.0.last() == Some(&0) {
            self.0.pop();
        }
        rest as u32
    }

    fn halve(&mut self) {
        let mut carry = 0;
        for part in self.0.iter_mut().rev() {
            (carry, *part) = (*part << 31, *part >> 1 | carry);
        }
        if self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    /// Times two to the power `bits`.
    pub fn up(&self, bits: u64) -> Self {
        if self.is_zero() {
            return Self::zero();
        }
        let mut parts = vec![0; (bits / PART_BITS) as usize];
        parts.extend(&self.0);
        let mut up = Self(parts);
        up.append(1 << (bits % PART_BITS), 0);
        up
    }

    /// Divided by two to the power `bits`, without what is behind the point.
    pub fn down(&self, bits: u64) -> Self {
        let from = usize::try_from(bits / PART_BITS).unwrap_or(usize::MAX);
        let kept = self.0.get(from..).unwrap_or_default();
        let by = bits % PART_BITS;
        let part = |i: usize| {
            let here = u64::from(kept.get(i + 1).copied().unwrap_or(0)) << 32 | u64::from(kept[i]);
            (here >> by) as u32
        };
        Self::of((0..kept.len()).map(part).collect())
    }

    /// The greatest number that divides both.
    pub fn gcd(&self, other: &Self) -> Self {
        let (mut a, mut b) = (self.clone(), other.clone());
        while !b.is_zero() {
            let rest = a.div_rem(&b).1;
            (a, b) = (b, rest);
        }
        a
    }

    pub(crate) fn part(&self, i: usize) -> u32 {
        self.0.get(i).copied().unwrap_or(0)
    }
}

impl From<u64> for Magnitude {
    fn from(value: u64) -> Self {
        Self::of(vec![value as u32, (value >> 32) as u32])
    }
}

impl Ord for Magnitude {
    fn cmp(&self, other: &Self) -> Ordering {
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Magnitude {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Magnitude {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.clone();
        let mut digits = Vec::new();
        while !left.is_zero() {
            let mut nine = left.divide(DECIMALS);
            for _ in 0..9 {
                digits.push(b'0' + (nine % 10) as u8);
                nine /= 10;
            }
        }
        let text: String = digits.iter().rev().map(|&digit| char::from(digit)).collect();
        let text = text.trim_start_matches('0');
        f.write_str(if text.is_empty() { "0" } else { text })
    }
}
