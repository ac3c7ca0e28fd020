//! A program that is edited is compiled as if nothing had been compiled before it, whatever is kept in between.

use gopark_lang::source::SourceFile;
use gopark_session::{Compiled, Compiling};

const FILE: &str = "main.go";

const EDITED: &str = include_str!("../../../bench/page/edit.go");

const TEST: &str = r#"package main

import "testing"

func TestNothing(t *testing.T) { t.Log("nothing") }
"#;

/// What a compiler says that was never used before.
fn check(text: &str, compiled: &Compiled) {
    let fresh = gopark_lang::compile(SourceFile::new(FILE, text), &mut |path| gopark_vm::std::source(path));
    assert!(compiled.program.as_deref() == fresh.program.as_ref(), "another program of {text}");
    let message = |it: &gopark_lang::diag::Diagnostic| {
        let note = |note: &gopark_lang::diag::Note| {
            format!("\n\t{}: {}", fresh.sources.position(note.span), note.message)
        };
        let notes: String = it.notes.iter().map(note).collect();
        format!("{}: {}{notes}", fresh.sources.position(it.span), it.message)
    };
    let fresh: Vec<_> = fresh.diagnostics.iter().map(message).collect();
    let kept: Vec<_> = compiled.diagnostics.iter().map(|it| it.to_string()).collect();
    assert_eq!(kept, fresh, "of {text}");
}

#[test]
fn what_is_kept_changes_nothing() {
    let main =
        |imports: &str, body: &str| format!("package main\n\n{imports}\n\nfunc main() {{\n{body}\n}}\n");
    let one = "import \"fmt\"";
    let texts = [
        EDITED.to_owned(),
        format!("{EDITED}\n// One more line.\n"),
        format!("{EDITED}\nfunc more() {{ sort.Ints(nil); var unused int }}\n"),
        format!("{EDITED}\nfunc {{\n"),
        main(one, "\tfmt.Println(1)"),
        main(one, "\tfmt.Println("),
        main(one, "\tfmt.Println(1, fmt.Sprintf(\"%d\", 2))"),
        main(one, "\tfmt.Println(1); var n int; fmt.Sscan(\"3\", &n)"),
        main(one, "\tvar n int; fmt.Sscan(\"3\", &n)"),
        main(one, "\tprintln(fmt.Errorf(\"%w\", nil) == nil)"),
        main("import \"nothing\"", "\tnothing.Do()"),
        main("import \"unsafe\"", "\tprintln(unsafe.Sizeof(1))"),
        main("import \"internal/simnet\"", ""),
        main("import (\n\t\"fmt\"\n\t\"fmt\"\n)", "\tfmt.Println(1)"),
        main("", "\tprintln(1)"),
        main("", "\tprintln(2)"),
        TEST.to_owned(),
        TEST.replace("\"nothing\"", "\"something\""),
        TEST.replace("package main", "package other"),
        EDITED.replace("\"time\"", "`time`"),
        EDITED.to_owned(),
    ];
    for text in &texts {
        check(text, &gopark_session::compile(FILE, text));
    }
}

/// What is kept of packages is what one program came to, and what the next comes to is another part of it.
#[test]
fn programs_after_each_other_are_as_if_they_were_the_first() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../vm/test_data/go");
    let entries = std::fs::read_dir(folder).expect("the programs are there");
    let mut programs: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "go"));
    programs.sort();
    for path in programs {
        let text = std::fs::read_to_string(&path).expect("readable");
        check(&text, &gopark_session::compile(FILE, &text));
    }
}

#[test]
fn several_are_compiled_side_by_side() {
    let texts = [EDITED, TEST, EDITED];
    let mut all: Vec<Compiling> = texts.iter().map(|text| Compiling::new(FILE, text)).collect();
    let mut compiled: Vec<Option<Compiled>> = texts.iter().map(|_| None).collect();
    while compiled.iter().any(Option::is_none) {
        for (compiling, compiled) in all.iter_mut().zip(&mut compiled) {
            if compiled.is_none() {
                *compiled = compiling.go_on(&mut || false);
            }
        }
    }
    for (text, compiled) in texts.iter().zip(compiled) {
        check(text, &compiled.expect("all are done"));
    }
}

#[test]
fn one_given_up_leaves_nothing_behind() {
    for slices in [0, 1, 5, 50, 200] {
        let mut given_up = Compiling::new(FILE, EDITED);
        for _ in 0..slices {
            assert!(given_up.go_on(&mut || false).is_none(), "compiling takes more than {slices} slices");
        }
        drop(given_up);
        check(TEST, &gopark_session::compile(FILE, TEST));
    }
    check(EDITED, &gopark_session::compile(FILE, EDITED));
}
