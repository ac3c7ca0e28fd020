//! Package iter: coroutines.

use gopark_trace::{GId, Sink};

use crate::native::{Cx, Native};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::acts_of(function, &[("start", start), ("coroswitch", switch)])
}

fn start<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let pc = cx.task.frames.last().map_or(u32::MAX, |frame| frame.pc.saturating_sub(1));
    let (p, from) = (cx.p, (cx.g(), pc));
    cx.stand_at_cause();
    cx.vm.spawn_coro(p, cx.word(0), from)
}

fn switch<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (coro, me) = (cx.word(0), cx.g());
    let next = cx.vm.mem.word(coro).ok_or(Stop::Nil)?;
    if next == 0 {
        return Err(Stop::throw("coroswitch on exited coro"));
    }
    cx.vm.mem.store_words(coro, &[u64::from(me.0)]).ok_or(Stop::Nil)?;
    cx.vm.sched.coro_switch(cx.p, GId(next as u32));
    Err(Stop::Leave)
}
