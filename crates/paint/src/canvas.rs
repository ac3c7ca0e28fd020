//! Canvases one above the other. What lies under the marks is drawn on the lower one with Canvas 2D, and what lies above
//! them on the upper one. The marks are instances on a canvas between the two where WebGL 2 is quick (see [`webgl`]);
//! elsewhere they come as patches of pixels (see [`raster`](crate::raster)) that are put on the upper one as they are.
//! To lay ten thousand marks over a picture in one canvas costs a browser many times as much, whichever way it is done.

mod state;
mod tiles;
mod webgl;

use gopark_scene::{Align, Cmd, DrawList, Mark, Palette, Rect, Role, Text};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::raster::{Patch, Stamps};
use crate::{Painter, View};
use state::State;
use tiles::Tiles;
use webgl::Instances;

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

/// Paints on canvas elements. Their size in device px is set here; their size in CSS px is the page's to style.
pub struct Canvas2d {
    below: Sheet,
    above: Sheet,
    /// The upper canvas is not in the page, and is laid over the lower one when all is drawn.
    hidden: bool,
    instances: Option<Instances>,
    stamps: Stamps,
    tiles: Tiles,
    patch: Patch,
    parts: Vec<Cmd>,
}

/// One of the two canvases.
struct Sheet {
    canvas: HtmlCanvasElement,
    state: State,
}

impl Canvas2d {
    /// A painter for one canvas. Fine for hundreds of marks; with thousands, [`Self::stacked`] is many times faster.
    ///
    /// # Errors
    /// When there is no 2D context to be had.
    pub fn new(canvas: HtmlCanvasElement) -> Result<Self, CanvasError> {
        let document = canvas.owner_document().ok_or(CanvasError::NoContext)?;
        let above = document.create_element("canvas").map_err(|_| CanvasError::Refused)?;
        let above = above.dyn_into().map_err(|_| CanvasError::Refused)?;
        Ok(Self { hidden: true, ..Self::stacked(canvas, above)? })
    }

    /// A painter for two canvases of the same size, of which the page shows `above` exactly over `below`.
    ///
    /// # Errors
    /// When there is no 2D context to be had.
    pub fn stacked(below: HtmlCanvasElement, above: HtmlCanvasElement) -> Result<Self, CanvasError> {
        Ok(Self {
            below: Sheet::new(below)?,
            above: Sheet::new(above)?,
            hidden: false,
            instances: None,
            stamps: Stamps::default(),
            tiles: Tiles::default(),
            patch: Patch::default(),
            parts: Vec::new(),
        })
    }

    /// Adds a canvas for marks that lies between the two; if `slow`, also where there is no graphics processor. Where
    /// there is no WebGL 2, nothing changes.
    pub fn add_instances(&mut self, between: HtmlCanvasElement, slow: bool) {
        self.instances = Instances::new(between, slow);
    }

    /// Marks are instances.
    pub fn has_instances(&self) -> bool {
        self.instances.is_some()
    }

    fn marks(&mut self, marks: &[Mark], view: View) -> Result<(), CanvasError> {
        if let Some(instances) = &mut self.instances {
            return instances.paint(marks, view, &mut self.stamps);
        }
        let Sheet { canvas, state } = &mut self.above;
        let size = (canvas.width() as i32, canvas.height() as i32);
        let refused = |_| CanvasError::Refused;
        self.stamps.paint(marks, (view.scroll_x, view.scroll_y), size, &mut self.patch, |patch| {
            let pixels = Clamped(patch.pixels.as_slice());
            let (w, h) = (patch.w.unsigned_abs(), patch.h.unsigned_abs());
            let image = ImageData::new_with_u8_clamped_array_and_sh(pixels, w, h).map_err(refused)?;
            state.context.put_image_data(&image, f64::from(patch.x), f64::from(patch.y)).map_err(refused)
        })
    }

