//! Traces and dumps on the stage: what comes out as events of ours, and that it is what the file tells.

use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};
use gopark_gotrace::replay::replay;
use gopark_trace::{Kind, Recording, World, line};

use crate::dumps::SAMPLES;
use crate::support::rng::Rng;
use crate::support::traces::{
    self, COROUTINES, FEWER, FOREIGN_CALL, GOROUTINE, RANGES_FIRST, RANGES_SECOND, STOLEN, trace,
};
use crate::support::{run, states};

/// A recording as text: what it is, what is remarkable, and its events with the places they name.
fn shown(recording: &Recording) -> String {
    let mut out = format!("{}\n", recording.title);
    recording.remarks.iter().for_each(|remark| out += &format!("{remark}\n"));
    recording.notes.iter().for_each(|(g, note)| out += &format!("{g}: {note}\n"));
    recording.events.for_each(|event| {
        out += &line(event);
        out += &recording.sites.label(event.pc).map_or(String::new(), |label| format!(" | {label}"));
        out.push('\n');
    });
    out
}

fn check(bytes: &[u8], expect: &Expect) {
    match replay(bytes) {
        Ok(recording) => {
            fits(&recording);
            expect.assert_eq(&shown(&recording));
        }
        Err(error) => expect.assert_eq(&format!("{error}\n")),
    }
}

/// All of it fits, and it says what it is.
fn fits(recording: &Recording) {
    let mut world = World::new();
    recording.events.for_each(|event| {
        world.apply(event).unwrap_or_else(|fault| panic!("{fault}: {}", line(event)));
    });
    assert!(world.is_recorded && world.end.is_some());
    let places = |kind| {
        if let Kind::GoCreate { entry, .. } | Kind::GoStatus { entry, .. } = kind {
            entry.some()
        } else {
            None
        }
    };
    recording.events.for_each(|event| {
        for pc in event.pc.some().into_iter().chain(places(event.kind)) {
            assert!(recording.sites.get(pc).is_some(), "{}", line(event));
        }
    });
    let mut again = Recording::default();
    recording.pieces(&mut |piece| again.take(piece).expect("whole bytes"));
    assert_eq!(shown(&again), shown(recording));
}

