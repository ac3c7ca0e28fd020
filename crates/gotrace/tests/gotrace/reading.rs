//! Reading traces written down as text.

use expect_test::{Expect, expect};
use gopark_gotrace::read_trace;

use crate::support::traces::{
    COROUTINES, FOREIGN_CALL, GOROUTINE, RANGES_FIRST, RANGES_SECOND, SKEWED, STOLEN, trace,
};
use crate::support::{lines, text};

fn check(bytes: &[u8], expect: &Expect) {
    let mut shown: String = lines::of_trace(bytes).iter().map(|line| format!("{line}\n")).collect();
    match read_trace(bytes).map(|trace| trace.filter_map(Result::err).next()) {
        Ok(None) => {}
        Ok(Some(error)) | Err(error) => shown += &format!("{error}\n"),
    }
    expect.assert_eq(&shown);
}

#[test]
fn a_goroutine_lives() {
    check(
        &trace(&[GOROUTINE]),
        &expect![[r#"
        90 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        100 M7 P-1 G-1 StateTransition P0 Undetermined->Running
        101 M7 P0 G-1 StateTransition G1 Undetermined->Running ""
        102 M7 P0 G1 StateTransition G5 NotExist->Runnable "" in [ 1e main.main main.go:12 ] at [ a main.work main.go:7 14 main.main main.go:9 ]
        103 M7 P0 G1 StateTransition G1 Running->Waiting "chan receive" in [ a main.work main.go:7 14 main.main main.go:9 ] at [ a main.work main.go:7 14 main.main main.go:9 ]
        104 M7 P0 G-1 StateTransition G5 Runnable->Running ""
        105 M7 P0 G5 StateTransition G1 Waiting->Runnable "" at [ 1e main.main main.go:12 ]
        106 M7 P0 G5 StateTransition G5 Running->NotExist ""
        107 M7 P0 G-1 StateTransition G1 Runnable->Running ""
        108 M7 P0 G1 StateTransition G1 Running->Runnable ""
        109 M7 P0 G-1 StateTransition P0 Running->Idle
    "#]],
    );
}

#[test]
fn numbers_beat_clocks() {
    // The clock of thread 8 is 1000 behind: by time it starts goroutine 5 before that exists.
    check(
        &trace(&[SKEWED]),
        &expect![[r#"
        90 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        101 M8 P-1 G-1 StateTransition P1 Undetermined->Running
        1100 M7 P-1 G-1 StateTransition P0 Undetermined->Running
        1101 M7 P0 G-1 StateTransition G1 Undetermined->Running ""
        1102 M7 P0 G1 StateTransition G5 NotExist->Runnable "" in [ 1e main.main main.go:12 ] at [ a main.work main.go:7 14 main.main main.go:9 ]
        1103 M8 P1 G-1 StateTransition G5 Runnable->Running ""
        1111 M7 P0 G1 StateTransition G1 Running->Waiting "chan receive" in [ a main.work main.go:7 14 main.main main.go:9 ] at [ a main.work main.go:7 14 main.main main.go:9 ]
        1112 M8 P1 G5 StateTransition G1 Waiting->Runnable "" at [ 1e main.main main.go:12 ]
    "#]],
    );
}

#[test]
fn a_processor_is_stolen_from_a_system_call() {
    check(
        &trace(&[STOLEN]),
        &expect![[r#"
        90 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        100 M7 P-1 G-1 StateTransition P0 Undetermined->Running
        101 M7 P0 G-1 StateTransition G1 Undetermined->Running ""
        102 M7 P0 G1 StateTransition G1 Running->Syscall "" in [ a main.work main.go:7 14 main.main main.go:9 ] at [ a main.work main.go:7 14 main.main main.go:9 ]
        104 M7 P0 G1 StateTransition G1 Syscall->Running ""
        105 M7 P0 G1 StateTransition G1 Running->Syscall "" in [ a main.work main.go:7 14 main.main main.go:9 ] at [ a main.work main.go:7 14 main.main main.go:9 ]
        111 M9 P-1 G-1 StateTransition P0 Running->Idle
        112 M7 P-1 G1 StateTransition G1 Syscall->Runnable ""
        113 M9 P-1 G-1 StateTransition P0 Idle->Running
        114 M9 P0 G-1 StateTransition G1 Runnable->Running ""
    "#]],
    );
}

#[test]
fn a_call_from_outside_leaves_its_processor_behind() {
    check(
        &trace(&[FOREIGN_CALL]),
        &expect![[r#"
        90 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        100 M7 P-1 G-1 StateTransition G4 NotExist->Syscall ""
        101 M7 P-1 G4 StateTransition P0 Undetermined->Idle
        102 M7 P-1 G4 StateTransition P0 Idle->Running
        103 M7 P0 G4 StateTransition G4 Syscall->Runnable ""
        104 M7 P0 G-1 StateTransition G4 Runnable->Running ""
        105 M7 P0 G4 StateTransition G4 Running->Syscall ""
        106 M7 P0 G4 StateTransition P0 Running->Idle
        107 M7 P0 G4 StateTransition G4 Syscall->NotExist ""
        111 M9 P-1 G-1 StateTransition P0 Idle->Idle
    "#]],
    );
}

#[test]
fn coroutines_switch() {
    check(
        &trace(&[COROUTINES]),
        &expect![[r#"
        90 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        100 M7 P-1 G-1 StateTransition P0 Undetermined->Running
        101 M7 P0 G-1 StateTransition G1 Undetermined->Running ""
        102 M7 P0 G1 StateTransition G2 NotExist->Waiting "" in [ 1e main.main main.go:12 ] at [ a main.work main.go:7 14 main.main main.go:9 ]
        103 M7 P0 G1 StateTransition G2 Waiting->Runnable ""
        104 M7 P0 G1 StateTransition G1 Running->Waiting ""
        105 M7 P0 G-1 StateTransition G2 Runnable->Running ""
        106 M7 P0 G2 StateTransition G1 Waiting->Runnable ""
        107 M7 P0 G2 StateTransition G2 Running->NotExist ""
        108 M7 P0 G-1 StateTransition G1 Runnable->Running ""
        109 M7 P0 G1 Metric /memory/classes/heap/objects:bytes=4096
    "#]],
    );
}

#[test]
fn ranges_and_tasks_cross_generations() {
    check(
        &trace(&[RANGES_FIRST, RANGES_SECOND]),
        &expect![[r#"
        90 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        100 M7 P-1 G-1 StateTransition P0 Undetermined->Running
        101 M7 P0 G-1 StateTransition G1 Undetermined->Running ""
        102 M7 P0 G1 RangeBegin "stop-the-world (chan receive)" Goroutine(1) at [ a main.work main.go:7 14 main.main main.go:9 ]
        103 M7 P0 G1 RangeEnd "stop-the-world (chan receive)" Goroutine(1)
        104 M7 P0 G1 TaskBegin 3 in -1 "chan receive" at [ a main.work main.go:7 14 main.main main.go:9 ]
        105 M7 P0 G1 RegionBegin 3 "main.work"
        106 M7 P0 G1 RangeBegin "GC concurrent mark phase" None at [ a main.work main.go:7 14 main.main main.go:9 ]
        107 M7 P0 G1 RangeBegin "GC mark assist" Goroutine(1)
        108 M7 P0 G1 RangeBegin "GC incremental sweep" Proc(0)
        109 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        190 M7 P-1 G1 StackSample at [ 1e main.main main.go:12 ]
        200 M7 P0 G1 StateTransition P0 Running->Running
        201 M7 P0 G1 StateTransition G1 Running->Running "" in [ 1e main.main main.go:12 ] at [ 1e main.main main.go:12 ]
        202 M7 P0 G1 RangeActive "GC concurrent mark phase" None
        203 M7 P0 G1 RangeActive "GC mark assist" Goroutine(1)
        204 M7 P0 G1 RangeActive "GC incremental sweep" Proc(0)
        205 M7 P0 G1 RangeEnd "GC mark assist" Goroutine(1)
        206 M7 P0 G-1 StackSample at [ a main.work main.go:7 14 main.main main.go:9 ]
        207 M7 P0 G1 RangeEnd "GC incremental sweep" Proc(0) "bytes swept"=8192 "bytes reclaimed"=512
        208 M7 P0 G1 RangeEnd "GC concurrent mark phase" None
        209 M7 P0 G1 RegionEnd 3 "main.work"
        210 M7 P0 G1 TaskEnd 3 in -1 "chan receive"
        211 M7 P0 G1 TaskEnd 3 in -1 ""
        212 M7 P0 G1 Log 3 "chan receive" "main.main" at [ a main.work main.go:7 14 main.main main.go:9 ]
        213 M7 P0 G1 Label "chan receive"
        214 M7 P0 G1 Metric /sched/gomaxprocs:threads=4
        215 M7 P0 G1 Metric /gc/heap/goal:bytes=1
        216 M7 P0 G1 Experimental SpanAlloc 1 2 3
    "#]],
    );
}

#[test]
fn what_cannot_be_is_refused() {
    let refuse = |events: &str, expect: Expect| {
        let start = "EventBatch gen=N m=7 time=100
ProcStatus dt=0 p=0 pstatus=1
GoStatus dt=1 g=1 m=7 gstatus=2\n";
        let bytes = trace(&[&format!("{start}{events}")]);
        let error = read_trace(&bytes).expect("a header").find_map(Result::err).expect("an error");
        expect.assert_eq(&format!("{error}\n"));
    };
    refuse(
        "GoStart dt=1 g=2 g_seq=1",
        expect![[r#"
        broken trace, generation 1: no order of events fits; the first that waits is GoStart of M7
    "#]],
    );
    refuse(
        "GoCreate dt=1 new_g=1 new_stack=0 stack=0",
        expect![[r#"
        broken trace, generation 1: GoCreate at 102 ns: G1 is created but exists
    "#]],
    );
    refuse(
        "GoCreate dt=1 new_g=2 new_stack=9 stack=0",
        expect![[r#"
        broken trace, generation 1: GoCreate at 102 ns: stack 9 is missing
    "#]],
    );
    refuse(
        "GoBlock dt=1 reason_string=44 stack=0",
        expect![[r#"
        broken trace, generation 1: GoBlock at 102 ns: string 44 is missing
    "#]],
    );
    refuse(
        "ProcStatus dt=1 p=0 pstatus=2",
        expect![[r#"
        broken trace, generation 1: ProcStatus at 102 ns: P0 is Running but said to be Idle
    "#]],
    );
    refuse(
        "ProcStatus dt=1 p=1 pstatus=0",
        expect![[r#"
        broken trace, generation 1: ProcStatus at 102 ns: status 0 of a processor
    "#]],
    );
    refuse(
        "GoStatus dt=1 g=3 m=18446744073709551615 gstatus=3",
        expect![[r#"
        broken trace, generation 1: GoStatus at 102 ns: G3 is in a system call without a thread
    "#]],
    );
    refuse(
        "GoSyscallEnd dt=1",
        expect![[r#"
        broken trace, generation 1: GoSyscallEnd at 102 ns: G1 is Running, not Syscall
    "#]],
    );
    refuse(
        "GoSyscallBegin dt=1 p_seq=2 stack=0",
        expect![[r#"
        broken trace, generation 1: GoSyscallBegin at 102 ns: number 2 of P0 in a system call after 0
    "#]],
    );
    refuse(
        "STWEnd dt=1",
        expect![[r#"
        broken trace, generation 1: STWEnd at 102 ns: G1 starts a world that it has not stopped
    "#]],
    );
    refuse(
        "GCEnd dt=1 gc_seq=1",
        expect![[r#"
        broken trace, generation 1: GCEnd at 102 ns: the mark phase does not begin and end in turn
    "#]],
    );
    refuse(
        "GCSweepEnd dt=1 swept_value=0 reclaimed_value=0",
        expect![[r#"
        broken trace, generation 1: GCSweepEnd at 102 ns: P0 is not sweeping
    "#]],
    );
    refuse(
        "ClockSnapshot dt=5 mono=99 sec=1740755049 nsec=123",
        expect![[r#"
        broken trace, generation 1: byte 51 where an event must begin
    "#]],
    );
    let twice = "UserTaskBegin dt=1 task=3 parent_task=0 name_string=4 stack=0";
    refuse(
        &format!("{twice}\n{twice}"),
        expect![[r#"
        broken trace, generation 1: UserTaskBegin at 103 ns: task 3 begins twice
    "#]],
    );
    let begin = "UserRegionBegin dt=1 task=0 name_string=1 stack=0";
    refuse(
        &format!("{begin}\nUserRegionEnd dt=1 task=0 name_string=2 stack=0"),
        expect![[r#"
        broken trace, generation 1: UserRegionEnd at 103 ns: G1 ends another region than its innermost
    "#]],
    );
}

#[test]
fn the_end_may_be_missing() {
    let events = "EventBatch gen=N m=7 time=100
ProcStatus dt=0 p=0 pstatus=1";
    let whole = trace(&[events, events]);
    let second = trace(&[events]).len();
    check(
        &whole,
        &expect![[r#"
        90 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        100 M7 P-1 G-1 StateTransition P0 Undetermined->Running
        101 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        102 M7 P0 G-1 StateTransition P0 Running->Running
    "#]],
    );
    check(
        &whole[..whole.len() - 1],
        &expect![[r#"
        90 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        100 M7 P-1 G-1 StateTransition P0 Undetermined->Running
        error
        generation 2 is not complete: the program did not stop its tracer, or the file is cut
    "#]],
    );
    check(
        &whole[..second + 40],
        &expect![[r#"
        90 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        100 M7 P-1 G-1 StateTransition P0 Undetermined->Running
        error
        generation 2 is not complete: the program did not stop its tracer, or the file is cut
    "#]],
    );
    // Only the clocks of the next generation: the program left right after the first.
    check(
        &whole[..second + 39],
        &expect![[r#"
            90 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
            100 M7 P-1 G-1 StateTransition P0 Undetermined->Running
        "#]],
    );
    check(
        &whole[..second],
        &expect![[r#"
        90 M-1 P-1 G-1 Sync trace=95 mono=99 wall=1740755049.123
        100 M7 P-1 G-1 StateTransition P0 Undetermined->Running
    "#]],
    );
    check(&whole[..16], &expect![""]);
}

fn check_text(text: &str, expect: &Expect) {
    check(&text::trace(text), expect);
}

#[test]
fn a_generation_must_be_whole() {
    let tables = "EventBatch gen=1 m=0 time=0\nStrings\n";
    let check = check_text;
    check(
        &format!("Trace Go1.26\n{tables}EndOfGeneration"),
        &expect![[r#"
        error
        broken trace, generation 1: it does not state the frequency of its clock
    "#]],
    );
    check(
        "Trace Go1.22\nEventBatch gen=1 m=0 time=0\nFrequency freq=0",
        &expect![[r#"
        error
        broken trace, generation 1: a second frequency, or one of 0
    "#]],
    );
    check(
        "Trace Go1.22\nEventBatch gen=1 m=0 time=0\nFrequency freq=5\nFrequency freq=5",
        &expect![[r#"
        error
        broken trace, generation 1: a second frequency, or one of 0
    "#]],
    );
    check(
        "Trace Go1.22\nEventBatch gen=0 m=0 time=0\nFrequency freq=5",
        &expect![[r#"
        error
        broken trace, generation 0: a batch of generation 0
    "#]],
    );
    check(
        "Trace Go1.22\nEndOfGeneration",
        &expect![[r#"
        error
        broken trace, generation 0: an end of generation in a format that has none
    "#]],
    );
    check(
        "Trace Go1.25\nEventBatch gen=1 m=0 time=0\nSync\nFrequency freq=5",
        &expect![[r#"
        error
        broken trace, generation 1: it has no clock snapshot
    "#]],
    );
}

#[test]
fn batches_must_fit_their_generation() {
    let tables = "EventBatch gen=1 m=0 time=0\nStrings\n";
    let check = check_text;
    check(
        &format!("Trace Go1.26\n{tables}{}EndOfGeneration", tables.replace("gen=1", "gen=2")),
        &expect![[r#"
            error
            broken trace, generation 1: a batch of generation 2 inside
        "#]],
    );
    check(
        &format!("Trace Go1.22\n{tables}{}", tables.replace("gen=1", "gen=3")),
        &expect![[r#"
        error
        broken trace, generation 1: a batch of generation 3 inside
    "#]],
    );
    check(
        "Trace Go1.26\nEventBatch gen=1 m=0 time=0 size=65537\n",
        &expect![[r#"
        error
        broken trace, generation 0: a batch of 65537 bytes, 65536 are allowed
    "#]],
    );
    let string = "String id=1\n\tdata=\"a\"\n";
    check(
        &format!("Trace Go1.26\n{tables}{string}{string}"),
        &expect![[r#"
        error
        broken trace, generation 1: a second string 1
    "#]],
    );
}

#[test]
fn other_files_are_refused() {
    let check = |bytes: &[u8], expect: Expect| {
        expect.assert_eq(&read_trace(bytes).err().map_or("none".into(), |error| error.to_string()));
    };
    check(b"", expect!["this is not a Go execution trace"]);
    check(b"go 1.26 trace\0\0", expect!["this is not a Go execution trace"]);
    check(b"go 1.26 trace\0\0x", expect!["this is not a Go execution trace"]);
    check(
        b"go 1.21 trace\0\0\0",
        expect!["this trace has the format of go 1.21; traces can be read from Go 1.22 on"],
    );
    check(
        b"go 1.24 trace\0\0\0",
        expect!["this trace has the format of go 1.24; the newest that can be read is go 1.26"],
    );
    check(
        b"go 1.28 trace\0\0\0",
        expect!["this trace has the format of go 1.28; the newest that can be read is go 1.26"],
    );
    check(
        b"go 1.99999 trace",
        expect!["this trace has the format of go 1.99999; the newest that can be read is go 1.26"],
    );
    check(b"go 1.22 trace\0\0\0", expect!["none"]);
}
