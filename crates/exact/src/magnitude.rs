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
        // As on paper, with parts as digits (Knuth, The Art of Computer Programming, 4.3.1 D): with the divisor's highest bit
        // set, a digit that is guessed from the highest parts is two too large at most.
        let by = u64::from(other.part(other.0.len() - 1).leading_zeros());
        let (mut rest, divisor) = (self.up(by).0, other.up(by).0);
        let len = divisor.len();
        rest.resize(self.0.len() + 1, 0);
        let (top, next) = (u64::from(divisor[len - 1]), u64::from(divisor[len - 2]));
        let mut quotient = vec![0; rest.len() - len];
        for (at, digit) in quotient.iter_mut().enumerate().rev() {
            let rest = &mut rest[at..=at + len];
            let high = u64::from(rest[len]) << 32 | u64::from(rest[len - 1]);
            let (mut guess, mut left) = (high / top, high % top);
            while guess >> 32 != 0 || guess * next > left << 32 | u64::from(rest[len - 2]) {
                guess -= 1;
                left += top;
                if left >> 32 != 0 {
                    break;
                }
            }
            if !take(rest, &divisor, guess) {
                guess -= 1;
                give_back(rest, &divisor);
            }
            *digit = guess as u32;
        }
        (Self::of(quotient), Self::of(rest).down(by))
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

/// Subtracts `other` so many times, modulo the room that `parts` has; whether there was enough.
fn take(parts: &mut [u32], other: &[u32], times: u64) -> bool {
    let (mut carry, mut borrow) = (0, false);
    for (i, part) in parts.iter_mut().enumerate() {
        carry += u64::from(other.get(i).copied().unwrap_or(0)) * times;
        let (less, first) = part.overflowing_sub(carry as u32);
        let (less, second) = less.overflowing_sub(u32::from(borrow));
        (*part, borrow) = (less, first || second);
        carry >>= 32;
    }
    !borrow
}

/// Adds `other`, modulo the room that `parts` has.
fn give_back(parts: &mut [u32], other: &[u32]) {
    let mut carry = 0;
    for (i, part) in parts.iter_mut().enumerate() {
        carry += u64::from(*part) + u64::from(other.get(i).copied().unwrap_or(0));
        *part = carry as u32;
        carry >>= 32;
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

#[cfg(test)]
mod tests {
    use super::Magnitude;

    #[test]
    fn quotient_and_rest_make_the_whole_again() {
        let mut state = 1_u64;
        let mut random = move |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        // Digits at the ends of their range are where a guess is too large.
        let mut number = |most: u64| {
            let parts = (0..=random(most)).map(|_| match random(4) {
                0 => 0,
                1 => u32::MAX,
                2 => 1 << 31,
                _ => random(1 << 31) as u32,
            });
            Magnitude::of(parts.collect())
        };
        for _ in 0..20_000 {
            let (whole, divisor) = (number(9), number(5));
            let (quotient, rest) = whole.div_rem(&divisor);
            if divisor.is_zero() {
                continue;
            }
            assert!(rest < divisor, "{whole} / {divisor}");
            assert_eq!(quotient.times(&divisor).plus(&rest), whole, "{whole} / {divisor}");
        }
    }
}
