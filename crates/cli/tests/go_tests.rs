//! Go's own test programs, run by `gopark run`: a program is right, or Gopark says what it lacks; never a wrong answer.
//!
//! Needs `GOPARK_GO_TEST`, the test folder of a Go 1.19 source tree, and reads it in place. What is counted stands in
//! `go_tests.txt`, which `UPDATE_EXPECT=1` rewrites.

#[path = "go_tests/exceptions.rs"]
mod exceptions;
#[path = "go_tests/outcome.rs"]
mod outcome;
#[path = "go_tests/programs.rs"]
mod programs;
#[path = "go_tests/tally.rs"]
mod tally;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use outcome::Outcome;
use programs::Program;
use tally::Tally;

/// As many programs run at once.
const AT_ONCE: usize = 2;

#[test]
fn go_tests_never_give_a_wrong_answer() {
    let root = std::env::var("GOPARK_GO_TEST")
        .expect("GOPARK_GO_TEST must be the test folder of a Go source tree; `cargo xtask test` sets it");
    let programs = programs::all(Path::new(&root));
    assert!(programs.len() > 500, "{root} has only {} programs to run", programs.len());
    let outcomes = run_all(&programs);
    let tally = Tally::of(&programs, &outcomes);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        tally.write();
    }
    let wrong: Vec<String> = programs
        .iter()
        .zip(&outcomes)
        .filter_map(|(program, outcome)| match outcome {
            Outcome::Wrong(shown) => Some(format!("== {}\n{shown}", program.name)),
            _ => None,
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong answers\n{}", wrong.len(), wrong.join("\n"));
    tally.compare();
}

/// How each program went, in their order.
fn run_all(programs: &[Program]) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for worker in 0..AT_ONCE {
            let (next, outcomes) = (&next, &outcomes);
            scope.spawn(move || {
                while let Some((i, program)) = {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    programs.get(i).map(|program| (i, program))
                } {
                    let outcome = outcome::of(program, worker);
                    outcomes.lock().expect("no worker panicked").push((i, outcome));
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().expect("no worker panicked");
    outcomes.sort_by_key(|&(i, _)| i);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}
