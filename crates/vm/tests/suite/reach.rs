//! Bodies of standard functions that a program cannot come to are not checked; that they are not must not be seen.

use std::fs;

use gopark_lang::Compiled;
use gopark_lang::source::SourceFile;

use crate::fixtures::{IN_GO, fixtures};

/// Also all words of the packages that are asked for.
fn compile(text: &str) -> (Compiled, String) {
    let mut words = String::new();
    let compiled = gopark_lang::compile(SourceFile::new("main.go", text), &mut |path| {
        let files = gopark_vm::std::source(path)?;
        for (_, text) in &files {
            words.extend(text.split(|ch: char| !ch.is_alphanumeric()).flat_map(|word| [word, " "]));
        }
        Some(files)
    });
    (compiled, words)
}

/// A program that mentions, in a comment, everything that packages export comes to all of it, and is the same program.
#[test]
fn what_a_program_comes_to_is_enough() {
    for fixture in fixtures(&[IN_GO, &["xsync"]].concat()) {
        let text = fs::read_to_string(&fixture.path).expect("readable");
        let (short, words) = compile(&text);
        let (whole, _) = compile(&format!("{text}\n// {words}\n"));
        assert!(short.program == whole.program, "{} is another program", fixture.name);
        assert_eq!(short.diagnostics, whole.diagnostics, "{}", fixture.name);
    }
}
