//! The layout as text, and that nothing lies over anything else.

use std::fmt::Write;

use expect_test::{Expect, expect};
use gopark_trace::World;

use super::{Layout, Memory, PlaceKey};
use crate::census::Census;
use crate::geom::Rect;
use crate::stage::Viewport;
use crate::testing::{self, Tale};

struct Laid {
    layout: Layout,
    census: Census,
    spots: Vec<(f32, f32, f32)>,
}

fn lay(world: &World, width: f32, height: f32) -> Laid {
    let mut census = Census::default();
    census.take(world, |_| false);
    let mut memory = Memory::default();
    memory.begin(0.0);
    let layout = Layout::compute(world, &census, Viewport { width, height }, &[], &mut memory);
    let mut spots = Vec::new();
    layout.spots(world, &census, &mut spots);
    Laid { layout, census, spots }
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
    for place in &layout.places {
        let key = match place.key {
            PlaceKey::Obj(obj) => obj.to_string(),
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
            M1          584  315   48 x 27   Sysmon
            M6          688  315   48 x 27   Idle
            M7          743  315   48 x 27   Idle
            M8          797  315   48 x 27   Idle
            O0           21  388  297 x 122  Cells { side: 13.65, rows: 3 } 0 r 0.0 | 0 r 0.0
            O1          335  388  297 x 122  Number 0 r 0.0 | 1 r 12.6
            O2          648  388  297 x 122  Lock 0 r 0.0 | 2 r 12.6
            O3          962  388  297 x 122  Gate 0 r 0.0 | 1 r 12.6
            Sleep        21  527  297 x 108  Dial 0 r 0.0 | 9 r 12.2
        "#]],
    );
}

#[test]
fn a_busy_program_on_a_phone() {
    check(
        &testing::busy(),
        360.0,
        &expect![[r#"
            360 x 884, scale 1
            global       12   30  336 x 28   r 8.4
            P0           12   68  163 x 98   Compact queue r 3.8
            P1          185   68  163 x 98   Compact queue r 7.6
            P2           12  190  163 x 98   Compact queue r 1.7
            P3          185  190  163 x 98   Compact queue r 7.6
            M4          108  316   92 x 22   Call
            M1          262  316   34 x 22   Sysmon
            M6           38  342   34 x 22   Idle
            M7           76  342   34 x 22   Idle
            M8          114  342   34 x 22   Idle
            O0           12  396  336 x 85   Cells { side: 13.0, rows: 3 } 0 r 0.0 | 0 r 0.0
            O1           12  491  336 x 85   Number 0 r 0.0 | 1 r 12.0
            O2           12  586  336 x 85   Lock 0 r 0.0 | 2 r 12.0
            O3           12  681  336 x 85   Gate 0 r 0.0 | 1 r 12.0
            Sleep        12  776  336 x 96   Dial 0 r 0.0 | 9 r 11.8
        "#]],
    );
}

#[test]
fn two_hundred_at_a_semaphore() {
    check(
        &testing::semaphore(200),
        1280.0,
        &expect![[r#"
            1280 x 817, scale 1.05
            global       21   44 1238 x 29   r 8.8
            P0           21   88  297 x 181  Full queue r 10.5
            P1          335   88  297 x 181  Full queue r 10.5
            P2          648   88  297 x 181  Full queue r 10.5
            P3          962   88  297 x 181  Full queue r 10.5
            M1          345  315   48 x 27   Sysmon
            O0           21  388  924 x 282  Cells { side: 13.65, rows: 5 } 200 r 12.2 | 0 r 0.0
            O1          962  388  297 x 282  Number 0 r 0.0 | 1 r 12.6
            Sleep        21  688  297 x 108  Dial 0 r 0.0 | 7 r 12.2
        "#]],
    );
}

#[test]
fn a_deadlock() {
    check(
        &testing::deadlock(),
        768.0,
        &expect![[r#"
            768 x 728, scale 1
            banner       12   12  744 x 40   fatal error: all goroutines are asleep - deadlock!
            global       12   84  744 x 28   r 8.4
            P0           12  126  367 x 172  Full queue r 10.1
            P1          389  126  367 x 172  Full queue r 10.1
            P2           12  334  367 x 172  Full queue r 10.1
            P3          389  334  367 x 172  Full queue r 10.1
            M1          321  550   46 x 26   Sysmon
            M0          420  550   46 x 26   Idle
            O0           12  620  178 x 96   Gate 0 r 0.0 | 1 r 11.8
            O1          200  620  178 x 96   Gate 0 r 0.0 | 1 r 11.8
            O2          389  620  178 x 96   Lock 0 r 0.0 | 1 r 11.8
            Forever     578  620  178 x 96   None 0 r 0.0 | 1 r 12.0
        "#]],
    );
}

/// Every goroutine has a spot inside the picture, no two marks overlap, no two boxes do.
fn nothing_overlaps(world: &World, width: f32, what: &str) {
    let laid = lay(world, width, 720.0);
    let layout = &laid.layout;
    let mut boxes = vec![("global", layout.conveyor.rect)];
    if let Some(banner) = &layout.banner {
        boxes.push(("banner", banner.rect));
    }
    for card in &layout.cards {
        let whole = Rect::new(card.rect.x, card.rect.y, card.rect.w, card.rect.h + card.plate.h);
        boxes.push(("card", whole));
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
    let mut marks: Vec<_> = laid.spots.iter().enumerate().collect();
    marks.sort_by(|a, b| a.1.0.total_cmp(&b.1.0));
    let widest = marks.iter().map(|(_, spot)| spot.2).fold(0.0, f32::max);
    for (i, (rank, a)) in marks.iter().enumerate() {
        let (g, home) = (laid.census.ids[*rank], laid.census.homes[*rank]);
        assert!(a.2 > 0.5, "{what}: {g} at {home:?} has no spot");
        assert!(a.0 - a.2 >= 0.0 && a.0 + a.2 <= width, "{what}: {g} at {home:?} {a:?} leaves the picture");
        assert!(a.1 + a.2 <= layout.height, "{what}: {g} at {home:?} {a:?} is below the picture");
        for (other, b) in marks[i + 1..].iter().take_while(|(_, b)| b.0 - a.0 < a.2 + widest) {
            let far = (a.0 - b.0).hypot(a.1 - b.1);
            let other = laid.census.ids[*other];
            assert!(far >= a.2 + b.2 - 0.01, "{what}: {g} {a:?} overlaps {other} {b:?}");
        }
    }
}

const WIDTHS: [f32; 6] = [320.0, 360.0, 768.0, 1280.0, 1920.0, 2560.0];

#[test]
fn told_worlds_do_not_overlap() {
    let tales = [
        ("idle", testing::idle()),
        ("busy", testing::busy()),
        ("sem 40", testing::semaphore(40)),
        ("sem 200", testing::semaphore(200)),
        ("sem 10k", testing::semaphore(10_000)),
        ("unbounded", testing::unbounded(10_000)),
        ("deadlock", testing::deadlock()),
        ("16 Ps", testing::many_procs(16)),
        ("64 Ps", testing::many_procs(64)),
    ];
    for (name, tale) in &tales {
        for width in WIDTHS {
            nothing_overlaps(&tale.world, width, &format!("{name} at {width}"));
        }
    }
}

#[test]
fn random_worlds_do_not_overlap() {
    for seed in 0..60 {
        let tale = testing::random(seed);
        let width = WIDTHS[seed as usize % WIDTHS.len()];
        nothing_overlaps(&tale.world, width, &format!("seed {seed} at {width}"));
    }
}

#[test]
fn the_world_before_anything_happened_is_laid_out() {
    for width in WIDTHS {
        nothing_overlaps(&World::new(), width, &format!("nothing at {width}"));
    }
}
