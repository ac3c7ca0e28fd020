//! `stealWork` and `runqgrab`. That half is taken, the oldest first, and the last of them run is in `traces`.

use expect_test::expect;

use super::check;

#[test]
fn runnext_of_who_runs_is_left_alone_for_3_microseconds() {
    let text = "main: go:a work:90000\na: work:1000";
    check(
        2,
        text,
        &["MStart", "RunqStealNext"],
        expect![[r#"
            0         M0  P-  G-   MStart
            0         M1  P-  G-   MStart
            60        M2  P-  G-   MStart
            24591     M2  P1  G-   RunqStealNext victim=P0
        "#]],
    );
}

#[test]
fn runnext_of_who_is_in_a_system_call_is_taken_at_once() {
    let text = "main: go:a sys:90000\na: work:1000";
    check(
        2,
        text,
        &["MStart", "RunqStealNext"],
        expect![[r#"
            0         M0  P-  G-   MStart
            0         M1  P-  G-   MStart
            60        M2  P-  G-   MStart
            21391     M2  P1  G-   RunqStealNext victim=P0
        "#]],
    );
}

#[test]
fn a_thief_that_waits_for_runnext_may_come_too_late() {
    // main blocks while the thief sleeps, and runs a itself.
    let text = "main: go:a work:22000 recv:k\na: work:90000 send:k";
    check(
        2,
        text,
        &["RunqStealNext", "GoStart", "ProcStop"],
        expect![[r#"
            0         M-  P1  G-   ProcStop
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            22300     M0  P0  G-   GoStart g=G7 from=RunNext tick=false
            24591     M2  P1  G-   ProcStop
            112500    M0  P0  G-   GoStart g=G1 from=RunNext tick=false
        "#]],
    );
}

#[test]
fn the_queue_is_robbed_before_runnext() {
    let text = "main: go:a go:b work:90000\na: work:1000\nb: work:90000";
    check(
        3,
        text,
        &["RunqSteal", "RunqStealNext"],
        expect![[r#"
            21391     M2  P2  G-   RunqSteal victim=P0 n=1
            26056     M2  P2  G-   RunqStealNext victim=P0
        "#]],
    );
}

#[test]
fn who_was_stolen_begins_a_time_slice() {
    check(
        2,
        "main: go:a work:90000\na: work:1000",
        &["GoStart"],
        expect![[r#"
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            24591     M2  P1  G-   GoStart g=G7 from=Stolen tick=true
        "#]],
    );
}
