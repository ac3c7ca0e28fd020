//! Stopping the world, and GOMAXPROCS.

use expect_test::expect;

use super::check;

#[test]
fn stopping_the_world_takes_the_processors_of_the_idle_of_those_in_the_kernel_and_of_those_who_look() {
    let text = "main: go:s go:l work:60000 procs:5 work:1000\ns: work:90 sys:90000\nl: work:31000";
    check(
        4,
        text,
        &["StwBegin", "ProcSteal", "ProcRelease", "ProcStop", "ProcStart", "StwEnd"],
        expect![[r#"
            0         M-  P1  G-   ProcStop
            0         M-  P2  G-   ProcStop
            0         M-  P3  G-   ProcStop
            60        M2  P3  G-   ProcStart
            21391     M3  P2  G-   ProcStart
            43478     M4  P1  G-   ProcStart
            59188     M4  P1  G-   ProcStop
            60475     M0  P0  G1   StwBegin reason=Gomaxprocs
            60475     M0  P3  G-   ProcSteal
            60475     M-  P1  G-   ProcStop
            60475     M-  P3  G-   ProcStop
            60475     M-  P4  G-   ProcStop
            75475     M-  P-  G-   StwEnd
            75475     M4  P4  G-   ProcStart
        "#]],
    );
}

#[test]
fn afterwards_the_idle_list_is_in_order() {
    let text = "main: go:a*3 work:90000 gc:1000 go:b work:90000\na: work:9000\nb: work:9000";
    check(
        4,
        text,
        &["StwEnd", "ProcStart", "ProcStop"],
        expect![[r#"
            0         M-  P1  G-   ProcStop
            0         M-  P2  G-   ProcStop
            0         M-  P3  G-   ProcStop
            60        M2  P3  G-   ProcStart
            21391     M3  P2  G-   ProcStart
            43521     M2  P3  G-   ProcStop
            52743     M3  P2  G-   ProcStop
            105680    M-  P-  G-   StwEnd
            105680    M3  P1  G-   ProcStart
            105680    M2  P3  G-   ProcStart
            115801    M4  P2  G-   ProcStart
            137648    M-  P2  G-   ProcStop
            137648    M3  P1  G13  StwEnd
            137648    M4  P2  G-   ProcStart
            140126    M2  P3  G-   ProcStop
        "#]],
    );
}

#[test]
fn with_fewer_processors_timers_and_queues_move() {
    let text = "main: go:a work:50000 procs:1 recv:k\na: go:b work:100000\nb: sleep:10 print:b send:k";
    check(
        2,
        text,
        &["ProcsChange", "RunqDrain", "RunqPut", "GoStart", "TimerFire"],
        expect![[r#"
            0         M0  P-  G-   ProcsChange n=2
            0         M0  P0  G-   RunqPut g=G1 place=Local
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            60        M0  P0  G1   RunqPut g=G7 place=Next
            24591     M2  P1  G-   GoStart g=G7 from=Stolen tick=true
            24771     M2  P1  G7   RunqPut g=G17 place=Next
            50270     M2  P1  G-   RunqPut g=G7 place=Next
            50270     M-  P1  G-   RunqDrain
            50270     M-  P-  G-   ProcsChange n=1
            65305     M0  P0  G-   GoStart g=G7 from=Local tick=true
            65565     M0  P0  G-   GoStart g=G17 from=Local tick=true
            65690     M0  P0  G-   TimerFire timer=T0
            65690     M0  P0  G-   RunqPut g=G17 place=Next
            65775     M0  P0  G-   GoStart g=G17 from=RunNext tick=false
            65840     M0  P0  G17  RunqPut g=G1 place=Next
            65975     M0  P0  G-   GoStart g=G1 from=RunNext tick=false
        "#]],
    );
}

#[test]
fn gomaxprocs_waits_for_the_end_of_a_collection() {
    let text = "main: gc:90000 procs:1";
    check(
        2,
        text,
        &["GcBegin", "GoBlock", "GcEnd", "ProcsChange"],
        expect![[r#"
            0         M0  P-  G-   ProcsChange n=2
            60        M0  P0  G1   GcBegin
            15065     M0  P0  G1   GoBlock "semacquire" O-
            36451     M2  P1  G8   GoBlock "GC worker (idle)" O-
            115130    M0  P0  G7   GcEnd live=90000
            130130    M0  P0  G7   GoBlock "GC worker (idle)" O-
            130190    M0  P0  G3   GoBlock "GC sweep wait" O-
            130370    M-  P-  G-   ProcsChange n=1
        "#]],
    );
}

#[test]
fn the_first_idle_processors_begin_to_mark_at_once() {
    // A quarter of three is less than one: every idle P has a worker for its share. Nobody has to be woken by another.
    check(
        3,
        "main: gc:90000 work:90000",
        &["StwEnd", "ProcStart", "MSpin", "GcWorker"],
        expect![[r#"
            15060     M-  P-  G-   StwEnd
            15060     M2  P1  G-   ProcStart
            15060     M3  P2  G-   ProcStart
            36391     M2  P1  G9   GcWorker mode=Fractional
            39975     M3  P2  G8   GcWorker mode=Fractional
            40035     M3  P2  G-   MSpin on=true
            40035     M3  P-  G-   MSpin on=false
        "#]],
    );
}
