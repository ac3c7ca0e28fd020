//! Finding and reading Go files.

use std::path::{Path, PathBuf};

use gopark_lang::arena::Arena;
use gopark_lang::parser::parse_file;
use gopark_lang::print;
use gopark_lang::source::{FileId, SourceFile};

/// The directory that an environment variable names.
pub fn directory(variable: &str) -> PathBuf {
    let value = std::env::var_os(variable);
    PathBuf::from(
        value.unwrap_or_else(|| panic!("{variable} is not set: run these tests with `cargo xtask test`")),
    )
}

/// All Go files under a directory, sorted, except in directories with one of these names.
pub fn go_files(root: &Path, skipped: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut pending = vec![root.to_path_buf()];
    while let Some(directory) = pending.pop() {
        let entries =
            std::fs::read_dir(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
        for entry in entries {
            let path = entry.expect("a directory entry can be read").path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
            if path.is_dir() && !skipped.contains(&name) {
                pending.push(path);
            } else if path.is_file() && name.ends_with(".go") {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "no Go files under {}", root.display());
    files
}

/// A file, named by its path.
pub fn read(path: &Path) -> SourceFile {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    SourceFile::from_bytes(path.display().to_string(), &bytes)
}

/// Files small enough to be compiled by the hundred: of the standard library and of Go's tests. Those with `//line`
/// directives, which rename places, are left out.
pub fn small_sources(library: &Path, tests: &Path) -> Vec<SourceFile> {
    let skipped = ["testdata", "cmd", "vendor"];
    let paths = go_files(library, &skipped).into_iter().chain(go_files(tests, &[]));
    paths
        .map(|path| read(&path))
        .filter(|source| {
            source.text().len() < 6000
                && !source.text().contains("*line")
                && !source.text().contains("//line")
        })
        .collect()
}

/// The diagnostics of a file, each as `NAME:LINE:COL: message`.
pub fn parse(source: &SourceFile) -> Vec<String> {
    let arena = Arena::new();
    let parsed = parse_file(FileId(0), source, 0, &arena);
    let lines = parsed.diagnostics.iter().map(|diagnostic| {
        let at = source.line_col(diagnostic.span.start);
        format!("{}:{}:{}: {}", source.name(), at.line, at.col, diagnostic.message)
    });
    lines.collect()
}

/// The tree of a file without directives and carriage returns, which the real parser leaves out.
pub fn tree(source: &SourceFile) -> String {
    let tree = print::tree(&parse_file(FileId(0), source, 0, &Arena::new()).file).replace('\r', "");
    tree.lines().map(|line| line.split(" ; go:").next().unwrap_or(line).to_string() + "\n").collect()
}
