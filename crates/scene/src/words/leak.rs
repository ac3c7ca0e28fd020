//! Why a goroutine is leaked.

use gopark_trace::{GId, Leaked, WaitReason, World};

use super::describe::{name, waiting_for};
use crate::names::Names;

/// Goroutines named one by one.
const NAMED_MAX: usize = 4;

/// Who waits for what, who started it, and that nobody can bring it about. `holders`: the other goroutines that hold on
/// to what it waits for, all of them leaked. None: it is not leaked.
pub fn leak(world: &World, names: &dyn Names, id: GId, holders: &[GId]) -> Option<String> {
    let g = world.gs.get(id).filter(|g| g.leaked != Leaked::No)?;
    let line = names.line(g.go_pc).map(|line| format!(" in line {line}")).unwrap_or_default();
    let started =
        if g.parent.is_some() { format!(", started by {}{line},", g.parent) } else { String::new() };
    let mut text = format!(
        "{}{started} waits {}. {}",
        name(world, names, id),
        waiting_for(world, names, g),
        nobody(g.reason)
    );
    if !holders.is_empty() {
        let mut who: Vec<_> = holders.iter().take(NAMED_MAX).map(|&g| name(world, names, g)).collect();
        if holders.len() > NAMED_MAX {
            who.push(format!("{} others", holders.len() - NAMED_MAX));
        }
        text.push_str(&format!(" Only goroutines that are leaked too still hold it: {}.", who.join(", ")));
    }
    if g.leaked == Leaked::MissedByGo {
        text.push_str(
            " Go's own detector does not find it: it takes the value to be sent, which lies beside the channel, for a \
             way to the channel.",
        );
    }
    Some(text)
}

/// What cannot happen any more.
const fn nobody(reason: WaitReason) -> &'static str {
    match reason {
        WaitReason::ChanSend => "No goroutine that can still run can receive from it.",
        WaitReason::ChanReceive => "No goroutine that can still run can send on it or close it.",
        WaitReason::MutexLock | WaitReason::RwMutexLock | WaitReason::RwMutexRLock => {
            "No goroutine that can still run can unlock it."
        }
        WaitReason::WaitGroupWait => "No goroutine that can still run can bring the counter to zero.",
        WaitReason::CondWait => "No goroutine that can still run can signal it.",
        WaitReason::Select => "No goroutine that can still run can reach any of these channels.",
        _ => "Nothing can ever wake it.",
    }
}