    /// Marks above marks: a patch would wipe out what is there already.
    fn more_marks(&mut self, marks: &[Mark]) -> Result<(), CanvasError> {
        for mark in marks {
            self.parts.clear();
            mark.look.expand(mark.x, mark.y, mark.r, &mut self.parts);
            for part in &self.parts {
                self.above.state.shape(part)?;
            }
        }
        Ok(())
    }

    fn merge(&mut self) -> Result<(), CanvasError> {
        self.below.state.begin_pixels()?;
        let context = &self.below.state.context;
        context
            .draw_image_with_html_canvas_element(&self.above.canvas, 0.0, 0.0)
            .map_err(|_| CanvasError::Refused)
    }
}

impl Painter for Canvas2d {
    type Error = CanvasError;

    fn paint(&mut self, list: &DrawList, palette: &Palette, view: View) -> Result<(), CanvasError> {
        self.instances.take_if(|instances| instances.is_lost());
        if self.stamps.begin(palette, view.scale, view.zoom) {
            self.tiles.clear();
            self.instances.iter_mut().for_each(Instances::forget);
        }
        self.below.begin(palette, view)?;
        self.above.begin(palette, view)?;
        if let Some(instances) = &mut self.instances {
            instances.begin((self.below.canvas.width(), self.below.canvas.height()));
        }
        self.below.state.fill(Role::Ground.into());
        let (x, y) = (f64::from(view.scroll_x), f64::from(view.scroll_y));
        self.below.state.context.fill_rect(x, y, f64::from(view.width), f64::from(view.height));
        let mut marked = false;
        for cmd in &list.cmds {
            let state = if marked { &mut self.above.state } else { &mut self.below.state };
            match cmd {
                Cmd::Marks { of } => {
                    let marks = list.marks.get(of.range()).unwrap_or_default();
                    if marked {
                        self.more_marks(marks)?;
                    } else {
                        self.marks(marks, view)?;
                    }
                    marked = true;
                }
                Cmd::Crowd(crowd) => {
                    self.tiles.paint(crowd, state, view, &mut self.stamps, &mut self.patch)?;
                }
                Cmd::Text(text) if visible(&text_box(text), view) => state.text(list.words(text), text),
                Cmd::Text(_) => {}
                cmd if bounds(cmd).is_none_or(|rect| visible(&rect, view)) => state.shape(cmd)?,
                _ => {}
            }
        }
        if self.hidden { self.merge() } else { Ok(()) }
    }
}

impl Sheet {
    fn new(canvas: HtmlCanvasElement) -> Result<Self, CanvasError> {
        let context: CanvasRenderingContext2d = canvas
            .get_context("2d")
            .ok()
            .flatten()
            .and_then(|object| object.dyn_into().ok())
            .ok_or(CanvasError::NoContext)?;
        Ok(Self { canvas, state: State::new(context) })
    }

    /// Takes the size of the view, and is empty.
    fn begin(&mut self, palette: &Palette, view: View) -> Result<(), CanvasError> {
        let device = |css: f32| (css * view.scale).round().clamp(1.0, 16_384.0) as u32;
        let (w, h) = (device(view.width), device(view.height));
        if self.canvas.width() != w || self.canvas.height() != h {
            self.canvas.set_width(w);
            self.canvas.set_height(h);
        }
        self.state.begin(palette);
        self.state.begin_pixels()?;
        self.state.context.clear_rect(0.0, 0.0, f64::from(w), f64::from(h));
        self.state.look(view)
    }
}

fn visible(rect: &Rect, view: View) -> bool {
    let (right, bottom) = (view.scroll_x + view.width, view.scroll_y + view.height);
    rect.bottom() > view.scroll_y && rect.y < bottom && rect.right() > view.scroll_x && rect.x < right
}

fn text_box(text: &Text) -> Rect {
    let x = match text.align {
        Align::Start => text.x,
        Align::Middle => text.x - text.room / 2.0,
        Align::End => text.x - text.room,
    };
    Rect::new(x, text.y - text.font.size, text.room, text.font.size * 1.5)
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
