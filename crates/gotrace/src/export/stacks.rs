//! Stacks: places in the simulated code become frames.

use gopark_trace::{Event, Pc};

use super::Exporter;
use crate::trace::{Frame, StackId};

/// Where the code of a Go program lies on linux/amd64, and how long our instructions are.
const TEXT_START: u64 = 0x40_0000;
const INSTR_BYTES: u64 = 8;

impl Exporter {
    /// The stack of the goroutine that acts in `event`; none when none does.
    pub(super) fn stack_of(&mut self, event: &Event) -> StackId {
        if event.pc.is_none() {
            return StackId::NONE;
        }
        match self.stacks.get(event.p.idx()) {
            Some(told) if told.first() == Some(&event.pc) => {
                if let Some(&id) = self.stack_ids.get(told) {
                    return id;
                }
                let stack = told.clone();
                self.intern(stack)
            }
            _ => self.place(event.pc),
        }
    }

    /// A stack of one frame.
    pub(super) fn place(&mut self, pc: Pc) -> StackId {
        match self.stack_ids.get([pc].as_slice()) {
            Some(&id) => id,
            None => self.intern(vec![pc]),
        }
    }

    fn intern(&mut self, stack: Vec<Pc>) -> StackId {
        let symbols = self.writer.symbols_mut();
        let mut frames = Vec::with_capacity(stack.len());
        for &pc in &stack {
            if let Some(place) = self.places.place(pc) {
                frames.push(Frame {
                    pc: TEXT_START + u64::from(pc.0) * INSTR_BYTES,
                    func: symbols.intern_text(&place.func),
                    file: symbols.intern_text(&place.file),
                    line: place.line,
                });
            }
        }
        let id = symbols.intern_stack(&frames);
        self.stack_ids.insert(stack, id);
        id
    }
}
