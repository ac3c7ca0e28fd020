//! The first moments of a run as bytes, and the run that takes their place.

use gopark_session::{Options, Preview, Session, State, code_place, compile, object_name};
use gopark_trace::{GState, Pc, SimTime};

use crate::programs::lesson;

const PROGRAMS: [&str; 4] = ["gmp", "semaphore", "context", "preemption"];
const UNTIL: SimTime = SimTime(2_000_000);

/// What a viewer reads at the moment shown: of each goroutine and of each object, by the program's own names.
fn read(session: &Session) -> Vec<String> {
    let (program, world) = (session.program().expect("a program"), session.world().expect("a world"));
    let place = |pc: Pc| code_place(program, pc, "main.go");
    let gs = world.gs.iter().map(|(g, it)| {
        let is_parked = it.state == GState::Waiting;
        let pc = if it.pc.is_some() { it.pc } else { it.entry };
        format!("{g} {is_parked} {:?} {:?}", place(it.entry), place(pc))
    });
    let objects = world.objs.iter().map(|(obj, _)| format!("{obj} {:?}", object_name(program, world, obj)));
    gs.chain(objects).collect()
}

fn seek(session: &mut Session, ns: u64) {
    session.seek(SimTime(ns));
    session.advance(0.0, &mut || true);
}

fn preview(text: &str) -> Session {
    let preview = Preview::of(text, Options::USUAL, UNTIL).expect("it compiles");
    let bytes = preview.to_bytes();
    let mut session = Session::new(Options::USUAL);
    session.preview(text, Preview::from_bytes(&bytes).expect("whole bytes"));
    session
}

fn live(text: &str) -> Session {
    let mut session = Session::new(Options::USUAL);
    assert!(session.load(text));
    session
}

#[test]
fn every_moment_of_a_preview_is_that_of_the_run() {
    for name in PROGRAMS {
        let text = lesson(name);
        let (mut preview, mut live) = (preview(text), live(text));
        assert!(preview.is_preview() && !live.is_preview());
        for ns in (100_000..=UNTIL.0).step_by(100_000) {
            for session in [&mut preview, &mut live] {
                seek(session, ns);
            }
            assert_eq!(preview.time(), live.time(), "{name}");
            assert_eq!(preview.world(), live.world(), "{name} at {ns}");
            assert_eq!(read(&preview), read(&live), "{name} at {ns}");
            assert_eq!(preview.stdout(), live.stdout(), "{name} at {ns}");
        }
    }
}

#[test]
fn a_run_takes_the_place_of_its_preview() {
    for name in PROGRAMS {
        let text = lesson(name);
        let (mut session, mut other) = (preview(text), live(text));
        for session in [&mut session, &mut other] {
            seek(session, UNTIL.0 / 2);
            session.step_back();
            session.play();
        }
        assert!(session.go_live(compile("main.go", text)) && !session.is_preview(), "{name}");
        assert_eq!((session.state(), session.time()), (other.state(), other.time()), "{name}");
        assert_eq!(session.world(), other.world(), "{name}");
        for session in [&mut session, &mut other] {
            session.set_procs(2);
            seek(session, 2 * UNTIL.0);
            assert!(!session.is_busy());
        }
        assert_eq!(session.world(), other.world(), "{name}");
        assert_eq!(session.events_hash(), other.events_hash(), "{name}");
    }
}

#[test]
fn what_lies_behind_the_end_of_a_preview_waits_for_the_run() {
    let (name, text) = ("gmp", lesson("gmp"));
    let (mut session, mut other) = (preview(text), live(text));
    session.play();
    session.run_to_end(&mut || true);
    assert_eq!((session.time(), session.state()), (UNTIL, &State::Playing), "{name}");
    assert!(session.is_preview_over() && !other.is_preview_over());
    session.step_back();
    assert!(!session.is_preview_over());
    for session in [&mut session, &mut other] {
        seek(session, 3 * UNTIL.0);
    }
    assert!(session.is_busy());
    assert!(session.go_live(compile("main.go", text)));
    session.advance(0.0, &mut || true);
    assert_eq!((session.time(), session.is_busy()), (other.time(), false));
    assert_eq!(session.world(), other.world());
}

