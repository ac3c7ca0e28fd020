//! What is kept of the past: output in the order it was written, who did what, a future that was dropped.

use gopark_session::{Goal, Session};
use gopark_trace::{Doing, Fd, SimTime};

use crate::programs::{OPTIONS, finish, lesson, session};

const TWO_STREAMS: &str = "package main

import (
\t\"fmt\"
\t\"os\"
)

func main() {
\tfmt.Println(\"one\")
\tfmt.Fprintln(os.Stderr, \"two\")
\tfmt.Println(\"three\")
\tfmt.Println(\"four\")
}
";

fn run(program: &str) -> Session {
    let mut session = session(OPTIONS, program);
    finish(&mut session);
    session
}

#[test]
fn output_keeps_its_order() {
    let mut session = run(TWO_STREAMS);
    let piece = |fd, text: &str| (fd, text.to_owned());
    let all = [piece(Fd::Stdout, "one\n"), piece(Fd::Stderr, "two\n"), piece(Fd::Stdout, "three\nfour\n")];
    assert_eq!(session.newest_output(100), all);
    assert_eq!(session.newest_output(7), [piece(Fd::Stdout, "e\nfour\n")]);
    session.seek(SimTime::ZERO);
    assert_eq!(session.newest_output(100), []);
    while session.newest_output(100).len() < 3 {
        session.step();
    }
    assert_eq!(session.newest_output(100)[2], piece(Fd::Stdout, "three\n"));
}

#[test]
fn the_history_tells_what_the_world_shows() {
    let mut session = run(lesson("semaphore"));
    let end = session.time();
    for part in 1..40 {
        session.seek(SimTime(end.0 / 40 * part));
        let (world, history) = (session.world().unwrap(), session.history().unwrap());
        for (p, it) in world.ps.iter().enumerate() {
            let shown = history.procs[p].at(world.now);
            let runs = shown.doing() == Doing::Running;
            assert_eq!(
                runs.then_some(shown.who()).flatten(),
                it.curg.some().map(|g| g.0),
                "P{p} at {}",
                world.now
            );
        }
    }
    let early = SimTime(end.0 / 60);
    let mut session = self::session(OPTIONS, lesson("semaphore"));
    session.seek(early);
    while session.time() < early {
        session.advance(16.0, &mut || true);
    }
    let history = session.history().unwrap();
    let ran: u64 = history.procs.iter().map(|lane| lane.ran_ns(early)).sum();
    let of_gs: u64 = history.gs.iter().map(|(_, lane)| lane.ran_ns(early)).sum();
    assert_eq!(ran, of_gs, "whatever a processor runs, a goroutine runs");
}

#[test]
fn steps_go_to_goals_and_back() {
    let mut session = session(OPTIONS, lesson("semaphore"));
    let mut stops = Vec::new();
    for _ in 0..5 {
        session.step_to(Goal::Block);
        stops.push(session.cursor());
    }
    for &stop in stops.iter().rev().skip(1) {
        session.step_back_to(Goal::Block);
        assert_eq!(session.cursor(), stop);
    }
    session.step_back_to(Goal::Block);
    assert_eq!(session.cursor(), 0);
}

#[test]
fn a_dropped_future_is_kept_for_comparison() {
    let mut session = run(lesson("semaphore"));
    assert!(session.former().is_none());
    let half = SimTime(session.time().0 / 2);
    session.seek(half);
    session.set_param(0, 2);
    let former = session.former().unwrap();
    assert!(former.at <= half);
    assert!(former.history.samples.list().last().unwrap().at > half);
    let again = session.history().unwrap();
    assert!(again.samples.list().last().unwrap().at <= half + 1);
    session.run_to_end(&mut || true);
    let direct = session.history().unwrap().events();
    assert_eq!(direct, session.event_count());
}
