//! Places to wait: one for each object, sized by how many are there.

use gopark_sorted::sort_by;
use gopark_trace::{GId, Obj, ObjId, ObjKind, Side, World};

use super::grid::{Grid, LEAST, Packed, USUAL, dense, pack, stepped};
use super::grid_for;
use super::memory::PlaceKey;
use super::{Memory, Metrics};
use crate::census::{Census, Home};
use crate::draw::Font;
use crate::font;
use crate::geom::Rect;
use crate::hits::Group;
use crate::words;

/// What stands in the middle of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Core {
    /// Nothing.
    #[default]
    None,
    /// A gate: an unbuffered channel.
    Gate,
    /// A cell for each value of a channel's buffer: side of a cell, cells in a column.
    Cells { side: f32, rows: u32 },
    /// A tank, for a buffer of too many values for cells.
    Tank,
    /// A lock.
    Lock,
    /// A number.
    Number,
    /// A clock.
    Dial,
}

/// A queue on one side of the core.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Zone {
    pub(crate) rect: Rect,
    pub(crate) grid: Grid,
    /// How many are drawn here.
    pub(crate) count: u32,
}

/// A place to wait.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) key: PlaceKey,
    pub(crate) rect: Rect,
    /// The line over it.
    pub(crate) head: Rect,
    /// What stands in the middle, and where.
    pub(crate) core: Core,
    pub(crate) core_rect: Rect,
    /// Senders of a channel.
    pub(crate) left: Zone,
    /// Everybody else.
    pub(crate) right: Zone,
}

const BODY_MAX: f32 = 640.0;
const BODY_MAX_LEAST: f32 = 176.0;
const CELL: f32 = 13.0;
const CELL_GAP: f32 = 3.0;
/// Buffers of more values than this are drawn as a tank.
const CELLS_MAX: u32 = 120;
/// The most of a place's width that its core takes.
const CORE_MAX: f32 = 0.45;
/// More than this many are not named.
const NAMED_MAX: u32 = 6;

/// For so many there are single marks, if need be the smallest ones, and with some room to spare.
const SINGLE_MAX: f32 = 112_000.0;
const SINGLE_H_MAX: f32 = 1_600.0;

/// Places where fewer wait are not widened to fill their row.
const STRETCH_FROM: u32 = 24;

/// A place on its way into a row.
struct Draft {
    key: PlaceKey,
    /// How many wait now.
    now: (u32, u32),
    /// For how many there is room.
    room: (u32, u32),
    core: Core,
    /// Width of the core when as low as can be.
    core_w: f32,
    cells: u32,
    span: usize,
}

/// The places below `y` in `columns` columns, and where they end.
pub(super) fn places(
    world: &World,
    census: &Census,
    m: &Metrics,
    y: f32,
    card_columns: usize,
    memory: &mut Memory,
) -> (Vec<Place>, f32) {
    let columns = columns(card_columns, m);
    let column_w = (m.inner() - m.gap * (columns as f32 - 1.0)) / columns as f32;
    let core_max = (column_w - 2.0 * m.place_pad()) * CORE_MAX;
    let mut drafts = drafts(world, census, m, core_max, memory);
    for draft in &mut drafts {
        let floor = draft.key == PlaceKey::Group(Group::Leaked);
        draft.span = if floor { columns } else { span(draft.room.0 + draft.room.1).min(columns) };
    }
    let rows = into_rows(&mut drafts, columns);
    let left = m.height - y - m.margin - rows.len() as f32 * ((2.0 * m.place_pad() + m.place_head()) + m.gap);
    let body_max = (left / rows.len().max(1) as f32).max(m.px(BODY_MAX_LEAST)).min(m.px(BODY_MAX));
    let mut places = Vec::with_capacity(drafts.len());
    let mut top = y;
    for row in rows {
        let row = &drafts[row];
        let width = |span: usize| column_w * span as f32 + m.gap * (span as f32 - 1.0);
        let body = row.iter().map(|draft| body_height(draft, width(draft.span), body_max, m));
        let body = body.fold(m.place_body(), f32::max);
        let h = body + 2.0 * m.place_pad() + m.place_head();
        let mut x = m.margin;
        for draft in row {
            let rect = Rect::new(x, top, width(draft.span), h);
            places.push(place(draft, rect, m));
            x = rect.right() + m.gap;
        }
        top += h + m.gap;
    }
    let below = if places.is_empty() { y + m.px(20.0) } else { top - m.gap };
    (places, below)
}

