//! The worker that makes Go's own files and reads them: started when it is needed, and gone with whoever holds it.

use gloo_events::EventListener;
use gopark_files::{Ask, SCRIPT};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{MessageEvent, Url, WorkerOptions, WorkerType};

use crate::{load, save};

/// A worker that has been started.
pub struct Worker {
    worker: web_sys::Worker,
    _ears: [EventListener; 2],
}

impl Worker {
    /// Starts one. `hear` is told what it answers (`gopark_files::Reply`), and nothing when it cannot be loaded or breaks.
    /// It listens after its first answer. None where the page's content security policy has no place for it.
    pub fn start(hear: impl Fn(Option<Uint8Array>) + Clone + 'static) -> Option<Self> {
        let url = load::beside(SCRIPT);
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&url, &options).or_else(|_| {
            // Only scripts of the page's own origin start a worker. Ours may lie elsewhere, and such a one may import it.
            let import = JsValue::from_str(&format!("import {url:?}"));
            let url =
                Url::create_object_url_with_blob(&save::blob(&Array::of1(&import), "text/javascript")?)?;
            web_sys::Worker::new_with_options(&url, &options)
        });
        let worker = worker.ok()?;
        let failed = hear.clone();
        let ears = [
            EventListener::new(&worker, "message", move |event| {
                hear(event.dyn_ref::<MessageEvent>().map(|it| Uint8Array::new(&it.data())));
            }),
            EventListener::new(&worker, "error", move |_| failed(None)),
        ];
        Some(Self { worker, _ears: ears })
    }

    /// Asks for something. The bytes change hands and are not copied once more.
    pub fn ask(&self, ask: Ask<'_>) {
        self.pass(&Uint8Array::from(&*ask.to_bytes()));
    }

    /// Passes a message on that was made elsewhere, and is not to be used any more.
    pub fn pass(&self, bytes: &Uint8Array) {
        // It cannot fail: the buffer is ours, and was never passed on.
        let _ = self.worker.post_message_with_transfer(bytes, &Array::of1(&bytes.buffer()));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
