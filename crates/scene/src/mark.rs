//! How one goroutine looks: a small creature whose shape and color tell its state, whose height tells its stack, and
//! whose eyes tell what it is about.

use gopark_trace::{G, GState, Leaked, Unwinding};

use crate::draw::{Cmd, Ink, Pen};
use crate::geom::Rect;
use crate::palette::Role;

/// The outline, which tells the state without color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Shape {
    /// Runnable: a disc.
    Disc,
    /// Running: a disc with a ring around it.
    Ringed,
    /// Waiting: a ring.
    Ring,
    /// In a system call: a square.
    Square,
    /// Waits forever: a broken ring.
    Broken,
    /// Panics: a disc with spikes.
    Spiked,
}

/// Where the eyes look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Gaze {
    /// At you.
    Ahead,
    /// To the head of a queue on the left.
    Left,
    /// To the head of a queue on the right.
    Right,
    /// Nowhere: closed.
    Asleep,
}

/// What a mark looks like, whatever its size and place. Few of them, so painters can keep them ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// The outline.
    pub shape: Shape,
    /// The color.
    pub role: Role,
    /// The eyes.
    pub gaze: Gaze,
    /// How often the stack doubled from 2 KB, at most [`NOTCHES_MAX`].
    pub notches: u8,
}

/// More doublings than this are drawn as this many (2 KB << 12 = 8 MB).
pub const NOTCHES_MAX: u8 = 12;

/// More layers than this would reach the eyes.
const LAYERS_MAX: u8 = 8;
/// Smaller marks have no eyes.
const EYES_FROM_PX: f32 = 7.0;
/// Smaller marks are plain circles and squares.
pub(crate) const BODY_FROM_PX: f32 = 4.0;

impl Look {
    /// How `g` looks.
    pub fn of(g: &G) -> Self {
        let (shape, role, gaze) = match g.leaked {
            Leaked::No => state_look(g.state),
            Leaked::Yes | Leaked::MissedByGo => (Shape::Broken, Role::Danger, Gaze::Asleep),
        };
        let look = Self { shape, role, gaze, notches: notches(g.stack_bytes) };
        if g.unwinding == Unwinding::Panic && g.leaked == Leaked::No { look.panicking() } else { look }
    }

    /// How a goroutine with a 2 KB stack looks in `state`.
    pub fn of_state(state: GState) -> Self {
        let (shape, role, gaze) = state_look(state);
        Self { shape, role, gaze, notches: 0 }
    }

    /// How one that waits forever looks.
    pub fn leaked() -> Self {
        Self { shape: Shape::Broken, role: Role::Danger, gaze: Gaze::Asleep, notches: 0 }
    }

    /// How one looks that panics.
    pub fn panicking(self) -> Self {
        Self { shape: Shape::Spiked, role: Role::Danger, ..self }
    }

    /// The mark as plain shapes around (`x`, `y`), kept within `r` of it, for painters to draw or keep as a sprite.
    pub fn expand(self, x: f32, y: f32, r: f32, out: &mut Vec<Cmd>) {
        let ink = Ink::from(self.role);
        if r < BODY_FROM_PX {
            self.dot(x, y, r, ink, out);
            return;
        }
        let body = self.body(x, y, r);
        let round = body.w.min(body.h) / 2.0;
        let stroke = (r * 0.2).clamp(1.4, 3.0);
        match self.shape {
            Shape::Disc => out.push(Cmd::Box { rect: body, radius: round, fill: Some(ink), line: None }),
            Shape::Square => {
                out.push(Cmd::Box { rect: body, radius: r * 0.18, fill: Some(ink), line: None });
            }
            Shape::Ring => {
                let rect = body.inset(stroke / 2.0);
                let radius = rect.w.min(rect.h) / 2.0;
                let fill = Some(Ink::from(Role::Surface));
                out.push(Cmd::Box { rect, radius, fill, line: Some(Pen::new(ink, stroke)) });
            }
            Shape::Broken => {
                broken(x, y, body.w.min(body.h) / 2.0 - stroke / 2.0, Pen::new(ink, stroke), out);
            }
            Shape::Spiked => {
                let rect = body.inset(r * SPIKE * 0.8);
                let radius = rect.w.min(rect.h) / 2.0;
                spikes(x, y, r * 0.92, Pen::new(ink, (r * 0.22).clamp(1.4, 4.0)), out);
                out.push(Cmd::Box { rect, radius, fill: Some(ink), line: None });
            }
            Shape::Ringed => {
                let line = Some(Pen::new(ink, (r * 0.12).clamp(1.2, 2.2)));
                let rim = body.inset(r * 0.06);
                let radius = rim.w.min(rim.h) / 2.0;
                out.push(Cmd::Box { rect: rim, radius, fill: None, line });
                let rect = body.inset(r * 0.24);
                let radius = rect.w.min(rect.h) / 2.0;
                out.push(Cmd::Box { rect, radius, fill: Some(ink), line: None });
            }
        }
        if r >= EYES_FROM_PX {
            self.eyes(&body, r, out);
            self.stack(&body, r, out);
        }
    }

