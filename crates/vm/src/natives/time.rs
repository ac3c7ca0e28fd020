//! Package time: the virtual clock, sleeping and timers.

use gopark_program::TypeKind;
use gopark_trace::Sink;

use crate::native::{Cx, Native};
use crate::registry::{TimerAction, TimerHandle};
use crate::stop::Stop;
use crate::timers;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::acts_of(
        function,
        &[
            ("Sleep", sleep),
            ("now", now),
            ("newChan", new_chan),
            ("startSend", start_send),
            ("startCall", start_call),
            ("stop", stop),
        ],
    )
}

fn ns(value: i64) -> u64 {
    value.max(0).cast_unsigned()
}

/// A moment of the program is one of its clock; in a bubble of testing/synctest, of the bubble's.
fn moment<S: Sink>(cx: &Cx<'_, S>, value: i64) -> u64 {
    let is_in_bubble = cx.vm.sched.bubble_now(cx.p).is_some();
    ns(if is_in_bubble { value.saturating_add(timers::BUBBLES_BEFORE_NS) } else { value })
}

fn sleep<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let duration = ns(cx.int(0));
    if cx.vm.sched.sleep(cx.p, duration) { Err(Stop::Leave) } else { Ok(()) }
}

pub fn now<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.set_int(0, cx.vm.program_ns(cx.p));
    Ok(())
}

fn new_chan<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let pointer = cx.iface(0).ty().ok_or(Stop::NIL)?;
    let TypeKind::Pointer(elem) = cx.vm.program.ty(pointer).kind else { return Err(Stop::NIL) };
    // It is named as the program calls the timer.
    cx.stand_at_cause();
    let ch = cx.timer_chan(elem)?;
    cx.set_word(0, ch);
    Ok(())
}

fn start_send<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (when, period, ch) = (moment(cx, cx.int(0)), ns(cx.int(1)), cx.word(2));
    start(cx, when, period, TimerAction::Send { ch })
}

fn start_call<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (when, closure) = (moment(cx, cx.int(0)), cx.word(1));
    start(cx, when, 0, TimerAction::Go { closure })
}

fn start<S: Sink>(cx: &mut Cx<'_, S>, when: u64, period: u64, action: TimerAction) -> Result<(), Stop> {
    let handle = cx.timer_start(when, period, action)?;
    cx.set_word(0, u64::from(handle.0));
    Ok(())
}

pub fn stop<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let handle = TimerHandle(u32::try_from(cx.word(0)).unwrap_or(0));
    let was_pending = cx.timer_stop(handle);
    cx.set_bool(0, was_pending);
    Ok(())
}
