//! The marks of a test, compared with what was said.
//! Source: test/run.go:errorCheck and wantedErrors.

use regex_lite::Regex;

use super::ours::Said;

/// A marked line.
pub struct Mark {
    pub line: u32,
    /// What was said there must match each of them.
    patterns: Vec<Regex>,
}

impl Mark {
    pub fn is_met(&self, said: &[Said]) -> bool {
        let is_met =
            |pattern: &Regex| said.iter().any(|(at, text)| *at == self.line && pattern.is_match(text));
        self.patterns.iter().all(is_met)
    }

    pub fn describe(&self) -> String {
        format!("{}: wanted {:?}", self.line, self.patterns)
    }
}

/// The marked lines of a test.
pub fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (line, content) in (1..).zip(text.lines()) {
        let at = content.find("// ERROR ").or_else(|| content.find("// GC_ERROR "));
        let Some(at) = at.filter(|_| !content.contains("////")) else { continue };
        let patterns = content[at..].split('"').skip(1).step_by(2);
        marks.push(Mark { line, patterns: patterns.map(|pattern| regex(pattern, line)).collect() });
    }
    marks
}

/// The pattern, in which `LINE`, `LINE+1` and the like stand for lines.
fn regex(pattern: &str, line: u32) -> Regex {
    let template = Regex::new(r"LINE(?:([+-])([0-9]+))?").expect("a pattern");
    let replaced = template.replace_all(pattern, |found: &regex_lite::Captures<'_>| {
        let by: u32 = found.get(2).map_or(0, |digits| digits.as_str().parse().expect("a number"));
        let is_before = found.get(1).is_some_and(|sign| sign.as_str() == "-");
        format!("[^:]*:{}", if is_before { line - by } else { line + by })
    });
    Regex::new(&braced(&replaced)).unwrap_or_else(|why| panic!("{pattern}: {why}"))
}

/// Go's patterns need no backslash before a brace that counts nothing.
fn braced(pattern: &str) -> String {
    let mut braced = String::new();
    let mut is_escaped = false;
    for (i, ch) in pattern.char_indices() {
        let counts = pattern[i + ch.len_utf8()..].starts_with(|next: char| next.is_ascii_digit());
        if ch == '{' && !is_escaped && !counts {
            braced.push('\\');
        }
        braced.push(ch);
        is_escaped = ch == '\\' && !is_escaped;
    }
    braced
}