    fn dot(self, x: f32, y: f32, r: f32, ink: Ink, out: &mut Vec<Cmd>) {
        let pen = |width: f32| Some(Pen::new(ink, width));
        match self.shape {
            Shape::Disc => out.push(Cmd::Circle { x, y, r: r * 0.9, fill: Some(ink), line: None }),
            Shape::Ring => {
                let width = (r * if r < 2.8 { 0.55 } else { 0.42 }).max(0.8);
                out.push(Cmd::Circle { x, y, r: r * 0.95 - width / 2.0, fill: None, line: pen(width) });
            }
            Shape::Broken => {
                let width = (r * 0.42).max(0.8);
                broken(x, y, r * 0.95 - width / 2.0, Pen::new(ink, width), out);
            }
            Shape::Square => {
                let side = r * 0.85;
                let rect = Rect::new(x - side, y - side, 2.0 * side, 2.0 * side);
                out.push(Cmd::Box { rect, radius: 0.0, fill: Some(ink), line: None });
            }
            Shape::Spiked => {
                spikes(x, y, r * 0.95, Pen::new(ink, (r * 0.3).max(0.8)), out);
                out.push(Cmd::Circle { x, y, r: r * 0.6, fill: Some(ink), line: None });
            }
            Shape::Ringed => {
                out.push(Cmd::Circle { x, y, r: r * 0.55, fill: Some(ink), line: None });
                out.push(Cmd::Circle { x, y, r: r * 0.88, fill: None, line: pen(r * 0.2) });
            }
        }
    }

    /// A taller body is a bigger stack: squat at 2 KB, slim and tall when it doubled often.
    fn body(self, x: f32, y: f32, r: f32) -> Rect {
        let tall = f32::from(self.notches.min(NOTCHES_MAX)) / f32::from(NOTCHES_MAX);
        let scale = if self.shape == Shape::Ringed { 1.0 } else { 0.92 };
        let (w, h) = (r * scale * (1.0 - 0.28 * tall), r * scale * (0.95 + 0.05 * tall));
        Rect::new(x - w, y - h, 2.0 * w, 2.0 * h)
    }

    fn eyes(self, body: &Rect, r: f32, out: &mut Vec<Cmd>) {
        let (cx, _) = body.center();
        let y = body.y + body.h * 0.38;
        let apart = body.w * 0.17;
        let look = match self.gaze {
            Gaze::Left => -0.09 * r,
            Gaze::Right => 0.09 * r,
            Gaze::Ahead | Gaze::Asleep => 0.0,
        };
        let ink = self.inside();
        let size = (r * 0.115).max(0.9);
        for side in [-1.0, 1.0] {
            let x = cx + side * apart + look;
            if self.gaze == Gaze::Asleep {
                let pen = Pen::new(ink, (r * 0.1).clamp(1.0, 2.0));
                out.push(Cmd::Arc { x, y: y - size * 0.3, r: size * 1.2, from: 0.3, sweep: 0.4, pen });
            } else {
                out.push(Cmd::Circle { x, y, r: size, fill: Some(ink), line: None });
            }
        }
    }

