//! The waiting places.

use gopark_trace::{Leaked, Obj, ObjId, ObjKind, Pc, SimTime, World};

use super::sheet::Style;
use super::{Scene, Sheet};
use crate::draw::{Cmd, Ink, Pen};
use crate::geom::Rect;
use crate::hits::{Group, Hit};
use crate::layout::{Core, Place, PlaceKey, Zone};
use crate::palette::Role;
use crate::{names, words};

/// Of more waiters at one place it is not looked whether all of them are leaked.
const LEAKED_COUNTED_MAX: usize = 64;

impl Scene<'_> {
    pub(super) fn places(&self, sheet: &mut Sheet<'_>) {
        let label = self.layout.waiting;
        let y = label.y + sheet.px(12.0);
        let end = sheet.text(words::WAITING, label.x, y, label.w, Style::Strong, Role::Text);
        let at = end + sheet.px(8.0);
        let count = words::number(u64::from(self.world.counts.waiting));
        sheet.text(&count, at, y, label.right() - at, Style::Small, Role::Muted);
        self.contexts(sheet);
        if self.layout.places.is_empty() && self.layout.contexts.nodes.is_empty() {
            let y = label.bottom() + sheet.px(16.0);
            sheet.text(words::WAITING_NOBODY, label.x, y, label.w, Style::Body, Role::Muted);
        }
        for place in &self.layout.places {
            let hit = match place.key {
                PlaceKey::Obj(id) => Hit::Obj(id),
                PlaceKey::Kin(pc) => Hit::Kin(pc),
                PlaceKey::Group(group) => Hit::Group(group),
            };
            sheet.hit(place.rect, hit);
            if place.key == PlaceKey::Group(Group::Leaked) {
                sediment(sheet, place.rect);
            } else {
                sheet.framed(place.rect, 14.0, Some(Role::Surface), Pen::new(Role::Line, 1.0));
            }
        }
        // Under the words and the marks they run to.
        let before = sheet.draw.cmds.len();
        self.links(sheet);
        let crossed = sheet.draw.cmds.len() > before;
        for place in &self.layout.places {
            sheet.clears = crossed && place.key != PlaceKey::Group(Group::Leaked);
            self.place(sheet, place);
        }
        sheet.clears = false;
    }

    fn place(&self, sheet: &mut Sheet<'_>, place: &Place) {
        match place.key {
            PlaceKey::Obj(id) => {
                if let Some(obj) = self.world.objs.get(id) {
                    self.obj_head(sheet, place, id, obj);
                    self.core(sheet, place, Some(obj));
                }
            }
            PlaceKey::Kin(pc) => {
                self.kin_head(sheet, place, pc);
                gate(sheet, place.core_rect, false);
            }
            PlaceKey::Group(group) => {
                self.group_head(sheet, place, group);
                self.core(sheet, place, None);
            }
        }
        if place.left.count + place.right.count == 0 {
            let x = place.core_rect.right() + sheet.px(16.0);
            let y = place.core_rect.center().1 + sheet.px(4.0);
            let room = place.rect.right() - sheet.px(14.0) - x;
            let words = self.drawn_elsewhere(place.key);
            let fits = words.iter().find(|words| sheet.width(words, Style::Small) <= room);
            let words = fits.or(words.last()).map_or(words::PLACE_EMPTY, String::as_str);
            sheet.text(words, x, y, room, Style::Small, Role::Muted);
        }
        self.arrows(sheet, place);
        self.labels(sheet, &place.left);
        self.labels(sheet, &place.right);
    }

    /// What is said of those who wait at a place and are drawn at another one, and what where there is less room; nothing
    /// where nobody waits.
    fn drawn_elsewhere(&self, key: PlaceKey) -> Vec<String> {
        let objs = match key {
            PlaceKey::Obj(id) => vec![id],
            PlaceKey::Kin(pc) => self.census.kin_at(pc).collect(),
            PlaceKey::Group(_) => Vec::new(),
        };
        let waiters = || {
            let objs = objs.iter().filter_map(|&id| self.world.objs.get(id));
            objs.flat_map(|it| it.recvq.iter().chain(it.sendq.iter()))
        };
        let n = objs
            .iter()
            .filter_map(|&id| self.world.objs.get(id))
            .map(|it| it.recvq.len() + it.sendq.len())
            .sum();
        let is_leaked = |g| self.world.gs.get(g).is_some_and(|g| g.leaked != Leaked::No);
        match n {
            0 => Vec::new(),
            n if n <= LEAKED_COUNTED_MAX && waiters().all(is_leaked) => words::leaked_below(n).into(),
            n => vec![words::count(n, words::ONE_ELSEWHERE, words::MANY_ELSEWHERE), words::elsewhere(n)],
        }
    }

    fn obj_head(&self, sheet: &mut Sheet<'_>, place: &Place, id: ObjId, obj: &Obj) {
        let (name, number) = self.object_name(id);
        let tag = if obj.closed {
            Some(words::CLOSED)
        } else if obj.starving {
            Some(words::STARVING)
        } else {
            None
        };
        let right = shared(words::place_waiters(obj, place.left.count, place.right.count), place);
        self.head(sheet, place.head, (&name, &number), &words::place_kind(obj), tag, &right);
    }

    /// As the program calls it; and where that is what it calls another one here, too, its number.
    fn object_name(&self, id: ObjId) -> (String, String) {
        let name = words::called_object(self.world, self.names, id);
        let (own, is_inner) = (self.names.object(id), words::is_inner(self.world, id));
        let is_shared = self.layout.places.iter().any(|place| match place.key {
            PlaceKey::Obj(other) if other != id && own.is_some() => {
                self.names.object(other) == own && words::is_inner(self.world, other) == is_inner
            }
            _ => false,
        });
        (name, if is_shared { id.to_string() } else { String::new() })
    }

    fn kin_head(&self, sheet: &mut Sheet<'_>, place: &Place, pc: Pc) {
        let Some(kin) = self.census.kins.iter().find(|kin| kin.pc == pc) else { return };
        let name = words::kin_name(self.names, kin.first, pc);
        let waiters = words::chan_waiters(place.left.count, place.right.count);
        self.head(
            sheet,
            place.head,
            (&name, ""),
            &words::channels(kin.channels),
            None,
            &shared(waiters, place),
        );
    }

    fn group_head(&self, sheet: &mut Sheet<'_>, place: &Place, group: Group) {
        let remark = match group {
            Group::Sleep => words::next_timer(self.world),
            Group::Crowd => words::crowd(self.census.objs_beyond),
            Group::Leaked => words::LEAKED.to_owned(),
            Group::Io | Group::Forever | Group::Runtime | Group::Library => String::new(),
        };
        let count = shared(words::number(u64::from(place.right.count)), place);
        self.head(sheet, place.head, (words::group(group), ""), &remark, None, &count);
    }

    /// Name and number, remark and tag from the left, the count from the right. When it gets narrow, the remark goes first;
    /// then the name is cut, and never the number, which tells it from others of that name.
    pub(super) fn head(
        &self,
        sheet: &mut Sheet<'_>,
        head: Rect,
        (name, number): (&str, &str),
        remark: &str,
        tag: Option<&str>,
        count: &str,
    ) {
        let gap = sheet.px(8.0);
        let y = head.y + sheet.px(12.0);
        let count_w = sheet.width(count, Style::Small).min(head.w * 0.55);
        let left = sheet.text_end(count, head.right(), y, count_w + 0.5, Style::Small, Role::Muted);
        let tag_w = tag.map_or(0.0, |tag| sheet.width(tag, Style::SmallStrong) + sheet.px(12.0) + gap);
        let room = left - head.x - gap - tag_w;
        let number_w =
            if number.is_empty() { 0.0 } else { sheet.width(number, Style::Strong) + sheet.px(6.0) };
        let end = sheet.text(name, head.x, y, room - number_w, Style::Strong, Role::Text) + number_w;
        sheet.text_end(number, end, y, number_w, Style::Strong, Role::Text);
        let mut x = end + gap;
        if let Some(tag) = tag {
            let rect = Rect::new(x, y - sheet.px(12.0), tag_w - gap, sheet.px(16.0));
            if rect.right() + gap <= left {
                sheet.framed(rect, 8.0, None, Pen::new(Role::Warn, 1.0));
                let (mid, _) = rect.center();
                let inner = rect.w - sheet.px(8.0);
                sheet.text_mid(tag, mid, y - sheet.px(0.5), inner, Style::SmallStrong, Role::Warn);
            }
            x = rect.right() + gap;
        }
        let room = left - gap - x;
        let fits = |remark: &&str| sheet.width(remark, Style::Small) <= room;
        if let Some(remark) = words::shorter(remark).into_iter().find(fits) {
            sheet.text(remark, x, y, room, Style::Small, Role::Muted);
        }
    }

    /// The way values go, from the senders through the core to the receivers.
    fn arrows(&self, sheet: &mut Sheet<'_>, place: &Place) {
        if !matches!(place.core, Core::Gate | Core::Cells { .. } | Core::Tank) {
            return;
        }
        let y = place.core_rect.center().1;
        let ink = Ink::from(Role::Muted);
        if place.left.rect.w > 0.0 && place.left.count > 0 {
            sheet.arrow(place.core_rect.x - sheet.px(4.5), y, ink);
        }
        if place.right.rect.w > 0.0 && place.right.count > 0 {
            sheet.arrow(place.core_rect.right() + sheet.px(9.5), y, ink);
        }
    }

    fn core(&self, sheet: &mut Sheet<'_>, place: &Place, obj: Option<&Obj>) {
        let rect = place.core_rect;
        let (k, clears) = (sheet.k, sheet.clears);
        (sheet.k, sheet.clears) = (k * self.layout.metrics.grow, false);
        match (place.core, obj) {
            (Core::Gate, Some(obj)) => gate(sheet, rect, obj.closed),
            (Core::Cells { side, rows }, Some(obj)) => cells(sheet, rect, obj, side, rows),
            (Core::Tank, Some(obj)) => tank(sheet, rect, obj),
            (Core::Lock, Some(obj)) => lock(sheet, rect, obj),
            (Core::Number, Some(obj)) => number(sheet, rect, obj),
            (Core::Dial, _) => dial(sheet, rect, self.world, self.now),
            _ => {}
        }
        (sheet.k, sheet.clears) = (k, clears);
    }

    /// Names beside marks, where few wait. They come as their owner arrives.
    fn labels(&self, sheet: &mut Sheet<'_>, zone: &Zone) {
        if !zone.grid.named {
            return;
        }
        for body in &self.motion.bodies {
            let (g, spot) = (body.g, body.to);
            if (spot.2 - zone.grid.r).abs() >= 0.1 || !zone.rect.inset(-1.0).contains(spot.0, spot.1) {
                continue;
            }
            let Some(it) = self.world.gs.get(g) else { continue };
            let part = self.motion.arrival(g);
            let x = spot.0 + zone.grid.r + sheet.px(7.0);
            let room = zone.grid.step_x.abs() - 2.0 * zone.grid.r - sheet.px(14.0);
            let id = Ink::from(Role::Text).faded(part);
            let function = words::short(names::called(self.names, it).unwrap_or_default());
            let fits = sheet.width(function, Style::SmallCode) <= room;
            let function = if fits { function } else { words::shorter_function(function) };
            let lift = if function.is_empty() { sheet.px(4.0) } else { -sheet.px(2.0) };
            sheet.text(&g.to_string(), x, spot.1 + lift, room, Style::SmallStrong, id);
            let faded = Ink::from(Role::Muted).faded(part);
            sheet.text(function, x, spot.1 + sheet.px(12.0), room, Style::SmallCode, faded);
        }
    }
}