/// The columns of the cards where they have a good width, so that edges line up.
fn columns(card_columns: usize, m: &Metrics) -> usize {
    let width = |n: usize| (m.inner() - m.gap * (n as f32 - 1.0)) / n as f32;
    let least = m.place_width();
    if (least..2.0 * least).contains(&width(card_columns)) {
        return card_columns;
    }
    (((m.inner() + m.gap) / (least + m.gap)).floor() as usize).max(1)
}

/// Marks without names.
fn unnamed(n: u32, w: f32, h: f32, m: &Metrics) -> Packed {
    let packed = pack(&(*USUAL.start()..=*USUAL.end() * m.grow), stepped(n), w, h, m.k);
    if packed.height() <= h + 0.01 { packed } else { dense(stepped(n), w, h.max(single_h(w, m)), m.k) }
}

/// How high a place may get before marks are shared.
fn single_h(w: f32, m: &Metrics) -> f32 {
    (SINGLE_MAX * m.px(LEAST).powi(2) / w.max(1.0)).min(m.px(SINGLE_H_MAX))
}

/// A mark with its name beside it.
fn named_w(m: &Metrics) -> f32 {
    m.either(102.0, 66.0) + m.grown(26.0)
}

/// The least room for one of them.
fn named_least(m: &Metrics) -> f32 {
    m.px(66.0) + m.grown(26.0)
}

fn named_h(m: &Metrics) -> f32 {
    m.either(34.0, 32.0) * m.grow
}

fn span(waiting: u32) -> usize {
    match waiting {
        0..=12 => 1,
        13..=64 => 2,
        65..=400 => 3,
        _ => usize::MAX,
    }
}

/// Fills rows in order; what is left of a row goes to the place in it where most wait.
fn into_rows(drafts: &mut [Draft], columns: usize) -> Vec<std::ops::Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    while start < drafts.len() {
        let mut used = 0;
        let mut end = start;
        while end < drafts.len() && used + drafts[end].span <= columns {
            used += drafts[end].span;
            end += 1;
        }
        let most = drafts[start..end].iter_mut().max_by_key(|draft| draft.room.0 + draft.room.1);
        if let Some(draft) = most
            && draft.room.0 + draft.room.1 > STRETCH_FROM
        {
            draft.span += columns - used;
        }
        rows.push(start..end);
        start = end;
    }
    rows
}

fn drafts(world: &World, census: &Census, m: &Metrics, core_max: f32, memory: &mut Memory) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for tally in &census.objs {
        let Some(obj) = world.objs.get(tally.obj) else { continue };
        let channel = tally.kind == ObjKind::Chan;
        let now = if channel { (tally.send, tally.recv) } else { (0, tally.recv + tally.send) };
        let in_use = now.0 + now.1 > 0 || obj.len > 0 || obj.holder.is_some() || obj.count != 0;
        let key = PlaceKey::Obj(tally.obj);
        let room = memory.place(key, now.0, now.1, in_use);
        let (core, core_w) = core_of(obj, m, core_max);
        let cells = if channel { obj.cap } else { 0 };
        drafts.push(Draft { key, now, room, core, core_w, cells, span: 1 });
    }
    for kin in &census.kins {
        let (key, now) = (PlaceKey::Kin(kin.pc), (kin.send, kin.recv));
        let room = memory.place(key, now.0, now.1, true);
        drafts.push(Draft { key, now, room, core: Core::Gate, core_w: m.grown(18.0), cells: 0, span: 1 });
    }
    for group in Group::ALL {
        let now = census.groups[group as usize];
        let key = PlaceKey::Group(group);
        if now == 0 && !memory.keeps(key) {
            continue;
        }
        let room = memory.place(key, 0, now, now > 0);
        let dial = group == Group::Sleep;
        let (core, core_w) = if dial { (Core::Dial, m.grown(40.0)) } else { (Core::None, 0.0) };
        drafts.push(Draft { key, now: (0, now), room, core, core_w, cells: 0, span: 1 });
    }
    drafts
}

fn core_of(obj: &Obj, m: &Metrics, most: f32) -> (Core, f32) {
    match obj.kind {
        ObjKind::Chan if obj.cap == 0 => (Core::Gate, m.grown(18.0)),
        ObjKind::Chan if obj.cap <= CELLS_MAX && cells_width(obj.cap, 3, m) <= most => {
            let side = m.grown(CELL);
            (Core::Cells { side, rows: 3 }, cells_width(obj.cap, 3, m))
        }
        ObjKind::Chan => (Core::Tank, m.grown(36.0)),
        ObjKind::Mutex | ObjKind::RwMutex => (Core::Lock, m.grown(36.0)),
        ObjKind::WaitGroup | ObjKind::Sema => {
            let font = Font { size: m.grown(font::size::LARGE), bold: true, mono: false };
            let count = words::number(u64::from(obj.count.unsigned_abs()));
            // In steps of two digits, so that counting down does not push the queue about.
            let w = font::width(&count, font).max(m.grown(48.0));
            (Core::Number, (w / m.grown(16.0)).ceil() * m.grown(16.0))
        }
        ObjKind::Cond | ObjKind::Context | ObjKind::Line => (Core::None, 0.0),
    }
}

