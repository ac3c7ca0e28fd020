//! The vocabulary: everything that can happen in the simulated runtime, named after Go's execution tracer
//! (`internal/trace/tracev2/events.go`) where the tracer has a word for it.
//!
//! An event says what changed, and nothing else; [`World::apply`](crate::World::apply) does to the picture what
//! the scheduler did to itself. The contract of each [`Kind`] below is therefore the contract of the fold.

#![expect(missing_docs, reason = "the sentence over each variant speaks of its fields by name")]

use crate::ids::{GId, MId, ObjId, PId, Pc, TimerId};
use crate::time::SimTime;
use crate::world::GState;

/// The capacity of a timer's channel in [`Kind::ObjNew`]. It holds a value at times, but Go says that it has no buffer
/// and is empty (`chan.go:chancap`, since Go 1.23), and so do the events.
pub const TIMER_CAP: u32 = u32::MAX;

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: SimTime,
    /// On which thread, if on one.
    pub m: MId,
    /// On which processor, if on one.
    pub p: PId,
    /// In which goroutine, if in one (the one that acts, not the one acted upon).
    pub g: GId,
    /// Where that goroutine stands in the program; [`Pc::NONE`] when no goroutine acts.
    pub pc: Pc,
    /// What.
    pub kind: Kind,
}

