//! The stage: remembers where everything was, so that it can move.

use gopark_trace::{Event, World};

use crate::draw::DrawList;
use crate::hits::{Hit, Hits};
use crate::names::Names;

/// The room there is, in CSS px; from 320 x 280 to 2560 x 1440 and beyond.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width; the picture is never wider.
    pub width: f32,
    /// Height; the picture uses it, and is taller when it must be (the page scrolls).
    pub height: f32,
}

/// What a frame is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The moment to show.
    pub world: &'a World,
    /// What happened since the last frame, oldest first; empty after a jump in time.
    pub events: &'a [Event],
    /// How the program calls things.
    pub names: &'a dyn Names,
    /// The room there is.
    pub viewport: Viewport,
    /// Wall time since the last frame, in seconds.
    pub dt_s: f32,
}

/// What the page needs to show one moment.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// What to paint.
    pub draw: DrawList,
    /// What lies where.
    pub hits: Hits,
    /// Something still moves: ask for another frame though the world stands still.
    pub moving: bool,
}

/// Turns worlds into frames. One stage shows one run.
#[derive(Default)]
pub struct Stage {
    frame: Frame,
    reduced_motion: bool,
    selected: Option<Hit>,
    hovered: Option<Hit>,
}

impl Stage {
    /// A stage on which nothing was shown yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything jumps to its place instead of moving there.
    pub fn set_reduced_motion(&mut self, on: bool) {
        self.reduced_motion = on;
    }

    /// Marks `hit` as selected; shows what it is tied to.
    pub fn select(&mut self, hit: Option<Hit>) {
        self.selected = hit;
    }

    /// Marks `hit` as pointed at.
    pub fn hover(&mut self, hit: Option<Hit>) {
        self.hovered = hit;
    }

    /// What is selected.
    pub fn selected(&self) -> Option<Hit> {
        self.selected
    }

    /// The frame for the moment of `input`.
    pub fn frame(&mut self, input: &Input<'_>) -> &Frame {
        self.frame.draw.clear();
        self.frame.hits.clear();
        self.frame.draw.width = input.viewport.width;
        self.frame.draw.height = input.viewport.height;
        &self.frame
    }
}
