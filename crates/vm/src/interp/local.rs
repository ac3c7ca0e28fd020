//! Objects of the stack: they belong to a frame, one for each place that makes one, and end with it.

use gopark_program::{FuncId, Slot};
use gopark_trace::Sink;

use super::Machine;
use crate::cost;
use crate::limits::MEMORY_BYTES_MAX;
use crate::memory::{Layout, Memory};
use crate::stop::Stop;
use crate::task::Frame;

/// What the instruction makes that is executed now is an object of the stack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Local {
    /// The one that the frame has already; 0: none.
    addr: u64,
    /// More bytes than this lie in the heap; 0: none do.
    most: u64,
}

impl Local {
    /// Bytes that lie on the stack for `bytes` of a size that the program does not say.
    pub fn room(&self, bytes: u64) -> Option<u64> {
        (1..=self.most).contains(&bytes).then_some(self.most)
    }

    /// The object, zeroed; none if it does not lie on the stack, or there is no room.
    pub fn take(&mut self, memory: &mut Memory, bytes: u64, layout: Layout) -> Option<u64> {
        if self.most > 0 && bytes > self.most || bytes == 0 {
            return None;
        }
        let room = bytes.max(self.most);
        if self.addr == 0 {
            self.addr = memory.alloc_local(room, layout)?;
        } else if cfg!(feature = "stale") {
            // Nobody may have that of an earlier round.
            memory.release_local(self.addr);
            self.addr = memory.alloc_local(room, layout)?;
        } else {
            memory.range_mut(self.addr, room)?.fill(0);
        }
        Some(self.addr)
    }
}

impl<S: Sink> Machine<'_, S> {
    /// Executes the next instruction.
    pub(super) fn local(&mut self, at: Slot, via: Slot, most: u16) -> Result<(), Stop> {
        let first = if via == Slot::MAX { self.place.base } else { self.get(via) as usize };
        let slot = first + usize::from(at);
        let from = std::mem::replace(&mut self.at, self.place.pc);
        self.place.pc += 1;
        if !self.is_again {
            self.place.fuel -= cost::INSTR_NS;
        }
        self.vm.local = Some(Local { addr: self.task.words[slot], most: u64::from(most) });
        let done = self.slow(self.program.code[self.at]);
        if let Some(local) = self.vm.local.take() {
            self.task.words[slot] = local.addr;
        }
        // A stack that has most of memory would not get further in Go either.
        let has_most = u64::from(self.task.own.stack_used) > MEMORY_BYTES_MAX / 2;
        match done {
            Err(Stop::Later) => self.at = from,
            Err(Stop::Full) if has_most => {
                let f = self.task.frames.last().map_or(FuncId(0), |frame| frame.func);
                return Err(Stop::StackOverflow(f));
            }
            _ => {}
        }
        done
    }

    /// The objects of a frame that is no more.
    #[inline]
    pub(super) fn release(&mut self, frame: Frame) {
        let (first, count) = self.tables.func(frame.func).locals;
        if count > 0 {
            let first = frame.base as usize + usize::from(first);
            for slot in first..first + usize::from(count) {
                let addr = std::mem::take(&mut self.task.words[slot]);
                if addr != 0 {
                    self.vm.mem.release_local(addr);
                }
            }
        }
    }
}
