//! The same program, seed and changes give the same events, here and in a browser: one test, run on both.

use gopark_session::{Options, Session};
use gopark_trace::SimTime;

/// What both must come to. It changes whenever the events of this run do; run the test with `UPDATE_EXPECT=1` then.
#[cfg(target_arch = "wasm32")]
const EXPECTED: &str = include_str!("determinism.txt");

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// The first lesson, with its limit and GOMAXPROCS changed on the way.
fn hash() -> String {
    let options = Options { procs: 4, seed: 7, memory_limit_bytes: 256 << 20, async_preempt: true };
    let mut session = Session::new(options);
    assert!(session.load(gopark_lessons::LESSONS[0].program), "{:?}", session.diagnostics());
    session.play();
    let to = |session: &mut Session, ms: u64| {
        session.seek(SimTime(ms * 1_000_000));
        session.advance(0.0, &mut || true);
    };
    to(&mut session, 20);
    session.set_param(0, 25);
    to(&mut session, 40);
    session.set_procs(2);
    to(&mut session, 60);
    format!("{} events, hash {:016x}\n", session.event_count(), session.events_hash())
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_test::wasm_bindgen_test]
fn a_browser_makes_the_same_events() {
    assert_eq!(hash(), EXPECTED);
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn this_machine_makes_the_same_events() {
    expect_test::expect_file!["determinism.txt"].assert_eq(&hash());
}
