//! Facts that no condition can say: a function each.

use gopark_session::State;
use gopark_trace::{Ending, Kind, StopReason};

use crate::markdown::lesson;
use crate::runs::{SEEDS, run};

/// By the names that texts give them.
pub const FACTS: [(&str, fn()); 4] = [
    ("a_million_parked", a_million_parked),
    ("goroutines_first", goroutines_first),
    ("overflow_report", overflow_report),
    ("time_slice", time_slice),
];

/// A million goroutines that wait have two gigabytes of stacks, as real Go says, too, and stay within what the lesson's
/// container and a recording may hold.
fn a_million_parked() {
    let session = run(lesson("stacks"), "parked,count=1000000,until=1s", "", 1);
    assert_eq!(session.stdout(), "goroutines: 1000001\nstacks: 2.0 GB\n");
    let world = session.world().expect("a run");
    // That of main has a `runtime.MemStats` on it.
    assert_eq!((world.counts.peak, world.counts.stack_bytes_peak), (1_000_001, 1_000_000 * 2048 + 8192));
    assert_eq!(session.state(), &State::Ended(Ending::Exit { code: 0 }));
}

/// The first and the last fifty calls, and how many there are between them; `crates/cli/tests/lessons.rs` has real Go say
/// the same.
fn overflow_report() {
    let session = run(lesson("stacks"), "overflow,until=1s", "", 1);
    let report = session.stderr();
    let head = "runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=0x";
    assert!(report.starts_with(head), "{report}");
    assert!(report.contains("\nfatal error: stack overflow\n\nruntime stack:\nruntime.throw("), "{report}");
    let calls =
        report.split("goroutine 1 ").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("main's calls");
    let (first, last) = calls.split_once("...\n").expect("the others are left out");
    let (first, left_out) = first.rsplit_once("\n...").expect("the others are left out");
    assert!(left_out.ends_with(" frames elided"), "{left_out}");
    let frames = |text: &str| text.lines().filter(|line| line.starts_with("\t/")).count();
    assert_eq!((frames(first), frames(last)), (50, 50), "{calls}");
    assert!(last.contains("\nmain.main()\n"), "{calls}");
}

/// A loop that lets go of nothing runs for 10 ms at least before sysmon has it stopped, and not much longer.
fn time_slice() {
    let lesson = lesson("preemption");
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
    let lesson = lesson("monitoring");
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
