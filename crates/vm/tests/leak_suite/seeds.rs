//! Seeds that show leaks which depend on the schedule: `program procs seed pattern`, a line each.

use std::fs;
use std::path::PathBuf;

use crate::expected::Case;
use crate::pattern::is_match;
use crate::run::Suite;

/// Seeds searched at most.
const SEEDS_MAX: u64 = 1_000;

/// A seed and what it shows.
pub struct Found {
    pub program: String,
    pub procs: u32,
    pub seed: u64,
    pub leak: String,
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
        let (program, procs, seed) = (next()?.to_owned(), next()?.parse().ok()?, next()?.parse().ok()?);
        Some(Found { program, procs, seed, leak: next()?.to_owned() })
    });
    found.collect()
}

/// Processors of a seed: the narrower the machine, the rarer are some schedules, and others the more common.
fn procs_of(seed: u64) -> u32 {
    [4, 1, 2, 3][(seed % 4) as usize]
}

/// Searches for what is not known to be shown yet, and writes it down.
///
/// # Panics
/// When a seed shows a leak that is not expected.
pub fn search(suite: &Suite, cases: &[&Case]) {
    let mut known = read();
    known.retain(|found| !cases.iter().any(|case| case.name == found.program));
    for case in cases {
        let mut missing: Vec<&String> = case.leaks.iter().collect();
        for seed in 1..=SEEDS_MAX {
            if missing.is_empty() {
                break;
            }
            let procs = if case.name == crate::SLOW { 1 } else { procs_of(seed) };
            let Ok(leaks) = suite.leaks(&case.name, procs, seed) else { continue };
            for leak in &leaks {
                let is_expected = case.leaks.iter().any(|p| is_match(p, leak));
                assert!(is_expected, "{}, {procs} procs, seed {seed}: unexpected {leak}", case.name);
            }
            missing.retain(|p| {
                let is_shown = leaks.iter().any(|leak| is_match(p, leak));
                if is_shown {
                    let (program, leak) = (case.name.clone(), (*p).clone());
                    known.push(Found { program, procs, seed, leak });
                }
                !is_shown
            });
        }
    }
    known.sort_by(|a, b| (&a.program, &a.leak).cmp(&(&b.program, &b.leak)));
    let line = |f: &Found| format!("{} {} {} {}\n", f.program, f.procs, f.seed, f.leak);
    fs::write(path(), known.iter().map(line).collect::<String>()).expect("writable");
}
