//! Whole event streams of small programs, as `gopark run --events` prints them.

use expect_test::{Expect, expect};
use gopark_trace::Ending;

use crate::script::run;

fn check(procs: u32, seed: u64, text: &str, expect: Expect) {
    let header = format!("{:<13}{:<4}{:<4}{:<8}{:<8}event\n", "ns", "M", "P", "G", "pc");
    expect.assert_eq(&(header + &run(procs, seed, text).lines.join("\n") + "\n"));
}

#[test]
fn start_and_end() {
    check(
        1,
        0,
        "main: print:hello",
        expect![[r#"
            ns           M   P   G       pc      event
                       0 M0  P-  G-      @-      MStart
                       0 M1  P-  G-      @-      MStart
                       0 M0  P-  G-      @-      ProcsChange n=1
                       0 M0  P0  G-      @-      ProcHandoff
                       0 M0  P0  G-      @-      GoCreate g=G1 entry=@0
                       0 M0  P0  G-      @-      RunqPut g=G1 place=Local
                       0 M0  P0  G-      @-      GoStart g=G1 from=Local tick=true
                      65 M0  P0  G1      @1      End Exit code=0
        "#]],
    );
}

#[test]
fn a_second_processor_takes_the_new_goroutine() {
    check(
        2,
        0,
        "main: go:a work:50000 recv:c\na: work:1000 send:c",
        expect![[r#"
            ns           M   P   G       pc      event
                       0 M0  P-  G-      @-      MStart
                       0 M1  P-  G-      @-      MStart
                       0 M0  P-  G-      @-      ProcsChange n=2
                       0 M0  P0  G-      @-      ProcHandoff
                       0 M-  P1  G-      @-      ProcStop
                       0 M0  P0  G-      @-      GoCreate g=G1 entry=@0
                       0 M0  P0  G-      @-      RunqPut g=G1 place=Local
                       0 M0  P0  G-      @-      GoStart g=G1 from=Local tick=true
                      60 M0  P0  G1      @0      GoCreate g=G7 entry=@1000
                      60 M0  P0  G1      @0      RunqPut g=G7 place=Next
                      60 M2  P-  G-      @-      MStart
                      60 M2  P1  G-      @-      ProcStart
                      60 M2  P1  G-      @-      MSpin on=true
                   30926 M2  P1  G-      @-      RunqStealNext victim=P0
                   30926 M2  P1  G-      @-      MSpin on=false
                   30926 M2  P1  G-      @-      GoStart g=G7 from=Stolen tick=true
                   32111 M2  P1  G7      @1001   ObjNew obj=O0 kind=Chan cap=0
                   32111 M2  P1  G7      @1001   WaitBegin obj=O0 side=Send at_head=false
                   32111 M2  P1  G7      @1001   GoBlock "chan send" O0
                   32141 M2  P1  G-      @-      MSpin on=true
                   32141 M2  P1  G-      @-      ProcStop
                   32141 M2  P-  G-      @-      MSpin on=false
                   32141 M2  P-  G-      @-      MPark
                   50270 M0  P0  G1      @2      ChanHandoff obj=O0 from=G7 to=G1
                   50270 M0  P0  G1      @2      GoUnblock g=G7
                   50270 M0  P0  G1      @2      RunqPut g=G7 place=Next
                   50270 M2  P-  G-      @-      MUnpark
                   50270 M2  P1  G-      @-      ProcStart
                   50270 M2  P1  G-      @-      MSpin on=true
                   50325 M0  P0  G1      @3      End Exit code=0
        "#]],
    );
}

#[test]
fn a_long_system_call_loses_its_processor() {
    check(
        1,
        0,
        "main: go:a sys:100000 recv:c\na: work:1000 send:c",
        expect![[r#"
            ns           M   P   G       pc      event
                       0 M0  P-  G-      @-      MStart
                       0 M1  P-  G-      @-      MStart
                       0 M0  P-  G-      @-      ProcsChange n=1
                       0 M0  P0  G-      @-      ProcHandoff
                       0 M0  P0  G-      @-      GoCreate g=G1 entry=@0
                       0 M0  P0  G-      @-      RunqPut g=G1 place=Local
                       0 M0  P0  G-      @-      GoStart g=G1 from=Local tick=true
                      60 M0  P0  G1      @0      GoCreate g=G7 entry=@1000
                      60 M0  P0  G1      @0      RunqPut g=G7 place=Next
                     265 M0  P0  G1      @1      GoSyscallBegin
                   40000 M1  P0  G-      @-      ProcSteal
                   40000 M2  P-  G-      @-      MStart
                   40000 M2  P0  G-      @-      ProcHandoff
                   67666 M2  P0  G-      @-      GoStart g=G7 from=RunNext tick=false
                   68731 M2  P0  G7      @1001   ObjNew obj=O0 kind=Chan cap=0
                   68731 M2  P0  G7      @1001   WaitBegin obj=O0 side=Send at_head=false
                   68731 M2  P0  G7      @1001   GoBlock "chan send" O0
                   68761 M2  P0  G-      @-      MSpin on=true
                   68761 M2  P0  G-      @-      ProcStop
                   68761 M2  P-  G-      @-      MSpin on=false
                   68761 M2  P-  G-      @-      MPark
                  100415 M0  P-  G1      @1      GoSyscallEndBlocked
                  100415 M0  P0  G-      @-      ProcStart
                  100415 M0  P0  G-      @-      GoStart g=G1 from=Direct tick=false
                  100475 M0  P0  G1      @2      ChanHandoff obj=O0 from=G7 to=G1
                  100475 M0  P0  G1      @2      GoUnblock g=G7
                  100475 M0  P0  G1      @2      RunqPut g=G7 place=Next
                  100530 M0  P0  G1      @3      End Exit code=0
        "#]],
    );
}

#[test]
fn a_hog_is_preempted_after_its_slice() {
    let outcome = run(1, 0, "main: go:a yield print:main recv:c\na: work:1000000*30 print:a send:c");
    assert_eq!(outcome.printed, "main a");
    let asked = outcome.lines.iter().find(|l| l.ends_with("PreemptRequest")).expect("sysmon asks");
    let at: u64 = asked.split_whitespace().next().unwrap().parse().unwrap();
    assert!((10_000_000..21_000_000).contains(&at), "{asked}");
}

#[test]
fn a_starving_mutex_is_handed_over() {
    // b holds the mutex for long and takes it again at once; a would never get it in normal mode.
    let text = "main: add:wg:2 go:a go:b wait:wg\n\
                a: sleep:100 lock:m print:a unlock:m done:wg\n\
                b: lock:m work:3000000 unlock:m lock:m work:3000000 unlock:m lock:m work:3000000 unlock:m print:b done:wg";
    let outcome = run(2, 0, text);
    assert_eq!(outcome.how, Ending::Exit { code: 0 });
    assert!(
        outcome.lines.iter().any(|l| l.contains("LockStarving") && l.contains("on=true")),
        "{:#?}",
        outcome.lines
    );
    assert_eq!(outcome.printed, "a b");
}

#[test]
fn gomaxprocs_can_shrink_and_grow() {
    let text = "main: add:wg:6 go:a go:a go:a procs:1 work:20000 procs:8 go:a go:a go:a procs:2 wait:wg print:end\n\
                a: work:40000 yield work:40000 done:wg";
    for seed in 0..20 {
        let outcome = run(4, seed, text);
        assert_eq!(outcome.printed, "end");
        assert_eq!(outcome.world.procs(), 2);
    }
}

#[test]
fn a_thief_takes_the_older_half() {
    // main's queue is a b c d when the thief arrives (e is runnext): it takes a and b, and runs b.
    check(
        2,
        0,
        "main: go:a go:b go:c go:d go:e work:60000 recv:k*5\na: work:20000 send:k\nb: work:20000 send:k\nc: work:20000 send:k\nd: work:20000 send:k\ne: work:20000 send:k",
        expect![[r#"
            ns           M   P   G       pc      event
                       0 M0  P-  G-      @-      MStart
                       0 M1  P-  G-      @-      MStart
                       0 M0  P-  G-      @-      ProcsChange n=2
                       0 M0  P0  G-      @-      ProcHandoff
                       0 M-  P1  G-      @-      ProcStop
                       0 M0  P0  G-      @-      GoCreate g=G1 entry=@0
                       0 M0  P0  G-      @-      RunqPut g=G1 place=Local
                       0 M0  P0  G-      @-      GoStart g=G1 from=Local tick=true
                      60 M0  P0  G1      @0      GoCreate g=G7 entry=@1000
                      60 M0  P0  G1      @0      RunqPut g=G7 place=Next
                      60 M2  P-  G-      @-      MStart
                      60 M2  P1  G-      @-      ProcStart
                      60 M2  P1  G-      @-      MSpin on=true
                     265 M0  P0  G1      @1      GoCreate g=G8 entry=@2000
                     265 M0  P0  G1      @1      RunqKick overflow=false
                     265 M0  P0  G1      @1      RunqPut g=G8 place=Next
                     470 M0  P0  G1      @2      GoCreate g=G9 entry=@3000
                     470 M0  P0  G1      @2      RunqKick overflow=false
                     470 M0  P0  G1      @2      RunqPut g=G9 place=Next
                     675 M0  P0  G1      @3      GoCreate g=G10 entry=@4000
                     675 M0  P0  G1      @3      RunqKick overflow=false
                     675 M0  P0  G1      @3      RunqPut g=G10 place=Next
                     880 M0  P0  G1      @4      GoCreate g=G11 entry=@5000
                     880 M0  P0  G1      @4      RunqKick overflow=false
                     880 M0  P0  G1      @4      RunqPut g=G11 place=Next
                   27726 M2  P1  G-      @-      RunqSteal victim=P0 n=2
                   27726 M2  P1  G-      @-      MSpin on=false
                   27726 M2  P1  G-      @-      GoStart g=G8 from=Stolen tick=true
                   48111 M2  P1  G8      @2001   ObjNew obj=O0 kind=Chan cap=0
                   48111 M2  P1  G8      @2001   WaitBegin obj=O0 side=Send at_head=false
                   48111 M2  P1  G8      @2001   GoBlock "chan send" O0
                   48141 M2  P1  G-      @-      GoStart g=G7 from=Local tick=true
                   61090 M0  P0  G1      @6      ChanHandoff obj=O0 from=G8 to=G1
                   61090 M0  P0  G1      @6      GoUnblock g=G8
                   61090 M0  P0  G1      @6      RunqKick overflow=false
                   61090 M0  P0  G1      @6      RunqPut g=G8 place=Next
                   61145 M0  P0  G1      @7      WaitBegin obj=O0 side=Recv at_head=false
                   61145 M0  P0  G1      @7      GoBlock "chan receive" O0
                   61175 M0  P0  G-      @-      GoStart g=G8 from=RunNext tick=false
                   61235 M0  P0  G8      @2002   GoDestroy
                   61315 M0  P0  G-      @-      GoStart g=G9 from=Local tick=true
                   68206 M2  P1  G7      @1001   ChanHandoff obj=O0 from=G7 to=G1
                   68206 M2  P1  G7      @1001   GoUnblock g=G1
                   68206 M2  P1  G7      @1001   RunqPut g=G1 place=Next
                   68261 M2  P1  G7      @1002   GoDestroy
                   68341 M2  P1  G-      @-      GoStart g=G1 from=RunNext tick=false
                   68401 M2  P1  G1      @8      WaitBegin obj=O0 side=Recv at_head=false
                   68401 M2  P1  G1      @8      GoBlock "chan receive" O0
                   68431 M2  P1  G-      @-      MSpin on=true
                   68431 M2  P1  G-      @-      RunqSteal victim=P0 n=1
                   68431 M2  P1  G-      @-      MSpin on=false
                   68431 M2  P1  G-      @-      GoStart g=G10 from=Stolen tick=true
                   81380 M0  P0  G9      @3001   ChanHandoff obj=O0 from=G9 to=G1
                   81380 M0  P0  G9      @3001   GoUnblock g=G1
                   81380 M0  P0  G9      @3001   RunqPut g=G1 place=Next
                   81435 M0  P0  G9      @3002   GoDestroy
                   81515 M0  P0  G-      @-      GoStart g=G1 from=RunNext tick=false
                   81575 M0  P0  G1      @9      WaitBegin obj=O0 side=Recv at_head=false
                   81575 M0  P0  G1      @9      GoBlock "chan receive" O0
                   81605 M0  P0  G-      @-      GoStart g=G11 from=Local tick=true
                   88816 M2  P1  G10     @4001   ChanHandoff obj=O0 from=G10 to=G1
                   88816 M2  P1  G10     @4001   GoUnblock g=G1
                   88816 M2  P1  G10     @4001   RunqPut g=G1 place=Next
                   88871 M2  P1  G10     @4002   GoDestroy
                   88951 M2  P1  G-      @-      GoStart g=G1 from=RunNext tick=false
                   89011 M2  P1  G1      @10     WaitBegin obj=O0 side=Recv at_head=false
                   89011 M2  P1  G1      @10     GoBlock "chan receive" O0
                   89041 M2  P1  G-      @-      MSpin on=true
                   89041 M2  P1  G-      @-      ProcStop
                   89041 M2  P-  G-      @-      MSpin on=false
                   89041 M2  P-  G-      @-      MPark
                  101670 M0  P0  G11     @5001   ChanHandoff obj=O0 from=G11 to=G1
                  101670 M0  P0  G11     @5001   GoUnblock g=G1
                  101670 M0  P0  G11     @5001   RunqPut g=G1 place=Next
                  101670 M2  P-  G-      @-      MUnpark
                  101670 M2  P1  G-      @-      ProcStart
                  101670 M2  P1  G-      @-      MSpin on=true
                  101725 M0  P0  G11     @5002   GoDestroy
                  101805 M0  P0  G-      @-      GoStart g=G1 from=RunNext tick=false
                  101865 M0  P0  G1      @11     End Exit code=0
        "#]],
    );
}

#[test]
fn an_idle_processor_fires_the_timers_of_a_busy_one() {
    // Both sleepers' timers are P0's; main computes past them.
    check(
        2,
        0,
        "main: go:a go:b yield work:150000 recv:k*2\na: sleep:100000 send:k\nb: sleep:100000 send:k",
        expect![[r#"
            ns           M   P   G       pc      event
                       0 M0  P-  G-      @-      MStart
                       0 M1  P-  G-      @-      MStart
                       0 M0  P-  G-      @-      ProcsChange n=2
                       0 M0  P0  G-      @-      ProcHandoff
                       0 M-  P1  G-      @-      ProcStop
                       0 M0  P0  G-      @-      GoCreate g=G1 entry=@0
                       0 M0  P0  G-      @-      RunqPut g=G1 place=Local
                       0 M0  P0  G-      @-      GoStart g=G1 from=Local tick=true
                      60 M0  P0  G1      @0      GoCreate g=G7 entry=@1000
                      60 M0  P0  G1      @0      RunqPut g=G7 place=Next
                      60 M2  P-  G-      @-      MStart
                      60 M2  P1  G-      @-      ProcStart
                      60 M2  P1  G-      @-      MSpin on=true
                     265 M0  P0  G1      @1      GoCreate g=G8 entry=@2000
                     265 M0  P0  G1      @1      RunqKick overflow=false
                     265 M0  P0  G1      @1      RunqPut g=G8 place=Next
                     470 M0  P0  G1      @2      GoStop reason=Gosched
                     470 M0  P0  G-      @-      RunqPut g=G1 place=Global
                     475 M0  P0  G-      @-      GoStart g=G8 from=RunNext tick=false
                     535 M0  P0  G8      @2000   TimerArm T0 when=100535
                     535 M0  P0  G8      @2000   GoBlock "sleep" O-
                     600 M0  P0  G-      @-      GoStart g=G7 from=Local tick=true
                     660 M0  P0  G7      @1000   TimerArm T1 when=100660
                     660 M0  P0  G7      @1000   GoBlock "sleep" O-
                     725 M0  P0  G-      @-      RunqGrab n=1
                     725 M0  P0  G-      @-      GoStart g=G1 from=Local tick=true
                   27726 M2  P1  G-      @-      ProcStop
                   27726 M2  P-  G-      @-      MSpin on=false
                   27726 M2  P-  G-      @-      MNetpoll on=true
                  100535 M2  P-  G-      @-      MNetpoll on=false
                  100535 M2  P1  G-      @-      ProcStart
                  100535 M2  P1  G-      @-      MSpin on=true
                  104671 M2  P1  G-      @-      TimerFire timer=T0
                  104671 M2  P1  G-      @-      GoUnblock g=G8
                  104671 M2  P1  G-      @-      RunqPut g=G8 place=Next
                  104956 M2  P1  G-      @-      TimerFire timer=T1
                  104956 M2  P1  G-      @-      GoUnblock g=G7
                  104956 M2  P1  G-      @-      RunqKick overflow=false
                  104956 M2  P1  G-      @-      RunqPut g=G7 place=Next
                  105041 M2  P1  G-      @-      MSpin on=false
                  105041 M2  P1  G-      @-      GoStart g=G7 from=RunNext tick=false
                  105101 M2  P1  G7      @1001   ObjNew obj=O0 kind=Chan cap=0
                  105101 M2  P1  G7      @1001   WaitBegin obj=O0 side=Send at_head=false
                  105101 M2  P1  G7      @1001   GoBlock "chan send" O0
                  105131 M2  P1  G-      @-      GoStart g=G8 from=Local tick=true
                  105191 M2  P1  G8      @2001   WaitBegin obj=O0 side=Send at_head=false
                  105191 M2  P1  G8      @2001   GoBlock "chan send" O0
                  105221 M2  P1  G-      @-      MSpin on=true
                  105221 M2  P1  G-      @-      ProcStop
                  105221 M2  P-  G-      @-      MSpin on=false
                  105221 M2  P-  G-      @-      MPark
                  150910 M0  P0  G1      @4      ChanHandoff obj=O0 from=G7 to=G1
                  150910 M0  P0  G1      @4      GoUnblock g=G7
                  150910 M0  P0  G1      @4      RunqPut g=G7 place=Next
                  150910 M2  P-  G-      @-      MUnpark
                  150910 M2  P1  G-      @-      ProcStart
                  150910 M2  P1  G-      @-      MSpin on=true
                  150965 M0  P0  G1      @5      ChanHandoff obj=O0 from=G8 to=G1
                  150965 M0  P0  G1      @5      GoUnblock g=G8
                  150965 M0  P0  G1      @5      RunqKick overflow=false
                  150965 M0  P0  G1      @5      RunqPut g=G8 place=Next
                  151020 M0  P0  G1      @6      End Exit code=0
        "#]],
    );
}

#[test]
fn the_last_processor_is_taken_from_a_very_long_system_call() {
    check(
        2,
        0,
        "main: sys:15000000 print:end",
        expect![[r#"
            ns           M   P   G       pc      event
                       0 M0  P-  G-      @-      MStart
                       0 M1  P-  G-      @-      MStart
                       0 M0  P-  G-      @-      ProcsChange n=2
                       0 M0  P0  G-      @-      ProcHandoff
                       0 M-  P1  G-      @-      ProcStop
                       0 M0  P0  G-      @-      GoCreate g=G1 entry=@0
                       0 M0  P0  G-      @-      RunqPut g=G1 place=Local
                       0 M0  P0  G-      @-      GoStart g=G1 from=Local tick=true
                      60 M0  P0  G1      @0      GoSyscallBegin
                11220000 M1  P0  G-      @-      ProcSteal
                11220000 M2  P-  G-      @-      MStart
                11220000 M2  P0  G-      @-      ProcHandoff
                11247666 M2  P0  G-      @-      MSpin on=true
                11247666 M2  P0  G-      @-      ProcStop
                11247666 M2  P-  G-      @-      MSpin on=false
                11247666 M2  P-  G-      @-      MPark
                15000210 M0  P-  G1      @0      GoSyscallEndBlocked
                15000210 M0  P0  G-      @-      ProcStart
                15000210 M0  P0  G-      @-      GoStart g=G1 from=Direct tick=false
                15000275 M0  P0  G1      @2      End Exit code=0
        "#]],
    );
}

#[test]
fn stopping_the_world_takes_processors_from_system_calls() {
    check(
        2,
        0,
        "main: go:a work:50000 procs:3 recv:k\na: sys:30000 send:k",
        expect![[r#"
            ns           M   P   G       pc      event
                       0 M0  P-  G-      @-      MStart
                       0 M1  P-  G-      @-      MStart
                       0 M0  P-  G-      @-      ProcsChange n=2
                       0 M0  P0  G-      @-      ProcHandoff
                       0 M-  P1  G-      @-      ProcStop
                       0 M0  P0  G-      @-      GoCreate g=G1 entry=@0
                       0 M0  P0  G-      @-      RunqPut g=G1 place=Local
                       0 M0  P0  G-      @-      GoStart g=G1 from=Local tick=true
                      60 M0  P0  G1      @0      GoCreate g=G7 entry=@1000
                      60 M0  P0  G1      @0      RunqPut g=G7 place=Next
                      60 M2  P-  G-      @-      MStart
                      60 M2  P1  G-      @-      ProcStart
                      60 M2  P1  G-      @-      MSpin on=true
                   30926 M2  P1  G-      @-      RunqStealNext victim=P0
                   30926 M2  P1  G-      @-      MSpin on=false
                   30926 M2  P1  G-      @-      GoStart g=G7 from=Stolen tick=true
                   31106 M2  P1  G7      @1000   GoSyscallBegin
                   50270 M0  P0  G1      @2      StwBegin reason=Gomaxprocs
                   50270 M0  P1  G-      @-      ProcSteal
                   50270 M-  P-  G-      @-      ProcsChange n=3
                   50270 M-  P1  G-      @-      ProcStop
                   50270 M-  P2  G-      @-      ProcStop
                   65270 M-  P-  G-      @-      StwEnd
                   65270 M3  P-  G-      @-      MStart
                   65270 M3  P2  G-      @-      ProcStart
                   65270 M3  P2  G-      @-      MSpin on=true
                   65270 M2  P-  G7      @1000   GoSyscallEndBlocked
                   65270 M2  P1  G-      @-      ProcStart
                   65270 M2  P1  G-      @-      GoStart g=G7 from=Direct tick=false
                   65275 M0  P0  G1      @3      ObjNew obj=O0 kind=Chan cap=0
                   65275 M0  P0  G1      @3      WaitBegin obj=O0 side=Recv at_head=false
                   65275 M0  P0  G1      @3      GoBlock "chan receive" O0
                   65305 M0  P0  G-      @-      MSpin on=true
                   65305 M0  P0  G-      @-      ProcStop
                   65305 M0  P-  G-      @-      MSpin on=false
                   65305 M0  P-  G-      @-      MPark
                   65330 M2  P1  G7      @1001   ChanHandoff obj=O0 from=G7 to=G1
                   65330 M2  P1  G7      @1001   GoUnblock g=G1
                   65330 M2  P1  G7      @1001   RunqPut g=G1 place=Next
                   65385 M2  P1  G7      @1002   GoDestroy
                   65465 M2  P1  G-      @-      GoStart g=G1 from=RunNext tick=false
                   65525 M2  P1  G1      @4      End Exit code=0
        "#]],
    );
}

#[test]
fn a_released_mutex_goes_to_whoever_runs() {
    check(
        2,
        0,
        "main: lock:m go:a work:40000 unlock:m lock:m work:900 unlock:m recv:k\na: lock:m unlock:m send:k",
        expect![[r#"
            ns           M   P   G       pc      event
                       0 M0  P-  G-      @-      MStart
                       0 M1  P-  G-      @-      MStart
                       0 M0  P-  G-      @-      ProcsChange n=2
                       0 M0  P0  G-      @-      ProcHandoff
                       0 M-  P1  G-      @-      ProcStop
                       0 M0  P0  G-      @-      GoCreate g=G1 entry=@0
                       0 M0  P0  G-      @-      RunqPut g=G1 place=Local
                       0 M0  P0  G-      @-      GoStart g=G1 from=Local tick=true
                      60 M0  P0  G1      @0      ObjNew obj=O0 kind=Mutex cap=0
                      60 M0  P0  G1      @0      LockHolder obj=O0 holder=G1
                      73 M0  P0  G1      @1      GoCreate g=G7 entry=@1000
                      73 M0  P0  G1      @1      RunqPut g=G7 place=Next
                      73 M2  P-  G-      @-      MStart
                      73 M2  P1  G-      @-      ProcStart
                      73 M2  P1  G-      @-      MSpin on=true
                   30939 M2  P1  G-      @-      RunqStealNext victim=P0
                   30939 M2  P1  G-      @-      MSpin on=false
                   30939 M2  P1  G-      @-      GoStart g=G7 from=Stolen tick=true
                   32371 M2  P1  G7      @1000   WaitBegin obj=O0 side=Recv at_head=false
                   32371 M2  P1  G7      @1000   GoBlock "sync.Mutex.Lock" O0
                   32384 M2  P1  G-      @-      MSpin on=true
                   32384 M2  P1  G-      @-      ProcStop
                   32384 M2  P-  G-      @-      MSpin on=false
                   32384 M2  P-  G-      @-      MPark
                   40283 M0  P0  G1      @3      LockHolder obj=O0 holder=G-
                   40283 M0  P0  G1      @3      GoUnblock g=G7
                   40283 M0  P0  G1      @3      RunqPut g=G7 place=Next
                   40283 M2  P-  G-      @-      MUnpark
                   40283 M2  P1  G-      @-      ProcStart
                   40283 M2  P1  G-      @-      MSpin on=true
                   40321 M0  P0  G1      @4      LockHolder obj=O0 holder=G1
                   41239 M0  P0  G1      @6      LockHolder obj=O0 holder=G-
                   41252 M0  P0  G1      @7      ObjNew obj=O1 kind=Chan cap=0
                   41252 M0  P0  G1      @7      WaitBegin obj=O1 side=Recv at_head=false
                   41252 M0  P0  G1      @7      GoBlock "chan receive" O1
                   41282 M0  P0  G-      @-      GoStart g=G7 from=RunNext tick=false
                   41342 M0  P0  G7      @1000   LockHolder obj=O0 holder=G7
                   41355 M0  P0  G7      @1001   LockHolder obj=O0 holder=G-
                   41368 M0  P0  G7      @1002   ChanHandoff obj=O1 from=G7 to=G1
                   41368 M0  P0  G7      @1002   GoUnblock g=G1
                   41368 M0  P0  G7      @1002   RunqPut g=G1 place=Next
                   41423 M0  P0  G7      @1003   GoDestroy
                   41503 M0  P0  G-      @-      GoStart g=G1 from=RunNext tick=false
                   41563 M0  P0  G1      @8      End Exit code=0
        "#]],
    );
}
