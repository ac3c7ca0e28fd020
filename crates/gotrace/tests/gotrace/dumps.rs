//! Reading dumps: texts of our own, in all the shapes the runtime prints.

use expect_test::{Expect, expect};
use gopark_gotrace::dump::{Crash, Recovery};
use gopark_gotrace::{Dump, DumpError, FileKind, parse_dump};

use crate::support::dumps;

const STACKS: &str = "goroutine 1 [running]:
main.main()
\t/src/two words/main.go:40 +0x199

goroutine 7 [chan receive (leaked), 3 minutes, locked to thread]:
main.(*cup[...]).hold(...)
\tC:/src/main.go:12
main.main.func1({0xc000012345, 0x10?}, 0x2, _, ...)
\t/src/main.go:33 +0x28
created by main.main in goroutine 1
\t/src/main.go:30 +0x138
[originating from goroutine 1]:
main.main(...)
\t/src/main.go:30 +0x138
...additional frames elided...
created by main.before
\t/src/main.go:8 +0x2

goroutine 9 [select (durable), 1 minutes, synctest bubble 4] {route: \"/order/{id}\", tenant: blue}:
main.deep(0x1)
\t/src/main.go:5 +0x1
...1234 frames elided...
main.deep(0x99)
\t/src/main.go:5 +0x1
created by time.goFunc
\t/go/time/sleep.go:215 +0x2d

goroutine 12 gp=0xc000004000 m=3 mp=0xc000080008 [syscall]:
non-Go function at pc=4a5b6c
runtime.cgocall(0x1, 0x2)
\truntime/cgocall.go:167 +0x4b fp=0xc00005 sp=0xc00003 pc=0x46aa00

goroutine 13 gp=0xc000004100 m=nil [running]:
\tgoroutine running on other thread; stack unavailable
created by main.main in goroutine 1
\t/src/main.go:31 +0x9
";

const CRASH: &str = "starting
panic: two
\tlines [recovered]
\tpanic: again
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48f221]

runtime stack:
runtime.throw({0x1?, 0x2?})
\truntime/panic.go:1229 +0x48
runtime.sysMon()
\truntime/proc.go:6000 +0x48

goroutine 18 [running]:
main.fail(0x0)
\t/src/main.go:3 +0x1
created by main.main in goroutine 1
\t/src/main.go:30 +0x138
exit status 2
FAIL\texample.org/shop\t0.004s
";

const COUNTS: &str = "goroutine profile: total 16
13 @ 0x488a0a 0x41768e 0x52fb79
# labels: {\"route\":\"/order/{id}\", \"tenant\":\"blue\"}
#\t0x52fb78\tmain.main.func1.1+0x18\t\t/src/two words/main.go:39
#\t0x52fc00

3 @ 0x4878a1

";

/// All of them, for the damage test.
pub const SAMPLES: &[&str] = &[STACKS, CRASH, COUNTS];

