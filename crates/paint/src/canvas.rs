//! Canvas 2D. Marks come from an atlas of sprites drawn once, so ten thousand of them are ten thousand copies of a
//! few pixels; everything else is drawn directly, with the context's state touched only when it changes.

mod atlas;
mod state;

use gopark_scene::{Cmd, DrawList, Mark, Palette, Rect, Role, Text};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::{Painter, View};
use atlas::Atlas;
use state::State;

/// Why a canvas could not be painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CanvasError {
    /// The browser gives no 2D context.
    NoContext,
    /// The browser refused to make or draw a canvas.
    Refused,
}

impl std::fmt::Display for CanvasError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoContext => "this browser gives no 2D canvas",
            Self::Refused => "this browser refused to draw on a canvas",
        })
    }
}

impl std::error::Error for CanvasError {}

/// Paints on a canvas element. Its size in device px is set here; its size in CSS px is the page's to style.
pub struct Canvas2d {
    canvas: HtmlCanvasElement,
    state: State,
    atlas: Atlas,
}

impl Canvas2d {
    /// A painter for `canvas`.
    ///
    /// # Errors
    /// When there is no 2D context to be had.
    pub fn new(canvas: HtmlCanvasElement) -> Result<Self, CanvasError> {
        let context = context_of(&canvas)?;
        let document = canvas.owner_document().ok_or(CanvasError::NoContext)?;
        let sprites = document
            .create_element("canvas")
            .ok()
            .and_then(|element| element.dyn_into::<HtmlCanvasElement>().ok())
            .ok_or(CanvasError::Refused)?;
        Ok(Self { canvas, state: State::new(context), atlas: Atlas::new(sprites)? })
    }

    fn resize(&mut self, view: View) {
        let device = |css: f32| (css * view.scale).round().clamp(1.0, 16_384.0) as u32;
        let (w, h) = (device(view.width), device(view.height));
        if self.canvas.width() != w || self.canvas.height() != h {
            self.canvas.set_width(w);
            self.canvas.set_height(h);
        }
    }

    fn marks(&mut self, marks: &[Mark], view: View) -> Result<(), CanvasError> {
        let (top, bottom) = (view.scroll_y, view.scroll_y + view.height);
        for mark in marks.iter().filter(|mark| mark.y + mark.r > top && mark.y - mark.r < bottom) {
            let sprite = self.atlas.sprite(mark)?;
            self.state.alpha(mark.alpha);
            let half = sprite.half_css;
            self.state
                .context
                .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                    self.atlas.canvas(),
                    sprite.x,
                    sprite.y,
                    sprite.side,
                    sprite.side,
                    f64::from(mark.x) - half,
                    f64::from(mark.y) - half,
                    2.0 * half,
                    2.0 * half,
                )
                .map_err(|_| CanvasError::Refused)?;
        }
        Ok(())
    }
}

impl Painter for Canvas2d {
    type Error = CanvasError;

    fn paint(&mut self, list: &DrawList, palette: &Palette, view: View) -> Result<(), CanvasError> {
        self.resize(view);
        self.atlas.begin(palette, view.scale);
        self.state.begin(palette);
        let scale = f64::from(view.scale);
        let shift = -f64::from(view.scroll_y) * scale;
        self.state.transform(scale, shift)?;
        self.state.fill(Role::Ground.into());
        let (x, y) = (0.0, f64::from(view.scroll_y));
        self.state.context.fill_rect(x, y, f64::from(view.width), f64::from(view.height));
        for cmd in &list.cmds {
            match cmd {
                Cmd::Marks { of } => self.marks(list.marks.get(of.range()).unwrap_or_default(), view)?,
                Cmd::Text(text) if visible(&text_box(text), view) => self.state.text(list.words(text), text),
                Cmd::Text(_) => {}
                cmd if bounds(cmd).is_none_or(|rect| visible(&rect, view)) => self.state.shape(cmd)?,
                _ => {}
            }
        }
        Ok(())
    }
}

fn context_of(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, CanvasError> {
    canvas
        .get_context("2d")
        .ok()
        .flatten()
        .and_then(|object| object.dyn_into().ok())
        .ok_or(CanvasError::NoContext)
}

fn visible(rect: &Rect, view: View) -> bool {
    rect.bottom() > view.scroll_y && rect.y < view.scroll_y + view.height
}

fn text_box(text: &Text) -> Rect {
    Rect::new(text.x, text.y - text.font.size, text.room, text.font.size * 1.5)
}

/// Where a shape lies, for those big and frequent enough to be worth skipping.
fn bounds(cmd: &Cmd) -> Option<Rect> {
    match *cmd {
        Cmd::Box { rect, .. } => Some(rect.inset(-3.0)),
        Cmd::Circle { x, y, r, .. } | Cmd::Arc { x, y, r, .. } => {
            Some(Rect::new(x - r, y - r, 2.0 * r, 2.0 * r).inset(-3.0))
        }
        _ => None,
    }
}