    /// What is drawn within the outline.
    fn inside(self) -> Ink {
        match self.shape {
            Shape::Ring | Shape::Broken => Ink::from(self.role),
            Shape::Disc | Shape::Ringed | Shape::Square | Shape::Spiked => Ink::from(Role::OnMark),
        }
    }

    /// One layer for each doubling of the stack, from the feet up.
    fn stack(self, body: &Rect, r: f32, out: &mut Vec<Cmd>) {
        let most = if r >= 16.0 { LAYERS_MAX } else { 3 };
        let ink = self.inside();
        let inner = body.inset(match self.shape {
            Shape::Ringed | Shape::Ring | Shape::Broken | Shape::Spiked => 0.24 * r,
            Shape::Disc | Shape::Square => 0.0,
        });
        let (cx, _) = inner.center();
        let round = if self.shape == Shape::Square { r * 0.18 } else { inner.w.min(inner.h) / 2.0 };
        let step = inner.h * 0.48 / (f32::from(most) + 1.0);
        let pen = Pen::new(ink.faded(0.9), (step * 0.36).clamp(0.7, 1.4));
        for i in 0..self.notches.min(most) {
            let up = step * (f32::from(i) + 1.0);
            // The chord of the rounded foot at that height.
            let down = (round - up).max(0.0);
            let half = inner.w / 2.0 - round + (round * round - down * down).max(0.0).sqrt();
            let half = (half - r * 0.06).max(0.0);
            let y = inner.bottom() - up;
            out.push(Cmd::Line { a: (cx - half, y), b: (cx + half, y), pen });
        }
    }
}

/// A ring with two gaps.
fn broken(x: f32, y: f32, r: f32, pen: Pen, out: &mut Vec<Cmd>) {
    for from in [0.2, 0.7] {
        out.push(Cmd::Arc { x, y, r, from, sweep: 0.34, pen });
    }
}

/// How long a spike is, as a part of the mark's size.
const SPIKE: f32 = 0.35;
/// Where eight spikes point.
const SPIKES: [(f32, f32); 8] = [
    (1.0, 0.0),
    (SLANT, SLANT),
    (0.0, 1.0),
    (-SLANT, SLANT),
    (-1.0, 0.0),
    (-SLANT, -SLANT),
    (0.0, -1.0),
    (SLANT, -SLANT),
];
const SLANT: f32 = std::f32::consts::FRAC_1_SQRT_2;

fn spikes(x: f32, y: f32, r: f32, pen: Pen, out: &mut Vec<Cmd>) {
    for (dx, dy) in SPIKES {
        let at = |part: f32| (x + dx * r * part, y + dy * r * part);
        out.push(Cmd::Line { a: at(1.0 - SPIKE), b: at(1.0 - pen.width / r / 2.0), pen });
    }
}

fn state_look(state: GState) -> (Shape, Role, Gaze) {
    match state {
        GState::Runnable => (Shape::Disc, Role::Runnable, Gaze::Left),
        GState::Running => (Shape::Ringed, Role::Running, Gaze::Ahead),
        GState::Syscall => (Shape::Square, Role::Syscall, Gaze::Right),
        GState::Waiting => (Shape::Ring, Role::Waiting, Gaze::Asleep),
    }
}

/// How often a stack of `bytes` doubled from 2 KB.
fn notches(bytes: u32) -> u8 {
    let doublings = (bytes / 2048).checked_ilog2().unwrap_or(0);
    u8::try_from(doublings).unwrap_or(NOTCHES_MAX).min(NOTCHES_MAX)
}

#[cfg(test)]
mod tests {
    use super::{NOTCHES_MAX, notches};

    #[test]
    fn one_notch_for_each_doubling() {
        let kb = |n: u32| notches(n * 1024);
        assert_eq!([kb(0), kb(2), kb(4), kb(8), kb(1024)], [0, 0, 1, 2, 9]);
        assert_eq!(notches(u32::MAX), NOTCHES_MAX);
    }
}
