//! What we say about a file, and which part of it is meant.

use std::fs;
use std::path::{Path, PathBuf};

use gopark_lang::arena::Arena;
use gopark_lang::check::check_program;
use gopark_lang::source::SourceFile;

pub struct Ours {
    pub reports: Vec<String>,
    /// Of each report the text that its range covers.
    pub covered: Vec<String>,
}

/// All that the checker reports in the file itself.
pub fn reports(text: &str) -> Ours {
    let arena = Arena::new();
    let checked = check_program(vec![SourceFile::new("a.go", text)], &mut std_package, &arena);
    let covered = |span: gopark_lang::source::Span| {
        let range = text.get(span.start as usize..span.end as usize);
        range.expect("a range lies in the text, from one letter to another").to_owned()
    };
    let reports = checked.diagnostics.iter();
    Ours {
        covered: reports.clone().map(|diagnostic| covered(diagnostic.span)).collect(),
        reports: reports
            .map(|diagnostic| diagnostic.render(&checked.sources).trim_end().to_owned())
            .collect(),
    }
}

/// Whether a text of several tokens has one of a pair of brackets without the other, so that it is no whole expression,
/// statement or declaration, nor the end of one.
pub fn cuts_a_pair(text: &str) -> bool {
    if text.len() < 2 {
        return false;
    }
    let uncommented = text.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest));
    let text: String = uncommented.collect();
    let count = |bracket: char| text.matches(bracket).count();
    ["()", "[]", "{}"].iter().any(|pair| count(pair.as_bytes()[0].into()) != count(pair.as_bytes()[1].into()))
}

fn std_package(path: &str) -> Option<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/std").join(path);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    let read = |file: PathBuf| (file.display().to_string(), fs::read_to_string(file).unwrap());
    let files: Vec<(String, String)> = files.into_iter().map(read).collect();
    (!files.is_empty()).then_some(files)
}
