//! What a session is configured with, and the state it is in.

use gopark_trace::Ending;

/// Configuration of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// GOMAXPROCS.
    pub procs: u32,
    /// Seed of all chance.
    pub seed: u64,
    /// The container's memory limit, in bytes.
    pub memory_limit_bytes: u64,
    /// sysmon interrupts loops without calls (Go 1.14 and later).
    pub async_preempt: bool,
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
