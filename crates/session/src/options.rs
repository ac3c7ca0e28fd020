//! What a session is configured with, and the state it is in.

use gopark_trace::{Ending, Event, GId, Kind, Kinds, PId, Source, StwReason, WaitReason};
use gopark_vm::Config;

/// Configuration of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// GOMAXPROCS.
    pub procs: u32,
    /// Seed of all chance.
    pub seed: u64,
    /// The container's memory limit, in bytes.
    pub memory_limit_bytes: u64,
    /// sysmon interrupts loops without calls (Go 1.14 and later).
    pub async_preempt: bool,
    /// GOGC; -1: off.
    pub gc_percent: i32,
    /// GOMEMLIMIT, in bytes; the largest number: none.
    pub go_memory_limit_bytes: u64,
    /// The first stack of each goroutine, in bytes: a power of two. Go's are 2 KB.
    pub first_stack_bytes: u32,
}

impl Options {
    /// What a run has when nobody says otherwise: four processors, Go's own settings, and a container of 256 MB.
    pub const USUAL: Self = Self {
        procs: 4,
        seed: 1,
        memory_limit_bytes: 256 << 20,
        async_preempt: true,
        gc_percent: 100,
        go_memory_limit_bytes: u64::MAX,
        first_stack_bytes: 2048,
    };

    /// So many bytes as a first stack, if that can be asked for.
    pub fn first_stack(bytes: u64) -> Option<u32> {
        Config::first_stack(bytes)
    }
}

/// How fast program time passes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// Nanoseconds of program time in a second of wall time.
    NsPerSecond(f64),
    /// As fast as it goes.
    Unbounded,
}

/// What a session is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// No program that compiles was loaded yet.
    Empty,
    /// Stands still.
    Paused,
    /// Plays.
    Playing,
    /// The cursor stands at the program's end.
    Ended(Ending),
    /// Gopark itself is at fault: what it says is not to be trusted. This stage stops, the others go on.
    Fault(String),
}

/// Where a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Any event.
    Event,
    /// A decision of the scheduler: a goroutine starts to run.
    Decision,
    /// An event that this goroutine causes, or that is done to it.
    Of(GId),
    /// A goroutine blocks.
    Block,
    /// A processor steals.
    Steal,
    /// A collection begins or ends, or the world stops for it.
    Gc,
    /// A goroutine is found to be leaked.
    Leak,
}

impl Goal {
    /// Whether `event` is one.
    pub fn is(self, event: &Event) -> bool {
        match (self, event.kind) {
            (Self::Event, _)
            | (Self::Decision, Kind::GoStart { .. })
            | (Self::Block, Kind::GoBlock { .. }) => true,
            (Self::Of(g), Kind::GoCreate { g: of, .. } | Kind::GoStart { g: of, .. }) => {
                g == of || g == event.g
            }
            (Self::Of(g), Kind::GoUnblock { g: of } | Kind::RunqPut { g: of, .. }) => g == of || g == event.g,
            (Self::Of(g), Kind::ChanHandoff { from, to, .. }) => g == from || g == to,
            (Self::Of(g), _) => g == event.g,
            (Self::Steal, Kind::RunqSteal { .. } | Kind::RunqStealNext { .. }) => true,
            (Self::Gc, Kind::GcBegin | Kind::GcEnd { .. } | Kind::StwBegin { .. } | Kind::StwEnd) => true,
            (Self::Leak, Kind::GoLeaked { .. }) => true,
            _ => false,
        }
    }

    /// The kinds of events that can be one.
    pub(crate) fn kinds(self) -> Kinds {
        let (g, victim) = (GId::NONE, PId::NONE);
        match self {
            Self::Event | Self::Of(_) => Kinds::ALL,
            Self::Decision => Kinds::of(&[Kind::GoStart { g, from: Source::Direct, tick: false }]),
            Self::Block => {
                Kinds::of(&[Kind::GoBlock { reason: WaitReason::None, obj: gopark_trace::ObjId::NONE }])
            }
            Self::Steal => Kinds::of(&[Kind::RunqSteal { victim, n: 0 }, Kind::RunqStealNext { victim }]),
            Self::Gc => Kinds::of(&[
                Kind::GcBegin,
                Kind::GcEnd { live: 0 },
                Kind::StwBegin { reason: StwReason::Gomaxprocs },
                Kind::StwEnd,
            ]),
            Self::Leak => Kinds::of(&[Kind::GoLeaked { g, by_go: false }]),
        }
    }
}
