//! Facts about Go 1.27's scheduler (`runtime/proc.go`), a test named for each: a script goes in, and those of its events
//! come out that show it.

mod coroutines;
mod creating;
mod finding;
mod handing_off;
mod idle;
mod monitor;
mod network;
mod placing;
mod stealing;
mod stopping;
mod threads;

use expect_test::Expect;

use crate::script::{Outcome, run};

/// What the events of these kinds say, in order: when, on which P, by which goroutine.
fn told(outcome: &Outcome, kinds: &[&str]) -> String {
    let mut text = String::new();
    for line in &outcome.lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [ns, m, p, g, _, kind, what @ ..] = &words[..] else { panic!("{line}") };
        if kinds.contains(kind) {
            text += format!("{ns:<9} {m:<3} {p:<3} {g:<4} {kind} {}", what.join(" ")).trim_end();
            text += "\n";
        }
    }
    text
}

/// Runs `text` and compares its events of `kinds`.
fn check(procs: u32, text: &str, kinds: &[&str], expect: Expect) {
    expect.assert_eq(&told(&run(procs, 1, text), kinds));
}
