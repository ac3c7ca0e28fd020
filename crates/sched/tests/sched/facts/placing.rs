//! Who puts whom where.

use expect_test::expect;

use super::check;

#[test]
fn gosched_puts_at_the_tail_of_the_global_queue() {
    check(
        1,
        "main: go:a yield\na: yield",
        &["GoStop", "RunqPut"],
        expect![[r#"
            0         M0  P0  G-   RunqPut g=G1 place=Local
            60        M0  P0  G1   RunqPut g=G7 place=Next
            265       M0  P0  G1   GoStop reason=Gosched
            265       M0  P0  G-   RunqPut g=G1 place=Global
            330       M0  P0  G7   GoStop reason=Gosched
            330       M0  P0  G-   RunqPut g=G7 place=Global
        "#]],
    );
}

#[test]
fn who_had_its_slice_goes_to_the_global_queue() {
    check(
        1,
        "main: go:a work:1000000*20\na: work:1000",
        &["PreemptRequest", "GoStop", "RunqPut"],
        expect![[r#"
            0         M0  P0  G-   RunqPut g=G1 place=Local
            60        M0  P0  G1   RunqPut g=G7 place=Next
            11220000  M1  P0  G-   PreemptRequest
            12000325  M0  P0  G1   GoStop reason=Preempted
            12000325  M0  P0  G-   RunqPut g=G1 place=Global
        "#]],
    );
}

#[test]
fn who_is_stopped_with_the_world_is_next_on_its_own_processor() {
    let text = "main: go:a work:60000 gc:1000 recv:k\na: work:1000*100 send:k";
    check(
        2,
        text,
        &["StwBegin", "GoStop", "RunqPut", "StwEnd", "GoStart"],
        expect![[r#"
            0         M0  P0  G-   RunqPut g=G1 place=Local
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            60        M0  P0  G1   RunqPut g=G7 place=Next
            24591     M2  P1  G-   GoStart g=G7 from=Stolen tick=true
            60270     M0  P0  G1   StwBegin reason=GcSweepTermination
            60270     M2  P1  G7   GoStop reason=Preempted
            60270     M2  P1  G-   RunqPut g=G7 place=Next
            75270     M-  P-  G-   StwEnd
            75305     M0  P0  G-   GoStart g=G9 from=GcWorker tick=true
            75951     M2  P1  G-   GoStart g=G7 from=RunNext tick=false
            86365     M0  P0  G9   StwBegin reason=GcMarkTermination
            86365     M2  P1  G7   GoStop reason=Preempted
            86365     M2  P1  G-   RunqPut g=G7 place=Next
            86365     M0  P0  G9   RunqPut g=G3 place=Next
            101365    M0  P0  G9   StwEnd
            101365    M0  P0  G-   GoStart g=G3 from=RunNext tick=false
            102066    M2  P1  G-   GoStart g=G7 from=RunNext tick=false
            155391    M2  P1  G7   RunqPut g=G1 place=Next
            155526    M2  P1  G-   GoStart g=G1 from=RunNext tick=false
        "#]],
    );
}

#[test]
fn who_is_woken_is_next_on_the_processor_of_the_waker() {
    let text = "main: go:r yield send:c lock:m go:l yield unlock:m go:s yield work:20000 yield add:w:1 go:w yield done:w\n\
                r: recv:c\nl: lock:m\ns: sleep:10000\nw: wait:w";
    check(
        1,
        text,
        &["GoUnblock", "RunqPut"],
        expect![[r#"
            0         M0  P0  G-   RunqPut g=G1 place=Local
            60        M0  P0  G1   RunqPut g=G7 place=Next
            265       M0  P0  G-   RunqPut g=G1 place=Global
            540       M0  P0  G1   GoUnblock g=G7
            540       M0  P0  G1   RunqPut g=G7 place=Next
            608       M0  P0  G1   RunqPut g=G8 place=Next
            813       M0  P0  G-   RunqPut g=G1 place=Global
            1211      M0  P0  G1   GoUnblock g=G8
            1211      M0  P0  G1   RunqPut g=G8 place=Next
            1249      M0  P0  G1   RunqPut g=G9 place=Next
            1454      M0  P0  G-   RunqPut g=G1 place=Global
            21922     M0  P0  G-   RunqPut g=G1 place=Global
            21927     M0  P0  G-   GoUnblock g=G9
            21927     M0  P0  G-   RunqPut g=G9 place=Next
            22345     M0  P0  G1   RunqPut g=G10 place=Next
            22550     M0  P0  G-   RunqPut g=G1 place=Global
            22808     M0  P0  G1   GoUnblock g=G10
            22808     M0  P0  G1   RunqPut g=G10 place=Next
        "#]],
    );
}

#[test]
fn who_hands_a_starving_mutex_over_goes_to_the_local_tail_and_the_other_goes_on_with_the_slice() {
    let text = "main: lock:m go:a yield work:1500000 unlock:m lock:m yield unlock:m recv:k\na: lock:m unlock:m send:k";
    check(
        1,
        text,
        &["LockStarving", "GoStop", "RunqPut", "GoStart"],
        expect![[r#"
            0         M0  P0  G-   RunqPut g=G1 place=Local
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            73        M0  P0  G1   RunqPut g=G7 place=Next
            278       M0  P0  G1   GoStop reason=Gosched
            278       M0  P0  G-   RunqPut g=G1 place=Global
            283       M0  P0  G-   GoStart g=G7 from=RunNext tick=false
            356       M0  P0  G-   GoStart g=G1 from=Local tick=true
            1500541   M0  P0  G1   RunqPut g=G7 place=Next
            1500592   M0  P0  G1   GoStop reason=Gosched
            1500592   M0  P0  G-   RunqPut g=G1 place=Global
            1500597   M0  P0  G-   GoStart g=G7 from=RunNext tick=false
            1500657   M0  P0  G7   LockStarving obj=O0 on=true
            1500670   M0  P0  G-   GoStart g=G1 from=Local tick=true
            1500850   M0  P0  G1   RunqPut g=G7 place=Next
            1500850   M0  P0  G1   GoStop reason=Yield
            1500850   M0  P0  G-   RunqPut g=G1 place=Local
            1500888   M0  P0  G-   GoStart g=G7 from=RunNext tick=false
            1500948   M0  P0  G7   LockStarving obj=O0 on=false
            1501004   M0  P0  G-   GoStart g=G1 from=Local tick=true
            1501064   M0  P0  G1   RunqPut g=G7 place=Next
        "#]],
    );
}

#[test]
fn back_from_the_kernel_without_a_processor_one_goes_to_the_global_queue() {
    let text = "main: go:a sys:100000 print:main\na: work:10000*30";
    check(
        1,
        text,
        &["ProcSteal", "GoSyscallEndBlocked", "RunqPut", "MPark"],
        expect![[r#"
            0         M0  P0  G-   RunqPut g=G1 place=Local
            60        M0  P0  G1   RunqPut g=G7 place=Next
            40000     M1  P0  G-   ProcSteal
            100415    M0  P-  G1   GoSyscallEndBlocked
            100415    M-  P-  G-   RunqPut g=G1 place=Global
            100415    M0  P-  G-   MPark
        "#]],
    );
}

#[test]
fn a_dedicated_worker_that_is_to_stop_sends_its_queue_away_and_goes_on() {
    // Four processors have one dedicated worker. Others are queued behind it, and sysmon comes by after 10 ms.
    let text = "main: go:a*12 work:90000 gc:20000000 work:100000*300\na: work:100000*300";
    check(
        4,
        text,
        &["GcWorker", "RunqFlush", "StwBegin"],
        expect![[r#"
            92525     M0  P0  G1   StwBegin reason=GcSweepTermination
            136776    M2  P3  G22  GcWorker mode=Dedicated
            12136836  M2  P3  G22  RunqFlush
            20146836  M2  P3  G22  StwBegin reason=GcMarkTermination
        "#]],
    );
}
