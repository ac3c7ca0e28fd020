//! Why a goroutine does not go on, and who could change that.

use gopark_trace::{G, GId, GState, Leaked, ObjId, ObjKind, WaitReason, World};

use super::describe::{WHICH, name};
use super::text::{count, number};
use crate::names::Names;

const LEAKED: &str = "No goroutine that can still run can reach what it waits for.";
/// Longer chains of who waits for whom are cut.
const CHAIN_MAX: usize = 32;

/// Who waits for whom: each one waits for something that the next one holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// The goroutines and what each waits for, the first one first.
    pub links: Vec<(GId, ObjId)>,
    /// Who holds what the last of them waits for; one of them, when it is a cycle.
    pub end: GId,
}

impl Chain {
    /// They wait for each other.
    pub fn is_cycle(&self) -> bool {
        self.links.iter().any(|&(g, _)| g == self.end)
    }
}

/// From a goroutine along the holders of what it and they wait for.
pub fn chain(world: &World, from: GId) -> Chain {
    let mut chain = Chain { links: Vec::new(), end: from };
    while chain.links.len() < CHAIN_MAX && !(chain.is_cycle()) {
        let waiting = world.gs.get(chain.end).filter(|g| g.state == GState::Waiting);
        let Some(obj) = waiting.and_then(|g| awaited(g).some()) else { break };
        let Some(holder) = world.objs.get(obj).and_then(|it| it.holder.some()) else { break };
        chain.links.push((chain.end, obj));
        chain.end = holder;
    }
    chain
}

fn awaited(g: &G) -> ObjId {
    g.waits.first().map_or(g.obj, |wait| wait.obj)
}

/// Why goroutine `id` stands where it stands, and what could let it go on.
pub fn why(world: &World, names: &dyn Names, id: GId) -> String {
    let Some(g) = world.gs.get(id) else { return String::new() };
    match g.state {
        GState::Running => "It runs until it blocks, ends, or has had its time slice of 10 ms.".to_owned(),
        GState::Runnable if world.is_recorded => {
            format!("{} Run queues are inferred: a recording does not tell them.", queued(world, id))
        }
        GState::Runnable => queued(world, id),
        GState::Syscall => format!(
            "It sits in the operating system and keeps its thread {}. Should that take long, sysmon gives its processor to others.",
            g.m
        ),
        GState::Waiting => waits(world, names, id, g),
    }
}

fn queued(world: &World, id: GId) -> String {
    if let Some(ahead) = world.runq.iter().position(|&g| g == id) {
        return format!("It is number {} of the global run queue.", number(ahead as u64 + 1));
    }
    for (p, it) in world.ps.iter().enumerate() {
        if it.next == id {
            return format!("It is next on P{p}.");
        }
        if let Some(ahead) = it.runq.iter().position(|&g| g == id) {
            return format!("It is number {} of {} in the queue of P{p}.", ahead + 1, it.runq.len());
        }
    }
    "It could run, and is on its way into a queue.".to_owned()
}

fn waits(world: &World, names: &dyn Names, id: GId, g: &G) -> String {
    let chain = chain(world, id);
    if chain.is_cycle() {
        let all: Vec<_> = chain.links.iter().map(|&(g, _)| g.to_string()).collect();
        return match all.as_slice() {
            [one] => format!("{one} waits for what it holds itself: it can never go on."),
            _ => format!("{} wait for each other in a circle: none of them can ever go on.", all.join(", ")),
        };
    }
    match g.leaked {
        Leaked::No => {}
        Leaked::Yes => return LEAKED.to_owned(),
        Leaked::MissedByGo => return format!("{LEAKED} Go's own leak detector does not find it."),
    }
    if let Some(&(_, first)) = chain.links.first() {
        let holder = world.objs.get(first).map_or(chain.end, |obj| obj.holder);
        let last = if holder == chain.end {
            String::new()
        } else {
            format!(" {holder} waits itself, in the end for {}.", name(world, names, chain.end))
        };
        return format!("{} holds it, and wakes it by unlocking.{last}", name(world, names, holder));
    }
    match g.reason {
        WaitReason::Sleep => {
            let timer = world.timers.iter().find(|&(_, &sleeper)| sleeper == id);
            timer.map_or_else(String::new, |(&(when, _), _)| format!("Its timer fires at {when}."))
        }
        WaitReason::ChanReceiveNil | WaitReason::ChanSendNil | WaitReason::SelectNoCases => {
            "Nothing can ever wake it.".to_owned()
        }
        WaitReason::IoWait => "The network poller wakes it when its connection is ready.".to_owned(),
        _ => at_object(world, names, g),
    }
}

fn at_object(world: &World, names: &dyn Names, g: &G) -> String {
    let id = awaited(g);
    let Some(obj) = world.objs.get(id) else { return String::new() };
    let called = names.object(id).map_or_else(|| "it".to_owned(), str::to_owned);
    match (obj.kind, g.reason) {
        (ObjKind::Chan, WaitReason::ChanSend) => {
            let room = if obj.cap == 0 {
                "It has no buffer".to_owned()
            } else {
                format!("Its buffer of {} is full", number(u64::from(obj.cap)))
            };
            format!("{room}; whoever receives from {called} next takes the value of who waits longest.")
        }
        (ObjKind::Chan, WaitReason::ChanReceive) if obj.is_timer => {
            "Its timer wakes it when it fires, unless it is stopped.".to_owned()
        }
        (ObjKind::Chan, WaitReason::ChanReceive) => {
            format!("Whoever sends on {called}, or closes it, wakes it.")
        }
        (ObjKind::Chan, _) => "Whichever of its cases is ready first wakes it.".to_owned(),
        (ObjKind::WaitGroup, _) => {
            format!("{} more of Done wake it.", count(obj.count.unsigned_abs() as usize, "call", "calls"))
        }
        (ObjKind::RwMutex | ObjKind::Mutex, _) if obj.readers > 0 => {
            let readers = count(obj.readers as usize, "reader holds", "readers hold");
            format!("{readers} it; the last one to unlock wakes it.")
        }
        (ObjKind::RwMutex | ObjKind::Mutex, _) => "Whoever unlocks it wakes it.".to_owned(),
        (ObjKind::Line, _) => format!("It waits there; {WHICH}."),
        (ObjKind::Cond | ObjKind::Context, _) => "Signal or Broadcast wakes it.".to_owned(),
        (ObjKind::Sema, _) => "Whoever releases wakes it.".to_owned(),
    }
}
