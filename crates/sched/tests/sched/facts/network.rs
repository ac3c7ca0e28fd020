//! The network poller.

use expect_test::expect;

use super::check;

#[test]
fn who_waits_for_the_network_costs_no_thread() {
    let text = "main: add:w:3 go:n*3 wait:w\nn: net:50000 done:w";
    check(
        1,
        text,
        &["MStart", "GoBlock", "MNetpoll", "GoUnblock"],
        expect![[r#"
            0         M0  P-  G-   MStart
            0         M1  P-  G-   MStart
            688       M0  P0  G1   GoBlock "sync.WaitGroup.Wait" O0
            761       M0  P0  G9   GoBlock "IO wait" O-
            826       M0  P0  G7   GoBlock "IO wait" O-
            891       M0  P0  G8   GoBlock "IO wait" O-
            896       M0  P-  G-   MNetpoll on=true
            50761     M0  P-  G-   MNetpoll on=false
            50761     M0  P0  G-   GoUnblock g=G9
            55635     M0  P0  G-   GoUnblock g=G7
            55635     M0  P0  G-   GoUnblock g=G8
            55848     M0  P0  G8   GoUnblock g=G1
        "#]],
    );
}

#[test]
fn of_several_the_first_runs_at_once_and_idle_processors_take_one_each() {
    let text = "main: add:w:4 go:n go:m go:m go:m wait:w\nn: net:90000 work:9000 done:w\nm: net:80000 work:9000 done:w";
    check(
        3,
        text,
        &["MNetpoll", "GoUnblock", "RunqPut", "ProcStart", "GoStart"],
        expect![[r#"
            0         M0  P0  G-   RunqPut g=G1 place=Local
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            73        M0  P0  G1   RunqPut g=G7 place=Next
            73        M2  P2  G-   ProcStart
            278       M0  P0  G1   RunqPut g=G8 place=Next
            483       M0  P0  G1   RunqPut g=G9 place=Next
            688       M0  P0  G1   RunqPut g=G10 place=Next
            906       M0  P0  G-   GoStart g=G10 from=RunNext tick=false
            971       M0  P0  G-   GoStart g=G7 from=Local tick=true
            1036      M0  P0  G-   GoStart g=G8 from=Local tick=true
            1101      M0  P0  G-   GoStart g=G9 from=Local tick=true
            1166      M0  P-  G-   MNetpoll on=true
            80966     M0  P-  G-   MNetpoll on=false
            80966     M0  P2  G-   ProcStart
            80966     M0  P2  G-   GoUnblock g=G10
            80966     M0  P2  G-   RunqPut g=G10 place=Local
            87280     M0  P2  G-   GoStart g=G10 from=Local tick=true
            96438     M0  P2  G-   GoUnblock g=G8
            96438     M0  P2  G-   GoUnblock g=G9
            96438     M0  P2  G-   GoUnblock g=G7
            96438     M0  P2  G-   RunqPut g=G8 place=Local
            96438     M-  P-  G-   RunqPut g=G9 place=Global
            96438     M2  P0  G-   ProcStart
            96438     M-  P-  G-   RunqPut g=G7 place=Global
            96438     M3  P1  G-   ProcStart
            96438     M0  P2  G-   GoStart g=G8 from=Local tick=true
            103324    M2  P0  G-   GoStart g=G9 from=Local tick=true
            105596    M0  P2  G-   GoStart g=G7 from=Local tick=true
            114781    M0  P2  G7   GoUnblock g=G1
            114781    M0  P2  G7   RunqPut g=G1 place=Next
            114781    M2  P0  G-   ProcStart
            114899    M0  P2  G-   GoStart g=G1 from=RunNext tick=false
        "#]],
    );
}

#[test]
fn the_one_thread_that_polls_is_woken_for_an_earlier_timer() {
    let text = "main: go:a work:60000 sleep:40000\na: sleep:9000000";
    check(
        2,
        text,
        &["MNetpoll", "TimerArm", "TimerFire"],
        expect![[r#"
            24771     M2  P1  G7   TimerArm T0 when=9024771
            24836     M2  P-  G-   MNetpoll on=true
            60270     M0  P0  G1   TimerArm T1 when=100270
            60270     M2  P-  G-   MNetpoll on=false
            60335     M0  P-  G-   MNetpoll on=true
            100270    M0  P-  G-   MNetpoll on=false
            104949    M0  P1  G-   TimerFire timer=T1
        "#]],
    );
}

#[test]
fn sysmon_polls_when_nobody_did_for_10_milliseconds() {
    let text = "main: go:n yield work:1000000*30\nn: net:1000000 print:n";
    check(
        1,
        text,
        &["GoUnblock", "RunqPut", "PreemptRequest"],
        expect![[r#"
            0         M0  P0  G-   RunqPut g=G1 place=Local
            60        M0  P0  G1   RunqPut g=G7 place=Next
            265       M0  P0  G-   RunqPut g=G1 place=Global
            11220000  M1  P-  G-   GoUnblock g=G7
            11220000  M-  P-  G-   RunqPut g=G7 place=Global
            11220000  M1  P0  G-   PreemptRequest
            12000575  M0  P0  G-   RunqPut g=G1 place=Global
        "#]],
    );
}

#[test]
fn who_starts_the_world_looks_first_and_queues_what_was_reported_behind_itself() {
    // Nobody is in the poller: both compute.
    let text = "main: go:a go:n yield work:60000 pause:20000 work:300000\nn: net:70000 work:9000 print:n\na: work:300000";
    check(
        2,
        text,
        &["MNetpoll", "StwBegin", "GoUnblock", "RunqPut", "StwEnd", "RunqStealNext", "RunqSteal", "GoStart"],
        expect![[r#"
            0         M0  P0  G-   RunqPut g=G1 place=Local
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            60        M0  P0  G1   RunqPut g=G7 place=Next
            265       M0  P0  G1   RunqPut g=G8 place=Next
            470       M0  P0  G-   RunqPut g=G1 place=Global
            475       M0  P0  G-   GoStart g=G8 from=RunNext tick=false
            540       M0  P0  G-   GoStart g=G7 from=Local tick=true
            21391     M2  P1  G-   GoStart g=G1 from=Global tick=true
            81456     M2  P1  G1   StwBegin reason=ReadMemStats
            81456     M0  P0  G-   RunqPut g=G7 place=Next
            101456    M2  P1  G-   GoUnblock g=G8
            101456    M2  P1  G-   RunqPut g=G8 place=Local
            101456    M-  P-  G-   StwEnd
            320605    M0  P0  G-   GoStart g=G7 from=RunNext tick=false
            320745    M0  P0  G-   RunqSteal victim=P1 n=1
            320745    M0  P0  G-   GoStart g=G8 from=Stolen tick=true
        "#]],
    );
}

#[test]
fn who_comes_back_from_the_poller_while_the_world_is_stopped_uses_the_global_queue() {
    let text = "main: go:n work:60000 pause:20000 work:300000\nn: net:40000 work:9000 print:n";
    check(
        2,
        text,
        &[
            "MNetpoll",
            "StwBegin",
            "GoUnblock",
            "RunqPut",
            "StwEnd",
            "MPark",
            "RunqStealNext",
            "RunqGrab",
            "GoStart",
        ],
        expect![[r#"
            0         M0  P0  G-   RunqPut g=G1 place=Local
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            60        M0  P0  G1   RunqPut g=G7 place=Next
            24591     M2  P1  G-   RunqStealNext victim=P0
            24591     M2  P1  G-   GoStart g=G7 from=Stolen tick=true
            24776     M2  P-  G-   MNetpoll on=true
            60270     M0  P0  G1   StwBegin reason=ReadMemStats
            80270     M2  P-  G-   MNetpoll on=false
            80270     M2  P-  G-   GoUnblock g=G7
            80270     M-  P-  G-   RunqPut g=G7 place=Global
            80270     M2  P-  G-   MPark
            80270     M-  P-  G-   StwEnd
            86739     M2  P1  G-   RunqGrab n=1
            86739     M2  P1  G-   GoStart g=G7 from=Local tick=true
            96009     M2  P-  G-   MPark
        "#]],
    );
}
