//! `cargo xtask test`: every check there is, one line a step, and one line at the end that says how it went.

mod counts;
mod steps;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::process::explain;
use crate::setup::progress::elapsed;

pub use counts::Counts;

/// What `cargo xtask test` can be told.
#[derive(Args)]
pub struct Options {
    /// The only step to run
    step: Option<Step>,
    /// Of the page, only the tests whose names contain this
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Test the page as it is built while one works on it, which takes seconds, and not as it is published
    #[arg(long)]
    quick: bool,
}

/// A part of the tests that can be run alone.
#[derive(Clone, Copy, ValueEnum)]
pub enum Step {
    /// Formatting
    Fmt,
    /// Lints, natively and for the web
    Clippy,
    /// The rules that no compiler checks
    Tidy,
    /// All tests that need no browser, the comparison with real Go included
    Native,
    /// Programs again, where who uses an object of the stack that is no more is told
    Stale,
    /// The published page: that it builds, and its size
    Build,
    /// Unit tests inside a browser
    Web,
    /// The published page, driven as a reader would
    Page,
}

/// Runs the step that was asked for, or all of them; fails when any of them does, after the others have run too.
pub fn run(options: &Options) -> Result<ExitCode> {
    let steps = match options.step {
        // The page is tested as it was just built.
        Some(Step::Page) => &[Step::Build, Step::Page],
        Some(ref step) => std::slice::from_ref(step),
        None => Step::value_variants(),
    };
    let started = Instant::now();
    let mut total = Counts::default();
    for step in steps {
        total += run_step(*step, options);
    }
    println!("in {}", elapsed(started.elapsed()));
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_step(step: Step, options: &Options) -> Counts {
    let name = step.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
    let terminal = std::io::stdout().is_terminal();
    if terminal {
        print!("{name:<8}...");
        std::io::stdout().flush().ok();
    }
    let started = Instant::now();
    let outcome = steps::run(step, options).unwrap_or_else(|error| Outcome::broken(&error));
    let time = elapsed(started.elapsed());
    // What was printed in between, about an installation, may stand where we began.
    print!("{}{name:<8}", if terminal { "\r\x1b[2K" } else { "" });
    let Counts { passed, failed } = outcome.counts;
    match (passed, failed) {
        (passed, 0) => println!("ok, {passed} passed, {time}{}", outcome.note),
        (passed, failed) => println!("FAILED, {passed} passed, {failed} failed, {time}\n{}", outcome.report),
    }
    outcome.counts
}

/// How a step ended.
#[derive(Default)]
struct Outcome {
    counts: Counts,
    /// What to read when something failed.
    report: String,
    /// What to add to the line when all is well.
    note: String,
}

impl Outcome {
    /// The step could not be carried out.
    fn broken(error: &anyhow::Error) -> Self {
        Self { counts: Counts { passed: 0, failed: 1 }, report: explain(error), note: String::new() }
    }

    /// Adds what another part of the same step came to.
    fn and(mut self, other: Self) -> Self {
        self.counts += other.counts;
        for (text, more) in [(&mut self.report, other.report), (&mut self.note, other.note)] {
            if !text.is_empty() && !more.is_empty() {
                text.push('\n');
            }
            text.push_str(&more);
        }
        self
    }
}
