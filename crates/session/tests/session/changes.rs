//! Changing things while a program runs, and in its past.

use gopark_session::Speed;
use gopark_trace::{Kind, ObjKind, SimTime};

use crate::programs::{OPTIONS, finish, lesson, session, ticking};

/// The capacity of the semaphore at the moment shown, and how many are inside.
fn semaphore(session: &gopark_session::Session) -> (u32, u32) {
    let world = session.world().unwrap();
    let (_, chan) = world.objs.iter().find(|(_, obj)| obj.kind == ObjKind::Chan).expect("the semaphore");
    (chan.cap, chan.len)
}

#[test]
fn a_wider_semaphore_admits_those_who_wait_at_once() {
    let mut session = session(OPTIONS, lesson("semaphore"));
    session.seek(SimTime(30_000_000));
    while session.time() < SimTime(30_000_000) {
        session.advance(16.0, &mut || true);
    }
    assert_eq!(semaphore(&session), (10, 10));
    session.set_param(0, 40);
    assert_eq!(semaphore(&session), (40, 11), "main, which waited to send, is inside at that very moment");
    session.set_speed(Speed::NsPerSecond(1e9));
    session.play();
    session.advance(5.0, &mut || true);
    assert_eq!(session.param(0), 40);
    let (cap, len) = semaphore(&session);
    assert!(cap == 40 && len > 20, "{len} of {cap}");
}

#[test]
fn a_narrower_semaphore_lets_those_inside_finish_first() {
    let mut session = session(OPTIONS, lesson("semaphore"));
    session.set_param(0, 50);
    session.set_speed(Speed::NsPerSecond(1e9));
    session.play();
    session.advance(30.0, &mut || true);
    let (cap, mut last) = semaphore(&session);
    assert!(cap == 50 && last > 20, "{last} of {cap}");
    session.set_param(0, 5);
    while last > 5 {
        session.advance(0.05, &mut || true);
        let (cap, len) = semaphore(&session);
        if cap == 5 {
            assert!(len <= last, "nobody new comes in");
            last = len;
        }
    }
    session.advance(20.0, &mut || true);
    assert!(semaphore(&session).1 <= 5);
    finish(&mut session);
    assert!(session.stdout().starts_with("processed 10000 items\n"));
}

#[test]
fn a_change_in_the_past_drops_the_future_and_replays_the_same() {
    let mut session = session(OPTIONS, lesson("semaphore"));
    finish(&mut session);
    let untouched = session.events_hash();
    let events = session.event_count();
    session.seek(SimTime(5_000_000));
    let cursor = session.cursor();
    session.set_param(0, 20);
    assert!(session.event_count() < events);
    assert!(session.cursor() > cursor, "the change itself is shown at once");
    assert_eq!((session.time(), session.param(0)), (SimTime(5_000_001), 20));
    finish(&mut session);
    let changed = session.events_hash();
    assert_ne!(changed, untouched);
    // Back and forth over the change shows the same again.
    session.seek(SimTime(1_000_000));
    assert_eq!(session.param(0), 10);
    session.seek(SimTime(6_000_000));
    assert_eq!(session.param(0), 20);
    finish(&mut session);
    assert_eq!(session.events_hash(), changed);
    // And the same change at the same moment of a fresh run gives the same run.
    session.restart(None);
    session.set_param(0, 10);
    session.restart(None);
    session.seek(SimTime(5_000_000));
    while session.time() < SimTime(5_000_000) {
        session.advance(16.0, &mut || true);
    }
    session.set_param(0, 20);
    finish(&mut session);
    assert_eq!(session.events_hash(), changed);
}

