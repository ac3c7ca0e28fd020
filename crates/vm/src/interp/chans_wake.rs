//! Completing a channel operation of a goroutine that waits: its value is taken from, or put into, its own window.

use std::rc::Rc;

use gopark_program::{Case, CaseDir, Instr, Slot};
use gopark_sched::Woken;
use gopark_trace::Sink;

use crate::form::Shape;
use crate::task::{Resume, Task};
use crate::vm::Vm;

/// What a goroutine waits to do with a value.
#[derive(Clone, Copy)]
enum Side {
    /// Slots of the value.
    Send(Slot),
    /// Slots for the value and whether it was sent; `Slot::MAX`: not wanted.
    Recv(Slot, Slot),
}

/// The waiting goroutine, what it waits for, and the slot that tells which case was chosen.
fn waiting<S: Sink>(vm: &mut Vm<S>, woken: Woken, words: u32) -> Option<(&mut Task, usize, Side)> {
    let pc = vm.tasks.get(woken.g)?.as_ref()?.wait_pc;
    let instr = vm.instr_at(pc)?;
    let (side, chosen) = match instr {
        Instr::Send { v, .. } => (Side::Send(v), None),
        Instr::Recv { ok, d, .. } => (Side::Recv(d, if ok { d + words as Slot } else { Slot::MAX }), None),
        Instr::Select { d, k } => {
            let case = vm.program.selects.get(k as usize)?.cases.get(usize::from(woken.case))?;
            let side = match *case {
                Case { dir: CaseDir::Send, v, .. } => Side::Send(v),
                Case { dir: CaseDir::Recv, v, ok, .. } => Side::Recv(v, ok),
            };
            (side, Some(d))
        }
        _ => return None,
    };
    let task = Rc::make_mut(vm.tasks.get_mut(woken.g)?.as_mut()?);
    let base = task.frames.last()?.base as usize;
    if let Some(d) = chosen {
        task.words[base + usize::from(d)] = u64::from(woken.case);
    }
    Some((task, base, side))
}

/// Completes the send of a waiting goroutine: its value.
pub(crate) fn take_sent<S: Sink>(vm: &mut Vm<S>, woken: Woken, shape: Shape) -> Vec<u64> {
    let words = shape.words as usize;
    match waiting(vm, woken, shape.words) {
        Some((task, base, Side::Send(v))) => {
            let v = base + usize::from(v);
            task.words[v..v + words].to_vec()
        }
        _ => vec![0; words],
    }
}

/// Completes what a waiting goroutine waits for: a receive gets `value` and whether it was sent; a sender finds its
/// channel closed.
pub(crate) fn deliver<S: Sink>(vm: &mut Vm<S>, woken: Woken, value: &[u64], ok: bool) {
    match waiting(vm, woken, value.len() as u32) {
        Some((task, base, Side::Recv(d, ok_slot))) => {
            if d != Slot::MAX {
                let d = base + usize::from(d);
                task.words[d..d + value.len()].copy_from_slice(value);
            }
            if ok_slot != Slot::MAX {
                task.words[base + usize::from(ok_slot)] = u64::from(ok);
            }
        }
        Some((task, _, Side::Send(_))) => task.resume = Resume::SendOnClosed,
        None => {}
    }
}
