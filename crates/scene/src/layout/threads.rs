//! Threads that hold no processor: in system calls, awake, in the poller, asleep.

use gopark_trace::{GId, MId, World};

use super::{Memory, Metrics};
use crate::census::{Errand, errand};
use crate::draw::Font;
use crate::font;
use crate::geom::Rect;
use crate::words;

/// A thread.
#[derive(Clone, Debug)]
pub(crate) struct Chip {
    pub(crate) m: MId,
    pub(crate) errand: Errand,
    pub(crate) rect: Rect,
    /// Its goroutine, and where it is drawn.
    pub(crate) g: GId,
    pub(crate) spot: (f32, f32),
    pub(crate) r: f32,
    /// Large enough for a name.
    pub(crate) named: bool,
}

/// The row of threads.
#[derive(Clone, Debug, Default)]
pub(crate) struct Threads {
    pub(crate) rect: Rect,
    /// How many there are.
    pub(crate) remark: String,
    pub(crate) baseline: f32,
    pub(crate) chips: Vec<Chip>,
    /// What each run of chips has in common: its words, and the baseline's start.
    pub(crate) labels: Vec<(&'static str, f32, f32)>,
}

/// A run of more threads than this is drawn without names.
const NAMED_MAX: u32 = 24;

const ERRANDS: [(Errand, &str); 5] = [
    (Errand::Call, words::M_SYSCALL),
    (Errand::Awake, words::M_AWAKE),
    (Errand::Netpoll, words::M_NETPOLL),
    (Errand::Sysmon, words::SYSMON),
    (Errand::Idle, words::M_IDLE),
];

pub(super) fn threads(
    world: &World,
    on_cards: &dyn Fn(MId) -> bool,
    m: &Metrics,
    y: f32,
    memory: &mut Memory,
) -> Threads {
    let all = world.ms.len();
    let remark = match m.dense {
        true => words::number(all as u64),
        false => words::threads_remark(all, world.ms.iter().filter(|m| m.p.is_some()).count()),
    };
    let mut flow = Flow::new(m, y);
    if m.labeled() {
        let label =
            |words: &str, size: f32, bold| font::width(words, Font { size: m.px(size), bold, mono: false });
        let title = label(words::THREADS, font::size::BODY, true) + label(&remark, font::size::SMALL, false);
        // In steps, so that a count does not push.
        let step = m.either(32.0, 16.0);
        flow.x += ((title + m.either(40.0, 24.0)) / step).ceil() * step;
    }
    let dt = memory.dt_s();
    let mut chips = Vec::new();
    let mut labels = Vec::new();
    let errands: Vec<_> = (0..world.ms.len())
        .map(|i| {
            let id = MId(i as u32);
            let now = errand(world, id);
            let shown = memory.errand(id, now);
            // A card that still names a thread shows it; it is not shown twice.
            shown.filter(|&shown| shown == Errand::Call || !on_cards(id))
        })
        .collect();
    for (i, &(which, words)) in ERRANDS.iter().enumerate() {
        let now = errands.iter().filter(|&&errand| errand == Some(which)).count() as u32;
        let room_for = memory.threads[i].hold(now, dt);
        if room_for == 0 {
            continue;
        }
        // Rather without names than one of them in a row of its own, which would push everything down.
        let fits = |named| flow.x + run_width(words, which, named, room_for, m) <= flow.right;
        let named = room_for <= NAMED_MAX && (fits(true) || !fits(false));
        let (x, baseline) = flow.label(words, named, which, m);
        if now > 0 {
            labels.push((words, x, baseline));
        }
        for (at, _) in errands.iter().enumerate().filter(|(_, errand)| **errand == Some(which)) {
            let id = MId(at as u32);
            chips.push(flow.chip(id, which, world.ms[at].curg, named, m));
        }
        for _ in now..room_for {
            flow.take(chip_size(which, named, m), m);
        }
        flow.break_run(m);
    }
    let rect = Rect::new(m.margin, y, flow.right - m.margin, flow.y + m.chip_height() - y);
    Threads { rect, remark, baseline: y + baseline(m), chips, labels }
}

/// Of the words in a row of chips.
fn baseline(m: &Metrics) -> f32 {
    m.chip_height() / 2.0 + m.px(4.0)
}

fn chip_size(errand: Errand, named: bool, m: &Metrics) -> (f32, f32) {
    match (errand, named) {
        // On a small screen it has no room for what it did last.
        (Errand::Sysmon, true) if !m.dense => (m.px(104.0), m.chip_height()),
        (Errand::Call, true) => (m.either(104.0, 92.0), m.chip_height()),
        (_, true) => (m.either(46.0, 34.0), m.chip_height()),
        (Errand::Call, false) => (m.px(16.0), m.px(16.0)),
        (_, false) => (m.px(10.0), m.px(16.0)),
    }
}

/// The width of a label, with the room behind it.
fn label_width(words: &str, m: &Metrics) -> f32 {
    font::width(words, Font { size: m.px(font::size::SMALL), bold: false, mono: false }) + m.either(8.0, 5.0)
}

/// From the end of a chip to the next one.
fn gap(w: f32, m: &Metrics) -> f32 {
    if w < m.px(20.0) { m.px(3.0) } else { m.either(6.0, 4.0) }
}

/// The width of a run of chips with its label.
fn run_width(words: &str, errand: Errand, named: bool, chips: u32, m: &Metrics) -> f32 {
    let (w, _) = chip_size(errand, named, m);
    label_width(words, m) + chips as f32 * (w + gap(w, m)) - gap(w, m)
}

/// Lays chips side by side and wraps them.
struct Flow {
    left: f32,
    right: f32,
    x: f32,
    y: f32,
}

impl Flow {
    fn new(m: &Metrics, y: f32) -> Self {
        Self { left: m.margin, right: super::gauge::threads_right(m), x: m.margin, y }
    }

    fn label(&mut self, words: &str, named: bool, errand: Errand, m: &Metrics) -> (f32, f32) {
        let w = label_width(words, m);
        let (chip, _) = chip_size(errand, named, m);
        if self.x > self.left && self.x + w + chip > self.right {
            self.wrap(m);
        }
        let x = self.x;
        self.x += w;
        (x, self.y + baseline(m))
    }

    fn take(&mut self, (w, h): (f32, f32), m: &Metrics) -> Rect {
        if self.x > self.left && self.x + w > self.right {
            self.wrap(m);
        }
        let rect = Rect::new(self.x, self.y + (m.chip_height() - h) / 2.0, w, h);
        self.x += w + gap(w, m);
        rect
    }

    fn chip(&mut self, m_id: MId, errand: Errand, g: GId, named: bool, m: &Metrics) -> Chip {
        let rect = self.take(chip_size(errand, named, m), m);
        let r = if named { m.px(9.0) } else { m.px(6.0) };
        let spot = if named { (rect.x + m.px(15.0), rect.center().1) } else { rect.center() };
        Chip { m: m_id, errand, rect, g, spot, r, named }
    }

    fn break_run(&mut self, m: &Metrics) {
        self.x += m.either(18.0, 8.0);
    }

    fn wrap(&mut self, m: &Metrics) {
        self.x = self.left;
        self.y += m.chip_height() + m.either(6.0, 4.0);
    }
}
