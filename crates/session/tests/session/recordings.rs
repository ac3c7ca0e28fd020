//! What happened elsewhere, shown as a run is.

use gopark_session::{Goal, Hunt, Options, Prey, Session, Speed, State};
use gopark_trace::{
    Doing, Ending, Event, GId, GState, Kind, MId, ObjId, ObjKind, PId, Pc, Recording, Side, SimTime, Site,
    Source, StopReason, WaitReason, World,
};

/// A recording that is written down event by event: one processor on which a goroutine waits for another, again and again.
fn rounds(n: u64) -> Recording {
    let mut it = Recording { title: "a trace".to_owned(), ..Recording::default() };
    let (work, wait) =
        (it.sites.add_text("example.com/shop.(*Cart).Add"), it.sites.add_text("sync.(*WaitGroup).Wait"));
    let file = it.sites.add_text("cart.go");
    let site = |func, line, is_std, caller, innermost| Site { func, file, line, is_std, caller, innermost };
    let outer = it.sites.add(site(work, 9, false, Pc::NONE, Pc::NONE));
    let inner = it.sites.add(site(wait, 4, true, outer, Pc::NONE));
    let stands = it.sites.add(site(work, 9, false, Pc::NONE, inner));
    it.notes = vec![(GId(2), "goroutine 2 [running]".to_owned())];
    let mut at = 0;
    let mut events = Vec::new();
    let mut tell = |at, p, g, pc, kind| events.push(Event { at: SimTime(at), m: MId(0), p, g, pc, kind });
    let (no_p, p, nobody, nowhere) = (PId::NONE, PId(0), GId::NONE, Pc::NONE);
    tell(at, no_p, nobody, nowhere, Kind::Recorded);
    tell(at, no_p, nobody, nowhere, Kind::MStart);
    tell(at, no_p, nobody, nowhere, Kind::ProcsChange { n: 1 });
    tell(at, p, nobody, nowhere, Kind::ProcStart);
    let found = |g, state, reason| Kind::GoStatus { g: GId(g), entry: outer, state, reason, system: false };
    tell(at, no_p, nobody, nowhere, found(1, GState::Waiting, WaitReason::WaitGroupWait));
    let obj = ObjId(0);
    tell(
        at,
        no_p,
        nobody,
        stands,
        Kind::ObjNew { obj, kind: ObjKind::Line, cap: WaitReason::WaitGroupWait as u32 },
    );
    tell(at, no_p, GId(1), stands, Kind::WaitBegin { obj, side: Side::Recv, at_head: false });
    tell(at, p, nobody, nowhere, found(2, GState::Running, WaitReason::None));
    for _ in 0..n {
        at += 100;
        tell(at, p, GId(2), outer, Kind::GoUnblock { g: GId(1) });
        tell(at + 10, p, GId(2), outer, Kind::GoStop { reason: StopReason::Gosched });
        tell(at + 20, p, nobody, nowhere, Kind::GoStart { g: GId(1), from: Source::Direct, tick: true });
        tell(at + 30, p, GId(1), stands, Kind::WaitBegin { obj, side: Side::Recv, at_head: false });
        tell(at + 30, p, GId(1), stands, Kind::GoBlock { reason: WaitReason::WaitGroupWait, obj });
        tell(at + 40, p, nobody, nowhere, Kind::GoStart { g: GId(2), from: Source::Direct, tick: true });
    }
    tell(at + 50, no_p, nobody, nowhere, Kind::End { how: Ending::Recording });
    it.events.append(&mut events);
    it
}

fn shown(recording: Recording) -> Session {
    let mut session = Session::new(Options::USUAL);
    session.show(recording);
    session
}

fn work(session: &mut Session) {
    while session.is_busy() || session.is_looking_ahead() {
        session.advance(0.0, &mut || false);
    }
}

#[test]
fn it_begins_with_what_was_there_and_plays_to_its_end() {
    let mut session = shown(rounds(3));
    assert_eq!((session.state(), session.time(), session.cursor()), (&State::Paused, SimTime::ZERO, 8));
    assert_eq!(session.world().map(World::goroutines), Some(2));
    assert_eq!(session.recorded_until(), SimTime(350));
    session.set_speed(Speed::NsPerSecond(1_000.0));
    session.play();
    session.advance(125.0, &mut || true);
    assert_eq!((session.state(), session.time()), (&State::Playing, SimTime(125)));
    session.set_speed(Speed::Unbounded);
    session.advance(0.0, &mut || true);
    assert_eq!(session.state(), &State::Ended(Ending::Recording));
    session.restart(Some(7));
    assert_eq!((session.state(), session.time(), session.options().seed), (&State::Paused, SimTime::ZERO, 1));
}

