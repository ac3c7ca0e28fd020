//! The same program, seed and changes give the same events, here and in a browser: the tests are run on both.

#[path = "determinism/programs.rs"]
mod programs;

use gopark_session::{Options, Session, engine};
use gopark_trace::SimTime;

/// What both must come to. It changes whenever the events of these runs do; run the tests with `UPDATE_EXPECT=1` then.
#[cfg(target_arch = "wasm32")]
const EXPECTED: &str = include_str!("determinism.txt");
#[cfg(target_arch = "wasm32")]
const EXPECTED_OF_PROGRAMS: &str = include_str!("determinism/programs.txt");

/// Seeds that every program is run with.
const SEEDS: u64 = 10;
/// How much virtual time of each run counts.
const UNTIL: SimTime = SimTime(500_000);

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// The lesson about semaphores, with its limit and GOMAXPROCS changed on the way.
fn hash() -> String {
    let options = Options {
        procs: 4,
        seed: 7,
        memory_limit_bytes: 256 << 20,
        async_preempt: true,
        gc_percent: 100,
        go_memory_limit_bytes: u64::MAX,
        first_stack_bytes: 2048,
    };
    gopark_session::packages::install_all();
    engine::install();
    let mut session = Session::new(options);
    let lesson = gopark_lessons::install(gopark_lessons::BUNDLE).iter().find(|it| it.slug == "semaphore");
    assert!(session.load(lesson.expect("a lesson").main_program()), "{:?}", session.diagnostics());
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

/// One line for each program: its name, how many events its runs have, and a fingerprint of them all.
fn hashes_of_programs() -> String {
    let mut lines = String::new();
    for (name, text) in programs::PROGRAMS {
        let options = Options {
            procs: 4,
            seed: 0,
            memory_limit_bytes: 256 << 20,
            async_preempt: true,
            gc_percent: 100,
            go_memory_limit_bytes: u64::MAX,
            first_stack_bytes: 2048,
        };
        gopark_session::packages::install_all();
        engine::install();
        let mut session = Session::new(options);
        assert!(session.load(text), "{name}: {:?}", session.diagnostics());
        let (mut events, mut hash) = (0, 0_u64);
        for seed in 0..SEEDS {
            session.restart(Some(seed));
            session.play();
            session.seek(UNTIL);
            session.advance(0.0, &mut || true);
            events += session.event_count();
            // FNV-1a over whole words.
            hash = (hash ^ session.events_hash()).wrapping_mul(0x0000_0100_0000_01b3);
        }
        lines.push_str(&format!("{name:<24}{events:>8}  {hash:016x}\n"));
    }
    lines
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_test::wasm_bindgen_test]
fn a_browser_makes_the_same_events_of_a_hundred_programs() {
    assert_eq!(hashes_of_programs(), EXPECTED_OF_PROGRAMS);
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn this_machine_makes_the_same_events_of_a_hundred_programs() {
    expect_test::expect_file!["determinism/programs.txt"].assert_eq(&hashes_of_programs());
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
