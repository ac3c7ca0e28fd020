//! What the checker says about wrong programs, beside what Go's compiler says: `go_errors` proves them equal.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use gopark_lang::arena::Arena;
use gopark_lang::check::check_program;
use gopark_lang::diag::render_all;
use gopark_lang::source::SourceFile;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn std_package(path: &str) -> Option<Vec<(String, String)>> {
    let folder = root().join("../vm/std").join(path);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    let read = |file: PathBuf| (file.display().to_string(), fs::read_to_string(file).unwrap());
    Some(files.into_iter().map(read).collect())
}

fn check(file: &Path) -> String {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let source = SourceFile::new(name, fs::read_to_string(file).unwrap());
    let arena = Arena::new();
    let checked = check_program(vec![source], &mut std_package, &arena);
    render_all(&checked.diagnostics, &checked.sources)
}

fn cases() -> Vec<PathBuf> {
    let folder = root().join("test_data/errors");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    files
}

#[test]
fn wrong_programs_are_reported_as_written_beside_them() {
    assert!(!cases().is_empty());
    for file in cases() {
        expect_file![file.with_extension("txt")].assert_eq(&check(&file));
    }
}
