//! Where the picture goes: a canvas in a browser. Natively there is none, so that the page's parts can be tested
//! there.

use gopark_paint::View;
#[cfg(target_arch = "wasm32")]
use gopark_paint::{Painter as _, canvas::Canvas2d};
use gopark_scene::{DrawList, Palette};
use web_sys::HtmlCanvasElement;

/// Paints on two canvas elements, one over the other.
pub struct Surface {
    #[cfg(target_arch = "wasm32")]
    painter: Canvas2d,
}

#[cfg(target_arch = "wasm32")]
impl Surface {
    /// A surface on both; none when the browser gives no context for them.
    pub fn new(below: HtmlCanvasElement, above: HtmlCanvasElement) -> Option<Self> {
        Some(Self { painter: Canvas2d::stacked(below, above).ok()? })
    }

    /// Paints. A browser that refuses to has lost the canvas; the next frame tries again.
    pub fn paint(&mut self, list: &DrawList, palette: &Palette, view: View) {
        let _ = self.painter.paint(list, palette, view);
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Surface {
    /// There is no canvas here.
    pub fn new(_: HtmlCanvasElement, _: HtmlCanvasElement) -> Option<Self> {
        None
    }

    /// Paints nothing.
    pub fn paint(&mut self, _: &DrawList, _: &Palette, _: View) {}
}