#[test]
fn nobody_judges_a_preview() {
    // There is no source to judge, so each item would be kept.
    let text = lesson("gmp");
    let mut session = preview(text);
    seek(&mut session, UNTIL.0);
    assert_eq!(session.checklist(), []);
    assert!(session.go_live(compile("main.go", text)));
    assert!(!session.checklist().is_empty());
}

#[test]
fn a_preview_is_of_one_run() {
    let text = lesson("gmp");
    let kept = Preview::of(text, Options::USUAL, UNTIL).expect("it compiles");
    let kept = Preview::from_bytes(&kept.to_bytes()).expect("whole bytes");
    assert!(kept.is_of(text, &Options::USUAL));
    assert!(!kept.is_of(&format!("{text}\n"), &Options::USUAL));
    assert!(!kept.is_of(text, &Options { procs: 2, ..Options::USUAL }));
}

#[test]
fn a_preview_ends_with_its_run_or_when_it_is_long_enough() {
    let until = |text| {
        let kept = Preview::of(text, Options::USUAL, SimTime(u64::MAX)).expect("it compiles");
        let mut session = Session::new(Options::USUAL);
        session.preview(text, kept);
        session.play();
        session.run_to_end(&mut || true);
        assert!(session.is_preview_over());
        (session.time(), session.event_count())
    };
    let short = "package main\n\nimport \"time\"\n\nfunc main() { time.Sleep(time.Millisecond) }\n";
    let mut whole = live(short);
    whole.run_to_end(&mut || true);
    assert_eq!(until(short), (whole.time(), whole.event_count()));
    let endless = "package main\n\nimport \"runtime\"\n\nfunc main() {\n\tfor {\n\t\tgo func() {}()\n\t\truntime.Gosched()\n\t}\n}\n";
    let (_, events) = until(endless);
    assert!((2_000..2_100).contains(&events), "{events}");
}

/// Lines may end as they like, or not at all.
#[test]
fn what_was_written_is_kept_to_the_byte() {
    let text = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Print(\"a\\r\\nb\\n\\nc\"); print(\"\\n\", 1) }\n";
    let mut session = preview(text);
    session.run_to_end(&mut || true);
    assert_eq!((session.stdout().as_str(), session.stderr().as_str()), ("a\r\nb\n\nc", "\n1"));
}

#[test]
fn what_is_no_preview_is_refused() {
    let text = "package main\n\nvar n = 3 //gopark:param 1..9 how many\n\nfunc main() {\n\tfor range n {\n\t\tprintln(\"tick\")\n\t}\n}\n";
    let preview = Preview::of(text, Options::USUAL, UNTIL).expect("it compiles");
    let bytes = preview.to_bytes();
    for end in 0..bytes.len() {
        assert!(Preview::from_bytes(&bytes[..end]).is_none(), "{end} of {} bytes", bytes.len());
    }
    assert!(Preview::from_bytes(&[&bytes[..], &[7]].concat()).is_none());
    let broken = Preview::of("package main\n\nfunc main() { return 1 }\n", Options::USUAL, UNTIL).err();
    assert_eq!(
        broken.expect("it does not compile")[0].to_string(),
        "main.go:3:22: too many return values\n\thave (number)\n\twant ()"
    );
}

/// A page may be given anything for a preview.
#[test]
fn what_a_damaged_preview_tells_breaks_nothing() {
    let whole = Preview::of(lesson("semaphore"), Options::USUAL, UNTIL).expect("it compiles").to_bytes();
    let mut state = 20_261_201_u64;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    let mut told = 0;
    for _ in 0..1_000 {
        let mut bytes = whole.clone();
        for _ in 0..=below(4) {
            let at = below(bytes.len());
            bytes[at] = below(256) as u8;
        }
        let Some(preview) = Preview::from_bytes(&bytes) else { continue };
        told += 1;
        let mut session = Session::new(Options::USUAL);
        session.preview(lesson("semaphore"), preview);
        session.play();
        session.run_to_end(&mut || true);
        session.step_back();
        read(&session);
        seek(&mut session, UNTIL.0 / 3);
        read(&session);
    }
    assert!(told > 100, "{told}");
}
