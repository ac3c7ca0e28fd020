//! Whole numbers and fractions of any size, exactly, as Go's constants are, and the decimal digits of floats.
//!
//! What a compiler does with constants is little and rarely long, so everything is done in the plainest way: the page
//! pays for quick multiplication of thousands of digits where it is never needed.

mod digits;
mod int;
mod magnitude;
mod ratio;

pub use digits::{Digits, fixed};
pub use int::Int;
pub use magnitude::Magnitude;
pub use ratio::Ratio;

#[cfg(test)]
mod tests {
    use std::ops::{Add as _, BitAnd as _, BitOr as _, BitXor as _, Div as _, Mul as _, Rem as _, Sub as _};

    use num_bigint::BigInt;
    use num_rational::BigRational;

    use super::{Int, Ratio};

    /// A generator of numbers of up to 320 bits, often with runs of equal bits.
    struct Random(u64);

    impl Random {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % limit
        }

        fn pair(&mut self) -> (Int, BigInt) {
            let (mut ours, mut theirs) = (Int::zero(), BigInt::from(0));
            for _ in 0..self.below(11) {
                let part = match self.below(4) {
                    0 => 0,
                    1 => i64::from(u32::MAX),
                    _ => self.below(1 << 31) as i64,
                };
                ours = &(&ours << 32) + &Int::from(part);
                theirs = (theirs << 32) + part;
            }
            if self.below(2) == 0 { (-&ours, -theirs) } else { (ours, theirs) }
        }
    }

    fn same(ours: &Int, theirs: &BigInt, what: &str) {
        assert_eq!(ours.to_string(), theirs.to_string(), "{what}");
    }

    #[test]
    fn whole_numbers_are_those_of_num_bigint() {
        use num_integer::Integer as _;
        let mut random = Random(1);
        for round in 0..20_000 {
            let ((a, x), (b, y)) = (random.pair(), random.pair());
            let what = format!("round {round}: {x} {y}");
            same(&(&a).add(&b), &(&x + &y), &what);
            same(&(&a).sub(&b), &(&x - &y), &what);
            same(&(&a).mul(&b), &(&x * &y), &what);
            same(&(&a).bitand(&b), &(&x & &y), &what);
            same(&(&a).bitor(&b), &(&x | &y), &what);
            same(&(&a).bitxor(&b), &(&x ^ &y), &what);
            same(&!&a, &!&x, &what);
            if !b.is_zero() {
                same(&(&a).div(&b), &(&x / &y), &what);
                same(&(&a).rem(&b), &(&x % &y), &what);
            }
            assert_eq!(a.cmp(&b), x.cmp(&y), "{what}");
            let bits = random.below(200);
            same(&(&a << bits), &(&x << bits), &what);
            same(&(&a >> bits), &(&x >> bits), &what);
            assert_eq!((a.to_i64(), a.to_u64()), (i64::try_from(&x).ok(), u64::try_from(&x).ok()), "{what}");
            assert_eq!((a.bits(), a.magnitude().is_odd()), (x.bits(), x.is_odd()), "{what}");
            let digits = x.magnitude().to_str_radix(16);
            same(&Int::from_digits(&digits, 16).unwrap(), &BigInt::from(x.magnitude().clone()), &what);
        }
        for edge in [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX] {
            assert_eq!(Int::from(edge).to_i64(), Some(edge));
            assert_eq!((&Int::from(edge) - &Int::one()).to_i64(), edge.checked_sub(1));
            assert_eq!((&Int::from(edge) + &Int::one()).to_i64(), edge.checked_add(1));
        }
        same(&Int::from(-7).pow(91), &BigInt::from(-7).pow(91), "a power");
        assert_eq!((Int::from_digits("", 10), Int::from_digits("1a", 10)), (None, None));
    }

    #[test]
    fn fractions_are_those_of_num_rational() {
        let mut random = Random(2);
        let mut pair = || loop {
            let ((a, x), (b, y)) = (random.pair(), random.pair());
            if !b.is_zero() {
                return (Ratio::new(&a, &b), BigRational::new(x, y));
            }
        };
        let check = |ours: &Ratio, theirs: &BigRational| {
            same(ours.numer(), theirs.numer(), "above the line");
            assert_eq!(ours.denom().to_string(), theirs.denom().to_string(), "below the line");
        };
        for _ in 0..2_000 {
            let ((a, x), (b, y)) = (pair(), pair());
            check(&(&a + &b), &(&x + &y));
            check(&(&a - &b), &(&x - &y));
            check(&(&a * &b), &(&x * &y));
            if !b.is_zero() {
                check(&(&a / &b), &(&x / &y));
            }
            assert_eq!(a.cmp(&b), x.cmp(&y));
            same(&a.round(), &x.round().to_integer(), "round");
            same(&a.to_integer(), &x.to_integer(), "to_integer");
            assert_eq!(a.is_integer(), x.is_integer());
        }
        for float in [0.0, 1.0, -1.5, 0.1, 5e-324, f64::MAX, -f64::MIN_POSITIVE, 1e300] {
            check(&Ratio::from_float(float).unwrap(), &BigRational::from_float(float).unwrap());
        }
        assert_eq!(Ratio::from_float(f64::NAN), None);
    }

    #[test]
    fn powers_of_two_change_no_result() {
        let mut random = Random(3);
        // The same number with and without a power of two left out.
        let mut pair = || loop {
            let ((a, _), (b, _)) = (random.pair(), random.pair());
            if !b.is_zero() {
                let scale = random.below(400) as i64 - 200;
                let power = Ratio::from_integer(&Int::one() << scale.unsigned_abs());
                let plain = Ratio::new(&a, &b);
                let whole = if scale < 0 { &plain / &power } else { &plain * &power };
                return (whole, plain.scaled(scale));
            }
        };
        let same = |plain: &Ratio, scaled: &Ratio| {
            assert_eq!(plain.cmp(scaled), std::cmp::Ordering::Equal, "{plain:?} {scaled:?}");
        };
        for _ in 0..2_000 {
            let ((a, x), (b, y)) = (pair(), pair());
            same(&(&a + &b), &(&x + &y));
            same(&(&a - &b), &(&x - &y));
            same(&(&a * &b), &(&x * &y));
            if !b.is_zero() {
                same(&(&a / &b), &(&x / &y));
            }
            assert_eq!(a.cmp(&b), x.cmp(&y));
        }
        let (one, huge) = (Ratio::from_integer(Int::one()), Ratio::from_integer(Int::one()).scaled(1 << 30));
        assert_eq!((&one + &huge, &(-&huge) + &one), (huge.clone(), -&huge));
        assert_eq!(&Ratio::zero() + &huge, huge);
        assert!(one < huge && -&huge < one && -&huge < Ratio::zero() && Ratio::zero() < huge);
    }
}
