//! The collector as the scheduler sees it (`mgc.go`): cycles, pauses, who marks when, who has to help.
//!
//! The caller owns memory. It finds what is reachable while the world is stopped at the beginning of a cycle
//! ([`GcTask::Mark`]), and says how much there is to scan; then that work is *played out* over virtual time by mark
//! workers and assists, as Go's 25 % rule has it, and when it is used up the world stops again. What is found reachable
//! is so the heap at the beginning of the cycle and everything allocated during it, which is what Go's write barrier
//! keeps too. Sweeping is real and goes on while the program runs.

mod assist;
mod cycle;
mod limiter;
mod pacer;
mod sweep;
mod worker;

use std::collections::VecDeque;

use gopark_trace::{GId, PId, SimTime, WorkerMode};

pub use cycle::{Cycle, Trigger};
pub use pacer::Pacer;
pub(crate) use sweep::FORCE_NS;

use limiter::Limiter;

/// What the caller has to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GcTask {
    /// The world is stopped at the beginning of a cycle. Sweep what is left of the last one, find what is reachable, and
    /// call [`Sched::gc_marked`](crate::Sched::gc_marked); in as many turns as you like.
    Mark,
    /// The world is stopped, marking is over: from now on what is not marked is garbage. Call
    /// [`Sched::gc_finished`](crate::Sched::gc_finished).
    Finish,
    /// The background sweeper has its turn on this P. Sweep a little and call
    /// [`Sched::gc_swept`](crate::Sched::gc_swept).
    Sweep(PId),
}

/// What marking found, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Reachable objects.
    pub live: u64,
    /// Those of them that may hold pointers.
    pub heap_scan: u64,
    /// Used parts of stacks.
    pub stack_scan: u64,
    /// Package variables.
    pub globals_scan: u64,
}

/// Where the collector stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// No cycle; perhaps something is left to sweep.
    Off,
    /// The first pause.
    Begin,
    /// Marking.
    Mark,
    /// The last pause.
    End,
}

/// What a goroutine does when it has its P.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duty {
    /// Runs the program.
    #[default]
    Program,
    /// Is in the middle of an allocation, and helps with marking.
    Assist,
    /// Marks.
    Worker(WorkerMode),
    /// Sweeps.
    Sweeper,
    /// Starts the cycle that is due after two minutes.
    Forcer,
}

/// The collector's state.
#[derive(Clone, Debug)]
pub struct Gc {
    /// How large the heap may get.
    pub pacer: Pacer,
    pub(crate) phase: Phase,
    /// Bytes to be scanned in this cycle; those that nobody has taken yet; those that somebody is at.
    pub(crate) total: u64,
    pub(crate) left: u64,
    pub(crate) taken: u64,
    /// What `GcProgress` told last.
    pub(crate) told: u64,
    /// Mark workers that wait; the last one comes first.
    pub(crate) pool: Vec<GId>,
    pub(crate) workers: u32,
    pub(crate) dedicated_needed: u32,
    pub(crate) fractional_goal: f64,
    pub(crate) idle_workers: u32,
    pub(crate) idle_workers_max: u32,
    /// Work that workers did ahead of those who have to help.
    pub(crate) credit: u64,
    /// Those who have to help, when nothing is left to take.
    pub(crate) assist_queue: VecDeque<GId>,
    /// Callers of `runtime.GC`.
    pub(crate) mark_waiters: Vec<GId>,
    /// Something is left to sweep.
    pub(crate) sweeping: bool,
    pub(crate) limiter: Limiter,
    /// What marking found in the running cycle.
    pub(crate) marked_now: Marked,
    /// The cycle that runs, or the last one.
    pub cycle: Cycle,
    /// Cycles begun, those of them that were forced, and those whose marking is over.
    pub begun: u32,
    /// See [`Self::begun`].
    pub forced: u32,
    /// See [`Self::begun`].
    pub marked: u32,
    /// Processor time of all cycles that are over, in nanoseconds, and that part of it that nobody else wanted.
    pub cpu_ns: u64,
    /// See [`Self::cpu_ns`].
    pub cpu_idle_ns: u64,
    /// When the last pauses ended, and how long they took: both of a cycle together, newest last.
    pub pauses: VecDeque<(SimTime, u64)>,
    /// All of them, in nanoseconds.
    pub pauses_ns: u64,
}

impl Gc {
    pub(crate) fn new() -> Self {
        Self {
            pacer: Pacer::new(),
            phase: Phase::Off,
            total: 0,
            left: 0,
            taken: 0,
            told: 0,
            pool: Vec::new(),
            workers: 0,
            dedicated_needed: 0,
            fractional_goal: 0.0,
            idle_workers: 0,
            idle_workers_max: 0,
            credit: 0,
            assist_queue: VecDeque::new(),
            mark_waiters: Vec::new(),
            sweeping: false,
            limiter: Limiter::default(),
            marked_now: Marked::default(),
            cycle: Cycle::default(),
            begun: 0,
            forced: 0,
            marked: 0,
            cpu_ns: 0,
            cpu_idle_ns: 0,
            pauses: VecDeque::new(),
            pauses_ns: 0,
        }
    }

    /// A cycle runs, or its pauses.
    pub fn is_running(&self) -> bool {
        self.phase != Phase::Off
    }

    /// New objects count as reachable: what is reachable was found, or is being looked for.
    pub fn is_marking(&self) -> bool {
        self.phase == Phase::Mark
    }

    /// There is something to mark for a worker (`mgc.go:gcShouldScheduleWorker`).
    pub(crate) fn wants_workers(&self) -> bool {
        self.phase == Phase::Mark && self.left > 0
    }

    /// Something is left to sweep.
    pub const fn is_sweeping(&self) -> bool {
        self.sweeping
    }

    /// A cycle is due.
    #[inline]
    pub fn is_due(&self) -> bool {
        self.pacer.heap_live >= self.pacer.trigger && self.phase == Phase::Off
    }

    /// Processors' share of time spent on collecting, of all there was until `now` (`MemStats.GCCPUFraction`).
    pub fn cpu_fraction(&self, now: SimTime, procs: u32) -> f64 {
        let all = now.0 as f64 * f64::from(procs);
        if all > 0.0 { (self.cpu_ns - self.cpu_idle_ns) as f64 / all } else { 0.0 }
    }

    /// How far the assisting goroutine `bytes` is behind, as work.
    pub(crate) fn work_of(&self, bytes: i64) -> u64 {
        (self.pacer.assist_work_per_byte * bytes.max(0) as f64) as u64
    }

    pub(crate) fn bytes_of(&self, work: u64) -> i64 {
        ((self.pacer.assist_bytes_per_work * work as f64) as i64).saturating_add(1)
    }
}
