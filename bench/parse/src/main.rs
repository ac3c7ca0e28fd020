//! Parses all Go files under a folder with gosyn and with our parser, by turns, and prints the best speed of each in
//! megabytes a second. Files that gosyn refuses are left out for both.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures wall time and prints it"
)]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gopark_lang::arena::Arena;
use gopark_lang::parser::parse_file;
use gopark_lang::source::{FileId, SourceFile};

fn main() {
    let mut args = std::env::args().skip(1);
    let root = PathBuf::from(args.next().expect("the first argument is a folder of Go files"));
    let rounds: u32 = args.next().and_then(|word| word.parse().ok()).unwrap_or(3);
    let mut texts = Vec::new();
    read(&root, &mut texts);
    texts.retain(|text| gosyn::parse_source(text).is_ok());
    let bytes: usize = texts.iter().map(String::len).sum();
    let (mut theirs, mut ours) = (Duration::MAX, Duration::MAX);
    for _ in 0..rounds {
        theirs = theirs.min(timed(&texts, parse_theirs));
        ours = ours.min(timed(&texts, parse_ours));
    }
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!("{:.3} {:.3}", speed(theirs), speed(ours));
}

// The two stand apart so that a profiler tells them apart.
#[inline(never)]
fn parse_theirs(text: &str) {
    drop(black_box(gosyn::parse_source(text)));
}

#[inline(never)]
fn parse_ours(text: &str) {
    let source = SourceFile::new("a.go", text);
    let arena = Arena::new();
    black_box(parse_file(FileId(0), &source, 0, &arena));
}

fn timed(texts: &[String], parse: impl Fn(&str)) -> Duration {
    let started = Instant::now();
    texts.iter().for_each(|text| parse(text));
    started.elapsed()
}

/// The texts of all Go files, but for those that are meant to be wrong.
fn read(folder: &Path, texts: &mut Vec<String>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder can be read").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "testdata") {
                read(&path, texts);
            }
        } else if path.extension().is_some_and(|extension| extension == "go") {
            texts.extend(fs::read_to_string(&path));
        }
    }
}
