//! Seeds that show leaks which depend on the schedule: `program procs seed pattern`, a line each; an `r` at the processors
//! stands for `gopark run --randomize`.

use std::fs;
use std::path::PathBuf;

use crate::expected::Case;
use crate::pattern::is_match;
use crate::run::{Machine, Suite};

/// Seeds searched at most.
const SEEDS_MAX: u64 = 1_000;
/// The same when something was shown already.
const SEEDS_MORE: u64 = 60;

/// A seed and what it shows.
pub struct Found {
    pub program: String,
    pub machine: Machine,
    pub seed: u64,
    pub leak: String,
}

impl Found {
    /// One run shows both.
    pub fn is_of_run(&self, other: &Self) -> bool {
        (self.machine, self.seed) == (other.machine, other.seed)
    }
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/leak_suite/seeds.txt")
}

/// All known seeds.
pub fn read() -> Vec<Found> {
    let text = fs::read_to_string(path()).unwrap_or_default();
    let found = text.lines().filter_map(|line| {
        let mut words = line.splitn(4, ' ');
        let mut next = || words.next();
        let (program, machine) = (next()?.to_owned(), Machine::read(next()?)?);
        Some(Found { program, machine, seed: next()?.parse().ok()?, leak: next()?.to_owned() })
    });
    found.collect()
}

/// The machine of a seed: the narrower it is, the rarer are some schedules, and others the more common.
pub fn machine_of(seed: u64) -> Machine {
    Machine { procs: [4, 1, 2, 3, 8, 16][(seed % 6) as usize], is_randomized: seed / 6 % 2 == 1 }
}

/// Searches for seeds that show the leaks of these programs, and writes them down. Once a program has shown one, its
/// others are searched for less long.
///
/// # Panics
/// When a seed shows a leak that is not expected.
pub fn search<'a>(suite: &Suite, cases: impl Iterator<Item = &'a Case>) {
    for case in cases {
        let mut missing: Vec<&String> = case.leaks.iter().collect();
        let mut seed = 0;
        while !missing.is_empty()
            && seed < if missing.len() < case.leaks.len() { SEEDS_MORE } else { SEEDS_MAX }
        {
            seed += 1;
            let machine = machine_of(seed);
            let Ok(leaks) = suite.leaks(&case.name, machine, seed) else { continue };
            for leak in &leaks {
                let is_expected = case.leaks.iter().any(|p| is_match(p, leak));
                assert!(is_expected, "{}, {machine} procs, seed {seed}: unexpected {leak}", case.name);
            }
            missing.retain(|p| {
                let is_shown = leaks.iter().any(|leak| is_match(p, leak));
                if is_shown {
                    keep(Found { program: case.name.clone(), machine, seed, leak: (*p).clone() });
                }
                !is_shown
            });
        }
    }
}

/// Writes a seed down, in place of what was known.
fn keep(found: Found) {
    let mut known = read();
    known.retain(|it| it.program != found.program || it.leak != found.leak);
    known.push(found);
    known.sort_by(|a, b| (&a.program, &a.leak).cmp(&(&b.program, &b.leak)));
    let line = |f: &Found| format!("{} {} {} {}\n", f.program, f.machine, f.seed, f.leak);
    fs::write(path(), known.iter().map(line).collect::<String>()).expect("writable");
}
