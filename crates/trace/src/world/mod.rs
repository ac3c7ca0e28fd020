//! The fold of all events so far: what is where.

mod apply;

use std::collections::VecDeque;

use gopark_sorted::{SharedMap, SortedMap};

use crate::event::{Ending, ObjKind, Side, StwReason, Unwinding, WaitReason, WorkerMode};
use crate::few::Few;
use crate::ids::{GId, MId, ObjId, PId, Pc, TimerId};
use crate::queue::{Ticket, WaitQ};
use crate::table::Table;
use crate::time::SimTime;

/// Everything that can be seen at one moment. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct World {
    /// The moment of the last event.
    pub now: SimTime,
    /// How many events were applied.
    pub events: u64,
    /// Goroutines alive.
    pub gs: Table<GId, G>,
    /// Processors, dead ones included.
    pub ps: Vec<P>,
    /// Threads.
    pub ms: Vec<M>,
    /// The global run queue, head first.
    pub runq: VecDeque<GId>,
    /// Idle processors; the last one is taken first.
    pub idle_ps: Vec<PId>,
    /// Parked threads; the last one is woken first.
    pub idle_ms: Vec<MId>,
    /// Things to wait at.
    pub objs: Table<ObjId, Obj>,
    /// Those of them that are contexts, and how they hang together.
    pub ctxs: Table<ObjId, Ctx>,
    /// Armed timers by the moment they fire.
    pub timers: SharedMap<(SimTime, TimerId), GId>,
    /// When each armed timer fires.
    pub timer_when: Table<TimerId, SimTime>,
    /// What sysmon did last.
    pub retaken: Option<Retaken>,
    /// The heap.
    pub heap: Heap,
    /// Why the world is stopped, when it is.
    pub stw: Option<StwReason>,
    /// Since when; and how long it was stopped in all, and the last time.
    pub pauses: Pauses,
    /// Counters over goroutines.
    pub counts: Counts,
    /// Bytes written to stdout and to stderr.
    pub written: [u32; 2],
    /// Program parameters that were changed, by number.
    pub params: SortedMap<u16, i64>,
    /// How the program ended, when it did.
    pub end: Option<Ending>,
    /// By whose doing, when it was somebody's.
    pub ended_by: GId,
    /// It is folded from a recording: queues, sleeping threads and what is waited for are inferred, and how large stacks are
    /// is not known.
    pub is_recorded: bool,
    /// Who acted last, and where it stood: the next event of the same operation need not look it up again.
    last_acted: (GId, Pc),
}

/// A goroutine.
#[derive(Clone, Debug, PartialEq)]
pub struct G {
    /// What it does.
    pub state: GState,
    /// The function it was started with.
    pub entry: Pc,
    /// Where it stands, as of its last event.
    pub pc: Pc,
    /// Who started it.
    pub parent: GId,
    /// Where it was started.
    pub go_pc: Pc,
    /// Why it waits.
    pub reason: WaitReason,
    /// What it waits for, if one thing.
    pub obj: ObjId,
    /// Every queue it waits in (one, or one for each case of a select).
    pub waits: Few<Wait>,
    /// Whether it waits forever.
    pub leaked: Leaked,
    /// Since when it is in this state.
    pub since: SimTime,
    /// When it was created.
    pub created: SimTime,
    /// The size of its stack.
    pub stack_bytes: u32,
    /// It is the runtime's own; counts do not count it, and neither does `runtime.NumGoroutine`.
    pub is_system: bool,
    /// It allocates and helps with marking, or waits to.
    pub is_assisting: bool,
    /// What its deferred calls run for.
    pub unwinding: Unwinding,
    /// As a mark worker: how it works.
    pub worker: Option<WorkerMode>,
    /// The processor it runs on.
    pub p: PId,
    /// The thread it runs on.
    pub m: MId,
}

impl G {
    /// Of the runtime itself, and nothing to be seen of it now: it waits until it is needed.
    pub fn is_hidden(&self) -> bool {
        self.is_system && self.state == GState::Waiting
    }
}

/// Whether a goroutine waits forever, as far as is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaked {
    /// It can run, or may be woken; or nobody has looked.
    #[default]
    No,
    /// Nobody can ever wake it.
    Yes,
    /// The same, but Go's own detector does not find it.
    MissedByGo,
}

/// A place in a wait queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// At what.
    pub obj: ObjId,
    /// In which of its queues.
    pub side: Side,
    /// Where in that queue.
    pub ticket: Ticket,
}

