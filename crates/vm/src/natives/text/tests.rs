//! Against what real Go wrote and read: `test_data/text.txt` has a case a line, texts in hexadecimal (`-`: empty).
//!
//! ```text
//! F spec verb bits float64-bits text    fmt of floats       S spec verb text text           fmt of strings
//! I spec verb int64 text                fmt of integers     Q text quoted ascii graphic can-backquote
//! U spec verb uint64 text                                   Z literal value fault           Unquote
//! P text bits float64-bits fault        ParseFloat          N, M text base bits value fault ParseInt, ParseUint
//! ```

use super::layout::Spec;
use super::parse::Fault;
use super::{parse, quote, runes};

struct Case<'a>(Vec<&'a str>);

impl Case<'_> {
    fn number<T: std::str::FromStr<Err: std::fmt::Debug>>(&self, i: usize) -> T {
        self.0[i].parse().expect("a number")
    }

    fn text(&self, i: usize) -> Vec<u8> {
        let hex = self.0[i].strip_prefix('-').unwrap_or(self.0[i]).as_bytes();
        let byte = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|p| u8::from_str_radix(p, 16).ok());
        hex.chunks(2).map(|pair| byte(pair).expect("hexadecimal")).collect()
    }

    fn spec(&self) -> Spec {
        Spec::unpack(self.number(1))
    }
}

fn formatted(case: &Case<'_>) -> Vec<u8> {
    let (spec, verb) = (case.spec(), case.number::<u32>(2));
    let text = match case.0[0] {
        "F" => spec.float(f64::from_bits(case.number(4)), case.number(3), verb),
        "I" => {
            let value: i64 = case.number(3);
            spec.integer(value.unsigned_abs(), value < 0, verb)
        }
        "U" => spec.integer(case.number(3), false, verb),
        _ => {
            let text = case.text(3);
            Some(match u8::try_from(verb) {
                Ok(b's') => spec.string(&text),
                Ok(b'q') => spec.quoted(&text),
                verb => spec.hex_bytes(&text, verb == Ok(b'X')),
            })
        }
    };
    text.expect("a verb that is known")
}

/// A parsed number and its fault as `strconv` numbers them here.
fn parsed<T: Default>(result: Result<T, Fault<T>>) -> (T, u32) {
    match result {
        Ok(value) => (value, 0),
        Err(Fault::Syntax) => (T::default(), 1),
        Err(Fault::Range(nearest)) => (nearest, 2),
    }
}

fn holds(case: &Case<'_>) -> bool {
    match case.0[0] {
        "Q" => {
            let text = case.text(1);
            let quoted = |is_ascii, is_graphic| quote::quote(&text, b'"', is_ascii, is_graphic);
            quoted(false, false) == case.text(2)
                && quoted(true, false) == case.text(3)
                && quoted(false, true) == case.text(4)
                && quote::can_backquote(&text) == case.number::<bool>(5)
        }
        "Z" => quote::unquote(&case.text(1)) == (case.0[3] == "0").then(|| case.text(2)),
        "P" => {
            let (value, fault) = parsed(parse::float(&case.text(1), case.number(2)));
            let wanted = f64::from_bits(case.number(3));
            fault == case.number(4)
                && (value.to_bits() == wanted.to_bits() || value.is_nan() && wanted.is_nan())
        }
        "N" => {
            let result = parse::signed(&case.text(1), case.number(2), case.number(3));
            parsed(result) == (case.number(4), case.number(5))
        }
        "M" => {
            let result = parse::unsigned(&case.text(1), case.number(2), case.number(3));
            parsed(result) == (case.number(4), case.number(5))
        }
        _ => formatted(case) == case.text(case.0.len() - 1),
    }
}

#[test]
fn texts_are_those_of_real_go() {
    for line in include_str!("../../../test_data/text.txt").lines() {
        assert!(holds(&Case(line.split(' ').collect())), "{line}");
    }
}

/// A hash (FNV-1a, a word at a time) over numbers, to compare a whole table with Go's.
fn hash(numbers: impl Iterator<Item = i64>) -> u64 {
    numbers.fold(0xcbf2_9ce4_8422_2325, |h, n| (h ^ n.cast_unsigned()).wrapping_mul(0x100_0000_01b3))
}

#[test]
fn code_points_are_those_of_real_go() {
    use runes::Class;
    let classes = [
        Class::Letter,
        Class::Digit,
        Class::Number,
        Class::Upper,
        Class::Lower,
        Class::Title,
        Class::Space,
        Class::Punct,
        Class::Symbol,
        Class::Mark,
        Class::Control,
        Class::Graphic,
        Class::Print,
    ];
    let properties = |r: i64| {
        let bits = classes.iter().enumerate().map(|(i, &class)| i64::from(runes::is(class, r)) << i).sum();
        [bits, runes::to_upper(r), runes::to_lower(r), runes::to_title(r)]
    };
    assert_eq!(hash((-2..0x11_0002).flat_map(properties)), 0x236e_8033_71cb_c96c);
}

#[test]
fn letters_fold_with_their_other_cases() {
    let (k, kelvin, s, long_s, sigma, last_sigma) = (0x6b, 0x212a, 0x73, 0x17f, 0x3c3, 0x3c2);
    for (a, b) in [(k, 0x4b), (k, kelvin), (s, long_s), (sigma, last_sigma), (0xdf, 0x1e9e), (0x1c4, 0x1c6)] {
        assert_eq!(runes::fold(a), runes::fold(b), "{a:x} {b:x}");
    }
    for (a, b) in [(0x69, 0x131), (0x69, 0x130), (k, s)] {
        assert_ne!(runes::fold(a), runes::fold(b), "{a:x} {b:x}");
    }
}