/// What happened. "p", "m", "g" below are the event's own context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    // ---- processors and threads ----
    /// GOMAXPROCS is `n`: missing Ps appear, surplus ones die. The idle list is emptied; a `ProcStop` of every idle P
    /// follows and fills it anew, as `procresize` does.
    ProcsChange { n: u32 },
    /// Idle p is taken off the idle list by m, which now holds it.
    ProcStart,
    /// p goes onto the idle list (LIFO), and the thread that holds it, if one does, lets it go. Its queue is empty.
    ProcStop,
    /// m (sysmon, or a thread back from a system call of its own) takes p from the thread that holds it and sits in a
    /// system call; p is then held by nobody and on no list.
    ProcSteal,
    /// p, held by nobody after `ProcSteal` or a hand-off, is given to thread m.
    ProcHandoff,
    /// m drops p without making it idle (it will be handed to another thread at once).
    ProcRelease,
    /// A new thread m exists, and is awake.
    MStart,
    /// m parks on the idle list (LIFO); it holds no p.
    MPark,
    /// m leaves the idle list.
    MUnpark,
    /// m, without a P, begins (true) or ends (false) to block in the network poller until the next timer.
    MNetpoll { on: bool },
    /// m and `g`, which it runs, are tied to each other (`runtime.LockOSThread`); `NONE`: not any more.
    MLock { g: GId },
    /// m, without a P, begins (true) or ends (false) to wait until the goroutine tied to it can run; it is on no list.
    MLockedWait { on: bool },
    /// m, without a P, ends: the goroutine tied to it did.
    MExit,
    /// m begins (true) or ends (false) to spin: it holds p and looks for work elsewhere.
    MSpin { on: bool },

    // ---- goroutines ----
    /// g (or the runtime, when none) creates `g`, runnable, on no queue yet. `pc` of the event is the `go` statement.
    GoCreate { g: GId, entry: Pc },
    /// `g` leaves the place named by `from` and runs on p and m. `tick` tells a fresh time slice from an inherited
    /// one (runnext), as `schedtick` does.
    GoStart { g: GId, from: Source, tick: bool },
    /// g stops running, still runnable, on no queue yet.
    GoStop { reason: StopReason },
    /// g stops running and waits. The queues it waits in were announced by `WaitBegin`.
    GoBlock { reason: WaitReason, obj: ObjId },
    /// Waiting `g` becomes runnable, on no queue yet; it leaves every wait queue it was in.
    GoUnblock { g: GId },
    /// Running g ends; or, in a recording, one that a thread of C brought along ends in its system call.
    GoDestroy,
    /// g enters a system call; m keeps p until someone takes it.
    GoSyscallBegin,
    /// g comes back and still has p.
    GoSyscallEnd,
    /// g comes back without a P and is runnable, on no queue yet; m is free.
    GoSyscallEndBlocked,
    /// Waiting `g` was found to wait forever: nobody who could wake it can reach what it waits for. `by_go`: Go's own
    /// detector finds it too. It stays so until something outside of the program wakes it.
    GoLeaked { g: GId, by_go: bool },
    /// g's stack is copied to a new one of `bytes`.
    StackGrow { bytes: u32 },
    /// `g` has a stack of `bytes` now: a collection halved it, or `g` is recycled and begins with more than the least.
    StackSet { g: GId, bytes: u32 },
    /// g panics, or ends with `Goexit`: from here on its deferred calls run, the newest first (`panic.go:gopanic`).
    GoPanic { goexit: bool },
    /// Unwinding g calls the next of them, function `entry`.
    GoDefer { entry: Pc },
    /// A deferred call of g recovers from the panic that called it (`panic.go:gorecover`), and goes on.
    GoRecover,
    /// That call of g is over: the function that deferred it, entered at `entry`, returns to its caller, and what it had called
    /// is cut off (`panic.go:recovery`). g is `left` to what else it was unwinding for.
    GoUnwound { entry: Pc, left: Unwinding },
    /// A goroutine of the runtime itself exists, and waits. Counts do not count it.
    GoCreateBlocked { g: GId, reason: WaitReason },
    /// `g` is found in `state`: where a recording begins, it was there before. If it runs or is in a system call, it does so
    /// on m, and on p if that is told; if it waits, for `reason`. A `system` one is the runtime's own. g of the event created
    /// it, and `pc` is where, as far as that is known.
    GoStatus { g: GId, entry: Pc, state: GState, reason: WaitReason, system: bool },
    /// The goroutine running on p was asked by sysmon to stop (it had its 10 ms).
    PreemptRequest,
    /// Where g stands, told from time to time while it computes (Go's CPU profile sample).
    CpuSample,

    // ---- run queues ----
    /// Runnable `g` is put at `place` of p's queue (or of the global one). A former runnext is *not* displaced by
    /// this: `RunqKick` comes first.
    RunqPut { g: GId, place: RunqPlace },
    /// p's runnext moves to the tail of p's local queue, or onto no queue when `overflow` (the next `RunqOverflow`
    /// carries it to the global queue).
    RunqKick { overflow: bool },
    /// p's local queue is full: its oldest `n` and then `g` go to the tail of the global queue, in order.
    RunqOverflow { g: GId, n: u32 },
    /// `n` from the head of the global queue go to the tail of p's local queue, in order.
    RunqGrab { n: u32 },
    /// p takes the oldest `n` of `victim`'s local queue to the tail of its own, in order.
    RunqSteal { victim: PId, n: u32 },
    /// p takes `victim`'s runnext to the tail of its own local queue (last pass of stealing).
    RunqStealNext { victim: PId },
    /// The whole local queue of p, runnext first, goes to the head of the global queue (a dying P).
    RunqDrain,
    /// The whole local queue of p, runnext last, goes to the tail of the global queue (a dedicated mark worker that was
    /// asked to stop keeps p instead).
    RunqFlush,
    /// Runnable `g` leaves the queue it is in, whichever that is and wherever in it: a recording does not tell queues, and
    /// goroutines run in another order than was inferred.
    RunqLeave { g: GId },

    // ---- places to wait ----
    /// `obj` exists. For a channel, `cap` is its capacity, or [`TIMER_CAP`]; for a line, the number of the reason to wait there
    /// ([`WaitReason::nth`]); for anything else, which of the program's package variables it is, counted from 1, or 0.
    ObjNew { obj: ObjId, kind: ObjKind, cap: u32 },
    /// `obj` is gone (collected).
    ObjFree { obj: ObjId },
    /// g joins the `side` queue of `obj`, at its tail, or at its head (a mutex waiter that lost the race).
    WaitBegin { obj: ObjId, side: Side, at_head: bool },
    /// The buffer of channel `obj` holds `len` values now.
    ChanLen { obj: ObjId, len: u32 },
    /// A value goes straight from one goroutine to the other, past the buffer: `to` receives from `from`.
    ChanHandoff { obj: ObjId, from: GId, to: GId },
    /// Channel `obj` is closed by g.
    ChanClose { obj: ObjId },
    /// The viewer changed the capacity of channel `obj`.
    ChanResize { obj: ObjId, cap: u32 },
    /// `holder` holds lock `obj` (`NONE`: nobody does).
    LockHolder { obj: ObjId, holder: GId },
    /// `obj` is held by `readers` readers (RWMutex).
    LockReaders { obj: ObjId, readers: u32 },
    /// Mutex `obj` enters or leaves starvation mode.
    LockStarving { obj: ObjId, on: bool },
    /// The counter of `obj` (WaitGroup, semaphore) is `value`.
    Counter { obj: ObjId, value: i32 },

    // ---- contexts ----
    /// `obj`, a context that just came into being, hangs under `parent` (`NONE`: under no other that can be cancelled) and
    /// is cancelled at `deadline` (`NEVER`: it has none of its own).
    CtxNew { obj: ObjId, parent: ObjId, deadline: SimTime },
    /// g asked for the Done channel of context `obj` first: it is `done`.
    CtxDone { obj: ObjId, done: ObjId },
    /// Context `obj` is cancelled; `deadline`: its error is DeadlineExceeded. The channel closes after this, then its
    /// children follow (`context.go:cancelCtx.cancel`).
    CtxCancel { obj: ObjId, deadline: bool },

    // ---- timers ----
    /// `timer` will fire at `when` (nanoseconds), in p's heap. `g` is the sleeper, if it is a sleep.
    TimerArm { timer: TimerId, when: SimTime },
    /// `timer` fires on p.
    TimerFire { timer: TimerId },
    /// `timer` was stopped before it fired.
    TimerStop { timer: TimerId },

    // ---- memory ----
    /// Bytes of live and not yet swept heap.
    HeapAlloc { bytes: u64 },
    /// The heap size at which the next cycle ends.
    HeapGoal { bytes: u64 },
    /// A collection begins. It marks from the end of the pause that follows.
    GcBegin,
    /// Marking is over; `live` bytes were found reachable. Sweeping follows.
    GcEnd { live: u64 },
    /// Everything is swept.
    GcSwept,
    /// `done` of `total` bytes are scanned.
    GcProgress { done: u64, total: u64 },
    /// g, a mark worker that just started on p, works in this mode (the label of Go's tracer).
    GcWorker { mode: WorkerMode },
    /// g, which allocates, begins to help with marking; it may wait before it ends that.
    GcMarkAssistBegin,
    /// g has paid its debt.
    GcMarkAssistEnd,
    /// g, which allocates, sweeps for itself.
    GcSweepBegin,
    /// It swept `swept` bytes of spans and freed `freed` of them.
    GcSweepEnd { swept: u64, freed: u64 },
    /// GOGC is `percent`; -1: off.
    GcPercent { percent: i32 },
    /// GOMEMLIMIT is `bytes`; the largest number: none.
    MemoryLimit { bytes: u64 },
    /// The container's limit is `bytes`; the largest number: none.
    ContainerLimit { bytes: u64 },
    /// The world stops.
    StwBegin { reason: StwReason },
    /// The world goes on; the idle list is in order again, the last P on top.
    StwEnd,

    // ---- the program and its surroundings ----
    /// What follows was read from a recording, which tells neither run queues nor sleeping threads nor what exactly is
    /// waited for: all that is inferred.
    Recorded,
    /// g wrote to `fd`; the stream is `len` bytes long now.
    Write { fd: Fd, len: u32 },
    /// The viewer set program parameter `param` to `value`.
    ParamSet { param: u16, value: i64 },
    /// The program is over.
    End { how: Ending },
}

