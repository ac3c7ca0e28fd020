//! What a run is configured with.

/// Configuration of the scheduler. There is no default: the one who runs a program decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    /// GOMAXPROCS, `1..=PROCS_MAX`.
    pub procs: u32,
    /// Seed of the only generator; decides ties, steal order, select order and wake-up latencies.
    pub seed: u64,
    /// sysmon's requests interrupt loops without calls (Go 1.14 and later; off: `GODEBUG=asyncpreemptoff=1`).
    pub async_preempt: bool,
    /// Bounds.
    pub limits: Limits,
}

/// Bounds of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Goroutines alive at once.
    pub goroutines: u32,
    /// Objects that can be waited at, alive at once.
    pub objects: u32,
}

impl Config {
    /// Most processors a run can have.
    pub const PROCS_MAX: u32 = 256;
}
