//! Numbers: what may fail, and complex arithmetic.

use gopark_program::Slot;
use gopark_trace::Sink;

use super::Machine;
use crate::float;
use crate::stop::Stop;

type Complex = (f64, f64);

/// The product, as the compiler computes it.
pub(super) fn mul(a: Complex, b: Complex) -> Complex {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// The quotient, with infinities and NaNs as C99 has them (`runtime/complex.go:complex128div`).
pub(super) fn div(n: Complex, m: Complex) -> Complex {
    let scaled = if m.0.abs() >= m.1.abs() {
        let ratio = m.1 / m.0;
        let denominator = m.0 + ratio * m.1;
        ((n.0 + n.1 * ratio) / denominator, (n.1 - n.0 * ratio) / denominator)
    } else {
        let ratio = m.0 / m.1;
        let denominator = m.1 + ratio * m.0;
        ((n.0 * ratio + n.1) / denominator, (n.1 * ratio - n.0) / denominator)
    };
    if !(scaled.0.is_nan() && scaled.1.is_nan()) {
        return scaled;
    }
    let (a, b, c, d) = (n.0, n.1, m.0, m.1);
    let unit = |value: f64| (if value.is_infinite() { 1.0_f64 } else { 0.0 }).copysign(value);
    if m == (0.0, 0.0) && (!a.is_nan() || !b.is_nan()) {
        let infinity = f64::INFINITY.copysign(c);
        (infinity * a, infinity * b)
    } else if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
        let (a, b) = (unit(a), unit(b));
        (f64::INFINITY * (a * c + b * d), f64::INFINITY * (b * c - a * d))
    } else if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
        let (c, d) = (unit(c), unit(d));
        (0.0 * (a * c + b * d), 0.0 * (b * c - a * d))
    } else {
        scaled
    }
}

/// Toward zero; what does not fit is the least integer, as amd64's CVTTSD2SQ has it.
fn truncate(value: f64) -> i64 {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&value) { value as i64 } else { i64::MIN }
}

impl<S: Sink> Machine<'_, S> {
    pub(super) fn div_unsigned(
        &mut self,
        d: Slot,
        a: Slot,
        b: Slot,
        divide: fn(u64, u64) -> u64,
    ) -> Result<(), Stop> {
        let divisor = self.get(b);
        if divisor == 0 {
            return Err(Stop::error("integer divide by zero"));
        }
        self.set(d, divide(self.get(a), divisor));
        Ok(())
    }

    pub(super) fn float_to_int(&mut self, d: Slot, a: Slot) {
        self.set(d, truncate(f64::from_bits(self.get(a))).cast_unsigned());
    }

    /// The compiler subtracts 2^63 from what is not below it.
    pub(super) fn float_to_uint(&mut self, d: Slot, a: Slot) {
        const HALF: f64 = 9_223_372_036_854_775_808.0;
        let value = f64::from_bits(self.get(a));
        let word = if value < HALF {
            truncate(value).cast_unsigned()
        } else {
            truncate(value - HALF).cast_unsigned() ^ 1 << 63
        };
        self.set(d, word);
    }

    fn complex_at(&self, slot: Slot) -> Complex {
        let (real, imaginary) = self.get2(slot);
        (f64::from_bits(real), f64::from_bits(imaginary))
    }

    pub(super) fn complex(&mut self, d: Slot, a: Slot, b: Slot, compute: fn(Complex, Complex) -> Complex) {
        let (real, imaginary) = compute(self.complex_at(a), self.complex_at(b));
        let bits = |value| float::bits_of(value, 0.0, 0.0);
        self.set2(d, (bits(real), bits(imaginary)));
    }

    pub(super) fn equal_complex(&mut self, d: Slot, a: Slot, b: Slot) {
        let equal = self.complex_at(a) == self.complex_at(b);
        self.set(d, u64::from(equal));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_knows_infinities() {
        assert_eq!(div((1.0, 2.0), (3.0, 4.0)), (0.44, 0.08));
        assert_eq!(div((1.0, 0.0), (0.0, 0.0)).0, f64::INFINITY);
        assert_eq!(div((1.0, 1.0), (f64::INFINITY, 1.0)), (0.0, 0.0));
    }

    #[test]
    fn what_does_not_fit_is_the_least_integer() {
        assert_eq!(truncate(-3.9), -3);
        assert_eq!(truncate(1e300), i64::MIN);
        assert_eq!(truncate(f64::NAN), i64::MIN);
    }
}
