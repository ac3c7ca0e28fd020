//! The tanks of the memory. Their scale is logarithmic, so that a doubling is as long for a small heap as for a large one.

use gopark_trace::World;

use super::sheet::Style;
use super::{Scene, Sheet};
use crate::draw::{Ink, Pen};
use crate::geom::Rect;
use crate::hits::Hit;
use crate::palette::Role;
use crate::words;

/// Where the scale begins.
const LEAST_BYTES: f32 = 16_384.0;
/// Where it ends, when nothing limits the memory.
const MOST_BYTES: u64 = 1 << 30;

impl Scene<'_> {
    pub(super) fn gauge(&self, sheet: &mut Sheet<'_>) {
        let gauge = &self.layout.gauge;
        sheet.hit(gauge.rect, Hit::Memory);
        let heap = &self.world.heap;
        let limit = heap.container_limit_bytes.filter(|&n| n < 1 << 40).unwrap_or(MOST_BYTES);
        let most = limit.max(heap.alloc_bytes).max(1 << 20) as f32;
        let part =
            |bytes: u64| ((bytes as f32).max(LEAST_BYTES) / LEAST_BYTES).log2() / (most / LEAST_BYTES).log2();
        let [tank, stacks] = gauge.tanks;
        self.tank(sheet, tank, words::HEAP, &words::heap_level(heap), gauge.room);
        fill(sheet, tank, part(heap.alloc_bytes), Ink::new(Role::Value, 140));
        fill(sheet, tank, part(heap.live_bytes), Ink::from(Role::Value));
        if heap.gc.running && heap.gc.scan_bytes > 0 {
            let done = heap.gc.scanned_bytes as f32 / heap.gc.scan_bytes as f32;
            let under = Rect::new(tank.x, tank.bottom() + 1.0, tank.w, sheet.px(2.0));
            fill(sheet, under, done, Ink::from(Role::Accent));
        }
        mark(sheet, tank, part(heap.goal_bytes), Role::Text);
        if let Some(limit) = heap.memory_limit_bytes.filter(|&n| n < 1 << 40) {
            mark(sheet, tank, part(limit), Role::Warn);
        }
        self.tank(sheet, stacks, words::STACKS, &stack_level(self.world), gauge.room);
        fill(sheet, stacks, part(self.world.counts.stack_bytes), Ink::from(Role::Thread));
    }

    fn tank(&self, sheet: &mut Sheet<'_>, tank: Rect, label: &str, level: &str, room: f32) {
        let y = tank.center().1 + sheet.px(4.0);
        let x = self.layout.gauge.rect.x;
        sheet.text(label, x, y, tank.x - x - sheet.px(4.0), Style::Small, Role::Muted);
        sheet.framed(tank, 3.0, Some(Role::Track), Pen::new(Role::Line, 1.0));
        let at = tank.right() + sheet.px(8.0);
        sheet.text(level, at, y, room, Style::Small, Role::Muted);
    }
}

fn stack_level(world: &World) -> String {
    let bytes = world.counts.stack_bytes;
    let stacks = if world.is_recorded { words::NOT_TOLD.to_owned() } else { words::bytes(bytes) };
    match words::gc_phase(world) {
        phase if phase.is_empty() => stacks,
        phase => format!("{stacks} · {phase}"),
    }
}

fn fill(sheet: &mut Sheet<'_>, tank: Rect, part: f32, ink: Ink) {
    let w = tank.w * part.clamp(0.0, 1.0);
    if w >= 1.0 {
        sheet.filled(Rect::new(tank.x, tank.y, w, tank.h), 3.0, ink);
    }
}

fn mark(sheet: &mut Sheet<'_>, tank: Rect, part: f32, role: Role) {
    let x = tank.x + tank.w * part.clamp(0.0, 1.0);
    let over = sheet.px(2.0);
    sheet.line((x, tank.y - over), (x, tank.bottom() + over), Pen::new(role, 1.5));
}