/// What a goroutine does (`runtime2.go`, `_Grunnable` and its siblings). A dead one is no longer in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GState {
    /// Could run; on some queue.
    Runnable,
    /// Runs.
    Running,
    /// In a system call.
    Syscall,
    /// Waits.
    Waiting,
}

impl GState {
    /// Go's word for it (`traceback.go:gStatusStrings`).
    pub const fn text(self) -> &'static str {
        match self {
            Self::Runnable => "runnable",
            Self::Running => "running",
            Self::Syscall => "syscall",
            Self::Waiting => "waiting",
        }
    }
}

/// A processor.
#[derive(Clone, Debug, PartialEq)]
pub struct P {
    /// What it does.
    pub state: PState,
    /// The thread that holds it.
    pub m: MId,
    /// The goroutine that runs on it (or is in a system call with it).
    pub curg: GId,
    /// The goroutine that runs next.
    pub next: GId,
    /// The local run queue, head first; at most 256.
    pub runq: VecDeque<GId>,
    /// How often it started a goroutine with a fresh time slice.
    pub schedtick: u32,
    /// When the time slice began.
    pub slice_start: SimTime,
    /// sysmon asked the running goroutine to stop.
    pub preempt: bool,
}

/// What a processor does (`runtime2.go`, `_Pidle` and its siblings).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PState {
    /// On the idle list (or new).
    Idle,
    /// Held by a thread, or on its way from one to another.
    Running,
    /// GOMAXPROCS shrank.
    Dead,
}

/// A thread.
#[derive(Clone, Debug, PartialEq)]
pub struct M {
    /// What it does.
    pub state: MState,
    /// The processor it holds.
    pub p: PId,
    /// The goroutine it runs, also in a system call.
    pub curg: GId,
    /// The goroutine that is tied to it (`runtime.LockOSThread`).
    pub locked: GId,
}

/// What a thread does; Go has no such enum, it follows from the fields of `m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MState {
    /// Awake: runs a goroutine, looks for one, or is sysmon.
    Awake,
    /// Awake, and looks for work on other processors.
    Spinning,
    /// Blocked in the network poller until the next timer; on no list.
    Netpoll,
    /// Asleep on the idle list.
    Parked,
    /// Asleep until the goroutine tied to it can run; on no list.
    LockedWait,
    /// Ended with the goroutine that was tied to it.
    Gone,
}

/// Something to wait at.
#[derive(Clone, Debug, PartialEq)]
pub struct Obj {
    /// What it is.
    pub kind: ObjKind,
    /// Where it was made, or first used.
    pub pc: Pc,
    /// Who made it.
    pub made_by: GId,
    /// Channel: capacity. Line: the number of the reason to wait there. Anything else: which of the program's package
    /// variables it is, counted from 1; 0: none of them.
    pub cap: u32,
    /// Channel: values in the buffer.
    pub len: u32,
    /// Channel: closed.
    pub closed: bool,
    /// Channel: a timer's, which has no buffer that a program could see.
    pub is_timer: bool,
    /// Lock: who holds it.
    pub holder: GId,
    /// RWMutex: how many readers hold it.
    pub readers: u32,
    /// Mutex: in starvation mode.
    pub starving: bool,
    /// WaitGroup, semaphore: the counter.
    pub count: i32,
    /// Receivers, or whoever waits at a lock.
    pub recvq: WaitQ,
    /// Senders, or writers at an RWMutex.
    pub sendq: WaitQ,
}

impl Obj {
    /// One of its queues.
    pub fn waitq(&self, side: Side) -> &WaitQ {
        match side {
            Side::Recv => &self.recvq,
            Side::Send => &self.sendq,
        }
    }

    pub(crate) fn waitq_mut(&mut self, side: Side) -> &mut WaitQ {
        match side {
            Side::Recv => &mut self.recvq,
            Side::Send => &mut self.sendq,
        }
    }
}

/// What sysmon did to a processor (`proc.go:retake`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retaken {
    /// When.
    pub at: SimTime,
    /// Which processor.
    pub p: PId,
    /// It only asked who runs there to stop; otherwise it took the processor from a system call.
    pub asked: bool,
}

/// A context that can be cancelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Ctx {
    /// The nearest one above it that can be cancelled.
    pub parent: ObjId,
    /// Its Done channel, once somebody asked for it.
    pub done: ObjId,
    /// When it is cancelled at the latest; `NEVER`: it has no deadline of its own.
    pub deadline: SimTime,
    /// How it was cancelled, when it was.
    pub cancelled: Option<Cancelled>,
}

