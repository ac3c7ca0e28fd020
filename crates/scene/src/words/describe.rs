//! One thing in a sentence.

use gopark_trace::{
    Ending, G, GId, GState, Leaked, MId, MState, Obj, ObjId, ObjKind, P, PId, PState, Pc, Side, SimTime,
    Unwinding, WaitReason, World,
};

use super::context::{context, context_name};
use super::events::unwinds;
use super::text::{TIMER, bytes, chan_waiters, channels, count, kin_name, kind, number, stack};
use crate::hits::{Group, Hit};
use crate::names::{Names, called};

/// What `hit` is and does at this moment.
pub fn describe(world: &World, names: &dyn Names, hit: Hit) -> String {
    match hit {
        Hit::G(g) => goroutine(world, names, g),
        Hit::P(p) => processor(world, names, p),
        Hit::M(m) => thread(world, m),
        Hit::Obj(obj) => object(world, names, obj),
        Hit::Kin(pc) => made_at(world, names, pc),
        Hit::Group(group) => group_of(world, group),
        Hit::GlobalQueue => format!(
            "Global run queue: {}. Every processor looks here when its own queue is empty, and on every 61st tick.",
            count(world.runq.len(), "goroutine", "goroutines")
        ),
        Hit::LocalQueue(p) => match world.ps.get(p.idx()) {
            Some(it) => format!("The run queue of {p}: {} of 256, the oldest runs first.", it.runq.len()),
            None => format!("{p} does not exist."),
        },
        Hit::RunNext(p) => match world.ps.get(p.idx()).map(|it| it.next) {
            Some(g) if g.is_some() => {
                format!("{g} runs next on {p}, in what is left of the time slice.")
            }
            _ => format!("Nobody is chosen to run next on {p}."),
        },
        Hit::Memory => memory(world),
    }
}

/// Channels that were made at one place.
fn made_at(world: &World, names: &dyn Names, pc: Pc) -> String {
    let made = || world.objs.iter().filter(|(_, obj)| obj.kind == ObjKind::Chan && obj.pc == pc);
    let Some((first, _)) = made().next() else { return "Channels that are gone.".to_owned() };
    let mut out = format!("{} called {}", channels(made().count() as u32), kin_name(names, first, pc));
    if let Some(line) = names.line(pc) {
        out += &format!(", made at line {line}");
    }
    let (send, recv) = made().fold((0, 0), |(send, recv), (_, obj)| {
        (send + obj.sendq.len() as u32, recv + obj.recvq.len() as u32)
    });
    match chan_waiters(send, recv) {
        waiters if waiters.is_empty() => out + "; nobody waits at them.",
        waiters => out + "; waiting there: " + &waiters + ".",
    }
}

fn memory(world: &World) -> String {
    let heap = &world.heap;
    let mut out = format!(
        "The heap holds {} that are live or not yet swept; the next collection is to end at {}.",
        bytes(heap.alloc_bytes),
        bytes(heap.goal_bytes),
    );
    if !world.is_recorded {
        out += &format!(" {} of stacks.", bytes(world.counts.stack_bytes));
    }
    if heap.gc.cycles > 0 && !world.is_recorded {
        let live = bytes(heap.live_bytes);
        out += &format!(
            " {} so far; the last one found {live} live.",
            count(heap.gc.cycles as usize, "collection", "collections")
        );
    }
    if world.pauses.count > 0 {
        let (n, total) = (world.pauses.count as usize, SimTime(world.pauses.total_ns));
        out += &format!(" The world was stopped {} for {total} in all.", count(n, "time", "times"));
    }
    out
}

/// A goroutine by id and function: `G7 main.worker`.
pub(super) fn name(world: &World, names: &dyn Names, id: GId) -> String {
    let g = world.gs.get(id);
    match g.and_then(|g| called(names, g)) {
        Some(function) => format!("{id} {function}"),
        None if g.is_some_and(|g| g.worker.is_some()) => format!("{id} mark worker"),
        None => id.to_string(),
    }
}

