//! Operations on constants.

use std::cmp::Ordering;
use std::rc::Rc;

use gopark_exact::{Int, Ratio};

use super::convert::{bounded, to_complex, to_float};
use super::{Value, to_int};
use crate::ast::BinaryOp;

/// Strings built by constant concatenation are cut off, as unknown, beyond this many bytes.
const STRING_BYTES_MAX: usize = 1 << 24;

/// `x op y` for operands of one kind; division of integers truncates if `integer_division`. `None` if there is no such
/// operation, the divisor is zero or the result has no bounds.
pub(in crate::check) fn binary(x: &Value, op: BinaryOp, y: &Value, integer_division: bool) -> Option<Value> {
    match matched(x, y)? {
        (Value::Bool(a), Value::Bool(b)) => match op {
            BinaryOp::AndAnd => Some(Value::Bool(a && b)),
            BinaryOp::OrOr => Some(Value::Bool(a || b)),
            _ => None,
        },
        (Value::Str(a), Value::Str(b)) if op == BinaryOp::Add && a.len() + b.len() <= STRING_BYTES_MAX => {
            Some(Value::Str(Rc::from([&*a, &*b].concat())))
        }
        (Value::Int(a), Value::Int(b)) => int_op(&a, op, &b, integer_division),
        (Value::Float(a), Value::Float(b)) => real_op(&a, op, &b).map(Value::from),
        (Value::Complex(a, b), Value::Complex(c, d)) => complex_op((&a, &b), op, (&c, &d)),
        _ => None,
    }
}

/// Both values in the larger of their kinds.
fn matched(x: &Value, y: &Value) -> Option<(Value, Value)> {
    Some(match (x, y) {
        (Value::Complex(..), _) | (_, Value::Complex(..)) => (to_complex(x)?, to_complex(y)?),
        (Value::Float(_), _) | (_, Value::Float(_)) => (to_float(x)?, to_float(y)?),
        _ => (x.clone(), y.clone()),
    })
}

fn int_op(a: &Int, op: BinaryOp, b: &Int, integer_division: bool) -> Option<Value> {
    let int = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div | BinaryOp::Rem if b.is_zero() => return None,
        // go/constant divides what fits an int64 as one, where this wraps around.
        BinaryOp::Div if integer_division && *a == i64::MIN.into() && *b == (-1).into() => a.clone(),
        BinaryOp::Div if integer_division => a / b,
        BinaryOp::Div => return bounded(Ratio::new(a, b)).map(Value::from),
        BinaryOp::Rem => a % b,
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::AndNot => a & &!b,
        _ => return None,
    };
    Some(int.into())
}

fn real_op(a: &Ratio, op: BinaryOp, b: &Ratio) -> Option<Ratio> {
    bounded(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div if !b.is_zero() => a / b,
        _ => return None,
    })
}

fn complex_op(x: (&Ratio, &Ratio), op: BinaryOp, y: (&Ratio, &Ratio)) -> Option<Value> {
    let ((a, b), (c, d)) = (x, y);
    let (re, im) = match op {
        BinaryOp::Add => (a + c, b + d),
        BinaryOp::Sub => (a - c, b - d),
        BinaryOp::Mul => (&(a * c) - &(b * d), &(b * c) + &(a * d)),
        BinaryOp::Div => {
            let norm = &(c * c) + &(d * d);
            if norm.is_zero() {
                return None;
            }
            (&(&(a * c) + &(b * d)) / &norm, &(&(b * c) - &(a * d)) / &norm)
        }
        _ => return None,
    };
    Some((bounded(re)?, bounded(im)?).into())
}

/// Whether `x op y` holds, for a comparison.
pub(in crate::check) fn compare(x: &Value, op: BinaryOp, y: &Value) -> Option<bool> {
    let (x, y) = matched(x, y)?;
    let order = match (&x, &y) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Float(a), Value::Float(b)) => a.cmp(b),
        (Value::Str(a), Value::Str(b)) => a.cmp(b),
        (Value::Bool(_), Value::Bool(_)) | (Value::Complex(..), Value::Complex(..)) => {
            return match op {
                BinaryOp::Equal => Some(x == y),
                BinaryOp::NotEqual => Some(x != y),
                _ => None,
            };
        }
        _ => return None,
    };
    Some(match op {
        BinaryOp::Equal => order == Ordering::Equal,
        BinaryOp::NotEqual => order != Ordering::Equal,
        BinaryOp::Less => order == Ordering::Less,
        BinaryOp::LessEqual => order != Ordering::Greater,
        BinaryOp::Greater => order == Ordering::Greater,
        BinaryOp::GreaterEqual => order != Ordering::Less,
        _ => return None,
    })
}

/// `-x`
pub(in crate::check) fn negate(x: &Value) -> Option<Value> {
    match x {
        Value::Int(int) => Some((-&**int).into()),
        Value::Float(ratio) => Some((-&**ratio).into()),
        Value::Complex(re, im) => Some((-&**re, -&**im).into()),
        _ => None,
    }
}

/// `^x`; for an unsigned type of so many bits within those.
pub(in crate::check) fn to_complement(x: &Value, unsigned_bits: Option<u32>) -> Option<Value> {
    let Some(Value::Int(int)) = to_int(x) else { return None };
    let complement = !&*int;
    Some(match unsigned_bits {
        Some(bits) => (&complement & &(&(&Int::one() << u64::from(bits)) - &Int::one())).into(),
        None => complement.into(),
    })
}

/// `x << count` or `x >> count`
pub(in crate::check) fn shift(x: &Value, op: BinaryOp, count: u32) -> Option<Value> {
    match x {
        Value::Int(int) if op == BinaryOp::ShiftLeft => Some((&**int << u64::from(count)).into()),
        Value::Int(int) => Some((&**int >> u64::from(count)).into()),
        _ => None,
    }
}
