//! When memory is collected, and what is told about it.

use std::rc::Rc;

use gopark_program::{MEMORY_BASE, Program};
use gopark_trace::{Ending, Kind, ObjId, PId, Sink};

use crate::cost;
use crate::limits;
use crate::memory::{Memory, Object, Shape, pointers};
use crate::stop::Stop;
use crate::task::Task;
use crate::vm::Vm;

/// The first goal, and the least (`mgcpacer.go:heapMinimum`).
const GOAL_MIN_BYTES: u64 = 4 << 20;
/// The heap is told when it changed by so many bytes.
const TELL_BYTES: u64 = 32 << 10;

/// The collector's state.
#[derive(Clone, Copy, Debug)]
pub struct HeapState {
    /// Bytes of all goroutines' stacks.
    pub stack_bytes: u64,
    /// The heap size at which a collection is due.
    pub goal_bytes: u64,
    /// What the last `HeapAlloc` event said.
    told_bytes: u64,
    /// Collections so far.
    pub collections: u32,
}

impl Default for HeapState {
    fn default() -> Self {
        Self { stack_bytes: 0, goal_bytes: GOAL_MIN_BYTES, told_bytes: 0, collections: 0 }
    }
}

impl<S: Sink> Vm<S> {
    /// Tells how the heap changed, and what that means.
    ///
    /// # Errors
    /// The container's memory limit.
    pub(crate) fn account(&mut self, p: PId) -> Result<(), Stop> {
        let used = self.mem.heap.used_bytes;
        if used.abs_diff(self.heap.told_bytes) >= TELL_BYTES {
            self.heap.told_bytes = used;
            self.sched.emit(p, Kind::HeapAlloc { bytes: used });
        }
        if self.is_over_limit() { Err(Stop::End(Ending::Oom)) } else { Ok(()) }
    }

    /// A collection is due at the next safe point.
    pub(crate) fn wants_collection(&self) -> bool {
        self.mem.heap.used_bytes >= self.heap.goal_bytes
    }

    /// Marks and sweeps; `running` is the goroutine that is taken out of the table.
    pub fn collect(&mut self, p: PId, running: Option<&Task>) {
        if self.collected_at.len() == limits::COLLECTIONS_REMEMBERED_MAX {
            self.collected_at.drain(..limits::COLLECTIONS_REMEMBERED_MAX / 2);
        }
        self.collected_at.push(self.sched.now(p));
        let program = Rc::clone(&self.program);
        self.mark(&program, running);
        let mut chans = Vec::new();
        let freed = self.registry.sweep(|addr| self.mem.heap.is_dead(addr.wrapping_sub(MEMORY_BASE)));
        self.mem.sweep(|first_word, object| {
            if object.layout.shape() == Shape::Chan {
                chans.push((MEMORY_BASE + object.offset, ObjId(first_word as u32)));
            }
        });
        let live = self.mem.heap.used_bytes;
        let globals = u64::from(program.data_bytes);
        // mgcpacer.go:commit: as much again as is live, stacks and globals counted in.
        let goal = live + (live + self.heap.stack_bytes + globals);
        let goal = goal.clamp(GOAL_MIN_BYTES, limits::MEMORY_BYTES_MAX / 8 * 7);
        self.heap.goal_bytes = goal.max(live + TELL_BYTES);
        self.heap.told_bytes = live;
        self.heap.collections += 1;
        let goroutines = u64::from(self.sched.goroutines());
        self.sched.gc(p, cost::mark_ns(live, goroutines), live);
        self.sched.emit(p, Kind::HeapAlloc { bytes: live });
        self.sched.emit(p, Kind::HeapGoal { bytes: self.heap.goal_bytes });
        for (addr, obj) in chans {
            self.registry.forget_chan(addr);
            self.sched.obj_free(p, obj);
        }
        for obj in freed {
            self.sched.obj_free(p, obj);
        }
    }

    fn mark(&mut self, program: &Program, running: Option<&Task>) {
        let (mut grey, mut words) = (Vec::new(), Vec::new());
        let tables = Rc::clone(&self.tables);
        let frame_words = |f| tables.func(f).frame_words as usize;
        let memory = &mut self.mem;
        let tasks = self.tasks.iter().filter_map(|(_, task)| task.as_deref());
        for task in tasks.chain(running) {
            for word in task.roots(frame_words) {
                shade(memory, word, &mut grey);
            }
        }
        for &root in &program.roots {
            let word = memory.word(MEMORY_BASE + u64::from(root) * 8).unwrap_or(0);
            shade(memory, word, &mut grey);
        }
        for word in self.registry.roots() {
            shade(memory, word, &mut grey);
        }
        while let Some(object) = grey.pop() {
            pointers(program, memory, object, &mut |word| words.push(word));
            for word in words.drain(..) {
                shade(memory, word, &mut grey);
            }
        }
    }
}

fn shade(memory: &mut Memory, word: u64, grey: &mut Vec<Object>) {
    if let Some(object) = word.checked_sub(MEMORY_BASE).and_then(|offset| memory.heap.mark(offset)) {
        grey.push(object);
    }
}
