//! The words of a goroutine that hold something alive: exactly those that its code can still read.

use gopark_program::{FuncId, Liveness, Program};

use crate::task::{Frame, Link, Task};

/// What is known of each function's slots; worked out when it is first asked for.
pub struct Frames<'a> {
    program: &'a Program,
    known: Vec<Option<Liveness>>,
}

impl<'a> Frames<'a> {
    /// Nothing is known yet.
    pub fn new(program: &'a Program) -> Self {
        Self { program, known: program.funcs.iter().map(|_| None).collect() }
    }

    /// Shows `visit` the words of a goroutine that matter; `wait_pc`: the channel operation it waits in.
    pub fn words(&mut self, task: &Task, wait_pc: Option<u32>, visit: &mut dyn FnMut(u64)) {
        for (i, frame) in task.frames.iter().enumerate() {
            let above = task.frames.get(i + 1);
            let pc = if above.is_none() { wait_pc.unwrap_or(frame.pc) } else { frame.pc };
            self.frame(task, frame, above, pc, visit);
        }
        for deferred in &task.defers {
            deferred.args.iter().copied().chain([deferred.closure]).for_each(&mut *visit);
        }
        task.panics.iter().for_each(|panic| visit(panic.value.1));
    }

    fn frame(
        &mut self,
        task: &Task,
        frame: &Frame,
        above: Option<&Frame>,
        pc: u32,
        visit: &mut dyn FnMut(u64),
    ) {
        let func = &self.program.funcs[frame.func.idx()];
        // What a called function has for itself begins within this window.
        let end = match above {
            Some(above) if above.link == Link::Call => (above.base - frame.base) as usize,
            _ => usize::from(func.frame_words),
        };
        let live = self.liveness(frame.func);
        let at = pc.wrapping_sub(func.entry);
        let words = task.words.get(frame.base as usize..).unwrap_or(&[]);
        for (slot, &word) in words.iter().enumerate().take(end) {
            if live.is_live(at, slot) || func.has_defer && live.is_live(func.epilogue, slot) {
                visit(word);
            }
        }
    }

    fn liveness(&mut self, f: FuncId) -> &Liveness {
        let func = &self.program.funcs[f.idx()];
        self.known[f.idx()].get_or_insert_with(|| Liveness::new(self.program, func))
    }
}
