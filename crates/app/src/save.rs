//! A picture as a file of the reader's.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// Lets the browser save `picture`. Where it refuses to, there is no file, and nothing else is lost.
pub fn svg(picture: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let link =
        document.and_then(|document| document.create_element("a").ok()?.dyn_into::<HtmlElement>().ok());
    if let Some(link) = link {
        let text = String::from(js_sys::encode_uri_component(picture));
        let _ = link.set_attribute("href", &format!("data:image/svg+xml;charset=utf-8,{text}"));
        let _ = link.set_attribute("download", "gopark.svg");
        link.click();
    }
}
