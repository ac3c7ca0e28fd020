//! The examples that Go's type checker gives of each kind of error.

use std::fs;
use std::path::Path;

/// Each with the name of its error. They stand in comments, behind a line `Example:`.
pub fn examples(go_root: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(go_root.join("src/internal/types/errors/codes.go")).expect("it is there");
    let (mut examples, mut comment) = (Vec::new(), Vec::new());
    for line in text.lines().map(str::trim_start) {
        if let Some(line) = line.strip_prefix("//") {
            comment.push(line);
            continue;
        }
        let name = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let mut parts = comment.split(|line| line.trim() == "Example:");
        parts.next();
        if !name.is_empty() {
            examples.extend(parts.map(|part| (name.to_owned(), program(part))));
        }
        comment.clear();
    }
    examples
}

fn program(lines: &[&str]) -> String {
    let has_package = lines.iter().any(|line| line.trim_start().starts_with("package "));
    let package = if has_package { "" } else { "package p\n" };
    package.to_owned() + &lines.iter().map(|line| format!("{line}\n")).collect::<String>()
}
