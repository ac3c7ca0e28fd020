//! The worker's program: passes messages on to the desk, and its answers back.

use std::cell::RefCell;

use gopark_files::{Desk, Reply};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let page: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answers = page.clone();
    let desk = RefCell::new(Desk::default());
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let message = Uint8Array::new(&event.data()).to_vec();
        desk.borrow_mut().hear(&message, &mut |reply| say(&answers, reply));
    });
    page.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    hear.forget();
    say(&page, Reply::Ready);
}

/// The bytes change hands and are not copied.
fn say(page: &DedicatedWorkerGlobalScope, reply: Reply<'_>) {
    let bytes = Uint8Array::from(&*reply.to_bytes());
    // A page that is gone hears nothing, and needs to hear nothing.
    let _ = page.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
}