/// Whether an object is the mutex inside an RWMutex, which writers take first. It is made right after it.
pub fn is_inner(world: &World, id: ObjId) -> bool {
    let of = |id: ObjId, kind| world.objs.get(id).filter(|it| it.kind == kind).map(|it| (it.pc, it.cap));
    let outer = ObjId(id.0.wrapping_sub(1));
    of(id, ObjKind::Mutex).is_some_and(|it| of(outer, ObjKind::RwMutex) == Some(it))
}

/// As the program calls an object, and what is inside it as package sync does.
pub fn called_object(world: &World, names: &dyn Names, id: ObjId) -> String {
    let Some(name) = names.object(id) else { return id.to_string() };
    if is_inner(world, id) { format!("{name}.w") } else { name.to_owned() }
}

/// An object as the program calls it, with Go's word for its kind: `sem (chan, 10 of 10)`.
pub(super) fn object_name(world: &World, names: &dyn Names, id: ObjId) -> String {
    let Some(obj) = world.objs.get(id) else { return "nothing".to_owned() };
    let what = detail(obj);
    if obj.kind == ObjKind::Context {
        return context_name(world, names, id);
    }
    if obj.kind == ObjKind::Line {
        return names.object(id).map_or_else(|| id.to_string(), str::to_owned);
    }
    format!("{} ({what})", called_object(world, names, id))
}

fn detail(obj: &Obj) -> String {
    match obj.kind {
        ObjKind::Chan if obj.is_timer => TIMER.to_owned(),
        ObjKind::Chan if obj.cap == 0 => format!("{}, unbuffered", kind(obj.kind)),
        ObjKind::Chan => format!("{}, {} of {}", kind(obj.kind), obj.len, obj.cap),
        _ => kind(obj.kind).to_owned(),
    }
}

/// What a waiting goroutine waits for, without its own name.
pub(super) fn waiting_for(world: &World, names: &dyn Names, g: &G) -> String {
    let at = g.waits.first().map_or(g.obj, |wait| wait.obj);
    if world.objs.get(at).is_some_and(|obj| obj.kind == ObjKind::Line) {
        return at_line(g.reason, &object_name(world, names, at));
    }
    match g.reason {
        WaitReason::ChanReceive => format!("to receive from {}", object_name(world, names, at)),
        WaitReason::ChanSend => format!("to send on {}", object_name(world, names, at)),
        WaitReason::ChanReceiveNil => "to receive from a nil channel, for ever".to_owned(),
        WaitReason::ChanSendNil => "to send on a nil channel, for ever".to_owned(),
        WaitReason::SelectNoCases => "in a select without cases, for ever".to_owned(),
        WaitReason::Select => select(world, names, g),
        WaitReason::Sleep => "until its sleep is over".to_owned(),
        WaitReason::IoWait => "for the network".to_owned(),
        reason if at.is_some() => format!("in {} of {}", reason.text(), object_name(world, names, at)),
        reason => format!("in {}", reason.text()),
    }
}

/// Where a recording says that a goroutine waits.
fn at_line(reason: WaitReason, line: &str) -> String {
    match reason {
        WaitReason::ChanReceive => format!("to receive at {line}"),
        WaitReason::ChanSend => format!("to send at {line}"),
        WaitReason::Unknown => format!("at {line}"),
        reason => format!("in {} at {line}", reason.text()),
    }
}

/// Since when, for a goroutine that was there before the recording began.
fn since(world: &World, at: SimTime) -> String {
    if world.is_recorded && at == SimTime::ZERO { "before the recording".to_owned() } else { at.to_string() }
}

fn select(world: &World, names: &dyn Names, g: &G) -> String {
    const MOST: usize = 4;
    let mut parts: Vec<_> = g
        .waits
        .iter()
        .take(MOST)
        .map(|wait| {
            let way = if wait.side == Side::Recv { "receive from" } else { "send on" };
            format!("{way} {}", object_name(world, names, wait.obj))
        })
        .collect();
    if g.waits.len() > MOST {
        parts.push(count(g.waits.len() - MOST, "more case", "more cases"));
    }
    if parts.is_empty() { "in select".to_owned() } else { format!("in select, to {}", parts.join(" or ")) }
}

