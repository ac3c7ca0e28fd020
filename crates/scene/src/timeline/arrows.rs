//! Who woke whom: an arrow from where somebody made a goroutine ready to where it ran next.

use gopark_trace::{GId, Kind};

use super::{Rows, View};
use crate::draw::{Cmd, Ink, Pen};
use crate::geom::Rect;
use crate::hits::Hit;
use crate::palette::Role;
use crate::view::Sheet;

/// More arrows than this are a thicket: none is drawn until something is selected or the window is smaller.
const ARROWS_MAX: usize = 80;

type Point = (f32, f32);

impl View<'_> {
    pub(super) fn arrows(&self, sheet: &mut Sheet<'_>, owners: &[Hit], rows_at: (f32, f32), room: Rect) {
        if self.rows == Rows::Threads {
            return;
        }
        let Some(arrows) = self.find(owners, rows_at) else { return };
        let ink = if self.selected().is_some() { Ink::from(Role::Accent) } else { Ink::new(Role::Text, 150) };
        for (a, b) in arrows {
            let seen = |at: Point| at.1 >= room.y && at.1 <= room.bottom();
            if seen(a) && seen(b) {
                let pen = Pen::new(ink, self.px(1.3));
                sheet.push(Cmd::Curve { a, c: ((a.0 + b.0) / 2.0, a.1), b: (b.0, b.1), pen });
                head(sheet, a, b, self.px(4.0), ink);
            }
        }
    }

    fn selected(&self) -> Option<GId> {
        match self.input.selected {
            Some(Hit::G(g)) => Some(g),
            _ => None,
        }
    }

    /// None when there are too many.
    fn find(&self, owners: &[Hit], (first, pitch): (f32, f32)) -> Option<Vec<(Point, Point)>> {
        let selected = self.selected();
        let middle = |owner: Hit| {
            let row = owners.iter().position(|&other| other == owner)?;
            Some(first + (row as f32 + 0.5) * pitch)
        };
        let mut arrows = Vec::new();
        let mut woken: Vec<(GId, Point)> = Vec::new();
        for event in self.input.events {
            if arrows.len() > ARROWS_MAX || woken.len() > 4 * ARROWS_MAX {
                return None;
            }
            let x = self.axis.x(event.at);
            let by_goroutines = self.rows == Rows::Goroutines;
            match event.kind {
                Kind::GoUnblock { g } if selected.is_none_or(|it| it == g || it == event.g) => {
                    let from = if by_goroutines { Hit::G(event.g) } else { Hit::P(event.p) };
                    if let Some(y) = middle(from) {
                        woken.push((g, (x, y)));
                    }
                }
                Kind::GoStart { g, .. } => {
                    let to = if by_goroutines { Hit::G(g) } else { Hit::P(event.p) };
                    let begun = woken.iter().position(|&(it, _)| it == g).map(|i| woken.swap_remove(i).1);
                    if let (Some(a), Some(y)) = (begun, middle(to))
                        && (a.1 != y || x - a.0 > self.px(6.0))
                    {
                        arrows.push((a, (x, y)));
                    }
                }
                _ => {}
            }
        }
        Some(arrows)
    }
}

/// The head of an arrow that arrives from above, from below or from the left.
fn head(sheet: &mut Sheet<'_>, a: Point, b: Point, s: f32, fill: Ink) {
    let (x, y) = b;
    let (left, right) = if (a.1 - y).abs() < 1.0 {
        ((x - 1.6 * s, y - s * 0.8), (x - 1.6 * s, y + s * 0.8))
    } else {
        let back = if a.1 < y { y - 1.6 * s } else { y + 1.6 * s };
        ((x - s * 0.8, back), (x + s * 0.8, back))
    };
    sheet.push(Cmd::Triangle { a: left, b, c: right, fill });
}
