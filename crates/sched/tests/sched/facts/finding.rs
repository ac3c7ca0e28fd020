//! `findRunnable`, in its order.

use expect_test::expect;

use super::{check, told};
use crate::script::run;

#[test]
fn due_timers_come_before_everything_queued() {
    let text =
        "main: go:s yield go:a go:b work:30000 yield recv:k\ns: sleep:20000 print:s\na: print:a\nb: print:b";
    check(
        1,
        text,
        &["TimerFire", "RunqPut", "RunqKick", "GoStart"],
        expect![[r#"
            0         M0  P0  G-   RunqPut g=G1 place=Local
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            60        M0  P0  G1   RunqPut g=G7 place=Next
            265       M0  P0  G-   RunqPut g=G1 place=Global
            270       M0  P0  G-   GoStart g=G7 from=RunNext tick=false
            395       M0  P0  G-   GoStart g=G1 from=Local tick=true
            575       M0  P0  G1   RunqPut g=G8 place=Next
            780       M0  P0  G1   RunqKick overflow=false
            780       M0  P0  G1   RunqPut g=G9 place=Next
            30990     M0  P0  G-   RunqPut g=G1 place=Global
            30995     M0  P0  G-   TimerFire timer=T0
            30995     M0  P0  G-   RunqKick overflow=false
            30995     M0  P0  G-   RunqPut g=G7 place=Next
            31080     M0  P0  G-   GoStart g=G7 from=RunNext tick=false
            31225     M0  P0  G-   GoStart g=G8 from=Local tick=true
            31370     M0  P0  G-   GoStart g=G9 from=Local tick=true
            31515     M0  P0  G-   GoStart g=G1 from=Local tick=true
        "#]],
    );
}

#[test]
fn runnext_goes_on_with_the_time_slice_and_others_begin_one() {
    check(
        1,
        "main: go:a go:b recv:k\na: yield\nb:",
        &["GoStart"],
        expect![[r#"
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            500       M0  P0  G-   GoStart g=G8 from=RunNext tick=false
            640       M0  P0  G-   GoStart g=G7 from=Local tick=true
            705       M0  P0  G-   GoStart g=G7 from=Local tick=true
        "#]],
    );
}

#[test]
fn the_global_queue_comes_first_on_every_61st_tick() {
    // x waits in the global queue behind main, and the local one is long.
    let text = "main: go:x go:a recv:k\nx: yield print:x\na: go:b*130 print:a\nb:";
    let outcome = run(1, 1, text);
    let starts = told(&outcome, &["GoStart"]);
    let ticks = starts.lines().filter(|line| line.ends_with("tick=true"));
    let global = ticks.enumerate().find(|(_, line)| line.contains("from=Global"));
    // Ticks are counted from the start of main, which is the first; the one that looks is 61, before it counts.
    assert_eq!(global.map(|(i, _)| i), Some(61), "{starts}");
}

#[test]
fn a_batch_from_the_global_queue_is_at_most_128_and_on_two_processors_half() {
    check(
        1,
        "main: go:a*515 recv:k\na:",
        &["RunqGrab"],
        expect![[r#"
            142205    M0  P0  G-   RunqGrab n=128
            160525    M0  P0  G-   RunqGrab n=124
        "#]],
    );
    check(
        2,
        "main: procs:1 go:a*20 procs:2 tie recv:k\na: yield",
        &["RunqGrab"],
        expect![[r#"
            56466     M2  P1  G-   RunqGrab n=6
            57426     M2  P1  G-   RunqGrab n=3
            57966     M2  P1  G-   RunqGrab n=1
            58871     M2  P1  G-   RunqGrab n=3
            59411     M2  P1  G-   RunqGrab n=4
            59445     M3  P0  G-   RunqGrab n=2
            59845     M3  P0  G-   RunqGrab n=1
        "#]],
    );
}

#[test]
fn local_work_comes_before_the_network_and_the_network_before_stealing() {
    // P1 runs n and a. When a ends, b is next there, what n waited for is reported, and main has c in its queue.
    let text = "main: go:n work:30000 go:c work:300000\nn: go:a net:50000\na: work:60000 go:b\nb: work:1000\nc: work:1000";
    check(
        2,
        text,
        &["GoCreate", "GoBlock", "GoUnblock", "RunqStealNext", "GoStart", "MNetpoll"],
        expect![[r#"
            0         M0  P0  G-   GoCreate g=G1 entry=@0
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            60        M0  P0  G1   GoCreate g=G7 entry=@1000
            24591     M2  P1  G-   RunqStealNext victim=P0
            24591     M2  P1  G-   GoStart g=G7 from=Stolen tick=true
            24771     M2  P1  G7   GoCreate g=G17 entry=@2000
            24976     M2  P1  G7   GoBlock "IO wait" O-
            24981     M2  P1  G-   GoStart g=G17 from=RunNext tick=false
            30270     M0  P0  G1   GoCreate g=G8 entry=@4000
            85046     M2  P1  G17  GoCreate g=G18 entry=@3000
            85331     M2  P1  G-   GoStart g=G18 from=RunNext tick=false
            86476     M2  P1  G-   GoUnblock g=G7
            86476     M2  P1  G-   GoStart g=G7 from=Local tick=true
            89816     M2  P1  G-   RunqStealNext victim=P0
            89816     M2  P1  G-   GoStart g=G8 from=Stolen tick=true
        "#]],
    );
}

#[test]
fn half_of_the_busy_processors_may_have_spinning_threads() {
    let text = "main: add:w:24 go:a*24 wait:w\na: work:7000 sys:15000 yield sleep:9000 work:3000 sleep:30000 work:3000 done:w";
    let mut chosen = 0;
    for seed in 0..20 {
        let outcome = run(8, seed, text);
        let (mut spinning, mut idle) = (0, 0);
        let mut woken = "";
        for line in &outcome.lines {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[5] {
                "ProcStop" => idle += 1,
                "ProcStart" => (idle, woken) = (idle - 1, words[1]),
                "MSpin" if words[6] == "on=true" => {
                    // Who was woken to spin does so anyway, and who gave up its P and found work after all.
                    if woken != words[1] {
                        assert!(2 * spinning < 8 - idle, "seed {seed}: {line}");
                        chosen += 1;
                    }
                    spinning += 1;
                }
                "MSpin" => spinning -= 1,
                _ => woken = "",
            }
        }
    }
    assert!(chosen > 100, "{chosen}");
}
