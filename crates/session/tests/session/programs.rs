//! The programs the page opens with, and what every run of them must show.

use std::cell::Cell;

use gopark_session::{Options, Session, State};
use gopark_trace::{Ending, Kind, ObjKind, World};

pub const OPTIONS: Options = Options::USUAL;

pub fn lesson(slug: &str) -> &'static str {
    gopark_lessons::install(gopark_lessons::BUNDLE);
    gopark_lessons::find(slug).expect("a lesson of that name").main_program()
}

/// A session with `text` on the stage.
pub fn session(options: Options, text: &str) -> Session {
    let mut session = Session::new(options);
    assert!(session.load(text), "{:#?}", session.diagnostics());
    session
}

pub fn finish(session: &mut Session) {
    assert!(session.run_to_end(&mut || true), "the run ends");
}

/// Most goroutines that were inside the semaphore at once, from the events alone.
fn most_inside(session: &Session) -> u32 {
    let events = session.last_events(usize::MAX);
    let mut most = 0;
    let mut world = World::new();
    for event in events {
        world.apply(&event).unwrap();
        if let Kind::ChanLen { obj, len } = event.kind
            && world.objs.get(obj).is_some_and(|obj| obj.kind == ObjKind::Chan)
        {
            most = most.max(len);
        }
    }
    most
}

#[test]
fn the_semaphore_is_never_exceeded() {
    for seed in [1, 2, 3] {
        let mut session = session(Options { seed, ..OPTIONS }, lesson("semaphore"));
        finish(&mut session);
        assert_eq!(session.state(), &State::Ended(Ending::Exit { code: 0 }));
        assert_eq!(session.stdout(), "processed 10000 items\nmost in flight at once: 10\n");
        assert_eq!(most_inside(&session), 10);
    }
}

#[test]
fn without_a_bound_ten_thousand_are_alive_at_once() {
    let mut session = session(OPTIONS, lesson("unbounded"));
    finish(&mut session);
    assert_eq!(session.state(), &State::Ended(Ending::Exit { code: 0 }));
    assert_eq!(session.world().unwrap().counts.peak, 10_001);
    assert_eq!(session.stdout(), "processed 10000 items\nmore than 1000 in flight at once: true\n");
}

/// A clock by which a command looks a few times before it leaves the rest to frames.
pub fn ticking() -> impl Fn() -> f64 {
    let ms = Cell::new(0.0);
    move || ms.replace(ms.get() + 1.0)
}
