//! The layout as text, and that nothing lies over anything else.

use std::fmt::Write;

use expect_test::{Expect, expect};
use gopark_trace::{GId, Kind, MId, ObjId, PId, RunqPlace, World};

use super::{Card, Individual, Layout, Memory, PlaceKey};
use crate::census::{Census, Home};
use crate::geom::Rect;
use crate::stage::Viewport;
use crate::testing::{self, Tale};

struct Laid {
    layout: Layout,
    /// Everybody, also those in crowds.
    all: Vec<Individual>,
}

fn lay(world: &World, width: f32, height: f32) -> Laid {
    let mut census = Census::default();
    census.take(world, &testing::Program, None, None);
    let mut memory = Memory::default();
    memory.begin(0.0);
    let layout = Layout::compute(world, &census, Viewport { width, height }, &[], &mut memory);
    let mut all = Vec::new();
    layout.individuals(world, &census, &mut all);
    for crowd in layout.crowds(world) {
        let mut at = 0;
        crowd.spread.each(world, &census, &mut |g, home| {
            let (x, y) = crowd.grid.spot(at);
            at += 1;
            if (at - 1).is_multiple_of(crowd.grid.each) {
                all.push(Individual { g, home, spot: (x, y, crowd.grid.r) });
            }
            true
        });
        assert_eq!(at, crowd.count, "{crowd:?}");
    }
    let shared: u32 = layout.crowds(world).map(|it| it.count - it.count.div_ceil(it.grid.each)).sum();
    let shown = world.gs.iter().filter(|(_, g)| !g.is_hidden()).count();
    assert_eq!(all.len() + shared as usize, shown);
    Laid { layout, all }
}

fn shown(rect: &Rect) -> String {
    format!("{:>4.0} {:>4.0} {:>4.0} x {:<4.0}", rect.x, rect.y, rect.w, rect.h)
}

fn check(tale: &Tale, width: f32, expected: &Expect) {
    let laid = lay(&tale.world, width, 720.0);
    let layout = &laid.layout;
    let mut out = format!("{width} x {:.0}, scale {}\n", layout.height, layout.metrics.k);
    let mut line = |what: &str, rect: &Rect, more: String| {
        writeln!(out, "{}", format!("{what:<10} {} {more}", shown(rect)).trim_end())
            .expect("a string takes all");
    };
    if let Some(banner) = &layout.banner {
        line("banner", &banner.rect, banner.lines.join(" / "));
    }
    let conveyor = &layout.conveyor;
    line("global", &conveyor.lane, format!("r {:.1}", conveyor.grid.r));
    for card in &layout.cards {
        line(&card.p.to_string(), &card.rect, format!("{:?} queue r {:.1}", card.kind, card.grid.r));
    }
    for chip in &layout.threads.chips {
        line(&chip.m.to_string(), &chip.rect, format!("{:?}", chip.errand));
    }
    for node in &layout.contexts.nodes {
        line(&format!("ctx {}", node.ctx.0), &node.rect, format!("under {:?}", node.above));
    }
    for place in &layout.places {
        let key = match place.key {
            PlaceKey::Obj(obj) => obj.to_string(),
            PlaceKey::Kin(pc) => format!("made at {pc}"),
            PlaceKey::Group(group) => format!("{group:?}"),
        };
        let (left, right) = (&place.left, &place.right);
        let zones = format!(
            "{:?} {} r {:.1} | {} r {:.1}",
            place.core, left.count, left.grid.r, right.count, right.grid.r
        );
        line(&key, &place.rect, zones);
    }
    expected.assert_eq(&out);
}