/// Where a goroutine came from when it starts to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// p's runnext: inherits the time slice.
    RunNext,
    /// The head of p's local queue.
    Local,
    /// The tail of p's local queue: the last of a stolen batch.
    Stolen,
    /// The head of the global queue, taken alone (tick a multiple of 61).
    Global,
    /// From no queue: back from a system call with another P, or moved to P0 because its own P died. Not a new time
    /// slice: it does not pass through `execute`.
    Direct,
    /// From no queue: a mark worker that waited for its turn (`mgcpacer.go:findRunnableGCWorker`).
    GcWorker,
}

/// Where on the run queues a goroutine is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunqPlace {
    /// p's runnext, which is empty now.
    Next,
    /// The tail of p's local queue.
    Local,
    /// The tail of the global queue.
    Global,
}

/// Why a running goroutine stops though it could go on (`traceruntime.go`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// `runtime.Gosched`.
    Gosched,
    /// Had its time slice.
    Preempted,
    /// Stepped aside for the one it handed a starving mutex to (`goyield`).
    Yield,
}

/// Why a goroutine waits; [`WaitReason::text`] is what Go prints (`runtime2.go:waitReasonStrings`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WaitReason {
    /// Not waiting.
    #[default]
    None,
    ChanReceive,
    ChanSend,
    ChanReceiveNil,
    ChanSendNil,
    Select,
    SelectNoCases,
    Sleep,
    MutexLock,
    RwMutexRLock,
    RwMutexLock,
    CondWait,
    WaitGroupWait,
    Semacquire,
    IoWait,
    GcAssistWait,
    WaitForGc,
    ForceGcIdle,
    GcSweepWait,
    GcScavengeWait,
    GcWorkerIdle,
    FinalizerWait,
    CleanupWait,
    SynctestRun,
    SynctestWait,
    Coroutine,
    Preempted,
    TraceReader,
    /// What a recording does not tell, or in words of its own.
    Unknown,
}

