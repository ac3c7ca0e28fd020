//! The programs whose runs are traced.

use std::fs;
use std::path::{Path, PathBuf};

/// A program of one file.
#[derive(Clone)]
pub struct Program {
    pub path: PathBuf,
    /// How much virtual time of it is traced.
    pub until: &'static str,
    /// It has to run; some of Go's own use what Gopark does not have.
    pub is_ours: bool,
}

/// Ours, and Go's own tests of channels.
pub fn all() -> Vec<Program> {
    let root = std::env::var("GOPARK_GO_TEST")
        .expect("GOPARK_GO_TEST must be the test folder of a Go source tree; `cargo xtask test` sets it");
    let root = Path::new(&root);
    let mut programs = ours();
    let channels = go_files(&root.join("chan")).into_iter().chain(
        go_files(&root.join("ken"))
            .into_iter()
            .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("chan"))),
    );
    // Some make a hundred thousand rounds of the same.
    programs.extend(channels.map(|path| Program { path, until: "5ms", is_ours: false }));
    programs
}

/// The programs of the virtual machine's tests, and the lessons.
pub fn ours() -> Vec<Program> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = go_files(&crates.join("vm/test_data/go"));
    for entry in fs::read_dir(crates.join("lessons")).expect("the lessons are there") {
        let main = entry.expect("an entry").path().join("main.go");
        if main.is_file() {
            paths.push(main);
        }
    }
    paths.sort();
    paths.into_iter().map(|path| Program { path, until: "20s", is_ours: true }).collect()
}

fn go_files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap_or_else(|why| panic!("{}: {why}", dir.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "go"));
    paths.sort();
    paths
}
