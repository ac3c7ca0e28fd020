//! Carries out a draw list and knows nothing of what it draws: SVG text anywhere, Canvas 2D in a browser.

mod angle;
#[cfg(target_arch = "wasm32")]
pub mod canvas;
pub mod raster;
pub mod svg;

use gopark_scene::{DrawList, Palette};

/// The font stack for words.
pub const SANS: &str = r#"system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif"#;
/// The font stack for what is Go.
pub const MONO: &str = r#"ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace"#;

/// The part of the picture that is visible, in px of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Width of the visible part.
    pub width: f32,
    /// Height of the visible part.
    pub height: f32,
    /// How far the picture is scrolled to the right.
    pub scroll_x: f32,
    /// How far the picture is scrolled down.
    pub scroll_y: f32,
    /// Device pixels for each px of the picture.
    pub scale: f32,
    /// CSS px for each px of the picture: marks that are looked at closely show more.
    pub zoom: f32,
}

/// Something that paints draw lists.
pub trait Painter {
    /// Why painting failed.
    type Error;

    /// Paints the visible part of `list`.
    ///
    /// # Errors
    /// When the surface is gone.
    fn paint(&mut self, list: &DrawList, palette: &Palette, view: View) -> Result<(), Self::Error>;
}
