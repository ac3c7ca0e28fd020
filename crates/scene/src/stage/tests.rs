//! What moves, what jumps, and what lies under the pointer.

use gopark_trace::{Ending, GId, Kind, ObjId, ObjKind, PId, Pc, Side, SimTime, Unwinding, WaitReason, World};

use super::{Input, Stage, Viewport};
use crate::draw::{Cmd, Ink};
use crate::hits::Hit;
use crate::mark::Shape;
use crate::names::Names;
use crate::palette::Role;
use crate::testing::{self, Program, Tale};

const SIZE: Viewport = Viewport { width: 1280.0, height: 720.0 };

fn show(stage: &mut Stage, tale: &Tale, dt_s: f32) -> bool {
    let input =
        Input { world: &tale.world, now: tale.world.now, events: &[], names: &Program, viewport: SIZE, dt_s };
    stage.frame(&input).moving
}

fn place(stage: &Stage, g: u32) -> (f32, f32) {
    let mark = stage.last().hits.marks.iter().find(|mark| mark.g == GId(g)).expect("it is shown");
    (mark.x, mark.y)
}

fn settle(stage: &mut Stage, tale: &Tale) {
    let mut frames = 0;
    while show(stage, tale, 0.05) {
        frames += 1;
        assert!(frames < 100, "it never comes to rest");
    }
}

#[test]
fn a_stolen_half_flies_together_and_comes_to_rest() {
    let mut tale = testing::before_steal();
    let mut stage = Stage::new();
    settle(&mut stage, &tale);
    // G2 to G41 stand in P0's queue; the oldest 20 are stolen, and the last of them, G21, runs.
    let before: Vec<_> = (2..21).map(|g| place(&stage, g)).collect();
    testing::steal(&mut tale);
    assert!(show(&mut stage, &tale, 0.0));
    assert!(show(&mut stage, &tale, 0.1), "it is on its way");
    let during: Vec<_> = (2..21).map(|g| place(&stage, g)).collect();
    settle(&mut stage, &tale);
    let after: Vec<_> = (2..21).map(|g| place(&stage, g)).collect();
    for i in 0..before.len() {
        assert!(before[i].0 < during[i].0 && during[i].0 < after[i].0, "G{} jumps", i + 2);
        assert!(during[i].1 < before[i].1, "G{} does not fly in a bow", i + 2);
        assert!((during[i].1 - during[0].1).abs() < 4.0, "G{} flies alone", i + 2);
    }
    let card = stage.last().hits.find(Hit::P(PId(1))).expect("a card");
    let (x, y) = place(&stage, 21);
    assert!(card.contains(x, y));
}

#[test]
fn what_is_kept_for_a_while_goes_though_no_time_passed_at_first() {
    let (full, empty) = (testing::semaphore(40), testing::idle());
    let (mut fresh, mut stage) = (Stage::new(), Stage::new());
    settle(&mut fresh, &empty);
    // Two moments of one jump.
    show(&mut stage, &full, 0.0);
    assert!(show(&mut stage, &empty, 0.0), "room is kept for who was there");
    settle(&mut stage, &empty);
    assert_eq!(stage.last().draw.text, fresh.last().draw.text);
}

#[test]
fn with_reduced_motion_everything_jumps() {
    let mut tale = testing::before_steal();
    let mut stage = Stage::new();
    stage.set_reduced_motion(true);
    settle(&mut stage, &tale);
    testing::steal(&mut tale);
    show(&mut stage, &tale, 0.016);
    let at_once = place(&stage, 21);
    settle(&mut stage, &tale);
    assert_eq!(at_once, place(&stage, 21));
}

#[test]
fn thousands_jump_and_glow_at_most_three_times_a_second() {
    let (full, empty) = (testing::semaphore(2_400), testing::idle());
    let viewport = Viewport { width: 2560.0, height: 1400.0 };
    let mut stage = Stage::new();
    let mut flashes = 0;
    let mut dark = false;
    for frame in 0..120 {
        let world = if frame % 2 == 1 { &full.world } else { &empty.world };
        let input = Input { world, now: world.now, events: &[], names: &Program, viewport, dt_s: 1.0 / 60.0 };
        stage.frame(&input);
        let dims = stage.last().draw.marks.iter().filter(|mark| mark.look.shape == Shape::Ring);
        let now = dims.filter(|mark| mark.alpha < 128).count() > 2_000;
        flashes += u32::from(now && !dark);
        dark = now;
    }
    assert!((1..=6).contains(&flashes), "{flashes} flashes in two seconds");
}

