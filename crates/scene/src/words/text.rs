//! Labels and the small grammar they need.

use gopark_trace::{Ending, Heap, LimitKind, Obj, ObjId, ObjKind, Pc, Retaken, StwReason, WaitReason, World};

use crate::hits::Group;
use crate::names::Names;

/// The label of the global run queue.
pub const GLOBAL_QUEUE: &str = "Global run queue";
/// The title of channels that share a place.
pub const CHANNELS: &str = "Channels made at one place";
/// What the global run queue says when nobody is in it.
pub const GLOBAL_QUEUE_EMPTY: &str = "empty";
/// What is said of a run queue in a recording, which does not tell it.
pub const INFERRED: &str = ", inferred";
/// The label of those who are between two places.
pub const ON_THE_WAY: &str = "on the way";
/// The label of the slot for who runs next.
pub const RUNNEXT: &str = "next";
/// The label of a local queue.
pub const LOCAL_QUEUE: &str = "queue";
/// A processor without a thread.
pub const P_IDLE: &str = "idle";
/// A processor whose thread looks for work elsewhere.
pub const P_SPINNING: &str = "looking for work";
/// A processor between two goroutines.
pub const P_SCHEDULING: &str = "choosing who runs";
/// A processor without a thread that is not idle.
pub const P_HANDED: &str = "waits for a thread";
/// A processor whose goroutine is in a system call.
pub const P_SYSCALL: &str = "in a system call";
/// A goroutine that was asked to stop.
pub const PREEMPT: &str = "asked to stop";
/// The label of the threads.
pub const THREADS: &str = "Threads";
/// Threads that sleep.
pub const M_IDLE: &str = "idle";
/// Threads in system calls that lost their processor.
pub const M_SYSCALL: &str = "in a system call";
/// Threads that are awake and have no processor.
pub const M_AWAKE: &str = "awake";
/// A thread in the network poller.
pub const M_NETPOLL: &str = "netpoll";
/// The thread that watches the others.
pub const SYSMON: &str = "sysmon";
/// The label of the places to wait.
pub const WAITING: &str = "Waiting";
/// What is said when nobody waits.
pub const WAITING_NOBODY: &str = "Nobody waits.";
/// The label of a lock that starves.
pub const STARVING: &str = "starving";
/// The label of a closed channel.
pub const CLOSED: &str = "closed";
/// What is left to a WaitGroup.
pub const TO_GO: &str = "to go";
/// What is left to a semaphore.
pub const PERMITS: &str = "permits";

/// Go's name for a kind of object.
pub const fn kind(kind: ObjKind) -> &'static str {
    match kind {
        ObjKind::Chan => "chan",
        ObjKind::Mutex => "Mutex",
        ObjKind::RwMutex => "RWMutex",
        ObjKind::WaitGroup => "WaitGroup",
        ObjKind::Cond => "Cond",
        ObjKind::Context => "context",
        ObjKind::Sema => "semaphore",
        ObjKind::Line => "line",
    }
}

/// What the channel of a timer or ticker is called. Go says that it has no buffer, though it keeps a tick.
pub const TIMER: &str = "timer's chan";

/// `12,345`.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// `1 goroutine`, `12,345 goroutines`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n as u64), if n == 1 { one } else { many })
}

/// `2 KB`, `1.5 MB`.
pub fn bytes(n: u64) -> String {
    let (unit, name) = match n {
        0..1024 => return format!("{n} B"),
        1024..1_048_576 => (10, "KB"),
        1_048_576..1_073_741_824 => (20, "MB"),
        _ => (30, "GB"),
    };
    let tenths = ((u128::from(n) * 10 + (1 << (unit - 1))) >> unit) as u64;
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} {name}"),
        (whole, tenth) => format!("{whole}.{tenth} {name}"),
    }
}

/// How the program ended, in one line.
pub fn ending(how: Ending) -> String {
    match how {
        Ending::Exit { code: 0 } => "The program is done.".to_owned(),
        Ending::Exit { code } => format!("The program exited with code {code}."),
        Ending::Panic => "The program panicked; exit code 2.".to_owned(),
        Ending::Deadlock => "fatal error: all goroutines are asleep - deadlock!".to_owned(),
        Ending::Fatal => "The runtime gave up with a fatal error; exit code 2.".to_owned(),
        Ending::Oom => "Killed: the container is out of memory; exit code 137.".to_owned(),
        Ending::Recording => "The recording ends here.".to_owned(),
        Ending::Limit { limit } => format!("Gopark stops here: more {} than it shows.", limit_words(limit)),
    }
}

fn limit_words(limit: LimitKind) -> &'static str {
    match limit {
        LimitKind::Goroutines => "goroutines",
        LimitKind::Memory => "memory",
        LimitKind::Output => "output",
        LimitKind::Objects => "channels and locks",
        LimitKind::Events => "events",
    }
}

