//! Numbers over time, on the axis of the rows.

use gopark_trace::{Sample, Samples};

use super::{CHART_GAP, View};
use crate::draw::Ink;
use crate::geom::Rect;
use crate::palette::Role;
use crate::view::{Sheet, Style};
use crate::words;

/// Two numbers that belong together: one as an area, the other as a line.
struct Chart {
    area: fn(&Sample) -> u64,
    area_role: Role,
    line: fn(&Sample) -> u64,
    line_role: Role,
    words: fn(&Sample) -> String,
}

const CHARTS: [Chart; 2] = [
    Chart {
        area: |it| u64::from(it.goroutines),
        area_role: Role::Waiting,
        line: |it| u64::from(it.runnable),
        line_role: Role::Runnable,
        words: |it| words::chart_goroutines(it.goroutines, it.runnable),
    },
    Chart {
        area: |it| it.heap_bytes,
        area_role: Role::Value,
        line: |it| it.goal_bytes,
        line_role: Role::Muted,
        words: |it| words::chart_heap(it.heap_bytes, it.goal_bytes, it.stack_bytes),
    },
];

impl View<'_> {
    pub(super) fn charts(&self, sheet: &mut Sheet<'_>, rect: Rect) {
        sheet.filled(rect, 0.0, Role::Surface);
        for (i, chart) in CHARTS.iter().enumerate() {
            let h = rect.h / CHARTS.len() as f32;
            let y = rect.y + i as f32 * h;
            self.chart(sheet, chart, Rect::new(self.axis.left, y, self.axis.width(), h - self.px(CHART_GAP)));
        }
    }

    fn chart(&self, sheet: &mut Sheet<'_>, chart: &Chart, rect: Rect) {
        sheet.filled(rect, 3.0, Ink::new(Role::Track, 110));
        let samples = &self.input.history.samples;
        let former = self.input.former.map(|(_, history)| &history.samples);
        let both = [Some(samples), former];
        let seen = both.into_iter().flatten().flat_map(|it| self.seen(it));
        let most = seen.map(|it| (chart.area)(it).max((chart.line)(it))).max().unwrap_or(0).max(1);
        let scale = (rect.h - self.px(16.0)) / most as f32;
        let level = |n: u64| n as f32 * scale;
        self.columns(samples, chart.area, &mut |x, w, n| {
            let h = level(n);
            let area = Rect::new(x, rect.bottom() - h, w, h);
            sheet.filled(area, 0.0, Ink::new(chart.area_role, 90));
            sheet.filled(Rect::new(x, area.y, w, self.px(1.2)), 0.0, chart.area_role);
        });
        self.columns(samples, chart.line, &mut |x, w, n| {
            sheet.filled(Rect::new(x, rect.bottom() - level(n), w, self.px(1.5)), 0.0, chart.line_role);
        });
        if let (Some(former), Some((fork, _))) = (former, self.input.former) {
            let fork = self.axis.x(fork);
            self.columns(former, chart.area, &mut |x, w, n| {
                let x0 = x.max(fork);
                if x + w > x0 {
                    let y = rect.bottom() - level(n);
                    sheet.filled(Rect::new(x0, y, x + w - x0, self.px(1.2)), 0.0, Ink::new(Role::Text, 150));
                }
            });
        }
        if !samples.list().is_empty() {
            // Of a long run only some moments are kept.
            let words = (chart.words)(&Sample::of(self.input.world));
            let (x, y) = (rect.x + self.px(6.0), rect.y + self.px(11.5));
            sheet.text(&words, x, y, rect.w - self.px(12.0), Style::Small, Role::Muted);
        }
    }

    /// The samples in the window, and the one before it.
    fn seen<'s>(&self, samples: &'s Samples) -> &'s [Sample] {
        let list = samples.list();
        let from = list.partition_point(|it| it.at <= self.axis.from).saturating_sub(1);
        let to = list.partition_point(|it| it.at <= self.axis.to).max(from);
        &list[from..to]
    }

    /// Calls `draw` with stretches of the same number: left, width, and the most it was there.
    fn columns(&self, samples: &Samples, of: fn(&Sample) -> u64, draw: &mut dyn FnMut(f32, f32, u64)) {
        let list = self.seen(samples);
        let end = self.axis.x(self.input.until.max(list.last().map_or(self.axis.from, |it| it.at)));
        let end = end.min(self.axis.right);
        let Some(first) = list.first() else { return };
        let (mut x, mut last) = (self.axis.x(first.at).max(self.axis.left), of(first));
        // What is too short to be seen is seen by its highest value, one px wide.
        let mut peak = last;
        let mut draw_until = |x: &mut f32, end: f32, peak: u64, last: u64| {
            if peak > last && end - *x > 1.0 {
                draw(*x, 1.0, peak);
                *x += 1.0;
            }
            if end > *x {
                draw(*x, end - *x, last);
            }
        };
        for sample in list {
            let (at, n) = (self.axis.x(sample.at).max(self.axis.left), of(sample));
            if n == last {
                continue;
            }
            if at - x >= 1.0 {
                draw_until(&mut x, at, peak, last);
                (x, peak) = (at, n);
            }
            (last, peak) = (n, peak.max(n));
        }
        draw_until(&mut x, end, peak, last);
    }
}
