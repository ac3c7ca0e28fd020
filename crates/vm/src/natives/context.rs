//! Package context: what happens to contexts is told, so that the tree of them can be seen. Nothing else depends on it.

use gopark_trace::{ObjId, ObjKind, SimTime, Sink};

use crate::chans;
use crate::native::{Cx, Native};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::acts_of(function, &[("tellNew", new), ("tellDone", done), ("tellCancel", cancel)])
}

/// Arguments: the context, the one above it or nil, and in how many ns its deadline passes (negative: it has none).
fn new<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (at, parent, left) = (cx.word(0), cx.word(1), cx.int(2));
    let deadline =
        u64::try_from(left).map_or(SimTime::NEVER, |left| SimTime(cx.now_ns().saturating_add(left)));
    // It is told where the program makes it, or else a library, not where package context does.
    cx.stand_outside("context.");
    cx.stand_at_cause();
    let obj = cx.obj_at(at, ObjKind::Context)?;
    let parent = cx.vm.registry.objs.get(&parent).copied().unwrap_or(ObjId::NONE);
    cx.vm.sched.ctx_new(cx.p, obj, parent, deadline);
    Ok(())
}

/// Arguments: the context and its Done channel.
fn done<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let known = cx.vm.registry.objs.get(&cx.word(0)).copied();
    if let (Some(obj), Some(channel)) = (known, chans::read(&cx.vm.mem, cx.word(1))) {
        cx.vm.sched.ctx_done(cx.p, obj, channel.obj);
    }
    Ok(())
}

/// Arguments: the context, and whether its error is DeadlineExceeded.
fn cancel<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    if let Some(&obj) = cx.vm.registry.objs.get(&cx.word(0)) {
        let deadline = cx.bool(1);
        cx.vm.sched.ctx_cancel(cx.p, obj, deadline);
    }
    Ok(())
}
