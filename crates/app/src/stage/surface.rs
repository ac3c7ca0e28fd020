//! Where the picture goes: a canvas in a browser. Natively there is none, so that the page's parts can be tested
//! there.

use gopark_paint::View;
#[cfg(target_arch = "wasm32")]
use gopark_paint::{Painter as _, canvas::Canvas2d};
use gopark_scene::{DrawList, Palette};
use web_sys::HtmlCanvasElement;

/// Paints on canvas elements, one over the other.
pub struct Surface {
    #[cfg(target_arch = "wasm32")]
    painter: Canvas2d,
    /// For marks, once they are many.
    #[cfg(target_arch = "wasm32")]
    between: Option<HtmlCanvasElement>,
}

/// So many marks are worth a graphics processor. Fewer are as quick without, the page is there sooner, and a page of many
/// small stages does not ask for more contexts than a browser gives.
#[cfg(target_arch = "wasm32")]
const MANY_MARKS: usize = 200;

#[cfg(target_arch = "wasm32")]
impl Surface {
    /// A surface on the lowest and the highest, with many marks on one between them if there is one; none when the browser
    /// gives no context for them.
    pub fn new(
        below: HtmlCanvasElement,
        between: Option<HtmlCanvasElement>,
        above: HtmlCanvasElement,
    ) -> Option<Self> {
        Some(Self { painter: Canvas2d::stacked(below, above).ok()?, between })
    }

    /// Paints. A browser that refuses to has lost the canvas; the next frame tries again.
    pub fn paint(&mut self, list: &DrawList, palette: &Palette, view: View) {
        if let Some(between) = self.between.take_if(|_| list.marks.len() >= MANY_MARKS) {
            self.painter.add_instances(between, false);
        }
        let _ = self.painter.paint(list, palette, view);
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Surface {
    /// There is no canvas here.
    pub fn new(_: HtmlCanvasElement, _: Option<HtmlCanvasElement>, _: HtmlCanvasElement) -> Option<Self> {
        None
    }

    /// Paints nothing.
    pub fn paint(&mut self, _: &DrawList, _: &Palette, _: View) {}
}