/// Whether the program died of a goroutine's panic.
pub fn panicked(world: &World, id: GId) -> bool {
    world.end == Some(Ending::Panic) && world.ended_by == id
}

fn goroutine(world: &World, names: &dyn Names, id: GId) -> String {
    let Some(g) = world.gs.get(id) else { return format!("{id} has ended.") };
    let what = match g.state {
        GState::Running => format!("runs on {} ({})", g.p, g.m),
        GState::Runnable => format!("is runnable since {}", since(world, g.since)),
        GState::Syscall => format!("is in a system call on {} since {}", g.m, since(world, g.since)),
        GState::Waiting => {
            format!("waits {}, since {}", waiting_for(world, names, g), since(world, g.since))
        }
    };
    let line = names.line(g.pc).map(|line| format!(", line {line}")).unwrap_or_default();
    let stack = stack(g.stack_bytes).map(|stack| format!(" Stack {stack}.")).unwrap_or_default();
    let parent = if g.parent.is_some() { format!(" Started by {}.", g.parent) } else { String::new() };
    let leaked = if g.leaked == Leaked::No { "" } else { " It is leaked: nobody can ever wake it." };
    let unwinding = match g.unwinding {
        _ if panicked(world, id) => " It panicked, and nobody recovered.".to_owned(),
        Unwinding::No => String::new(),
        left => format!(" It {}.", unwinds(left)),
    };
    format!("{} {what}{line}.{leaked}{unwinding}{stack}{parent}", name(world, names, id))
}

fn processor(world: &World, names: &dyn Names, id: PId) -> String {
    let Some(p) = world.ps.get(id.idx()) else { return format!("{id} does not exist.") };
    let queue = format!("{} in its queue", number(p.runq.len() as u64));
    let next = if p.next.is_some() { format!(", {} next", p.next) } else { String::new() };
    format!("{id} {}. {queue}{next}.", doing(world, names, p))
}

fn doing(world: &World, names: &dyn Names, p: &P) -> String {
    let spinning = || world.ms.get(p.m.idx()).is_some_and(|m| m.state == MState::Spinning);
    match p.state {
        PState::Dead => "is beyond GOMAXPROCS".to_owned(),
        PState::Idle => "is idle".to_owned(),
        PState::Running if p.curg.is_some() => {
            let in_call = world.gs.get(p.curg).is_some_and(|g| g.state == GState::Syscall);
            let verb = if in_call { "is kept for" } else { "runs" };
            let call = if in_call { ", which is in a system call," } else { "" };
            format!("{verb} {}{call} on thread {}", name(world, names, p.curg), p.m)
        }
        PState::Running if p.m.is_none() => "waits for a thread".to_owned(),
        PState::Running if spinning() => format!("is held by {}, which looks for work elsewhere", p.m),
        PState::Running => format!("is held by {}, which chooses who runs", p.m),
    }
}

fn thread(world: &World, id: MId) -> String {
    let Some(m) = world.ms.get(id.idx()) else { return format!("{id} does not exist.") };
    let sysmon = id == MId(1) && m.p.is_none() && m.curg.is_none() && m.state == MState::Awake;
    match (m.state, m.curg.some(), m.p.some()) {
        _ if sysmon => format!(
            "{id} is sysmon: it watches the others and needs no processor. It looks every 20 µs, and after 50 rounds without a \
             processor to take half as often with each, down to every 10 ms (proc.go, sysmon).{}",
            match world.retaken {
                None => String::new(),
                Some(it) if it.asked => format!(" At {} it asked who runs on {} to stop.", it.at, it.p),
                Some(it) => format!(" At {} it took {} from a system call.", it.at, it.p),
            }
        ),
        (MState::Parked, ..) => format!("{id} is asleep on the idle list."),
        (MState::LockedWait, ..) => format!("{id} sleeps until {}, which is tied to it, can run.", m.locked),
        (MState::Gone, ..) => format!("{id} ended with the goroutine that was tied to it."),
        (MState::Netpoll, ..) => format!("{id} waits in the network poller for the next timer."),
        (MState::Spinning, _, Some(p)) => format!("{id} holds {p} and looks for work on other processors."),
        (_, Some(g), Some(p)) => format!("{id} runs {g} on {p}."),
        (_, Some(g), None) => format!("{id} is in a system call with {g}; its processor was taken."),
        (_, None, Some(p)) => format!("{id} holds {p} and chooses who runs."),
        (_, None, None) => format!("{id} is awake and has no processor."),
    }
}

