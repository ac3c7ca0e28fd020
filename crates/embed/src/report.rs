//! What a script may read of a stage, as plain objects.

use gopark_session::{Session, State, engine};
use gopark_trace::{Ending, SimTime, World};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

/// The state of a stage, as the element's `state` names it.
pub fn state(session: &Session) -> &'static str {
    match session.state() {
        State::Empty if session.diagnostics().is_empty() => "loading",
        State::Empty => "error",
        State::Paused if session.time() == SimTime::ZERO => "ready",
        State::Paused => "paused",
        State::Playing => "running",
        State::Fault(_) => "error",
        State::Ended(Ending::Deadlock) => "deadlock",
        State::Ended(Ending::Panic | Ending::Fatal) => "panic",
        State::Ended(Ending::Oom) => "oom",
        State::Ended(_) => "finished",
    }
}

/// What is wrong with the program that was loaded last: `severity`, `message`, and where, counted from 1. Without a compiler
/// nothing is known of it.
pub fn diagnostics(session: &Session) -> Array {
    let all = session.diagnostics().iter().filter(|_| engine::is_there()).map(|it| {
        object(&[
            ("severity", if it.is_error { "error" } else { "warning" }.into()),
            ("message", it.message.as_str().into()),
            ("line", it.line.into()),
            ("column", it.column.into()),
            ("endLine", it.end_line.into()),
            ("endColumn", it.end_column.into()),
        ])
    });
    all.collect()
}

/// Counts of the moment shown.
pub fn stats(session: &Session) -> Object {
    let nothing = World::new();
    let world = session.world().unwrap_or(&nothing);
    let counts = &world.counts;
    let goroutines = object(&[
        ("runnable", counts.runnable.into()),
        ("running", counts.running.into()),
        ("syscall", counts.syscall.into()),
        ("waiting", counts.waiting.into()),
    ]);
    object(&[
        ("goroutines", goroutines.into()),
        ("leaked", counts.leaked.into()),
        ("stackBytes", (counts.stack_bytes as f64).into()),
        ("heapBytes", (world.heap.alloc_bytes as f64).into()),
        ("events", (session.cursor() as f64).into()),
    ])
}

/// A plain object.
pub fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in entries {
        // A plain object takes every property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}
