//! Fetches what lies beside the page: the lessons, and the standard packages of Go.

use std::cell::RefCell;

use gopark_session::packages;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

thread_local! {
    /// The folder of all files: a URL that ends in a slash, or nothing for the document's own.
    static BASE: RefCell<String> = RefCell::default();
}

/// Makes the lessons known, from the file in the folder `base`. Where they cannot be had, the page opens with a blank
/// program.
pub async fn lessons(base: &str) {
    if !gopark_lessons::all().is_empty() {
        return;
    }
    match fetch(&[base, gopark_lessons::FILE_NAME].concat()).await {
        Ok(text) => drop(gopark_lessons::install(text.leak())),
        Err(error) => web_sys::console::warn_2(&"the lessons cannot be loaded".into(), &error),
    }
}

/// Makes the standard packages known that `program` may need, from the files in the folder `base`, where later programs
/// find theirs too. Where they cannot be had, the compiler says which package is missing.
pub async fn packages(base: String, program: &str) {
    BASE.set(base);
    packages_of(program).await;
}

/// The same, from the folder that was named before.
pub(crate) async fn packages_of(program: &str) {
    for part in packages::missing(program) {
        match fetch(&beside(part.file_name())).await {
            Ok(text) => part.install(text.leak()),
            Err(error) => web_sys::console::warn_2(&"standard packages cannot be loaded".into(), &error),
        }
    }
}

/// The address of a file in that folder.
pub(crate) fn beside(name: &str) -> String {
    BASE.with_borrow(|base| [base, name].concat())
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
