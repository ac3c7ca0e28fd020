//! The checklist, judged on programs that are known to be broken or mended: those of the lessons.

use gopark_session::checklist::{ITEMS, Judgement, Place, Verdict};
use gopark_session::{Options, Session, Speed, measure};
use gopark_trace::{GId, SimTime};

/// A lesson's program at a moment, with switches.
fn session(program: &str, params: &[(&str, i64)], seed: u64, until_ns: u64) -> Session {
    let lessons = gopark_lessons::install(gopark_lessons::BUNDLE);
    let (slug, name) = program.split_once('/').unwrap_or((program, "main"));
    let lesson = lessons.iter().find(|it| it.slug == slug).expect("the lesson");
    let text = lesson.programs.iter().find(|it| it.name == name).expect("the program").text;
    let mut session = Session::new(Options {
        procs: lesson.setup.procs,
        seed,
        memory_limit_bytes: lesson.setup.memory_limit_bytes,
        async_preempt: true,
        gc_percent: 100,
        go_memory_limit_bytes: u64::MAX,
        first_stack_bytes: 2048,
    });
    assert!(session.load(text), "{program}");
    for (name, value) in params {
        let index = session.program().unwrap().params.iter().position(|param| param.name == *name);
        session.set_param(index.expect("the parameter"), *value);
    }
    session.set_speed(Speed::Unbounded);
    session.seek(SimTime(until_ns));
    session.advance(0.0, &mut || true);
    session
}

/// A sign for each item: kept, broken, unknown.
fn signs(judged: &[Judgement]) -> String {
    let sign = |it: &Judgement| match it.verdict {
        Verdict::Kept => '+',
        Verdict::Broken => '-',
        Verdict::Unknown => '?',
    };
    judged.iter().map(sign).collect()
}

