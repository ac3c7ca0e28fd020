//! As much of Go's regular expressions as the expectations use: `\`, `.`, `*`, `?` and groups.

/// Whether the pattern matches somewhere in `text`.
pub fn is_match(pattern: &str, text: &str) -> bool {
    (0..=text.len()).any(|from| here(pattern.as_bytes(), &text.as_bytes()[from..]).is_some())
}

/// What is left of the text behind a match at its beginning.
fn here<'a>(pattern: &[u8], text: &'a [u8]) -> Option<&'a [u8]> {
    let Some((atom, rest)) = split(pattern) else { return Some(text) };
    match rest.first() {
        Some(b'?') => {
            one(atom, text).and_then(|after| here(&rest[1..], after)).or_else(|| here(&rest[1..], text))
        }
        Some(b'*') => {
            let mut ends = vec![text];
            while let Some(after) = one(atom, ends[ends.len() - 1]) {
                ends.push(after);
            }
            ends.into_iter().rev().find_map(|after| here(&rest[1..], after))
        }
        _ => one(atom, text).and_then(|after| here(rest, after)),
    }
}

/// The first atom: a character, an escaped one, or a group with its parentheses.
fn split(pattern: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = match pattern.first()? {
        b'\\' => 2,
        b'(' => pattern.iter().position(|&c| c == b')')? + 1,
        _ => 1,
    };
    Some(pattern.split_at(end.min(pattern.len())))
}

fn one<'a>(atom: &[u8], text: &'a [u8]) -> Option<&'a [u8]> {
    match atom {
        [b'(', group @ .., b')'] => here(group, text),
        b"." => text.split_first().map(|(_, rest)| rest),
        [.., c] => text.strip_prefix(std::slice::from_ref(c)),
        [] => None,
    }
}

#[test]
fn patterns() {
    assert!(is_match(r"A\.func1\(.* \[sync\.(RW)?Mutex\.Lock\]", "main.A.func1(...) [sync.Mutex.Lock]"));
    assert!(is_match(r"\(*S\)\.f", "(*S).f") && is_match(r"^*S\)", "S)"));
    assert!(!is_match(r"A\.func1\(", "AXfunc1(") && !is_match(r"\(\*T\)", "(T)"));
}
