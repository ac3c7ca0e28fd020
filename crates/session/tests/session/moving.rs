//! Forward and backward over a run.

use gopark_session::{Options, Session, Speed, State};
use gopark_trace::{Ending, SimTime};

use crate::programs::{OPTIONS, finish, session, ticking};

const PIPELINE: &str = r#"package main

import "fmt"

func main() {
	squares := make(chan int, 2)
	done := make(chan bool)
	go func() {
		for i := range 5000 {
			squares <- i * i
		}
		close(squares)
	}()
	go func() {
		sum := 0
		for s := range squares {
			sum += s
		}
		fmt.Println("sum", sum)
		done <- true
	}()
	<-done
}
"#;

fn pipeline() -> Session {
    session(OPTIONS, PIPELINE)
}

#[test]
fn at_its_beginning_a_run_has_processors_and_main_on_one_of_them() {
    for in_frames in [false, true] {
        let mut session = pipeline();
        if in_frames {
            session.work_in_frames(ticking());
        }
        session.seek(SimTime::ZERO);
        while session.is_busy() {
            session.advance(0.0, &mut || false);
        }
        let world = session.world().expect("a program is on the stage");
        assert_eq!((session.time(), world.now), (SimTime::ZERO, SimTime::ZERO));
        assert_eq!((world.procs(), world.counts.running), (OPTIONS.procs as usize, 1));
        // Whatever is changed there counts as from the beginning.
        session.set_procs(1);
        finish(&mut session);
        assert_eq!(session.world().map(gopark_trace::World::procs), Some(1));
    }
}

#[test]
fn stepping_back_shows_what_stepping_forward_showed() {
    let mut session = pipeline();
    let mut worlds = Vec::new();
    for _ in 0..400 {
        worlds.push((session.cursor(), session.time(), session.world().unwrap().clone()));
        session.step();
    }
    for (cursor, time, world) in worlds.into_iter().rev() {
        session.step_back();
        assert_eq!((session.cursor(), session.time()), (cursor, time));
        assert_eq!(session.world().unwrap(), &world);
    }
    assert_eq!((session.cursor(), session.time()), (0, SimTime::ZERO));
}

#[test]
fn going_to_a_moment_shows_that_moment() {
    let mut session = pipeline();
    finish(&mut session);
    let end = session.time();
    for part in [3, 1, 2] {
        let moment = SimTime(end.0 * part / 4);
        session.seek(moment);
        assert_eq!(session.time(), moment);
        assert!(session.world().unwrap().now <= moment);
        assert_eq!(session.state(), &State::Paused);
    }
    session.seek(end);
    assert_eq!(session.state(), &State::Ended(Ending::Exit { code: 0 }));
}

#[test]
fn a_moment_that_is_not_known_yet_is_reached_in_frames() {
    let mut session = pipeline();
    let moment = SimTime(200_000);
    session.seek(moment);
    for _ in 0..100_000 {
        session.advance(16.0, &mut || false);
        if session.time() >= moment {
            break;
        }
    }
    assert_eq!(session.time(), moment);
}

#[test]
fn an_event_among_thousands_of_one_moment_is_reached_in_frames() {
    const WOKEN: &str = "package main\n\nimport \"time\"\n\nfunc main() {\n\tc := make(chan int)\n\tfor range 30_000 {\n\t\tgo func() { <-c }()\n\t}\n\ttime.Sleep(time.Second)\n\tclose(c)\n}\n";
    let mut session = session(OPTIONS, WOKEN);
    finish(&mut session);
    let events = session.last_events(usize::MAX);
    let moment = events.chunk_by(|a, b| a.at == b.at).max_by_key(|moment| moment.len()).unwrap();
    assert!(moment.len() >= 30_000);
    let first = events.partition_point(|event| event.at < moment[0].at);
    session.work_in_frames(ticking());
    for n in [first + moment.len() / 2, 7, first + moment.len() - 1, first + 100] {
        session.seek_event(n as u64);
        let mut frames = 0;
        while session.is_busy() {
            session.advance(16.0, &mut || false);
            frames += 1;
            assert!(frames < 10_000, "event {n} is never reached");
        }
        assert_eq!((session.cursor(), session.time()), (n as u64, events[n - 1].at));
        assert_eq!(session.world().unwrap().events, n as u64);
    }
}

#[test]
fn output_belongs_to_the_moment() {
    let mut session = pipeline();
    finish(&mut session);
    assert_eq!(session.stdout(), "sum 41654167500\n");
    session.seek(SimTime(1_000));
    assert_eq!(session.stdout(), "");
}

#[test]
fn playing_takes_as_long_as_the_speed_says() {
    let mut session = pipeline();
    session.set_speed(Speed::NsPerSecond(1_000_000.0));
    session.play();
    for _ in 0..5 {
        session.advance(1.0, &mut || true);
    }
    assert_eq!(session.time(), SimTime(5_000));
    session.pause();
    session.advance(1_000.0, &mut || true);
    assert_eq!(session.time(), SimTime(5_000));
}

#[test]
fn next_decision_is_a_goroutine_that_starts() {
    let mut session = pipeline();
    for _ in 0..20 {
        session.next_decision();
        let last = session.last_events(1)[0];
        assert!(matches!(last.kind, gopark_trace::Kind::GoStart { .. }), "{last:?}");
    }
}

#[test]
fn another_seed_is_another_schedule_and_the_same_seed_the_same() {
    let hash = |seed| {
        let mut session = session(Options { seed, ..OPTIONS }, PIPELINE);
        finish(&mut session);
        session.events_hash()
    };
    assert_eq!(hash(1), hash(1));
    assert_ne!(hash(1), hash(2));
    let mut session = pipeline();
    finish(&mut session);
    session.restart(Some(2));
    assert_eq!((session.cursor(), session.state()), (0, &State::Paused));
    finish(&mut session);
    assert_eq!(session.events_hash(), hash(2));
}

/// Further than a jump folds at once, and between two events: what a person asked for is the moment, not the event before it.
#[test]
fn a_far_moment_is_reached_to_the_nanosecond() {
    let text = PIPELINE.replace("5000", "300000").replace("sum += s", "sum += s; for range 50 {}");
    let mut session = session(OPTIONS, &text);
    session.work_in_frames(ticking());
    session.run_to_end(&mut || true);
    let (events, last) = (session.event_count(), session.time().0);
    assert!(events > 1_000_000, "{events} events");
    for to in (0..last).step_by(last as usize / 23).skip(1) {
        session.seek(SimTime(to));
        // A frame is over at once.
        let frames = (0..1_000_000).find(|_| {
            session.advance(0.0, &mut || false);
            !session.is_busy()
        });
        assert!(frames.is_some(), "{to}: still on its way");
        assert_eq!(session.time(), SimTime(to));
    }
}
