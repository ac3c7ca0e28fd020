//! One event in a sentence, with the rule of the runtime that it followed.

use gopark_trace::{
    Event, Fd, GId, Kind, MId, ObjId, PId, Pc, RunqPlace, SimTime, Source, StopReason, Unwinding, WaitReason,
    WorkerMode, World,
};

use super::describe::{name, object_name};
use super::text::{bytes, count, ending, stopped};
use crate::hits::Hit;
use crate::names::Names;

/// What happened, in a sentence for the log; `None` for events too small to be worth one. `world` is the world
/// after the event.
pub fn describe_event(event: &Event, world: &World, names: &dyn Names) -> Option<String> {
    if !world.is_recorded {
        return told(event, world, names);
    }
    let words = recorded(event, world, names).or_else(|| told(event, world, names))?;
    Some(if is_inferred(event.kind) { format!("probably: {words}") } else { words })
}

/// What is said of an event in a recording alone.
fn recorded(event: &Event, world: &World, names: &dyn Names) -> Option<String> {
    let who = |id: GId| name(world, names, id);
    Some(match event.kind {
        Kind::Recorded => "a recording begins: run queues, sleeping threads and what is waited for are inferred from what it tells".to_owned(),
        Kind::GoStatus { g, state, .. } => format!("{} is found {}", who(g), state.text()),
        Kind::RunqLeave { g } => format!("{g} leaves its queue, and not from its head"),
        Kind::GoStart { g, from, .. } if from != Source::Direct => {
            format!("{} picks {}, probably {}", event.p, who(g), from_words(from))
        }
        Kind::GoBlock { reason, obj } if obj.is_some() => {
            format!("{} waits ({}) at {}", who(event.g), reason.text(), object_name(world, names, obj))
        }
        Kind::ObjNew { obj, .. } => format!("{} is a place to wait at", object_name(world, names, obj)),
        _ => return None,
    })
}

/// Whether a recording does not tell this, and it follows from what it does tell.
const fn is_inferred(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RunqPut { .. }
            | Kind::RunqKick { .. }
            | Kind::RunqOverflow { .. }
            | Kind::RunqGrab { .. }
            | Kind::RunqSteal { .. }
            | Kind::RunqStealNext { .. }
            | Kind::RunqDrain
            | Kind::RunqLeave { .. }
            | Kind::MPark
            | Kind::MUnpark
            | Kind::GcSwept
    )
}

