//! What operations answer.

use std::fmt;
use std::num::NonZeroU64;

use gopark_trace::{GId, ObjId, PId, Side, TimerId};

use crate::gc::GcTask;

/// What happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Run the goroutine on the processor: until its budget is used, an operation parks it, or it must wait to act.
    Run {
        /// The processor.
        p: PId,
        /// The goroutine.
        g: GId,
    },
    /// A timer fired on the processor, which runs no goroutine now: carry out its action (nothing that parks).
    Timer {
        /// The processor.
        p: PId,
        /// The timer.
        t: TimerId,
    },
    /// The collector needs something done that only the owner of memory can do.
    Gc(GcTask),
    /// The scheduler did something itself; call again.
    Busy,
    /// Every goroutine waits and nothing can wake one.
    Deadlock,
    /// main called `runtime.Goexit` and nobody is left.
    NoGoroutines,
    /// There are more threads than `debug.SetMaxThreads` allows (`proc.go:checkmcount`): a fatal error.
    TooManyThreads,
    /// The program has ended.
    Over,
}

/// How `synctest.Wait` went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BubbleWait {
    /// All others are durably blocked.
    Done,
    /// The goroutine waits, and asks again when it runs again.
    Parked,
    /// It is in no bubble: a panic.
    Outside,
    /// Another goroutine waits already: a panic.
    Busy,
}

/// What the root leaves behind in its bubble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BubbleLeft {
    /// Nobody.
    Empty,
    /// Goroutines of this bubble that outlived its first one.
    Remain(u32),
    /// The goroutines of this bubble, its first one too.
    Blocked(u32),
}

/// A goroutine made runnable by an operation, and which case of its select was completed. One number, never 0, so that
/// outcomes go from hand to hand in registers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Woken(NonZeroU64);

impl Woken {
    /// `g`, by this case.
    #[inline]
    pub const fn new(g: GId, case: u16) -> Self {
        Self(NonZeroU64::MIN.saturating_add((g.0 as u64) << 16 | case as u64))
    }

    /// Who.
    #[inline]
    pub const fn g(self) -> GId {
        GId(((self.0.get() - 1) >> 16) as u32)
    }

    /// Which case of its select; 0 when it does not select.
    #[inline]
    pub const fn case(self) -> u16 {
        (self.0.get() - 1) as u16
    }
}

impl fmt::Debug for Woken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Woken").field(&self.g()).field(&self.case()).finish()
    }
}

/// Outcome of a send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Send {
    /// The value goes to this waiting receiver, past the buffer.
    Handoff(Woken),
    /// The value goes to the tail of the buffer.
    Buffered,
    /// Nobody takes it: the sender waits, and holds the value.
    Parked,
    /// The channel is closed: panic.
    Closed,
    /// A timer's send finds the channel full: the value is dropped.
    Full,
}

/// Outcome of a receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recv {
    /// The value of this waiting sender (unbuffered channel).
    Handoff(Woken),
    /// The head of the buffer; then the value of the admitted sender, if any, goes to its tail.
    Buffered(Option<Woken>),
    /// Closed and drained: the zero value, false.
    Closed,
    /// The receiver waits.
    Parked,
}

/// One case of a select.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelectCase {
    /// The channel; `NONE` for nil.
    pub ch: ObjId,
    /// Send or receive.
    pub dir: Side,
}

/// Outcome of a select.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Select {
    /// A send case; never parked.
    Send {
        /// Which.
        case: u16,
        /// How.
        how: Send,
    },
    /// A receive case; never parked.
    Recv {
        /// Which.
        case: u16,
        /// How.
        how: Recv,
    },
    /// No case is ready, and there is a default.
    Default,
    /// The goroutine waits for one of its cases.
    Parked,
}

/// Outcome of acquiring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Acquired, or nothing to wait for.
    Held,
    /// The goroutine waits.
    Parked,
    /// It spun for a while: call the operation again after `next`.
    Retry,
}

/// Outcome of releasing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlock {
    /// Released.
    Done,
    /// It was not locked: a fatal error.
    NotLocked,
    /// Released and handed over; the goroutine stepped aside, go to `next`.
    Yielded,
}
