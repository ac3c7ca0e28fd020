//! Strings in Go's quotes, and the label lists made of them.

/// Takes a string in double quotes off the front of `text` (Go: `strconv.Quote`, `runtime/print.go: printquoted`).
pub(super) fn take(text: &mut &str) -> Option<String> {
    let mut rest = text.strip_prefix('"')?;
    let mut bytes = Vec::new();
    loop {
        match take_char(&mut rest)? {
            '"' => break,
            '\\' => take_escape(&mut rest, &mut bytes)?,
            c => push(c, &mut bytes),
        }
    }
    *text = rest;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Parses `{k: v, "k 2": "v 2"}`, with or without blanks. Gives what could be read of it.
pub(super) fn labels(text: &str) -> Vec<(String, String)> {
    let mut labels = Vec::new();
    let mut rest = text.trim_start_matches('{').trim_start();
    while !rest.is_empty() && !rest.starts_with('}') {
        let Some(key) = take_word(&mut rest) else { break };
        let Some(after) = rest.strip_prefix(':') else { break };
        rest = after.trim_start();
        let Some(value) = take_word(&mut rest) else { break };
        labels.push((key, value));
        let Some(after) = rest.strip_prefix(',') else { break };
        rest = after.trim_start();
    }
    labels
}

/// A quoted string, or the characters that the runtime prints without quotes, perhaps none.
fn take_word(rest: &mut &str) -> Option<String> {
    if rest.starts_with('"') {
        return take(rest);
    }
    let end = rest.find([':', ',', '}']).unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    *rest = after;
    Some(word.to_owned())
}

fn take_char(rest: &mut &str) -> Option<char> {
    let c = rest.chars().next()?;
    *rest = &rest[c.len_utf8()..];
    Some(c)
}

fn take_hex(rest: &mut &str, digits: usize) -> Option<u32> {
    let (number, after) = rest.split_at_checked(digits)?;
    *rest = after;
    u32::from_str_radix(number, 16).ok()
}

fn take_escape(rest: &mut &str, bytes: &mut Vec<u8>) -> Option<()> {
    let c = match take_char(rest)? {
        'a' => '\x07',
        'b' => '\x08',
        'f' => '\x0c',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0b',
        'x' => {
            bytes.push(take_hex(rest, 2)? as u8);
            return Some(());
        }
        'u' => char::from_u32(take_hex(rest, 4)?)?,
        'U' => char::from_u32(take_hex(rest, 8)?)?,
        c => c,
    };
    push(c, bytes);
    Some(())
}

fn push(c: char, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_quoted_strings() {
        let check = |text: &str, expect: Option<(&str, &str)>| {
            let mut rest = text;
            let taken = take(&mut rest);
            assert_eq!(taken.as_deref().map(|taken| (taken, rest)), expect, "{text}");
        };
        check(r#""a\"b\n\x41\u00fc" x"#, Some(("a\"b\nA\u{fc}", " x")));
        check(r#""\xc3\xbc""#, Some(("\u{fc}", "")));
        check(r#""open"#, None);
        check(r#""\u12"#, None);
        check(r#""\x\u{fc}""#, None);
        check("bare", None);
    }

    #[test]
    fn reads_labels() {
        let check = |text: &str, expect: &[(&str, &str)]| {
            let labels = labels(text);
            let labels: Vec<_> = labels.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            assert_eq!(labels, expect, "{text}");
        };
        check(r#"{route: "/order/{id}", tenant: blue}"#, &[("route", "/order/{id}"), ("tenant", "blue")]);
        check(r#"{"k":"v", "k2":"]:,"}"#, &[("k", "v"), ("k2", "]:,")]);
        check("{empty: }", &[("empty", "")]);
        check("{}", &[]);
        check("{cut: \"x", &[]);
    }
}