fn told(event: &Event, world: &World, names: &dyn Names) -> Option<String> {
    let Event { m, p, g, .. } = *event;
    let who = |id: GId| name(world, names, id);
    let at = |obj| object_name(world, names, obj);
    Some(match event.kind {
        Kind::ProcsChange { n } => format!("GOMAXPROCS is {n}"),
        Kind::ProcStart => format!("{m} takes {p}"),
        Kind::ProcStop => format!("{p} goes idle"),
        Kind::ProcSteal if m == MId(1) => format!("sysmon takes {p} from a thread in a system call"),
        Kind::ProcSteal => format!("{m} takes {p} from a thread in a system call"),
        Kind::ProcHandoff => format!("{p} is handed to {m}"),
        Kind::ProcRelease => format!("{m} gives up {p}"),
        Kind::MStart => format!("thread {m} is started"),
        Kind::MPark => format!("{m} goes to sleep"),
        Kind::MUnpark => format!("{m} wakes up"),
        Kind::MNetpoll { on: true } => format!("{m} waits in the network poller for the next timer"),
        Kind::MNetpoll { on: false } => format!("{m} leaves the network poller"),
        Kind::MLock { g } if g.is_none() => format!("{m} is tied to no goroutine any more"),
        Kind::MLock { g } => format!("{} is tied to {m} (runtime.LockOSThread)", who(g)),
        Kind::MLockedWait { on: true } => format!("{m} sleeps until its goroutine can run"),
        Kind::MLockedWait { on: false } => format!("{m} is woken for its goroutine"),
        Kind::MExit => format!("{m} ends with the goroutine that was tied to it"),
        Kind::MSpin { on: true } => format!("{m} looks for work on other processors"),
        Kind::MSpin { on: false } => format!("{m} stops looking"),
        Kind::GoCreate { g: new, .. } if g.is_none() => format!("{} is created by the runtime", who(new)),
        Kind::GoCreate { g: new, .. } => format!("{g} starts {}", who(new)),
        Kind::GoStart { g: next, from, .. } => format!("{p} picks {} {}", who(next), from_words(from)),
        Kind::GoStop { reason: StopReason::Gosched } => format!("{g} steps aside (runtime.Gosched)"),
        Kind::GoStop { reason: StopReason::Preempted } => format!("{g} is preempted"),
        Kind::GoStop { reason: StopReason::Yield } => format!("{g} yields to the one it handed the lock to"),
        Kind::GoBlock { reason, obj } => blocked(&who(g), reason, obj.some().map(at)),
        Kind::GoUnblock { g: woken } if g.is_none() => format!("{} is ready again", who(woken)),
        Kind::GoUnblock { g: woken } => format!("{g} makes {} ready", who(woken)),
        Kind::GoDestroy => format!("{g} ends"),
        Kind::GoSyscallBegin => {
            format!("{} enters a system call; {m} keeps {p} until someone takes it", who(g))
        }
        Kind::GoSyscallEnd => format!("{g} is back from its system call and still has {p}"),
        Kind::GoSyscallEndBlocked => format!("{g} is back from its system call, but there is no processor"),
        Kind::GoLeaked { g: leaked, .. } => {
            format!("{} waits forever: nobody can reach what it waits for", who(leaked))
        }
        Kind::GoPanic { .. } | Kind::GoDefer { .. } | Kind::GoRecover | Kind::GoUnwound { .. } => {
            return panics(event, &who(g), names);
        }
        Kind::StackGrow { bytes: n } => format!("{g}'s stack is copied to one of {}", bytes(u64::from(n))),
        Kind::StackSet { g: of, bytes: n } => format!("{of}'s stack is one of {}", bytes(u64::from(n))),
        Kind::GoCreateBlocked { g: new, reason: WaitReason::Coroutine } => {
            format!("{g} creates {new}, a coroutine, which waits for its turn")
        }
        Kind::GoCreateBlocked { g: new, .. } => format!("the runtime creates {new} for itself"),
        Kind::PreemptRequest => format!("sysmon asks {g} on {p} to stop"),
        Kind::GoStatus { .. } | Kind::RunqLeave { .. } | Kind::Recorded => {
            return recorded(event, world, names);
        }
        Kind::CpuSample
        | Kind::WaitBegin { .. }
        | Kind::HeapAlloc { .. }
        | Kind::GcProgress { .. }
        | Kind::CtxDone { .. } => {
            return None;
        }
        Kind::RunqPut { g: put, place } => format!("{put} goes {}", place_words(place, event)),
        Kind::RunqKick { .. } => format!("{p}'s next is displaced to the tail of its queue"),
        Kind::RunqOverflow { n, .. } => {
            format!(
                "{p}'s queue is full: {} go to the global queue",
                count(n as usize + 1, "goroutine", "goroutines")
            )
        }
        Kind::RunqGrab { n } => {
            format!("{p} takes {} from the global queue", count(n as usize, "goroutine", "goroutines"))
        }
        Kind::RunqSteal { victim, n } => {
            format!("{p} steals {} from {victim}", count(n as usize, "goroutine", "goroutines"))
        }
        Kind::RunqStealNext { victim } => format!("{p} steals {victim}'s next"),
        Kind::RunqDrain => format!("{p}'s queue is moved to the global queue"),
        Kind::RunqFlush => format!("{p}'s queue moves to the global queue: its mark worker keeps {p}"),
        Kind::ObjNew { obj, .. } => format!("{g} makes {}", at(obj)),
        Kind::ObjFree { obj } => format!("{obj} is collected"),
        Kind::ChanLen { obj, len } => format!("{} holds {}", at(obj), count(len as usize, "value", "values")),
        Kind::ChanHandoff { obj, from, to } => handed(world, &at(obj), obj, from, to),
        Kind::ChanClose { obj } => format!("{g} closes {}", at(obj)),
        Kind::ChanResize { obj, cap } => format!("you set the capacity of {} to {cap}", at(obj)),
        Kind::LockHolder { obj, holder } if holder.is_none() => format!("{} is free", at(obj)),
        Kind::LockHolder { obj, holder } => format!("{holder} holds {}", at(obj)),
        Kind::LockReaders { obj, readers } => {
            format!("{} has {}", at(obj), count(readers as usize, "reader", "readers"))
        }
        Kind::LockStarving { obj, on: true } => format!("{} enters starvation mode", at(obj)),
        Kind::LockStarving { obj, on: false } => format!("{} leaves starvation mode", at(obj)),
        Kind::Counter { obj, value } => format!("the counter of {} is {value}", at(obj)),
        Kind::CtxNew { obj, parent, deadline } => made(g, &at, obj, (parent, deadline)),
        Kind::CtxCancel { obj, .. } => cancelled(event, world, &at, obj),
        Kind::TimerArm { when, .. } => format!("a timer is set for {when}"),
        Kind::TimerFire { .. } => format!("a timer fires on {p}"),
        Kind::TimerStop { .. } => "a timer is stopped".to_owned(),
        Kind::HeapGoal { bytes: n } => format!("the next collection ends at {}", bytes(n)),
        Kind::GcBegin => "a garbage collection begins".to_owned(),
        Kind::GcEnd { live } => format!("marking is over: {} live", bytes(live)),
        Kind::GcSwept => "everything is swept".to_owned(),
        Kind::GcWorker { mode } => marks(g, p, mode),
        Kind::GcMarkAssistBegin => format!("{g} allocates, and has to help with marking"),
        Kind::GcMarkAssistEnd => format!("{g} has done its share of marking"),
        Kind::GcSweepBegin => format!("{g} sweeps, to have room to allocate"),
        Kind::GcSweepEnd { freed, .. } => format!("{g} has swept: {} free again", bytes(freed)),
        Kind::GcPercent { percent } => gogc(percent),
        Kind::MemoryLimit { bytes: u64::MAX } => "GOMEMLIMIT is off".to_owned(),
        Kind::MemoryLimit { bytes: n } => format!("GOMEMLIMIT is {}", bytes(n)),
        Kind::ContainerLimit { bytes: u64::MAX } => "the container has no memory limit".to_owned(),
        Kind::ContainerLimit { bytes: n } => format!("the container's memory limit is {}", bytes(n)),
        Kind::StwBegin { reason } => stopped(reason).to_owned(),
        Kind::StwEnd => "the world goes on".to_owned(),
        Kind::Write { fd: Fd::Stdout, .. } => format!("{g} prints"),
        Kind::Write { fd: Fd::Stderr, .. } => "text goes to stderr".to_owned(),
        Kind::ParamSet { value, .. } => format!("you set a parameter to {value}"),
        Kind::End { how } => ending(how),
    })
}

