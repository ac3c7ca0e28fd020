//! Properties of code points and their case, as Go's package unicode tells them (Unicode 17, simple case mappings).

use super::categories::RUNS;

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

/// Whether `r` is of the class.
pub fn is(class: Class, r: i64) -> bool {
    let Ok(r) = u32::try_from(r) else { return false };
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

/// Capital letter of `r`, itself when it has none of one code point.
pub fn to_upper(r: i64) -> i64 {
    let Some(c) = char_of(r) else { return r };
    match r {
        // Small Greek letters with iota below: their one-point capitals are title case letters, which Rust avoids.
        0x1f80..=0x1faf => r | 8,
        0x1fb3 | 0x1fc3 | 0x1ff3 => r + 9,
        _ => single(c.to_uppercase(), r),
    }
}

/// Small letter of `r`, itself when it has none.
pub fn to_lower(r: i64) -> i64 {
    let Some(c) = char_of(r) else { return r };
    if r == 0x130 { i64::from(b'i') } else { single(c.to_lowercase(), r) }
}

/// Title case letter of `r`: its capital but for digraphs and Georgian.
pub fn to_title(r: i64) -> i64 {
    match r {
        0x1c4..=0x1cc => (r - 0x1c4) / 3 * 3 + 0x1c5,
        0x1f1..=0x1f3 => 0x1f2,
        0x10d0..=0x10ff => r,
        _ => to_upper(r),
    }
}

/// One of the code points that are `r` in some case, the same for all of them.
pub fn fold(r: i64) -> i64 {
    match r {
        // The dotted capital and the dotless small i fold with nothing.
        0x130 | 0x131 => r,
        // Two letters that look alike and have capitals only of several code points.
        0x1fd3 => 0x390,
        0x1fe3 => 0x3b0,
        0xfb06 => 0xfb05,
        _ => to_lower(to_upper(r)),
    }
}

fn char_of(r: i64) -> Option<char> {
    char::from_u32(u32::try_from(r).ok()?)
}

fn single(mut mapped: impl Iterator<Item = char>, r: i64) -> i64 {
    match (mapped.next(), mapped.next()) {
        (Some(c), None) => i64::from(u32::from(c)),
        _ => r,
    }
}
