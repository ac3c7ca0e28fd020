//! Package math, where it is not Go source itself. What IEEE 754 defines is exact; transcendental functions are computed by
//! portable code, the same natively and in wasm, and as Go computes them where [`functions`] says so.

mod functions;

use gopark_trace::Sink;

use super::text::decimal;
use crate::native::{Cx, Native, NativeFn};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    let run: NativeFn<S> = match function {
        "Float32bits" => |cx| {
            #[expect(clippy::cast_possible_truncation, reason = "a float32 in a float64")]
            let bits = (cx.float(0) as f32).to_bits();
            cx.set_word(0, u64::from(bits));
            Ok(())
        },
        "Float32frombits" => |cx| {
            let bits = u32::try_from(cx.word(0)).unwrap_or(0);
            cx.set_float(0, f64::from(f32::from_bits(bits)));
            Ok(())
        },
        "Float64bits" | "Float64frombits" => |cx| {
            cx.set_word(0, cx.word(0));
            Ok(())
        },
        "FMA" => |cx| {
            cx.set_float(0, libm::fma(cx.float(0), cx.float(1), cx.float(2)));
            Ok(())
        },
        "Ldexp" => |cx| {
            cx.set_float(0, functions::ldexp(cx.float(0), cx.int(1)));
            Ok(())
        },
        "pow10" => |cx| {
            cx.set_float(0, decimal::float(&format!("1e{}", cx.int(0)), 64).unwrap_or(f64::NAN));
            Ok(())
        },
        "Frexp" => |cx| {
            let (fraction, exponent) = functions::frexp(cx.float(0));
            cx.set_float(0, fraction);
            cx.set_int(1, exponent);
            Ok(())
        },
        _ => return one(function).or_else(|| two(function)).map(Native::pure),
    };
    Some(Native::pure(run))
}

fn apply<S: Sink>(cx: &mut Cx<'_, S>, f: fn(f64) -> f64) -> Result<(), Stop> {
    cx.set_float(0, f(cx.float(0)));
    Ok(())
}

fn apply_two<S: Sink>(cx: &mut Cx<'_, S>, f: fn(f64, f64) -> f64) -> Result<(), Stop> {
    cx.set_float(0, f(cx.float(0), cx.float(1)));
    Ok(())
}

/// Functions of one number.
fn one<S: Sink>(function: &str) -> Option<NativeFn<S>> {
    Some(match function {
        "Sqrt" => |cx| apply(cx, libm::sqrt),
        "Floor" => |cx| apply(cx, libm::floor),
        "Ceil" => |cx| apply(cx, libm::ceil),
        "Trunc" => |cx| apply(cx, libm::trunc),
        "Round" => |cx| apply(cx, libm::round),
        "RoundToEven" => |cx| apply(cx, f64::round_ties_even),
        "Exp" => |cx| apply(cx, functions::exp),
        "Expm1" => |cx| apply(cx, libm::expm1),
        "Log" => |cx| apply(cx, functions::log),
        "Log2" => |cx| apply(cx, functions::log2),
        "Log10" => |cx| apply(cx, functions::log10),
        _ => return None,
    })
}

/// Functions of two numbers.
fn two<S: Sink>(function: &str) -> Option<NativeFn<S>> {
    Some(match function {
        "Pow" => |cx| apply_two(cx, functions::pow),
        "Hypot" => |cx| apply_two(cx, functions::hypot),
        "Mod" => |cx| apply_two(cx, libm::fmod),
        "Remainder" => |cx| apply_two(cx, libm::remainder),
        _ => return None,
    })
}