impl WaitReason {
    /// All of them; what they are numbered by is their place in it.
    pub const ALL: [Self; 29] = [
        Self::None,
        Self::ChanReceive,
        Self::ChanSend,
        Self::ChanReceiveNil,
        Self::ChanSendNil,
        Self::Select,
        Self::SelectNoCases,
        Self::Sleep,
        Self::MutexLock,
        Self::RwMutexRLock,
        Self::RwMutexLock,
        Self::CondWait,
        Self::WaitGroupWait,
        Self::Semacquire,
        Self::IoWait,
        Self::GcAssistWait,
        Self::WaitForGc,
        Self::ForceGcIdle,
        Self::GcSweepWait,
        Self::GcScavengeWait,
        Self::GcWorkerIdle,
        Self::FinalizerWait,
        Self::CleanupWait,
        Self::SynctestRun,
        Self::SynctestWait,
        Self::Coroutine,
        Self::Preempted,
        Self::TraceReader,
        Self::Unknown,
    ];

    /// The reason of that number; [`Self::Unknown`] for one that there is not.
    pub fn nth(n: u32) -> Self {
        Self::ALL.get(n as usize).copied().unwrap_or(Self::Unknown)
    }

    /// The words of a goroutine dump.
    pub const fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::ChanReceive => "chan receive",
            Self::ChanSend => "chan send",
            Self::ChanReceiveNil => "chan receive (nil chan)",
            Self::ChanSendNil => "chan send (nil chan)",
            Self::Select => "select",
            Self::SelectNoCases => "select (no cases)",
            Self::Sleep => "sleep",
            Self::MutexLock => "sync.Mutex.Lock",
            Self::RwMutexRLock => "sync.RWMutex.RLock",
            Self::RwMutexLock => "sync.RWMutex.Lock",
            Self::CondWait => "sync.Cond.Wait",
            Self::WaitGroupWait => "sync.WaitGroup.Wait",
            Self::Semacquire => "semacquire",
            Self::IoWait => "IO wait",
            Self::GcAssistWait => "GC assist wait",
            Self::WaitForGc => "wait for GC cycle",
            Self::ForceGcIdle => "force gc (idle)",
            Self::GcSweepWait => "GC sweep wait",
            Self::GcScavengeWait => "GC scavenge wait",
            Self::GcWorkerIdle => "GC worker (idle)",
            Self::FinalizerWait => "finalizer wait",
            Self::CleanupWait => "cleanup wait",
            Self::SynctestRun => "synctest.Run",
            Self::SynctestWait => "synctest.Wait",
            Self::Coroutine => "coroutine",
            Self::Preempted => "preempted",
            Self::TraceReader => "trace reader (blocked)",
            Self::Unknown => "waiting",
        }
    }
}

