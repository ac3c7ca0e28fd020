//! What tests ask of a machine: memory and stacks looked through without any of the shortcuts that running it takes.

use std::rc::Rc;

use gopark_program::MEMORY_BASE;
use gopark_trace::{GId, Sink};

use crate::leaks::Marks;
use crate::parked::Parked;
use crate::roots;
use crate::vm::Vm;

/// What memory holds, counted object by object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Objects that were not freed, and their bytes.
    pub objects: u64,
    /// See [`Self::objects`].
    pub bytes: u64,
    /// Those that the program can still get at, and their bytes.
    pub reachable: u64,
    /// See [`Self::reachable`].
    pub reachable_bytes: u64,
}

impl<S: Sink> Vm<S> {
    /// Counts everything. The machine must not be in the middle of a step.
    pub fn census(&mut self) -> Census {
        self.mem.thaw();
        let mut marks = Marks::new(&self.program, &self.mem);
        let code = (&*self.program, &*self.tables);
        for (g, task) in self.standing().iter() {
            let Some(task) = &task.as_ref().map(Parked::open) else { continue };
            let waiting = roots::waiting(&self.program, task, self.sched.wait_reason(g));
            roots::words(code, task, waiting, &mut |word| marks.shade(word));
        }
        for &root in &self.program.roots {
            marks.shade(self.mem.word(MEMORY_BASE + u64::from(root) * 8).unwrap_or(0));
        }
        self.registry.roots().for_each(|word| marks.shade(word));
        self.special_words(&mut |word| marks.shade(word));
        self.mem.heap.tiny.offsets().for_each(|offset| marks.shade(MEMORY_BASE + offset));
        marks.drain();
        let (objects, bytes) = self.mem.heap.census();
        Census { objects, bytes, reachable: marks.count, reachable_bytes: marks.bytes }
    }

    /// What the machine itself believes that [`Self::census`] counts: objects and bytes.
    pub fn counted(&self) -> (u64, u64) {
        let totals = self.mem.heap.totals;
        (totals.allocs - totals.frees, totals.alloc_bytes - totals.freed_bytes)
    }

    /// Bytes that the collection which is being played out found reachable, and those that were allocated since it began to
    /// look; none when none is.
    pub fn marked(&self) -> Option<(u64, u64)> {
        self.heap.marked(self.mem.heap.totals.alloc_bytes).filter(|_| self.sched.gc().is_marking())
    }

    /// Overwrites every slot of goroutine `g` that its code does not read any more. A program must not notice, nor whoever
    /// looks at it, with what: as long as it is nobody's address.
    pub fn poison(&mut self, g: GId, with: u64) {
        let reason = self.sched.wait_reason(g);
        let (program, tables) = (Rc::clone(&self.program), Rc::clone(&self.tables));
        self.stand_all();
        let Some(Some(parked)) = self.tasks.get_mut(g) else { return };
        let task = &parked.open();
        let waiting = roots::waiting(&program, task, reason);
        for i in 0..task.frames.len() {
            let frame = task.frames[i];
            // What only consumes time counts in a slot that no code reads.
            if !tables.func(frame.func).is_code {
                continue;
            }
            let above = task.frames.get(i + 1).map_or(u32::MAX, |above| above.base);
            let words = tables.func(frame.func).frame_words.min(above - frame.base) as usize;
            let mut dead = vec![true; words];
            // Leaks look at the closure of a sender that has captured its value (`roots::sent_from`).
            let info = tables.func(frame.func);
            let closure = usize::from(info.result_words + info.param_words);
            dead.get_mut(closure).into_iter().for_each(|dead| *dead = !info.is_closure);
            // The frame itself looks at the addresses of its objects of the stack.
            let (first, count) = (usize::from(info.locals.0), usize::from(info.locals.1));
            dead.iter_mut().skip(first).take(count).for_each(|dead| *dead = false);
            roots::live_slots((&*program, &*tables), task, i, waiting, &mut |slot| dead[slot] = false);
            let window = parked.words_mut()[frame.base as usize..].iter_mut();
            window.zip(dead).filter(|(_, dead)| *dead).for_each(|(word, _)| *word = with);
        }
    }
}