/// How many are here, where a mark stands for several.
fn shared(count: String, place: &Place) -> String {
    let each = place.left.grid.each.max(place.right.grid.each);
    let all = u64::from(place.left.count + place.right.count);
    if each > 1 { words::shared(all, each) } else { count }
}

/// A floor of layers.
fn sediment(sheet: &mut Sheet<'_>, rect: Rect) {
    sheet.filled(rect, 6.0, Ink::new(Role::Danger, 22));
    let pitch = sheet.px(9.0);
    let layers = (rect.h / pitch).clamp(1.0, 200.0) as u32;
    for i in 1..layers {
        let y = rect.y + i as f32 * pitch;
        let alpha = if i % 3 == 0 { 46 } else { 24 };
        sheet.line((rect.x, y), (rect.right(), y), Pen::new(Ink::new(Role::Danger, alpha), 1.0));
    }
    sheet.line((rect.x, rect.y), (rect.right(), rect.y), Pen::new(Role::Danger, 1.6));
}

fn gate(sheet: &mut Sheet<'_>, rect: Rect, closed: bool) {
    let (x, y) = rect.center();
    let (half, apart) = (sheet.px(18.0), sheet.px(5.0));
    let ink = if closed { Role::Warn } else { Role::Muted };
    for side in [-1.0, 1.0] {
        let at = x + side * apart;
        sheet.line((at, y - half), (at, y + half), Pen::new(ink, 2.0));
    }
    if closed {
        sheet.line((x - apart, y - half * 0.5), (x + apart, y + half * 0.5), Pen::new(ink, 2.0));
        sheet.line((x + apart, y - half * 0.5), (x - apart, y + half * 0.5), Pen::new(ink, 2.0));
    }
}

