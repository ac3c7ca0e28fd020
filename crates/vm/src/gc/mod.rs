//! The collector's part that knows memory: what is reachable, what is freed, and when which event tells of it. Who marks
//! when, and who has to help, the scheduler decides (`gopark_sched::Gc`).
//!
//! Everything here is done in slices of a few milliseconds of real time, however large the heap: while the world is
//! stopped, as many steps of the machine as it takes pass without virtual time.

mod marker;
mod memory;
mod pools;
mod specials;
mod stacks;
mod trace;

use gopark_program::MEMORY_BASE;
use gopark_sched::GcTask;
use gopark_trace::{Ending, Kind, PId, Sink};

pub use marker::Marker;
pub use specials::{Call, Specials};
pub use stacks::Stacks;

use crate::cost;
use crate::limits;
use crate::registry::SweepAt;
use crate::stop::Stop;
use crate::vm::Vm;

/// The heap is told when it changed by a sixteenth, within these bounds in bytes: a small one is told closely, too.
const TELL_BYTES: std::ops::RangeInclusive<u64> = 512..=32 << 10;
/// Spans that the background sweeper sweeps before it looks whether somebody wants its P (`mgcsweep.go:bgsweep`).
const SWEEP_BATCH: u32 = 10;

/// How the collector is set when the program begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GcConfig {
    /// GOGC; -1: off.
    pub percent: i32,
    /// GOMEMLIMIT in bytes; the largest number: none.
    pub memory_limit_bytes: u64,
    /// `GODEBUG=gctrace=1`: a line on stderr for each cycle.
    pub trace: bool,
}

impl GcConfig {
    /// As Go has it when nobody sets anything.
    pub const GO: Self = Self { percent: 100, memory_limit_bytes: u64::MAX, trace: false };
}

/// The collector's state.
#[derive(Clone, Debug)]
pub struct HeapState {
    /// Bytes of all goroutines' stacks.
    pub stack_bytes: u64,
    /// See [`Stacks`].
    pub stacks: Stacks,
    /// What the last `HeapAlloc` event said.
    told_bytes: u64,
    /// Bytes ever allocated when last looked at.
    seen: u64,
    /// What goes on while the world is stopped.
    marker: Option<Marker>,
    /// Bytes ever allocated when marking began.
    alloc_at_mark: u64,
    /// Bytes that marking found reachable.
    found_bytes: u64,
    /// How many pools were gone through.
    pools_at: u64,
    /// How far what is kept by address was looked through.
    sweep_at: SweepAt,
    pub(crate) trace: bool,
}

impl HeapState {
    pub(crate) const fn new(config: &GcConfig, first_stack_bytes: u32) -> Self {
        Self {
            stack_bytes: 0,
            stacks: Stacks::new(first_stack_bytes),
            told_bytes: 0,
            seen: 0,
            marker: None,
            alloc_at_mark: 0,
            found_bytes: 0,
            pools_at: 0,
            sweep_at: SweepAt::START,
            trace: config.trace,
        }
    }

    /// Bytes that marking found reachable, and those allocated since, of all that were ever allocated.
    pub(crate) fn marked(&self, allocated: u64) -> Option<(u64, u64)> {
        let found = self.found_bytes;
        Some((found, allocated.checked_sub(self.alloc_at_mark)?.checked_sub(found)?))
    }
}

impl<S: Sink> Vm<S> {
    /// Tells how the heap changed, and what that means. True: who allocated owes the collector work.
    ///
    /// # Errors
    /// The container's memory limit.
    pub(crate) fn account(&mut self, p: PId) -> Result<bool, Stop> {
        let total = self.mem.heap.totals.alloc_bytes;
        let allocated = total - std::mem::replace(&mut self.heap.seen, total);
        let owes = self.sched.gc_allocated(p, allocated);
        let live = self.sched.gc().pacer.heap_live;
        let told = self.heap.told_bytes;
        if live.abs_diff(told) >= (told / 16).clamp(*TELL_BYTES.start(), *TELL_BYTES.end()) {
            self.heap.told_bytes = live;
            self.sched.emit(p, Kind::HeapAlloc { bytes: live });
            self.tell_swept(p);
            self.tell_pacer();
        }
        if self.is_over_limit() { Err(Stop::end(Ending::Oom)) } else { Ok(owes) }
    }

