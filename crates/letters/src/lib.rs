//! What Unicode says of code points: their class, and their capital and small letters of one code point.
//!
//! The standard library's tables of letters, which also have mappings to several, are ten kilobytes of every page.

mod categories;
mod class;

pub use class::{Class, is};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// The capital letter of a code point; itself when it has none, or none of one code point.
pub fn upper(code_point: u32) -> u32 {
    mapped(&UPPER, code_point)
}

/// The small letter of a code point; itself when it has none, or none of one code point.
pub fn lower(code_point: u32) -> u32 {
    mapped(&LOWER, code_point)
}

/// Whether two texts are the same but for the case of their letters.
pub fn same(a: &str, b: &str) -> bool {
    let fold = |text| str::chars(text).map(|c| lower(u32::from(c)));
    fold(a).eq(fold(b))
}

/// Looks up from, twice to and whether only every other code point is meant, and what to add.
fn mapped(table: &[(u32, u32, i32)], code_point: u32) -> u32 {
    let run = table.partition_point(|&(from, ..)| from <= code_point).checked_sub(1);
    match run.map(|run| table[run]) {
        Some((from, to, add)) if code_point <= to >> 1 && (code_point - from) & to & 1 == 0 => {
            code_point.wrapping_add_signed(add)
        }
        _ => code_point,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn single(mut mapped: impl Iterator<Item = char>, c: char) -> u32 {
        u32::from(mapped.next().filter(|_| mapped.next().is_none()).unwrap_or(c))
    }

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for c in '\0'..=char::MAX {
            assert_eq!(upper(u32::from(c)), single(c.to_uppercase(), c), "{c:?}");
            assert_eq!(lower(u32::from(c)), single(c.to_lowercase(), c), "{c:?}");
        }
        assert!(upper(u32::from('ÿ')) == 0x178 && lower(u32::from('Σ')) == u32::from('σ'));
        assert!(UPPER.len() + LOWER.len() < 400);
        assert!(same("Größe", "gRÖßE") && !same("a", "ab") && !same("a", "b"));
    }
}
