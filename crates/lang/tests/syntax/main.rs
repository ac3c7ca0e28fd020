//! The lexer and the parser: text in, text out.

mod declarations;
mod directives;
mod errors;
mod expressions;
mod fuzz;
mod highlight;
mod limits;
mod places;
mod statements;
mod types;

use expect_test::Expect;
use gopark_lang::arena::Arena;
use gopark_lang::diag::render_all;
use gopark_lang::parser::parse_file;
use gopark_lang::print;
use gopark_lang::source::{SourceFile, Sources};

/// Parses a file; gives its tree and its diagnostics as text.
fn parse(source: &str) -> (String, String) {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("a.go", source)).expect("there is room for one file");
    let source = sources.get(file).expect("the file was just added");
    let arena = Arena::new();
    let parsed = parse_file(file, source, 0, &arena);
    (print::tree(&parsed.file), render_all(&parsed.diagnostics, &sources))
}

/// Compares the tree of a file without its package clause, which this adds; there must be no errors.
fn check(source: &str, expected: Expect) {
    let (tree, diagnostics) = parse(&format!("package p\n{source}"));
    assert_eq!(diagnostics, "", "in {source}");
    expected.assert_eq(tree.strip_prefix("(package p)\n").expect("the package clause comes first"));
}
