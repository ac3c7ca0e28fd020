//! `handoffp`: what becomes of a processor whose thread gives it up.

use expect_test::expect;

use super::check;

const KINDS: &[&str] = &["ProcSteal", "ProcHandoff", "ProcStop", "MSpin"];

#[test]
fn with_something_queued_a_thread_runs_it() {
    check(
        1,
        "main: go:a sys:90000\na: work:90000",
        KINDS,
        expect![[r#"
            0         M0  P0  G-   ProcHandoff
            40000     M1  P0  G-   ProcSteal
            40000     M2  P0  G-   ProcHandoff
        "#]],
    );
}

#[test]
fn with_nothing_queued_and_nobody_looking_a_thread_looks() {
    // No P is idle, nobody spins: all others compute.
    check(
        2,
        "main: go:a work:50000 sys:400000\na: work:1000*900",
        KINDS,
        expect![[r#"
            0         M0  P0  G-   ProcHandoff
            0         M-  P1  G-   ProcStop
            60        M2  P1  G-   MSpin on=true
            24591     M2  P1  G-   MSpin on=false
            80000     M1  P0  G-   ProcSteal
            80000     M3  P0  G-   ProcHandoff
            80000     M3  P0  G-   MSpin on=true
            105257    M3  P0  G-   ProcStop
            105257    M3  P-  G-   MSpin on=false
        "#]],
    );
}

#[test]
fn with_marking_to_do_a_thread_marks() {
    let text = "main: go:s work:50000 gc:9000000 work:900000\ns: work:90000 sys:15000000";
    check(
        3,
        text,
        &["ProcSteal", "ProcHandoff", "GcWorker"],
        expect![[r#"
            0         M0  P0  G-   ProcHandoff
            69790     M3  P1  G10  GcWorker mode=Fractional
            129776    M2  P2  G9   GcWorker mode=Fractional
            210270    M1  P1  G-   ProcSteal
            210270    M4  P1  G-   ProcHandoff
            223610    M4  P1  G10  GcWorker mode=Idle
            229836    M2  P2  G9   GcWorker mode=Idle
        "#]],
    );
}

#[test]
fn the_last_processor_gets_a_thread_if_nobody_polls_the_network() {
    check(
        2,
        "main: sys:15000000",
        KINDS,
        expect![[r#"
            0         M0  P0  G-   ProcHandoff
            0         M-  P1  G-   ProcStop
            11220000  M1  P0  G-   ProcSteal
            11220000  M2  P0  G-   ProcHandoff
            11241331  M2  P0  G-   MSpin on=true
            11241331  M2  P0  G-   ProcStop
            11241331  M2  P-  G-   MSpin on=false
        "#]],
    );
}

#[test]
fn otherwise_it_goes_idle() {
    let text = "main: go:a sys:15000000\na: sleep:30000000";
    check(
        2,
        text,
        &["MNetpoll", "ProcSteal", "ProcHandoff", "ProcStop"],
        expect![[r#"
            0         M0  P0  G-   ProcHandoff
            0         M-  P1  G-   ProcStop
            21836     M2  P1  G-   ProcStop
            21836     M2  P-  G-   MNetpoll on=true
            11220000  M1  P0  G-   ProcSteal
            11220000  M-  P0  G-   ProcStop
        "#]],
    );
}