#[test]
fn contexts_are_a_tree() {
    check(
        &testing::contexts(2, 2, true),
        1280.0,
        &expect![[r#"
            1280 x 720, scale 1.05
            global       21   44 1238 x 29   r 8.8
            P0           21   88  611 x 181  Full queue r 10.5
            P1          648   88  611 x 181  Full queue r 10.5
            M1          345  315  109 x 27   Sysmon
            ctx 0       220  426  840 x 21   under None
            ctx 2       220  470  420 x 21   under Some(0)
            ctx 4       640  470  420 x 21   under Some(0)
            ctx 6       220  514  210 x 21   under Some(1)
            ctx 8       430  514  210 x 21   under Some(1)
            ctx 10      640  514  210 x 21   under Some(2)
            ctx 12      850  514  210 x 21   under Some(2)
        "#]],
    );
}

#[test]
fn a_busy_program() {
    check(
        &testing::busy(),
        1280.0,
        &expect![[r#"
            1280 x 720, scale 1.05
            global       21   44 1238 x 29   r 8.8
            P0           21   88  297 x 181  Full queue r 8.8
            P1          335   88  297 x 181  Full queue r 10.5
            P2          648   88  297 x 181  Full queue r 3.8
            P3          962   88  297 x 181  Full queue r 10.5
            M4          394  315  109 x 27   Call
            M1          584  315  109 x 27   Sysmon
            M6           52  349   48 x 27   Idle
            M7          106  349   48 x 27   Idle
            M8          161  349   48 x 27   Idle
            O0           21  422  297 x 122  Cells { side: 13.65, rows: 3 } 0 r 0.0 | 0 r 0.0
            O1          335  422  297 x 122  Number 0 r 0.0 | 1 r 12.6
            O2          648  422  297 x 122  Lock 0 r 0.0 | 2 r 12.6
            O3          962  422  297 x 122  Gate 0 r 0.0 | 1 r 12.6
            Sleep        21  561  297 x 108  Dial 0 r 0.0 | 9 r 12.2
        "#]],
    );
}

#[test]
fn a_busy_program_on_a_phone() {
    check(
        &testing::busy(),
        360.0,
        &expect![[r#"
            360 x 918, scale 1
            global       12   30  336 x 24   r 8.4
            P0           12   64  163 x 97   Compact queue r 3.8
            P1          185   64  163 x 97   Compact queue r 7.6
            P2           12  185  163 x 97   Compact queue r 1.7
            P3          185  185  163 x 97   Compact queue r 7.6
            M4          108  310   92 x 22   Call
            M1          262  310   34 x 22   Sysmon
            M6           38  336   34 x 22   Idle
            M7           76  336   34 x 22   Idle
            M8          114  336   34 x 22   Idle
            O0           12  390  336 x 85   Cells { side: 13.0, rows: 3 } 0 r 0.0 | 0 r 0.0
            O1           12  485  336 x 85   Number 0 r 0.0 | 1 r 12.0
            O2           12  580  336 x 85   Lock 0 r 0.0 | 2 r 12.0
            O3           12  675  336 x 85   Gate 0 r 0.0 | 1 r 12.0
            Sleep        12  770  336 x 96   Dial 0 r 0.0 | 9 r 11.8
        "#]],
    );
}

#[test]
fn two_hundred_at_a_semaphore() {
    check(
        &testing::semaphore(200),
        1280.0,
        &expect![[r#"
            1280 x 762, scale 1.05
            global       21   44 1238 x 29   r 8.8
            P0           21   88  297 x 181  Full queue r 10.5
            P1          335   88  297 x 181  Full queue r 10.5
            P2          648   88  297 x 181  Full queue r 10.5
            P3          962   88  297 x 181  Full queue r 10.5
            M1          345  315  109 x 27   Sysmon
            O0           21  391  924 x 225  Cells { side: 13.65, rows: 5 } 200 r 10.5 | 0 r 0.0
            O1          962  391  297 x 225  Number 0 r 0.0 | 1 r 12.6
            Sleep        21  633  297 x 108  Dial 0 r 0.0 | 7 r 12.2
        "#]],
    );
}

#[test]
fn a_deadlock() {
    check(
        &testing::deadlock(),
        768.0,
        &expect![[r#"
            768 x 720, scale 1
            banner       12   12  744 x 40   fatal error: all goroutines are asleep - deadlock!
            global      224   62  532 x 24   r 8.4
            P0           12   96  178 x 97   Compact queue r 7.6
            P1          200   96  178 x 97   Compact queue r 7.6
            P2          389   96  178 x 97   Compact queue r 7.6
            P3          578   96  178 x 97   Compact queue r 7.6
            M1          158  221   34 x 22   Sysmon
            M0          230  221   34 x 22   Idle
            O0           12  281  178 x 85   Gate 0 r 0.0 | 1 r 12.0
            O1          200  281  178 x 85   Gate 0 r 0.0 | 1 r 12.0
            O2          389  281  178 x 85   Lock 0 r 0.0 | 1 r 12.0
            Forever     578  281  178 x 85   None 0 r 0.0 | 1 r 12.0
        "#]],
    );
}

/// Every goroutine has a spot inside the picture, no two marks overlap, no two boxes do.
fn nothing_overlaps(world: &World, (width, height): (f32, f32), what: &str) {
    let laid = lay(world, width, height);
    let layout = &laid.layout;
    let mut boxes = vec![("global", layout.conveyor.rect)];
    if let Some(banner) = &layout.banner {
        boxes.push(("banner", banner.rect));
    }
    for card in &layout.cards {
        let whole = Rect::new(card.rect.x, card.rect.y, card.rect.w, card.rect.h + card.plate.h);
        boxes.push(("card", whole));
        card_holds_its_parts(card, what);
    }
    boxes.extend(layout.threads.chips.iter().map(|chip| ("chip", chip.rect)));
    boxes.push(("waiting", layout.waiting));
    boxes.extend(layout.places.iter().map(|place| ("place", place.rect)));
    for (i, (name, a)) in boxes.iter().enumerate() {
        assert!(a.x >= 0.0 && a.right() <= width + 0.1, "{what}: {name} {a:?} leaves the picture");
        assert!(a.bottom() <= layout.height + 0.1, "{what}: {name} {a:?} is below the picture");
        for (other, b) in &boxes[i + 1..] {
            assert!(!a.overlaps(b), "{what}: {name} {a:?} overlaps {other} {b:?}");
        }
    }
    let mut marks = laid.all;
    marks.sort_by(|a, b| a.spot.0.total_cmp(&b.spot.0));
    let widest = marks.iter().map(|it| it.spot.2).fold(0.0, f32::max);
    for (i, Individual { g, home, spot: a }) in marks.iter().enumerate() {
        assert!(a.2 > 0.5, "{what}: {g} at {home:?} has no spot");
        assert!(a.0 - a.2 >= 0.0 && a.0 + a.2 <= width, "{what}: {g} at {home:?} {a:?} leaves the picture");
        if let Home::Queue(p) = *home {
            let card = layout.cards.iter().find(|card| card.p.0 == p).expect("its card");
            let (top, bottom) = (card.lane.y, card.lane.bottom());
            assert!(a.1 - a.2 >= top && a.1 + a.2 <= bottom, "{what}: {g} {a:?} leaves {:?}", card.lane);
            assert!(a.0 + a.2 <= card.lane.right(), "{what}: {g} {a:?} leaves {:?}", card.lane);
        }
        assert!(a.1 + a.2 <= layout.height, "{what}: {g} at {home:?} {a:?} is below the picture");
        for other in marks[i + 1..].iter().take_while(|other| other.spot.0 - a.0 < a.2 + widest) {
            let (b, other) = (other.spot, other.g);
            let far = (a.0 - b.0).hypot(a.1 - b.1);
            assert!(far >= a.2 + b.2 - 0.01, "{what}: {g} {a:?} overlaps {other} {b:?}");
        }
    }
}

fn card_holds_its_parts(card: &Card, what: &str) {
    let ((x, y), r) = (card.body, card.body_r * 1.27);
    let ring = Rect::new(x - r, y - r, 2.0 * r, 2.0 * r);
    let parts = [
        ("ring", ring),
        ("words", card.words),
        ("note", card.note),
        ("next", card.next),
        ("lane", card.lane),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(_, part)| part.w > 0.0).collect();
    for (i, (name, a)) in parts.iter().enumerate() {
        let whole = a.x >= card.rect.x && a.right() <= card.rect.right();
        let whole = whole && a.y >= card.rect.y && a.bottom() <= card.rect.bottom();
        assert!(whole, "{what}: {name} {a:?} leaves {:?}", card.rect);
        for (other, b) in &parts[i + 1..] {
            assert!(!a.overlaps(b), "{what}: {name} {a:?} overlaps {other} {b:?} on {}", card.p);
        }
    }
}

const SIZES: [(f32, f32); 11] = [
    (240.0, 400.0),
    (300.0, 480.0),
    (360.0, 640.0),
    (560.0, 300.0),
    (625.0, 470.0),
    (800.0, 500.0),
    (900.0, 900.0),
    (1280.0, 720.0),
    (1400.0, 900.0),
    (1920.0, 720.0),
    (2560.0, 1300.0),
];

#[test]
fn told_worlds_do_not_overlap() {
    let tales = [
        ("idle", testing::idle()),
        ("busy", testing::busy()),
        ("bounded", testing::bounded(3)),
        ("sem 40", testing::semaphore(40)),
        ("sem 200", testing::semaphore(200)),
        ("sem 10k", testing::semaphore(10_000)),
        ("replies 40", testing::replies(40)),
        ("replies 3k", testing::replies(3_000)),
        ("unbounded", testing::unbounded(10_000)),
        ("deadlock", testing::deadlock()),
        ("16 Ps", testing::many_procs(16)),
        ("64 Ps", testing::many_procs(64)),
    ];
    for (name, tale) in &tales {
        for size in SIZES {
            nothing_overlaps(&tale.world, size, &format!("{name} at {size:?}"));
        }
    }
}

#[test]
fn random_worlds_do_not_overlap() {
    for seed in 0..60 {
        let tale = testing::random(seed);
        let size = SIZES[seed as usize % SIZES.len()];
        nothing_overlaps(&tale.world, size, &format!("seed {seed} at {size:?}"));
    }
}

#[test]
fn the_world_before_anything_happened_is_laid_out() {
    for size in SIZES {
        nothing_overlaps(&World::new(), size, &format!("nothing at {size:?}"));
    }
}

/// How many of the waiting places are in sight without scrolling, and of how many.
fn in_sight(tale: &Tale, width: f32, height: f32) -> (usize, usize) {
    let places = lay(&tale.world, width, height).layout.places;
    (places.iter().filter(|place| place.rect.bottom() <= height).count(), places.len())
}

#[test]
fn the_waiting_places_are_in_sight() {
    for (width, height) in
        [(625.0, 470.0), (800.0, 500.0), (1280.0, 720.0), (1400.0, 900.0), (2560.0, 1300.0)]
    {
        for procs in 1..=4 {
            assert_eq!(in_sight(&testing::bounded(procs), width, height), (3, 3), "{procs} at {width}");
        }
        assert_eq!(in_sight(&testing::semaphore(11), width, height), (3, 3), "{width}");
        assert!(in_sight(&testing::busy(), width, height).0 >= 3, "{width}");
    }
    for size in [(1280.0, 720.0), (1400.0, 900.0), (2560.0, 1300.0)] {
        assert_eq!(in_sight(&testing::bounded(16), size.0, size.1), (3, 3), "16 at {size:?}");
    }
}

#[test]
fn on_a_phone_the_first_waiting_place_is_in_sight() {
    for procs in 1..=4 {
        assert!(in_sight(&testing::bounded(procs), 300.0, 480.0).0 >= 1, "{procs}");
    }
    assert!(in_sight(&testing::semaphore(11), 300.0, 480.0).0 >= 1);
    assert!(in_sight(&testing::busy(), 300.0, 480.0).0 >= 1);
}

#[test]
fn cards_keep_their_places_whatever_happens() {
    for (width, height) in SIZES {
        let cards = |tale: &Tale| {
            lay(&tale.world, width, height).layout.cards.iter().map(|card| card.rect).collect::<Vec<_>>()
        };
        let idle = cards(&testing::idle());
        for tale in [testing::busy(), testing::bounded(4), testing::semaphore(200)] {
            assert_eq!(cards(&tale), idle, "{width} x {height}");
        }
    }
}

#[test]
fn sizes_of_cards() {
    let mut out = String::new();
    for (width, height) in SIZES {
        write!(out, "{width:>4} x {height:<4}").expect("a string takes all");
        for procs in [1, 2, 4, 8, 16, 64] {
            let layout = lay(&testing::many_procs(procs).world, width, height).layout;
            let (m, top) = (layout.metrics, layout.cards[0].rect.y);
            let columns = layout.cards.iter().filter(|card| card.rect.y == top).count();
            let kind = if m.dense { "dense" } else { "full" };
            let roomy = if m.grow > 1.0 { "+" } else { "" };
            let size = format!("{kind}{roomy} {columns} x{:.2}", m.k);
            write!(out, " | {procs}: {size:<13}").expect("a string takes all");
        }
        out.push('\n');
    }
    expect![[r#"
         240 x 400  | 1: dense 1 x1.00 | 2: dense 1 x1.00 | 4: dense 1 x1.00 | 8: dense 1 x1.00 | 16: dense 1 x1.00 | 64: dense 1 x1.00
         300 x 480  | 1: dense 1 x1.00 | 2: dense 2 x1.00 | 4: dense 2 x1.00 | 8: dense 2 x1.00 | 16: dense 2 x1.00 | 64: dense 2 x1.00
         360 x 640  | 1: full 1 x1.00  | 2: dense 2 x1.00 | 4: dense 2 x1.00 | 8: dense 2 x1.00 | 16: dense 2 x1.00 | 64: dense 2 x1.00
         560 x 300  | 1: dense 1 x1.00 | 2: dense 2 x1.00 | 4: dense 4 x1.00 | 8: dense 4 x1.00 | 16: dense 4 x1.00 | 64: dense 4 x1.00
         625 x 470  | 1: dense 1 x1.00 | 2: dense 2 x1.00 | 4: dense 4 x1.00 | 8: dense 4 x1.00 | 16: dense 4 x1.00 | 64: dense 4 x1.00
         800 x 500  | 1: dense 1 x1.00 | 2: dense 2 x1.00 | 4: dense 4 x1.00 | 8: dense 4 x1.00 | 16: dense 6 x1.00 | 64: dense 6 x1.00
         900 x 900  | 1: full+ 1 x1.00 | 2: full+ 2 x1.00 | 4: full 2 x1.00  | 8: dense 4 x1.00 | 16: dense 6 x1.00 | 64: dense 6 x1.00
        1280 x 720  | 1: full 1 x1.05  | 2: full 2 x1.05  | 4: full 4 x1.05  | 8: dense 8 x1.05 | 16: dense 8 x1.05 | 64: dense 8 x1.00
        1400 x 900  | 1: full+ 1 x1.25 | 2: full+ 2 x1.25 | 4: full+ 4 x1.25 | 8: full 4 x1.05  | 16: dense 8 x1.20 | 64: dense 10 x1.00
        1920 x 720  | 1: full 1 x1.05  | 2: full 2 x1.05  | 4: full 4 x1.05  | 8: full+ 8 x1.00 | 16: dense 8 x1.05 | 64: dense 13 x1.00
        2560 x 1300 | 1: full+ 1 x1.70 | 2: full+ 2 x1.70 | 4: full+ 4 x1.70 | 8: full 4 x1.50  | 16: full+ 8 x1.35 | 64: dense 16 x1.20
    "#]].assert_eq(&out);
}

#[test]
fn channels_made_at_one_place_share_one() {
    check(
        &testing::replies(12),
        1280.0,
        &expect![[r#"
        1280 x 720, scale 1.05
        global       21   44 1238 x 29   r 8.8
        P0           21   88  297 x 181  Full queue r 10.5
        P1          335   88  297 x 181  Full queue r 10.5
        P2          648   88  297 x 181  Full queue r 10.5
        P3          962   88  297 x 181  Full queue r 10.5
        M1          345  315  109 x 27   Sysmon
        O0           21  391  297 x 108  Number 0 r 0.0 | 1 r 12.6
        made at @13  335  391  297 x 108  Gate 0 r 0.0 | 12 r 12.2
    "#]],
    );
}

#[test]
fn few_channels_have_places_of_their_own_and_many_share_one_until_few_are_left() {
    let mut census = Census::default();
    let mut shared = |tale: &Tale, selected: Option<ObjId>| {
        census.take(&tale.world, &testing::Program, None, selected);
        let shared: Vec<_> = census.kins.iter().map(|kin| (kin.channels, kin.recv)).collect();
        (census.objs.len(), shared)
    };
    assert_eq!(shared(&testing::replies(8), None), (9, vec![]));
    let mut tale = testing::replies(9);
    assert_eq!(shared(&tale, None), (1, vec![(9, 9)]));
    assert_eq!(shared(&tale, Some(ObjId(3))), (2, vec![(8, 8)]));
    let answer = |tale: &mut Tale, obj: u32| {
        let g = tale.world.objs.get(ObjId(obj)).and_then(|it| it.recvq.front()).expect("somebody waits");
        tale.on(0, Kind::GoUnblock { g });
        tale.on(0, Kind::RunqPut { g, place: RunqPlace::Local });
    };
    (1..6).for_each(|obj| answer(&mut tale, obj));
    assert_eq!(shared(&tale, None), (1, vec![(4, 4)]));
    answer(&mut tale, 6);
    assert_eq!(shared(&tale, None), (4, vec![]));
}

#[test]
fn threads_lose_their_names_before_one_of_them_begins_a_row() {
    let mut tale = testing::idle();
    let mut told = Vec::new();
    for m in 2..8 {
        tale.tell(MId(m), PId::NONE, GId::NONE, Kind::MStart);
        tale.tell(MId(m), PId::NONE, GId::NONE, Kind::MPark);
        let threads = lay(&tale.world, 680.0, 380.0).layout.threads;
        let row = threads.chips[0].rect.center().1;
        assert!(threads.chips.iter().all(|chip| (chip.rect.center().1 - row).abs() < 1.0), "{threads:?}");
        told.push(threads.chips.last().is_some_and(|chip| chip.named));
    }
    assert!(told[0] && !told[5] && told.is_sorted_by(|a, b| a >= b), "{told:?}");
}
