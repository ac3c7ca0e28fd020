//! What the scheduler measures of itself for `runtime/metrics` (`runtime/metrics.go`, `histogram.go`).

use gopark_trace::{GId, SimTime, Sink};

use crate::sched::Sched;
use crate::state::Status;

/// Durations counted by length, four buckets for each power of two from 256 ns on (`timeHistogram`).
#[derive(Clone, Debug, Default)]
pub struct TimeHistogram(Vec<u64>);

/// The highest bit of the longest durations that are told apart (`timeHistMaxBucketBits`).
const LONGEST_BIT: u32 = 47;
/// One of these goroutines that become runnable is measured (`gTrackingPeriod`).
const TRACKING_PERIOD: u32 = 8;

impl TimeHistogram {
    /// Buckets there are: below zero, four up to 256 ns, four for each bit from 8 to 46, and one for what is longer.
    pub const BUCKETS: usize = 1 + 4 + 4 * (LONGEST_BIT as usize - 8) + 1;

    /// Counts a duration.
    pub fn record(&mut self, ns: u64) {
        self.0.resize(Self::BUCKETS, 0);
        self.0[1 + bucket(ns)] += 1;
    }

    /// How many fell into each bucket; nothing when none did.
    pub fn counts(&self) -> &[u64] {
        &self.0
    }
}

const fn bucket(ns: u64) -> usize {
    if ns < 256 {
        return (ns >> 6) as usize;
    }
    let bit = 63 - ns.leading_zeros();
    if bit >= LONGEST_BIT {
        return TimeHistogram::BUCKETS - 2;
    }
    (bit as usize - 7) * 4 + ((ns >> (bit - 2)) & 3) as usize
}

/// Measures since the program began.
#[derive(Clone, Debug, Default)]
pub struct Measures {
    /// From runnable to running. One in eight is measured, and only one at a time.
    pub latencies: TimeHistogram,
    /// How long the world stood still for the collector.
    pub gc_pauses: TimeHistogram,
    /// And for others.
    pub other_pauses: TimeHistogram,
    /// Nanoseconds that goroutines waited for mutexes.
    pub mutex_wait_ns: u64,
    /// Nanoseconds of processors: assists, dedicated and fractional workers, idle workers, pauses of the collector.
    pub gc_cpu_ns: [u64; 4],
    /// Nanoseconds that processors were idle, up to the last time they were.
    pub idle_ns: u64,
    /// The last cycle in which nobody had to assist because collecting took too much.
    pub limited_cycle: u32,
    tracked: GId,
    tracked_since: SimTime,
    seen: u32,
}

/// How many there are of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Goroutines, those of the runtime included.
    pub goroutines: u64,
    /// Of them, runnable.
    pub runnable: u64,
    /// Of them, running.
    pub running: u64,
    /// Of them, in system calls.
    pub in_syscalls: u64,
    /// Goroutines ever created.
    pub created: u64,
    /// Threads.
    pub threads: u64,
}

impl Measures {
    /// `g` is runnable since `at`.
    #[inline]
    pub(crate) fn ready(&mut self, g: GId, at: SimTime) {
        self.seen = self.seen.wrapping_add(1);
        if self.seen.is_multiple_of(TRACKING_PERIOD) && self.tracked.is_none() {
            (self.tracked, self.tracked_since) = (g, at);
        }
    }

    /// `g` runs.
    #[inline]
    pub(crate) fn runs(&mut self, g: GId, at: SimTime) {
        if self.tracked == g {
            self.tracked = GId::NONE;
            self.latencies.record(at.since(self.tracked_since));
        }
    }
}

impl<S: Sink> Sched<S> {
    /// What was measured.
    pub const fn measures(&self) -> &Measures {
        &self.measures
    }

    /// How many there are of each. Walks all goroutines.
    pub fn numbers(&self) -> Numbers {
        let count = |status| self.gs.iter().filter(|(_, g)| g.status == status).count() as u64;
        let unused: u32 = self.ps.iter().map(|p| p.goids.end - p.goids.start).sum();
        Numbers {
            goroutines: u64::from(self.goroutines()) + self.runtime_goroutines().count() as u64,
            runnable: count(Status::Runnable),
            running: count(Status::Running),
            in_syscalls: count(Status::Syscall),
            created: u64::from(self.goid_next - 1 - unused),
            threads: u64::from(self.threads()),
        }
    }
}
