//! What happens around the stage without anybody pressing anything: it changes its size, leaves the screen, the tab
//! is hidden, the reader's system turns dark.

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, ResizeObserver};

/// Something around the stage that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The size of the stage.
    Size,
    /// How far the stage is scrolled.
    Scroll,
    /// Whether the tab can be seen.
    Visible(bool),
    /// Whether any of the page of ours is on the screen.
    OnScreen(bool),
    /// Colors, contrast or motion that the reader prefers.
    Preferences,
    /// What was drawn on a canvas is lost.
    Lost,
}

/// What the reader may prefer.
const PREFERENCES: [&str; 4] = [
    "(prefers-color-scheme: dark)",
    "(prefers-contrast: more)",
    "(prefers-reduced-motion: reduce)",
    "(forced-colors: active)",
];

type OnResize = Closure<dyn FnMut()>;
type OnIntersection = Closure<dyn FnMut(Array)>;

/// Watches until dropped.
pub struct Watch {
    _listeners: Vec<EventListener>,
    resize: Option<(ResizeObserver, OnResize)>,
    intersection: Option<(IntersectionObserver, OnIntersection)>,
}

impl Watch {
    /// Tells `on_change` what happens around `scroller`, which is somewhere in `root`.
    pub fn new(root: &Element, scroller: &Element, on_change: impl Fn(Change) + Clone + 'static) -> Self {
        let mut listeners = Vec::new();
        let tell = on_change.clone();
        listeners.push(EventListener::new(scroller, "scroll", move |_| tell(Change::Scroll)));
        let tell = on_change.clone();
        // The event does not rise from its canvas.
        let on_way_down = EventListenerOptions::run_in_capture_phase();
        let on_loss = move |_: &_| tell(Change::Lost);
        listeners.push(EventListener::new_with_options(scroller, "webglcontextlost", on_way_down, on_loss));
        if let Some(document) = scroller.owner_document() {
            let tell = on_change.clone();
            let of = document.clone();
            listeners.push(EventListener::new(&document, "visibilitychange", move |_| {
                tell(Change::Visible(of.visibility_state() == web_sys::VisibilityState::Visible));
            }));
        }
        for query in PREFERENCES {
            let found = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
            if let Some(list) = found {
                let tell = on_change.clone();
                listeners.push(EventListener::new(&list, "change", move |_| tell(Change::Preferences)));
            }
        }
        let resize = observe_size(scroller, on_change.clone());
        let intersection = observe_screen(root, on_change);
        Self { _listeners: listeners, resize, intersection }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some((observer, _)) = &self.resize {
            observer.disconnect();
        }
        if let Some((observer, _)) = &self.intersection {
            observer.disconnect();
        }
    }
}

fn observe_size(element: &Element, tell: impl Fn(Change) + 'static) -> Option<(ResizeObserver, OnResize)> {
    let on_resize = OnResize::new(move || tell(Change::Size));
    let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some((observer, on_resize))
}

fn observe_screen(
    element: &Element,
    tell: impl Fn(Change) + 'static,
) -> Option<(IntersectionObserver, OnIntersection)> {
    let on_change = OnIntersection::new(move |entries: Array| {
        let newest = entries.get(entries.length().saturating_sub(1));
        if let Some(entry) = newest.dyn_ref::<IntersectionObserverEntry>() {
            tell(Change::OnScreen(entry.is_intersecting()));
        }
    });
    let observer = IntersectionObserver::new(on_change.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some((observer, on_change))
}

/// Whether the reader prefers to see no movement.
pub fn prefers_reduced_motion() -> bool {
    let found = web_sys::window().and_then(|window| window.match_media(PREFERENCES[2]).ok().flatten());
    found.is_some_and(|list| list.matches())
}
