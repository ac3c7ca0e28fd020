//! The calls in progress of a goroutine, for those who look at it.

use gopark_program::{FuncId, FuncKind};
use gopark_trace::{GId, Sink};

use crate::task::Link;
use crate::vm::Vm;

/// A call in progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The function.
    pub func: FuncId,
    /// Where it stands.
    pub pc: u32,
    /// Bytes its frame takes on a Go stack.
    pub stack_bytes: u32,
}

impl<S: Sink> Vm<S> {
    /// The calls in progress of `g`, the latest first: at most `most` of them, and how many there are.
    pub fn calls(&self, g: GId, most: usize) -> (Vec<Call>, usize) {
        let Some(frames) = self.frames_of(g) else { return (Vec::new(), 0) };
        let mut above = Link::Call;
        let mut calls = Vec::new();
        let mut all = 0;
        for frame in frames.iter().rev() {
            let pc = if above == Link::Defer { frame.pc } else { frame.pc.saturating_sub(1) };
            above = frame.link;
            let Some(func) = self.program.funcs.get(frame.func.idx()) else { continue };
            if func.kind == FuncKind::Wrapper {
                continue;
            }
            all += 1;
            if calls.len() < most {
                calls.push(Call { func: frame.func, pc: pc.max(func.entry), stack_bytes: func.stack_bytes });
            }
        }
        (calls, all)
    }
}