/// What a recording does not hold.
pub(super) const WHICH: &str = "for which channel or lock of that line, the recording does not tell";

fn object(world: &World, names: &dyn Names, id: ObjId) -> String {
    let Some(obj) = world.objs.get(id) else { return "It is gone.".to_owned() };
    if obj.kind == ObjKind::Context {
        return context(world, names, id);
    }
    let mut parts = vec![object_name(world, names, id)];
    let (recv, send) = (obj.recvq.len(), obj.sendq.len());
    match obj.kind {
        ObjKind::Chan => {
            parts.push(format!("{} to receive, {} to send", waiting(recv), number(send as u64)));
            if obj.closed {
                parts.push("closed".to_owned());
            }
        }
        ObjKind::RwMutex => {
            parts.push(held(obj));
            parts.push(format!("{} to read, {} to write", waiting(recv), number(send as u64)));
        }
        ObjKind::Mutex => {
            parts.push(held(obj));
            parts.push(waiting(recv));
            if obj.starving {
                parts.push("in starvation mode: unlocking hands it to who waits longest".to_owned());
            }
        }
        ObjKind::WaitGroup | ObjKind::Sema => {
            parts.push(format!("counter {}", obj.count));
            parts.push(waiting(recv));
        }
        ObjKind::Cond | ObjKind::Context => parts.push(waiting(recv)),
        ObjKind::Line => {
            parts.push(format!("{} ({})", waiting(recv), WaitReason::nth(obj.cap).text()));
            parts.push(WHICH.to_owned());
        }
    }
    if obj.made_by.is_some() {
        let line = names.line(obj.pc).map(|line| format!(", line {line}")).unwrap_or_default();
        parts.push(format!("made by {}{line}", obj.made_by));
    }
    format!("{}.", parts.join("; "))
}

fn waiting(n: usize) -> String {
    format!("{} {}", number(n as u64), if n == 1 { "waits" } else { "wait" })
}

fn held(obj: &Obj) -> String {
    match (obj.holder.some(), obj.readers) {
        (Some(g), _) => format!("held by {g}"),
        (None, 0) => "free".to_owned(),
        (None, n) => format!("held by {}", count(n as usize, "reader", "readers")),
    }
}

fn group_of(world: &World, group: Group) -> String {
    match group {
        Group::Sleep => match world.timers.keys().next() {
            Some((when, _)) => format!(
                "Sleepers and timers: {} armed, the next fires at {when}.",
                number(world.timers.len() as u64)
            ),
            None if world.is_recorded => "Sleepers; when they wake, a recording does not tell.".to_owned(),
            None => "Sleepers and timers: none is armed.".to_owned(),
        },
        Group::Io => "The network poller: goroutines here cost no thread.".to_owned(),
        Group::Forever => "Nothing can ever wake these: nil channels and selects without cases.".to_owned(),
        Group::Runtime => "The runtime's own goroutines, and those who wait for the collector.".to_owned(),
        Group::Leaked => format!(
            "Leaked: {} for something that no goroutine which can still run can reach. They keep their stacks, and all that those refer to, until the process ends.",
            waiting(world.counts.leaked as usize)
        ),
        Group::Crowd => "Goroutines that wait at many small channels and locks.".to_owned(),
        Group::Library => "Goroutines inside standard packages that wait for channels and locks of those packages, such as the loops of net/http's connections."
            .to_owned(),
    }
}
