//! The timeline: who did what when, over one axis with the numbers. It draws a [`History`] through a window that is
//! zoomed and moved; the moment shown is a line through all of it.

mod arrows;
mod axis;
mod charts;
mod lanes;

#[cfg(test)]
mod tests;

use gopark_trace::{Event, GId, History, Lane, MId, PId, SimTime};

use crate::draw::{Cmd, DrawList, Ink, Pen};
use crate::geom::Rect;
use crate::hits::{Hit, Hits};
use crate::names::{Names, called};
use crate::palette::Role;
use crate::stage::Viewport;
use crate::view::{Sheet, Style};
use crate::words;

use axis::Axis;

/// What the rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// Processors, and who ran on them.
    #[default]
    Processors,
    /// The first goroutines.
    Goroutines,
    /// The first threads.
    Threads,
}

/// What a timeline is drawn from.
#[derive(Clone, Copy)]
pub struct TimelineInput<'a> {
    /// What happened.
    pub history: &'a History,
    /// A future that was dropped, and where the run left it.
    pub former: Option<(SimTime, &'a History)>,
    /// What happened in the window, for who woke whom; may be empty.
    pub events: &'a [Event],
    /// How the program calls things.
    pub names: &'a dyn Names,
    /// Where each goroutine began, for its name.
    pub world: &'a gopark_trace::World,
    /// The moment shown.
    pub time: SimTime,
    /// How far the run is known.
    pub until: SimTime,
    /// What is selected.
    pub selected: Option<Hit>,
    /// The visible part.
    pub viewport: Viewport,
    /// How far it is scrolled down, in px.
    pub scroll_y: f32,
}

/// A window onto what happened.
#[derive(Default)]
pub struct Timeline {
    rows: Rows,
    /// The window; none: everything.
    window: Option<(SimTime, SimTime)>,
    axis: Axis,
    frame: DrawList,
    hits: Hits,
    /// Who has a row, from above.
    owners: Vec<Hit>,
    /// Where the first row begins, unscrolled, and the distance between two.
    rows_at: (f32, f32),
}

/// The least that fits into a window, in ns.
const WINDOW_NS_MIN: u64 = 200;
/// Height of the ruler, before scaling.
const RULER: f32 = 22.0;
const ROW_MIN: f32 = 12.0;
const ROW_MAX: f32 = 22.0;
const ROW_GAP: f32 = 4.0;
const CHART_MIN: f32 = 22.0;
const CHART_MAX: f32 = 44.0;
const CHART_GAP: f32 = 6.0;

impl Timeline {
    /// What the rows are.
    pub fn rows(&self) -> Rows {
        self.rows
    }

    /// Shows other rows.
    pub fn set_rows(&mut self, rows: Rows) {
        self.rows = rows;
    }

    /// The window, from and to.
    pub fn window(&self) -> (SimTime, SimTime) {
        self.axis.window()
    }

    /// Where the axis begins and ends in the picture, in px.
    pub fn axis_px(&self) -> (f32, f32) {
        (self.axis.left, self.axis.right)
    }

    /// Shows everything again.
    pub fn fit(&mut self) {
        self.window = None;
    }

    /// Makes the window `factor` times as wide, around the moment at `x`.
    pub fn zoom(&mut self, factor: f64, x: f32) {
        let (from, to) = self.window();
        let at = self.axis.time(x).max(from).min(to);
        let scaled = |ns: u64| (ns as f64 * factor) as u64;
        let (before, after) = (scaled(at - from), scaled(to - at).max(1));
        self.show(SimTime(at.0.saturating_sub(before)), at + after);
    }

    /// Moves the window by `px`.
    pub fn pan(&mut self, px: f32) {
        let (from, to) = self.window();
        let by = self.axis.ns(px.abs()) as u64;
        if px < 0.0 {
            let by = by.min(from.0);
            self.show(SimTime(from.0 - by), SimTime(to.0 - by));
        } else {
            let by = by.min(self.axis.end.0.saturating_sub(to.0));
            self.show(from + by, to + by);
        }
    }

    /// The moment at `x`.
    pub fn time_at(&self, x: f32) -> SimTime {
        self.axis.time(x).min(self.axis.end)
    }

