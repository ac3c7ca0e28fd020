//! Sprites of marks: each look at each size is drawn once into one hidden canvas.

use std::collections::BTreeMap;

use gopark_scene::{Cmd, Look, Mark, Palette};
use web_sys::HtmlCanvasElement;

use super::state::State;
use super::{CanvasError, context_of};

/// The side of the hidden canvas, in device px.
const SIDE_PX: u32 = 2048;
/// Empty px around a sprite, so that neighbors do not bleed into it.
const MARGIN_PX: f64 = 2.0;
/// Marks are never larger.
const R_MAX: f32 = 128.0;

#[derive(Clone, Copy)]
pub(super) struct Sprite {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) side: f64,
    pub(super) half_css: f64,
}

pub(super) struct Atlas {
    canvas: HtmlCanvasElement,
    state: State,
    sprites: BTreeMap<(Look, u16), Sprite>,
    last: Option<((Look, u16), Sprite)>,
    made_for: Option<(Palette, f32)>,
    /// Where the next sprite goes, and how high its shelf is.
    at: (f64, f64),
    shelf: f64,
    parts: Vec<Cmd>,
}

impl Atlas {
    pub(super) fn new(canvas: HtmlCanvasElement) -> Result<Self, CanvasError> {
        canvas.set_width(SIDE_PX);
        canvas.set_height(SIDE_PX);
        let state = State::new(context_of(&canvas)?);
        Ok(Self {
            canvas,
            state,
            sprites: BTreeMap::new(),
            last: None,
            made_for: None,
            at: (0.0, 0.0),
            shelf: 0.0,
            parts: Vec::new(),
        })
    }

    pub(super) fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// Starts over when colors or the screen's scale changed.
    pub(super) fn begin(&mut self, palette: &Palette, scale: f32) {
        if self.made_for != Some((*palette, scale)) {
            self.made_for = Some((*palette, scale));
            self.clear();
        }
    }

    fn clear(&mut self) {
        self.sprites.clear();
        self.last = None;
        (self.at, self.shelf) = ((0.0, 0.0), 0.0);
        let context = &self.state.context;
        // The identity is a transform every context takes.
        let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        context.clear_rect(0.0, 0.0, f64::from(SIDE_PX), f64::from(SIDE_PX));
    }

    /// The sprite of a mark, in steps of a quarter px; drawn now if it was not before.
    pub(super) fn sprite(&mut self, mark: &Mark) -> Result<Sprite, CanvasError> {
        let quarters = (mark.r.clamp(0.25, R_MAX) * 4.0).round() as u16;
        let key = (mark.look, quarters);
        if let Some((last, sprite)) = self.last
            && last == key
        {
            return Ok(sprite);
        }
        let sprite = match self.sprites.get(&key) {
            Some(&sprite) => sprite,
            None => self.draw(key)?,
        };
        self.last = Some((key, sprite));
        Ok(sprite)
    }

    fn draw(&mut self, key: (Look, u16)) -> Result<Sprite, CanvasError> {
        let Some((palette, scale)) = self.made_for else { return Err(CanvasError::Refused) };
        let scale = f64::from(scale);
        let r = f32::from(key.1) / 4.0;
        let side = (2.0 * f64::from(r) * scale).ceil() + 2.0 * MARGIN_PX;
        if self.at.0 + side > f64::from(SIDE_PX) {
            self.at = (0.0, self.at.1 + self.shelf);
            self.shelf = 0.0;
        }
        if self.at.1 + side > f64::from(SIDE_PX) {
            self.clear();
        }
        let (x, y) = self.at;
        self.at.0 += side;
        self.shelf = self.shelf.max(side);
        self.state.begin(&palette);
        let (cx, cy) = (x + side / 2.0, y + side / 2.0);
        self.state.context.set_transform(scale, 0.0, 0.0, scale, cx, cy).map_err(|_| CanvasError::Refused)?;
        self.parts.clear();
        key.0.expand(0.0, 0.0, r, &mut self.parts);
        for part in &self.parts {
            self.state.shape(part)?;
        }
        let sprite = Sprite { x, y, side, half_css: side / 2.0 / scale };
        self.sprites.insert(key, sprite);
        Ok(sprite)
    }
}
