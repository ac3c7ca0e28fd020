//! Fetches the lessons, which lie beside the page.

use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Makes the lessons known, from the file in the folder `base` (a URL that ends in a slash, or nothing for the
/// document's own). Where they cannot be had, the page opens with a blank program.
pub async fn load(base: &str) {
    if !gopark_lessons::all().is_empty() {
        return;
    }
    let url = format!("{base}{}", gopark_lessons::FILE_NAME);
    match fetch(&url).await {
        Ok(text) => drop(gopark_lessons::install(text.leak())),
        Err(error) => web_sys::console::warn_2(&"the lessons cannot be loaded".into(), &error),
    }
}

async fn fetch(url: &str) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(url)).await?.dyn_into()?;
    if !response.ok() {
        return Err(response.status().into());
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}
