//! A context whose state is set only when it changes: each change crosses from wasm to JavaScript.

use gopark_scene::{Align, Cmd, Font, Ink, Palette, Pen, Rect, Role, Text};
use js_sys::Array;
use web_sys::CanvasRenderingContext2d;

use super::CanvasError;
use crate::svg::num;
use crate::{MONO, SANS, View};

const TURN: f64 = std::f64::consts::TAU;

pub(super) struct State {
    pub(super) context: CanvasRenderingContext2d,
    palette: Option<Palette>,
    colors: Vec<String>,
    fill: Option<Role>,
    stroke: Option<Role>,
    alpha: Option<u8>,
    width: Option<f32>,
    dash: Option<f32>,
    font: Option<Font>,
    align: Option<Align>,
}

impl State {
    pub(super) fn new(context: CanvasRenderingContext2d) -> Self {
        Self {
            context,
            palette: None,
            colors: Vec::new(),
            fill: None,
            stroke: None,
            alpha: None,
            width: None,
            dash: None,
            font: None,
            align: None,
        }
    }

    /// Forgets what was set (a resized canvas is reset by the browser) and takes the colors.
    pub(super) fn begin(&mut self, palette: &Palette) {
        if self.palette.as_ref() != Some(palette) {
            self.colors = Role::ALL.iter().map(|&role| palette.get(role).css()).collect();
            self.palette = Some(*palette);
        }
        (self.fill, self.stroke, self.alpha, self.width) = (None, None, None, None);
        (self.dash, self.font, self.align) = (None, None, None);
        self.context.set_line_cap("round");
        self.context.set_line_join("round");
    }

    /// From here on, coordinates are those of the picture.
    pub(super) fn look(&self, view: View) -> Result<(), CanvasError> {
        let scale = f64::from(view.scale);
        let (x, y) = (-f64::from(view.scroll_x) * scale, -f64::from(view.scroll_y) * scale);
        self.context.set_transform(scale, 0.0, 0.0, scale, x, y).map_err(|_| CanvasError::Refused)
    }

    /// From here on, coordinates are device px and nothing is faded.
    pub(super) fn begin_pixels(&mut self) -> Result<(), CanvasError> {
        self.alpha(255);
        self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).map_err(|_| CanvasError::Refused)
    }

    pub(super) fn alpha(&mut self, alpha: u8) {
        if self.alpha != Some(alpha) {
            self.alpha = Some(alpha);
            self.context.set_global_alpha(f64::from(alpha) / 255.0);
        }
    }

    pub(super) fn fill(&mut self, ink: Ink) {
        if self.fill != Some(ink.role) {
            self.fill = Some(ink.role);
            if let Some(color) = self.colors.get(ink.role as usize) {
                self.context.set_fill_style_str(color);
            }
        }
        self.alpha(ink.alpha);
    }

    fn pen(&mut self, pen: Pen) -> Result<(), CanvasError> {
        if self.stroke != Some(pen.ink.role) {
            self.stroke = Some(pen.ink.role);
            if let Some(color) = self.colors.get(pen.ink.role as usize) {
                self.context.set_stroke_style_str(color);
            }
        }
        self.alpha(pen.ink.alpha);
        if self.width != Some(pen.width) {
            self.width = Some(pen.width);
            self.context.set_line_width(f64::from(pen.width));
        }
        let dash = if pen.dashed { pen.width * 3.0 } else { 0.0 };
        if self.dash != Some(dash) {
            self.dash = Some(dash);
            let pattern = Array::new();
            if pen.dashed {
                pattern.push(&f64::from(dash).into());
                pattern.push(&f64::from(dash).into());
            }
            self.context.set_line_dash(&pattern).map_err(|_| CanvasError::Refused)?;
        }
        Ok(())
    }

    /// The next fill sets its color anew.
    pub(super) fn forget_fill(&mut self) {
        self.fill = None;
    }

    pub(super) fn text(&mut self, words: &str, text: &Text) {
        if self.font != Some(text.font) {
            self.font = Some(text.font);
            let family = if text.font.mono { MONO } else { SANS };
            let weight = if text.font.bold { 600 } else { 400 };
            self.context.set_font(&format!("{weight} {}px {family}", num(text.font.size)));
        }
        if self.align != Some(text.align) {
            self.align = Some(text.align);
            self.context.set_text_align(match text.align {
                Align::Start => "left",
                Align::Middle => "center",
                Align::End => "right",
            });
        }
        self.fill(text.ink);
        // A browser that cannot draw a text has nothing better to offer; the words are in the page as well.
        let _ = self.context.fill_text_with_max_width(
            words,
            f64::from(text.x),
            f64::from(text.y),
            f64::from(text.room.max(1.0)),
        );
    }

    pub(super) fn shape(&mut self, cmd: &Cmd) -> Result<(), CanvasError> {
        let context = self.context.clone();
        context.begin_path();
        let refused = |_| CanvasError::Refused;
        match *cmd {
            Cmd::Box { rect, radius, fill, line } => {
                self.outline(rect, radius)?;
                self.finish(fill, line)
            }
            Cmd::Circle { x, y, r, fill, line } => {
                context.arc(f64::from(x), f64::from(y), f64::from(r.max(0.0)), 0.0, TURN).map_err(refused)?;
                self.finish(fill, line)
            }
            Cmd::Arc { x, y, r, from, sweep, pen } => {
                let start = (f64::from(from) - 0.25) * TURN;
                let end = start + f64::from(sweep) * TURN;
                context
                    .arc(f64::from(x), f64::from(y), f64::from(r.max(0.0)), start, end)
                    .map_err(refused)?;
                self.finish(None, Some(pen))
            }
            Cmd::Line { a, b, pen } => {
                context.move_to(f64::from(a.0), f64::from(a.1));
                context.line_to(f64::from(b.0), f64::from(b.1));
                self.finish(None, Some(pen))
            }
            Cmd::Curve { a, c, b, pen } => {
                context.move_to(f64::from(a.0), f64::from(a.1));
                let (cx, cy, bx, by) = (f64::from(c.0), f64::from(c.1), f64::from(b.0), f64::from(b.1));
                context.quadratic_curve_to(cx, cy, bx, by);
                self.finish(None, Some(pen))
            }
            Cmd::Triangle { a, b, c, fill } => {
                context.move_to(f64::from(a.0), f64::from(a.1));
                context.line_to(f64::from(b.0), f64::from(b.1));
                context.line_to(f64::from(c.0), f64::from(c.1));
                context.close_path();
                self.finish(Some(fill), None)
            }
            Cmd::Text(_) | Cmd::Marks { .. } | Cmd::Crowd(_) => Ok(()),
        }
    }

    fn outline(&self, rect: Rect, radius: f32) -> Result<(), CanvasError> {
        let (x, y, w, h) = (f64::from(rect.x), f64::from(rect.y), f64::from(rect.w), f64::from(rect.h));
        if radius <= 0.0 {
            self.context.rect(x, y, w, h);
            return Ok(());
        }
        let radius = f64::from(radius.min(rect.w / 2.0).min(rect.h / 2.0));
        self.context.round_rect_with_f64(x, y, w, h, radius).map_err(|_| CanvasError::Refused)
    }

    fn finish(&mut self, fill: Option<Ink>, line: Option<Pen>) -> Result<(), CanvasError> {
        if let Some(ink) = fill {
            self.fill(ink);
            self.context.fill();
        }
        if let Some(pen) = line {
            self.pen(pen)?;
            self.context.stroke();
        }
        Ok(())
    }
}