    /// Where the moment shown is, in px; the middle when it is out of the window.
    pub fn cursor_x(&self) -> f32 {
        let x = self.axis.x(self.axis.cursor);
        let seen = (self.axis.left..=self.axis.right).contains(&x);
        if seen { x } else { (self.axis.left + self.axis.right) / 2.0 }
    }

    /// What lies at a point of the visible part: in the gutter the owner of the row, in the row the goroutine it had.
    pub fn pick(&self, history: &History, x: f32, y: f32, scroll_y: f32) -> Option<Hit> {
        let row = (y + scroll_y - self.rows_at.0) / self.rows_at.1.max(1.0);
        if row < 0.0 || y < self.rows_at.0 {
            return None;
        }
        let owner = *self.owners.get(row as usize)?;
        if x < self.axis.left {
            return Some(owner);
        }
        let at = self.axis.time(x);
        let who = match owner {
            Hit::P(p) => history.procs.get(p.idx())?.at(at).who(),
            Hit::M(m) => history.threads.get(m.idx())?.at(at).who(),
            _ => None,
        };
        Some(who.map_or(owner, |g| Hit::G(GId(g))))
    }

    /// The picture; the axis follows the moment shown when that has left the window.
    pub fn frame(&mut self, input: &TimelineInput<'_>) -> &DrawList {
        let Viewport { width, height } = input.viewport;
        let k = if width > 1500.0 { 1.15 } else { 1.0 };
        let gutter = if self.rows == Rows::Goroutines && width > 560.0 { 150.0 } else { 56.0 };
        self.place(input, gutter * k, width - 14.0 * k);
        self.list_owners(input);
        let (ruler, rows) = (RULER * k, self.owners.len().max(1) as f32);
        // The rows first; the charts take what is left.
        let left = (height - ruler - rows * (ROW_MIN + ROW_GAP) * k) / 2.0;
        let chart_h = left.max((CHART_MIN + CHART_GAP) * k).min((CHART_MAX + CHART_GAP) * k);
        let charts_h = 2.0 * chart_h;
        let room = height - ruler - charts_h;
        let pitch = (room / rows).max((ROW_MIN + ROW_GAP) * k).min((ROW_MAX + ROW_GAP) * k);
        self.rows_at = (ruler, pitch);
        self.frame.clear();
        self.hits.clear();
        (self.frame.width, self.frame.height) = (width, (ruler + rows * pitch + charts_h).max(height));
        let mut sheet = Sheet { draw: &mut self.frame, hits: &mut self.hits, k, clears: false };
        let top = input.scroll_y;
        let view = View { axis: &self.axis, rows: self.rows, input, top, bottom: top + height, k };
        sheet.filled(Rect::new(0.0, top, width, height), 0.0, Role::Surface);
        let lanes = Rect::new(self.axis.left, top + ruler, self.axis.width(), room);
        view.collections(&mut sheet, lanes);
        for (i, &owner) in self.owners.iter().enumerate() {
            let y = ruler + i as f32 * pitch;
            if y + pitch > lanes.y && y < lanes.bottom() {
                view.row(
                    &mut sheet,
                    owner,
                    Rect::new(0.0, y + ROW_GAP * k / 2.0, width, pitch - ROW_GAP * k),
                );
            }
        }
        view.arrows(&mut sheet, &self.owners, self.rows_at, lanes);
        view.ruler(&mut sheet, Rect::new(0.0, top, width, ruler));
        view.charts(&mut sheet, Rect::new(0.0, top + height - charts_h, width, charts_h));
        view.moment(&mut sheet);
        &self.frame
    }

    fn show(&mut self, from: SimTime, to: SimTime) {
        let to = to.max(from + WINDOW_NS_MIN);
        let all = from == SimTime::ZERO && to >= self.axis.end;
        self.window = (!all).then_some((from, to));
        (self.axis.from, self.axis.to) = (from, to);
    }

