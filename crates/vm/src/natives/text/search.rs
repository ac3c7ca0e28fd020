//! Finding, counting and replacing within byte strings, as package strings does it; with so many comparisons at a time.

use super::{runes, utf8};

/// Where `sub` is in `s` first from `at` on. When `left` comparisons were not enough, none of them is left, and `at` is where
/// to go on.
pub fn index(s: &[u8], sub: &[u8], at: &mut usize, left: &mut usize) -> Option<usize> {
    let Some((&first, rest)) = sub.split_first() else { return Some(*at) };
    while *left > 0 && *at + sub.len() <= s.len() {
        let starts = &s[*at..=s.len() - sub.len()];
        let part = &starts[..starts.len().min(*left)];
        let Some(skipped) = part.iter().position(|&b| b == first) else {
            *at += part.len();
            *left -= part.len();
            continue;
        };
        *at += skipped;
        *left -= skipped + 1;
        if s[*at + 1..].starts_with(rest) {
            return Some(*at);
        }
        // Where much is the same that is not all the same, it takes long.
        let equal = s[*at + 1..].iter().zip(rest).take_while(|(a, b)| a == b).count();
        *left = left.saturating_sub(equal);
        *at += 1;
    }
    None
}

/// Where `sub` last is in `s`, of which the last `done` positions were looked at; the same rules.
pub fn last_index(s: &[u8], sub: &[u8], done: &mut usize, left: &mut usize) -> Option<usize> {
    let last = s.len().checked_sub(sub.len())?;
    while *left > 0 && *done <= last {
        let at = last - *done;
        let equal = s[at..].iter().zip(sub).take_while(|(a, b)| a == b).count();
        if equal == sub.len() {
            return Some(at);
        }
        *done += 1;
        *left = left.saturating_sub(1 + equal);
    }
    None
}

/// What is replaced by what, at most so many times, and how often it was.
pub struct Replacing<'a> {
    /// What goes; nothing: there is one before each code point and at the end.
    pub old: &'a [u8],
    /// What comes.
    pub new: &'a [u8],
    /// At most.
    pub most: usize,
    /// So far.
    pub count: usize,
}

impl Replacing<'_> {
    /// Puts what the beginning of `s` becomes behind `out`, which is to have not many more than `most` bytes; how much of it
    /// that was.
    pub fn some(&mut self, s: &[u8], most: usize, out: &mut Vec<u8>) -> usize {
        let mut at = 0;
        if self.old.is_empty() && self.count == 0 && self.most > 0 {
            self.put(out);
        }
        while at < s.len().min(most) && out.len() <= most {
            let (mut next, mut left) = (at, most);
            let found = if self.count >= self.most {
                next = s.len().min(at + most);
                None
            } else if self.old.is_empty() {
                next += utf8::decode(&s[at..]).1;
                Some(next)
            } else {
                let found = index(s, self.old, &mut next, &mut left);
                next = if found.is_none() && left > 0 { s.len().min(next + most) } else { next };
                found
            };
            out.extend_from_slice(&s[at..found.unwrap_or(next)]);
            at = found.map_or(next, |found| found + self.old.len());
            if found.is_some() {
                self.put(out);
            }
        }
        at
    }

    fn put(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.new);
        self.count += 1;
    }
}

/// Whether the beginnings of two texts are equal but for the case of letters, and how much of both is. None: there is no end
/// yet, nor a difference.
pub fn equal_fold(a: &[u8], b: &[u8], most: usize) -> (usize, usize, Option<bool>) {
    let (mut at_a, mut at_b) = (0, 0);
    while at_a < a.len() && at_b < b.len() {
        if at_a >= most {
            return (at_a, at_b, None);
        }
        let ((r, wide_r), (s, wide_s)) = (utf8::decode(&a[at_a..]), utf8::decode(&b[at_b..]));
        if runes::fold(i64::from(r)) != runes::fold(i64::from(s)) {
            return (at_a, at_b, Some(false));
        }
        (at_a, at_b) = (at_a + wide_r, at_b + wide_s);
    }
    (at_a, at_b, Some(at_a == a.len() && at_b == b.len()))
}

#[cfg(test)]
mod tests {
    use super::{Replacing, index, last_index};

    /// With so few comparisons at a time that everything takes many turns.
    fn positions(s: &[u8], sub: &[u8], step: usize) -> (Option<usize>, Option<usize>) {
        let turns = |find: fn(&[u8], &[u8], &mut usize, &mut usize) -> Option<usize>| {
            let mut at = 0;
            loop {
                let mut left = step;
                let found = find(s, sub, &mut at, &mut left);
                if found.is_some() || left > 0 {
                    return found;
                }
            }
        };
        (turns(index), turns(last_index))
    }

    fn replaced(s: &str, old: &str, new: &str, most: usize, step: usize) -> String {
        let mut it = Replacing { old: old.as_bytes(), new: new.as_bytes(), most, count: 0 };
        let (mut at, mut all) = (0, Vec::new());
        loop {
            let mut piece = Vec::new();
            at += it.some(&s.as_bytes()[at..], step, &mut piece);
            all.append(&mut piece);
            if at == s.len() {
                return String::from_utf8(all).expect("text");
            }
        }
    }

    #[test]
    fn parts_find_what_the_whole_has() {
        let texts = ["", "a", "aaaa", "aaab", "abababac", "baaaab", "xyzzy", "ab"];
        for (s, sub) in texts.iter().flat_map(|s| texts.iter().map(move |sub| (*s, *sub))) {
            for step in [1, 2, 3, 100] {
                let found = positions(s.as_bytes(), sub.as_bytes(), step);
                assert_eq!(found, (s.find(sub), s.rfind(sub)), "{sub:?} in {s:?}, {step} at a time");
            }
        }
    }

    #[test]
    fn parts_replace_what_the_whole_would() {
        for (s, old, new) in [
            ("banana", "a", "oo"),
            ("banana", "ana", ""),
            ("", "", "x"),
            ("häß", "", "-"),
            ("aaaa", "aa", "b"),
            ("abc", "d", "e"),
        ] {
            for (most, step) in
                [0, 1, 2, 99].into_iter().flat_map(|most| [1, 2, 3, 99].map(|step| (most, step)))
            {
                assert_eq!(
                    replaced(s, old, new, most, step),
                    s.replacen(old, new, most),
                    "{s} {old} {most} {step}"
                );
            }
        }
    }
}
