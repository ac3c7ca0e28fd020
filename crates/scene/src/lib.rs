//! From a world to a picture: layout, movement, hit regions and words. Knows nothing of the web.
//!
//! A [`Stage`] is asked for a [`Frame`] with the world of that moment, the events since the last frame and the wall
//! time that went by; it answers with a [`DrawList`] for a painter, [`Hits`] for the pointer, and whether anything
//! still moves. [`words`] says the same in sentences.

mod census;
mod crowd;
mod draw;
mod flight;
pub mod font;
mod geom;
mod hits;
mod id_set;
mod layout;
mod legend;
mod mark;
mod motion;
mod names;
mod palette;
mod stage;
mod timeline;
mod view;
pub mod words;

#[cfg(test)]
#[path = "../tests/world/mod.rs"]
mod testing;

/// The worlds that are shown.
pub use gopark_trace as trace;

pub use draw::{Align, Cmd, Crowd, DrawList, Font, Ink, Mark, Pen, Span, Text};
pub use geom::Rect;
pub use hits::{Group, Hit, Hits, MarkSpot};
pub use legend::{LegendEntry, Sign, legend};
pub use mark::{Gaze, Look, NOTCHES_MAX, Shape};
pub use names::{Names, NoNames, called};
pub use palette::{Palette, Rgb, Role, contrast};
pub use stage::{Frame, Input, Stage, Viewport};
pub use timeline::{Rows, Timeline, TimelineInput};