/// Why the world is stopped, in one line.
pub const fn stopped(reason: StwReason) -> &'static str {
    match reason {
        StwReason::Gomaxprocs => "The world is stopped: GOMAXPROCS changes",
        StwReason::GcSweepTermination => "The world is stopped: a collection begins",
        StwReason::GcMarkTermination => "The world is stopped: marking ends",
        StwReason::ReadMemStats => "The world is stopped: the program reads its memory statistics",
        StwReason::Trace => "The world is stopped: a trace begins or ends",
        StwReason::Stacks => "The world is stopped: stacks are taken of all goroutines",
        StwReason::Unknown => "The world is stopped",
    }
}

/// Where a running goroutine stands, and how large its stack is.
pub fn standing(line: Option<u32>, stack_bytes: u32) -> String {
    let parts = [line.map(|line| format!("line {line}")), stack(stack_bytes)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The size of a stack, where it is known.
pub(crate) fn stack(stack_bytes: u32) -> Option<String> {
    (stack_bytes > 0).then(|| bytes(u64::from(stack_bytes)))
}

/// After a count of one in a run queue.
pub const ONE_QUEUED: &str = "could run";
/// After a count of many in a run queue.
pub const MANY_QUEUED: &str = "could run";
/// A place where nobody waits now.
pub const PLACE_EMPTY: &str = "nobody waits";
/// After a count of one that is drawn at another place: it selects there too, or is leaked.
pub const ONE_ELSEWHERE: &str = "waits, shown elsewhere";
/// After a count of many.
pub const MANY_ELSEWHERE: &str = "wait, shown elsewhere";
/// The same where there is less room.
pub fn elsewhere(n: usize) -> String {
    format!("{} elsewhere", number(n as u64))
}
/// So many wait at a place and are all leaked, which is where they are drawn; and the same where there is less room.
pub fn leaked_below(n: usize) -> [String; 2] {
    let leaked = format!("{} leaked", number(n as u64));
    [format!("{leaked}, see below"), leaked]
}
/// What is said before the first event.
pub const NOTHING_YET: &str = "Nothing has run yet.";

/// `12 of 256`.
pub fn of(n: usize, most: usize) -> String {
    format!("{} of {}", number(n as u64), number(most as u64))
}

pub use gopark_trace::short;

/// The same without its receiver, where that is too long: `refill` of `(*Limiter).refill`.
pub fn shorter_function(function: &str) -> &str {
    function.rsplit_once(").").map_or(function, |(_, method)| method)
}

/// A function and a line, as Go writes places: `worker:24`.
pub fn brief(function: &str, line: Option<u32>) -> String {
    let function = short(function);
    line.map_or_else(|| function.to_owned(), |line| format!("{function}:{line}"))
}

/// What is said beside the label of the threads.
pub fn threads_remark(all: usize, holding: usize) -> String {
    format!("{} in all, {} with a processor", number(all as u64), number(holding as u64))
}

/// The name of a group of those who wait.
pub const fn group(group: Group) -> &'static str {
    match group {
        Group::Sleep => "Asleep",
        Group::Io => "Network",
        Group::Forever => "For ever",
        Group::Runtime => "Runtime",
        Group::Crowd => "Elsewhere",
        Group::Leaked => "Leaked",
        Group::Library => "In libraries",
    }
}

/// What is said beside the name of the sediment.
pub const LEAKED: &str = "nobody can ever wake them";

/// What is said beside the name of an object.
pub fn place_kind(obj: &Obj) -> String {
    let name = kind(obj.kind);
    match obj.kind {
        ObjKind::Chan if obj.is_timer => TIMER.to_owned(),
        ObjKind::Chan if obj.cap == 0 => format!("{name}, unbuffered"),
        ObjKind::Chan => format!("{name}, {}", of(obj.len as usize, obj.cap as usize)),
        ObjKind::Mutex | ObjKind::RwMutex => format!("{name}, {}", held(obj)),
        ObjKind::Line => WaitReason::nth(obj.cap).text().to_owned(),
        _ => name.to_owned(),
    }
}

/// A remark beside the name of a place, and what of it to say where there is less room.
pub fn shorter(remark: &str) -> [&str; 3] {
    match remark.split_once(", ") {
        Some((kind, point)) => [remark, point, kind],
        None => [remark, remark.trim_start_matches("next "), ""],
    }
}

/// Who holds a lock.
pub fn held(obj: &Obj) -> String {
    match (obj.holder.some(), obj.readers) {
        (Some(g), _) => format!("held by {g}"),
        (None, 0) => "free".to_owned(),
        (None, n) => format!("held by {}", count(n as usize, "reader", "readers")),
    }
}

/// How many wait at an object: `left` to send, `right` for the rest.
pub fn place_waiters(obj: &Obj, left: u32, right: u32) -> String {
    match (obj.kind, left + right) {
        (_, 0) => String::new(),
        (ObjKind::Chan, _) => chan_waiters(left, right),
        (_, all) => waiting(all),
    }
}

/// How many wait to send and to receive.
pub fn chan_waiters(left: u32, right: u32) -> String {
    let n = |n: u32| number(u64::from(n));
    match (left, right) {
        (0, 0) => String::new(),
        (left, 0) => format!("{} to send", n(left)),
        (0, right) => format!("{} to receive", n(right)),
        (left, right) => format!("{} to send, {} to receive", n(left), n(right)),
    }
}

/// So many channels.
pub fn channels(n: u32) -> String {
    count(n as usize, "channel", "channels")
}

/// What channels are called that were made at one place, of which `first` is one: as the program calls them, or what made
/// them.
pub fn kin_name(names: &dyn Names, first: ObjId, pc: Pc) -> String {
    let function = || names.function(pc)?.rsplit('/').next();
    names.object(first).or_else(function).map_or_else(|| first.to_string(), str::to_owned)
}

fn waiting(n: u32) -> String {
    format!("{} {}", number(u64::from(n)), if n == 1 { "waits" } else { "wait" })
}

/// What sysmon did last, beside its thread.
pub fn retaken(last: Option<Retaken>) -> String {
    match last {
        None => String::new(),
        Some(Retaken { p, asked: true, .. }) => format!("asked {p}"),
        Some(Retaken { p, .. }) => format!("took {p}"),
    }
}

/// When the next timer fires.
pub fn next_timer(world: &World) -> String {
    match world.timers.keys().next() {
        Some((when, _)) => format!("next at {when}"),
        None => String::new(),
    }
}

/// Objects in use that are not shown one by one.
pub fn crowd(objs: u32) -> String {
    format!("at {}", count(objs as usize, "more channel or lock", "more channels and locks"))
}

/// So many, whose marks stand for several each.
pub fn shared(n: u64, each: u32) -> String {
    format!("{} · {} a dot", number(n), number(u64::from(each)))
}

/// What is said beside the ending.
pub fn after(world: &World) -> String {
    format!("{} · {} in all", world.now, count(world.counts.created as usize, "goroutine", "goroutines"))
}

/// A line of the legend: what it is called and what it means.
pub const LEGEND_RUNNING: (&str, &str) = ("running", "has a processor and a thread");
/// See [`LEGEND_RUNNING`].
pub const LEGEND_RUNNABLE: (&str, &str) = ("runnable", "could run and stands in a queue");
/// See [`LEGEND_RUNNING`].
pub const LEGEND_WAITING: (&str, &str) = ("waiting", "sleeps at the thing it waits for; costs no thread");
/// See [`LEGEND_RUNNING`].
pub const LEGEND_SYSCALL: (&str, &str) = ("in a system call", "keeps its thread until the call returns");
/// See [`LEGEND_RUNNING`].
pub const LEGEND_PANICKING: (&str, &str) =
    ("panicking", "its deferred functions run, until one recovers or none is left");
/// See [`LEGEND_RUNNING`].
pub const LEGEND_STACK: (&str, &str) =
    ("bigger stack", "slimmer and taller: a layer for each doubling from 2 KB");
/// See [`LEGEND_RUNNING`].
pub const LEGEND_SLICE: (&str, &str) = ("time slice", "how much of its 10 ms a goroutine has used");
/// See [`LEGEND_RUNNING`].
pub const LEGEND_NEXT: (&str, &str) = ("next", "a single slot: who is in it runs before the queue");
/// See [`LEGEND_RUNNING`].
pub const LEGEND_VALUE: (&str, &str) = ("value", "in the buffer of a channel, or on its way");
/// See [`LEGEND_RUNNING`].
pub const LEGEND_THREAD: (&str, &str) = ("thread", "of the operating system; a processor needs one to run");

/// The label of the timeline's ruler.
pub const TIMELINE_TIME: &str = "time";

/// What the chart of goroutines says of one moment.
pub fn chart_goroutines(goroutines: u32, runnable: u32) -> String {
    let all = count(goroutines as usize, "goroutine", "goroutines");
    format!("{all}, {} in run queues", number(u64::from(runnable)))
}

/// What the chart of memory says of one moment.
pub fn chart_heap(heap_bytes: u64, goal_bytes: u64, stack_bytes: u64) -> String {
    let heap = format!("heap {} of goal {}", bytes(heap_bytes), bytes(goal_bytes));
    // Where there are goroutines there are stacks: a recording does not tell how large they are.
    if stack_bytes == 0 { heap } else { format!("{heap}, stacks {}", bytes(stack_bytes)) }
}

/// The name of the memory.
pub const MEMORY: &str = "Memory";
/// The label of the heap's tank.
pub const HEAP: &str = "Heap";
/// The label of the stacks' tank.
pub const STACKS: &str = "Stacks";
/// Where a recording has no number.
pub const NOT_TOLD: &str = "not told";

/// How full the heap is, against its goal.
pub fn heap_level(heap: &Heap) -> String {
    format!("{} of {}", bytes(heap.alloc_bytes), bytes(heap.goal_bytes))
}

/// What the collector does; empty when it never did anything.
pub fn gc_phase(world: &World) -> String {
    let gc = &world.heap.gc;
    match gc {
        _ if gc.running && gc.scan_bytes > 0 => {
            format!("GC marks {}%", gc.scanned_bytes * 100 / gc.scan_bytes.max(1))
        }
        _ if gc.running => "GC marks".to_owned(),
        _ if gc.sweeping => "GC sweeps".to_owned(),
        _ if gc.cycles == 0 => String::new(),
        _ => format!("{} GC", number(u64::from(gc.cycles))),
    }
}