fn gogc(percent: i32) -> String {
    if percent < 0 { "GOGC is off".to_owned() } else { format!("GOGC is {percent}") }
}

fn marks(g: GId, p: PId, mode: WorkerMode) -> String {
    match mode {
        WorkerMode::Dedicated => format!("{g} marks, and has {p} to itself"),
        WorkerMode::Fractional => format!("{g} marks for a part of {p}'s time"),
        WorkerMode::Idle => format!("{g} marks while {p} has nothing else to do"),
    }
}

/// What is said of a goroutine, called `who`, that unwinds.
fn panics(event: &Event, who: &str, names: &dyn Names) -> Option<String> {
    let g = event.g;
    Some(match event.kind {
        Kind::GoPanic { goexit: false } => format!("{who} panics"),
        Kind::GoPanic { goexit: true } => format!("{who} is to end (runtime.Goexit)"),
        Kind::GoDefer { entry } => format!("{g} unwinds, and calls the deferred {}", function(names, entry)),
        Kind::GoRecover => format!("{g} recovers from its panic"),
        Kind::GoUnwound { entry, left: Unwinding::No } => {
            format!("{g} has recovered: {} returns to its caller", function(names, entry))
        }
        Kind::GoUnwound { left, .. } => format!("{g} has recovered, and {}", unwinds(left)),
        _ => return None,
    })
}

