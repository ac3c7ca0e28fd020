//! The test data of Go's own type checker, and its examples of errors: everything that its compiler says about them, at the
//! same place and in the same words. And right programs with something changed at random.
//!
//! Needs `GOPARK_GO_ROOT`, a Go 1.27 source tree whose `src/internal/types/testdata` is read in place, and `GOPARK_GO`, its
//! `go` command. What is counted, and the files in which we differ, stand in `go_checker.txt`, which `UPDATE_EXPECT=1`
//! rewrites; the differences themselves are listed in `go_checker_differences.txt` beside the built test, those of changed
//! programs in the folder `mutants`, with the programs. `GOPARK_FUZZ_SEED` and `GOPARK_FUZZ_ROUNDS` change other ones.

mod examples;
mod mutants;
mod ours;
mod theirs;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;

use mutants::{CHANGES, Random, changed, programs};
use ours::{Ours, cuts_a_pair};
use theirs::Compiler;

/// At least so many of Go's messages, of a thousand, are given to the letter.
const EXACT_MIN: usize = 995;

struct Case {
    name: String,
    text: String,
}

fn variable(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} must be set; `cargo xtask test` installs Go and sets it"))
}

fn cases() -> Vec<Case> {
    let root = Path::new(&variable("GOPARK_GO_ROOT")).join("src/internal/types/testdata");
    let mut cases = Vec::new();
    for folder in ["check", "examples", "fixedbugs", "spec"] {
        let mut files: Vec<PathBuf> =
            fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
        files.sort();
        for file in files {
            let name = format!("{folder}/{}", file.file_name().unwrap().to_string_lossy());
            let text = String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned();
            cases.push(Case { name, text });
        }
    }
    cases
}

/// Why a file says nothing about our checker, as far as that is to be seen in it.
fn exclusion(text: &str) -> Option<&'static str> {
    let is_ignored = text.lines().any(|line| line.starts_with("//go:build ignore"));
    match () {
        () if text.starts_with("// -") => Some("asks for flags of its own"),
        () if is_ignored => Some("is not to be built"),
        () => None,
    }
}

/// The same from what is said about it.
fn later_exclusion(theirs: &[String], ours: &Ours) -> Option<&'static str> {
    let says = |reports: &[String], what: &str| reports.iter().any(|report| report.contains(what));
    match () {
        () if says(theirs, "could not import") => Some("imports what Go does not find either"),
        () if says(&ours.reports, "is not available in Gopark") => {
            Some("imports a package that Gopark does not have")
        }
        () => None,
    }
}

#[test]
fn says_what_go_says() {
    let cases = cases();
    assert!(cases.len() > 300, "only {} files of test data", cases.len());
    let compiler = Compiler::new(&variable("GOPARK_GO"), "go_checker", cases.iter().map(|case| &*case.text));
    let (mut excluded, mut by_file, mut differences) = (BTreeMap::new(), String::new(), String::new());
    let (mut files, mut wanted, mut exact, mut extra, mut cut) = (0, 0, 0, 0, 0);
    for case in &cases {
        let mut leave_out = |reason| *excluded.entry(reason).or_insert(0) += 1;
        if let Some(reason) = exclusion(&case.text) {
            leave_out(reason);
            continue;
        }
        let (theirs, ours) = (compiler.reports(&case.text), ours::reports(&case.text));
        if let Some(reason) = later_exclusion(&theirs, &ours) {
            leave_out(reason);
            continue;
        }
        let missing: Vec<&String> = theirs.iter().filter(|report| !ours.reports.contains(report)).collect();
        let surplus: Vec<&String> = ours.reports.iter().filter(|report| !theirs.contains(report)).collect();
        files += 1;
        wanted += theirs.len();
        exact += theirs.len() - missing.len();
        extra += surplus.len();
        if !missing.is_empty() || !surplus.is_empty() {
            let _ = writeln!(by_file, "{:5} missing {:5} extra  {}", missing.len(), surplus.len(), case.name);
            let _ = writeln!(differences, "== {}", case.name);
            missing.iter().for_each(|report| differences += &format!("- {report}\n"));
            surplus.iter().for_each(|report| differences += &format!("+ {report}\n"));
        }
        for (report, covered) in ours.reports.iter().zip(&ours.covered) {
            if cuts_a_pair(covered) {
                cut += 1;
                let _ = writeln!(differences, "cut {}: {report} covers {covered:?}", case.name);
            }
        }
    }
    let list = Path::new(env!("CARGO_TARGET_TMPDIR")).join("go_checker_differences.txt");
    fs::write(list, differences).expect("writable");
    let mut text = format!(
        "{files:5} files\n{wanted:5} messages of Go\n{exact:5} given at the same place in the same words\n\
         {extra:5} given that Go does not give\n{cut:5} ranges that cut a pair of brackets\n"
    );
    for (reason, count) in excluded {
        let _ = writeln!(text, "{count:5} files left out: {reason}");
    }
    expect_file![concat!(env!("CARGO_MANIFEST_DIR"), "/tests/go_checker.txt")].assert_eq(&(text + &by_file));
    assert!(exact * 1000 >= wanted * EXACT_MIN, "{exact} of {wanted} messages are given exactly");
}

/// Reports without those that say the same of a line again: some Go drops, by the order in which it comes upon them.
fn told_once(mut reports: Vec<String>) -> Vec<String> {
    let mut told = BTreeSet::new();
    reports.retain(|report| {
        let mut parts = report.splitn(4, ':');
        told.insert((parts.nth(1).map(str::to_string), parts.nth(1).map(str::to_string)))
    });
    reports
}