    /// What allocating swept, if it did.
    fn tell_swept(&mut self, p: PId) {
        let (swept, freed) = std::mem::take(&mut self.mem.swept);
        if swept > 0 {
            self.sched.emit(p, Kind::GcSweepBegin);
            self.sched.emit(p, Kind::GcSweepEnd { swept, freed });
            self.check_swept();
        }
    }

    /// A collection is due at the next safe point.
    #[inline]
    pub(crate) fn wants_collection(&self) -> bool {
        self.sched.gc().is_due()
    }

    /// The scheduler needs something done that only the owner of memory can do.
    pub(crate) fn collect(&mut self, task: GcTask) {
        match task {
            GcTask::Mark => {
                self.stand_all();
                self.mark_slice();
            }
            GcTask::Finish => self.finish_slice(),
            GcTask::Sweep(p) => {
                let (ns, more) = self.sweep_batch();
                self.sched.gc_swept(p, ns, more);
            }
        }
    }

    /// Sweeps a little: how long that takes, and whether something is left.
    pub(crate) fn sweep_batch(&mut self) -> (u64, bool) {
        let slots = self.mem.sweep(SWEEP_BATCH);
        self.check_swept();
        (cost::sweep_ns(u64::from(SWEEP_BATCH), slots), !self.mem.heap.is_swept())
    }

    fn check_swept(&mut self) {
        self.queue_specials();
        if self.sched.gc().is_sweeping() && self.mem.heap.is_swept() {
            self.sched.gc_sweep_done();
            self.scavenge();
        }
    }

    /// While the world is stopped: the rest of the last cycle is swept, then everything reachable is found.
    fn mark_slice(&mut self) {
        if !self.mem.heap.is_swept() {
            self.mem.sweep(limits::SPANS_PER_STEP_MAX);
            return;
        }
        self.check_swept();
        let mut marker = match self.heap.marker.take() {
            Some(marker) => marker,
            None if !self.clear_pools() => return,
            None => {
                if self.collected_at.len() == limits::COLLECTIONS_REMEMBERED_MAX {
                    self.collected_at.drain(..limits::COLLECTIONS_REMEMBERED_MAX / 2);
                }
                self.collected_at.push((self.sched.time(), self.marked_at));
                let blocks = self.mem.heap.begin_marking();
                self.heap.stacks.scanned = (0, 0);
                self.sched.free_dead_stacks();
                self.heap.alloc_at_mark = self.mem.heap.totals.alloc_bytes;
                Marker::new(blocks)
            }
        };
        if marker.step(self) {
            self.clear_weak_pointers();
            self.heap.alloc_at_mark -= marker.found.live;
            self.heap.found_bytes = marker.found.live;
            if self.godebug.adapts_start {
                self.heap.stacks.compute_start(self.config.stack_limit_bytes, self.config.first_stack_bytes);
            }
            self.sched.gc_marked(marker.found);
        } else {
            self.heap.marker = Some(marker);
        }
    }

    /// While the world is stopped again: what is kept by address is forgotten where it is garbage.
    fn finish_slice(&mut self) {
        let heap = &self.mem.heap;
        let dead = |addr: u64| heap.is_dead(addr.wrapping_sub(MEMORY_BASE));
        let (gone, more) = self.registry.sweep(&mut self.heap.sweep_at, limits::REGISTRY_PER_STEP_MAX, dead);
        for obj in gone {
            self.sched.obj_free(obj);
        }
        if more {
            return;
        }
        self.heap.sweep_at = SweepAt::START;
        self.find_dead_specials();
        self.mem.heap.end_marking();
        let live = self.mem.heap.totals.alloc_bytes - self.heap.alloc_at_mark;
        self.heap.told_bytes = live;
        self.marked_at = self.sched.time();
        self.sched.gc_finished(live);
        self.tell_pacer();
        if self.heap.trace {
            self.trace_cycle();
        }
    }

    /// Channels that were swept are gone for the scheduler too.
    #[inline]
    pub(crate) fn bury_chans(&mut self, most: usize) {
        if self.mem.has_dead_chans(0) {
            self.bury(most);
        }
    }

    #[cold]
    fn bury(&mut self, most: usize) {
        for (addr, obj) in self.mem.take_dead_chans(most) {
            self.registry.forget_chan(addr);
            self.sched.obj_free(obj);
        }
    }
}
