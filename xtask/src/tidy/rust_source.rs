//! Rules for Rust files. They rely on rustfmt's layout, which the `fmt` step guarantees.

use super::Findings;

const FILE_LINES_MAX: usize = 1000;
const FILE_LINES_NOTICE: usize = 500;
const FUNCTION_LINES_MAX: usize = 120;
const FUNCTION_LINES_NOTICE: usize = 70;

/// Spelled so that this file passes its own check.
const IGNORED_TEST: &str = concat!("#[ign", "ore");
const ALLOW: [&str; 2] = [concat!("#[all", "ow("), concat!("#![all", "ow(")];

/// Checks one file.
pub fn check(path: &str, text: &str, findings: &mut Findings) {
    let lines: Vec<&str> = text.lines().collect();
    if !lines.iter().find(|line| !line.is_empty()).is_some_and(|line| line.starts_with("//!")) {
        findings.faults.push(format!("{path}: a module begins by saying what it is for, `//! ...`"));
    }
    let file = format!("{path}: the file has {} lines", lines.len());
    grade(lines.len(), FILE_LINES_NOTICE, FILE_LINES_MAX, &file, findings);
    for (index, line) in lines.iter().enumerate() {
        let place = format!("{path}:{}", index + 1);
        if line.contains(IGNORED_TEST) {
            findings.faults.push(format!("{place}: a test is run or deleted, not ignored"));
        }
        if ALLOW.iter().any(|start| line.contains(start)) && !has_reason(&lines[index..]) {
            findings.faults.push(format!("{place}: an allowed lint says why, `reason = \"...\"`"));
        }
        if let Some(count) = function_lines(&lines[index..]).filter(|_| !may_be_long(&lines[..index])) {
            let function = format!("{place}: the function has {count} lines");
            grade(count, FUNCTION_LINES_NOTICE, FUNCTION_LINES_MAX, &function, findings);
        }
    }
}

fn grade(count: usize, notice: usize, max: usize, what: &str, findings: &mut Findings) {
    if count > max {
        findings.faults.push(format!("{what}; at most {max} are allowed"));
    } else if count > notice {
        findings.notices.push(format!("{what}; more than {notice} are hard to read"));
    }
}

/// Whether the attribute that starts on the first of `lines` gives a reason before it ends.
fn has_reason(lines: &[&str]) -> bool {
    let end = lines.iter().position(|line| line.trim_end().ends_with(']')).unwrap_or(0);
    lines[..=end].iter().any(|line| line.contains("reason ="))
}

/// How many lines the function has whose `fn` is on the first of `lines`; none when there is no body to count.
fn function_lines(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?;
    let code = first.trim_start();
    let indent = first.len() - code.len();
    if !is_function(code) {
        return None;
    }
    let ends = |line: &&str| {
        let rest = line.trim_start();
        line.len() - rest.len() == indent && (rest == "}" || rest.ends_with(';'))
    };
    if first.ends_with([';', '}']) {
        return Some(1);
    }
    lines[1..].iter().position(ends).map(|distance| distance + 2)
}

/// Whether the attributes that `above` ends with excuse the length of the function below, which clippy makes them
/// give a reason for. A `match` with one arm for each of a hundred instructions is as good as a table.
fn may_be_long(above: &[&str]) -> bool {
    let belongs_to_function = |line: &&&str| !line.is_empty() && !line.trim_start().starts_with('}');
    above.iter().rev().take_while(belongs_to_function).any(|line| line.contains("clippy::too_many_lines"))
}

/// Whether a line starts a function, with whatever qualifiers.
fn is_function(code: &str) -> bool {
    let mut words = code.split_whitespace();
    let qualifier = |word: &&str| {
        matches!(*word, "pub" | "const" | "async" | "unsafe" | "extern" | "default")
            || word.starts_with("pub(")
            || word.starts_with('"')
    };
    words.find(|word| !qualifier(word)) == Some("fn")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_text(text: &str) -> Vec<String> {
        let mut findings = Findings::default();
        check("a.rs", text, &mut findings);
        findings.faults
    }

    #[test]
    fn finds_what_it_names() {
        assert_eq!(check_text("fn a() {}\n").len(), 1);
        assert_eq!(check_text(&format!("//! A.\n{IGNORED_TEST}]\n")).len(), 1);
        assert_eq!(check_text(&format!("//! A.\n{}dead_code)]\nfn a() {{}}\n", ALLOW[0])).len(), 1);
        assert_eq!(check_text(&format!("//! A.\n{}", "\n".repeat(1000))).len(), 1);
        let long = format!(
            "//! A.\nimpl A {{\n    pub(crate) fn a() {{\n{}    }}\n}}\n",
            "        b();\n".repeat(119)
        );
        assert_eq!(check_text(&long), ["a.rs:3: the function has 121 lines; at most 120 are allowed"]);
    }

    #[test]
    fn lets_the_rest_pass() {
        let allow = format!("//! A.\n{}\n    dead_code,\n    reason = \"b\"\n)]\nfn a() {{}}\n", ALLOW[0]);
        assert_eq!(check_text(&allow), [""; 0]);
        let excuse = format!(
            "//! A.\n#[expect(clippy::too_many_lines, reason = \"b\")]\nfn a() {{\n{}}}\n",
            "    b();\n".repeat(200)
        );
        assert_eq!(check_text(&excuse), [""; 0]);
        let many = format!("//! A.\ntrait A {{\n{}}}\n", "    fn a(&self);\n".repeat(200));
        assert_eq!(check_text(&many), [""; 0]);
    }
}
