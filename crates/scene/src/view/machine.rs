//! The global queue, the processors and the threads.

use gopark_trace::PState;

use super::sheet::Style;
use super::{Scene, Sheet};
use crate::census::Errand;
use crate::draw::{Cmd, Ink, Pen};
use crate::geom::Rect;
use crate::hits::Hit;
use crate::layout::{Card, CardKind, Chip, Doing, Saying};
use crate::palette::Role;
use crate::words;

/// A time slice (`proc.go:forcePreemptNS`).
const SLICE_NS: f32 = 10_000_000.0;
/// The room for the name of a processor's next slot, left of it.
const NEXT_LABEL: f32 = 40.0;
/// What a local queue holds (`runtime2.go`, `p.runq`).
const LOCAL_QUEUE_MAX: usize = 256;

impl Scene<'_> {
    pub(super) fn conveyor(&self, sheet: &mut Sheet<'_>) {
        let conveyor = &self.layout.conveyor;
        let in_line = self.layout.metrics.in_line();
        let (x, y) = (conveyor.rect.x, conveyor.rect.y + sheet.px(if in_line { 16.0 } else { 12.0 }));
        let room = if in_line { conveyor.lane.x } else { conveyor.bay.x } - x - sheet.px(8.0);
        sheet.hit(conveyor.lane, Hit::GlobalQueue);
        let end = sheet.text(words::GLOBAL_QUEUE, x, y, room, Style::Strong, Role::Text);
        let queued = self.world.runq.len();
        let mut count = if queued == 0 {
            words::GLOBAL_QUEUE_EMPTY.to_owned()
        } else {
            match conveyor.grid.each {
                0 | 1 => words::count(queued, words::ONE_QUEUED, words::MANY_QUEUED),
                each => words::shared(queued as u64, each),
            }
        };
        if self.world.is_recorded && queued > 0 {
            count += words::INFERRED;
        }
        let at = end + sheet.px(8.0);
        let left = x + room - at;
        let number = count.split(' ').next().unwrap_or_default();
        let fits = |words: &&str| sheet.width(words, Style::Small) <= left;
        let words = [count.as_str(), number].into_iter().find(fits).unwrap_or_default();
        sheet.text(words, at, y, left, Style::Small, Role::Muted);
        sheet.framed(conveyor.lane, 9.0, Some(Role::Track), Pen::new(Role::Line, 1.0));
        self.inferred(sheet, conveyor.lane);
        self.belt(sheet, &conveyor.lane);
        let loose = self.census.loose;
        if loose > 0 {
            let bay = conveyor.bay;
            let x = conveyor.bay_grid.spot(loose - 1).0 - conveyor.bay_grid.r - sheet.px(8.0);
            sheet.text_end(words::ON_THE_WAY, x, y, (x - bay.x).max(0.0), Style::Small, Role::Muted);
        }
    }

    /// A recording does not tell queues, so who stands in one is drawn in dashes.
    fn inferred(&self, sheet: &mut Sheet<'_>, lane: Rect) {
        if self.world.is_recorded {
            sheet.framed(lane, 7.0, None, Pen::dashed(Role::Muted, 1.4));
        }
    }

    /// The direction of a lane: it moves to the left, to its head.
    fn belt(&self, sheet: &mut Sheet<'_>, lane: &Rect) {
        let (s, pitch) = (sheet.px(4.0), sheet.px(56.0));
        let pen = Pen::new(Role::Line, 1.5);
        let y = lane.center().1;
        let count = ((lane.w - pitch * 0.6) / pitch).floor().clamp(0.0, 64.0) as u32;
        for i in 0..count {
            let x = lane.x + pitch * (i as f32 + 0.75);
            sheet.line((x + s, y - s), (x, y), pen);
            sheet.line((x, y), (x + s, y + s), pen);
        }
    }

    pub(super) fn card(&self, sheet: &mut Sheet<'_>, card: &Card) {
        let (Some(p), Some(talk)) = (self.world.ps.get(card.p.idx()), self.talks.get(card.p.idx())) else {
            return;
        };
        let saying = &talk.saying;
        let idle = saying.doing == Doing::Idle;
        sheet.hit(card.rect, Hit::P(card.p));
        self.plate(sheet, card, saying);
        let radius = if card.kind == CardKind::Full { 14.0 } else { 11.0 };
        if idle {
            sheet.framed(card.rect, radius, None, Pen::dashed(Role::Line, 1.2));
        } else {
            sheet.framed(card.rect, radius, Some(Role::Surface), Pen::new(Role::Line, 1.0));
        }
        self.card_head(sheet, card, saying);
        self.card_ring(sheet, card, saying);
        self.card_words(sheet, card, saying);
        if card.lane.w > 0.0 {
            self.runnext(sheet, card, p.next.is_some(), idle);
            self.lane(sheet, card, p.runq.len(), idle);
        }
        if p.state == PState::Running && p.curg.is_some() && saying.doing == Doing::Running {
            self.slice(sheet, card);
        }
    }

    fn plate(&self, sheet: &mut Sheet<'_>, card: &Card, saying: &Saying) {
        // Words are held for a moment; a thread that went to another processor meanwhile is not shown on both.
        let holds = self.world.ms.get(saying.m.idx()).map_or(card.p, |m| m.p);
        if saying.m.is_none() || (holds.is_some() && holds != card.p) {
            return;
        }
        // It carries the card, so its upper edge is under it.
        let under = sheet.px(14.0);
        let rect = Rect::new(card.plate.x, card.plate.y - under, card.plate.w, card.plate.h + under);
        sheet.framed(rect, 8.0, Some(Role::Track), Pen::new(Ink::new(Role::Thread, 150), 1.0));
        sheet.hit(card.plate, Hit::M(saying.m));
        let (x, y) = card.plate.center();
        let small = card.kind == CardKind::Compact;
        let y = y + sheet.px(if small { 4.0 } else { 4.5 });
        sheet.text_mid(&saying.m.to_string(), x, y, card.plate.w, Style::SmallStrong, Role::Muted);
    }

    fn card_head(&self, sheet: &mut Sheet<'_>, card: &Card, saying: &Saying) {
        let (x, y, style) = match card.kind {
            CardKind::Full => (card.rect.x + sheet.px(14.0), card.rect.y + sheet.px(25.0), Style::Title),
            CardKind::Compact => (card.words.x, card.words.y + sheet.px(14.0), Style::Strong),
        };
        let right = match card.kind {
            CardKind::Full if card.next.w > 0.0 => card.next.x - sheet.px(NEXT_LABEL),
            _ => card.words.right(),
        };
        let ink = if saying.doing == Doing::Idle { Role::Muted } else { Role::Text };
        let end = sheet.text(&card.p.to_string(), x, y, right - x, style, ink);
        if saying.doing == Doing::Running && saying.preempt {
            // Where there is no room for it, the ring alone tells.
            let room = right - end - sheet.px(8.0);
            if sheet.width(words::PREEMPT, Style::Small) <= room {
                sheet.text_end(words::PREEMPT, right, y, room, Style::Small, Role::Warn);
            }
        }
    }

    /// Where a goroutine runs: a ring that is its time slice.
    fn card_ring(&self, sheet: &mut Sheet<'_>, card: &Card, saying: &Saying) {
        let ((x, y), r) = (card.body, card.body_r * 1.27);
        let width = sheet.px(if card.kind == CardKind::Full { 3.0 } else { 2.0 });
        if saying.doing == Doing::Idle {
            let line = Some(Pen::dashed(Role::Line, sheet.px(1.2)));
            sheet.push(Cmd::Circle { x, y, r, fill: None, line });
            return;
        }
        sheet.push(Cmd::Circle { x, y, r, fill: None, line: Some(Pen::new(Role::Track, width)) });
        if saying.doing == Doing::Spinning {
            for third in 0..3 {
                let from = self.turn + third as f32 / 3.0;
                let pen = Pen::new(Role::Thread, width);
                sheet.push(Cmd::Arc { x, y, r, from, sweep: 0.14, pen });
            }
        }
    }

    fn slice(&self, sheet: &mut Sheet<'_>, card: &Card) {
        let Some(p) = self.world.ps.get(card.p.idx()) else { return };
        let part = (self.now.since(p.slice_start) as f32 / SLICE_NS).clamp(0.0, 1.0);
        if part < 0.004 {
            return;
        }
        let ((x, y), r) = (card.body, card.body_r * 1.27);
        let width = sheet.px(if card.kind == CardKind::Full { 3.0 } else { 2.0 });
        let role = if p.preempt || part >= 1.0 { Role::Warn } else { Role::Running };
        sheet.push(Cmd::Arc { x, y, r, from: 0.0, sweep: part, pen: Pen::new(role, width) });
    }

    fn card_words(&self, sheet: &mut Sheet<'_>, card: &Card, saying: &Saying) {
        let words = card.words;
        let state = match saying.doing {
            Doing::Idle => words::P_IDLE,
            Doing::Spinning => words::P_SPINNING,
            Doing::Scheduling => words::P_SCHEDULING,
            Doing::Handed => words::P_HANDED,
            Doing::Running | Doing::Syscall => "",
        };
        match card.kind {
            CardKind::Full if saying.id.is_empty() => {
                let y = words.center().1 + sheet.px(4.5);
                let body = sheet.width(state, Style::Body) <= words.w;
                let style = if body { Style::Body } else { Style::Small };
                sheet.text(state, words.x, y, words.w, style, Role::Muted);
            }
            CardKind::Full => {
                let y = words.center().1;
                let (up, down) = (sheet.px(13.0), sheet.px(22.0));
                sheet.text(&saying.id, words.x, y - up, words.w, Style::Title, Role::Text);
                sheet.text(
                    words::short(&saying.function),
                    words.x,
                    y + sheet.px(5.0),
                    words.w,
                    Style::Code,
                    Role::Text,
                );
                sheet.text(&saying.detail, words.x, y + down, words.w, Style::Small, Role::Muted);
            }
            CardKind::Compact if saying.doing == Doing::Idle => {
                let y = words.y + sheet.px(31.0);
                sheet.text(state, words.x, y, words.w, Style::Small, Role::Muted);
            }
            CardKind::Compact => {
                let (y, note) = (words.y + sheet.px(31.0), card.note);
                sheet.text(&saying.id, words.x, y, words.w, Style::SmallStrong, Role::Text);
                let below = note.y + sheet.px(11.0);
                sheet.text(state, note.x, below, note.w, Style::Small, Role::Muted);
                sheet.text(&saying.brief, note.x, below, note.w, Style::SmallCode, Role::Muted);
            }
        }
    }

    fn runnext(&self, sheet: &mut Sheet<'_>, card: &Card, full: bool, idle: bool) {
        sheet.hit(card.next, Hit::RunNext(card.p));
        let radius = if card.kind == CardKind::Full { 8.0 } else { 6.0 };
        if full {
            sheet.filled(card.next, radius, Role::Track);
        } else {
            sheet.framed(card.next, radius, None, Pen::dashed(Role::Line, 1.0));
        }
        if card.kind == CardKind::Full && !idle {
            let (x, y) = (card.next.x - sheet.px(6.0), card.next.center().1 + sheet.px(4.0));
            sheet.text_end(words::RUNNEXT, x, y, sheet.px(NEXT_LABEL), Style::Small, Role::Muted);
        }
    }

    fn lane(&self, sheet: &mut Sheet<'_>, card: &Card, queued: usize, idle: bool) {
        sheet.hit(card.lane, Hit::LocalQueue(card.p));
        if idle {
            sheet.framed(card.lane, 7.0, None, Pen::dashed(Role::Line, 1.0));
            return;
        }
        sheet.framed(card.lane, 7.0, Some(Role::Track), Pen::new(Role::Line, 1.0));
        self.inferred(sheet, card.lane);
        if card.kind == CardKind::Full {
            let y = card.lane.y - sheet.px(6.0);
            let end = sheet.text(words::LOCAL_QUEUE, card.lane.x, y, card.lane.w, Style::Small, Role::Muted);
            let right = card.lane.right();
            let count = words::of(queued, LOCAL_QUEUE_MAX);
            sheet.text_end(&count, right, y, right - end - sheet.px(8.0), Style::Small, Role::Muted);
        }
    }

    pub(super) fn threads(&self, sheet: &mut Sheet<'_>) {
        let threads = &self.layout.threads;
        let (x, y) = (threads.rect.x, threads.baseline);
        if self.layout.metrics.labeled() {
            let end = sheet.text(words::THREADS, x, y, threads.rect.w, Style::Strong, Role::Text);
            let at = end + sheet.px(8.0);
            sheet.text(&threads.remark, at, y, threads.rect.right() - at, Style::Small, Role::Muted);
        }
        for &(label, x, y) in &threads.labels {
            sheet.text(label, x, y, threads.rect.right() - x, Style::Small, Role::Muted);
        }
        for chip in &threads.chips {
            self.chip(sheet, chip);
        }
    }

    fn chip(&self, sheet: &mut Sheet<'_>, chip: &Chip) {
        sheet.hit(chip.rect, Hit::M(chip.m));
        let asleep = chip.errand == Errand::Idle;
        let pen = if asleep { Pen::new(Role::Line, 1.0) } else { Pen::new(Ink::new(Role::Thread, 150), 1.0) };
        let radius = if chip.named { 7.0 } else { 3.0 };
        sheet.framed(chip.rect, radius, (!asleep).then_some(Role::Track), pen);
        if !chip.named {
            return;
        }
        let y = chip.rect.center().1 + sheet.px(4.0);
        let ink = Ink::from(Role::Muted);
        if chip.g.is_some() {
            let x = chip.rect.x + sheet.px(29.0);
            let end = sheet.text(&chip.m.to_string(), x, y, chip.rect.right() - x, Style::SmallStrong, ink);
            let room = chip.rect.right() - sheet.px(8.0) - end - sheet.px(6.0);
            sheet.text_end(
                &chip.g.to_string(),
                chip.rect.right() - sheet.px(8.0),
                y,
                room,
                Style::Small,
                ink,
            );
        } else if chip.errand == Errand::Sysmon && !self.layout.metrics.dense {
            let x = chip.rect.x + sheet.px(8.0);
            let end =
                sheet.text(&chip.m.to_string(), x, y, chip.rect.w, Style::SmallStrong, ink) + sheet.px(6.0);
            let right = chip.rect.right() - sheet.px(8.0);
            let did = words::retaken(self.world.retaken);
            sheet.text_end(&did, right, y, right - end, Style::Small, ink);
        } else {
            let (x, _) = chip.rect.center();
            sheet.text_mid(&chip.m.to_string(), x, y, chip.rect.w, Style::SmallStrong, ink);
        }
    }
}
