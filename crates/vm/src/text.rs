//! Scalars as the runtime itself prints them: `println`, and values of panics (`runtime/print.go`).

use gopark_exact::Digits;
use gopark_program::TypeKind;

/// A number, bool or pointer in register form; `second` is the imaginary part of a complex number.
pub fn scalar(kind: &TypeKind, word: u64, second: u64) -> String {
    let float = |word, is_single| float(f64::from_bits(word), is_single);
    match kind {
        TypeKind::Bool => (word != 0).to_string(),
        TypeKind::Int | TypeKind::Int8 | TypeKind::Int16 | TypeKind::Int32 | TypeKind::Int64 => {
            word.cast_signed().to_string()
        }
        TypeKind::Uint
        | TypeKind::Uint8
        | TypeKind::Uint16
        | TypeKind::Uint32
        | TypeKind::Uint64
        | TypeKind::Uintptr => word.to_string(),
        TypeKind::Float32 => float(word, true),
        TypeKind::Float64 => float(word, false),
        TypeKind::Complex64 | TypeKind::Complex128 => {
            let is_single = matches!(kind, TypeKind::Complex64);
            let imaginary = float(second, is_single);
            let sign = if imaginary.starts_with(['+', '-']) { "" } else { "+" };
            format!("({}{sign}{imaginary}i)", float(word, is_single))
        }
        _ => format!("{word:#x}"),
    }
}

/// The shortest text that reads back as the same float, as `strconv.AppendFloat(.., 'g', -1, ..)` chooses it.
fn float(value: f64, is_single: bool) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf".into() } else { "-Inf".into() };
    }
    let digits = Digits::shortest(value.abs(), if is_single { 32 } else { 64 });
    // strconv/ftoa.go: %e below 1e-4 and from 1e6 on, for shortest texts.
    let text = match digits.exponent() {
        -4..6 => digits.plain(),
        _ => digits.scientific(digits.len() - 1),
    };
    if value.is_sign_negative() { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_print_as_in_go() {
        let check = |value: f64, expected: &str| {
            assert_eq!(scalar(&TypeKind::Float64, value.to_bits(), 0), expected);
        };
        check(1.5, "1.5");
        check(0.0, "0");
        check(-0.0, "-0");
        check(100_000.0, "100000");
        check(1_000_000.0, "1e+06");
        check(123_456_789.0, "1.23456789e+08");
        check(0.0001, "0.0001");
        check(0.000_01, "1e-05");
        check(f64::NEG_INFINITY, "-Inf");
        let third = f64::from(1.0_f32 / 3.0).to_bits();
        assert_eq!(scalar(&TypeKind::Float32, third, 0), "0.33333334");
        assert_eq!(scalar(&TypeKind::Complex128, 1_f64.to_bits(), (-2_f64).to_bits()), "(1-2i)");
    }
}