fn check_lossless(text: &str) {
    match parse_dump(text) {
        Ok(Dump::Goroutines(dump)) => {
            assert_eq!(dumps::goroutines(&dump), STACKS);
            assert_eq!((dump.rest.len(), &dump.crash), (0, &Crash::default()));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn stacks_lose_nothing() {
    check_lossless(STACKS);
}

#[test]
fn logs_and_terminals_change_dumps() {
    check_lossless(&STACKS.replace('\n', "\r\n"));
    check_lossless(&STACKS.replace('\t', "        "));
    let prefixed =
        |prefix: &str| -> String { STACKS.lines().map(|line| format!("{prefix}{line}\n")).collect() };
    check_lossless(&prefixed("2026-11-24T10:31:07Z web-1 | "));
    check_lossless(&prefixed("größe "));
    // An editor may have cut blanks at the ends of lines.
    check_lossless(&prefixed("web-1 ").replace("web-1 \n", "web-1\n"));
}

#[test]
fn a_cut_dump_keeps_what_it_has() {
    for end in 0..STACKS.len() {
        let Ok(Dump::Goroutines(dump)) = parse_dump(&STACKS[..end]) else { continue };
        let printed = dumps::goroutines(&dump);
        let whole = STACKS[..end].rfind('\n').map_or("", |end| &STACKS[..end]);
        let lost: Vec<&str> =
            whole.lines().filter(|line| !line.is_empty() && !printed.contains(line)).collect();
        // At most a place whose line is cut, or a header.
        assert!(lost.is_empty(), "at {end}: {lost:?}");
    }
}

#[test]
fn crashes_tell_why() {
    let Ok(Dump::Goroutines(dump)) = parse_dump(CRASH) else { panic!("no dump") };
    let Crash { panics, fatal_error, signal, runtime_stack, notes } = dump.crash;
    let panics: Vec<_> = panics.iter().map(|panic| (panic.text.as_str(), panic.recovery)).collect();
    assert_eq!(panics, [("two\nlines", Recovery::Recovered), ("again", Recovery::None)]);
    assert_eq!(fatal_error, None);
    assert_eq!(signal.as_deref(), Some("SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48f221"));
    assert_eq!((runtime_stack.len(), notes), (2, vec!["starting".to_owned()]));
    assert_eq!(dump.goroutines.len(), 1);
    assert_eq!(dump.rest, ["exit status 2", "FAIL\texample.org/shop\t0.004s"]);
}

fn check_head(head: &str, expect: &Expect) {
    let text = format!("{head}\n\ngoroutine 1 [select (no cases)]:\nmain.main()\n\t/src/main.go:3 +0x1\n");
    let Ok(Dump::Goroutines(dump)) = parse_dump(&text) else { panic!("no dump") };
    expect.assert_debug_eq(&dump.crash);
}

#[test]
fn fatal_errors_and_signals() {
    check_head(
        "fatal error: all goroutines are asleep - deadlock!",
        &expect![[r#"
        Crash {
            panics: [],
            fatal_error: Some(
                "all goroutines are asleep - deadlock!",
            ),
            signal: None,
            runtime_stack: [],
            notes: [],
        }
    "#]],
    );
    check_head(
        "SIGQUIT: quit\nPC=0x46d0a1 m=0 sigcode=0",
        &expect![[r#"
        Crash {
            panics: [],
            fatal_error: None,
            signal: Some(
                "SIGQUIT: quit",
            ),
            runtime_stack: [],
            notes: [
                "PC=0x46d0a1 m=0 sigcode=0",
            ],
        }
    "#]],
    );
}

#[test]
fn panics_of_many_kinds() {
    check_head(
        "panic: test timed out after 1s\n\trunning tests:\n\t\tTestX (1s)",
        &expect![[r#"
        Crash {
            panics: [
                PanicText {
                    text: "test timed out after 1s\nrunning tests:\n\tTestX (1s)",
                    recovery: None,
                },
            ],
            fatal_error: None,
            signal: None,
            runtime_stack: [],
            notes: [],
        }
    "#]],
    );
    check_head(
        "panic: main.cents(250) [recovered, repanicked]",
        &expect![[r#"
        Crash {
            panics: [
                PanicText {
                    text: "main.cents(250)",
                    recovery: Repanicked,
                },
            ],
            fatal_error: None,
            signal: None,
            runtime_stack: [],
            notes: [],
        }
    "#]],
    );
}

#[test]
fn counts_lose_nothing() {
    for text in [COUNTS.to_owned(), COUNTS.replace('\t', "  "), COUNTS.replace('\n', "\r\n")] {
        let Ok(Dump::Counts(profile)) = parse_dump(&text) else { panic!("no profile") };
        assert_eq!(dumps::counts(&profile), dumps::single_blanks(COUNTS));
        assert!(profile.rest.is_empty());
    }
    let prefixed: String = COUNTS.lines().map(|line| format!("web-1: {line}\n")).collect();
    let Ok(Dump::Counts(profile)) = parse_dump(&prefixed) else { panic!("no profile") };
    assert_eq!(dumps::counts(&profile), dumps::single_blanks(COUNTS));
}

#[test]
fn other_texts_are_no_dumps() {
    let check = |text: &str, expect: DumpError| assert_eq!(parse_dump(text), Err(expect), "{text}");
    check("", DumpError::NotADump(FileKind::Unknown));
    check("goroutine 1 runs", DumpError::NotADump(FileKind::Unknown));
    check("go 1.26 trace\0\0\0", DumpError::NotADump(FileKind::Trace));
    let race = "==================\nWARNING: DATA RACE\nWrite by goroutine 7:\n";
    check(race, DumpError::NotADump(FileKind::RaceReport));
}
