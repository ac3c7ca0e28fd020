//! How large stacks begin, and how they shrink (`stack.go`, `proc.go:gfget`).

use gopark_trace::{GId, Kind, Sink};

use crate::task::{STACK_GUARD_BYTES, STACK_MAX_BYTES};
use crate::vm::Vm;

/// A stack shrinks when this and what is used come to less than a quarter of it (`abi.StackNosplitBase`).
const NOSPLIT_BYTES: u32 = 800;

/// What is known of all stacks together.
#[derive(Clone, Copy, Debug)]
pub struct Stacks {
    /// First stack of a recycled G (`gcComputeStartingStackSize`). A G that dies with such a one keeps it.
    pub start_bytes: u32,
    /// Stacks that the running cycle scanned, and the bytes in use of them.
    pub scanned: (u64, u64),
}

impl Stacks {
    pub const fn new(start_bytes: u32) -> Self {
        Self { start_bytes, scanned: (0, 0) }
    }

    /// All stacks are scanned: recycled Gs begin with what is used on average.
    pub fn compute_start(&mut self, limit_bytes: u64, first_bytes: u32) {
        let (count, bytes) = self.scanned;
        let average = bytes.checked_div(count).map_or(0, |average| average + u64::from(STACK_GUARD_BYTES));
        let start = average.min(limit_bytes).min(STACK_MAX_BYTES) as u32;
        self.start_bytes = start.max(first_bytes).next_power_of_two();
    }
}

impl<S: Sink> Vm<S> {
    /// The collector scanned g's stack, which is the moment to shrink it: by half at most, and not while its goroutine is
    /// in a system call (`shrinkstack`).
    pub(crate) fn stack_scanned(&mut self, g: GId) {
        let Some(Some(task)) = self.tasks.get_mut(g) else { return };
        self.heap.stacks.scanned.0 += 1;
        self.heap.stacks.scanned.1 += u64::from(task.own.stack_used);
        let bytes = task.own.stack_bytes / 2;
        let is_small = (task.own.stack_used + NOSPLIT_BYTES) < task.own.stack_bytes / 4;
        if self.godebug.keeps_stacks
            || !is_small
            || bytes < self.config.first_stack_bytes
            || self.sched.is_in_syscall(g)
        {
            return;
        }
        task.own.stack_bytes = bytes;
        self.heap.stack_bytes -= u64::from(bytes);
        self.sched.emit_outside(Kind::StackSet { g, bytes });
    }
}
