//! Rules for text files of any language.

use super::{Findings, has_extension};

const CODE: [&str; 11] = ["css", "go", "html", "js", "json", "md", "rs", "sh", "toml", "yaml", "yml"];
/// Folders of one machine, spelled so that this file passes its own check.
const MACHINE_PATHS: [&str; 3] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
const REMINDERS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// Checks one file.
pub fn check(path: &str, text: &str, findings: &mut Findings) {
    if has_extension(path, &["md"]) && !text.trim_start().starts_with("# ") {
        findings.faults.push(format!("{path}: a markdown file begins with its title, `# ...`"));
    }
    let is_code = has_extension(path, &CODE);
    for (line, number) in text.lines().zip(1..) {
        let mut fault = |what: &str| findings.faults.push(format!("{path}:{number}: {what}"));
        if is_code && line.ends_with([' ', '\t']) {
            fault("whitespace at the end of the line");
        }
        // Go has a function of that name (`context`), so its files are left out.
        if is_code && !has_extension(path, &["go"]) && REMINDERS.iter().any(|word| is_orphan(line, word)) {
            fault("a reminder names who will see to it: `REMINDER(name): ...`");
        }
        if MACHINE_PATHS.iter().any(|folder| has_path(line, folder)) {
            fault("a path of one machine");
        }
    }
}

/// Whether `word` stands in `line` as a word, without an owner in parentheses.
fn is_orphan(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !is_word(before) && !is_word(after) && after != Some('(')
    })
}

/// Whether an absolute path in `line` starts with `folder`.
fn has_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "_-./}*~$)".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_text(path: &str, text: &str) -> Vec<String> {
        let mut findings = Findings::default();
        check(path, text, &mut findings);
        findings.faults
    }

    #[test]
    fn finds_what_it_names() {
        assert_eq!(check_text("a.md", "text\n").len(), 1);
        assert_eq!(check_text("a.rs", "fn a() \n").len(), 1);
        assert_eq!(check_text("a.rs", &format!("// {}: later\n", REMINDERS[0])).len(), 1);
        assert_eq!(check_text("a.txt", &format!("cd {}x\n", MACHINE_PATHS[0])).len(), 1);
    }

    #[test]
    fn lets_the_rest_pass() {
        assert_eq!(check_text("a.md", "# A title\n\ntext\n"), [""; 0]);
        assert_eq!(check_text("a.rs", &format!("// {}(ann): later\n", REMINDERS[1])), [""; 0]);
        assert_eq!(check_text("a.txt", "trailing, but a test's data  \n"), [""; 0]);
        assert_eq!(check_text("a.txt", &format!("https://example.org{}x\n", MACHINE_PATHS[2])), [""; 0]);
    }
}
