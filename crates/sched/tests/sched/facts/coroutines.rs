//! Coroutines (`coro.go`).

use expect_test::expect;

use super::check;
use crate::script::run;

#[test]
fn who_switches_gives_its_processor_and_its_slice_away() {
    // Whoever is queued has to wait.
    let text = "main: go:x coro:a switch:a print:m switch:a print:m\na: print:a switch:a print:b\nx: print:x";
    check(
        1,
        text,
        &["GoCreateBlocked", "GoUnblock", "GoBlock", "GoStart", "GoDestroy"],
        expect![[r#"
        0         M0  P0  G-   GoStart g=G1 from=Local tick=true
        265       M0  P0  G1   GoCreateBlocked g=G8 reason=Coroutine
        470       M0  P0  G1   GoUnblock g=G8
        470       M0  P0  G1   GoBlock "coroutine" O-
        470       M0  P0  G-   GoStart g=G8 from=Direct tick=false
        540       M0  P0  G8   GoUnblock g=G1
        540       M0  P0  G8   GoBlock "coroutine" O-
        540       M0  P0  G-   GoStart g=G1 from=Direct tick=false
        610       M0  P0  G1   GoUnblock g=G8
        610       M0  P0  G1   GoBlock "coroutine" O-
        610       M0  P0  G-   GoStart g=G8 from=Direct tick=false
        680       M0  P0  G8   GoUnblock g=G1
        680       M0  P0  G8   GoDestroy
        680       M0  P0  G-   GoStart g=G1 from=Direct tick=false
    "#]],
    );
    assert_eq!(run(1, 1, text).printed, "a m b m");
}

#[test]
fn a_tied_thread_goes_along() {
    let text = "main: tie coro:a switch:a untie\na: switch:a";
    check(
        1,
        text,
        &["MLock", "GoStart"],
        expect![[r#"
        0         M0  P0  G-   GoStart g=G1 from=Local tick=true
        60        M0  P0  G1   MLock g=G1
        270       M0  P0  G1   MLock g=G7
        270       M0  P0  G-   GoStart g=G7 from=Direct tick=false
        335       M0  P0  G7   MLock g=G1
        335       M0  P0  G-   GoStart g=G1 from=Direct tick=false
        400       M0  P0  G1   MLock g=G-
    "#]],
    );
}

#[test]
fn a_coroutine_goes_on_wherever_it_is_switched_to() {
    // Another one on another processor than that of who made it.
    let text = "main: coro:a go:t work:100000 recv:c\nt: switch:a send:c\na: work:30000 switch:a";
    for seed in 1..20 {
        run(2, seed, text);
    }
}
