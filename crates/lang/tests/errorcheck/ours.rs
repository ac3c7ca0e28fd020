//! What we say about a file.

use std::fs;
use std::path::{Path, PathBuf};

use gopark_lang::arena::Arena;
use gopark_lang::check::check_program;
use gopark_lang::source::SourceFile;

use super::tests::Test;

/// A line of the file and what is said about it.
pub type Said = (u32, String);

/// All that the checker reports in the file itself.
pub fn report(test: &Test) -> Vec<Said> {
    let source = SourceFile::new("test.go", test.text.clone());
    let arena = Arena::new();
    let checked = check_program(vec![source], &mut std_package, &arena);
    let rendered = checked.diagnostics.iter().map(|diagnostic| diagnostic.render(&checked.sources));
    rendered.map(|report| parsed(&report, "test.go")).collect()
}

/// Splits `NAME:LINE:COL: TEXT`; the line is 0 where it is not in the file.
pub fn parsed(report: &str, name: &str) -> Said {
    let rest = report.strip_prefix(name).and_then(|rest| rest.strip_prefix(':'));
    let place = rest.and_then(|rest| rest.split_once(": "));
    match place.and_then(|(place, text)| Some((place.split(':').next()?.parse().ok()?, text))) {
        Some((line, text)) => (line, text.to_owned()),
        None => (0, report.to_owned()),
    }
}

fn std_package(path: &str) -> Option<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/std").join(path);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    let read = |file: PathBuf| (file.display().to_string(), fs::read_to_string(file).unwrap());
    Some(files.into_iter().map(read).collect())
}
