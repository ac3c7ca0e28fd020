//! What a reader hands out and a writer takes: events in their one order, each with its context.

use super::code::Code;
use super::symbols::{StackId, TextId};
use crate::id::{GoId, ProcId, TaskId, ThreadId};

/// One event of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Nanoseconds on the tracer's clock, strictly rising through the trace.
    pub time_ns: u64,
    /// Where it happened, as things stood before the event.
    pub context: Context,
    /// What happened.
    pub kind: EventKind,
}

/// The thread an event came from, and what that thread held just before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The thread; none for what the tracer itself reports.
    pub m: Option<ThreadId>,
    /// The processor of the thread.
    pub p: Option<ProcId>,
    /// The goroutine on the thread.
    pub g: Option<GoId>,
}

/// A moment on the three clocks of a machine, read at nearly the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockSnapshot {
    /// The tracer's clock, the one of [`Event::time_ns`], in nanoseconds.
    pub trace_ns: u64,
    /// The monotonic clock in nanoseconds.
    pub mono_ns: u64,
    /// The wall clock: seconds since 1970.
    pub wall_s: u64,
    /// The wall clock: nanoseconds of the second.
    pub wall_ns: u64,
}

/// State of a processor (Go: `tracev2.ProcStatus`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProcStatus {
    /// Held by a thread.
    Running,
    /// Free.
    Idle,
    /// Held by a thread that sits in a system call, so that it can be taken away.
    Syscall,
    /// As [`ProcStatus::Syscall`], but the tracer lost sight of the thread.
    SyscallAbandoned,
}

/// State of a goroutine (Go: `tracev2.GoStatus`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoStatus {
    /// In a run queue.
    Runnable,
    /// On a thread.
    Running,
    /// In a system call.
    Syscall,
    /// Parked.
    Waiting,
}

/// An event of the AllocFree experiment (`GODEBUG=traceallocfree=1`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Experiment {
    pub(crate) code: Code,
    /// Its arguments, from the left; those it does not have are 0.
    pub args: [u64; 3],
}

impl Experiment {
    /// Go's name for the event, such as `SpanAlloc`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.code.name()
    }
}

/// What happened. "The goroutine" and "the processor" are those of the [`Context`]; the names are Go's
/// (`tracev2/events.go`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named by Go's words and explained at their variant")]
pub enum EventKind {
    /// A generation begins. Not an event of the program.
    Sync { generation: u64, clock: Option<ClockSnapshot> },
    /// The CPU profiler took a sample; its context is stated, not derived.
    CpuSample { stack: StackId },

    /// GOMAXPROCS is `procs`.
    ProcsChange { procs: u64, stack: StackId },
    /// The thread takes the idle `p`.
    ProcStart { p: ProcId },
    /// The thread lets its processor go.
    ProcStop,
    /// `p` is taken from thread `from`, which sits in a system call, and is idle then. If the processor was
    /// `abandoned`, nobody knows whether `from` still is that thread.
    ProcSteal { p: ProcId, from: Option<ThreadId>, abandoned: bool },
    /// The state of `p` in this generation; `known` if earlier events told it already.
    ProcStatus { p: ProcId, status: ProcStatus, known: bool },

    /// `g` comes to be, runnable, or waiting if `blocked`; `start` has one frame, its function.
    GoCreate { g: GoId, start: StackId, blocked: bool, stack: StackId },
    /// A foreign thread calls into Go: `g` begins inside a system call.
    GoCreateSyscall { g: GoId },
    /// `g` begins or continues to run on the thread.
    GoStart { g: GoId },
    /// The running goroutine ends.
    GoDestroy,
    /// The goroutine of a call from a foreign thread ends; the processor, if it has one, is abandoned.
    GoDestroySyscall,
    /// The goroutine yields but stays runnable.
    GoStop { reason: TextId, stack: StackId },
    /// The goroutine waits.
    GoBlock { reason: TextId, stack: StackId },
    /// `g` becomes runnable; the stack is the waker's.
    GoUnblock { g: GoId, stack: StackId },
    /// The goroutine enters a system call, the thread keeps the processor for now.
    GoSyscallBegin { stack: StackId },
    /// It comes back and still has the processor.
    GoSyscallEnd,
    /// It comes back without the processor and is runnable.
    GoSyscallEndBlocked,
    /// The state of `g` in this generation; `known` if earlier events told it already. `m` is the thread of a
    /// running goroutine or one in a system call.
    GoStatus { g: GoId, m: Option<ThreadId>, status: GoStatus, known: bool, stack: StackId },
    /// Coroutine switch: the waiting `g` runs at once in place of the current goroutine, which waits, or ends
    /// with `destroy`. Go's own reader makes three events of it; it takes three nanoseconds here as there.
    GoSwitch { g: GoId, destroy: bool },

    /// The goroutine stops the world.
    StwBegin { kind: TextId, stack: StackId },
    /// The goroutine starts the world again.
    StwEnd { kind: TextId },
    /// A collection was in its mark phase when the generation began.
    GcActive,
    /// The mark phase of a collection begins.
    GcBegin { stack: StackId },
    /// The mark phase ends.
    GcEnd,
    /// `p` was sweeping when the generation began.
    GcSweepActive { p: ProcId },
    /// The processor begins to sweep.
    GcSweepBegin { stack: StackId },
    /// The processor has swept.
    GcSweepEnd { swept_bytes: u64, reclaimed_bytes: u64 },
    /// `g` was assisting the marking when the generation began.
    GcMarkAssistActive { g: GoId },
    /// The goroutine has to help with marking.
    GcMarkAssistBegin { stack: StackId },
    /// The goroutine has helped enough.
    GcMarkAssistEnd,
    /// Bytes of live heap.
    HeapAlloc { bytes: u64 },
    /// Bytes of heap at which the next collection shall be done.
    HeapGoal { bytes: u64 },

    /// The goroutine is a worker of the collector, named by `label`.
    GoLabel { label: TextId },
    /// `runtime/trace.NewTask`.
    UserTaskBegin { task: TaskId, parent: Option<TaskId>, name: TextId, stack: StackId },
    /// The end of a task; its parent and name, if its beginning was seen.
    UserTaskEnd { task: TaskId, parent: Option<TaskId>, name: TextId, stack: StackId },
    /// `runtime/trace.StartRegion`.
    UserRegionBegin { task: TaskId, name: TextId, stack: StackId },
    /// The end of a region.
    UserRegionEnd { task: TaskId, name: TextId, stack: StackId },
    /// `runtime/trace.Log`.
    UserLog { task: TaskId, category: TextId, message: TextId, stack: StackId },

    /// An event of an experiment.
    Experimental(Experiment),
}
