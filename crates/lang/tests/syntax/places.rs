//! Places in sources, and diagnostics at them.

use expect_test::expect;
use gopark_lang::diag::{Diagnostic, has_errors, has_syntax_errors, render_all, sort_and_dedup};
use gopark_lang::source::{FileId, LineCol, SourceFile, Sources, Span};

#[test]
fn lines_and_columns_count_from_one_in_bytes() {
    let source = SourceFile::new("a.go", "é x\r\n\nlast");
    let place = |offset| {
        let LineCol { line, col } = source.line_col(offset);
        (line, col)
    };
    assert_eq!(
        [place(0), place(3), place(5), place(6), place(7), place(99)],
        [(1, 1), (1, 4), (1, 6), (2, 1), (3, 1), (3, 5)]
    );
    assert_eq!(
        (source.line_count(), source.line_text(1), source.line_text(3), source.line_text(4)),
        (3, "é x", "last", "")
    );
    assert_eq!((source.line_start(3), source.line_start(0)), (Some(7), None));
}

#[test]
fn spans_join() {
    let file = FileId(0);
    let whole = Span::new(file, 2, 4).to(Span::new(file, 6, 9));
    assert_eq!(whole, Span::new(file, 2, 9));
    assert!(whole.contains(2) && whole.contains(8) && !whole.contains(9));
}

#[test]
fn diagnostics_are_sorted_and_repetitions_dropped() {
    let mut sources = Sources::new();
    let first = sources.add(SourceFile::new("a.go", "one two\nthree")).expect("there is room");
    let second = sources.add(SourceFile::new("b.go", "four")).expect("there is room");
    let at = |file, start| Span::at(file, start);
    let mut diagnostics = vec![
        Diagnostic::error(at(second, 0), "undefined: x"),
        Diagnostic::error(at(first, 8), "undefined: x"),
        Diagnostic::error(at(first, 4), "syntax error: second"),
        Diagnostic::error(at(first, 0), "syntax error: dropped, for its line has one"),
        Diagnostic::error(at(first, 10), "undefined: x"),
        Diagnostic::warning(at(first, 9), "odd").with_note(at(second, 1), "because of this"),
    ];
    assert!(has_errors(&diagnostics) && has_syntax_errors(&diagnostics));
    sort_and_dedup(&mut diagnostics, &sources);
    expect![[r#"
        a.go:1:5: syntax error: second
        a.go:2:1: undefined: x
        a.go:2:2: warning: odd
        	b.go:1:2: because of this
        b.go:1:1: undefined: x
    "#]]
    .assert_eq(&render_all(&diagnostics, &sources));
    assert!(!has_errors(&diagnostics[2..3]) && !has_syntax_errors(&diagnostics[1..]));
}