/// What Go's linker says, or `go vet`.
fn is_said_elsewhere(report: &str) -> bool {
    report.contains("main is undeclared") || report.contains("wrong signature for")
}

/// Go's compiler breaks down.
fn is_breakdown(report: &str) -> bool {
    report.contains("internal compiler error")
}

#[test]
#[expect(clippy::print_stdout, reason = "a failure must be repeatable from its report")]
fn says_what_go_says_about_changed_programs() {
    let setting =
        |name: &str, usual| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let (seed, rounds) = (setting("GOPARK_FUZZ_SEED", 1), setting("GOPARK_FUZZ_ROUNDS", 200));
    println!("GOPARK_FUZZ_SEED={seed} GOPARK_FUZZ_ROUNDS={rounds}");
    let mut random = Random(seed);
    let programs = programs(Path::new(&variable("GOPARK_GO_TEST")));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutants");
    let compiler = Compiler::new(&variable("GOPARK_GO"), "mutants", programs.iter().map(String::as_str));
    let (mut counts, mut differences) = (BTreeMap::new(), String::new());
    for round in 0..rounds {
        let program = &programs[random.below(programs.len())];
        let (name, change) = CHANGES[random.below(CHANGES.len())];
        let Some(mut text) = changed(program, change, &mut random) else { continue };
        if random.below(3) == 0 {
            let (_, another) = CHANGES[random.below(CHANGES.len())];
            text = changed(&text, another, &mut random).unwrap_or(text);
        }
        if !ours::reports(program).reports.is_empty() {
            continue;
        }
        let (theirs, mut ours) = (compiler.reports(&text), ours::reports(&text));
        ours.reports.retain(|report| !is_said_elsewhere(report));
        let is_odd = theirs.iter().any(|report| is_breakdown(report));
        if is_odd || later_exclusion(&theirs, &ours).is_some() {
            continue;
        }
        let (theirs, ours) = (told_once(theirs), told_once(ours.reports));
        let (all, same) = counts.entry(name).or_insert((0, 0));
        *all += 1;
        if theirs == ours {
            *same += 1;
            continue;
        }
        let _ = writeln!(differences, "== round {round}: {name}");
        fs::write(folder.join(format!("round{round}.go")), &text).expect("writable");
        for (sign, some, others) in [('-', &theirs, &ours), ('+', &ours, &theirs)] {
            for report in some.iter().filter(|report| !others.contains(report)) {
                let line = report.split(':').nth(1).and_then(|line| line.parse::<usize>().ok()).unwrap_or(1);
                let line = text.lines().nth(line - 1).unwrap_or("").trim();
                let _ = writeln!(differences, "{sign} {report}\n    {line}");
            }
        }
    }
    fs::write(folder.join("differences.txt"), &differences).expect("writable");
    println!("programs, and those about which we say the same: {counts:?}");
    assert!(differences.is_empty(), "seed {seed}\n{differences}");
}

#[test]
fn says_what_go_says_about_its_examples_of_errors() {
    let examples = examples::examples(Path::new(&variable("GOPARK_GO_ROOT")));
    assert!(examples.len() > 140, "only {} examples", examples.len());
    let texts = examples.iter().map(|(_, text)| &**text);
    let compiler = Compiler::new(&variable("GOPARK_GO"), "examples", texts);
    let mut left_out = 0;
    for (name, text) in &examples {
        let (theirs, ours) = (compiler.reports(text), ours::reports(text));
        if later_exclusion(&theirs, &ours).is_some() {
            left_out += 1;
            continue;
        }
        assert_eq!(ours.reports, theirs, "{name}\n{text}");
    }
    assert!(left_out < 15, "{left_out} examples are left out");
}

/// Every exported name of our packages, written small.
#[test]
fn says_what_go_says_about_names_that_are_not_exported() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/test_data/std/packages.txt");
    let table = fs::read_to_string(table).unwrap();
    let of_go =
        |path: &str| !path.split('/').any(|part| part == "internal") && !path.starts_with("golang.org/");
    let program = |(path, names): (&str, &str)| {
        // What is ours alone, for other packages.
        let is_ours = |name: &str| ["Instant", "Handle"].contains(&name) || name.starts_with("Gopark");
        let small: BTreeSet<String> = names
            .split(' ')
            .filter(|name| !name.is_empty() && !name.contains('.') && !is_ours(name))
            .flat_map(|name| [name.to_lowercase(), name[..1].to_lowercase() + &name[1..]])
            .collect();
        let uses: String = small.iter().map(|name| format!("var _ = x.{name}\n")).collect();
        format!("package main\n\nimport x \"{path}\"\n\n{uses}")
    };
    let packages = table.lines().filter_map(|line| line.split_once(": ")).filter(|(path, _)| of_go(path));
    let programs: Vec<String> = packages.map(program).collect();
    assert!(programs.len() > 40, "{} packages", programs.len());
    let compiler = Compiler::new(&variable("GOPARK_GO"), "small_names", programs.iter().map(String::as_str));
    for text in &programs {
        let (mut ours, mut theirs) = (ours::reports(text).reports, compiler.reports(text));
        ours.retain(|report| !is_said_elsewhere(report));
        // Go goes on with what it is.
        theirs.retain(|report| report.starts_with("a.go") && report.contains(":11: "));
        assert_eq!(ours, theirs, "{text}");
    }
}
