//! The orders that real Go 1.27.3 gives with GOMAXPROCS=1, on every run.

use gopark_trace::Ending;

use crate::script::run;

/// With one processor the order does not depend on the seed.
fn check(text: &str, printed: &str) {
    for seed in 0..5 {
        assert_eq!(run(1, seed, text).printed, printed, "seed {seed}");
    }
}

/// `main` starts six of `one`, which print their number and then go on with `rest`.
fn six(main: &str, one: &str, rest: &str) -> String {
    let mut text = format!("main: add:wg:6 {main}\n");
    for i in 0..6 {
        text += &format!("f{i}: {one} print:{i} {rest} done:wg\n");
    }
    text
}

const SPAWN: &str = "go:f0 go:f1 go:f2 go:f3 go:f4 go:f5";
const ENTER: &str = "go:f0 yield go:f1 yield go:f2 yield go:f3 yield go:f4 yield go:f5 yield";

#[test]
fn the_newest_goroutine_runs_first() {
    check(&six(&format!("{SPAWN} wait:wg"), "", ""), "5 0 1 2 3 4");
}

#[test]
fn close_wakes_receivers_in_its_own_order() {
    check(&six(&format!("{ENTER} close:c wait:wg"), "recv:c", ""), "0 5 4 3 2 1");
}

#[test]
fn broadcast_runs_the_last_waiter_first() {
    check(&six(&format!("{ENTER} broadcast:k wait:wg"), "cwait:k", ""), "5 0 1 2 3 4");
}

#[test]
fn the_last_done_runs_the_last_waiter_first() {
    check(&six(&format!("add:d:1 {ENTER} done:d wait:wg"), "wait:d", ""), "5 0 1 2 3 4");
}

#[test]
fn mutex_waiters_are_served_in_order() {
    check(&six(&format!("lock:m {ENTER} unlock:m wait:wg"), "lock:m", "unlock:m"), "0 1 2 3 4 5");
}

#[test]
fn a_write_unlock_runs_the_last_reader_first() {
    check(&six(&format!("wlock:rw {ENTER} wunlock:rw wait:wg"), "rlock:rw", "runlock:rw"), "5 0 1 2 3 4");
}

#[test]
fn unbuffered_values_are_handed_over_without_a_switch() {
    let sender =
        "print:s0 send:c print:s1 send:c print:s2 send:c print:s3 send:c print:s4 send:c print:s5 send:c";
    let main = "go:f recv:c print:r0 recv:c print:r1 recv:c print:r2 recv:c print:r3 recv:c print:r4 recv:c print:r5";
    check(&format!("main: {main}\nf: {sender}"), "s0 s1 r0 r1 s2 s3 r2 r3 s4 s5 r4 r5");
}

#[test]
fn a_buffer_of_two_is_filled_and_drained_in_runs() {
    let sender: String = (0..8).map(|i| format!("send:c print:s{i} ")).collect();
    let main: String = (0..8).map(|i| format!("recv:c print:r{i} ")).collect();
    check(
        &format!("main: chan:c:2 go:f {main} wait:wg\nf: add:wg:1 {sender} done:wg"),
        "s0 s1 s2 r0 r1 r2 r3 s3 s4 s5 s6 r4 r5 r6 r7 s7",
    );
}

#[test]
fn gosched_goes_through_the_global_queue() {
    let f = |n| format!("{n}: print:{n}0 yield print:{n}1 yield print:{n}2 yield done:wg");
    let text = format!("main: add:wg:3 go:a go:b go:c wait:wg\n{}\n{}\n{}", f("a"), f("b"), f("c"));
    check(&text, "c0 a0 b0 c1 a1 b1 c2 a2 b2");
}

#[test]
fn children_of_children() {
    let parent = |g| format!("p{g}: print:P{g} go:c{g}0 go:c{g}1 go:c{g}2 done:wg\n");
    let child = |g, k| format!("c{g}{k}: print:c{g}{k} done:wg\n");
    let mut text = "main: add:wg:12 go:p0 go:p1 go:p2 wait:wg\n".to_owned();
    for g in 0..3 {
        text += &parent(g);
        for k in 0..3 {
            text += &child(g, k);
        }
    }
    check(&text, "P2 c22 P0 c02 P1 c12 c20 c21 c00 c01 c10 c11");
}

#[test]
fn overflow_takes_the_older_half_of_256_to_the_global_queue() {
    let mut text = "main: add:wg:300 ".to_owned();
    (0..300).for_each(|i| text += &format!("go:f{i} "));
    text += "wait:wg\n";
    (0..300).for_each(|i| text += &format!("f{i}: print:{i} done:wg\n"));
    let printed = run(1, 1, &text).printed;
    // Every 61st tick takes one from the global queue, which holds the overflow: 0, then 1. Without them the blocks are
    // runnext, the younger half and what came after it, then the overflow with the two that were kicked along.
    let ran: Vec<u32> = printed.split(' ').map(|n| n.parse().unwrap()).collect();
    assert_eq!((ran[61], ran[122]), (0, 1));
    let blocks: Vec<u32> = ran.into_iter().filter(|&n| n > 1).collect();
    let local = (128..299).filter(|&n| n != 256);
    assert_eq!(blocks, std::iter::once(299).chain(local).chain(2..128).chain([256]).collect::<Vec<_>>());
}

#[test]
fn everybody_asleep_is_a_deadlock() {
    let outcome = run(4, 3, "main: go:a lock:m recv:c\na: lock:m send:d");
    assert_eq!(outcome.how, Ending::Deadlock);
    assert_eq!(outcome.world.counts.waiting, 2);
}

#[test]
fn a_sleeper_is_not_a_deadlock() {
    let outcome = run(2, 3, "main: go:a recv:c print:done\na: sleep:5000000 send:c");
    assert_eq!((outcome.how, outcome.printed.as_str()), (Ending::Exit { code: 0 }, "done"));
    assert!(outcome.virtual_ns >= 5_000_000);
}
