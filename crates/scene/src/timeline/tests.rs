//! Timelines of a small run.

use gopark_trace::{GId, History, Kind, PId, RunqPlace, SimTime, Source, WaitReason, World};

use super::{Rows, Timeline, TimelineInput};
use crate::draw::{Cmd, DrawList};
use crate::hits::Hit;
use crate::names::NoNames;
use crate::palette::Role;
use crate::stage::Viewport;
use crate::testing::{self, Tale};

/// G1 runs on P0, starts G2, and sleeps until it is woken.
fn told() -> (World, History) {
    let mut tale = Tale::begin(2);
    tale.go(0, RunqPlace::Next);
    tale.wait(10_000);
    folded(&tale)
}

fn folded(tale: &Tale) -> (World, History) {
    let mut history = History::default();
    let mut world = World::new();
    for event in &tale.events {
        world.apply(event).expect("a tale fits");
        history.note(event, &world);
    }
    (world, history)
}

fn input<'a>(world: &'a World, history: &'a History) -> TimelineInput<'a> {
    TimelineInput {
        history,
        former: None,
        events: &[],
        names: &NoNames,
        world,
        time: world.now,
        until: SimTime(10_000),
        selected: None,
        viewport: Viewport { width: 800.0, height: 200.0 },
        scroll_y: 0.0,
    }
}

/// Where and how wide boxes of a color are.
fn boxes(list: &DrawList, role: Role) -> Vec<(i32, i32)> {
    let of_role = |cmd: &Cmd| match cmd {
        Cmd::Box { rect, fill: Some(ink), .. } if ink.role == role && ink.alpha == 255 => {
            Some((rect.x as i32, rect.w as i32))
        }
        _ => None,
    };
    list.cmds.iter().filter_map(of_role).collect()
}

#[test]
fn a_lane_shows_who_runs_and_a_click_finds_them() {
    let (world, history) = told();
    let mut timeline = Timeline::default();
    let list = timeline.frame(&input(&world, &history));
    let running = boxes(list, Role::Running);
    assert_eq!(running.len(), 1, "{running:?}");
    assert!(running[0].0 < 160 && running[0].1 > 600, "{running:?}");
    assert!(list.text.contains("P0") && list.text.contains("G1"), "{}", list.text);
    assert_eq!(timeline.pick(&history, 400.0, 30.0, 0.0), Some(Hit::G(GId(1))));
    assert_eq!(timeline.pick(&history, 10.0, 30.0, 0.0), Some(Hit::P(PId(0))));
    assert_eq!(timeline.pick(&history, 400.0, 190.0, 0.0), None);
}

/// Of a long run only some moments are kept: what is told of this one is not from the one kept before.
#[test]
fn charts_tell_the_numbers_of_the_moment_shown() {
    let mut tale = Tale::begin(2);
    let (_, history) = folded(&tale);
    tale.go(0, RunqPlace::Next);
    let list = Timeline::default().frame(&input(&tale.world, &history)).text.clone();
    assert!(list.contains("2 goroutines, 1 in run queues"), "{list}");
}

#[test]
fn a_window_is_zoomed_moved_and_forgotten() {
    let (world, history) = told();
    let mut timeline = Timeline::default();
    timeline.frame(&input(&world, &history));
    assert_eq!(timeline.window(), (SimTime(0), SimTime(10_000)));
    let (left, right) = timeline.axis_px();
    let middle = (left + right) / 2.0;
    timeline.zoom(0.5, middle);
    assert_eq!(timeline.window(), (SimTime(2_500), SimTime(7_500)));
    timeline.pan((right - left) / 10.0);
    assert_eq!(timeline.window(), (SimTime(3_000), SimTime(8_000)));
    timeline.pan(-1e9);
    assert_eq!(timeline.window(), (SimTime(0), SimTime(5_000)));
    timeline.zoom(4.0, left);
    timeline.frame(&input(&world, &history));
    assert_eq!(timeline.window(), (SimTime(0), SimTime(10_000)));
}

#[test]
fn rows_can_be_goroutines_and_any_number_of_them() {
    let mut tale = Tale::begin(1);
    for _ in 0..100 {
        tale.go(0, RunqPlace::Local);
    }
    tale.on(0, Kind::GoStop { reason: gopark_trace::StopReason::Gosched });
    tale.start(0, GId(2), Source::Local);
    let mut history = History::default();
    let mut world = World::new();
    for event in &tale.events {
        world.apply(event).expect("a tale fits");
        history.note(event, &world);
    }
    let mut timeline = Timeline::default();
    timeline.set_rows(Rows::Goroutines);
    let list = timeline.frame(&input(&world, &history));
    assert!(list.height > 1_000.0, "one scrolls to the others");
    assert!(list.cmds.len() < 400, "only what is seen is drawn: {}", list.cmds.len());
}

#[test]
fn who_woke_whom_is_an_arrow() {
    let mut tale = testing::contexts(2, 2, true);
    let woken = *tale.world.ps[0].runq.front().expect("a wave woke somebody");
    tale.block(0, WaitReason::SelectNoCases, &[]);
    tale.start(0, woken, Source::Local);
    let (world, history) = folded(&tale);
    let mut timeline = Timeline::default();
    timeline.set_rows(Rows::Goroutines);
    let mut arrows = |selected| {
        let until = world.now;
        let input = TimelineInput { events: &tale.events, until, selected, ..input(&world, &history) };
        let list = timeline.frame(&input);
        list.cmds.iter().filter(|cmd| matches!(cmd, Cmd::Curve { .. })).count()
    };
    assert_eq!(arrows(None), 1);
    assert_eq!(arrows(Some(Hit::G(woken))), 1);
    assert_eq!(arrows(Some(Hit::G(GId(1)))), 0, "main was woken by nobody");
}
