//! sysmon and time slices.

use expect_test::expect;

use super::{check, told};
use crate::script::run;

#[test]
fn a_chain_of_hand_offs_shares_one_slice() {
    // ping and pong wake each other through runnext, so no tick is counted; c gets its turn when their slice is over.
    let (ping, pong) = ("work:500000 send:x recv:y ".repeat(20), "recv:x work:500000 send:y ".repeat(20));
    let text = format!("main: go:pong yield go:c go:ping recv:k\nping: {ping}\npong: {pong}\nc: send:k");
    let outcome = run(1, 1, &text);
    let ticks = told(&outcome, &["GoStart"]).lines().filter(|line| line.contains("tick=true")).count();
    assert_eq!(ticks, 3, "main, twice, and c");
    expect![[r#"
        265       M0  P0  G1   GoStop reason=Gosched
        11220000  M1  P0  G-   PreemptRequest
        11504345  M0  P0  G9   GoStop reason=Preempted
    "#]]
    .assert_eq(&told(&outcome, &["PreemptRequest", "GoStop"]));
}

#[test]
fn nobody_is_asked_to_stop_in_the_kernel() {
    check(
        1,
        "main: sys:30000000",
        &["PreemptRequest", "ProcSteal"],
        expect![[r#"
            40000     M1  P0  G-   ProcSteal
        "#]],
    );
}

#[test]
fn a_processor_is_taken_at_the_second_look_if_something_is_queued() {
    check(
        1,
        "main: go:a sys:90000\na:",
        &["GoSyscallBegin", "ProcSteal"],
        expect![[r#"
            265       M0  P0  G1   GoSyscallBegin
            40000     M1  P0  G-   ProcSteal
        "#]],
    );
}

#[test]
fn with_nothing_queued_and_others_idle_it_is_taken_after_10_milliseconds() {
    check(
        2,
        "main: sys:30000000",
        &["GoSyscallBegin", "ProcSteal"],
        expect![[r#"
            60        M0  P0  G1   GoSyscallBegin
            11220000  M1  P0  G-   ProcSteal
        "#]],
    );
}

#[test]
fn after_50_idle_rounds_it_comes_later_and_later() {
    // Each call has a goroutine waiting behind it; the later it begins, the later its processor is taken.
    let text = "main: go:a sys:900000 work:3000000 go:a sys:9000000 recv:k\na:";
    check(
        1,
        text,
        &["GoSyscallBegin", "ProcSteal"],
        expect![[r#"
            265       M0  P0  G1   GoSyscallBegin
            40000     M1  P0  G-   ProcSteal
            3900685   M0  P0  G1   GoSyscallBegin
            6985415   M1  P0  G-   ProcSteal
        "#]],
    );
}
