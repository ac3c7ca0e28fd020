//! Corners of the runtime, each seen in Go's source and each once wrong here.

use expect_test::expect;
use gopark_sched::{Config, Limits, Lock, Next, Sched, Select, SelectCase};
use gopark_trace::{Ending, Event, GId, Kind, ObjId, ObjKind, PId, Pc, Side, SimTime};

use crate::script::run;

fn lines_with(outcome: &crate::script::Outcome, word: &str) -> Vec<String> {
    outcome.lines.iter().filter(|l| l.contains(word)).cloned().collect()
}

#[test]
fn a_close_wakes_one_who_waits_twice_only_once() {
    let outcome = run(1, 0, "main: go:a yield close:c recv:d print:end\na: select:<c:<c print:a send:d");
    assert_eq!(outcome.printed, "a end");
    let outcome = run(1, 0, "main: go:a yield recv:c recv:d print:end\na: select:<c:>c print:a send:d");
    assert_eq!(outcome.printed, "a end");
}

#[test]
fn nobody_matches_their_own_other_case() {
    let outcome = run(1, 0, "main: select:<c:>c");
    assert_eq!(outcome.how, Ending::Deadlock);
    assert_eq!(lines_with(&outcome, "\"select\"").len(), 1);
}

#[test]
fn a_select_of_one_case_is_the_operation_itself() {
    let outcome = run(1, 0, "main: select:<c");
    assert_eq!(lines_with(&outcome, "\"chan receive\"").len(), 1, "{:#?}", outcome.lines);
}

#[test]
fn a_second_write_lock_waits_for_the_first_writer() {
    let outcome = run(1, 0, "main: wlock:rw wlock:rw");
    assert_eq!(outcome.how, Ending::Deadlock);
    // The writers' own mutex comes first, and Go says so.
    assert_eq!(lines_with(&outcome, "\"sync.Mutex.Lock\"").len(), 1, "{:#?}", outcome.lines);
}

#[test]
fn the_last_processor_is_taken_first() {
    // [ran] with Go 1.27.3: GODEBUG=schedtrace=9,scheddetail=1 shows P3 running at 0 ms.
    let outcome = run(4, 0, "main: go:a work:100000\na: work:1000");
    assert!(lines_with(&outcome, "ProcStart")[0].contains("P3"), "{:#?}", outcome.lines);
}

#[test]
fn who_asks_for_fewer_processors_goes_on_with_one_of_them() {
    let outcome = run(2, 0, "main: go:a work:200000 print:main recv:c\na: work:1000 procs:1 print:a send:c");
    let started = lines_with(&outcome, "from=Direct");
    assert!(started.len() == 1 && started[0].contains("P0"), "{:#?}", outcome.lines);
    let then = outcome.lines.iter().position(|l| *l == started[0]).unwrap();
    assert!(outcome.lines[then + 1..].iter().any(|l| l.contains("G7") && l.contains("chan")));
}

#[test]
fn dying_processors_put_their_queues_at_the_head_of_the_global_one() {
    // a and b run on P1 and P2, each with one more goroutine behind it. P1 dies first, so what was on P2 comes first.
    let text = "main: go:a go:b work:100000 procs:1 recv:c*4\n\
                a: work:1000 go:x work:200000 print:a send:c\nb: work:1000 go:y work:200000 print:b send:c\n\
                x: print:x send:c\ny: print:y send:c";
    let outcome = run(3, 0, text);
    let drains = lines_with(&outcome, "RunqDrain");
    assert!(drains.len() == 2 && drains[0].contains("P1") && drains[1].contains("P2"), "{drains:?}");
    let a_is_on_p2 =
        outcome.lines.iter().any(|l| l.contains(" P2 ") && l.contains("G7 ") && l.contains("GoCreate"));
    assert_eq!(outcome.printed, if a_is_on_p2 { "a x b y" } else { "b y a x" }, "{:#?}", outcome.lines);
}

#[test]
fn back_from_the_kernel_a_thread_takes_its_processor_from_another_system_call() {
    let outcome =
        run(1, 0, "main: go:a sys:100000 print:main recv:c\na: work:20000 sys:200000 print:a send:c");
    let taken = lines_with(&outcome, "ProcSteal");
    assert!(taken.len() >= 2 && taken[1].contains("M0"), "{:#?}", outcome.lines);
    assert_eq!(outcome.printed, "main a");
}

