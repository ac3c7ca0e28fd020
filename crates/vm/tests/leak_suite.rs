//! Go's own programs with leaked goroutines (`src/runtime/testdata/testgoroutineleakprofile`) on our runtime: what the
//! goroutine leak profile finds is what Go's test of it expects.
//!
//! Needs `GOPARK_GO_ROOT`, the folder of Go 1.27.3, and reads programs and expectations in place. Programs that Go itself
//! calls flaky depend on the schedule; for each leak of theirs `leak_suite/seeds.txt` names a seed that shows it. With
//! `GOPARK_SEARCH_SEEDS=NAME` those of programs with that name are searched for anew, among the first thousand.

#[path = "leak_suite/expected.rs"]
mod expected;
#[path = "leak_suite/pattern.rs"]
mod pattern;
#[path = "leak_suite/run.rs"]
mod run;
#[path = "leak_suite/seeds.rs"]
mod seeds;

use std::path::{Path, PathBuf};

use expected::{Case, cases};
use run::{Machine, Suite};

/// A second of a machine with nothing but locking takes long.
const SLOW: &str = "Kubernetes58107";
/// Programs that no schedule makes leak. The second goroutine of this one holds `mu` from before it registers its watcher
/// until it returns; who closes the watcher it waits at needs `mu`. Real Go never shows its leak either.
const NOT_SHOWN: &[&str] = &["Moby27782"];
/// Seeds that are tried when a known one does not show its leak any more.
const OTHERS: u64 = 100;
/// Seeds that are tried for every program, besides those that are known to show something.
const SEEDS: u64 = 5;

fn root() -> PathBuf {
    let root = std::env::var("GOPARK_GO_ROOT")
        .expect("GOPARK_GO_ROOT must be the folder of Go 1.27.3; `cargo xtask test` sets it");
    Path::new(&root).join("src/runtime")
}

/// The programs of a folder and what is expected of them.
fn suite(folder: &str) -> (Suite, Vec<Case>) {
    let suite = Suite::load(&root().join("testdata/testgoroutineleakprofile").join(folder));
    let cases = cases(&root().join("goroutineleakprofile_test.go"), &suite);
    (suite, cases)
}

/// What of this Go's test would not like; `shown`: the leaks of a run.
fn faults(case: &Case, machine: Machine, seed: u64, shown: &Result<Vec<String>, String>) -> Vec<String> {
    let leaks = match shown {
        Ok(leaks) => leaks,
        Err(why) => return vec![format!("{}, {machine} procs, seed {seed}: {why}", case.name)],
    };
    let unexpected = leaks.iter().filter(|leak| !case.leaks.iter().any(|p| pattern::is_match(p, leak)));
    let mut faults: Vec<String> = unexpected.map(|leak| format!("unexpected {leak}")).collect();
    if !case.is_flaky {
        let missing = case.leaks.iter().filter(|p| !leaks.iter().any(|leak| pattern::is_match(p, leak)));
        faults.extend(missing.map(|p| format!("missing {p}")));
    }
    faults.iter().map(|fault| format!("{}, {machine} procs, seed {seed}: {fault}", case.name)).collect()
}

/// Deterministic programs show exactly the expected leaks with one processor; the others never show any that are not
/// expected.
fn check(folder: &str, programs: usize) {
    let (suite, cases) = suite(folder);
    assert!(cases.len() >= programs, "{} programs", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        for seed in (1..=SEEDS).filter(|_| case.name != SLOW) {
            let machine = Machine::of(if case.is_flaky { 4 } else { 1 });
            wrong.extend(faults(case, machine, seed, &suite.leaks(&case.name, machine, seed)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn small_programs_and_common_patterns() {
    check("", 23);
}

#[test]
fn condensed_real_bugs() {
    check("goker", 60);
}

/// Programs that depend on the schedule are shown by seeds to leak.
#[test]
fn schedules_are_found() {
    for folder in ["", "goker"] {
        let (suite, cases) = suite(folder);
        let flaky: Vec<&Case> = cases.iter().filter(|case| case.is_flaky).collect();
        if let Ok(only) = std::env::var("GOPARK_SEARCH_SEEDS") {
            seeds::search(&suite, flaky.iter().copied().filter(|case| case.name.contains(&only)));
        }
        let known = seeds::read();
        let mut wrong = Vec::new();
        for case in flaky {
            let mut found: Vec<_> = known.iter().filter(|found| found.program == case.name).collect();
            found.sort_by_key(|found| (found.machine.procs, found.seed));
            if found.is_empty() != NOT_SHOWN.contains(&case.name.as_str()) {
                wrong.push(format!("{}: {} seeds show a leak", case.name, found.len()));
            }
            for run in found.chunk_by(|a, b| a.is_of_run(b)) {
                let (machine, seed) = (run[0].machine, run[0].seed);
                let shown = suite.leaks(&case.name, machine, seed);
                wrong.extend(faults(case, machine, seed, &shown));
                let shows = |leaks: &[String], leak: &str| leaks.iter().any(|it| pattern::is_match(leak, it));
                let missing = run.iter().filter(|it| !shows(shown.as_deref().unwrap_or_default(), &it.leak));
                for seeds::Found { leak, .. } in missing {
                    // Where costs have changed another seed has to be the one.
                    let is_shown = (1..=OTHERS).filter(|_| case.name != SLOW).any(|seed| {
                        let leaks = suite.leaks(&case.name, seeds::machine_of(seed), seed);
                        shows(&leaks.unwrap_or_default(), leak)
                    });
                    if !is_shown {
                        wrong.push(format!(
                            "{}, {machine} procs, seed {seed}: it does not show {leak}",
                            case.name
                        ));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
