//! Completing a channel operation of a goroutine that waits: its value is taken from, or put into, its own window.

use gopark_program::{Case, CaseDir, Instr, Slot};
use gopark_sched::Woken;
use gopark_trace::{PId, Sink};

use crate::parked::Parked;
use crate::task::{Own, Resume, Task};
use crate::vm::Vm;

/// What a goroutine waits to do with a value.
#[derive(Clone, Copy)]
enum Side {
    /// Slots of the value.
    Send(Slot),
    /// Slots for the value and whether it was sent; `Slot::MAX`: not wanted.
    Recv(Slot, Slot),
}

/// A goroutine that waits, on a seat or not.
enum Waiter<'a> {
    Parked(&'a mut Parked),
    Sits(&'a mut Task),
}

impl Waiter<'_> {
    #[inline]
    fn own(&mut self) -> &mut Own {
        match self {
            Self::Parked(parked) => &mut parked.own,
            Self::Sits(task) => &mut task.own,
        }
    }

    /// The window of its innermost frame, from a slot on.
    fn window(&mut self, slot: Slot) -> &mut [u64] {
        let slot = usize::from(slot);
        match self {
            Self::Parked(parked) => {
                let at = parked.base() + slot;
                parked.words_mut().get_mut(at..).unwrap_or_default()
            }
            Self::Sits(task) => {
                let at = task.frames.last().map_or(0, |frame| frame.base as usize) + slot;
                task.words.get_mut(at..).unwrap_or_default()
            }
        }
    }

    fn set(&mut self, slot: Slot, word: u64) {
        self.window(slot)[0] = word;
    }
}

/// The waiting goroutine, which learns which case was chosen, and what it waits for.
fn waiting<S: Sink>(vm: &mut Vm<S>, woken: Woken, words: u32) -> Option<(Waiter<'_>, Side)> {
    let mut waiter = match vm.tasks.get_mut(woken.g())? {
        Some(parked) => Waiter::Parked(parked),
        None => Waiter::Sits(vm.seats.find(woken.g())?),
    };
    let instr = *vm.program.code.get(waiter.own().wait_pc as usize)?;
    let side = match instr {
        Instr::Send { v, .. } => Side::Send(v),
        Instr::Recv { ok, d, .. } => Side::Recv(d, if ok { d + words as Slot } else { Slot::MAX }),
        Instr::Select { d, k } => {
            let case = vm.program.selects.get(k as usize)?.cases.get(usize::from(woken.case()))?;
            waiter.set(d, u64::from(woken.case()));
            match *case {
                Case { dir: CaseDir::Send, v, .. } => Side::Send(v),
                Case { dir: CaseDir::Recv, v, ok, .. } => Side::Recv(v, ok),
            }
        }
        _ => return None,
    };
    Some((waiter, side))
}

/// Completes the send of a waiting goroutine: its value. Without `p`: by the viewer.
pub(crate) fn take_sent<S: Sink>(vm: &mut Vm<S>, p: Option<PId>, woken: Woken, value: &mut [u64]) {
    if let Some(p) = p {
        vm.timers_unblock(p, woken.g());
    }
    match waiting(vm, woken, value.len() as u32) {
        Some((mut waiter, Side::Send(v))) => value.copy_from_slice(&waiter.window(v)[..value.len()]),
        _ => value.fill(0),
    }
}

/// Completes what a waiting goroutine waits for: a receive gets `value` and whether it was sent; a sender finds its
/// channel closed.
pub(crate) fn deliver<S: Sink>(vm: &mut Vm<S>, p: PId, woken: Woken, value: &[u64], ok: bool) {
    vm.timers_unblock(p, woken.g());
    match waiting(vm, woken, value.len() as u32) {
        Some((mut waiter, Side::Recv(d, ok_slot))) => {
            if d != Slot::MAX {
                waiter.window(d)[..value.len()].copy_from_slice(value);
            }
            if ok_slot != Slot::MAX {
                waiter.set(ok_slot, u64::from(ok));
            }
        }
        Some((mut waiter, Side::Send(_))) => waiter.own().resume = Resume::SendOnClosed,
        None => {}
    }
}
