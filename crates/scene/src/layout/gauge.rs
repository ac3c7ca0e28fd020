//! The memory: two tanks, one for the heap and one for the stacks.

use super::Metrics;
use crate::geom::Rect;

/// Where the tanks stand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Gauge {
    pub(crate) rect: Rect,
    /// The heap's tank and the stacks'.
    pub(crate) tanks: [Rect; 2],
    /// What is left for a number right of a tank.
    pub(crate) room: f32,
}

/// The part of the width that threads have when the gauge stands beside them.
const THREADS_PART: f32 = 0.6;
const LABEL: f32 = 46.0;
const NUMBERS: f32 = 140.0;
const TANK: f32 = 9.0;

/// How far to the right threads may reach.
pub(super) fn threads_right(m: &Metrics) -> f32 {
    m.margin + m.inner() * if m.gauge_beside() { THREADS_PART } else { 1.0 }
}

/// The gauge at `y`: beside the threads, or below everything.
pub(super) fn gauge(m: &Metrics, y: f32) -> Gauge {
    let beside = m.gauge_beside();
    let x = if beside { threads_right(m) + m.px(16.0) } else { m.margin };
    let rect = Rect::new(x, y, m.margin + m.inner() - x, m.gauge_height());
    let line = rect.h / 2.0;
    let (label, room) = (m.px(LABEL), m.px(NUMBERS).min(rect.w * 0.56));
    let tank = |row: f32| {
        let y = rect.y + row * line + (line - m.px(TANK)) / 2.0;
        Rect::new(rect.x + label, y, (rect.w - label - room - m.px(8.0)).max(m.px(24.0)), m.px(TANK))
    };
    Gauge { rect, tanks: [tank(0.0), tank(1.0)], room }
}
