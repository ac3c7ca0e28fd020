//! The real compiler and Go's own parser, asked about files.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use gopark_lang::source::SourceFile;

use super::files::directory;

/// What the real compiler prints about the source, line by line.
pub fn compile(source: &SourceFile, name: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("oracle");
    std::fs::create_dir_all(&folder).expect("the test folder can be made");
    let path = folder.join(name);
    std::fs::write(&path, source.text()).expect("the test file can be written");
    let mut command = Command::new(directory("GOPARK_GO"));
    command
        .current_dir(&folder)
        .args(["tool", "compile", "-e", "-p", "main", "-o"])
        .arg(folder.join("out"))
        .arg(name);
    let output = command.output().expect("the go command runs");
    std::fs::remove_file(&path).expect("the test file can be removed");
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    lines(&text.replace(name, source.name()))
}

/// The trees that Go's own parser gives for the files, in the form of `print::tree`.
pub fn trees(paths: &[PathBuf]) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dump");
    std::fs::create_dir_all(&folder).expect("the test folder can be made");
    let (program, list) = (folder.join("dump.go"), folder.join("list"));
    std::fs::write(&program, include_str!("dump.go.txt")).expect("the program can be written");
    let names: String = paths.iter().map(|path| format!("{}\n", path.display())).collect();
    std::fs::write(&list, names).expect("the list can be written");
    let list = std::fs::File::open(&list).expect("the list can be read");
    let mut command = Command::new(directory("GOPARK_GO"));
    command
        .arg("run")
        .arg(&program)
        .env("GOCACHE", folder.join("cache"))
        .stdin(list)
        .stderr(Stdio::inherit());
    let output = command.output().expect("the go command runs");
    assert!(output.status.success(), "the program that prints trees failed");
    let text = String::from_utf8_lossy(&output.stdout);
    text.split_terminator('\0').map(str::to_string).collect()
}

/// The lines of a report, without those about directives, which belong to real packages.
pub fn lines(report: &str) -> Vec<String> {
    let of_directives =
        |line: &str| ["go:", "compiler directive", "#cgo"].iter().any(|word| line.contains(word));
    report.lines().filter(|line| !of_directives(line)).map(str::to_string).collect()
}

/// Whether the real compiler counts lines wrong in this source: two dots at the end of a line count as two lines.
pub fn misleads(source: &SourceFile) -> bool {
    source.text().lines().any(|line| {
        line.ends_with("..") && line.bytes().rev().take_while(|&byte| byte == b'.').count() % 3 == 2
    })
}

/// After a syntax error the compiler stops, and all it said must be what we say. Without one it goes on to check
/// types, and what we say must be among what it says.
pub fn compare(ours: &[String], theirs: &[String], source: &SourceFile) -> Option<String> {
    let stopped = theirs.iter().any(|line| line.contains(": syntax error:"));
    let same = if stopped {
        ours == theirs
    } else {
        ours.iter().all(|line| theirs.contains(line) && !line.contains(": syntax error:"))
    };
    let report = || {
        let only = |some: &[String], others: &[String]| {
            let only: Vec<String> = some.iter().filter(|line| !others.contains(line)).cloned().collect();
            only.join("\n  ")
        };
        let first = ours.iter().chain(theirs).find(|line| ours.contains(line) != theirs.contains(line));
        let number = first.and_then(|line| line.split(':').nth(1)?.parse::<u32>().ok()).unwrap_or(1);
        let near: Vec<String> = (number.saturating_sub(2).max(1)..=number + 2)
            .map(|line| format!("  {line:4} {}", source.line_text(line)))
            .collect();
        format!(
            "only ours:\n  {}\nonly theirs:\n  {}\nnear:\n{}",
            only(ours, theirs),
            only(theirs, ours),
            near.join("\n")
        )
    };
    (!same).then(report)
}
