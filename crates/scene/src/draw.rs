//! The draw list: what to paint, as plain data. Painters carry it out and know nothing of goroutines.

use crate::geom::Rect;
use crate::mark::Look;
use crate::palette::Role;

/// A color by its role, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// Which color.
    pub role: Role,
    /// 255 is opaque.
    pub alpha: u8,
}

impl Ink {
    /// The color at `alpha` of 255.
    pub const fn new(role: Role, alpha: u8) -> Self {
        Self { role, alpha }
    }

    /// The same, weaker: `part` of 1.
    #[must_use]
    pub fn faded(self, part: f32) -> Self {
        Self { role: self.role, alpha: (f32::from(self.alpha) * part.clamp(0.0, 1.0)).round() as u8 }
    }
}

impl From<Role> for Ink {
    fn from(role: Role) -> Self {
        Self::new(role, 255)
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Its color.
    pub ink: Ink,
    /// Its width in px.
    pub width: f32,
    /// Dashed instead of solid.
    pub dashed: bool,
}

impl Pen {
    /// A solid line.
    pub fn new(ink: impl Into<Ink>, width: f32) -> Self {
        Self { ink: ink.into(), width, dashed: false }
    }

    /// A dashed line.
    pub fn dashed(ink: impl Into<Ink>, width: f32) -> Self {
        Self { ink: ink.into(), width, dashed: true }
    }
}

/// Which end of a text its position is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// The left end.
    #[default]
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Font size in px.
    pub size: f32,
    /// Semibold instead of regular.
    pub bold: bool,
    /// The monospaced face, for what is Go.
    pub mono: bool,
}

/// A range of [`DrawList::text`] or of [`DrawList::marks`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl Span {
    /// As a range of indexes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Text {
    /// The words, in [`DrawList::text`].
    pub words: Span,
    /// Where the end named by `align` is.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// The room it has; by our own measure it fits. A painter that can should squeeze a face that is wider.
    pub room: f32,
    /// How it is set.
    pub font: Font,
    /// Which end `x` is.
    pub align: Align,
    /// Its color.
    pub ink: Ink,
}

/// One goroutine's mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Center.
    pub x: f32,
    /// Center.
    pub y: f32,
    /// Half the side of the square it keeps within.
    pub r: f32,
    /// 255 is opaque.
    pub alpha: u8,
    /// What it looks like.
    pub look: Look,
}

/// Equal marks in columns: the first column goes down, the next one up, and so on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crowd {
    /// Center of the first mark.
    pub x: f32,
    /// Center of the first mark.
    pub y: f32,
    /// From one column to the next; negative when they run to the left.
    pub step_x: f32,
    /// From one mark of a column to the next.
    pub step_y: f32,
    /// Marks in a column.
    pub rows: u32,
    /// Marks.
    pub count: u32,
    /// Half the side of the square each keeps within.
    pub r: f32,
    /// What each looks like.
    pub look: Look,
}

impl Crowd {
    /// The squares around its marks as two rectangles: full columns, and the last one as far as it goes.
    pub fn parts(&self) -> [Rect; 2] {
        let rows = self.rows.max(1);
        let (full, rest) = (self.count / rows, self.count % rows);
        let (w, h) = (self.step_x.abs(), self.step_y);
        let top = self.y - h / 2.0;
        let columns = |from: u32, n: u32| {
            let (a, b) = (self.x + from as f32 * self.step_x, self.x + (from + n) as f32 * self.step_x);
            a.min(b) + if self.step_x < 0.0 { w / 2.0 } else { -w / 2.0 }
        };
        let below = if full.is_multiple_of(2) { 0 } else { rows - rest };
        [
            Rect::new(columns(0, full), top, full as f32 * w, if full > 0 { rows as f32 * h } else { 0.0 }),
            Rect::new(
                columns(full, 1),
                top + below as f32 * h,
                if rest > 0 { w } else { 0.0 },
                rest as f32 * h,
            ),
        ]
    }
}

/// One thing to paint. Later ones lie above earlier ones.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the sentence over each variant speaks of its fields by name")]
pub enum Cmd {
    /// A rectangle with rounded corners (`radius` 0: square ones).
    Box { rect: Rect, radius: f32, fill: Option<Ink>, line: Option<Pen> },
    /// A circle.
    Circle { x: f32, y: f32, r: f32, fill: Option<Ink>, line: Option<Pen> },
    /// Part of a circle's line, clockwise: `from` and `sweep` in turns, 0 is up.
    Arc { x: f32, y: f32, r: f32, from: f32, sweep: f32, pen: Pen },
    /// A straight line from `a` to `b`, with round ends.
    Line { a: (f32, f32), b: (f32, f32), pen: Pen },
    /// A quadratic curve from `a` to `b`, pulled toward `c`.
    Curve { a: (f32, f32), c: (f32, f32), b: (f32, f32), pen: Pen },
    /// A filled triangle.
    Triangle { a: (f32, f32), b: (f32, f32), c: (f32, f32), fill: Ink },
    /// A line of text.
    Text(Text),
    /// Marks `of` [`DrawList::marks`], instances of few looks.
    Marks { of: Span },
    /// Equal marks.
    Crowd(Crowd),
}

/// Everything to paint in one frame. Kept from frame to frame so that its memory is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawList {
    /// Width in CSS px.
    pub width: f32,
    /// Height in CSS px; may be more than the viewport's.
    pub height: f32,
    /// What to paint, in order. The ground itself is the painter's to clear with [`Role::Ground`].
    pub cmds: Vec<Cmd>,
    /// The marks of all [`Cmd::Marks`].
    pub marks: Vec<Mark>,
    /// The words of all [`Cmd::Text`].
    pub text: String,
}

impl DrawList {
    /// Forgets everything but the memory.
    pub fn clear(&mut self) {
        self.cmds.clear();
        self.marks.clear();
        self.text.clear();
    }

    /// The words of a text.
    pub fn words(&self, text: &Text) -> &str {
        self.text.get(text.words.range()).unwrap_or_default()
    }

    /// Adds marks as one command.
    pub fn push_marks(&mut self, marks: impl IntoIterator<Item = Mark>) {
        let start = self.marks.len() as u32;
        self.marks.extend(marks);
        let end = self.marks.len() as u32;
        if end > start {
            self.cmds.push(Cmd::Marks { of: Span { start, end } });
        }
    }
}
