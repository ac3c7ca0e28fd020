//! What is found in programs that compile: the texts beside them are `go vet`'s, but for loops that never yield. Needs the
//! environment variable `GOPARK_GO`, the path of Go's `go` command, and says so where it is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect_file;
use gopark_lang::compile;
use gopark_lang::diag::render_all;
use gopark_lang::source::SourceFile;

/// The analyzers of vet that we have.
const ANALYZERS: [&str; 6] =
    ["-atomic", "-copylocks", "-lostcancel", "-unreachable", "-unusedresult", "-waitgroup"];

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data/vet");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    assert!(!files.is_empty());
    files
}

fn std_package(path: &str) -> Option<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/std").join(path);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    let read = |file: PathBuf| (file.display().to_string(), fs::read_to_string(file).unwrap());
    Some(files.into_iter().map(read).collect())
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn findings_are_as_written_beside_the_programs() {
    for file in cases() {
        let source = SourceFile::new(name(&file), fs::read_to_string(&file).unwrap());
        let compiled = compile(source, &mut std_package);
        assert!(compiled.program.is_some());
        let found = render_all(&compiled.diagnostics, &compiled.sources);
        expect_file![file.with_extension("txt")].assert_eq(&found);
    }
}

#[test]
fn vet_says_the_same() {
    let go = std::env::var("GOPARK_GO").expect(
        "GOPARK_GO must be the path of Go's go command; `cargo xtask test` installs it and sets this",
    );
    for file in cases() {
        let mut command = Command::new(&go);
        command.arg("vet").args(ANALYZERS).arg(&file).env("GOTOOLCHAIN", "local");
        let output = command.output().expect("the go command runs");
        let said = String::from_utf8(output.stderr).unwrap().replace("command-line-arguments.", "main.");
        let at = |line: &str| -> Vec<u32> { line.split(':').skip(1).flat_map(str::parse).collect() };
        let own = name(&file);
        let mut theirs: Vec<String> = said
            .lines()
            .filter_map(|line| Some(format!("{own}{}", &line[line.find(&own)? + own.len()..])))
            .collect();
        theirs.sort_by_key(|line| at(line));
        let written = fs::read_to_string(file.with_extension("txt")).unwrap().replace("warning: ", "");
        let mut ours: Vec<&str> = written.lines().filter(|line| !line.contains("never yields")).collect();
        ours.sort_by_key(|line| at(line));
        assert_eq!(ours, theirs, "{own}");
    }
}
