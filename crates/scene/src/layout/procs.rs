//! A card for each processor.

use gopark_trace::{PId, PState, World};

use super::grid::{CRAMMED, Grid, grid, pack, stepped};
use super::{Memory, Metrics};
use crate::geom::Rect;

/// How much a card can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CardKind {
    /// Everything.
    Full,
    /// Names only, when there are many.
    Compact,
}

/// A processor's card.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) p: PId,
    pub(crate) kind: CardKind,
    /// Without the plate.
    pub(crate) rect: Rect,
    /// The thread that holds it, under it.
    pub(crate) plate: Rect,
    /// Where the running goroutine stands, and half its size.
    pub(crate) body: (f32, f32),
    pub(crate) body_r: f32,
    /// For the words beside it.
    pub(crate) words: Rect,
    /// For the words under it, on a compact card.
    pub(crate) note: Rect,
    /// The slot of runnext.
    pub(crate) next: Rect,
    pub(crate) next_r: f32,
    /// The local queue.
    pub(crate) lane: Rect,
    pub(crate) grid: Grid,
}

/// A card as designed: its least width, its height, and the plate's.
const FULL: (f32, f32, f32) = (210.0, 172.0, 24.0);
const COMPACT: (f32, f32, f32) = (120.0, 97.0, 16.0);

/// The height of a card while nothing runs anywhere, if that brings other things into sight: without queues and plate.
const FOLDED: (f32, f32) = (112.0, 58.0);

/// The cards below `y`, how many columns they make, and where they end.
pub(super) fn cards(world: &World, m: &Metrics, y: f32, memory: &mut Memory) -> (Vec<Card>, usize, f32) {
    let live: Vec<_> =
        (0..world.ps.len()).filter(|&i| world.ps[i].state != PState::Dead).map(|i| PId(i as u32)).collect();
    let kind = if m.dense { CardKind::Compact } else { CardKind::Full };
    let (least_w, high, plate) = sizes(m);
    let is_busy = |id: &PId| {
        let p = &world.ps[id.idx()];
        p.state != PState::Idle || p.next.is_some() || !p.runq.is_empty()
    };
    let folds = memory.folds(!world.runq.is_empty() || live.iter().any(is_busy));
    let (h, plate) = if folds { (m.either(FOLDED.0, FOLDED.1), 0.0) } else { (high, plate) };
    let columns = even_columns(live.len(), m.inner(), least_w, m.gap);
    let w = (m.inner() - m.gap * (columns as f32 - 1.0)) / columns as f32;
    let pitch = h + plate + row_gap(m);
    let dt = memory.dt_s();
    memory.lanes.resize_with(world.ps.len(), Default::default);
    let mut cards = Vec::with_capacity(live.len());
    for (i, &p) in live.iter().enumerate() {
        let (column, row) = (i % columns, i / columns);
        let rect = Rect::new(m.margin + column as f32 * (w + m.gap), y + row as f32 * pitch, w, h);
        let queued = stepped(memory.lanes[p.idx()].hold(world.ps[p.idx()].runq.len() as u32, dt));
        let inset = w * 0.08;
        let plate = Rect::new(rect.x + inset, rect.bottom(), w - 2.0 * inset, plate);
        let mut card = match kind {
            CardKind::Full => full_card(p, rect, plate, queued, m),
            CardKind::Compact => compact_card(p, rect, plate, queued, m),
        };
        if folds {
            (card.next, card.lane) = (Rect::default(), Rect::default());
        }
        cards.push(card);
    }
    let rows = live.len().div_ceil(columns);
    let below = if rows == 0 { y } else { y + rows as f32 * pitch - row_gap(m) };
    (cards, columns, below)
}

/// How high the cards of `n` processors are together.
pub(super) fn height(m: &Metrics, n: usize) -> f32 {
    let (least_w, h, plate) = sizes(m);
    let rows = n.div_ceil(even_columns(n, m.inner(), least_w, m.gap)) as f32;
    (rows * (h + plate + row_gap(m)) - row_gap(m)).max(0.0)
}

