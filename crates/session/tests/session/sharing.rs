//! A shared run opens elsewhere at exactly its moment, and no text that somebody made up does harm.

use gopark_session::{Options, Session, Share};
use gopark_trace::SimTime;

const OPTIONS: Options = Options {
    procs: 3,
    seed: 5,
    memory_limit_bytes: 256 << 20,
    async_preempt: true,
    gc_percent: 50,
    go_memory_limit_bytes: 128 << 20,
    first_stack_bytes: 2048,
};

/// Lets a session get to where it was told to go.
fn arrive(session: &mut Session) {
    for _ in 0..10_000 {
        session.advance(0.0, &mut || true);
    }
}

fn opened(text: &str) -> Session {
    let share = Share::parse(text).unwrap();
    assert_eq!(share.to_text(), text);
    let mut session = Session::new(OPTIONS);
    assert!(session.open(&share));
    arrive(&mut session);
    session
}

#[test]
fn every_lesson_opens_at_the_very_moment_with_its_changes() {
    gopark_lessons::install(gopark_lessons::BUNDLE);
    for lesson in gopark_lessons::all() {
        let mut session = Session::new(OPTIONS);
        assert!(session.load(lesson.main_program()), "{}", lesson.slug);
        session.seek(SimTime(300_000));
        arrive(&mut session);
        session.set_procs(2);
        if session.program().is_some_and(|program| !program.params.is_empty()) {
            session.set_param(0, 7);
        }
        session.seek(SimTime(400_000));
        arrive(&mut session);
        for _ in 0..3 {
            session.step();
        }
        let text = session.share().unwrap().to_text();
        let other = opened(&text);
        assert_eq!(
            (other.time(), other.cursor(), other.world()),
            (session.time(), session.cursor(), session.world()),
            "{}",
            lesson.slug
        );
        assert_eq!(other.share().unwrap().to_text(), text, "{}", lesson.slug);
    }
}

#[test]
fn ten_thousand_damaged_texts_are_refused_or_opened_within_bounds() {
    let mut session = Session::new(OPTIONS);
    session.load("package main\n\nvar n = 1 //gopark:param 1..9\n\nfunc main() { println(n) }\n");
    session.set_param(0, 3);
    session.set_procs(2);
    arrive(&mut session);
    let text = session.share().unwrap().to_text();
    let mut random = 1_u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    let mut refused = 0;
    for _ in 0..10_000 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..1 + next(4) {
            let at = next(bytes.len());
            match next(3) {
                0 => bytes[at] = b' ' + next(95) as u8,
                1 => bytes.truncate(at + 1),
                _ => bytes.insert(at, b"0 9\n-"[next(5)]),
            }
        }
        let Ok(damaged) = String::from_utf8(bytes) else { continue };
        match Share::parse(&damaged) {
            Ok(share) => {
                let mut session = Session::new(OPTIONS);
                session.open(&share);
                session.advance(0.0, &mut || false);
            }
            Err(why) => {
                assert!(why.starts_with("this link") || why.starts_with("the program of this link"), "{why}");
                refused += 1;
            }
        }
    }
    assert!(refused > 1000, "{refused}");
}

#[test]
fn the_first_stack_is_in_the_link_unless_it_is_that_of_go() {
    let program = "package main\n\nfunc main() { go func() { select {} }(); select {} }\n";
    let mut session = Session::new(Options { first_stack_bytes: 8192, ..OPTIONS });
    session.load(program);
    session.seek(SimTime(100_000));
    arrive(&mut session);
    let text = session.share().unwrap().to_text();
    assert!(text.contains("\nstack 8192\n"), "{text}");
    let other = opened(&text);
    let stacks: Vec<u32> = other.world().unwrap().gs.iter().map(|(_, g)| g.stack_bytes).collect();
    assert_eq!(stacks, [8192, 8192]);
    // Links without it are those of before.
    let old = Share::parse(&text.replace("stack 8192\n", "")).unwrap();
    assert_eq!(old.options.first_stack_bytes, 2048);
    for wrong in ["1024", "3000", "131072", "0", "x"] {
        assert!(Share::parse(&text.replace("stack 8192", &format!("stack {wrong}"))).is_err(), "{wrong}");
    }
}
