//! What the process holds: heap, stacks, the runtime itself; what the container's and Go's own limits count.

use gopark_trace::Sink;

use crate::memory::classes::PAGE_BYTES;
use crate::vm::Vm;

/// What the runtime holds beside heap and stacks when a program begins: tables, caches, profiling buckets. Measured with
/// `runtime.ReadMemStats` of an empty program: `Sys - HeapReleased - HeapInuse - StackInuse`.
pub const RUNTIME_BYTES: u64 = 3_600_000;
/// The part of it that is really used, and so resident: `RssAnon` of an empty program without heap and stacks.
pub const RESIDENT_BYTES: u64 = 400_000;
/// Parts of it: an `mcache` for each P, an `mspan` for each page, both given out from pieces of memory; tables of profiles
/// and of the collector.
const MCACHE_BYTES: u64 = 2296;
const MSPAN_BYTES: u64 = 160;
const ROOM_BYTES: u64 = 16 << 10;
const BUCKETS_BYTES: u64 = 1_442_448;
const GC_BYTES: u64 = 1_506_064;
/// Bytes of a G (`runtime2.go:g`); none is ever given back.
pub const G_BYTES: u64 = 448;
/// The system gives memory in chunks of so many bytes (`mpagealloc.go:pallocChunkBytes`).
const CHUNK_BYTES: u64 = 4 << 20;
/// Small stacks come out of spans of so many bytes (`stack.go:_StackCacheSize`).
const STACK_SPAN_BYTES: u64 = 32 << 10;
/// Stacks of the runtime's own goroutines and of threads.
const SYSTEM_STACKS_BYTES: u64 = 224 << 10;
/// Idle heap that is kept, in percent of the goal (`mgcscavenge.go:retainExtraPercent`).
const RETAIN_PERCENT: u64 = 10;

/// Bytes by what they are for, as `runtime.MemStats` tells them.
#[derive(Clone, Copy, Debug)]
pub struct MemoryUse {
    pub heap_sys: u64,
    pub heap_inuse: u64,
    pub heap_released: u64,
    pub stack_inuse: u64,
    /// Neither heap nor stacks.
    pub other: u64,
}

/// What the runtime has for itself, in bytes; together [`MemoryUse::other`].
#[derive(Clone, Copy, Debug)]
pub struct OwnUse {
    pub mcache_free: u64,
    pub mcache_inuse: u64,
    pub mspan_free: u64,
    pub mspan_inuse: u64,
    /// The collector's.
    pub gc: u64,
    /// Profiling's.
    pub buckets: u64,
    /// Gs, and all else.
    pub other: u64,
}

impl MemoryUse {
    /// How what the runtime has for itself is shared out on so many Ps. Sizes as an empty program's `runtime.MemStats`
    /// has them.
    pub fn own(&self, procs: u32) -> OwnUse {
        let mut left = self.other;
        let mut take = |bytes: u64| {
            let taken = bytes.min(left);
            left -= taken;
            taken
        };
        let mcache_inuse = take(MCACHE_BYTES * u64::from(procs));
        let mspan_inuse = take((self.heap_inuse + self.stack_inuse) / PAGE_BYTES * MSPAN_BYTES);
        OwnUse {
            mcache_inuse,
            mcache_free: take(mcache_inuse.next_multiple_of(ROOM_BYTES) - mcache_inuse),
            mspan_inuse,
            mspan_free: take(mspan_inuse.next_multiple_of(ROOM_BYTES) - mspan_inuse),
            buckets: take(BUCKETS_BYTES),
            gc: take(GC_BYTES),
            other: left,
        }
    }
}

impl<S: Sink> Vm<S> {
    /// Bytes by what they are for. Heap and stacks come out of chunks of 4 MiB, stacks in spans of 32 KiB.
    pub(crate) fn memory_use(&self) -> MemoryUse {
        let heap = &self.mem.heap;
        let heap_inuse = u64::from(heap.pages_in_use) * PAGE_BYTES;
        let stacks = self.heap.stack_bytes + self.sched.dead_stack_bytes();
        let stack_inuse = stacks.next_multiple_of(STACK_SPAN_BYTES) + SYSTEM_STACKS_BYTES;
        let most = heap.pages() as u64 * PAGE_BYTES + stack_inuse;
        let heap_sys = most.next_multiple_of(CHUNK_BYTES) - stack_inuse;
        let kept = heap_inuse + u64::from(heap.pages_idle) * PAGE_BYTES;
        let other = self.sched.gs_ever() * G_BYTES + RUNTIME_BYTES;
        MemoryUse { heap_sys, heap_inuse, heap_released: heap_sys.saturating_sub(kept), stack_inuse, other }
    }

    /// Bytes that the container's limit counts.
    pub(crate) fn total_bytes(&self) -> u64 {
        self.used_bytes() + RESIDENT_BYTES
    }

    /// Pages of the heap, stacks, those of ended goroutines included, and Gs.
    fn used_bytes(&self) -> u64 {
        let heap = &self.mem.heap;
        let pages = u64::from(heap.pages_in_use + heap.pages_idle) * PAGE_BYTES;
        let stacks = self.heap.stack_bytes + self.sched.dead_stack_bytes();
        pages + stacks + self.sched.gs_ever() * G_BYTES
    }

    pub(crate) fn is_over_limit(&self) -> bool {
        self.config.memory_limit_bytes.is_some_and(|limit| self.total_bytes() > limit)
    }

    /// The goal as programs are told it. Where neither GOGC nor GOMEMLIMIT sets one, it is what the largest `int64`, which
    /// is Go's limit when there is none, leaves to the heap.
    pub(crate) fn told_goal(&self) -> u64 {
        let (pacer, heap) = (&self.sched.gc().pacer, &self.mem.heap);
        let heap_bytes = u64::from(heap.pages_in_use + heap.pages_idle) * PAGE_BYTES;
        let non_heap = (self.used_bytes() + RUNTIME_BYTES).saturating_sub(heap_bytes);
        match pacer.goal() {
            u64::MAX => pacer.goal_below(i64::MAX.cast_unsigned(), non_heap),
            goal => goal,
        }
    }

    /// GOMEMLIMIT works with what the process holds.
    pub(crate) fn tell_pacer(&mut self) {
        if self.sched.gc().pacer.memory_limit != u64::MAX {
            let heap = &self.mem.heap;
            let free = u64::from(heap.pages_idle) * PAGE_BYTES;
            self.sched.gc_memory(self.used_bytes() + RUNTIME_BYTES, free, self.mem.heap.used_bytes);
        }
    }

    /// Idle heap beyond what the next cycle will need goes back to the system (`mgcscavenge.go`), as if at once.
    pub(crate) fn scavenge(&mut self) {
        let goal = self.sched.gc().pacer.goal();
        let retained = goal.saturating_add(goal / 100 * RETAIN_PERCENT) / PAGE_BYTES;
        let keep = retained.saturating_sub(u64::from(self.mem.heap.pages_in_use));
        let limit = self.sched.gc().pacer.memory_limit;
        let spare = limit.saturating_sub(self.used_bytes() + RUNTIME_BYTES) / PAGE_BYTES;
        let keep = if spare == 0 { 0 } else { keep };
        self.mem.heap.release(u32::try_from(keep).unwrap_or(u32::MAX));
    }
}