fn sizes(m: &Metrics) -> (f32, f32, f32) {
    let (w, h, plate) = if m.dense { COMPACT } else { FULL };
    (m.px(w), m.px(h), m.px(plate))
}

/// Between a plate and the card below it.
fn row_gap(m: &Metrics) -> f32 {
    m.either(12.0, 8.0)
}

/// As many columns as fit, but no row much shorter than the others.
fn even_columns(n: usize, room: f32, least: f32, gap: f32) -> usize {
    let most = (((room + gap) / (least + gap)).floor() as usize).clamp(1, n.max(1));
    let rows = n.div_ceil(most).max(1);
    n.div_ceil(rows).max(1)
}

fn full_card(p: PId, rect: Rect, plate: Rect, queued: u32, m: &Metrics) -> Card {
    let pad = m.px(14.0);
    let body_r = m.px(26.0);
    let body = (rect.x + pad + m.px(34.0), rect.y + m.px(70.0));
    let slot = m.px(34.0);
    // Beside the processor's name, so that the words under it have the card's width.
    let next = Rect::new(rect.right() - pad - slot, rect.y + m.px(8.0), slot, slot);
    let words_x = body.0 + m.px(46.0);
    let words = Rect::new(words_x, body.1 - m.px(28.0), (rect.right() - pad - words_x).max(0.0), m.px(56.0));
    let lane_h = m.px(30.0);
    let lane = Rect::new(rect.x + pad, rect.bottom() - pad - lane_h, rect.w - 2.0 * pad, lane_h);
    let packed = pack(&CRAMMED, queued, lane.w - m.px(8.0), lane_h - m.px(4.0), m.k);
    Card {
        p,
        kind: CardKind::Full,
        rect,
        plate,
        body,
        body_r,
        words,
        note: Rect::default(),
        next,
        next_r: m.px(13.0),
        lane,
        grid: grid(packed, &Rect::new(lane.x + m.px(4.0), lane.y, lane.w - m.px(8.0), lane.h), false),
    }
}

/// The one that runs next stands at the head of the queue.
fn compact_card(p: PId, rect: Rect, plate: Rect, queued: u32, m: &Metrics) -> Card {
    let pad = m.px(9.0);
    let inner = rect.w - 2.0 * pad;
    let body = (rect.x + pad + m.px(22.0), rect.y + pad + m.px(22.0));
    let words_x = body.0 + m.px(31.0);
    let words = Rect::new(words_x, rect.y + pad, rect.x + pad + inner - words_x, m.px(40.0));
    let note = Rect::new(rect.x + pad, rect.y + m.px(53.0), inner, m.px(14.0));
    let slot = m.px(20.0);
    let next = Rect::new(rect.x + pad, rect.bottom() - m.px(8.0) - slot, slot, slot);
    let lane_x = next.right() + m.px(5.0);
    let lane = Rect::new(lane_x, next.y, rect.x + pad + inner - lane_x, slot);
    let packed = pack(&CRAMMED, queued, lane.w - m.px(4.0), slot - m.px(2.0), m.k);
    Card {
        p,
        kind: CardKind::Compact,
        rect,
        plate,
        body,
        body_r: m.px(17.0),
        words,
        note,
        next,
        next_r: m.px(8.0),
        lane,
        grid: grid(packed, &Rect::new(lane.x + m.px(2.0), lane.y, lane.w - m.px(4.0), lane.h), false),
    }
}

#[cfg(test)]
mod tests {
    use super::even_columns;

    #[test]
    fn rows_are_even() {
        assert_eq!(even_columns(4, 728.0, 232.0, 16.0), 2);
        assert_eq!(even_columns(4, 1240.0, 232.0, 16.0), 4);
        assert_eq!(even_columns(6, 1240.0, 232.0, 16.0), 3);
        assert_eq!(even_columns(1, 300.0, 232.0, 16.0), 1);
        assert_eq!(even_columns(0, 300.0, 232.0, 16.0), 1);
    }
}