fn cells_width(cap: u32, rows: u32, m: &Metrics) -> f32 {
    let columns = cap.div_ceil(rows.max(1));
    columns as f32 * m.grown(CELL + CELL_GAP) - m.grown(CELL_GAP)
}

/// Widths of the left and the right zone in a body `w` wide with a core of `core_w`.
fn zone_widths(room: (u32, u32), w: f32, core_w: f32, m: &Metrics) -> (f32, f32) {
    let gap = m.either(14.0, 12.0);
    let sides = f32::from(u8::from(room.0 > 0) + u8::from(room.1 > 0));
    let free = (w - core_w - if core_w > 0.0 { gap * sides } else { 0.0 }).max(0.0);
    match room {
        (0, _) => (0.0, free),
        (_, 0) => (free, 0.0),
        (left, right) => {
            let share = (left as f32 / (left + right) as f32).clamp(0.25, 0.75);
            (free * share, free * (1.0 - share))
        }
    }
}

fn zone_height(count: u32, w: f32, body_max: f32, m: &Metrics) -> f32 {
    if count == 0 {
        return 0.0;
    }
    if let Some((_, rows)) = named_cells(count, w, f32::INFINITY, m) {
        return rows as f32 * named_h(m);
    }
    unnamed(count, w, body_max, m).height()
}

/// Columns and rows of marks with names, when few enough wait in a wide enough zone.
fn named_cells(count: u32, w: f32, h: f32, m: &Metrics) -> Option<(u32, u32)> {
    let columns = ((w / named_w(m)).floor() as u32).max(u32::from(w >= named_least(m)));
    if count > NAMED_MAX || columns == 0 {
        return None;
    }
    let rows = count.div_ceil(columns);
    (rows <= 3 && rows as f32 * named_h(m) <= h + 0.01).then_some((columns, rows))
}

fn body_height(draft: &Draft, w: f32, body_max: f32, m: &Metrics) -> f32 {
    let height = |core_w| {
        let (left, right) = zone_widths(draft.room, w - 2.0 * m.place_pad(), core_w, m);
        zone_height(draft.room.0, left, body_max, m).max(zone_height(draft.room.1, right, body_max, m))
    };
    // In a higher body the core is narrower and leaves more room, so that the body need not be as high.
    let high = height(draft.core_w).max(m.place_body());
    let lower = height(core_in(draft, high, m).1).max(m.place_body());
    height(core_in(draft, lower, m).1).max(lower).min(high)
}

/// The core as it stands in a body of height `h`, and its width.
fn core_in(draft: &Draft, h: f32, m: &Metrics) -> (Core, f32) {
    match draft.core {
        Core::Cells { side, .. } => {
            let rows = ((h + m.grown(CELL_GAP)) / m.grown(CELL + CELL_GAP)).floor().max(1.0) as u32;
            let rows = if draft.cells <= 12 { rows.min(draft.cells.div_ceil(2).max(3)) } else { rows };
            (Core::Cells { side, rows }, cells_width(draft.cells, rows, m))
        }
        core => (core, draft.core_w),
    }
}

fn place(draft: &Draft, rect: Rect, m: &Metrics) -> Place {
    let pad = m.place_pad();
    let head = Rect::new(rect.x + pad, rect.y + pad - m.px(2.0), rect.w - 2.0 * pad, m.place_head());
    let body_y = rect.y + pad + m.place_head();
    let body = Rect::new(rect.x + pad, body_y, rect.w - 2.0 * pad, rect.bottom() - pad - body_y);
    let (core, core_w) = core_in(draft, body.h, m);
    let (left_w, right_w) = zone_widths(draft.room, body.w, core_w, m);
    let gap = m.either(14.0, 12.0);
    let left = Rect::new(body.x, body.y, left_w, body.h);
    let core_x = if left_w > 0.0 { left.right() + gap } else { body.x };
    let core_rect = Rect::new(core_x, body.y, core_w, body.h);
    let right_x = if core_w > 0.0 { core_rect.right() + gap } else { core_x };
    let right = Rect::new(right_x, body.y, right_w, body.h);
    Place {
        key: draft.key,
        rect,
        head,
        core,
        core_rect,
        left: zone(draft.room.0, draft.now.0, left, true, m),
        right: zone(draft.room.1, draft.now.1, right, false, m),
    }
}

