//! Time as px and back, and the ruler.

use gopark_trace::SimTime;

use super::View;
use crate::draw::Pen;
use crate::geom::Rect;
use crate::palette::Role;
use crate::view::{Sheet, Style};
use crate::words;

/// A stretch of time between two px.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Axis {
    pub(super) from: SimTime,
    pub(super) to: SimTime,
    /// The last moment that is known.
    pub(super) end: SimTime,
    /// The moment shown.
    pub(super) cursor: SimTime,
    pub(super) left: f32,
    pub(super) right: f32,
}

impl Axis {
    pub(super) fn window(&self) -> (SimTime, SimTime) {
        (self.from, self.to)
    }

    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }

    /// The moment at `x`; the window's first one left of it.
    pub(super) fn time(&self, x: f32) -> SimTime {
        self.from + self.ns((x - self.left).max(0.0)) as u64
    }

    /// How long `px` are.
    pub(super) fn ns(&self, px: f32) -> f64 {
        f64::from(px) / f64::from(self.width().max(1.0)) * (self.to - self.from) as f64
    }

    pub(super) fn x(&self, at: SimTime) -> f32 {
        let part = (at.0 as f64 - self.from.0 as f64) / ((self.to - self.from).max(1) as f64);
        (part.clamp(-1.0, 2.0) * f64::from(self.width())) as f32 + self.left
    }

    /// The distance of labels: 1, 2 or 5 of a power of ten, at least `px` apart.
    fn step(&self, px: f32) -> u64 {
        let least = self.ns(px).max(1.0) as u64;
        let decade = 10u64.saturating_pow(least.ilog10());
        [1, 2, 5, 10]
            .into_iter()
            .map(|n| decade.saturating_mul(n))
            .find(|&step| step >= least)
            .unwrap_or(least)
    }
}

impl View<'_> {
    pub(super) fn ruler(&self, sheet: &mut Sheet<'_>, rect: Rect) {
        sheet.filled(rect, 0.0, Role::Surface);
        let step = self.axis.step(self.px(96.0));
        let bottom = rect.bottom() - self.px(3.0);
        let mut at = self.axis.from.0.next_multiple_of(step);
        while at <= self.axis.to.0 {
            let x = self.axis.x(SimTime(at));
            sheet.line((x, bottom - self.px(4.0)), (x, bottom), Pen::new(Role::Line, 1.0));
            let text = SimTime(at).to_string();
            let half = sheet.width(&text, Style::Small) / 2.0;
            if x + half < rect.right() && x - half > self.axis.left - self.px(12.0) {
                sheet.text_mid(&text, x, bottom - self.px(7.0), half * 2.0 + 1.0, Style::Small, Role::Muted);
            }
            at = at.saturating_add(step);
        }
        sheet.line((self.axis.left, bottom), (self.axis.right, bottom), Pen::new(Role::Line, 1.0));
        let y = bottom - self.px(7.0);
        let room = self.axis.left - self.px(24.0);
        sheet.text(words::TIMELINE_TIME, self.px(12.0), y, room, Style::Small, Role::Muted);
    }
}