/// What kind of place to wait at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObjKind {
    Chan,
    Mutex,
    RwMutex,
    WaitGroup,
    Cond,
    Sema,
    /// A node of a tree of contexts; nobody waits at it but at its Done channel.
    Context,
    /// A line of the program, at which goroutines wait for the same reason: a recording does not tell for which channel or
    /// lock.
    Line,
}

/// Which queue of an object. A lock, WaitGroup, Cond or semaphore has only `Recv`; an RWMutex queues readers in
/// `Recv` and writers in `Send`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Recv,
    Send,
}

/// What a goroutine's deferred calls run for, beside that their functions return.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unwinding {
    /// Nothing.
    #[default]
    No,
    /// A panic that nobody has recovered yet.
    Panic,
    /// `runtime.Goexit`.
    Goexit,
    /// A panic that was recovered, until the call that did so is over.
    Recovered,
}

/// Why the world stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StwReason {
    /// `GOMAXPROCS` changes.
    Gomaxprocs,
    /// Start of a collection: sweep termination.
    GcSweepTermination,
    /// End of marking.
    GcMarkTermination,
    /// `runtime.ReadMemStats`.
    ReadMemStats,
    /// An execution trace begins or ends.
    Trace,
    /// Stacks are taken of all goroutines.
    Stacks,
    /// What a recording calls by another name.
    Unknown,
}

/// How a mark worker works (`mgc.go:gcMarkWorkerMode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerMode {
    /// Has its P to itself until marking ends.
    Dedicated,
    /// Has a part of its P's time.
    Fractional,
    /// Has its P while there is nothing else to do.
    Idle,
}

/// A standard stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fd {
    Stdout,
    Stderr,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// main returned (0) or `os.Exit(code)` was called.
    Exit { code: i32 },
    /// A panic nobody recovered; exit code 2, Go's report is on stderr.
    Panic,
    /// `fatal error: all goroutines are asleep - deadlock!`; exit code 2.
    Deadlock,
    /// Another fatal error of the runtime; exit code 2, the text is on stderr.
    Fatal,
    /// The container's memory limit was reached and the process killed; exit code 137.
    Oom,
    /// A bound of Gopark was reached, not one of Go.
    Limit { limit: LimitKind },
    /// It is the recording that is over; the program may have gone on.
    Recording,
}

impl Ending {
    /// The exit code of the process, 0 where a recording does not tell it; Gopark's own limits end with 125.
    pub const fn exit_code(self) -> i32 {
        match self {
            Self::Exit { code } => code,
            Self::Recording => 0,
            Self::Panic | Self::Deadlock | Self::Fatal => 2,
            Self::Oom => 137,
            Self::Limit { .. } => 125,
        }
    }
}

/// Which bound of Gopark was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitKind {
    /// Goroutines alive.
    Goroutines,
    /// Bytes of simulated memory.
    Memory,
    /// Bytes of output.
    Output,
    /// Objects that can be waited at.
    Objects,
    /// Events kept by a session.
    Events,
}
