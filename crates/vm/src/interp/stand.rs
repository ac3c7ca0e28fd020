//! Where the goroutine stands, told to the scheduler; and how it was called there, to a sink that wants to know.

use gopark_trace::{Pc, Sink};

use super::Machine;
use crate::limits;
use crate::task::Link;

impl<S: Sink> Machine<'_, S> {
    /// Events that follow happen at `pc`.
    #[inline]
    pub(super) fn stand_at(&mut self, pc: usize) {
        self.vm.sched.set_pc(self.p, Pc(pc as u32));
        self.tell_stack_at(pc);
    }

    /// Tells the stack, to those who want it.
    #[inline]
    pub(super) fn tell_stack_at(&mut self, pc: usize) {
        if self.vm.sched.sink().wants_stacks() {
            self.tell_stack(pc as u32);
        }
    }

    /// What a standard package starts (`wg.Go`), or waits for, is told at the line of the program that called it.
    #[inline]
    pub(super) fn stand_at_cause(&mut self) {
        if let Some(pc) = self.tables.cause(self.task) {
            self.vm.sched.set_pc(self.p, pc);
        }
    }

    /// As in a dump of the goroutine, but no longer than a trace holds.
    #[cold]
    fn tell_stack(&mut self, pc: u32) {
        let mut stack = vec![Pc(pc)];
        let mut above = self.task.frames.last().map_or(Link::Root, |frame| frame.link);
        for frame in self.task.frames.iter().rev().skip(1) {
            if stack.len() == limits::TRACE_FRAMES_MAX {
                break;
            }
            // A deferred call at the return goes on at the very instruction that called.
            let pc = if above == Link::Defer { frame.pc } else { frame.pc.saturating_sub(1) };
            if !self.is_wrapper(frame.func) {
                stack.push(Pc(pc));
            }
            above = frame.link;
        }
        self.vm.sched.sink_mut().stack(self.p, &stack);
    }
}