fn zone(room: u32, count: u32, rect: Rect, leftward: bool, m: &Metrics) -> Zone {
    if room == 0 {
        return Zone { rect, grid: Grid::default(), count };
    }
    if let Some((columns, rows)) = named_cells(room, rect.w, rect.h, m) {
        return Zone { rect, grid: named_grid(columns, rows, &rect, leftward, m), count };
    }
    let packed = unnamed(room, rect.w, rect.h, m);
    Zone { rect, grid: grid_for(room, packed, &rect, leftward), count }
}

fn named_grid(columns: u32, rows: u32, rect: &Rect, leftward: bool, m: &Metrics) -> Grid {
    let cell = (rect.w / columns as f32).min(named_w(m) * 1.5);
    let half = named_h(m) / 2.0;
    let height = rows as f32 * named_h(m);
    let mark = m.grown(13.0);
    Grid {
        x: if leftward { rect.right() - cell + mark } else { rect.x + mark },
        y: rect.y + ((rect.h - height) / 2.0).max(0.0) + half,
        step_x: if leftward { -cell } else { cell },
        step_y: named_h(m),
        rows,
        r: m.grown(12.0),
        named: true,
        ..Grid::default()
    }
}

impl Place {
    /// Calls `put` with each goroutine that waits here and is no part of a crowd, in the order of the queues; those whom
    /// no queue knows come last. `put` tells whether the spot was taken.
    pub(crate) fn spots(
        &self,
        world: &World,
        census: &Census,
        put: &mut impl FnMut(GId, Home, (f32, f32), f32) -> bool,
    ) {
        for (left, zone) in [(true, &self.left), (false, &self.right)] {
            if zone.count > 0 && !zone.grid.crowd {
                let mut at = 0;
                queue(world, census, self.key, left, &mut |g, home| {
                    at += u32::from(put(g, home, zone.grid.spot(at), zone.grid.r));
                    at < zone.count
                });
            }
        }
    }
}

/// Tells everybody on one side of a place in order, as long as `tell` wants to hear more.
pub(crate) fn queue(
    world: &World,
    census: &Census,
    key: PlaceKey,
    left: bool,
    tell: &mut dyn FnMut(GId, Home) -> bool,
) {
    match key {
        PlaceKey::Obj(id) => {
            queue_at(world, census, id, left, tell);
        }
        PlaceKey::Kin(pc) => {
            census.kin_at(pc).all(|id| queue_at(world, census, id, left, tell));
        }
        PlaceKey::Group(_) if left => {}
        PlaceKey::Group(group) => {
            let home = Home::Group(group);
            let mut told = Vec::new();
            if group == Group::Sleep {
                for g in world.timers.values().copied().filter(|g| census.home(*g) == Some(home)) {
                    told.push(g);
                    if !tell(g, home) {
                        return;
                    }
                }
                sort_by(&mut told, Ord::cmp);
            }
            let rest = census.members(world, group);
            rest.into_iter().filter(|g| told.binary_search(g).is_err()).all(|g| tell(g, home));
        }
    }
}

/// The same for one object; false when no more is wanted.
fn queue_at(
    world: &World,
    census: &Census,
    id: ObjId,
    left: bool,
    tell: &mut dyn FnMut(GId, Home) -> bool,
) -> bool {
    let Some(obj) = world.objs.get(id) else { return true };
    for side in [Side::Recv, Side::Send] {
        if left != (obj.kind == ObjKind::Chan && side == Side::Send) {
            continue;
        }
        let home = census.home_at(id, side);
        let mut missing = census.count_at(id, side);
        // A select may wait twice in the same queue.
        let mut twice = Vec::new();
        let here = |g: GId| {
            let waits = world.gs.get(g).map_or(&[][..], |it| &*it.waits);
            waits.iter().skip(1).any(|wait| wait.obj == id && wait.side == side)
        };
        for g in obj.waitq(side).iter().filter(|g| census.stands_at(*g, id, side)) {
            if here(g) {
                if twice.contains(&g) {
                    continue;
                }
                twice.push(g);
            }
            missing = missing.saturating_sub(1);
            if !tell(g, home) {
                return false;
            }
        }
        let queued = |g: GId| obj.waitq(side).iter().any(|other| other == g);
        // While not all is counted yet, nobody knows who is missing.
        let missing = if census.unfinished { 0 } else { missing };
        let mut unqueued = census.unqueued(id, side).filter(|g| !queued(*g)).take(missing as usize);
        if !unqueued.all(|g| tell(g, home)) {
            return false;
        }
    }
    true
}