fn handed(world: &World, name: &str, obj: ObjId, from: GId, to: GId) -> String {
    if world.objs.get(obj).is_some_and(|it| it.is_timer) {
        return format!("{name} hands the time straight to {to}");
    }
    format!("{from} hands a value straight to {to} through {name}")
}

fn made(g: GId, at: &dyn Fn(ObjId) -> String, obj: ObjId, (parent, deadline): (ObjId, SimTime)) -> String {
    let mut words = format!("{g} makes context {}", at(obj));
    if parent.is_some() {
        words += &format!(" under {}", at(parent));
    }
    if deadline != SimTime::NEVER {
        words += &format!(", until {deadline} at the latest");
    }
    words
}

fn cancelled(event: &Event, world: &World, at: &dyn Fn(ObjId) -> String, obj: ObjId) -> String {
    match world.ctxs.get(obj).and_then(|it| it.cancelled) {
        Some(how) if how.from != obj => format!("{} is cancelled with {}", at(obj), at(how.from)),
        Some(how) if how.deadline => format!("{} is cancelled: its deadline passed", at(obj)),
        _ => format!("{} cancels {}", event.g, at(obj)),
    }
}

/// The rule of Go's scheduler behind a decision, with the place in Go's source; `None` when the event is no decision.
pub fn rule(event: &Event) -> Option<&'static str> {
    Some(match event.kind {
        Kind::GoStart { from, .. } => source_rule(from)?,
        Kind::RunqPut { place: RunqPlace::Next, .. } => {
            "A goroutine just made or made ready runs next on the same processor (proc.go, runqput)."
        }
        Kind::RunqPut { place: RunqPlace::Global, .. } => {
            "Who gave up its slice goes to the tail of the global queue (proc.go, goschedImpl)."
        }
        Kind::RunqKick { .. } => {
            "There is one runnext: the former one goes to the tail of the queue (proc.go, runqput)."
        }
        Kind::RunqOverflow { .. } => {
            "A local queue holds 256; when full, its older half goes to the global queue (proc.go, runqputslow)."
        }
        Kind::RunqGrab { .. } => {
            "With nothing of its own, a processor takes its share of the global queue, at most 128 (proc.go, globrunqgetbatch)."
        }
        Kind::RunqSteal { .. } => "A thief takes half, rounded up, the oldest first (proc.go, runqgrab).",
        Kind::RunqStealNext { .. } => {
            "Only on the last of four passes may a thief take runnext, to let its owner run it first (proc.go, stealWork)."
        }
        Kind::GoPanic { goexit: false } => {
            "A panic calls what was deferred, the newest first, in all functions, until one recovers (panic.go, gopanic)."
        }
        Kind::GoPanic { goexit: true } => {
            "Goexit calls all that was deferred, and is no panic: recover returns nil (panic.go, Goexit)."
        }
        Kind::GoRecover => {
            "Only the deferred function itself can recover, not one that it calls (panic.go, gorecover)."
        }
        Kind::GoUnwound { .. } => {
            "Who deferred the function that recovered returns, with its results as they are now (panic.go, recovery)."
        }
        Kind::PreemptRequest => "A time slice is 10 ms; sysmon asks who had it to stop (proc.go, retake).",
        Kind::ProcSteal => {
            "A processor whose thread sits in a system call is taken at sysmon's second look (proc.go, retake)."
        }
        Kind::MSpin { on: true } => {
            "At most half of the busy processors have threads that look for work (proc.go, findRunnable)."
        }
        Kind::ChanHandoff { .. } => "With a receiver waiting, a value skips the buffer (chan.go, send).",
        Kind::CtxCancel { .. } => {
            "A context closes its Done channel, then cancels all under it (context.go, cancelCtx.cancel)."
        }
        Kind::LockStarving { on: true, .. } => {
            "A waiter that lost the race after more than 1 ms makes the mutex starve (internal/sync/mutex.go, lockSlow)."
        }
        _ => return None,
    })
}