/// How many are drawn as one crowd.
fn crowd(stage: &Stage) -> u32 {
    let count = |cmd: &Cmd| if let Cmd::Crowd(crowd) = cmd { crowd.count } else { 0 };
    stage.last().draw.cmds.iter().map(count).sum()
}

#[test]
fn who_leaves_a_crowd_is_seen_to_leave_and_who_joins_it_to_join() {
    let mut tale = testing::semaphore(50_000);
    let mut stage = Stage::new();
    settle(&mut stage, &tale);
    assert_eq!(crowd(&stage), 50_000);
    assert_eq!(stage.last().hits.marks.len() + 50_000, tale.world.gs.len());
    let (out, back) = testing::pass_on(&mut tale, 0);
    let head = stage.find(&tale.world, Hit::Obj(ObjId(0))).expect("a place");
    show(&mut stage, &tale, 0.0);
    // One flies out of the crowd while the other is still on its way to it.
    let (x, y) = place(&stage, out.0);
    assert!(head.contains(x, y), "{out} comes from {x} {y}");
    let card = stage.last().hits.find(Hit::P(PId(0))).expect("a card");
    let (x, y) = place(&stage, back.0);
    assert!(card.contains(x, y), "{back} comes from {x} {y}");
    assert_eq!(crowd(&stage), 49_999);
    settle(&mut stage, &tale);
    let (x, y) = place(&stage, out.0);
    assert!(card.contains(x, y));
    assert_eq!(crowd(&stage), 50_000);
    assert!(stage.last().hits.marks.iter().all(|mark| mark.g != back));
}

#[test]
fn a_hundred_thousand_have_marks_of_their_own_and_a_million_share_them() {
    for (width, height) in [(360.0, 640.0), (1280.0, 720.0), (2560.0, 1300.0)] {
        for (n, marks) in [(100_000, 100_000..=100_000), (1_000_000, 20_000..=200_000)] {
            let tale = testing::semaphore(n);
            let mut stage = Stage::new();
            let viewport = Viewport { width, height };
            // A hundred thousand are counted in one frame, a million in several.
            for _ in 0..n.div_ceil(100_000) {
                stage.frame(&Input {
                    world: &tale.world,
                    now: tale.world.now,
                    events: &[],
                    names: &Program,
                    viewport,
                    dt_s: 0.0,
                });
            }
            assert!(marks.contains(&crowd(&stage)), "{} marks for {n} at {width}", crowd(&stage));
            let told = stage.last().draw.text.contains("a dot");
            assert_eq!(told, n > 100_000, "{n} at {width}");
        }
    }
}

#[test]
fn everybody_in_a_crowd_can_be_pointed_at() {
    let tale = testing::semaphore(50_000);
    let mut stage = Stage::new();
    settle(&mut stage, &tale);
    let waiting: Vec<_> = tale.world.objs.get(ObjId(0)).expect("it").sendq.iter().collect();
    for i in [0, 1, 300, 25_000, 49_999] {
        let rect = stage.find(&tale.world, Hit::G(waiting[i])).expect("it is shown");
        let (x, y) = rect.center();
        assert_eq!(stage.hit_test(&tale.world, x, y), Some(Hit::G(waiting[i])), "{i}");
    }
    let place = stage.find(&tale.world, Hit::Obj(ObjId(0))).expect("it is shown");
    let corner = stage.hit_test(&tale.world, place.x + 2.0, place.y + 2.0);
    assert_eq!(corner, Some(Hit::Obj(ObjId(0))));
}

