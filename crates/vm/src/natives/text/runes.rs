//! Properties of code points and their case, as Go's package unicode tells them (Unicode 17, simple case mappings).

pub use gopark_letters::Class;

/// Whether `r` is of the class.
pub fn is(class: Class, r: i64) -> bool {
    u32::try_from(r).is_ok_and(|code_point| gopark_letters::is(class, code_point))
}

/// Capital letter of `r`, itself when it has none of one code point.
pub fn to_upper(r: i64) -> i64 {
    match r {
        // Small Greek letters with iota below: their one-point capitals are title case letters, which Rust avoids.
        0x1f80..=0x1faf => r | 8,
        0x1fb3 | 0x1fc3 | 0x1ff3 => r + 9,
        _ => mapped(gopark_letters::upper, r),
    }
}

/// Small letter of `r`, itself when it has none.
pub fn to_lower(r: i64) -> i64 {
    if r == 0x130 { i64::from(b'i') } else { mapped(gopark_letters::lower, r) }
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

/// Numbers that are no code points are their own letters.
fn mapped(map: fn(u32) -> u32, r: i64) -> i64 {
    u32::try_from(r).map_or(r, |code_point| map(code_point).into())
}
