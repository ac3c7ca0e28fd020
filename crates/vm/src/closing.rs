//! Closing a channel at which very many wait. It is one operation at one moment, but waking a million takes long in real time:
//! so many steps of the machine do nothing else, without virtual time.

use gopark_sched::Woken;
use gopark_trace::{ObjId, PId, Sink};

use crate::interp::deliver;
use crate::limits;
use crate::vm::Vm;

/// How far it is.
#[derive(Clone, Debug)]
pub(crate) struct Closing {
    p: PId,
    ch: ObjId,
    /// Of a value of the channel.
    words: u32,
    stage: Stage,
    /// Those who left their queues and are not ready yet.
    woken: Vec<Woken>,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    Begins,
    Unblocks,
    Readies,
}

impl Closing {
    /// Nothing was done yet for the goroutine on `p`, which closes `ch`.
    pub const fn new(p: PId, ch: ObjId, words: u32) -> Self {
        Self { p, ch, words, stage: Stage::Begins, woken: Vec::new() }
    }
}

impl<S: Sink> Vm<S> {
    /// Goes on with closing a channel; false when none is being closed.
    #[inline]
    pub(crate) fn close_on(&mut self) -> bool {
        self.closing.is_some() && self.close_slice()
    }

    #[cold]
    fn close_slice(&mut self) -> bool {
        let Some(mut it) = self.closing.take() else { return false };
        match it.stage {
            Stage::Begins => {
                self.sched.close_begin(it.p, it.ch);
                it.stage = Stage::Unblocks;
            }
            Stage::Unblocks => {
                if self.sched.close_unblock(it.ch, limits::WOKEN_PER_STEP_MAX, &mut it.woken) {
                    it.stage = Stage::Readies;
                }
            }
            Stage::Readies => {
                let zero = vec![0; it.words as usize];
                let from = it.woken.len().saturating_sub(limits::WOKEN_PER_STEP_MAX);
                for woken in it.woken.drain(from..).rev() {
                    self.sched.close_ready(it.p, woken);
                    deliver(self, it.p, woken, &zero, false);
                }
                if it.woken.is_empty() {
                    return true;
                }
            }
        }
        self.closing = Some(it);
        true
    }
}
