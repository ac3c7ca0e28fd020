//! Floats bit for bit alike on every machine: NaNs as amd64 makes them, since WebAssembly leaves their bits open.

const QUIET: u64 = 1 << 51;
/// What an invalid operation yields (the x86 "real indefinite").
const INDEFINITE: u64 = 0xfff8_0000_0000_0000;

/// The bits of `result`, computed from `a` and `b`: a NaN is the first operand that is one, made quiet.
#[inline(always)]
pub fn bits_of(result: f64, a: f64, b: f64) -> u64 {
    if result.is_nan() { nan_of(a, b) } else { result.to_bits() }
}

#[cold]
fn nan_of(a: f64, b: f64) -> u64 {
    match (a.is_nan(), b.is_nan()) {
        (true, _) => a.to_bits() | QUIET,
        (_, true) => b.to_bits() | QUIET,
        _ => INDEFINITE,
    }
}

/// A float64 rounded to float32, both as bits.
#[inline]
pub fn to_single(bits: u64) -> u32 {
    let value = f64::from_bits(bits);
    if value.is_nan() {
        return (bits >> 32) as u32 & 0x8000_0000 | 0x7fc0_0000 | (bits >> 29) as u32 & 0x003f_ffff;
    }
    (value as f32).to_bits()
}

/// The float64 of equal value, both as bits.
#[inline]
pub fn from_single(bits: u32) -> u64 {
    let value = f32::from_bits(bits);
    if value.is_nan() {
        let bits = u64::from(bits);
        return (bits & 0x8000_0000) << 32 | 0x7ff8 << 48 | (bits & 0x003f_ffff) << 29;
    }
    f64::from(value).to_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nans_are_those_of_amd64() {
        let own = f64::from_bits(0x7ff8_0000_0000_0001);
        assert_eq!(bits_of(f64::NAN, 0.0, 0.0), INDEFINITE);
        assert_eq!(bits_of(f64::NAN, own, 1.0), own.to_bits());
        assert_eq!(bits_of(f64::NAN, 1.0, own), own.to_bits());
        assert_eq!(bits_of(1.5, 1.0, 0.5), 1.5_f64.to_bits());
    }

    #[test]
    fn singles_keep_sign_and_payload_of_nans() {
        assert_eq!(to_single(0xfff8_0000_2000_0000), 0xffc0_0001);
        assert_eq!(from_single(0xffc0_0001), 0xfff8_0000_2000_0000);
        assert_eq!(from_single(to_single(0.1_f64.to_bits())), f64::from(0.1_f32).to_bits());
    }
}
