//! Runs of a lesson's programs, kept so that one run serves many claims.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gopark_lessons::{Lesson, number};
use gopark_session::{Options, Session, Speed, measure};
use gopark_trace::SimTime;

/// Seeds under which everything a lesson says must hold.
pub const SEEDS: [u64; 4] = [1, 2, 3, 4];

/// How often a run is looked at.
const LOOKS: u32 = 5000;

thread_local! {
    static RUNS: RefCell<BTreeMap<String, Rc<Session>>> = const { RefCell::new(BTreeMap::new()) };
}

/// A run of one of the lesson's programs, of which `condition` will be asked. `setup` is a list of a program's name, `NAME=VALUE` for parameters,
/// `procs=N`, `memory=64MB`, `preempt=off`, `until=2s`, `ready`: until the lesson's question can be answered, or
/// `ever`: until the condition holds.
pub fn run(lesson: &'static Lesson, setup: &str, condition: &str, seed: u64) -> Rc<Session> {
    let ever = setup.split(',').any(|part| part.trim() == "ever");
    let key = format!("{} {setup} {seed} {}", lesson.slug, if ever { condition } else { "" });
    if let Some(session) = RUNS.with_borrow(|runs| runs.get(&key).cloned()) {
        return session;
    }
    let session = Rc::new(start(lesson, setup, condition, seed));
    RUNS.with_borrow_mut(|runs| runs.insert(key, Rc::clone(&session)));
    session
}

/// The same at its beginning, to be played on.
pub fn begun(lesson: &'static Lesson, setup: &str, seed: u64) -> Session {
    start(lesson, &format!("{setup},until=0s"), "", seed)
}

fn start(lesson: &'static Lesson, setup: &str, condition: &str, seed: u64) -> Session {
    let setup_of_lesson = &lesson.setup;
    let mut options = Options {
        procs: setup_of_lesson.procs,
        seed,
        memory_limit_bytes: setup_of_lesson.memory_limit_bytes,
        async_preempt: setup_of_lesson.async_preempt,
        gc_percent: 100,
        go_memory_limit_bytes: u64::MAX,
        first_stack_bytes: 2048,
    };
    let mut text = lesson.main_program();
    let mut until_ns = setup_of_lesson.until_ns;
    let mut goal = None;
    let mut params = Vec::new();
    for part in setup.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            None if part == "ready" => goal = Some(lesson.quiz.ready),
            None if part == "ever" => goal = Some(condition),
            None => {
                let found = lesson.programs.iter().find(|program| program.name == part);
                text = found.unwrap_or_else(|| panic!("{}: no program {part}", lesson.slug)).text;
            }
            Some(("procs", n)) => options.procs = n.parse().expect("a number of processors"),
            Some(("memory", n)) => options.memory_limit_bytes = number(n).expect("bytes") as u64,
            Some(("preempt", on)) => options.async_preempt = on != "off",
            Some(("until", at)) => until_ns = number(at).expect("a time") as u64,
            Some((name, value)) => params.push((name, value)),
        }
    }
    let mut session = Session::new(options);
    assert!(session.load(text), "{} {setup}: {:#?}", lesson.slug, session.diagnostics());
    for (name, value) in params {
        let program = session.program().expect("a program");
        let index = program.params.iter().position(|param| param.name == name);
        let index = index.unwrap_or_else(|| panic!("{}: no parameter {name}", lesson.slug));
        let value = number(value).unwrap_or(i64::from(value == "true"));
        session.set_param(index, value);
    }
    session.set_speed(Speed::NsPerSecond(until_ns as f64));
    match goal {
        Some(goal) => play_until(&mut session, goal, until_ns),
        None => {
            session.seek(SimTime(until_ns));
            session.advance(0.0, &mut || true);
        }
    }
    session
}

/// Plays in small steps, as a page looks at a run now and then.
fn play_until(session: &mut Session, condition: &str, until_ns: u64) {
    session.play();
    for _ in 0..LOOKS {
        if holds(session, condition) == Some(true) {
            return;
        }
        session.set_speed(Speed::NsPerSecond(until_ns as f64));
        session.advance(1e3 / f64::from(LOOKS), &mut || true);
    }
}

/// Whether a condition holds at the moment that `session` shows.
pub fn holds(session: &Session, condition: &str) -> Option<bool> {
    gopark_lessons::holds(condition, &mut |name| measure(session, name))
}

/// What the measures named in a condition are, for a failure's message.
pub fn shown(session: &Session, condition: &str) -> String {
    let mut text = String::new();
    gopark_lessons::holds(condition, &mut |name| {
        let value = measure(session, name);
        text += &format!("{name} is {value:?}; ");
        value.or(Some(0))
    });
    text + &format!("at {} ({:?})", session.time(), session.state())
}