fn recorded(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data/recorded").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_goroutine_lives() {
    check(
        &trace(&[GOROUTINE]),
        &expect![[r#"
        Go execution trace (go 1.26)
        Run queues are inferred: in 2 of 2 times the goroutine that ran next was where they could give it away.
                   0 M-  P-  G-      @-      Recorded
                   0 M0  P-  G-      @-      MStart
                   0 M1  P-  G-      @-      MStart
                   0 M-  P-  G-      @-      ProcsChange n=1
                   0 M-  P0  G-      @-      ProcStop
                   0 M0  P0  G-      @-      ProcStart
                   0 M0  P0  G-      @-      GoStatus g=G1 entry=@0 state=Running reason=None system=false
                  12 M0  P0  G1      @1      GoCreate g=G5 entry=@2 | work:7
                  12 M0  P0  G1      @1      RunqPut g=G5 place=Next | work:7
                  13 M0  P0  G-      @1      ObjNew obj=O0 kind=Line cap=1 | work:7
                  13 M0  P0  G1      @1      WaitBegin obj=O0 side=Recv at_head=false | work:7
                  13 M0  P0  G1      @1      GoBlock "chan receive" O0 | work:7
                  14 M0  P0  G-      @-      GoStart g=G5 from=RunNext tick=false
                  15 M0  P0  G5      @2      GoUnblock g=G1 | main:12
                  15 M0  P0  G5      @2      RunqPut g=G1 place=Next | main:12
                  16 M0  P0  G5      @-      GoDestroy
                  17 M0  P0  G-      @-      GoStart g=G1 from=RunNext tick=false
                  18 M0  P0  G1      @-      GoStop reason=Gosched
                  18 M0  P0  G1      @-      RunqPut g=G1 place=Global
                  19 M0  P0  G-      @-      ProcStop
                  19 M0  P-  G-      @-      MPark
                  19 M-  P-  G-      @-      End Recording
    "#]],
    );
}

#[test]
fn a_processor_is_stolen_from_a_system_call() {
    check(
        &trace(&[STOLEN]),
        &expect![[r#"
        Go execution trace (go 1.26)
        Run queues are inferred: in 1 of 1 times the goroutine that ran next was where they could give it away.
                   0 M-  P-  G-      @-      Recorded
                   0 M0  P-  G-      @-      MStart
                   0 M1  P-  G-      @-      MStart
                   0 M-  P-  G-      @-      ProcsChange n=1
                   0 M-  P0  G-      @-      ProcStop
                   0 M0  P0  G-      @-      ProcStart
                   0 M0  P0  G-      @-      GoStatus g=G1 entry=@0 state=Running reason=None system=false
                  12 M0  P0  G1      @1      GoSyscallBegin | work:7
                  14 M0  P0  G1      @-      GoSyscallEnd
                  15 M0  P0  G1      @1      GoSyscallBegin | work:7
                  21 M2  P-  G-      @-      MStart
                  21 M2  P0  G-      @-      ProcSteal
                  21 M-  P0  G-      @-      ProcStop
                  22 M0  P-  G1      @-      GoSyscallEndBlocked
                  22 M0  P-  G1      @-      RunqPut g=G1 place=Global
                  22 M0  P-  G-      @-      MPark
                  23 M2  P0  G-      @-      ProcStart
                  24 M2  P0  G-      @-      RunqGrab n=1
                  24 M2  P0  G-      @-      GoStart g=G1 from=Local tick=true
                  24 M-  P-  G-      @-      End Recording
    "#]],
    );
}

#[test]
fn a_thread_of_c_calls_in_and_leaves() {
    check(
        &trace(&[FOREIGN_CALL]),
        &expect![[r#"
        Go execution trace (go 1.26)
        Run queues are inferred: in 1 of 1 times the goroutine that ran next was where they could give it away.
                   0 M-  P-  G-      @-      Recorded
                   0 M0  P-  G-      @-      MStart
                   0 M1  P-  G-      @-      MStart
                   0 M-  P-  G-      @-      ProcsChange n=1
                   0 M-  P0  G-      @-      ProcStop
                  10 M0  P-  G-      @-      GoStatus g=G4 entry=@- state=Syscall reason=None system=false
                  12 M0  P0  G-      @-      ProcStart
                  13 M0  P0  G4      @-      GoSyscallEndBlocked
                  13 M0  P0  G4      @-      RunqPut g=G4 place=Global
                  14 M0  P0  G-      @-      RunqGrab n=1
                  14 M0  P0  G-      @-      GoStart g=G4 from=Local tick=true
                  15 M0  P0  G4      @-      GoSyscallBegin
                  16 M0  P0  G-      @-      ProcSteal
                  16 M-  P0  G-      @-      ProcStop
                  16 M0  P-  G4      @-      GoDestroy
                  16 M0  P-  G-      @-      MPark
                  21 M-  P-  G-      @-      End Recording
    "#]],
    );
}

#[test]
fn who_asks_for_fewer_processors_leaves_its_own() {
    check(
        &trace(&[FEWER]),
        &expect![[r#"
        Go execution trace (go 1.26)
        Run queues are inferred: in 1 of 1 times the goroutine that ran next was where they could give it away.
                   0 M-  P-  G-      @-      Recorded
                   0 M0  P-  G-      @-      MStart
                   0 M1  P-  G-      @-      MStart
                   0 M-  P-  G-      @-      ProcsChange n=1
                   0 M-  P0  G-      @-      ProcStop
                  11 M-  P-  G-      @-      ProcsChange n=2
                  11 M-  P1  G-      @-      ProcStop
                  11 M-  P0  G-      @-      ProcStop
                  11 M0  P1  G-      @-      ProcStart
                  12 M0  P1  G-      @-      GoStatus g=G1 entry=@0 state=Running reason=None system=false
                  14 M0  P1  G1      @1      GoStop reason=Gosched | work:7
                  14 M0  P1  G1      @1      RunqPut g=G1 place=Global | work:7
                  15 M0  P1  G-      @-      ProcStop
                  15 M0  P-  G-      @-      MPark
                  15 M-  P-  G-      @-      ProcsChange n=1
                  15 M-  P0  G-      @-      ProcStop
                  16 M0  P-  G-      @-      MUnpark
                  16 M0  P0  G-      @-      ProcStart
                  17 M0  P0  G-      @-      RunqGrab n=1
                  17 M0  P0  G-      @-      GoStart g=G1 from=Local tick=true
                  17 M-  P-  G-      @-      End Recording
    "#]],
    );
}

#[test]
fn coroutines_switch_without_a_queue() {
    check(
        &trace(&[COROUTINES]),
        &expect![[r#"
        Go execution trace (go 1.26)
                   0 M-  P-  G-      @-      Recorded
                   0 M0  P-  G-      @-      MStart
                   0 M1  P-  G-      @-      MStart
                   0 M-  P-  G-      @-      ProcsChange n=1
                   0 M-  P0  G-      @-      ProcStop
                   0 M0  P0  G-      @-      ProcStart
                   0 M0  P0  G-      @-      GoStatus g=G1 entry=@0 state=Running reason=None system=false
                  12 M0  P0  G1      @1      GoStatus g=G2 entry=@2 state=Waiting reason=Coroutine system=false | work:7
                  13 M0  P0  G1      @-      GoUnblock g=G2
                  13 M0  P0  G1      @-      GoBlock "coroutine" O-
                  13 M0  P0  G-      @-      GoStart g=G2 from=Direct tick=false
                  16 M0  P0  G2      @-      GoUnblock g=G1
                  16 M0  P0  G2      @-      GoDestroy
                  16 M0  P0  G-      @-      GoStart g=G1 from=Direct tick=false
                  19 M0  P0  G1      @-      HeapAlloc bytes=4096
                  19 M-  P-  G-      @-      End Recording
    "#]],
    );
}

#[test]
fn generations_repeat_nothing() {
    check(
        &trace(&[RANGES_FIRST, RANGES_SECOND]),
        &expect![[r#"
        Go execution trace (go 1.26)
        3 tasks, regions and messages of the program are not shown.
                   0 M-  P-  G-      @-      Recorded
                   0 M0  P-  G-      @-      MStart
                   0 M1  P-  G-      @-      MStart
                   0 M-  P-  G-      @-      ProcsChange n=4
                   0 M-  P3  G-      @-      ProcStop
                   0 M-  P2  G-      @-      ProcStop
                   0 M-  P1  G-      @-      ProcStop
                   0 M-  P0  G-      @-      ProcStop
                   0 M0  P0  G-      @-      ProcStart
                   0 M0  P0  G-      @-      GoStatus g=G1 entry=@0 state=Running reason=None system=false
                  12 M0  P0  G1      @1      StwBegin reason=Unknown | work:7
                  13 M0  P0  G1      @-      StwEnd
                  16 M0  P0  G1      @1      GcBegin | work:7
                  17 M0  P0  G1      @-      GcMarkAssistBegin
                  18 M0  P0  G1      @-      GcSweepBegin
                 100 M0  P-  G1      @2      CpuSample | main:12
                 115 M0  P0  G1      @-      GcMarkAssistEnd
                 117 M0  P0  G1      @-      GcSweepEnd swept=8192 freed=512
                 118 M0  P0  G1      @-      GcEnd live=0
                 125 M0  P0  G1      @-      HeapGoal bytes=1
                 126 M-  P-  G-      @-      End Recording
    "#]],
    );
}

#[test]
fn a_dump_is_one_moment() {
    check(
        SAMPLES[0].as_bytes(),
        &expect![[r#"
        Go goroutine dump
        G1: goroutine 1 [running]
        G7: goroutine 7 [chan receive (leaked), 3 minutes, locked to thread]
        G9: goroutine 9 [select (durable), 1 minutes, synctest bubble 4] {route: /order/{id}, tenant: blue}
        G12: goroutine 12 [syscall]
        G13: goroutine 13 [running]
                   0 M-  P-  G-      @-      Recorded
                   0 M0  P-  G-      @-      MStart
                   0 M1  P-  G-      @-      MStart
                   0 M-  P-  G-      @-      ProcsChange n=2
                   0 M-  P1  G-      @-      ProcStop
                   0 M-  P0  G-      @-      ProcStop
                   0 M2  P-  G-      @-      MStart
                   0 M3  P-  G-      @-      MStart
                   0 M3  P-  G-      @-      GoStatus g=G12 entry=@0 state=Syscall reason=None system=true
                   0 M0  P0  G-      @-      ProcStart
                   0 M0  P0  G-      @-      GoStatus g=G1 entry=@1 state=Running reason=None system=false
                   0 M-  P-  G1      @3      GoStatus g=G7 entry=@2 state=Waiting reason=ChanReceive system=false | main:30
                   0 M-  P-  G-      @5      GoStatus g=G9 entry=@4 state=Waiting reason=Select system=false | goFunc:215
                   0 M2  P1  G-      @-      ProcStart
                   0 M2  P1  G1      @6      GoStatus g=G13 entry=@- state=Running reason=None system=false | main:31
                   0 M-  P-  G1      @1      CpuSample | main:40
                   0 M-  P-  G-      @7      ObjNew obj=O0 kind=Line cap=1 | (*cup[...]).hold:12
                   0 M-  P-  G7      @7      WaitBegin obj=O0 side=Recv at_head=false | (*cup[...]).hold:12
                   0 M-  P-  G-      @-      GoLeaked g=G7 by_go=true
                   0 M-  P-  G-      @8      ObjNew obj=O1 kind=Line cap=5 | deep:5
                   0 M-  P-  G9      @8      WaitBegin obj=O1 side=Recv at_head=false | deep:5
                   0 M-  P-  G12     @9      CpuSample | cgocall:167
                   0 M-  P-  G-      @-      End Recording
    "#]],
    );
}

#[test]
fn a_crash_says_how_it_ended() {
    check(
        b"panic: no\n\ngoroutine 7 gp=0x1 m=3 mp=0x2 [running]:\nmain.f()\n\t/a.go:3 +0x1\n",
        &expect![[r#"
            Go goroutine dump
            panic: no
            G7: goroutine 7 [running]
                       0 M-  P-  G-      @-      Recorded
                       0 M0  P-  G-      @-      MStart
                       0 M1  P-  G-      @-      MStart
                       0 M-  P-  G-      @-      ProcsChange n=1
                       0 M-  P0  G-      @-      ProcStop
                       0 M2  P-  G-      @-      MStart
                       0 M3  P-  G-      @-      MStart
                       0 M3  P0  G-      @-      ProcStart
                       0 M3  P0  G-      @-      GoStatus g=G7 entry=@0 state=Running reason=None system=false
                       0 M-  P-  G7      @0      CpuSample | f:3
                       0 M0  P-  G-      @-      MPark
                       0 M2  P-  G-      @-      MPark
                       0 M-  P-  G-      @-      End Panic
        "#]],
    );
}

#[test]
fn counted_stacks_are_a_crowd() {
    let text = "goroutine profile: total 3\n2 @ 0x1 0x2\n#\t0x1\ttime.Sleep+0x1\t/t.go:5\n#\t0x2\tmain.f+0x2\t/a.go:7\n\n1 @ 0x3\n#\t0x3\truntime/pprof.writeRuntimeProfile+0x1\t/p.go:9\n#\t0x4\tmain.main+0x1\t/a.go:9\n";
    check(
        text.as_bytes(),
        &expect![[r#"
        Go goroutine profile
        It counts equal stacks and tells neither ids nor states: numbers are given in its order, and whoever does not run is taken to wait.
                   0 M-  P-  G-      @-      Recorded
                   0 M0  P-  G-      @-      MStart
                   0 M1  P-  G-      @-      MStart
                   0 M-  P-  G-      @-      ProcsChange n=1
                   0 M-  P0  G-      @-      ProcStop
                   0 M-  P-  G-      @-      GoStatus g=G1 entry=@0 state=Waiting reason=Sleep system=false
                   0 M-  P-  G-      @-      GoStatus g=G2 entry=@0 state=Waiting reason=Sleep system=false
                   0 M0  P0  G-      @-      ProcStart
                   0 M0  P0  G-      @-      GoStatus g=G3 entry=@1 state=Running reason=None system=false
                   0 M-  P-  G1      @3      CpuSample | f:7
                   0 M-  P-  G2      @3      CpuSample | f:7
                   0 M-  P-  G3      @5      CpuSample | main:9
                   0 M-  P-  G-      @-      End Recording
    "#]],
    );
}

#[test]
fn other_files_are_told_apart() {
    let check = |bytes: &[u8], expect: Expect| {
        expect.assert_eq(&replay(bytes).err().map_or_else(String::new, |error| error.to_string()));
    };
    check(b"", expect!["this is neither a Go execution trace nor a goroutine dump"]);
    check(b"package main\n", expect!["this is neither a Go execution trace nor a goroutine dump"]);
    check(
        b"go 1.21 trace\0\0\0",
        expect!["this trace has the format of go 1.21; traces can be read from Go 1.22 on"],
    );
    check(
        b"go 1.5 trace\0\0\0\0",
        expect!["this trace has the format of go 1.5; traces can be read from Go 1.22 on"],
    );
    check(
        b"go 1.31 trace\0\0\0",
        expect!["this trace has the format of go 1.31; the newest that can be read is go 1.26"],
    );
    check(
        b"go 1.26 trace\0\0\0\x07",
        expect!["broken trace, generation 0: a batch cannot begin with byte 7"],
    );
    check(
        &[0x1f, 0x8b, 8, 0],
        expect!["this is compressed; a goroutine profile is readable when fetched with ?debug=2"],
    );
    check(
        b"WARNING: DATA RACE\n\ngoroutine 7 [running]:\nmain.f()\n\t/a.go:3 +0x1\n",
        expect!["this is a race report, not a dump"],
    );
    check(
        b"threadcreate profile: total 3\n1 @ 0x1\n",
        expect!["this is a profile named threadcreate, which counts no goroutines"],
    );
}

#[test]
fn every_moment_of_a_trace_is_as_the_file_tells_it() {
    let mut all = traces::all();
    for name in ["workerpool-127", "preempt-122", "coro-127"] {
        all.push((name.to_owned(), recorded(&format!("{name}.trace"))));
    }
    for seed in 0..60 {
        all.push((format!("seed {seed}"), run::make(Rng::announced(seed), 1 + seed % 3, 300).bytes));
    }
    for (name, bytes) in all {
        let recording = replay(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let wrong = recording.remarks.iter().find(|remark| remark.contains("contradicts"));
        assert_eq!(wrong, None, "{name}");
        fits(&recording);
        assert!(states::compare(&bytes, &recording) > 1, "{name}: nothing happened");
    }
}

#[test]
fn most_of_what_is_inferred_about_queues_fits() {
    let recording = replay(&recorded("workerpool-127.trace")).expect("a trace");
    expect!["Run queues are inferred: in 522 of 533 times the goroutine that ran next was where they could give it away."].assert_eq(&recording.remarks.join("\n"));
}

#[test]
fn damaged_files_are_shown_as_far_as_they_go() {
    let whole = [
        recorded("workerpool-127.trace"),
        recorded("preempt-122.trace"),
        recorded("leak-127.debug2.txt"),
        recorded("leak-127.debug1.txt"),
    ];
    let mut read = 0;
    for seed in 0..1_500 {
        let mut rng = Rng::announced(seed);
        let made = run::make(Rng(seed % 7), 1 + seed % 3, 40).bytes;
        let from = whole.get(rng.below(6)).unwrap_or(&made);
        if let Ok(recording) = replay(&rng.damage(from)) {
            fits(&recording);
            read += 1;
        }
    }
    assert!(read > 500, "only {read} of 1500 could be read: the test tests little");
}

#[test]
fn large_numbers_of_goroutines_are_told_beside_small_ones() {
    let bytes = trace(&[&GOROUTINE.replace("g=5 ", "g=5000000017 ")]);
    let recording = replay(&bytes).expect("a trace");
    fits(&recording);
    assert_eq!(recording.notes, [(gopark_trace::GId(2), "goroutine 5000000017".to_owned())]);
}
