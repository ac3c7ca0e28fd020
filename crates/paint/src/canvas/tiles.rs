//! Crowds: a piece of a crowd is painted once, and the browser repeats it.

use gopark_scene::{Crowd, Look, Mark};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::CanvasError;
use super::state::State;
use crate::View;
use crate::raster::{Patch, Stamps};

/// What tells one tile from another.
type Key = (Look, f32, f32, f32);

/// Tiles made so far.
#[derive(Default)]
pub(super) struct Tiles {
    made: Vec<(Key, Tile)>,
}

struct Tile {
    pattern: CanvasPattern,
    /// Device px for each of its own: 1, or very nearly.
    scale: (f64, f64),
}

/// Tiles kept before all are forgotten.
const TILES_MAX: usize = 32;
/// Most marks in a row of a tile: enough to come close to whole px whatever their distance is.
const MARKS_MAX: u32 = 8;

/// Of how many marks a tile is best made, `step` device px apart, and how many px that is.
fn best(step: f32) -> (u32, f32) {
    let off = |n: u32| ((n as f32 * step) - (n as f32 * step).round().max(1.0)).abs();
    let n =
        (1..=MARKS_MAX).min_by(|a, b| (off(*a) + *a as f32 * 1e-3).total_cmp(&(off(*b) + *b as f32 * 1e-3)));
    let n = n.unwrap_or(1);
    (n, (n as f32 * step).round().max(1.0))
}

impl Tiles {
    /// Forgets all: colors or the scale changed.
    pub(super) fn clear(&mut self) {
        self.made.clear();
    }

    /// Paints a crowd.
    pub(super) fn paint(
        &mut self,
        crowd: &Crowd,
        state: &mut State,
        view: View,
        stamps: &mut Stamps,
        patch: &mut Patch,
    ) -> Result<(), CanvasError> {
        let refused = |_| CanvasError::Refused;
        let (w, h) = (crowd.step_x.abs(), crowd.step_y);
        let key = (crowd.look, crowd.r, w, h);
        let at = match self.made.iter().position(|(made, _)| *made == key) {
            Some(at) => at,
            None => {
                if self.made.len() >= TILES_MAX {
                    self.clear();
                }
                self.made.push((key, tile(crowd, &state.context, view.scale, stamps, patch)?));
                self.made.len() - 1
            }
        };
        let Tile { pattern, scale } = &self.made[at].1;
        let (left, top) = (crowd.x - w / 2.0, crowd.y - h / 2.0);
        // On whole px, so that the tile is copied and not mixed.
        let device = |css: f32| f64::from((css * view.scale).round());
        let context = &state.context;
        context
            .set_transform(
                scale.0,
                0.0,
                0.0,
                scale.1,
                device(left - view.scroll_x),
                device(top - view.scroll_y),
            )
            .map_err(refused)?;
        context.set_fill_style_canvas_pattern(pattern);
        for part in crowd.parts().iter().filter(|part| part.w > 0.0) {
            let own = |css: f32, scale: f64| f64::from(css * view.scale) / scale;
            context.fill_rect(
                own(part.x - left, scale.0),
                own(part.y - top, scale.1),
                own(part.w, scale.0),
                own(part.h, scale.1),
            );
        }
        state.forget_fill();
        state.look(view)
    }
}

fn tile(
    crowd: &Crowd,
    context: &CanvasRenderingContext2d,
    scale: f32,
    stamps: &mut Stamps,
    patch: &mut Patch,
) -> Result<Tile, CanvasError> {
    let refused = |_| CanvasError::Refused;
    let (w, h) = (crowd.step_x.abs(), crowd.step_y);
    let ((columns, wide), (rows, high)) = (best(w * scale), best(h * scale));
    let document =
        context.canvas().and_then(|canvas| canvas.owner_document()).ok_or(CanvasError::NoContext)?;
    let canvas = document.create_element("canvas").map_err(|_| CanvasError::Refused)?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().map_err(|_| CanvasError::Refused)?;
    canvas.set_width(wide as u32);
    canvas.set_height(high as u32);
    let own: CanvasRenderingContext2d = canvas
        .get_context("2d")
        .ok()
        .flatten()
        .and_then(|object| object.dyn_into().ok())
        .ok_or(CanvasError::NoContext)?;
    let (step_x, step_y) = (wide / scale / columns as f32, high / scale / rows as f32);
    let marks: Vec<_> = (0..columns * rows)
        .map(|i| Mark {
            x: ((i % columns) as f32 + 0.5) * step_x,
            y: ((i / columns) as f32 + 0.5) * step_y,
            r: crowd.r,
            alpha: 255,
            look: crowd.look,
        })
        .collect();
    stamps.paint(&marks, (0.0, 0.0), (wide as i32, high as i32), patch, |patch| {
        let (w, h) = (patch.w.unsigned_abs(), patch.h.unsigned_abs());
        let image =
            ImageData::new_with_u8_clamped_array_and_sh(Clamped(&patch.pixels), w, h).map_err(refused)?;
        own.put_image_data(&image, f64::from(patch.x), f64::from(patch.y)).map_err(refused)
    })?;
    let pattern = context
        .create_pattern_with_html_canvas_element(&canvas, "repeat")
        .map_err(refused)?
        .ok_or(CanvasError::Refused)?;
    let stretch = |marks: u32, step: f32, px: f32| f64::from(marks as f32 * step * scale / px);
    Ok(Tile { pattern, scale: (stretch(columns, w, wide), stretch(rows, h, high)) })
}
