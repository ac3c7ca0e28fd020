//! Constants and their exact arithmetic.
//!
//! Integers and fractions are exact; a fraction whose numerator or denominator outgrows [`RATIO_BITS_MAX`] is rounded to
//! [`MANTISSA_BITS`] significant bits times a power of two, as Go's compiler computes with 512 bits where fractions would be too long.

mod arith;
mod convert;
mod format;
mod literal;

use std::rc::Rc;

use gopark_exact::{Int, Ratio};

pub(super) use arith::{binary, compare, negate, shift, to_complement};
pub use convert::{round_f32, round_f64};
pub(super) use convert::{to_complex, to_float, to_int};
pub(super) use literal::{DIGITS_MAX, number};

/// The longest numerator or denominator kept exactly, in bits.
const RATIO_BITS_MAX: u64 = 4096;
/// Significant bits kept of what is longer.
const MANTISSA_BITS: u64 = 512;
/// Numbers of more bits than this before the point (or zeros after it) count as infinite (or as zero), as with
/// `math/big.Float`.
const EXPONENT_BITS_MAX: i64 = i32::MAX as i64;

/// The value of a constant. Numbers are shared: there is room for one beside every expression, and few have one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Unknown because of a reported error.
    Unknown,
    /// `true`, `false`
    Bool(bool),
    /// A string's bytes, which need not be UTF-8.
    Str(Rc<[u8]>),
    /// An integer, of any size while untyped.
    Int(Rc<Int>),
    /// A number that is no integer, or one of a float type. Of a float32 or float64 type: rounded to it.
    Float(Rc<Ratio>),
    /// A complex number: real and imaginary part.
    Complex(Rc<Ratio>, Rc<Ratio>),
}

impl Value {
    /// The integer, if it is one and fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Value::Int(int) => int.to_i64(),
            Value::Float(ratio) if ratio.is_integer() => ratio.to_integer().to_i64(),
            _ => None,
        }
    }

    /// The integer, if it is one and fits.
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Value::Int(int) => int.to_u64(),
            Value::Float(ratio) if ratio.is_integer() => ratio.to_integer().to_u64(),
            _ => None,
        }
    }

    /// The 64 bits of an integer that fits an int64 or a uint64, or of a boolean.
    pub fn as_word(&self) -> Option<u64> {
        match self {
            Value::Bool(value) => Some(u64::from(*value)),
            _ => self.as_i64().map(|n| n as u64).or_else(|| self.as_u64()),
        }
    }

    /// The boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The bytes of a string.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Value::Str(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The nearest float64 of a real number.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Value::Int(int) => Some(round_f64(&Ratio::from_integer(Int::clone(int)))),
            Value::Float(ratio) => Some(round_f64(ratio)),
            Value::Complex(re, im) if im.is_zero() => Some(round_f64(re)),
            _ => None,
        }
    }

    /// The nearest float32 of a real number.
    pub fn as_f32(&self) -> Option<f32> {
        match self {
            Value::Int(int) => Some(round_f32(&Ratio::from_integer(Int::clone(int)))),
            Value::Float(ratio) => Some(round_f32(ratio)),
            Value::Complex(re, im) if im.is_zero() => Some(round_f32(re)),
            _ => None,
        }
    }

    /// Real and imaginary part of a number, each as the nearest float64.
    pub fn as_c128(&self) -> Option<(f64, f64)> {
        match self {
            Value::Complex(re, im) => Some((round_f64(re), round_f64(im))),
            _ => Some((self.as_f64()?, 0.0)),
        }
    }

    /// Whether it is a number and zero.
    pub fn is_zero(&self) -> bool {
        match self {
            Value::Int(int) => int.is_zero(),
            Value::Float(ratio) => ratio.is_zero(),
            Value::Complex(re, im) => re.is_zero() && im.is_zero(),
            _ => false,
        }
    }

    /// Whether it is a real number below zero.
    pub fn is_negative(&self) -> bool {
        match self {
            Value::Int(int) => int.is_negative(),
            Value::Float(ratio) => ratio.is_negative(),
            _ => false,
        }
    }

    pub(super) fn int(value: i64) -> Value {
        Int::from(value).into()
    }
}

impl From<Int> for Value {
    fn from(int: Int) -> Value {
        Value::Int(Rc::new(int))
    }
}

impl From<Ratio> for Value {
    fn from(ratio: Ratio) -> Value {
        Value::Float(Rc::new(ratio))
    }
}

impl From<(Ratio, Ratio)> for Value {
    fn from((re, im): (Ratio, Ratio)) -> Value {
        Value::Complex(Rc::new(re), Rc::new(im))
    }
}
