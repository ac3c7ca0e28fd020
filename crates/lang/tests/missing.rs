//! What Go has and Gopark has not is said so, at its place.

use gopark_lang::compile;
use gopark_lang::source::SourceFile;

#[track_caller]
fn assert_said(text: &str, expected: &str) {
    let compiled = compile(SourceFile::new("a.go", format!("package main\n\n{text}\n")), &mut |_| None);
    let said = compiled.diagnostics.iter().map(|it| {
        let position = compiled.sources.position(it.span);
        format!("{position}: {}", it.message)
    });
    assert_eq!(said.collect::<Vec<_>>(), [expected]);
}

#[test]
fn packages_are_not_available() {
    assert_said(
        "import _ \"plugin\"\n\nfunc main() {}",
        "a.go:3:10: package plugin is not available in Gopark",
    );
    assert_said("import _ \"C\"\n\nfunc main() {}", "a.go:3:10: cgo is not available in Gopark");
}

#[test]
fn what_would_look_into_memory_is_not_available() {
    let slice = "import \"unsafe\"\n\nfunc main() { _ = unsafe.Slice(new(int), 1) }";
    assert_said(slice, "a.go:5:26: unsafe.Slice is not available in Gopark");
    let typo = "import \"unsafe\"\n\nfunc main() { _ = unsafe.Slide(new(int), 1) }";
    assert_said(typo, "a.go:5:26: undefined: unsafe.Slide");
}