#[test]
fn a_frame_after_a_jump_shows_what_a_fresh_stage_shows() {
    let tales = [
        testing::semaphore(3_000),
        testing::busy(),
        testing::semaphore(9_000),
        testing::random(7),
        testing::unbounded(9_000),
        testing::idle(),
    ];
    let mut stage = Stage::new();
    for tale in tales.iter().chain(tales.iter().rev()) {
        settle(&mut stage, tale);
        let mut fresh = Stage::new();
        settle(&mut fresh, tale);
        assert_eq!(crowd(&stage), crowd(&fresh));
        let everybody = |stage: &Stage| stage.last().hits.marks.iter().map(|mark| mark.g).collect::<Vec<_>>();
        assert_eq!(everybody(&stage), everybody(&fresh));
        let all = crowd(&stage) as usize + stage.last().hits.marks.len();
        assert_eq!(all, tale.world.gs.len());
    }
}

#[test]
fn a_newborn_comes_out_of_its_parent() {
    let mut tale = testing::idle();
    let mut stage = Stage::new();
    settle(&mut stage, &tale);
    let parent = place(&stage, 1);
    let child = tale.go(0, gopark_trace::RunqPlace::Local);
    show(&mut stage, &tale, 0.0);
    let (x, y) = place(&stage, child.0);
    assert!((x - parent.0).abs() < 1.0 && (y - parent.1).abs() < 1.0);
    settle(&mut stage, &tale);
    let lane = stage.last().hits.find(Hit::LocalQueue(PId(0))).expect("a lane");
    let (x, y) = place(&stage, child.0);
    assert!(lane.contains(x, y));
}

#[test]
fn what_is_shown_can_be_pointed_at() {
    let tale = testing::busy();
    let mut stage = Stage::new();
    settle(&mut stage, &tale);
    let hits = &stage.last().hits;
    for mark in &hits.marks {
        assert_eq!(hits.hit_test(mark.x, mark.y), Some(Hit::G(mark.g)));
    }
    let corner = |hit| {
        let rect = hits.find(hit).expect("it is shown");
        hits.hit_test(rect.x + 3.0, rect.bottom() - 3.0)
    };
    for hit in [Hit::GlobalQueue, Hit::P(PId(0)), Hit::LocalQueue(PId(3)), Hit::Obj(ObjId(1))] {
        assert_eq!(corner(hit), Some(hit));
    }
    assert_eq!(hits.hit_test(-5.0, 5.0), None);
}

#[test]
fn a_jump_in_time_to_nothing_and_back_is_shown() {
    let mut stage = Stage::new();
    let tale = testing::busy();
    settle(&mut stage, &tale);
    let world = World::new();
    let input =
        Input { world: &world, now: world.now, events: &[], names: &Program, viewport: SIZE, dt_s: 0.1 };
    assert!(stage.frame(&input).hits.marks.is_empty());
    assert_eq!(stage.last().draw.text, "Nothing has run yet.");
    settle(&mut stage, &tale);
    assert_eq!(stage.last().hits.marks.len(), tale.world.gs.len());
}

/// Text of one frame never runs into other text.
#[test]
fn words_do_not_overlap() {
    let tales = [
        testing::idle(),
        testing::busy(),
        testing::bounded(4),
        testing::semaphore(11),
        testing::semaphore(200),
        testing::deadlock(),
        testing::many_procs(64),
    ];
    for tale in tales.iter().chain(&(0..20).map(testing::random).collect::<Vec<_>>()) {
        for (width, height) in [
            (240.0, 480.0),
            (300.0, 480.0),
            (360.0, 900.0),
            (560.0, 470.0),
            (625.0, 470.0),
            (768.0, 900.0),
            (1280.0, 720.0),
            (1280.0, 900.0),
            (1920.0, 600.0),
            (2560.0, 1300.0),
        ] {
            let viewport = Viewport { width, height };
            let mut stage = Stage::new();
            let input = Input {
                world: &tale.world,
                now: tale.world.now,
                events: &[],
                names: &Program,
                viewport,
                dt_s: 0.0,
            };
            words_apart(&stage.frame(&input).draw, width);
        }
    }
}

fn words_apart(draw: &crate::DrawList, width: f32) {
    let mut boxes = Vec::new();
    for cmd in &draw.cmds {
        if let Cmd::Text(text) = cmd {
            let words = draw.words(text);
            let w = crate::font::width(words, text.font);
            let x = match text.align {
                crate::Align::Start => text.x,
                crate::Align::Middle => text.x - w / 2.0,
                crate::Align::End => text.x - w,
            };
            let rect = crate::Rect::new(x, text.y - text.font.size * 0.72, w, text.font.size * 0.9);
            assert!(rect.x >= 0.0 && rect.right() <= width, "{words:?} leaves the picture at {width}");
            boxes.push((words, rect));
        }
    }
    for (i, (a, rect)) in boxes.iter().enumerate() {
        for (b, other) in &boxes[i + 1..] {
            assert!(!rect.overlaps(other), "{a:?} {rect:?} overlaps {b:?} {other:?} at {width}");
        }
    }
}

