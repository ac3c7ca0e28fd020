//! The picture enlarged, and moved about.

use super::Player;

/// How much a key, a button or a turn of the wheel enlarges.
pub const ZOOM_STEP: f32 = 1.25;

impl Player {
    /// Enlarges the picture by `factor` around a point of its visible part, or around the middle of it; 0: all of it is seen
    /// again.
    pub fn zoom(&self, factor: f32, at: Option<(f32, f32)>) {
        self.command_silently(|inner| {
            let Some(screen) = &mut inner.screen else { return };
            let size = screen.viewport();
            screen.zoom_by(factor, at.unwrap_or((size.width / 2.0, size.height / 2.0)));
            inner.dirty = true;
        });
    }

    /// Moves an enlarged picture by so many px; false when it is not enlarged.
    pub fn pan(&self, dx: f32, dy: f32) -> bool {
        let mut enlarged = false;
        self.command_silently(|inner| {
            if let Some(screen) = inner.screen.as_mut().filter(|screen| screen.zoom() > 1.0) {
                screen.pan(dx, dy);
                enlarged = true;
                inner.dirty = true;
            }
        });
        enlarged
    }
}
