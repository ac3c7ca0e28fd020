//! Fetches what lies beside the page: the lessons, and the standard packages of Go; and waits for compiler and machine.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

use gopark_session::{engine, packages};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

thread_local! {
    /// The folder of all files: a URL that ends in a slash, or nothing for the document's own.
    static BASE: RefCell<String> = RefCell::default();
    /// Who waits for compiler and machine, and whether there is nothing to wait for.
    static WAITING: RefCell<Vec<Waker>> = const { RefCell::new(Vec::new()) };
    static CAME: Cell<bool> = const { Cell::new(false) };
    static TROUBLE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Compiler and machine are there, or cannot be had, for which there is a reason: programs do not compile then.
pub fn engine_came(trouble: Option<&str>) {
    if let Some(trouble) = trouble {
        web_sys::console::warn_2(&"compiler and machine cannot be loaded".into(), &trouble.into());
        TROUBLE.set(Some(trouble.to_owned()));
    }
    CAME.set(true);
    WAITING.take().into_iter().for_each(Waker::wake);
}

/// Why compiler and machine cannot be had, if that is so.
pub fn engine_trouble() -> Option<String> {
    TROUBLE.with_borrow(Clone::clone)
}

/// Whether all is there that a program needs to be compiled and run.
pub(crate) fn has_all_for(program: &str) -> bool {
    engine::is_there() && packages::missing(program).next().is_none()
}

/// Waits until all is there that a program needs to be compiled and run, or it is clear that it cannot be had.
pub(crate) async fn all_for(program: &str) {
    packages_of(program).await;
    let came = |waker: &Waker| {
        if engine::is_there() || CAME.get() {
            return Poll::Ready(());
        }
        WAITING.with_borrow_mut(|waiting| waiting.push(waker.clone()));
        Poll::Pending
    };
    poll_fn(|context| came(context.waker())).await;
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
async fn packages_of(program: &str) {
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
