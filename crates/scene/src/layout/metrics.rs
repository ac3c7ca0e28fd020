//! How large everything is: as large as the viewport allows with the machine and the first waiting places in sight.

use super::procs;
use crate::stage::Viewport;

/// Lengths that depend on the viewport and on how many processors there are, and on nothing that changes while a
/// program runs, so that the picture does not jump.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Metrics {
    /// Everything is this much larger than designed.
    pub(crate) k: f32,
    /// Cards say less and everything stands closer.
    pub(crate) dense: bool,
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// Room at the edges.
    pub(crate) margin: f32,
    /// Room between cards.
    pub(crate) gap: f32,
    /// Marks in waiting places, and what stands in their middle, are this much larger still.
    pub(crate) grow: f32,
}

/// The most that everything is enlarged, and the most when it is dense.
const K_MAX: f32 = 1.7;
const K_MAX_DENSE: f32 = 1.2;
const K_STEP: f32 = 0.05;
/// A viewport that shows everything as designed and has room to spare; where both sides are longer, everything grows.
const COMFORTABLE: (f32, f32) = (1000.0, 680.0);
/// How much of what a viewport is longer goes into size; the rest shows more.
const GROWTH: f32 = 0.9;
/// What is left for the waiting places, as a part of the height, unless everything is dense.
const WAITING_PART: f32 = 0.3;
/// Where so many rows of waiting places fit, what is in them is larger.
const ROOMY_ROWS: f32 = 2.75;
const GROW: f32 = 1.35;
/// Below this width places are narrower, so that three stand side by side.
const NARROW: f32 = 900.0;
/// From this width on a dense picture has its labels beside the rows.
const IN_LINE: f32 = 560.0;
/// Below this width a row has no room for its label.
const NARROWEST: f32 = 440.0;

impl Metrics {
    pub(super) fn of(viewport: Viewport, procs: usize) -> Self {
        let width = viewport.width.clamp(240.0, 8192.0);
        let height = viewport.height.clamp(200.0, 8192.0);
        let room = (width / COMFORTABLE.0).min(height / COMFORTABLE.1).max(1.0);
        let most = 1.0 + (room - 1.0) * GROWTH;
        let steps = |most: f32| ((most - 1.0) / K_STEP + 0.01).floor() as u32;
        for (dense, most) in [(false, most.min(K_MAX)), (true, most.min(K_MAX_DENSE))] {
            // In steps, so that a drag does not shimmer.
            for step in (0..=steps(most)).rev() {
                let m = Self::sized(width, height, dense, 1.0 + step as f32 * K_STEP);
                let (left, row) = (m.left(procs), m.row());
                let least = if dense { row } else { row.max(height * WAITING_PART) };
                if left >= least {
                    let roomy = !dense && left >= ROOMY_ROWS * (row + m.gap);
                    return Self { grow: if roomy { GROW } else { 1.0 }, ..m };
                }
            }
        }
        Self::sized(width, height, true, 1.0)
    }

    fn sized(width: f32, height: f32, dense: bool, k: f32) -> Self {
        let (margin, gap) = if dense || width < NARROW { (12.0, 10.0) } else { (20.0, 16.0) };
        Self { k, dense, width, height, margin: margin * k, gap: gap * k, grow: 1.0 }
    }

    /// What the machine leaves of the height to the waiting places.
    fn left(&self, procs: usize) -> f32 {
        let queue = self.conveyor_label() + self.conveyor_lane() + self.below_conveyor();
        let threads = self.threads_height() + 2.0 * self.section();
        self.height - 2.0 * self.margin - queue - procs::height(self, procs) - threads - self.label()
    }

    /// The least height of a row of waiting places.
    fn row(&self) -> f32 {
        self.place_body() + self.place_head() + 2.0 * self.place_pad()
    }

    /// A designed length on this screen.
    pub(crate) fn px(&self, length: f32) -> f32 {
        length * self.k
    }

    /// A designed length of something in a waiting place.
    pub(super) fn grown(&self, length: f32) -> f32 {
        self.px(length) * self.grow
    }

    /// One of two designed lengths.
    pub(super) fn either(&self, easy: f32, dense: f32) -> f32 {
        self.px(if self.dense { dense } else { easy })
    }

    /// Width without the margins.
    pub(crate) fn inner(&self) -> f32 {
        self.width - 2.0 * self.margin
    }

    /// Room between sections.
    pub(super) fn section(&self) -> f32 {
        self.either(20.0, 12.0)
    }

    /// The label over the waiting places, with the room below it.
    pub(super) fn label(&self) -> f32 {
        self.either(24.0, 20.0)
    }

    pub(super) fn conveyor_label(&self) -> f32 {
        if self.in_line() { 0.0 } else { self.either(22.0, 18.0) }
    }

    /// Labels stand beside their rows instead of over them, to save height.
    pub(crate) fn in_line(&self) -> bool {
        self.dense && self.width >= IN_LINE
    }

    /// The conveyor while nobody or few are on it.
    pub(super) fn conveyor_lane(&self) -> f32 {
        self.either(28.0, 24.0)
    }

    pub(super) fn below_conveyor(&self) -> f32 {
        self.either(14.0, 10.0)
    }

    /// The memory stands beside the threads, not below everything.
    pub(crate) fn gauge_beside(&self) -> bool {
        self.width >= IN_LINE
    }

    pub(super) fn gauge_height(&self) -> f32 {
        self.px(28.0)
    }

    /// Threads, and the memory where it stands beside them.
    fn threads_height(&self) -> f32 {
        self.chip_height().max(if self.gauge_beside() { self.gauge_height() } else { 0.0 })
    }

    pub(super) fn chip_height(&self) -> f32 {
        self.either(26.0, 22.0)
    }

    pub(super) fn place_pad(&self) -> f32 {
        self.either(14.0, 10.0)
    }

    pub(super) fn place_head(&self) -> f32 {
        self.px(20.0)
    }

    /// The least height of a place's body.
    pub(super) fn place_body(&self) -> f32 {
        self.either(48.0, 45.0) * self.grow
    }

    /// The least width of a place.
    pub(super) fn place_width(&self) -> f32 {
        self.px(if self.width < NARROW { 168.0 } else { 232.0 })
    }

    /// Whether rows have room for their labels.
    pub(crate) fn labeled(&self) -> bool {
        self.width >= NARROWEST
    }
}