#[test]
fn the_name_of_a_context_goes_as_far_as_there_is_room() {
    let tale = testing::contexts(1, 1, false);
    let mut stage = Stage::new();
    settle(&mut stage, &tale);
    let name = crate::words::context_label(&tale.world, &Program, ObjId(0), tale.world.now);
    let text = &stage.last().draw.text;
    assert!(name.len() > 9 && text.contains(&name), "{name}: {text}");
}

#[test]
fn what_is_left_of_a_deadline_is_told_of_the_moment_and_not_of_the_latest_event() {
    let tale = testing::contexts(1, 1, false);
    let mut stage = Stage::new();
    for (now_ms, left) in [(500, "1.5s"), (1_900, "100ms")] {
        let (world, now) = (&tale.world, SimTime(now_ms * 1_000_000));
        let input = Input { world, now, events: &[], names: &Program, viewport: SIZE, dt_s: 0.1 };
        let text = &stage.frame(&input).draw.text;
        assert!(text.contains(left), "at {now}: {text}");
    }
}

/// Sections become higher and lower; what is below goes along, heading and all.
#[test]
fn the_heading_of_the_places_goes_along_with_them() {
    let (low, high) = (testing::semaphore(11), testing::unbounded(2_000));
    let mut stage = Stage::new();
    settle(&mut stage, &low);
    let mut moved = 0;
    let mut was = stage.layout.waiting.y;
    for frame in 0..80 {
        show(&mut stage, if frame / 20 % 2 == 0 { &high } else { &low }, 0.03);
        let heading = stage.layout.waiting;
        moved += u32::from(std::mem::replace(&mut was, heading.y) != heading.y);
        let tops = stage.layout.places.iter().map(|place| place.rect.y);
        let top = tops.fold(f32::INFINITY, f32::min);
        assert!(top.is_infinite() || top >= heading.bottom(), "in frame {frame}: {top} {heading:?}");
    }
    assert!(moved > 10, "it moved in {moved} frames");
}

/// Where goroutines change faster than one can get there, the last one that came is there.
#[test]
fn a_processor_that_changes_quickly_is_not_seen_empty() {
    let mut tale = testing::semaphore(40);
    let mut stage = Stage::new();
    settle(&mut stage, &tale);
    let card = stage.last().hits.find(Hit::P(PId(0))).expect("a card");
    for change in 0..12 {
        testing::pass_on(&mut tale, 0);
        show(&mut stage, &tale, 0.03);
        let running = tale.world.ps[0].curg;
        let (x, y) = place(&stage, running.0);
        assert!(change == 0 || card.contains(x, y), "{running} is at {x} {y} after change {change}");
    }
}

#[test]
fn who_selects_is_not_nobody_at_its_other_channels() {
    let mut tale = testing::idle();
    let [first, second] = [0, 0].map(|cap| tale.obj(ObjKind::Chan, cap));
    tale.block(0, WaitReason::Select, &[(first, Side::Recv), (second, Side::Recv)]);
    let mut stage = Stage::new();
    settle(&mut stage, &tale);
    assert!(stage.last().draw.text.contains("1 waits, shown elsewhere"), "{}", stage.last().draw.text);
}

#[test]
fn a_channel_whose_waiters_are_all_leaked_says_so() {
    let mut tale = testing::idle();
    let ch = tale.obj(ObjKind::Chan, 0);
    let g = tale.world.ps[0].curg;
    tale.block(0, WaitReason::ChanReceive, &[(ch, Side::Recv)]);
    tale.on(0, Kind::GoLeaked { g, by_go: true });
    let mut stage = Stage::new();
    settle(&mut stage, &tale);
    assert!(stage.last().draw.text.contains("1 leaked, see below"), "{}", stage.last().draw.text);
}

