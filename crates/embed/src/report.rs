//! What a script may read of a stage, as plain objects.

use gopark_session::{Session, State};
use gopark_trace::{Ending, GState, World};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

/// The state of a stage, as the element's `state` names it.
pub fn state(session: &Session) -> &'static str {
    match session.state() {
        State::Empty if session.diagnostics().is_empty() => "loading",
        State::Empty => "error",
        State::Paused if session.cursor() == 0 => "ready",
        State::Paused => "paused",
        State::Playing => "running",
        State::Fault(_) => "error",
        State::Ended(Ending::Deadlock) => "deadlock",
        State::Ended(Ending::Panic | Ending::Fatal) => "panic",
        State::Ended(Ending::Oom) => "oom",
        State::Ended(_) => "finished",
    }
}

/// What is wrong with the program that was loaded last: `severity`, `message`, and where, counted from 1.
pub fn diagnostics(session: &Session) -> Array {
    let all = session.diagnostics().iter().map(|it| {
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
    let mut by_state = [0_u32; 4];
    let mut stack_bytes = 0.0;
    for (_, g) in world.gs.iter().filter(|(_, g)| !g.is_system) {
        stack_bytes += f64::from(g.stack_bytes);
        let index = match g.state {
            GState::Runnable => 0,
            GState::Running => 1,
            GState::Syscall => 2,
            GState::Waiting => 3,
        };
        by_state[index] += 1;
    }
    let goroutines = object(&[
        ("runnable", by_state[0].into()),
        ("running", by_state[1].into()),
        ("syscall", by_state[2].into()),
        ("waiting", by_state[3].into()),
    ]);
    object(&[
        ("goroutines", goroutines.into()),
        ("stackBytes", stack_bytes.into()),
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