/// Values enter on the left and leave on the right.
fn cells(sheet: &mut Sheet<'_>, rect: Rect, obj: &Obj, side: f32, rows: u32) {
    let pitch = side + sheet.px(3.0);
    let rows = rows.max(1);
    let columns = obj.cap.div_ceil(rows).max(1);
    let tall = obj.cap.min(rows) as f32 * pitch - sheet.px(3.0);
    let top = rect.y + ((rect.h - tall) / 2.0).max(0.0);
    for i in 0..obj.cap {
        let (column, row) = (columns - 1 - i / rows, i % rows);
        let cell = Rect::new(rect.x + column as f32 * pitch, top + row as f32 * pitch, side, side);
        if i < obj.len {
            sheet.filled(cell, 3.5, Role::Value);
        } else {
            sheet.framed(cell, 3.5, Some(Role::Track), Pen::new(Role::Line, 1.0));
        }
    }
}

fn tank(sheet: &mut Sheet<'_>, rect: Rect, obj: &Obj) {
    let part = obj.len as f32 / obj.cap.max(1) as f32;
    let wall = Rect::new(rect.x, rect.y, rect.w, rect.h);
    sheet.framed(wall, 5.0, Some(Role::Track), Pen::new(Role::Line, 1.0));
    let inner = wall.inset(sheet.px(2.0));
    let h = inner.h * part.clamp(0.0, 1.0);
    if h >= 1.0 {
        sheet.filled(Rect::new(inner.x, inner.bottom() - h, inner.w, h), 3.5, Role::Value);
    }
}

