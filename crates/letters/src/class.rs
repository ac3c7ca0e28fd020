//! Properties of code points, as Go's package unicode tells them (Unicode 17).

use crate::categories::RUNS;

/// A general category; numbered as in [`RUNS`].
#[derive(Clone, Copy, PartialEq, Eq)]
struct Category(u32);

const LETTERS: [u32; 5] = [LL, 6, 7, LT, LU];
const LL: u32 = 5;
const LT: u32 = 8;
const LU: u32 = 9;
const MARKS: [u32; 3] = [10, 11, 12];
const ND: u32 = 13;
const PUNCTUATION: [u32; 7] = [16, 17, 18, 19, 20, 21, 22];
const SYMBOLS: [u32; 4] = [23, 24, 25, 26];
const ZS: u32 = 29;

fn category(r: u32) -> Category {
    let run = RUNS.partition_point(|&run| run >> 5 <= r).saturating_sub(1);
    Category(match RUNS[run] & 31 {
        30 if r.is_multiple_of(2) => LU,
        31 if !r.is_multiple_of(2) => LU,
        30 | 31 => LL,
        c => c,
    })
}

impl Category {
    fn is_in(self, categories: &[u32]) -> bool {
        categories.contains(&self.0)
    }
}

/// A class of code points that package unicode has a function for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the functions")]
pub enum Class {
    Letter,
    Digit,
    Number,
    Upper,
    Lower,
    Title,
    Space,
    Punct,
    Symbol,
    Mark,
    Control,
    Graphic,
    Print,
}

/// Whether a code point is of the class.
pub fn is(class: Class, r: u32) -> bool {
    if r > 0x10_ffff {
        return false;
    }
    let c = category(r);
    match class {
        Class::Letter => c.is_in(&LETTERS),
        Class::Digit => c.0 == ND,
        Class::Number => c.is_in(&[ND, 14, 15]),
        Class::Upper => c.0 == LU,
        Class::Lower => c.0 == LL,
        Class::Title => c.0 == LT,
        Class::Space => char::from_u32(r).is_some_and(char::is_whitespace),
        Class::Punct => c.is_in(&PUNCTUATION),
        Class::Symbol => c.is_in(&SYMBOLS),
        Class::Mark => c.is_in(&MARKS),
        Class::Control => c.0 == 1,
        Class::Graphic => c.0 == ZS || is_shown(c),
        Class::Print => r == 0x20 || is_shown(c),
    }
}

fn is_shown(c: Category) -> bool {
    c.is_in(&LETTERS)
        || c.is_in(&MARKS)
        || c.is_in(&[ND, 14, 15])
        || c.is_in(&PUNCTUATION)
        || c.is_in(&SYMBOLS)
}
