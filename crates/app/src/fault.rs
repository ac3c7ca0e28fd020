//! When Gopark itself breaks: the console is told why, and the scripts around us that it happened. They say so to the
//! reader (`www/embed/page.js`), or go on with the other stages (`www/embed/faults.js`).

use std::panic::PanicHookInfo;

/// The event of the window that tells it.
const EVENT: &str = "gopark-fault";

/// From now on faults are announced.
pub fn announce_faults() {
    yew::set_custom_panic_hook(Box::new(announce));
}

fn announce(info: &PanicHookInfo<'_>) {
    web_sys::console::error_1(&info.to_string().into());
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new(EVENT)) {
        // Whoever listens looks at the stages later: this one is still at work.
        let _ = window.dispatch_event(&event);
    }
}
