//! When Gopark itself breaks: nothing works any more then, and the page must say so, and that no text is lost.

use std::panic::PanicHookInfo;

/// What the reader is told.
const WORDS: &str =
    "Gopark broke, and this page stands still. Your program is kept: load the page again to go on.";

/// Lets a broken page say that it is broken, and the console why.
pub fn announce_faults() {
    yew::set_custom_panic_hook(Box::new(announce));
}

fn announce(info: &PanicHookInfo<'_>) {
    web_sys::console::error_1(&info.to_string().into());
    let document = web_sys::window().and_then(|window| window.document());
    let parts =
        document.as_ref().and_then(|document| Some((document.body()?, document.create_element("p").ok()?)));
    if let Some((body, notice)) = parts {
        // Whatever fails here fails in a page that is already lost.
        let _ = notice.set_attribute("role", "alert");
        notice.set_class_name("gp-fault");
        notice.set_text_content(Some(WORDS));
        let _ = body.append_child(&notice);
    }
}