type Case = (&'static str, &'static [(&'static str, i64)], u64, &'static str);

const SECOND: u64 = 1_000_000_000;

/// Exits, contexts, bounds, counting, profiles, background tasks.
const CASES: [Case; 29] = [
    ("checklist", &[], 4 * SECOND, "------"),
    ("checklist/mended", &[], 4 * SECOND, "++++++"),
    ("gmp", &[], SECOND, "+?+-?+"),
    ("http-leak", &[], 1500 * SECOND, "?--+--"),
    ("http-leak", &[("fixed", 1)], 1500 * SECOND, "?+?+-+"),
    ("detect", &[], SECOND, "-?+++-"),
    ("detect", &[("fixed", 1)], SECOND, "+?++++"),
    ("lifecycle", &[], SECOND, "--+??+"),
    ("lifecycle", &[("hasStart", 1), ("hasExit", 1)], SECOND, "-?+??+"),
    ("lifecycle", &[("hasStart", 1), ("hasCancel", 1)], SECOND, "-?+??+"),
    ("lifecycle", &[("hasStart", 1), ("hasExit", 1), ("hasCancel", 1)], SECOND, "+?+??+"),
    ("context", &[], 4 * SECOND, "--+??+"),
    ("context", &[("deaf", 0)], 4 * SECOND, "+++??+"),
    ("range-leak", &[], SECOND, "-?++?-"),
    ("range-leak", &[("closes", 1)], SECOND, "+?++?+"),
    ("unbounded", &[], SECOND, "+?--?+"),
    ("semaphore", &[], SECOND, "+?+-?+"),
    ("preemption", &[], SECOND, "-?+-?+"),
    ("panic", &[], SECOND, "??+-??"),
    ("panic", &[("recovers", 1)], SECOND, "+?+-?+"),
    ("panic/swallowed", &[], SECOND, "-?+-?-"),
    ("leak-test", &[("leaks", 0), ("pause", 5_000_000)], SECOND, "+?+??+"),
    ("monitoring", &[], 2 * SECOND, "-?-+?-"),
    ("anti-patterns/loop", &[], SECOND, "+?--?+"),
    ("anti-patterns/loop-mended", &[], SECOND, "+?+-?+"),
    ("anti-patterns/deaf", &[], SECOND, "--+??-"),
    ("anti-patterns/deaf-mended", &[], SECOND, "+++??+"),
    ("anti-patterns/open", &[], SECOND, "-?+??-"),
    ("anti-patterns/open-mended", &[], SECOND, "+?+??+"),
];

#[test]
fn broken_and_mended_programs_are_told_apart() {
    let mut faults = Vec::new();
    for (program, params, until_ns, expected) in CASES {
        for seed in [1, 2] {
            let judged = session(program, params, seed, until_ns).checklist();
            if signs(&judged) != expected {
                let words: Vec<_> =
                    judged.iter().map(|it| format!("\n    {:?} {}", it.verdict, it.words)).collect();
                faults.push(format!(
                    "{program} {params:?}, seed {seed}: {} instead of {expected}{}",
                    signs(&judged),
                    words.concat()
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn evidence_names_its_place() {
    let leak = session("detect", &[], 1, SECOND).checklist();
    assert_eq!(leak.len(), ITEMS.len());
    assert_eq!(
        leak[0].words,
        "20 of 60 started at line 20 (ask) wait for ever: nobody who is left can wake them."
    );
    assert!(
        matches!(leak[0].places[..], [Place::Line(20), Place::Goroutine(_), Place::Moment(_)]),
        "{leak:?}"
    );

    let service = session("http-leak", &[], 1, 1500 * SECOND).checklist();
    assert_eq!(service[1].places, [Place::Line(28)], "{}", service[1].words);
    assert_eq!(service[4].places, [Place::Line(38)], "{}", service[4].words);
    let [Place::Line(33), Place::Goroutine(g)] = service[5].places[..] else { panic!("{:?}", service[5]) };
    assert_ne!(g, GId(1));

    let crowd = session("unbounded", &[], 1, SECOND).checklist();
    assert!(
        crowd[2].words.starts_with("10,000 goroutines from line 63 were alive at once, of 10,000 in all")
    );
    let [Place::Line(63), Place::Moment(at)] = crowd[2].places[..] else { panic!("{:?}", crowd[2]) };
    assert!((1_000_000..20_000_000).contains(&at.0), "the loop is over before the first answer: {at}");

    let deaf = session("anti-patterns/deaf", &[], 1, SECOND).checklist();
    assert_eq!(deaf[0].places, [Place::Line(12), Place::Line(20)], "{}", deaf[0].words);
    assert_eq!(deaf[1].places, [Place::Line(11)], "{}", deaf[1].words);
}

#[test]
fn what_wait_groups_start_is_told_by_the_line_that_calls_them() {
    let crowd = session("anti-patterns/loop", &[], 1, SECOND).checklist();
    assert!(
        crowd[2].words.starts_with("500 goroutines from line 16 were alive at once"),
        "{}",
        crowd[2].words
    );
}

#[test]
fn a_verdict_is_about_the_moment_shown() {
    let mut run = session("unbounded", &[], 1, SECOND);
    assert_eq!(signs(&run.checklist()), "+?--?+");
    run.seek(SimTime::ZERO);
    assert_eq!(signs(&run.checklist()), "???-??");
    run.seek(SimTime(3 * SECOND / 1000));
    assert_eq!(signs(&run.checklist())[2..3], *"-");
    assert_eq!(
        (measure(&run, "broken: 3"), measure(&run, "kept: 3"), measure(&run, "kept: 7")),
        (Some(1), Some(0), None)
    );
}

#[test]
fn a_change_in_the_past_is_judged_anew() {
    let mut run = session("range-leak", &[], 1, SECOND);
    assert_eq!(signs(&run.checklist()), "-?++?-");
    run.seek(SimTime::ZERO);
    run.set_param(0, 1);
    run.seek(SimTime(SECOND));
    run.advance(0.0, &mut || true);
    assert_eq!(signs(&run.checklist()), "+?++?+");
}