    fn place(&mut self, input: &TimelineInput<'_>, left: f32, right: f32) {
        let former = input.former.and_then(|(_, history)| history.samples.list().last());
        let end = input.until.max(input.time).max(former.map_or(SimTime::ZERO, |sample| sample.at));
        let end = end.max(SimTime(WINDOW_NS_MIN));
        let moved = self.axis.cursor != input.time;
        let (mut from, mut to) = self.window.unwrap_or((SimTime::ZERO, end));
        if self.window.is_some() && moved && !(from <= input.time && input.time <= to) {
            let span = to - from;
            from = SimTime(input.time.0.saturating_sub(span / 4 * 3));
            to = from + span;
            self.window = Some((from, to));
        }
        self.axis = Axis { from, to, end, cursor: input.time, left, right: right.max(left + 1.0) };
    }

    fn list_owners(&mut self, input: &TimelineInput<'_>) {
        self.owners.clear();
        let history = input.history;
        let shown = |lane: &Lane| lane.spans().first().is_some_and(|span| span.at <= self.axis.to);
        match self.rows {
            Rows::Processors => {
                let ids = history.procs.iter().enumerate().filter(|(_, lane)| shown(lane));
                self.owners.extend(ids.map(|(p, _)| Hit::P(PId(p as u32))));
            }
            Rows::Threads => {
                let ids = history.threads.iter().enumerate().filter(|(_, lane)| shown(lane));
                self.owners.extend(ids.map(|(m, _)| Hit::M(MId(m as u32))));
            }
            Rows::Goroutines => {
                let here = |lane: &Lane| {
                    let last = lane.spans().last();
                    shown(lane) && last.is_some_and(|last| !lanes::is_gone(last) || last.at >= self.axis.from)
                };
                let ids = history.gs.iter().filter(|(_, lane)| here(lane));
                self.owners.extend(ids.map(|&(g, _)| Hit::G(g)));
            }
        }
    }
}

/// One frame of a timeline being drawn.
struct View<'a> {
    axis: &'a Axis,
    rows: Rows,
    input: &'a TimelineInput<'a>,
    /// The visible part.
    top: f32,
    bottom: f32,
    k: f32,
}

impl View<'_> {
    fn px(&self, length: f32) -> f32 {
        length * self.k
    }

    fn row(&self, sheet: &mut Sheet<'_>, owner: Hit, rect: Rect) {
        let history = self.input.history;
        let (lane, former) = match owner {
            Hit::P(p) => {
                let former = self.input.former.and_then(|(_, it)| it.procs.get(p.idx()));
                (history.procs.get(p.idx()), former)
            }
            Hit::M(m) => (history.threads.get(m.idx()), None),
            Hit::G(g) => (history.g(g), None),
            _ => (None, None),
        };
        let Some(lane) = lane else { return };
        let picked = self.input.selected == Some(owner);
        if picked {
            sheet.filled(rect, 3.0, Ink::new(Role::Accent, 30));
        }
        let name = match owner {
            Hit::P(p) => p.to_string(),
            Hit::M(m) => m.to_string(),
            Hit::G(g) => self.name(g),
            _ => String::new(),
        };
        let style = if picked { Style::SmallStrong } else { Style::Small };
        let room = self.axis.left - self.px(20.0);
        let y = rect.center().1 + self.px(4.0);
        sheet.text(&name, self.px(12.0), y, room, style, Role::Muted);
        let lane_rect = Rect::new(self.axis.left, rect.y, self.axis.width(), rect.h);
        self.lane(sheet, lane, lane_rect);
        if let Some(former) = former {
            self.ghost(sheet, former, lane_rect);
        }
    }

    fn name(&self, g: GId) -> String {
        let function = self.input.world.gs.get(g).and_then(|it| called(self.input.names, it));
        function.map_or_else(|| g.to_string(), |function| format!("{g} {}", words::short(function)))
    }

    /// The moment shown, through everything.
    fn moment(&self, sheet: &mut Sheet<'_>) {
        let x = self.axis.x(self.axis.cursor);
        if (self.axis.left..=self.axis.right).contains(&x) {
            let pen = Pen::new(Role::Accent, 1.5);
            sheet.line((x, self.top + self.px(RULER - 4.0)), (x, self.bottom), pen);
        }
        if let Some((at, _)) = self.input.former {
            let x = self.axis.x(at);
            if (self.axis.left..=self.axis.right).contains(&x) {
                let pen = Pen::dashed(Role::Warn, 1.2);
                sheet.push(Cmd::Line { a: (x, self.top + self.px(RULER)), b: (x, self.bottom), pen });
            }
        }
    }
}
