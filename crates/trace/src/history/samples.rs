//! Numbers over time: a bounded number of samples, however long the run.

use crate::time::SimTime;
use crate::world::World;

/// Samples kept; beyond that every other one goes and half as many are taken.
const SAMPLES_MAX: usize = 16_384;

/// The numbers of one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// When.
    pub at: SimTime,
    /// Goroutines of the program.
    pub goroutines: u32,
    /// Goroutines in run queues.
    pub runnable: u32,
    /// Bytes of live and not yet swept heap.
    pub heap_bytes: u64,
    /// The heap size at which the next cycle ends.
    pub goal_bytes: u64,
    /// Bytes of all stacks.
    pub stack_bytes: u64,
}

impl Sample {
    /// The numbers of `world`.
    pub fn of(world: &World) -> Self {
        Self {
            at: world.now,
            goroutines: world.goroutines() as u32,
            runnable: world.counts.runnable,
            heap_bytes: world.heap.alloc_bytes,
            goal_bytes: world.heap.goal_bytes,
            stack_bytes: world.counts.stack_bytes,
        }
    }
}

/// Samples, oldest first.
#[derive(Clone, PartialEq, Eq)]
pub struct Samples {
    list: Vec<Sample>,
    /// Events between two of them.
    stride: u64,
}

impl Default for Samples {
    fn default() -> Self {
        Self { list: Vec::new(), stride: 1 }
    }
}

impl Samples {
    /// All of them.
    pub fn list(&self) -> &[Sample] {
        &self.list
    }

    /// The latest one that is not after `at`.
    pub fn at(&self, at: SimTime) -> Option<&Sample> {
        let next = self.list.partition_point(|sample| sample.at <= at);
        self.list.get(next.checked_sub(1)?)
    }

    /// Looks at the world after an event.
    pub(super) fn note(&mut self, world: &World) {
        if !world.events.is_multiple_of(self.stride) {
            return;
        }
        self.list.push(Sample::of(world));
        if self.list.len() >= SAMPLES_MAX {
            let mut nth = 0;
            self.list.retain(|_| {
                nth += 1;
                nth % 2 == 1
            });
            self.stride *= 2;
        }
    }

    /// Forgets what is after a moment.
    pub(super) fn truncate(&mut self, at: SimTime) {
        let keep = self.list.partition_point(|sample| sample.at <= at);
        self.list.truncate(keep);
    }
}
