//! The counts: how many programs of each class went how.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::outcome::Outcome;
use crate::programs::Program;

/// Counts by line of `go_tests.txt`.
#[derive(Debug, Default)]
pub struct Tally {
    counts: BTreeMap<String, usize>,
}

impl Tally {
    /// Counts.
    pub fn of(programs: &[Program], outcomes: &[Outcome]) -> Self {
        let mut tally = Self::default();
        for (program, outcome) in programs.iter().zip(outcomes) {
            let how = match outcome {
                Outcome::Pass => "pass".into(),
                Outcome::Lacks(what) => format!("not in Gopark: {what}"),
                Outcome::Excepted(reason) => format!("exception: {reason}"),
                Outcome::Wrong(_) => "wrong".into(),
            };
            *tally.counts.entry(format!("{:5} {how}", program.class.name())).or_default() += 1;
        }
        tally
    }

    /// Records the counts.
    pub fn write(&self) {
        let line = |(how, count): (&String, &usize)| format!("{count:4} {how}\n");
        let text: String = self.counts.iter().map(line).collect();
        fs::write(path(), text).expect("writable");
    }

    /// Fails when fewer programs pass than recorded.
    pub fn compare(&self) {
        let recorded = fs::read_to_string(path()).expect("go_tests.txt is there; UPDATE_EXPECT=1 writes it");
        for line in recorded.lines() {
            let (count, how) = line.trim_start().split_once(' ').expect("count and name");
            let before: usize = count.parse().expect("a count");
            let now = self.counts.get(how).copied().unwrap_or(0);
            assert!(!how.ends_with(" pass") || now >= before, "{how}: {now}, but {before} were recorded");
        }
    }
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/go_tests.txt")
}