#[test]
fn gomaxprocs_changes_while_it_runs() {
    let mut session = session(OPTIONS, lesson("unbounded"));
    session.set_speed(Speed::NsPerSecond(1e9));
    session.play();
    session.advance(10.0, &mut || true);
    assert_eq!(session.procs(), 4);
    session.set_procs(2);
    assert_eq!(
        session.procs(),
        2,
        "{:?} at {}, known until {}",
        session.state(),
        session.time(),
        session.recorded_until()
    );
    // The world is still stopped for the first change; the viewer sees what was set last all the same.
    session.set_procs(3);
    session.set_procs(1);
    assert_eq!(session.procs(), 1);
    session.set_procs(2);
    assert_eq!(session.procs(), 2);
    finish(&mut session);
    assert_eq!(session.procs(), 2);
    let told = |kind: &Kind| matches!(kind, Kind::ProcsChange { n: 2 });
    assert!(session.last_events(usize::MAX).iter().any(|event| told(&event.kind)));
}

#[test]
fn what_is_asked_for_shows_before_the_run_has_come_back_to_it() {
    let mut session = session(OPTIONS, lesson("semaphore"));
    finish(&mut session);
    session.seek(SimTime(400_000_000));
    session.work_in_frames(ticking());
    session.set_procs(7);
    session.set_procs(6);
    session.set_gc_percent(50);
    session.set_param(0, 33);
    assert!(session.is_busy() && session.is_changing(), "the moment is too far back to be reached at once");
    let runtime = session.runtime();
    assert_eq!((runtime.procs, runtime.gc_percent, session.param(0)), (6, 50, 33));
    while session.is_busy() {
        session.advance(0.0, &mut || true);
    }
    assert!(!session.is_changing());
    let runtime = session.runtime();
    assert_eq!((runtime.procs, runtime.gc_percent, session.param(0)), (6, 50, 33));
}

#[test]
fn gomaxprocs_is_what_was_asked_for_last_at_every_moment() {
    for (name, start_ms) in [("semaphore", 0.3), ("semaphore", 7.1), ("gmp", 0.05), ("unbounded", 2.0)] {
        let mut session = session(OPTIONS, lesson(name));
        session.work_in_frames(ticking());
        session.set_speed(Speed::NsPerSecond(500_000.0));
        session.play();
        while session.time() < SimTime((start_ms * 1e6) as u64) {
            session.advance(16.0, &mut || true);
        }
        for (i, n) in [5, 4, 3, 2, 1, 2, 3, 4, 3, 8, 1, 64, 1, 4].into_iter().enumerate() {
            session.set_procs(n);
            for frame in 0..i % 5 {
                assert_eq!(
                    session.procs(),
                    n,
                    "{name}, {frame} frames after change {i}, at {}",
                    session.time()
                );
                let mut looks = 0;
                session.advance(3.0, &mut || {
                    looks += 1;
                    looks < 3
                });
            }
            assert_eq!(session.procs(), n, "{name}, after change {i}, at {}", session.time());
        }
    }
}

const LOCKS: &str = "package main

import \"sync\"

func main() {
	var mu sync.Mutex
	for range 200_000 {
		mu.Lock()
		mu.Unlock()
	}
}
";

#[test]
fn a_change_comes_to_a_turn_that_is_under_way_in_steps() {
    let changed = |nth: u64, in_frames: bool| {
        let mut session = session(OPTIONS, LOCKS);
        finish(&mut session);
        session.seek(SimTime(session.recorded_until().0 / 16 * nth));
        if in_frames {
            session.work_in_frames(ticking());
        }
        session.set_procs(2);
        let mut looks = 0;
        while session.is_busy() {
            session.advance(0.0, &mut || {
                looks += 1;
                true
            });
        }
        finish(&mut session);
        (looks, session.last_events(usize::MAX))
    };
    let mut all = 0;
    for nth in 1..16 {
        let ((at_once, events), (looks, same)) = (changed(nth, false), changed(nth, true));
        assert_eq!((at_once, events), (0, same));
        all += looks;
    }
    // The rest of the turns is half of that.
    assert!(all > 150, "{all} looks at the clock");
}
