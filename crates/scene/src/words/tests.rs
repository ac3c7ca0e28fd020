//! The sentences, as they are read.

use std::fmt::Write;

use expect_test::{Expect, expect};
use gopark_trace::{
    Ending, Event, GId, GState, Kind, MId, ObjId, ObjKind, PId, Pc, RunqPlace, Side, SimTime, Source,
    StopReason, WaitReason, World,
};

use super::{
    context_label, context_name, decision, describe, describe_event, rows, rule, rule_and_source, summary,
};
use crate::hits::{Group, Hit};
use crate::names::Names;
use crate::testing::{self, Program, Tale};

fn check(tale: &Tale, hits: &[Hit], expected: &Expect) {
    let lines: Vec<_> = hits.iter().map(|&hit| describe(&tale.world, &Program, hit)).collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn everything_can_be_described() {
    let hits = [
        Hit::G(GId(1)),
        Hit::G(GId(3)),
        Hit::G(GId(4)),
        Hit::G(GId(5)),
        Hit::G(GId(7)),
        Hit::G(GId(8)),
        Hit::G(GId(20)),
        Hit::G(GId(9999)),
        Hit::P(PId(0)),
        Hit::P(PId(3)),
        Hit::M(MId(1)),
        Hit::M(MId(4)),
        Hit::M(MId(6)),
        Hit::Obj(ObjId(0)),
        Hit::Obj(ObjId(1)),
        Hit::Obj(ObjId(2)),
        Hit::Obj(ObjId(3)),
        Hit::Group(Group::Sleep),
        Hit::GlobalQueue,
        Hit::LocalQueue(PId(2)),
        Hit::RunNext(PId(0)),
        Hit::RunNext(PId(3)),
    ];
    check(
        &testing::busy(),
        &hits,
        &expect![[r#"
            G1 main.main waits in sync.WaitGroup.Wait of wg (WaitGroup), since 1.7µs, line 27. Stack 2 KB.
            G3 main.worker runs on P2 (M3), line 27. Stack 8 KB.
            G4 main.worker is in a system call on M4 since 29.3µs, line 27. Stack 2 KB.
            G5 main.worker waits in sync.Mutex.Lock of mu (Mutex), since 3.5µs, line 27. Stack 2 KB.
            G7 main.worker waits to receive from results (chan, unbuffered), since 4.3µs, line 27. Stack 2 KB.
            G8 main.worker waits until its sleep is over, since 4.7µs, line 27. Stack 2 KB.
            G20 main.worker is runnable since 8.7µs, line 24. Stack 2 KB. Started by G17.
            G9999 has ended.
            P0 runs G17 main.worker on thread M0. 12 in its queue, G30 next.
            P3 is held by M5, which looks for work elsewhere. 0 in its queue.
            M1 is sysmon: it watches the others and needs no processor. It looks every 20 µs, and after 50 rounds without a processor to take half as often with each, down to every 10 ms (proc.go, sysmon).
            M4 is in a system call with G4; its processor was taken.
            M6 is asleep on the idle list.
            sem (chan, 2 of 3); 0 wait to receive, 0 to send; made by G1, line 27.
            wg (WaitGroup); counter 24; 1 waits; made by G1, line 27.
            mu (Mutex); held by G3; 2 wait; made by G1, line 27.
            results (chan, unbuffered); 1 waits to receive, 0 to send; made by G1, line 27.
            Sleepers and timers: 9 armed, the next fires at 1.007ms.
            Global run queue: 7 goroutines. Every processor looks here when its own queue is empty, and on every 61st tick.
            The run queue of P2: 80 of 256, the oldest runs first.
            G30 runs next on P0, in what is left of the time slice.
            Nobody is chosen to run next on P3."#]],
    );
}

#[test]
fn a_deadlock_says_who_waits_for_what() {
    let hits = [1, 2, 3, 4].map(|g| Hit::G(GId(g)));
    check(
        &testing::deadlock(),
        &hits,
        &expect![[r#"
        G1 main.main waits to receive from sem (chan, unbuffered), since 1.5µs, line 27. Stack 2 KB.
        G2 main.worker waits in sync.Mutex.Lock of mu (Mutex), since 1.9µs, line 27. Stack 2 KB.
        G3 main.worker waits in select, to receive from wg (chan, unbuffered) or receive from sem (chan, unbuffered), since 2.4µs, line 27. Stack 2 KB.
        G4 main.worker waits to send on a nil channel, for ever, since 2.7µs, line 27. Stack 2 KB."#]],
    );
}

#[test]
fn a_steal_is_told_with_its_rules() {
    let mut tale = testing::before_steal();
    let before = tale.events.len() - 3;
    testing::steal(&mut tale);
    let mut out = String::new();
    for event in &tale.events[before..] {
        let Some(said) = describe_event(event, &tale.world, &Program) else { continue };
        writeln!(out, "{said}").expect("a string takes all");
        if let Some(rule) = rule(event) {
            writeln!(out, "    {rule}").expect("a string takes all");
        }
    }
    expect![[r#"
        thread M2 is started
        M2 takes P1
        M2 looks for work on other processors
            At most half of the busy processors have threads that look for work (proc.go, findRunnable).
        P1 steals 20 goroutines from P0
            A thief takes half, rounded up, the oldest first (proc.go, runqgrab).
        M2 stops looking
        P1 picks G21 main.worker from what it stole
            The last of a stolen batch runs at once (proc.go, runqsteal).
    "#]]
    .assert_eq(&out);
}

#[test]
fn a_run_can_be_read_as_a_table_and_a_line() {
    let tale = testing::deadlock();
    let mut out = summary(&tale.world, tale.world.now);
    for row in rows(&tale.world, &Program, 3) {
        let cells =
            [row.function.as_str(), row.state, row.place.as_str(), row.line.as_str(), row.stack.as_str()];
        write!(out, "\n{} | {}", row.g, cells.join(" | ")).expect("a string takes all");
    }
    expect![[r#"
        3µs: 4 goroutines (4 waiting) on 4 processors and 2 threads. fatal error: all goroutines are asleep - deadlock!
        G1 | main.main | waiting | to receive from sem (chan, unbuffered) | 27 | 2 KB
        G2 | main.worker | waiting | in sync.Mutex.Lock of mu (Mutex) | 27 | 2 KB
        G3 | main.worker | waiting | in select, to receive from wg (chan, unbuffered) or receive from sem (chan, unbuffered) | 27 | 2 KB"#]].assert_eq(&out);
}

#[test]
fn a_decision_states_its_rule_with_its_numbers() {
    let mut tale = testing::unbounded(2_000);
    let first = *tale.world.runq.front().expect("the global queue is full");
    let main = tale.world.ps[0].curg;
    tale.on(0, Kind::GoStop { reason: StopReason::Preempted });
    tale.on(0, Kind::RunqPut { g: main, place: RunqPlace::Global });
    tale.world.ps[0].schedtick = 122;
    tale.start(0, first, Source::Global);
    let event = tale.events.last().expect("it was told");
    let words = decision(event, &tale.world).expect("it is a decision");
    assert_eq!(
        words,
        "tick 122 = 2 \u{d7} 61: the global queue goes first, so that nobody there starves (proc.go, findRunnable)."
    );
    assert_eq!(rule_and_source(&words).1, "proc.go, findRunnable");
}

/// A goroutine waits at a line and another one runs, as a recording tells it.
#[test]
fn a_recording_says_what_it_does_not_tell() {
    let mut world = World::new();
    let (obj, nobody) = (ObjId(0), GId::NONE);
    let found = |g, state, reason| Kind::GoStatus { g: GId(g), entry: Pc(10), state, reason, system: false };
    let events = [
        (0, MId::NONE, PId::NONE, nobody, Kind::Recorded),
        (0, MId(0), PId::NONE, nobody, Kind::MStart),
        (0, MId::NONE, PId::NONE, nobody, Kind::ProcsChange { n: 1 }),
        (0, MId(0), PId(0), nobody, Kind::ProcStart),
        (0, MId::NONE, PId::NONE, nobody, found(7, GState::Waiting, WaitReason::ChanReceive)),
        (
            0,
            MId::NONE,
            PId::NONE,
            nobody,
            Kind::ObjNew { obj, kind: ObjKind::Line, cap: WaitReason::ChanReceive as u32 },
        ),
        (0, MId::NONE, PId::NONE, GId(7), Kind::WaitBegin { obj, side: Side::Recv, at_head: false }),
        (0, MId(0), PId(0), nobody, found(8, GState::Running, WaitReason::None)),
        (0, MId::NONE, PId::NONE, nobody, found(9, GState::Runnable, WaitReason::None)),
        (0, MId::NONE, PId::NONE, nobody, Kind::RunqPut { g: GId(9), place: RunqPlace::Global }),
        (500, MId(0), PId(0), GId(8), Kind::GoStop { reason: StopReason::Gosched }),
        (500, MId(0), PId(0), nobody, Kind::GoStart { g: GId(9), from: Source::Global, tick: true }),
        (500, MId::NONE, PId::NONE, nobody, Kind::End { how: Ending::Recording }),
    ];
    let mut said = String::new();
    for (at, m, p, g, kind) in events {
        let pc = if g.is_some() { Pc(13) } else { Pc::NONE };
        let event = Event { at: SimTime(at), m, p, g, pc, kind };
        world.apply(&event).expect("it fits");
        if let Some(words) = describe_event(&event, &world, &Program) {
            let _ = writeln!(said, "{words}");
        }
    }
    for hit in [Hit::G(GId(7)), Hit::G(GId(8)), Hit::Obj(obj), Hit::Memory, Hit::Group(Group::Sleep)] {
        let _ = writeln!(said, "{}", describe(&world, &Program, hit));
    }
    let _ =
        writeln!(said, "{}\n{}", super::why(&world, &Program, GId(7)), super::why(&world, &Program, GId(8)));
    for row in rows(&world, &Program, 9) {
        let cells = [&row.g.to_string(), &row.function, row.state, &row.place, &row.line, &row.stack];
        let _ = writeln!(said, "{}", cells.join(" | ").trim_end());
    }
    let _ = writeln!(said, "{}", summary(&world, world.now));
    expect![[r#"
        a recording begins: run queues, sleeping threads and what is waited for are inferred from what it tells
        thread M0 is started
        GOMAXPROCS is 1
        M0 takes P0
        G7 main.worker is found waiting
        sem is a place to wait at
        G8 main.worker is found running
        G9 main.worker is found runnable
        probably: G9 goes to the tail of the global queue
        G8 steps aside (runtime.Gosched)
        P0 picks G9 main.worker, probably from the global queue, on its 61st tick
        The recording ends here.
        G7 main.worker waits to receive at sem, since before the recording, line 27.
        G8 main.worker is runnable since 500ns, line 27.
        sem; 1 waits (chan receive); for which channel or lock of that line, the recording does not tell.
        The heap holds 0 B that are live or not yet swept; the next collection is to end at 0 B.
        Sleepers; when they wake, a recording does not tell.
        It waits there; for which channel or lock of that line, the recording does not tell.
        It could run, and is on its way into a queue. Run queues are inferred: a recording does not tell them.
        G7 | main.worker | waiting | to receive at sem | 27 |
        G8 | main.worker | runnable |  | 27 |
        G9 | main.worker | running | on P0 | 24 |
        500ns: 3 goroutines (1 running, 1 runnable, 1 waiting) on 1 processor and 1 thread. The recording ends here.
    "#]].assert_eq(&said);
}

#[test]
fn channels_made_at_one_place_are_told_together() {
    let tale = testing::replies(12);
    let made = tale.world.objs.get(ObjId(1)).expect("it was made").pc;
    check(
        &tale,
        &[Hit::Kin(made), Hit::Kin(Pc(0))],
        &expect![[r#"
        12 channels called wg, made at line 27; waiting there: 12 to receive.
        Channels that are gone."#]],
    );
}

/// A library that makes a context for each connection.
struct Server;

impl Names for Server {
    fn function(&self, _: Pc) -> Option<&str> {
        Some("net/http.(*conn).serve")
    }
    fn line(&self, _: Pc) -> Option<u32> {
        None
    }
    fn object(&self, _: ObjId) -> Option<&str> {
        Some("ctx")
    }
}

#[test]
fn a_context_of_a_library_is_told_by_the_function_that_makes_it() {
    let mut tale = testing::idle();
    let obj = tale.obj(ObjKind::Context, 0);
    tale.on(0, Kind::CtxNew { obj, parent: ObjId::NONE, deadline: SimTime::NEVER });
    assert_eq!(context_label(&tale.world, &Server, obj, tale.world.now), "serve");
    assert_eq!(context_name(&tale.world, &Server, obj), "context of http.(*conn).serve");
    assert_eq!(context_name(&tale.world, &Program, obj), "sem");
}
