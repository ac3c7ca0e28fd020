//! Package internal/synctest: the scheduler's bubbles.

use gopark_sched::{BubbleLeft, BubbleWait};
use gopark_trace::Sink;

use crate::native::{Cx, Native};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::acts_of(
        function,
        &[
            ("Wait", wait),
            ("IsInBubble", is_in_bubble),
            ("enter", enter),
            ("fire", fire),
            ("idle", idle),
            ("advance", advance),
            ("leave", leave),
        ],
    )
}

fn wait<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    match cx.vm.sched.bubble_wait(cx.p) {
        BubbleWait::Done => Ok(()),
        BubbleWait::Parked => Err(Stop::Retry),
        BubbleWait::Outside => Err(Stop::string("goroutine is not in a bubble")),
        BubbleWait::Busy => Err(Stop::string("wait already in progress")),
    }
}

fn is_in_bubble<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let bubble = cx.vm.sched.bubble_of(cx.g());
    cx.set_bool(0, bubble != 0);
    Ok(())
}

fn enter<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let is_new = cx.vm.sched.bubble_enter(cx.p);
    cx.set_bool(0, is_new);
    Ok(())
}

fn fire<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    while let Some(timer) = cx.vm.sched.bubble_due(cx.p) {
        cx.vm.timer_fired(cx.p, timer);
    }
    Ok(())
}

fn idle<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.vm.sched.bubble_idle(cx.p);
    Err(Stop::Leave)
}

fn advance<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let goes_on = cx.vm.sched.bubble_advance(cx.p);
    cx.set_bool(0, goes_on);
    Ok(())
}

fn leave<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (bubble, remain) = match cx.vm.sched.bubble_leave(cx.p) {
        BubbleLeft::Empty => (0, false),
        BubbleLeft::Remain(bubble) => (bubble, true),
        BubbleLeft::Blocked(bubble) => (bubble, false),
    };
    cx.set_word(0, u64::from(bubble));
    cx.set_bool(1, remain);
    Ok(())
}