#[test]
fn who_panics_has_spikes_until_somebody_recovers() {
    let mut tale = testing::busy();
    let g = tale.world.ps[0].curg;
    let shape = |tale: &Tale| {
        let mut stage = Stage::new();
        settle(&mut stage, tale);
        let (x, y) = place(&stage, g.0);
        let mark = stage.last().draw.marks.iter().find(|mark| (mark.x, mark.y) == (x, y));
        mark.map(|mark| mark.look.shape)
    };
    let panic = Kind::GoPanic { goexit: false };
    assert_eq!(shape(&tale), Some(Shape::Ringed));
    tale.on(0, panic);
    assert_eq!(shape(&tale), Some(Shape::Spiked));
    tale.on(0, Kind::GoDefer { entry: testing::WORKER });
    tale.on(0, Kind::GoRecover);
    assert_eq!(shape(&tale), Some(Shape::Ringed));
    tale.on(0, Kind::GoUnwound { entry: testing::WORKER, left: Unwinding::No });
    tale.on(0, panic);
    tale.on(0, Kind::End { how: Ending::Panic });
    assert_eq!(shape(&tale), Some(Shape::Spiked));
    let told = crate::words::describe(&tale.world, &Program, Hit::G(g));
    assert!(told.contains("It panicked, and nobody recovered."), "{told}");
}

/// Every channel is called the same.
struct Alike;

impl Names for Alike {
    fn function(&self, pc: Pc) -> Option<&str> {
        Program.function(pc)
    }
    fn line(&self, pc: Pc) -> Option<u32> {
        Program.line(pc)
    }
    fn object(&self, _: ObjId) -> Option<&str> {
        Some("server.shards[i].requests")
    }
}

#[test]
fn a_name_that_is_cut_keeps_the_number_that_tells_it_from_others() {
    let tale = testing::replies(3);
    for width in [240.0, 360.0, 800.0] {
        let mut stage = Stage::new();
        let viewport = Viewport { width, height: 700.0 };
        stage.frame(&Input {
            world: &tale.world,
            now: tale.world.now,
            events: &[],
            names: &Alike,
            viewport,
            dt_s: 0.0,
        });
        let draw = &stage.last().draw;
        let told = |words: &str| {
            draw.cmds.iter().any(|cmd| matches!(cmd, Cmd::Text(text) if draw.words(text) == words))
        };
        assert!(["O1", "O2", "O3"].into_iter().all(told), "{width}: {}", draw.text);
    }
}

/// Lines to other places, and patches that clear words of them.
fn lines_and_patches(stage: &Stage) -> (usize, usize) {
    let cmds = &stage.last().draw.cmds;
    let first = cmds.iter().position(|cmd| matches!(cmd, Cmd::Curve { .. })).unwrap_or(cmds.len());
    let surface = Some(Ink::from(Role::Surface));
    let patch = |cmd: &&Cmd| matches!(cmd, Cmd::Box { fill, line: None, .. } if *fill == surface);
    let lines = cmds.iter().filter(|cmd| matches!(cmd, Cmd::Curve { .. })).count();
    (lines, cmds[first..].iter().filter(patch).count())
}

#[test]
fn a_select_is_tied_to_the_other_places_alone_and_words_are_clear_of_its_lines() {
    let mut tale = testing::idle();
    let [done, second, third] = [0; 3].map(|cap| tale.obj(ObjKind::Chan, cap));
    let context = tale.obj(ObjKind::Context, 0);
    tale.on(0, Kind::CtxNew { obj: context, parent: ObjId::NONE, deadline: SimTime::NEVER });
    tale.on(0, Kind::CtxDone { obj: context, done });
    // It stands at the second channel, for the first one is a context's.
    tale.block(0, WaitReason::Select, &[(done, Side::Recv), (second, Side::Recv)]);
    let mut stage = Stage::new();
    settle(&mut stage, &tale);
    assert_eq!(lines_and_patches(&stage), (0, 0));
    tale.wake(1);
    tale.waiter(1, WaitReason::Select, &[(second, Side::Recv), (third, Side::Recv)]);
    let mut stage = Stage::new();
    settle(&mut stage, &tale);
    let (lines, patches) = lines_and_patches(&stage);
    assert!(lines == 1 && patches > 4, "{lines} lines, {patches} patches");
}
