//! The handle that other pages hold: mount, unmount, one wasm for many stages.
//!
//! A [`Handle`] is a plain number, so it can be kept by a script. A handle that is out of date is an error and never a
//! panic, because a panic would take down every other stage on the page.

use std::cell::RefCell;

use gopark_app::{Mounted, Options};
use wasm_bindgen::prelude::*;
use web_sys::Element;

thread_local! {
    static SLOTS: RefCell<Vec<Slot>> = const { RefCell::new(Vec::new()) };
}

/// A place for a mounted page; it is used again, under another generation.
#[derive(Default)]
struct Slot {
    generation: u32,
    mounted: Option<Mounted>,
}

/// A mounted page.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle {
    slot: u32,
    generation: u32,
}

/// Puts a page into `element`. `lesson` names the program it opens with.
///
/// # Errors
/// When there is no lesson of that name.
#[wasm_bindgen]
pub fn mount(element: Element, lesson: Option<String>) -> Result<Handle, JsError> {
    let found = lesson.as_deref().map(|slug| {
        gopark_app::lesson(slug).ok_or_else(|| JsError::new(&format!("there is no lesson named {slug:?}")))
    });
    let mounted = gopark_app::mount(element, Options { lesson: found.transpose()? });
    Ok(SLOTS.with_borrow_mut(|slots| {
        let free = slots.iter().position(|slot| slot.mounted.is_none());
        let index = free.unwrap_or_else(|| {
            slots.push(Slot::default());
            slots.len() - 1
        });
        slots[index].mounted = Some(mounted);
        Handle { slot: index as u32, generation: slots[index].generation }
    }))
}

#[wasm_bindgen]
impl Handle {
    /// Takes the page out of its element.
    ///
    /// # Errors
    /// When that was done before.
    pub fn unmount(&self) -> Result<(), JsError> {
        let mounted = SLOTS.with_borrow_mut(|slots| {
            let slot = slots.get_mut(self.slot as usize).filter(|slot| slot.generation == self.generation)?;
            slot.generation += 1;
            slot.mounted.take()
        });
        mounted.ok_or_else(gone)?.unmount();
        Ok(())
    }

    /// Our own work in each of the latest frames, in ms.
    ///
    /// # Errors
    /// When the page was unmounted.
    #[wasm_bindgen(js_name = frameTimesMs)]
    pub fn frame_times_ms(&self) -> Result<Vec<f64>, JsError> {
        self.with(|mounted| mounted.player().frame_times_ms())
    }

    /// Forgets how long frames took so far, so that a measurement can begin.
    ///
    /// # Errors
    /// When the page was unmounted.
    #[wasm_bindgen(js_name = clearFrameTimes)]
    pub fn clear_frame_times(&self) -> Result<(), JsError> {
        self.with(|mounted| mounted.player().clear_frame_times())
    }

    /// Fingerprint of all events of the run so far, in hexadecimal digits.
    ///
    /// # Errors
    /// When the page was unmounted.
    #[wasm_bindgen(js_name = eventsHash)]
    pub fn events_hash(&self) -> Result<String, JsError> {
        self.with(|mounted| format!("{:016x}", mounted.player().events_hash()))
    }

    fn with<T>(&self, look: impl FnOnce(&Mounted) -> T) -> Result<T, JsError> {
        SLOTS.with_borrow(|slots| {
            let slot = slots.get(self.slot as usize).filter(|slot| slot.generation == self.generation);
            slot.and_then(|slot| slot.mounted.as_ref()).map(look).ok_or_else(gone)
        })
    }
}

fn gone() -> JsError {
    JsError::new("this page was unmounted")
}
