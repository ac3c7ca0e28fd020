//! Pages are put into elements and taken out again, in a browser.
#![cfg(target_arch = "wasm32")]

use gopark_embed::{Handle, mount};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Element;

wasm_bindgen_test_configure!(run_in_browser);

/// An element in the document.
fn element() -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let element = document.create_element("div").unwrap();
    document.document_element().unwrap().append_child(&element).unwrap();
    element
}

/// Options with one entry.
fn options(name: &str, value: impl Into<JsValue>) -> JsValue {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &name.into(), &value.into()).unwrap();
    options.into()
}

/// Lets the browser work for a while.
async fn wait(ms: i32) {
    let timeout = js_sys::Promise::new(&mut |resolve, _| {
        web_sys::window()
            .unwrap()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms)
            .unwrap();
    });
    JsFuture::from(timeout).await.unwrap();
}

/// Lets it work until something holds, for some seconds at most.
async fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..100 {
        if holds() {
            return;
        }
        wait(100).await;
    }
    panic!("{what}: not within ten seconds");
}

fn mounted(element: &Element) -> Handle {
    gopark_lessons::install(gopark_lessons::BUNDLE);
    gopark_session::packages::install_all();
    gopark_embed::install_engine();
    mount(element.clone(), options("lesson", "semaphore")).ok().unwrap()
}

#[wasm_bindgen_test]
async fn twenty_mounts_leave_nothing_behind() {
    let element = element();
    for _ in 0..20 {
        let handle = mounted(&element);
        wait(20).await;
        assert!(element.child_element_count() > 0);
        handle.unmount().ok().unwrap();
        wait(0).await;
        assert_eq!(element.child_element_count(), 0);
        assert!(handle.unmount().is_err(), "a handle that is out of date is an error");
        assert!(handle.frame_times_ms().is_err());
    }
    element.remove();
}

#[wasm_bindgen_test]
async fn two_pages_live_side_by_side() {
    let (left, right) = (element(), element());
    let (first, second) = (mounted(&left), mounted(&right));
    assert_ne!(first, second);
    for handle in [first, second] {
        wait_until("both have their frames", || !handle.frame_times_ms().ok().unwrap().is_empty()).await;
    }
    first.unmount().ok().unwrap();
    let moment =
        || right.query_selector("[aria-label=Moment]").unwrap().unwrap().get_attribute("aria-valuetext");
    let before = moment();
    wait_until("the second goes on without the first", || moment() != before).await;
    second.unmount().ok().unwrap();
    left.remove();
    right.remove();
}

#[wasm_bindgen_test]
fn an_unknown_lesson_is_an_error() {
    assert!(mount(element(), options("lesson", "nothing")).is_err());
    assert!(mount(element(), options("view", "sideways")).is_err());
    assert!(mount(element(), options("firstStack", 3000)).is_err());
    assert!(
        mount(element(), options("lessons", "semaphore")).is_err(),
        "a name that means nothing is an error"
    );
}
