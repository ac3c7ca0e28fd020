//! `LockOSThread`.

use expect_test::expect;

use super::check;

#[test]
fn a_tied_goroutine_begins_a_slice_whenever_it_runs() {
    // Its thread sleeps without a processor meanwhile, and another gives it one.
    let text = "main: go:t yield send:c yield\nt: tie recv:c work:1000";
    check(
        1,
        text,
        &["MLock", "MLockedWait", "ProcRelease", "ProcHandoff", "GoStart"],
        expect![[r#"
            0         M0  P0  G-   ProcHandoff
            0         M0  P0  G-   GoStart g=G1 from=Local tick=true
            270       M0  P0  G-   GoStart g=G7 from=RunNext tick=false
            330       M0  P0  G7   MLock g=G7
            365       M0  P0  G-   ProcRelease
            365       M0  P-  G-   MLockedWait on=true
            365       M2  P0  G-   ProcHandoff
            21696     M2  P0  G-   GoStart g=G1 from=Local tick=true
            21936     M2  P0  G-   ProcRelease
            21936     M0  P-  G-   MLockedWait on=false
            21936     M0  P0  G-   ProcHandoff
            21936     M0  P0  G-   GoStart g=G7 from=RunNext tick=true
            29229     M0  P0  G-   MLock g=G-
            29229     M0  P0  G-   ProcRelease
            29229     M0  P-  G-   MLockedWait on=true
            29229     M2  P0  G-   ProcHandoff
            36664     M2  P0  G-   GoStart g=G1 from=Local tick=true
        "#]],
    );
}
