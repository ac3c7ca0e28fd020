//! Fingers and the mouse on the picture: two fingers enlarge it, a mouse drags it about.

use std::cell::Cell;

use web_sys::{PointerEvent, Touch, TouchEvent};

/// How far a pointer may wander and still click, in px.
const CLICK_PX: f32 = 4.0;

/// What pointers are about.
#[derive(Default, PartialEq)]
pub struct Gesture {
    /// Where the mouse was last, while its button is down.
    drag: Cell<Option<(f32, f32)>>,
    /// How far it went since.
    dragged: Cell<f32>,
    /// How far apart two fingers were last.
    apart: Cell<Option<f32>>,
}

impl Gesture {
    /// A button is pressed.
    pub fn press(&self, event: &PointerEvent) {
        let is_mouse = event.button() == 0 && event.pointer_type() == "mouse";
        self.drag.set(is_mouse.then(|| place(event)));
        self.dragged.set(0.0);
    }

    /// The pointer moved: by how much it drags.
    pub fn drag(&self, event: &PointerEvent) -> Option<(f32, f32)> {
        if event.buttons() & 1 == 0 {
            self.drag.set(None);
        }
        let (from, to) = (self.drag.get()?, place(event));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        self.dragged.set(self.dragged.get() + dx.hypot(dy));
        self.drag.set(Some(to));
        Some((dx, dy))
    }

    /// Whether the button was let go where it was pressed.
    pub fn clicks(&self) -> bool {
        self.dragged.get() <= CLICK_PX
    }

    /// Fingers moved: by what factor two of them moved apart, and the middle between them in the page.
    pub fn pinch(&self, event: &TouchEvent) -> Option<(f32, (f32, f32))> {
        let fingers = event.touches();
        let (a, b) = match (fingers.length(), fingers.get(0), fingers.get(1)) {
            (2, Some(a), Some(b)) => (point(&a), point(&b)),
            _ => {
                self.apart.set(None);
                return None;
            }
        };
        let apart = (a.0 - b.0).hypot(a.1 - b.1).max(1.0);
        let before = self.apart.replace(Some(apart))?;
        Some((apart / before, ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)))
    }
}

fn place(event: &PointerEvent) -> (f32, f32) {
    (event.client_x() as f32, event.client_y() as f32)
}

fn point(touch: &Touch) -> (f32, f32) {
    (touch.client_x() as f32, touch.client_y() as f32)
}
