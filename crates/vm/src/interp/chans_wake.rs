//! Completing a channel operation of a goroutine that waits: its value is taken from, or put into, its own window.

use gopark_program::{Case, CaseDir, Instr, Slot};
use gopark_sched::Woken;
use gopark_trace::{PId, Sink};

use crate::parked::Parked;
use crate::task::Resume;
use crate::vm::Vm;

/// What a goroutine waits to do with a value.
#[derive(Clone, Copy)]
enum Side {
    /// Slots of the value.
    Send(Slot),
    /// Slots for the value and whether it was sent; `Slot::MAX`: not wanted.
    Recv(Slot, Slot),
}

/// The waiting goroutine, which learns which case was chosen, and what it waits for.
fn waiting<S: Sink>(vm: &mut Vm<S>, woken: Woken, words: u32) -> Option<(&mut Parked, Side)> {
    let parked = vm.tasks.get_mut(woken.g())?.as_mut()?;
    let instr = *vm.program.code.get(parked.own.wait_pc as usize)?;
    let (side, chosen) = match instr {
        Instr::Send { v, .. } => (Side::Send(v), None),
        Instr::Recv { ok, d, .. } => (Side::Recv(d, if ok { d + words as Slot } else { Slot::MAX }), None),
        Instr::Select { d, k } => {
            let case = vm.program.selects.get(k as usize)?.cases.get(usize::from(woken.case()))?;
            let side = match *case {
                Case { dir: CaseDir::Send, v, .. } => Side::Send(v),
                Case { dir: CaseDir::Recv, v, ok, .. } => Side::Recv(v, ok),
            };
            (side, Some(d))
        }
        _ => return None,
    };
    if let Some(d) = chosen {
        let d = parked.base() + usize::from(d);
        parked.words_mut()[d] = u64::from(woken.case());
    }
    Some((parked, side))
}

/// Completes the send of a waiting goroutine: its value. Without `p`: by the viewer.
pub(crate) fn take_sent<S: Sink>(vm: &mut Vm<S>, p: Option<PId>, woken: Woken, value: &mut [u64]) {
    if let Some(p) = p {
        vm.timers_unblock(p, woken.g());
    }
    match waiting(vm, woken, value.len() as u32) {
        Some((parked, Side::Send(v))) => {
            let v = parked.base() + usize::from(v);
            value.copy_from_slice(&parked.words()[v..v + value.len()]);
        }
        _ => value.fill(0),
    }
}

/// Completes what a waiting goroutine waits for: a receive gets `value` and whether it was sent; a sender finds its
/// channel closed.
pub(crate) fn deliver<S: Sink>(vm: &mut Vm<S>, p: PId, woken: Woken, value: &[u64], ok: bool) {
    vm.timers_unblock(p, woken.g());
    match waiting(vm, woken, value.len() as u32) {
        Some((_, Side::Recv(Slot::MAX, Slot::MAX))) => {}
        Some((parked, Side::Recv(d, ok_slot))) => {
            let base = parked.base();
            let words = parked.words_mut();
            if d != Slot::MAX {
                let d = base + usize::from(d);
                words[d..d + value.len()].copy_from_slice(value);
            }
            if ok_slot != Slot::MAX {
                words[base + usize::from(ok_slot)] = u64::from(ok);
            }
        }
        Some((parked, Side::Send(_))) => parked.own.resume = Resume::SendOnClosed,
        None => {}
    }
}
