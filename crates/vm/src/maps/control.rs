//! Control words of groups: what each of the eight slots holds, all told at once (`internal/runtime/maps/group.go`).
//!
//! A byte is the tag of a key, seven bits of its hash; or it says that the slot is empty, or that its entry was deleted where
//! a search must go on. Sets of slots are words with the highest bit of their bytes.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = LOW << 7;

/// Nothing was there.
pub const EMPTY: u8 = 0x80;
/// An entry was there, and others may lie behind it.
pub const DELETED: u8 = 0xfe;
/// The control word of an empty group.
pub const ALL_EMPTY: u64 = HIGH;

/// Slots that may have a key with this tag: there can be too many, never too few.
#[inline]
pub const fn tagged(word: u64, tag: u8) -> u64 {
    let differs = word ^ LOW.wrapping_mul(tag as u64);
    differs.wrapping_sub(LOW) & !differs & HIGH
}

/// Slots that are empty, without the deleted ones.
#[inline]
pub const fn empty(word: u64) -> u64 {
    word & !(word << 6) & HIGH
}

/// Slots without an entry.
#[inline]
pub const fn free(word: u64) -> u64 {
    word & HIGH
}

/// Slots with one.
#[inline]
pub const fn full(word: u64) -> u64 {
    !word & HIGH
}

/// The first slot of a set that is not empty.
#[inline]
pub const fn first(set: u64) -> u64 {
    set.trailing_zeros() as u64 / 8
}

/// The slots of a set.
#[inline]
pub fn slots(mut set: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let slot = (set != 0).then(|| first(set));
        set &= set.wrapping_sub(1);
        slot
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_slots() {
        let word = u64::from_le_bytes([5, EMPTY, DELETED, 0, 127, 5, EMPTY, DELETED]);
        let check = |set, expected: &[u64]| assert_eq!(slots(set).collect::<Vec<_>>(), expected);
        check(tagged(word, 5), &[0, 5]);
        check(tagged(word, 127), &[4]);
        check(tagged(word, 9), &[]);
        check(empty(word), &[1, 6]);
        check(free(word), &[1, 2, 6, 7]);
        check(full(word), &[0, 3, 4, 5]);
        check(empty(ALL_EMPTY), &[0, 1, 2, 3, 4, 5, 6, 7]);
    }
}