/// The rule behind a decision, with the numbers of this very one; `world` is the world after it.
pub fn decision(event: &Event, world: &World) -> Option<String> {
    if world.is_recorded {
        return None;
    }
    match (event.kind, world.ps.get(event.p.idx())) {
        (Kind::GoStart { from: Source::Global, .. }, Some(p)) => {
            // The tick that was looked at is the one before this goroutine's.
            let tick = p.schedtick.wrapping_sub(1);
            Some(format!(
                "tick {tick} = {} \u{d7} 61: the global queue goes first, so that nobody there starves (proc.go, findRunnable).",
                tick / 61
            ))
        }
        _ => rule(event).map(str::to_owned),
    }
}

/// The sentence of a rule, and the place in Go's source that stands behind it in brackets.
pub(crate) fn rule_and_source(words: &str) -> (&str, &str) {
    match words.rsplit_once(" (") {
        Some((rule, source)) => (rule, source.trim_end_matches([')', '.'])),
        None => (words, ""),
    }
}

/// Whether an event is about something.
pub fn concerns(event: &Event, hit: Hit) -> bool {
    match hit {
        Hit::G(id) => event.g == id || acts_on(event.kind) == id,
        Hit::P(id) => event.p == id || victim(event.kind) == id,
        Hit::M(id) => event.m == id,
        Hit::Obj(id) => object(event.kind) == id,
        Hit::Kin(pc) => event.pc == pc,
        Hit::GlobalQueue => matches!(
            event.kind,
            Kind::RunqPut { place: RunqPlace::Global, .. }
                | Kind::RunqOverflow { .. }
                | Kind::RunqGrab { .. }
                | Kind::RunqDrain
                | Kind::GoStart { from: Source::Global, .. }
        ),
        Hit::LocalQueue(id) => {
            (event.p == id || victim(event.kind) == id)
                && (rule(event).is_some() || matches!(event.kind, Kind::RunqPut { .. }))
        }
        Hit::RunNext(id) => {
            event.p == id
                && matches!(
                    event.kind,
                    Kind::RunqPut { place: RunqPlace::Next, .. }
                        | Kind::RunqKick { .. }
                        | Kind::GoStart { from: Source::RunNext, .. }
                )
        }
        Hit::Memory => matches!(
            event.kind,
            Kind::HeapGoal { .. }
                | Kind::GcBegin
                | Kind::GcEnd { .. }
                | Kind::GcSwept
                | Kind::StwBegin { .. }
                | Kind::StwEnd
                | Kind::StackGrow { .. }
                | Kind::StackSet { .. }
        ),
        Hit::Group(_) => matches!(
            event.kind,
            Kind::TimerArm { .. } | Kind::TimerFire { .. } | Kind::TimerStop { .. } | Kind::MNetpoll { .. }
        ),
    }
}

/// The goroutine that something is done to.
fn acts_on(kind: Kind) -> GId {
    match kind {
        Kind::GoCreate { g, .. }
        | Kind::GoStatus { g, .. }
        | Kind::RunqLeave { g }
        | Kind::GoStart { g, .. }
        | Kind::GoUnblock { g }
        | Kind::RunqPut { g, .. }
        | Kind::RunqOverflow { g, .. }
        | Kind::ChanHandoff { to: g, .. }
        | Kind::LockHolder { holder: g, .. } => g,
        _ => GId::NONE,
    }
}