/// How a context was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled {
    /// When.
    pub at: SimTime,
    /// By whom.
    pub by: GId,
    /// Where the wave began: at the context itself, or at one above it.
    pub from: ObjId,
    /// A deadline had passed; otherwise somebody called its function.
    pub deadline: bool,
}

/// The heap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heap {
    /// Bytes allocated and not yet swept.
    pub alloc_bytes: u64,
    /// Where the next cycle ends.
    pub goal_bytes: u64,
    /// Bytes found reachable by the last cycle.
    pub live_bytes: u64,
    /// Whether a cycle runs, and how many ended.
    pub gc: Gc,
    /// GOGC, where it was changed; -1: off.
    pub gc_percent: Option<i32>,
    /// GOMEMLIMIT, where it was changed.
    pub memory_limit_bytes: Option<u64>,
    /// The container's limit, where it was changed.
    pub container_limit_bytes: Option<u64>,
}

/// The collector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gc {
    /// A cycle runs: from its first pause to the end of marking.
    pub running: bool,
    /// Marking is over, and not everything is swept.
    pub sweeping: bool,
    /// Cycles that ended.
    pub cycles: u32,
    /// Bytes scanned so far in this cycle, or in the last.
    pub scanned_bytes: u64,
    /// Bytes to be scanned in it.
    pub scan_bytes: u64,
    /// Goroutines that help with marking, or wait to.
    pub assists: u32,
    /// When the cycle began.
    pub begun: SimTime,
    /// When the last one ended.
    pub ended: SimTime,
}

/// How long the world was stopped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pauses {
    /// How often.
    pub count: u32,
    /// When the last pause began.
    pub since: SimTime,
    /// How long the last one that is over took, in nanoseconds.
    pub last_ns: u64,
    /// How long all took together, in nanoseconds.
    pub total_ns: u64,
}

/// Counters over goroutines, kept so that nobody has to walk a million of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ever created.
    pub created: u64,
    /// Most alive at once.
    pub peak: u32,
    /// Runnable now.
    pub runnable: u32,
    /// Running now.
    pub running: u32,
    /// In system calls now.
    pub syscall: u32,
    /// Waiting now.
    pub waiting: u32,
    /// Waiting forever, of those.
    pub leaked: u32,
    /// Bytes of all stacks.
    pub stack_bytes: u64,
    /// Most bytes of stacks at once.
    pub stack_bytes_peak: u64,
    /// Most bytes of heap at once.
    pub heap_bytes_peak: u64,
    /// Threads that spin.
    pub spinning: u32,
    /// Goroutines of the runtime itself, which none of the other numbers counts.
    pub system: u32,
}

/// An event that does not fit the world it was applied to: a bug of Gopark, to be shown and not to be hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which event, counted from 0.
    pub event: u64,
    /// What does not fit.
    pub what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "event {}: {}", self.event, self.what)
    }
}

impl World {
    /// The world before the first event.
    pub fn new() -> Self {
        Self::default()
    }

    /// About how many bytes this world does not share with `before`, an earlier one of the same run.
    pub fn own_bytes(&self, before: &Self) -> usize {
        let waits = |g: &G| g.waits.len() * size_of::<Wait>();
        let queues = |obj: &Obj| (obj.recvq.len() + obj.sendq.len()) * size_of::<GId>();
        self.gs.own_bytes(&before.gs, waits)
            + self.objs.own_bytes(&before.objs, queues)
            + self.ctxs.own_bytes(&before.ctxs, |_| 0)
            + self.timer_when.own_bytes(&before.timer_when, |_| 0)
            + self.timers.own_bytes(&before.timers)
            + self.runq.len() * size_of::<GId>()
            + self.ps.len() * size_of::<P>()
            + self.ms.len() * size_of::<M>()
    }

    /// Gives so many pages of each table back, of a world that is not needed any more; true when none is left.
    pub fn shed(&mut self, most: usize) -> bool {
        self.gs.shed(most)
            & self.objs.shed(most)
            & self.ctxs.shed(most)
            & self.timer_when.shed(most)
            & self.timers.shed(most)
    }

    /// Goroutines of the program (`runtime.NumGoroutine`).
    pub fn goroutines(&self) -> usize {
        self.gs.len() - self.counts.system as usize
    }

    /// Processors that exist now (GOMAXPROCS).
    pub fn procs(&self) -> usize {
        self.ps.iter().filter(|p| p.state != PState::Dead).count()
    }
}
