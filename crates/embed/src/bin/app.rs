//! The page by itself: mounted as any other page would mount it.

use gopark_embed::mount;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

fn main() {
    gopark_app::announce_faults();
    if let Err(error) = start() {
        wasm_bindgen::throw_val(error);
    }
}

/// Mounts into the element that `index.html` has for us, and leaves the handle there for scripts.
fn start() -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.query_selector("[data-gopark]").ok().flatten());
    let element = element.ok_or_else(|| JsError::new("there is no element with data-gopark"))?;
    element.set_text_content(None);
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"remembers".into(), &true.into())?;
    let handle = mount(element.clone(), options.into())?;
    js_sys::Reflect::set(element.unchecked_ref(), &"gopark".into(), &handle.into())?;
    Ok(())
}
