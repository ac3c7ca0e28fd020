//! The browser's clock: how long our own work takes.

use web_sys::Performance;

/// A clock; without one (which no browser lacks) it stands still at 0.
pub struct Clock(Option<Performance>);

impl Clock {
    /// The clock of this window.
    pub fn new() -> Self {
        Self(web_sys::window().and_then(|window| window.performance()))
    }

    /// Milliseconds since some moment.
    pub fn now_ms(&self) -> f64 {
        self.0.as_ref().map_or(0.0, Performance::now)
    }
}
