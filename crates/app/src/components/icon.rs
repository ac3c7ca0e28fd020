//! Signs for buttons, drawn on a grid of 16 by 16.

use yew::prelude::*;

/// A sign beside a text, which says the same.
pub fn icon(path: &'static str) -> Html {
    html! {
        <svg class="gp-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d={path} /></svg>
    }
}

/// A triangle.
pub const RUN: &str = "M4 2.5v11l9-5.5z";
/// Two bars.
pub const PAUSE: &str = "M4 3h3v10H4zM9 3h3v10H9z";
/// A bar and a triangle to the right.
pub const STEP: &str = "M3 3h2v10H3zM7 3v10l6-5z";
/// A bar and a triangle to the left.
pub const STEP_BACK: &str = "M13 3h-2v10h2zM9 3v10L3 8z";
/// Two triangles to the right.
pub const NEXT_DECISION: &str = "M2 3v10l5-5zM7 3v10l5-5zM12 3h2v10h-2z";
/// A circle with an arrow.
pub const RESTART: &str = "M8 3a5 5 0 1 0 5 5h-1.8A3.2 3.2 0 1 1 8 4.8V7l4-3-4-3z";
