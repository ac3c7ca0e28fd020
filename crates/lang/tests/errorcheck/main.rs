//! Go's own tests of its compiler's errors: each line marked `// ERROR "pattern"` must be reported, and nothing else.
//!
//! A mark is met by words that match, or by what Go 1.27.3 says there, to the letter: many words have changed. Needs
//! `GOPARK_GO_TEST`, the test folder of a Go 1.19 source tree, which is read in place, and `GOPARK_GO`, Go's `go`
//! command. What is counted stands in `errorcheck.txt`, which `UPDATE_EXPECT=1` rewrites; where we differ from Go is
//! listed in `errorcheck_differences.txt` beside the built test.

mod marks;
mod ours;
mod real;
mod tally;
mod tests;

use std::path::Path;

use tally::Tally;

#[test]
fn marked_lines_are_reported() {
    let root = std::env::var("GOPARK_GO_TEST")
        .expect("GOPARK_GO_TEST must be the test folder of a Go source tree; `cargo xtask test` sets it");
    let tests = tests::all(Path::new(&root));
    assert!(tests.len() > 500, "{root} has only {} tests of errors", tests.len());
    let compiler = real::Compiler::new(&tests);
    let mut tally = Tally::default();
    for test in &tests {
        match test.excluded {
            Some(reason) => tally.exclude(reason),
            None => tally.count(test, &ours::report(test), || compiler.report(test)),
        }
    }
    tally.write_differences();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        tally.write();
    }
    tally.compare();
}
