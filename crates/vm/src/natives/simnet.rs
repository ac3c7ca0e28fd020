//! Package internal/simnet: the network poller.

use gopark_trace::{SimTime, Sink};

use crate::native::{Cx, Native};
use crate::registry::TimerAction;
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::acts_of(
        function,
        &[
            ("open", open),
            ("shut", shut),
            ("report", report),
            ("wait", wait),
            ("wake", wake),
            ("startWake", start_wake),
            ("stopWake", super::time::stop),
            ("now", super::time::now),
        ],
    )
}

fn desc<S: Sink>(cx: &Cx<'_, S>, i: usize) -> u32 {
    u32::try_from(cx.word(i)).unwrap_or(u32::MAX)
}

pub fn open<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let desc = cx.sched().net_open();
    cx.set_word(0, u64::from(desc));
    Ok(())
}

fn shut<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (p, desc) = (cx.p, desc(cx, 0));
    cx.sched().net_close(p, desc);
    Ok(())
}

pub fn report<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (p, desc, when) = (cx.p, desc(cx, 0), cx.int(1).max(0).cast_unsigned());
    cx.sched().net_report(p, desc, SimTime(when));
    Ok(())
}

pub fn wait<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (p, desc) = (cx.p, desc(cx, 0));
    if cx.sched().net_wait(p, desc) { Err(Stop::Leave) } else { Ok(()) }
}

fn wake<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (p, desc) = (cx.p, desc(cx, 0));
    cx.sched().net_wake(p, desc);
    Ok(())
}

fn start_wake<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (when, desc) = (cx.int(0).max(0).cast_unsigned(), desc(cx, 1));
    let handle = cx.timer_start(when, 0, TimerAction::Wake { desc })?;
    cx.set_word(0, u64::from(handle.0));
    Ok(())
}
