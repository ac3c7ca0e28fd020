//! Facts that no condition can say: a function each.

use gopark_trace::{Kind, StopReason};

use crate::markdown::lessons;
use crate::runs::{SEEDS, run};

/// By the names that texts give them.
pub const FACTS: [(&str, fn()); 2] = [("goroutines_first", goroutines_first), ("time_slice", time_slice)];

/// A loop that lets go of nothing runs for 10 ms at least before sysmon has it stopped, and not much longer.
fn time_slice() {
    let lesson = lessons().iter().find(|it| it.slug == "preemption").expect("the lesson");
    for seed in SEEDS {
        let session = run(lesson, "", "", seed);
        let (mut started, mut slices_ns) = (None, Vec::new());
        for event in session.last_events(usize::MAX) {
            match event.kind {
                Kind::GoStart { .. } => started = Some(event.at),
                Kind::GoStop { reason: StopReason::Preempted } => {
                    slices_ns.extend(started.map(|started| event.at.0 - started.0));
                }
                _ => {}
            }
        }
        assert!(slices_ns.len() >= 5, "seed {seed}: {slices_ns:?}");
        assert!(
            slices_ns.iter().all(|ns| (10_000_000..21_000_000).contains(ns)),
            "seed {seed}: {slices_ns:?}"
        );
    }
}

/// The number of goroutines multiplies in the tenth of a second of the spike; latency is at its worst later.
fn goroutines_first() {
    let lesson = lessons().iter().find(|it| it.slug == "monitoring").expect("the lesson");
    for seed in SEEDS {
        let text = run(lesson, "", "", seed).stdout();
        let rows: Vec<Vec<u64>> = text.lines().map(numbers).collect();
        let [goroutines, served, latency] =
            [1, 2, 3].map(|column| rows.iter().map(|row| row[column]).collect::<Vec<_>>());
        assert!(goroutines[3] > 10 * goroutines[2], "seed {seed}:\n{text}");
        assert!(latency[3] < latency[4] && latency[4] < latency[5], "seed {seed}:\n{text}");
        assert!(served[4..].iter().all(|served| (68..=80).contains(served)), "seed {seed}:\n{text}");
    }
}

fn numbers(line: &str) -> Vec<u64> {
    let words = line.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty());
    words.map(|word| word.parse().expect("digits")).collect()
}
