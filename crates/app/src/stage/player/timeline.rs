//! The timeline's window, and what a pointer does on it.

use gopark_scene::{Rows, TimelineInput};
use gopark_trace::SimTime;

use super::super::screen::Screen;
use super::{Inner, Player};
use crate::names::ProgramNames;

/// With more events than this in sight, nobody could tell who woke whom.
const EVENTS_MAX: usize = 20_000;

impl Player {
    /// Moves the moment to a point of the timeline; `select` what is there, too.
    pub fn timeline_point(&self, x: f32, y: f32, select: bool) {
        self.command(|inner| {
            let to = inner.timeline.time_at(x);
            let scroll_y = inner.timeline_screen.as_ref().map_or(0.0, Screen::scroll_y);
            let history = inner.session.history();
            let hit = history.and_then(|history| inner.timeline.pick(history, x, y, scroll_y));
            inner.session.seek(to);
            inner.goal = (inner.session.time() < to).then_some(to);
            if select && hit.is_some() {
                inner.select(hit);
            }
        });
    }

    /// Makes the timeline's window `factor` times as wide, around `x` or else around the moment shown.
    pub fn timeline_zoom(&self, factor: f64, x: Option<f32>) {
        self.command_silently(|inner| {
            let x = x.unwrap_or_else(|| inner.timeline.cursor_x());
            inner.timeline.zoom(factor, x);
            inner.show_now();
        });
    }

    /// Moves the timeline's window by `px`; all of it when that is not a number.
    pub fn timeline_pan(&self, px: f32) {
        self.command_silently(|inner| {
            if px.is_finite() {
                inner.timeline.pan(px);
            } else {
                inner.timeline.fit();
            }
            inner.show_now();
        });
    }

    /// What the timeline's rows are.
    pub fn timeline_rows(&self, rows: Rows) {
        self.command_silently(|inner| {
            inner.timeline.set_rows(rows);
            inner.show_now();
        });
    }
}

impl Inner {
    /// Draws the timeline.
    pub(super) fn draw_timeline(&mut self) {
        let (Some(screen), Some(history)) = (&mut self.timeline_screen, self.session.history()) else {
            return;
        };
        let (viewport, scroll_y) = (screen.viewport(), screen.scroll_y());
        let (Some(program), Some(world)) = (self.session.program(), self.session.world()) else { return };
        if viewport.width <= 0.0 || viewport.height <= 0.0 {
            return;
        }
        let (from, to) = self.timeline.window();
        let twin = self.twin.as_ref().and_then(|twin| twin.0.try_borrow().ok());
        let twin = twin.as_ref().and_then(|twin| twin.session.history());
        let former = self.session.former().map(|former| (former.at, &former.history));
        let input = TimelineInput {
            history,
            events: &self.session.events_between(from, to, EVENTS_MAX),
            former: twin.map(|history| (self.parted.unwrap_or(SimTime::NEVER), history)).or(former),
            names: &ProgramNames { program, world },
            world,
            time: self.session.time(),
            until: self.session.recorded_until(),
            selected: self.stage.selected(),
            viewport,
            scroll_y,
        };
        screen.show(self.timeline.frame(&input));
        let (left, right) = self.timeline.axis_px();
        screen.set_length("--gp-axis-left", left);
        screen.set_length("--gp-axis-right", screen.outer_width() - right);
    }
}
