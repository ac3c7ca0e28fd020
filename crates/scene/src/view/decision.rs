//! The rule behind the decision that a step came to, at the processor that made it.

use super::sheet::Style;
use super::{Scene, Sheet};
use crate::draw::{Cmd, Ink, Pen};
use crate::font;
use crate::geom::Rect;
use crate::palette::Role;
use crate::words;

/// The most it is wide: what is under it is seen again at the next step, but a line that is cut in half looks torn.
const WIDTH: f32 = 620.0;

impl Scene<'_> {
    pub(super) fn decision(&self, sheet: &mut Sheet<'_>) {
        let Some((p, words)) = self.decision else { return };
        let Some(card) = self.layout.cards.iter().find(|card| card.p == *p) else { return };
        let (rule, source) = words::rule_and_source(words);
        let m = &self.layout.metrics;
        let (pad, line) = (sheet.px(10.0), sheet.px(16.0));
        let most = sheet.px(WIDTH).min(m.inner());
        let widest = sheet.width(rule, Style::Small).max(sheet.width(source, Style::SmallCode)) + 2.0 * pad;
        // Where that takes two lines, they are about as long.
        let w = if widest <= most { widest } else { most.min(widest * 0.58).max(most * 0.6) };
        let lines = font::wrap(rule, Style::Small.font(sheet.k), w - 2.0 * pad);
        let h = line * (lines.len() + 1) as f32 + 1.4 * pad;
        // Under the card, its tip at the plate; over the card where the picture ends before that.
        let tip = sheet.px(7.0);
        let x = card.rect.x.min(m.width - m.margin - w).max(m.margin);
        // What is in sight before somebody scrolls counts, if there is room over the card.
        let end = if card.rect.y > h + tip { m.height } else { sheet.draw.height };
        let under = card.plate.bottom() + tip + h <= end.max(card.rect.y);
        let y = if under { card.plate.bottom() + tip * 0.5 } else { card.rect.y - h - tip * 0.5 };
        let at = (card.rect.x + card.rect.w * 0.2).max(x + 2.0 * pad);
        let threads = self.layout.threads.rect;
        // The row of threads is covered as a whole.
        let covers_row = m.gauge_beside() && y < threads.bottom() && threads.y < y + h;
        let rect = if covers_row { Rect::new(m.margin, y, m.inner(), h) } else { Rect::new(x, y, w, h) };
        sheet.framed(rect, 10.0, Some(Role::Surface), Pen::new(Role::Accent, 1.6));
        let (edge, way) = if under { (y, -1.0) } else { (rect.bottom(), 1.0) };
        let (a, b, c) = ((at - tip, edge), (at, edge + way * tip), (at + tip, edge));
        sheet.push(Cmd::Triangle { a, b, c, fill: Ink::from(Role::Accent) });
        let room = w - 2.0 * pad;
        let mut baseline = y + pad + sheet.px(7.0);
        for words in lines {
            sheet.text(words, x + pad, baseline, room, Style::Small, Role::Text);
            baseline += line;
        }
        sheet.text(source, x + pad, baseline, room, Style::SmallCode, Role::Muted);
    }
}
