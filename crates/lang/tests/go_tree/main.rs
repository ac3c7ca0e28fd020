//! Comparisons with real Go: its standard library parses without a word, its own tests get the errors they ask for,
//! and its compiler says the same about broken files. `cargo xtask test` sets the paths.

mod errorcheck;
mod files;
mod mutate;
mod oracle;

use files::{directory, go_files, parse, read};
use mutate::{Random, mutated};

#[test]
fn the_standard_library_parses() {
    let root = directory("GOPARK_GO_ROOT").join("src");
    let mut complaints = Vec::new();
    for path in go_files(&root, &["testdata"]) {
        complaints.extend(parse(&read(&path)));
    }
    // Directives that it alone may have.
    complaints.retain(|complaint| !complaint.contains(" only allowed in "));
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn trees_are_those_of_the_real_parser() {
    let root = directory("GOPARK_GO_ROOT").join("src");
    let paths = go_files(&root, &["testdata", "cmd", "vendor"]);
    let theirs = oracle::trees(&paths);
    assert_eq!(theirs.len(), paths.len());
    let mut complaints = Vec::new();
    for (path, theirs) in paths.iter().zip(theirs) {
        let ours = files::tree(&read(path));
        let differing = ours.lines().zip(theirs.lines()).find(|(ours, theirs)| ours != theirs);
        if let Some((ours, theirs)) = differing {
            complaints.push(format!("{}\n  {ours}\n  {theirs}", path.display()));
        } else if ours.lines().count() != theirs.lines().count() {
            complaints.push(format!("{} ends early", path.display()));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn the_tests_of_the_compiler_parse() {
    let mut complaints = Vec::new();
    for path in go_files(&directory("GOPARK_GO_TEST"), &[]) {
        let source = read(&path);
        complaints.extend(errorcheck::unasked(&source, &parse(&source)));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn errorcheck_files_get_their_syntax_errors() {
    let root = directory("GOPARK_GO_TEST").join("syntax");
    let mut complaints = Vec::new();
    for path in go_files(&root, &[]) {
        let source = read(&path);
        complaints.extend(errorcheck::compare(&source, &parse(&source)));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
#[expect(clippy::print_stdout, reason = "a failure must be repeatable from its report")]
fn broken_files_get_the_errors_of_the_real_compiler() {
    let seed = std::env::var("GOPARK_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let rounds =
        std::env::var("GOPARK_FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(200);
    println!("GOPARK_FUZZ_SEED={seed} GOPARK_FUZZ_ROUNDS={rounds}");
    let mut random = Random::new(seed);
    let sources =
        files::small_sources(&directory("GOPARK_GO_ROOT").join("src"), &directory("GOPARK_GO_TEST"));
    let mut complaints = Vec::new();
    for round in 0..rounds {
        let source = mutated(&sources[random.below(sources.len())], &mut random);
        if oracle::misleads(&source) {
            continue;
        }
        let ours = oracle::lines(&parse(&source).join("\n"));
        let theirs = oracle::compile(&source, &format!("mutated{round}.go"));
        complaints.extend(oracle::compare(&ours, &theirs, &source));
    }
    assert!(complaints.is_empty(), "seed {seed}\n{}", complaints.join("\n\n"));
}

#[test]
fn what_gofmt_refuses_is_refused() {
    let root = directory("GOPARK_GO_ROOT");
    let mut refused = 0;
    for path in go_files(&root.join("src/cmd/compile/internal/syntax/testdata"), &[]) {
        let output = std::process::Command::new(root.join("bin/gofmt")).arg("-l").arg(&path).output();
        if output.expect("gofmt runs").status.success() {
            continue;
        }
        refused += 1;
        let source = read(&path);
        assert!(!parse(&source).is_empty(), "{} is accepted", path.display());
    }
    assert!(refused > 10, "gofmt refuses only {refused} files");
}