fn victim(kind: Kind) -> PId {
    match kind {
        Kind::RunqSteal { victim, .. } | Kind::RunqStealNext { victim } => victim,
        _ => PId::NONE,
    }
}

fn object(kind: Kind) -> ObjId {
    match kind {
        Kind::ObjNew { obj, .. }
        | Kind::ObjFree { obj }
        | Kind::GoBlock { obj, .. }
        | Kind::ChanLen { obj, .. }
        | Kind::ChanHandoff { obj, .. }
        | Kind::ChanClose { obj }
        | Kind::ChanResize { obj, .. }
        | Kind::LockHolder { obj, .. }
        | Kind::LockReaders { obj, .. }
        | Kind::LockStarving { obj, .. }
        | Kind::CtxNew { obj, .. }
        | Kind::CtxDone { obj, .. }
        | Kind::CtxCancel { obj, .. }
        | Kind::Counter { obj, .. } => obj,
        _ => ObjId::NONE,
    }
}

fn source_rule(from: Source) -> Option<&'static str> {
    Some(match from {
        Source::RunNext => "runnext goes first and inherits the rest of the time slice (proc.go, runqget).",
        Source::Local => "A processor looks at its own queue first, oldest first (proc.go, runqget).",
        Source::Stolen => "The last of a stolen batch runs at once (proc.go, runqsteal).",
        Source::Global => {
            "Every 61st tick looks at the global queue first, so nobody there starves (proc.go, findRunnable)."
        }
        Source::GcWorker => {
            "A quarter of the processors' time goes to marking; idle processors help (mgcpacer.go, findRunnableGCWorker)."
        }
        Source::Direct => return None,
    })
}

fn from_words(from: Source) -> &'static str {
    match from {
        Source::RunNext => "from runnext",
        Source::Local => "from its own queue",
        Source::Stolen => "from what it stole",
        Source::Global => "from the global queue, on its 61st tick",
        Source::Direct => "directly",
        Source::GcWorker => "to mark",
    }
}

/// What a goroutine still unwinds for.
pub(super) const fn unwinds(left: Unwinding) -> &'static str {
    match left {
        Unwinding::No => "goes on",
        Unwinding::Panic => "panics still: its deferred functions run",
        Unwinding::Goexit => "ends: its deferred functions run",
        Unwinding::Recovered => "has recovered before: a deferred function of its panic runs",
    }
}

fn function(names: &dyn Names, entry: Pc) -> String {
    names.function(entry).unwrap_or("function").to_owned()
}

fn place_words(place: RunqPlace, event: &Event) -> String {
    match place {
        RunqPlace::Next => format!("next on {}", event.p),
        RunqPlace::Local => format!("to the tail of {}'s queue", event.p),
        RunqPlace::Global => "to the tail of the global queue".to_owned(),
    }
}

fn blocked(who: &str, reason: WaitReason, at: Option<String>) -> String {
    match (reason, at) {
        (WaitReason::ChanReceive, Some(at)) => format!("{who} waits to receive from {at}"),
        (WaitReason::ChanSend, Some(at)) => format!("{who} waits to send on {at}"),
        (WaitReason::Sleep, _) => format!("{who} sleeps"),
        (WaitReason::MutexLock | WaitReason::RwMutexLock | WaitReason::RwMutexRLock, Some(at)) => {
            format!("{who} waits for {at}")
        }
        (WaitReason::WaitGroupWait, Some(at)) => format!("{who} waits until {at} is at 0"),
        (reason, Some(at)) => format!("{who} waits ({}) at {at}", reason.text()),
        (reason, None) => format!("{who} waits ({})", reason.text()),
    }
}
