//! Finding, counting and replacing within byte strings, as package strings does it.

use super::{runes, utf8};

/// Where `sub` first is in `s`.
pub fn index(s: &[u8], sub: &[u8]) -> Option<usize> {
    let Some((&first, rest)) = sub.split_first() else { return Some(0) };
    let mut from = 0;
    while from + sub.len() <= s.len() {
        from += s[from..=s.len() - sub.len()].iter().position(|&b| b == first)?;
        if s[from + 1..].starts_with(rest) {
            return Some(from);
        }
        from += 1;
    }
    None
}

/// Where `sub` last is in `s`.
pub fn last_index(s: &[u8], sub: &[u8]) -> Option<usize> {
    (0..=s.len().checked_sub(sub.len())?).rev().find(|&i| s[i..].starts_with(sub))
}

/// How often `sub` is in `s` without overlaps; an empty one is before each code point and at the end.
pub fn count(s: &[u8], sub: &[u8]) -> usize {
    if sub.is_empty() {
        return utf8::count(s) + 1;
    }
    let mut count = 0;
    let mut rest = s;
    while let Some(i) = index(rest, sub) {
        count += 1;
        rest = &rest[i + sub.len()..];
    }
    count
}

/// `s` with the first `n` (all, if negative) `old`s replaced; none when it would be longer than `max` bytes.
pub fn replace(s: &[u8], old: &[u8], new: &[u8], n: i64, max: u64) -> Option<Vec<u8>> {
    let count = count(s, old).min(usize::try_from(n).unwrap_or(usize::MAX));
    let longer = new.len().saturating_sub(old.len()).saturating_mul(count);
    if s.len().saturating_add(longer) as u64 > max {
        return None;
    }
    let mut out = Vec::with_capacity(s.len() + longer);
    let mut rest = s;
    for i in 0..count {
        let at = if !old.is_empty() {
            index(rest, old).unwrap_or(rest.len())
        } else if i == 0 {
            0
        } else {
            utf8::decode(rest).1
        };
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(new);
        rest = &rest[at + old.len()..];
    }
    out.extend_from_slice(rest);
    Some(out)
}

/// Whether two texts are equal but for the case of letters.
pub fn equal_fold(mut a: &[u8], mut b: &[u8]) -> bool {
    while !a.is_empty() && !b.is_empty() {
        let ((r, wide_r), (s, wide_s)) = (utf8::decode(a), utf8::decode(b));
        if runes::fold(i64::from(r)) != runes::fold(i64::from(s)) {
            return false;
        }
        (a, b) = (&a[wide_r..], &b[wide_s..]);
    }
    a.is_empty() && b.is_empty()
}
