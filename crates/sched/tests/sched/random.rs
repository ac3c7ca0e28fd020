//! Random scripts under random configurations: no step may leave the world and the scheduler different, equal inputs
//! give equal streams, and whatever must finish finishes.
#![expect(clippy::print_stdout, reason = "a failing random test must say how to run it again")]

use gopark_sched::Rng;
use gopark_trace::{Ending, World};

use crate::fuzz::Rounds;
use crate::script::run;

/// Prints the script that was running when a test fails.
struct ShownOnPanic(String);

impl Drop for ShownOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("{}", self.0);
        }
    }
}

fn script(rng: &mut Rng) -> String {
    let workers = 1 + rng.below(12);
    let mut text = format!("main: chan:c:{} chan:d:0 add:wg:{workers}", rng.below(4));
    for i in 0..workers {
        text += &format!(" go:f{i}");
        if rng.below(4) == 0 {
            text += " yield";
        }
    }
    // Everything sent on c is received by main; d is only selected on, with a default.
    text += &format!(" recv:c*{workers} wait:wg\n");
    for i in 0..workers {
        text += &format!("f{i}:");
        for _ in 0..rng.below(12) {
            text += " ";
            text += &operation(rng);
        }
        text += " send:c done:wg\n";
    }
    text
}

fn operation(rng: &mut Rng) -> String {
    let ns = rng.below(60_000);
    match rng.below(10) {
        0 => "yield".to_owned(),
        1 => format!("work:{ns}"),
        2 => format!("sleep:{ns}"),
        3 => format!("sys:{ns}"),
        4 => format!("lock:m work:{ns} unlock:m"),
        5 => format!("rlock:rw work:{ns} runlock:rw"),
        6 => format!("wlock:rw work:{ns} wunlock:rw"),
        7 => "select:default:<d:>d".to_owned(),
        8 => format!("procs:{}", 1 + rng.below(6)),
        _ => "signal:k".to_owned(),
    }
}

#[test]
fn fuzz_random_scripts_keep_world_and_scheduler_equal() {
    let mut rounds = Rounds::new(150);
    while rounds.go_on() {
        let text = script(&mut rounds.rng);
        let (procs, seed) = (1 + rounds.rng.below(8) as u32, rounds.rng.next_u64());
        let _shown = ShownOnPanic(format!("procs {procs} seed {seed}\n{text}"));
        let first = run(procs, seed, &text);
        assert_eq!(first.how, Ending::Exit { code: 0 }, "{}", first.lines.join("\n"));
        assert_eq!(first.hash, run(procs, seed, &text).hash, "the same again");
    }
}

/// Streams that are nearly right are the hardest: the fold must find what is wrong, or go on, but never fall.
#[test]
fn fuzz_mutilated_streams_do_not_break_the_world() {
    let mut rounds = Rounds::new(40);
    while rounds.go_on() {
        let text = script(&mut rounds.rng);
        let mut events = run(4, rounds.rng.next_u64(), &text).events;
        let mut faults = 0;
        for _ in 0..4 {
            for _ in 0..1 + rounds.rng.below(8) {
                let (i, j) = (rounds.rng.below(events.len() as u64), rounds.rng.below(events.len() as u64));
                match rounds.rng.below(3) {
                    0 => events.swap(i as usize, j as usize),
                    1 => _ = events.remove(i as usize),
                    _ => events[i as usize] = events[j as usize],
                }
            }
            let mut world = World::new();
            faults += events.iter().filter(|e| world.apply(e).is_err()).count();
            let c = world.counts;
            let by_state = [c.runnable, c.running, c.syscall, c.waiting];
            assert_eq!(by_state.iter().sum::<u32>() as usize, world.goroutines());
        }
        assert!(faults > 0, "{} mutilated events fit", events.len());
    }
}
