//! Package runtime/trace: what a program asks of the sink, when that writes traces.

use gopark_trace::{Note, Sink};

use crate::native::{Cx, Native};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::acts_of(function, &[("start", start), ("stop", stop), ("note", note)])
}

fn start<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let started = cx.sched().sink_mut().trace_start();
    cx.set_bool(0, started);
    Ok(())
}

fn stop<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let bytes = cx.sched().sink_mut().trace_stop();
    cx.set_byte_slice(0, &bytes)?;
    Ok(())
}

/// `note(kind, task, parent, name, text)`; the kinds as in `std/runtime/trace/annotation.go`.
fn note<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (task, parent) = (cx.word(1), cx.word(2));
    let name = String::from_utf8_lossy(cx.str(3)).into_owned();
    let message = String::from_utf8_lossy(cx.str(5)).into_owned();
    let note = match cx.word(0) {
        0 => Note::TaskBegin { task, parent, name: &name },
        1 => Note::TaskEnd { task },
        2 | 3 => Note::Region { on: cx.word(0) == 2, task, name: &name },
        _ => Note::Log { task, category: &name, message: &message },
    };
    let p = cx.p;
    cx.sched().note(p, note);
    Ok(())
}