#[test]
fn stepping_back_shows_what_stepping_forward_showed() {
    let mut session = shown(rounds(40));
    let mut worlds = vec![session.world().cloned()];
    for _ in 0..100 {
        session.step();
        worlds.push(session.world().cloned());
    }
    while let Some(world) = worlds.pop() {
        assert_eq!(session.world().cloned(), world);
        session.step_back();
    }
    session.step_to(Goal::Block);
    assert_eq!(session.last_events(1)[0].at, SimTime(130));
    session.seek(SimTime(3_111));
    assert_eq!(
        (session.time(), session.world().map(|world| world.now)),
        (SimTime(3_111), Some(SimTime(3_110)))
    );
}

#[test]
fn all_of_it_is_looked_through_without_being_played() {
    let mut session = shown(rounds(20_000));
    assert!(session.is_looking_ahead());
    work(&mut session);
    assert_eq!((session.time(), session.cursor()), (SimTime::ZERO, 8));
    let history = session.history().expect("a history");
    assert_eq!(history.events(), session.event_count());
    assert_eq!(history.procs[0].at(SimTime(1_999_925)).doing(), Doing::Running);
    let ran = history.g(GId(1)).expect("a lane").ran_ns(SimTime(2_000_050));
    assert_eq!(ran, 20_000 * 10);
    let mut far = shown(rounds(20_000));
    far.seek(SimTime(1_999_925));
    far.step();
    work(&mut far);
    assert_eq!(far.history().expect("a history").g(GId(1)).expect("a lane").ran_ns(SimTime(2_000_050)), ran);
    // Far moments are near a stored world now.
    session.seek(SimTime(1_999_925));
    work(&mut session);
    assert_eq!(session.time(), SimTime(1_999_925));
}

#[test]
fn playing_past_what_was_looked_at_leaves_nothing_out() {
    let mut session = shown(rounds(5_000));
    session.set_speed(Speed::Unbounded);
    session.play();
    session.advance(0.0, &mut || true);
    assert!(!session.is_looking_ahead());
    let history = session.history().expect("a history");
    assert_eq!(history.g(GId(2)).expect("a lane").ran_ns(SimTime(500_050)), 100 + 4_999 * 70 + 10 + 10);
}

#[test]
fn places_and_calls_have_the_names_of_the_file() {
    let session = shown(rounds(1));
    let (program, world) = (session.program().expect("names"), session.world().expect("a world"));
    let g = world.gs.get(GId(1)).expect("it waits");
    let place = program.place(g.pc.0).expect("a place");
    assert_eq!((place.func, place.file, place.line), ("example.com/shop.(*Cart).Add", "cart.go", 9));
    let (calls, all) = session.calls(GId(1), 8).expect("its calls");
    let names: Vec<_> = calls.iter().filter_map(|call| Some(program.place(call.pc)?.func)).collect();
    assert_eq!((names, all), (vec!["sync.(*WaitGroup).Wait", "example.com/shop.(*Cart).Add"], 2));
    assert_eq!(gopark_session::object_name(program, world, ObjId(0)), Some("(*Cart).Add:9"));
    let recording = session.recording().expect("it is one");
    assert_eq!(
        (recording.title.as_str(), recording.note(GId(2))),
        ("a trace", Some("goroutine 2 [running]"))
    );
}

#[test]
fn nothing_in_it_can_be_changed_or_shared() {
    let mut session = shown(rounds(3));
    let before = session.events_hash();
    session.set_procs(8);
    session.set_param(0, 3);
    session.cancel(ObjId(0));
    assert_eq!((session.events_hash(), session.procs(), session.is_changing()), (before, 1, false));
    assert!(session.share().is_none() && session.former().is_none() && session.dump().is_none());
    assert!(session.checklist().is_empty() && Hunt::new(&session, Prey::Leak, 3).is_none());
    assert!(session.tape().is_err_and(|why| why.contains("recorded elsewhere")));
    assert!(session.load("package main\n\nfunc main() {}\n"));
    assert!(session.recording().is_none() && !session.is_looking_ahead());
}

#[test]
fn a_moment_is_all_there_is() {
    let mut it = rounds(0);
    assert_eq!(it.last().map(|event| event.at), Some(SimTime(50)));
    let mut events = it.events.range(0..it.events.len());
    events.iter_mut().for_each(|event| event.at = SimTime::ZERO);
    it.events = Default::default();
    it.events.append(&mut events);
    let session = shown(it);
    assert_eq!((session.state(), session.cursor()), (&State::Ended(Ending::Recording), 9));
    let session = shown(Recording::default());
    assert_eq!((session.state(), session.cursor()), (&State::Ended(Ending::Recording), 0));
}
