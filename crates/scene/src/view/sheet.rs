//! What drawing is done with: a draw list, hit regions and the few kinds of text there are.

use crate::draw::{Align, Cmd, DrawList, Font, Ink, Pen, Span, Text};
use crate::font;
use crate::geom::Rect;
use crate::hits::{Hit, Hits};
use crate::palette::Role;

/// The kinds of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// The name of a place.
    Title,
    /// Names and labels.
    Strong,
    /// Names of Go things.
    Code,
    /// Sentences.
    Body,
    /// Counts and remarks.
    Small,
    /// Short names.
    SmallStrong,
    /// Names of Go things, small.
    SmallCode,
    /// A number that is the point.
    Large,
}

impl Style {
    pub(crate) fn font(self, k: f32) -> Font {
        use font::size;
        let (size, bold, mono) = match self {
            Self::Title => (size::TITLE, true, false),
            Self::Strong => (size::BODY, true, false),
            Self::Code => (size::BODY - 0.5, false, true),
            Self::Body => (size::BODY, false, false),
            Self::Small => (size::SMALL, false, false),
            Self::SmallStrong => (size::SMALL, true, false),
            Self::SmallCode => (size::SMALL - 0.5, false, true),
            Self::Large => (size::LARGE, true, false),
        };
        Font { size: size * k, bold, mono }
    }
}

/// A draw list being made.
pub(crate) struct Sheet<'a> {
    pub(crate) draw: &'a mut DrawList,
    pub(crate) hits: &'a mut Hits,
    pub(crate) k: f32,
    /// Words are cleared of the lines that run under them.
    pub(crate) clears: bool,
}

impl Sheet<'_> {
    /// A designed length on this screen.
    pub(crate) fn px(&self, length: f32) -> f32 {
        length * self.k
    }

    pub(crate) fn hit(&mut self, rect: Rect, hit: Hit) {
        self.hits.regions.push((rect, hit));
    }

    pub(crate) fn push(&mut self, cmd: Cmd) {
        self.draw.cmds.push(cmd);
    }

    pub(crate) fn filled(&mut self, rect: Rect, radius: f32, fill: impl Into<Ink>) {
        self.push(Cmd::Box { rect, radius: self.px(radius), fill: Some(fill.into()), line: None });
    }

    pub(crate) fn framed(&mut self, rect: Rect, radius: f32, fill: Option<Role>, line: Pen) {
        let line = Pen { width: self.px(line.width), ..line };
        // On the half px inside, where a line of one px is sharp.
        let rect = rect.inset(line.width / 2.0);
        self.push(Cmd::Box { rect, radius: self.px(radius), fill: fill.map(Ink::from), line: Some(line) });
    }

    pub(crate) fn line(&mut self, a: (f32, f32), b: (f32, f32), pen: Pen) {
        self.push(Cmd::Line { a, b, pen: Pen { width: self.px(pen.width), ..pen } });
    }

    /// A triangle that points to the right, its tip at (`x`, `y`).
    pub(crate) fn arrow(&mut self, x: f32, y: f32, ink: Ink) {
        let s = self.px(4.0);
        self.push(Cmd::Triangle { a: (x - s * 1.4, y - s), b: (x, y), c: (x - s * 1.4, y + s), fill: ink });
    }

    /// The width `words` would have.
    pub(crate) fn width(&self, words: &str, style: Style) -> f32 {
        font::width(words, style.font(self.k))
    }

    /// Words from `x` to the right, shortened to `room`; returns where they end.
    pub(crate) fn text(
        &mut self,
        words: &str,
        x: f32,
        y: f32,
        room: f32,
        style: Style,
        ink: impl Into<Ink>,
    ) -> f32 {
        self.set(words, (x, y), room, style, Align::Start, ink.into()).map_or(x, |w| x + w)
    }

    /// Words that end at `x`; returns where they begin.
    pub(crate) fn text_end(
        &mut self,
        words: &str,
        x: f32,
        y: f32,
        room: f32,
        style: Style,
        ink: impl Into<Ink>,
    ) -> f32 {
        self.set(words, (x, y), room, style, Align::End, ink.into()).map_or(x, |w| x - w)
    }

    /// Words around `x`.
    pub(crate) fn text_mid(
        &mut self,
        words: &str,
        x: f32,
        y: f32,
        room: f32,
        style: Style,
        ink: impl Into<Ink>,
    ) {
        self.set(words, (x, y), room, style, Align::Middle, ink.into());
    }

    fn set(
        &mut self,
        words: &str,
        (x, y): (f32, f32),
        room: f32,
        style: Style,
        align: Align,
        ink: Ink,
    ) -> Option<f32> {
        let font = style.font(self.k);
        let (end, shortened) = font::fit(words, font, room)?;
        if end == 0 {
            return None;
        }
        let start = self.draw.text.len() as u32;
        self.draw.text.push_str(&words[..end]);
        if shortened {
            self.draw.text.push('…');
        }
        let words = Span { start, end: self.draw.text.len() as u32 };
        let text = Text { words, x, y, room, font, align, ink };
        let width = font::width(self.draw.words(&text), font);
        if self.clears {
            let x = match align {
                Align::Start => x,
                Align::Middle => x - width / 2.0,
                Align::End => x - width,
            };
            let rect = Rect::new(x, y - font.size * 0.8, width, font.size).inset(-self.px(1.0));
            self.filled(rect, 2.0, Role::Surface);
        }
        self.draw.cmds.push(Cmd::Text(text));
        Some(width)
    }
}
