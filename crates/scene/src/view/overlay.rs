//! What lies over everything: how it ended, what is tied to what, what is selected.

use gopark_trace::{Ending, GId, ObjId, World};

use super::sheet::Style;
use super::{Scene, Sheet};
use crate::census::{Census, Home};
use crate::crowd::{Crowd, Spread};
use crate::draw::{Cmd, Ink, Pen};
use crate::geom::Rect;
use crate::hits::Hit;
use crate::layout::PlaceKey;
use crate::palette::Role;
use crate::words;

/// More links than this are a thicket.
const LINKS_MAX: usize = 48;

impl Scene<'_> {
    pub(super) fn banner(&self, sheet: &mut Sheet<'_>) {
        let (Some(banner), Some(how)) = (&self.layout.banner, self.world.end) else { return };
        let role = match how {
            Ending::Exit { code: 0 } | Ending::Recording => Role::Running,
            Ending::Limit { .. } => Role::Warn,
            _ => Role::Danger,
        };
        let (rect, room) = (banner.rect, banner.words);
        sheet.framed(rect, 10.0, Some(Role::Surface), Pen::new(role, 1.4));
        let y = rect.y + sheet.px(24.5);
        let (x, mid, r) = (rect.x + sheet.px(21.0), y - sheet.px(4.5), sheet.px(5.0));
        sheet.push(Cmd::Circle { x, y: mid, r, fill: Some(Ink::from(role)), line: None });
        let mut end = room.x;
        for (i, line) in banner.lines.iter().enumerate() {
            let y = y + sheet.px(18.0) * i as f32;
            end = sheet.text(line, room.x, y, room.w, Style::Strong, Role::Text);
        }
        let remark = words::after(self.world);
        let left = room.right() - end - sheet.px(16.0);
        if banner.lines.len() == 1 && sheet.width(&remark, Style::Small) <= left {
            sheet.text_end(&remark, room.right(), y, left, Style::Small, Role::Muted);
        }
    }

    /// From each goroutine in a select to the other places it waits at; from what is selected to what it is tied to.
    pub(super) fn links(&self, sheet: &mut Sheet<'_>) {
        let mut left = LINKS_MAX;
        for place in &self.layout.places {
            let PlaceKey::Obj(id) = place.key else { continue };
            let Some(obj) = self.world.objs.get(id) else { continue };
            if obj.holder.is_some() {
                self.cycle(sheet, obj.holder);
            }
            // Nobody could follow a line into a crowd.
            if left == 0 || place.left.grid.crowd || place.right.grid.crowd {
                continue;
            }
            for g in obj.recvq.iter().chain(obj.sendq.iter()) {
                if left > 0 && self.elsewhere(g).any(|obj| obj == id) {
                    left -= 1;
                    self.link(sheet, g, id, Pen::dashed(Ink::new(Role::Waiting, 110), 1.0));
                }
            }
        }
        let Some(selected) = self.selected else { return };
        let pen = Pen::new(Ink::new(Role::Accent, 200), 1.4);
        match selected {
            Hit::Obj(id) => {
                let holder = self.world.objs.get(id).map_or(GId::NONE, |obj| obj.holder);
                self.link(sheet, holder, id, pen);
            }
            Hit::G(g) => {
                self.cycle(sheet, g);
                for obj in self.elsewhere(g).take(LINKS_MAX) {
                    self.link(sheet, g, obj, pen);
                }
                for place in &self.layout.places {
                    if let PlaceKey::Obj(id) = place.key
                        && self.world.objs.get(id).is_some_and(|obj| obj.holder == g)
                    {
                        self.link(sheet, g, id, pen);
                    }
                }
            }
            _ => {}
        }
    }

    /// Where somebody in a select waits beside the place where it stands.
    fn elsewhere(&self, g: GId) -> impl Iterator<Item = ObjId> + '_ {
        let waits = self.world.gs.get(g).map_or(&[][..], |it| &*it.waits);
        let home = self.census.home(g).filter(|_| waits.len() > 1);
        waits.iter().map(|wait| wait.obj).filter(move |&obj| match home {
            Some(Home::At(at, _)) => obj != at,
            Some(Home::Kin(pc, _)) => self.census.kin(obj) != Some(pc),
            _ => home.is_some(),
        })
    }

    /// Those who wait for each other, in a circle.
    fn cycle(&self, sheet: &mut Sheet<'_>, g: GId) {
        let chain = words::chain(self.world, g);
        if chain.is_cycle() {
            let pen = Pen::new(Role::Danger, 2.0);
            for &(g, obj) in &chain.links {
                self.link(sheet, g, obj, pen);
                let holder = self.world.objs.get(obj).map_or(GId::NONE, |it| it.holder);
                self.link(sheet, holder, obj, Pen::dashed(Role::Danger, 2.0));
            }
        }
    }

    fn link(&self, sheet: &mut Sheet<'_>, g: GId, to: ObjId, pen: Pen) {
        let place = self.layout.place_of(self.census, to);
        let (Some((ax, ay, r)), Some(place)) = (self.shown(g), place) else { return };
        let (bx, by) = if place.core_rect.w > 0.0 {
            place.core_rect.center()
        } else {
            (place.rect.x, place.rect.center().1)
        };
        let far = (bx - ax).hypot(by - ay).max(1.0);
        let (nx, ny) = ((by - ay) / far, (ax - bx) / far);
        // From one place to another it runs over the names beside the marks.
        let bow = if far > sheet.px(80.0) { sheet.px(54.0) } else { far * 0.12 };
        let a = (ax + (bx - ax) / far * r, ay + (by - ay) / far * r);
        let c = ((ax + bx) / 2.0 + nx * bow, (ay + by) / 2.0 + ny * bow);
        sheet.push(Cmd::Curve { a, c, b: (bx, by), pen: Pen { width: sheet.px(pen.width), ..pen } });
    }

    pub(super) fn stopped(&self, sheet: &mut Sheet<'_>) {
        if self.dim <= 0.0 {
            return;
        }
        let whole = Rect::new(0.0, 0.0, sheet.draw.width, sheet.draw.height);
        sheet.filled(whole, 0.0, Ink::new(Role::Ground, 110).faded(self.dim));
        let Some(reason) = self.world.stw else { return };
        let words = words::stopped(reason);
        let lane = self.layout.conveyor.lane;
        let w = (sheet.width(words, Style::Strong) + sheet.px(32.0)).min(whole.w - sheet.px(16.0));
        let h = sheet.px(26.0).min(lane.h);
        let (x, y) = lane.center();
        let x = x.min(whole.w - w / 2.0 - sheet.px(8.0));
        let rect = Rect::new(x - w / 2.0, y - h / 2.0, w, h);
        sheet.framed(rect, 13.0, Some(Role::Surface), Pen::new(Role::Warn, 1.4));
        sheet.text_mid(words, x, y + sheet.px(4.5), w - sheet.px(24.0), Style::Strong, Role::Text);
    }

    pub(super) fn outlines(&self, sheet: &mut Sheet<'_>) {
        if let Some(hit) = self.hovered.filter(|hit| self.selected != Some(*hit)) {
            self.outline(sheet, hit, Pen::new(Ink::new(Role::Accent, 170), 1.4));
        }
        if let Some(hit) = self.selected {
            self.outline(sheet, hit, Pen::new(Role::Accent, 2.2));
        }
    }

    fn outline(&self, sheet: &mut Sheet<'_>, hit: Hit, pen: Pen) {
        if let Hit::G(g) = hit {
            let Some((x, y, r)) = self.shown(g) else { return };
            let pen = Pen { width: sheet.px(pen.width), ..pen };
            let r = r + pen.width + sheet.px(2.0);
            sheet.push(Cmd::Circle { x, y, r, fill: None, line: Some(pen) });
            return;
        }
        if let Some(rect) = sheet.hits.find(hit) {
            let radius = if rect.h > sheet.px(60.0) { 16.0 } else { 10.0 };
            sheet.framed(rect.inset(-sheet.px(3.0)), radius, None, pen);
        }
    }

    /// Where a goroutine is shown, also in a crowd.
    fn shown(&self, g: GId) -> Option<(f32, f32, f32)> {
        self.motion.shown(g).or_else(|| crowded(self.world, self.census, &self.motion.crowds, g))
    }
}

/// Where in a crowd a goroutine is.
pub(crate) fn crowded(world: &World, census: &Census, crowds: &[Crowd], g: GId) -> Option<(f32, f32, f32)> {
    let home = census.home(g).or_else(|| census.is_active(g).then_some(Home::Global))?;
    let spread = Spread::of(world, home)?;
    let crowd = crowds.iter().find(|crowd| crowd.spread == spread)?;
    let (mut at, mut found) = (0, false);
    spread.each(world, census, &mut |other, _| {
        found = other == g;
        at += u32::from(!found);
        !found
    });
    let (x, y) = found.then(|| crowd.grid.spot(at))?;
    Some((x, y, crowd.grid.r))
}
