//! What other pages hold of a stage: mount, command, read, unmount; one wasm for all stages of a page.
//!
//! The custom element `<go-park>` (`www/embed/element.js`) is a shell around a [`Handle`], and so is the page of ours.

mod handle;
mod options;
mod report;
mod slots;

use wasm_bindgen::prelude::*;

pub use handle::{Handle, mount};

/// Fetches the lessons from the folder `base`: a URL that ends in a slash, or nothing for the document's own folder. A
/// stage that names a lesson can be mounted after that, and not before.
#[wasm_bindgen(js_name = loadLessons)]
pub async fn load_lessons(base: String) {
    gopark_app::load_lessons(&base).await;
}

/// Fetches what a program may need of Go's standard packages from that folder. What is mounted fetches it by itself, but
/// answers sooner when it is there.
#[wasm_bindgen(js_name = loadPackages)]
pub async fn load_packages(base: String, program: String) {
    gopark_app::load_packages(base, &program).await;
}

/// Looks at what a link or a file holds, before anything makes room for it.
///
/// # Errors
/// What is wrong with it, in a sentence, when it holds no run.
#[wasm_bindgen(js_name = checkShare)]
pub fn check_share(text: &str) -> Result<(), JsError> {
    gopark_session::Share::parse(text).map(drop).map_err(|why| JsError::new(&why))
}

/// Makes compiler and machine known. A release build has them in a file of their own, behind this very function
/// (`xtask-parts`); the loader (`www/embed/load.js`) calls it when that is there.
#[wasm_bindgen(js_name = installEngine)]
pub fn install_engine() {
    gopark_session::engine::install();
}

/// Why programs do not run, when compiler and machine could not be had.
#[wasm_bindgen(js_name = engineTrouble)]
pub fn engine_trouble() -> Option<String> {
    gopark_app::engine_trouble()
}

/// Whoever waits for compiler and machine need not wait any more: they are there, or there was trouble.
#[wasm_bindgen(js_name = engineCame)]
pub fn engine_came(trouble: Option<String>) {
    gopark_app::engine_came(trouble.as_deref());
}
