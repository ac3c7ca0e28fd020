//! What the page shows as files of the reader's.

use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// Lets the browser save a file that consists of `parts`, texts or arrays of bytes. Where it refuses to, there is no file,
/// and nothing else is lost: false.
pub fn file(name: &str, mime: &str, parts: &Array) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let saved = document.and_then(|document| {
        let link = document.create_element("a").ok()?.dyn_into::<HtmlElement>().ok()?;
        let url = Url::create_object_url_with_blob(&blob(parts, mime).ok()?).ok()?;
        link.set_attribute("href", &url).ok()?;
        link.set_attribute("download", name).ok()?;
        link.click();
        Url::revoke_object_url(&url).ok()
    });
    saved.is_some()
}

/// `parts` as one.
pub fn blob(parts: &Array, mime: &str) -> Result<Blob, JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    Blob::new_with_u8_array_sequence_and_options(parts, &kind)
}