fn lock(sheet: &mut Sheet<'_>, rect: Rect, obj: &Obj) {
    let held = obj.holder.is_some() || obj.readers > 0;
    let (x, y) = rect.center();
    let (w, h) = (sheet.px(22.0), sheet.px(17.0));
    let body = Rect::new(x - w / 2.0, y - h * 0.25, w, h);
    let ink = if held { Role::Thread } else { Role::Muted };
    let lift = if held { 0.0 } else { sheet.px(3.0) };
    let (r, top) = (sheet.px(6.5), body.y - sheet.px(4.0) - lift);
    let pen = Pen::new(ink, sheet.px(2.5));
    sheet.push(Cmd::Arc { x, y: top, r, from: 0.75, sweep: 0.5, pen });
    sheet.line((x - r, top), (x - r, body.y), Pen::new(ink, 2.5));
    if held {
        sheet.line((x + r, top), (x + r, body.y), Pen::new(ink, 2.5));
        sheet.filled(body, 4.0, ink);
    } else {
        sheet.framed(body, 4.0, Some(Role::Surface), Pen::new(ink, 2.0));
    }
}

fn number(sheet: &mut Sheet<'_>, rect: Rect, obj: &Obj) {
    let (x, y) = rect.center();
    let count = words::number(u64::from(obj.count.unsigned_abs()));
    sheet.text_mid(&count, x, y + sheet.px(5.0), rect.w, Style::Large, Role::Text);
    let unit = if obj.kind == ObjKind::WaitGroup { words::TO_GO } else { words::PERMITS };
    sheet.text_mid(unit, x, y + sheet.px(21.0), rect.w + sheet.px(8.0), Style::Small, Role::Muted);
}

/// The time to the next deadline, as a pie that shrinks: full is ten seconds, each tenth of it a sixth less.
fn dial(sheet: &mut Sheet<'_>, rect: Rect, world: &World, now: SimTime) {
    let (x, y) = rect.center();
    let r = sheet.px(17.0);
    let line = Some(Pen::new(Role::Muted, sheet.px(1.6)));
    sheet.push(Cmd::Circle { x, y, r, fill: Some(Ink::from(Role::Track)), line });
    let Some((when, _)) = world.timers.keys().next() else { return };
    let part = words::dial_part(when.since(now)).clamp(0.02, 1.0);
    let pen = Pen::new(Role::Waiting, sheet.px(8.0));
    sheet.push(Cmd::Arc { x, y, r: r * 0.52, from: 0.0, sweep: part, pen });
}