#[test]
fn sleeping_for_ever_twice_is_not_for_ever() {
    let outcome = run(2, 0, "main: sleep:9223372036854775807 sleep:9223372036854775807 print:end");
    assert_eq!(outcome.printed, "end");
    assert!(outcome.virtual_ns >= i64::MAX as u64);
}

fn sched(procs: u32) -> (Sched<Vec<Event>>, GId) {
    let limits = Limits { goroutines: 100, objects: 100 };
    let mut sched = Sched::new(&Config { procs, seed: 1, async_preempt: true, limits }, Vec::new());
    let main = sched.start(Pc(0), true);
    (sched, main)
}

/// The first moment at which `g` runs.
fn until_run(sched: &mut Sched<Vec<Event>>, g: GId) -> PId {
    for _ in 0..10_000 {
        match sched.next() {
            Next::Run { p, g: it } if it == g => return p,
            Next::Busy | Next::Run { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    panic!("{g} does not run")
}

#[test]
fn a_hog_that_the_viewer_woke_is_preempted_in_time() {
    // Everybody sleeps, sysmon too; then the viewer makes room in a channel, and the sender computes without end.
    let (mut sched, main) = sched(1);
    let p = until_run(&mut sched, main);
    let ch = sched.obj_new(p, ObjKind::Chan, 0).unwrap();
    let sender = sched.go(p, Pc(1)).unwrap();
    sched.sleep(p, 3_600_000_000_000);
    let p = until_run(&mut sched, sender);
    sched.chan_send(p, ch);
    while !sched.sink().iter().any(|e| matches!(e.kind, Kind::MNetpoll { on: true })) {
        assert_eq!(sched.next(), Next::Busy);
    }
    // sysmon's turn, and it falls asleep too; from now on only the timer is left.
    assert_eq!(sched.next(), Next::Busy);
    assert!(sched.time() < SimTime(1_000_000_000));
    let woken_at = sched.time();
    assert_eq!(sched.chan_resize(ch, 1).len(), 1);
    let p = until_run(&mut sched, sender);
    for _ in 0..100_000 {
        if sched.preempt_wanted(p) {
            break;
        }
        if sched.may_act(p) {
            sched.charge(p, 10_000);
        }
        sched.next();
    }
    assert!(sched.preempt_wanted(p));
    let late = sched.time().since(woken_at);
    assert!(late < 25_000_000, "asked after {late} ns");
}

#[test]
fn a_counter_below_zero_stays_there() {
    let (mut sched, main) = sched(1);
    let p = until_run(&mut sched, main);
    let wg = sched.obj_new(p, ObjKind::WaitGroup, 0).unwrap();
    assert!(!sched.wg_add(p, wg, -1));
    assert!(sched.wg_add(p, wg, 1));
    assert_eq!(sched.wg_wait(p, wg), Ok(Lock::Held));
}

#[test]
fn a_waiter_notices_that_its_group_is_used_anew() {
    let (mut sched, main) = sched(1);
    let p = until_run(&mut sched, main);
    let wg = sched.obj_new(p, ObjKind::WaitGroup, 0).unwrap();
    sched.wg_add(p, wg, 1);
    let other = sched.go(p, Pc(1)).unwrap();
    assert_eq!(sched.wg_wait(p, wg), Ok(Lock::Parked));
    let p = until_run(&mut sched, other);
    sched.wg_add(p, wg, -1);
    sched.wg_add(p, wg, 1);
    sched.gosched(p);
    let p = until_run(&mut sched, main);
    assert_eq!(sched.wg_wait(p, wg), Err("sync: WaitGroup is reused before previous Wait has returned"));
}

#[test]
fn who_comes_before_the_woken_runs_takes_his_token() {
    // a (G7) and b wait; a is woken, but c (G9) takes his token, loses against main and queues at the head, a at the tail.
    let text = "main: lock:m go:a yield go:b yield unlock:m lock:m go:c yield unlock:m lock:m unlock:m\n\
                a: lock:m unlock:m\nb: lock:m unlock:m\nc: lock:m unlock:m";
    let outcome = run(1, 1, text);
    let waits = outcome.lines.iter().filter(|line| line.contains("WaitBegin")).map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        format!("{} {}", words[3], words[words.len() - 1])
    });
    expect![[r#"
        G7 at_head=false
        G8 at_head=false
        G9 at_head=true
        G7 at_head=false
    "#]]
    .assert_eq(&(waits.collect::<Vec<_>>().join("\n") + "\n"));
}

#[test]
fn select_chooses_evenly_among_the_ready() {
    let (mut sched, main) = sched(1);
    let p = until_run(&mut sched, main);
    let chans: Vec<ObjId> = (0..4).map(|_| sched.obj_new(p, ObjKind::Chan, 1).unwrap()).collect();
    // The first is never ready.
    for ch in &chans[1..] {
        sched.chan_send(p, *ch);
    }
    let cases: Vec<_> = chans.iter().map(|&ch| SelectCase { ch, dir: Side::Recv }).collect();
    let mut chosen = [0; 4];
    for _ in 0..9_000 {
        let Select::Recv { case, .. } = sched.select(p, &cases, false) else { panic!("one is ready") };
        chosen[usize::from(case)] += 1;
        sched.chan_send(p, chans[usize::from(case)]);
    }
    assert_eq!(chosen[0], 0);
    assert!(chosen[1..].iter().all(|n| (2_800..3_200).contains(n)), "{chosen:?}");
}

#[test]
fn shrinking_from_256_while_threads_search_leaves_nobody_behind() {
    let text = "main: add:wg:40 go:a*40 procs:256 work:40000 procs:1 procs:200 work:9000 procs:3 procs:1 wait:wg print:end\n\
                a: sys:30000 work:7000 sleep:20000 sys:1000 yield work:900 done:wg";
    for seed in 0..10 {
        assert_eq!(run(256, seed, text).printed, "end", "seed {seed}");
    }
}

#[test]
fn a_woken_waiter_can_be_beaten_and_goes_first_next_time() {
    // b is woken by a's unlock; a takes the lock again before b runs (normal mode); b queues at the head, before c.
    let text = "main: add:wg:3 go:a yield go:b yield go:c yield wait:wg\n\
                a: lock:m yield yield yield unlock:m lock:m yield unlock:m done:wg\n\
                b: lock:m print:b unlock:m done:wg\nc: lock:m print:c unlock:m done:wg";
    let outcome = run(1, 0, text);
    assert_eq!(outcome.printed, "b c");
    let at_head = lines_with(&outcome, "at_head=true");
    assert_eq!(at_head.len(), 1, "{:#?}", outcome.lines);
}

#[test]
fn a_goroutine_tied_to_its_thread_runs_nowhere_else() {
    for seed in 0..20 {
        let text = "main: add:wg:9 go:t go:f go:f go:f go:f go:f go:f go:f go:f wait:wg\n\
            t: tie print:t0 yield sleep:100000 recv:c print:t1 sys:30000 untie done:wg\n\
            f: work:3000 yield send:c:x done:wg";
        let text = text.replace("send:c:x", "yield").replace("recv:c", "yield*3");
        let outcome = run(3, seed, &text);
        assert_eq!(outcome.how, Ending::Exit { code: 0 });
        let starts = outcome.events.iter().filter(|e| matches!(e.kind, Kind::GoStart { g: GId(7), .. }));
        let threads: Vec<_> = starts.map(|e| e.m).collect();
        assert!(threads.len() > 3, "{threads:?}");
        // From its second start on: the first LockOSThread comes after the first start.
        assert!(threads.iter().all(|&m| m == threads[0]), "seed {seed}: {threads:?}");
        assert!(!lines_with(&outcome, "MLockedWait on=true").is_empty(), "seed {seed}");
    }
}

#[test]
fn a_thread_ends_with_the_goroutine_tied_to_it() {
    let mut ended = [0; 2];
    for seed in 0..20 {
        let text = "main: add:wg:1 go:a work:20000 wait:wg work:50000\na: work:9000 tie tie untie done:wg";
        let outcome = run(2, seed, text);
        assert_eq!(outcome.how, Ending::Exit { code: 0 }, "seed {seed}");
        // The main thread cannot end: it sleeps for ever.
        let gone = lines_with(&outcome, "MExit").len();
        let sleeps = lines_with(&outcome, "MLockedWait on=true").len();
        assert_eq!(gone + sleeps, 1, "seed {seed}");
        ended[gone] += 1;
    }
    assert!(ended[0] > 0 && ended[1] > 0, "{ended:?}");
}

#[test]
fn more_threads_than_allowed_are_fatal() {
    let (mut sched, g) = sched(4);
    let p = until_run(&mut sched, g);
    assert_eq!(sched.set_max_threads(3), 10_000);
    sched.go(p, Pc(1)).unwrap();
    sched.go(p, Pc(1)).unwrap();
    assert_eq!(sched.threads(), 3);
    assert_eq!(sched.set_max_threads(2), 3);
    assert_eq!(sched.next(), Next::TooManyThreads);
}
