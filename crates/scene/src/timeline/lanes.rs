//! Rows of what somebody did. States differ in height and outline as well as in color: running fills the row, a system
//! call is a frame, runnable is half as high, waiting is a line on the floor.

use gopark_trace::{Doing, GId, Lane, SimTime, Span, What};

use super::{Rows, View};
use crate::draw::{Ink, Pen};
use crate::geom::Rect;
use crate::hits::Hit;
use crate::palette::Role;
use crate::view::{Sheet, Style};

/// Stretches shorter than this are drawn together, by how much of them was running.
const ALONE_PX: f32 = 1.2;
/// How finely the running part of such a stretch is told.
const LEVELS: f32 = 12.0;

/// Whether it is over from here on.
pub(super) fn is_gone(span: &Span) -> bool {
    span.what.doing() == Doing::Gone
}

/// Px in which much happened.
#[derive(Clone, Copy, Default)]
struct Dense {
    x0: f32,
    x1: f32,
    level: f32,
}

impl View<'_> {
    pub(super) fn lane(&self, sheet: &mut Sheet<'_>, lane: &Lane, rect: Rect) {
        let mut dense = Dense::default();
        self.walk(lane, &mut |x0, x1, what, part| match part {
            None => {
                dense.flush(sheet, rect);
                self.span(sheet, Rect::new(x0, rect.y, x1 - x0, rect.h), what);
            }
            Some(part) => {
                let level = (part * LEVELS).round() / LEVELS;
                if dense.x1 > dense.x0 && dense.level == level && x0 - dense.x1 < 0.5 {
                    dense.x1 = x1;
                } else {
                    dense.flush(sheet, rect);
                    dense = Dense { x0, x1, level };
                }
            }
        });
        dense.flush(sheet, rect);
    }

    /// What had run in a future that was dropped, as a thin line under what runs now.
    pub(super) fn ghost(&self, sheet: &mut Sheet<'_>, lane: &Lane, rect: Rect) {
        let Some((at, _)) = self.input.former else { return };
        let fork = self.axis.x(at);
        let y = rect.bottom() + self.px(0.5);
        self.walk(lane, &mut |x0, x1, what, part| {
            let ran = part.map_or(what.doing() == Doing::Running, |part| part > 0.5);
            let x0 = x0.max(fork);
            if ran && x1 > x0 {
                sheet.filled(Rect::new(x0, y, x1 - x0, self.px(2.0)), 0.0, Ink::new(Role::Muted, 150));
            }
        });
    }

    /// Calls `draw` with each stretch that is seen: from and to in px, what was done, and, where that changed too often to be
    /// drawn one by one, which part of it was running.
    fn walk(&self, lane: &Lane, draw: &mut dyn FnMut(f32, f32, What, Option<f32>)) {
        let spans = lane.spans();
        let Some(first) = spans.first() else { return };
        let until = self.input.until.max(self.input.time).min(self.axis.to);
        let mut at = self.axis.from.max(first.at);
        let mut i = lane.index(at).unwrap_or(0);
        while at < until && i < spans.len() {
            let end = spans.get(i + 1).map_or(until, |next| next.at).min(until);
            let (x0, x1) = (self.axis.x(at), self.axis.x(end));
            if x1 - x0 >= ALONE_PX && spans[i].what.doing() != Doing::Mixed {
                draw(x0, x1, spans[i].what, None);
                at = end;
                i += 1;
            } else {
                let next = (at + (self.axis.ns(1.0) as u64).max(1)).min(until);
                let last = lane.index_from(i, next);
                let ran_ns = lane.ran_in_ns(last, next) - lane.ran_in_ns(i, at);
                draw(x0, self.axis.x(next), spans[i].what, Some(ran_ns as f32 / (next - at).max(1) as f32));
                (at, i) = (next, last);
            }
        }
    }

    fn span(&self, sheet: &mut Sheet<'_>, rect: Rect, what: What) {
        let gap = if rect.w > 4.0 { 1.0 } else { 0.0 };
        let body = Rect::new(rect.x, rect.y, rect.w - gap, rect.h);
        let mid = body.center().1;
        let line = |role, alpha, width, dashed| {
            (Pen { ink: Ink::new(role, alpha), width, dashed }, (body.x, mid), (body.right(), mid))
        };
        let low = |part: f32| Rect::new(body.x, body.y + body.h * (1.0 - part), body.w, body.h * part);
        let stroke = match what.doing() {
            Doing::Gone | Doing::Mixed | Doing::Stopped => return,
            Doing::Idle => line(Role::Line, 255, 1.0, false),
            Doing::Scheduling => line(Role::Thread, 170, 2.0, false),
            Doing::Spinning => line(Role::Thread, 255, 2.0, true),
            Doing::Running => {
                sheet.filled(body, 2.0, Role::Running);
                self.label(sheet, body, what, Role::OnMark);
                return;
            }
            Doing::Syscall => {
                sheet.framed(body, 2.0, None, Pen::new(Role::Syscall, 1.6));
                self.label(sheet, body, what, Role::Syscall);
                return;
            }
            Doing::Runnable => return sheet.filled(low(0.5), 0.0, Role::Runnable),
            Doing::Waiting => return sheet.filled(low(0.18), 0.0, Role::Waiting),
        };
        sheet.line(stroke.1, stroke.2, stroke.0);
    }

    /// Whose it was, where there is room for it.
    fn label(&self, sheet: &mut Sheet<'_>, rect: Rect, what: What, role: Role) {
        let Some(who) = what.who() else { return };
        if self.rows != Rows::Goroutines && self.input.selected == Some(Hit::G(GId(who))) {
            let under = Rect::new(rect.x, rect.bottom() - self.px(1.5), rect.w, self.px(3.0));
            sheet.filled(under, 0.0, Role::Accent);
        }
        let tall = rect.h >= self.px(11.0);
        let owned = rect.w >= self.px(26.0) && tall;
        if owned {
            let text = if self.rows == Rows::Goroutines { format!("P{who}") } else { format!("G{who}") };
            let room = rect.w - self.px(6.0);
            if sheet.width(&text, Style::Small) <= room {
                let (x, y) = rect.center();
                sheet.text_mid(&text, x, y + self.px(4.0), room, Style::Small, role);
            }
        }
    }

    /// Collections and pauses, behind all rows.
    pub(super) fn collections(&self, sheet: &mut Sheet<'_>, rect: Rect) {
        let mut bands = Vec::new();
        self.walk(&self.input.history.gc, &mut |x0, x1, what, part| {
            let ink = match what.doing() {
                Doing::Stopped => Ink::new(Role::Danger, 90),
                Doing::Running => Ink::new(Role::Value, 40),
                _ if part.is_some() => Ink::new(Role::Value, 40),
                _ => return,
            };
            bands.push((Rect::new(x0, rect.y, (x1 - x0).max(1.0), rect.h), ink));
        });
        for (band, ink) in bands {
            sheet.filled(band, 0.0, ink);
        }
        let known = self.axis.x(self.input.until.max(SimTime::ZERO));
        if known < self.axis.right {
            let beyond = Rect::new(known, rect.y, self.axis.right - known, rect.h);
            sheet.filled(beyond, 0.0, Ink::new(Role::Track, 120));
        }
    }
}

impl Dense {
    fn flush(&mut self, sheet: &mut Sheet<'_>, rect: Rect) {
        if self.x1 > self.x0 {
            let w = (self.x1 - self.x0).max(1.0);
            sheet.filled(Rect::new(self.x0, rect.y, w, rect.h), 0.0, Ink::new(Role::Track, 200));
            let h = rect.h * self.level.clamp(0.0, 1.0);
            if h > 0.0 {
                let ran = Rect::new(self.x0, rect.bottom() - h, w, h);
                sheet.filled(ran, 0.0, Ink::new(Role::Running, 210));
            }
        }
        *self = Self::default();
    }
}
