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
