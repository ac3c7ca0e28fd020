//! Two runs on one clock.

use gopark_session::{Options, Twin};
use gopark_trace::SimTime;

use crate::programs::{OPTIONS, lesson, session};

#[test]
fn runs_that_differ_in_the_seed_part_at_an_event() {
    let mut a = session(OPTIONS, lesson("gmp"));
    let mut b = session(Options { seed: 2, ..OPTIONS }, lesson("gmp"));
    a.follow(SimTime(300_000), &mut || true);
    b.follow(a.time(), &mut || true);
    let mut twin = Twin::default();
    let [left, right] = twin.part(&a, &b).expect("chance decides something");
    assert_ne!(left, right);
    let mut same = session(OPTIONS, lesson("gmp"));
    same.follow(a.time(), &mut || true);
    let mut twin = Twin::default();
    assert_eq!(twin.part(&a, &same), None);
    assert_eq!(twin.same() as u64, a.event_count());
}

#[test]
fn who_follows_goes_on_and_back() {
    let mut a = session(OPTIONS, lesson("gmp"));
    for at in [5_000, 100_000, 2_000, 60_000].map(SimTime) {
        a.follow(at, &mut || true);
        assert_eq!(a.time(), at);
    }
}
