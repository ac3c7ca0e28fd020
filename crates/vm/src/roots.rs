//! The words of a goroutine that hold something alive: exactly those that its code can still read, as Go's stack maps tell
//! it (`stkframe.go:getStackMap`).

use gopark_program::{Instr, Program};
use gopark_trace::{Sink, WaitReason};

use crate::tables::Tables;
use crate::task::{Frame, Link, Task, other_roots};

/// What a goroutine that waits still needs, though its code has done with it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Waiting {
    /// The channel operation: it is executed again, in a sense, when somebody completes it.
    pub pc: Option<u32>,
    /// The slot of the lock, WaitGroup or Cond, or of where Go's sudog points to for the value that is sent, when that is no
    /// copy of its own.
    pub slot: Option<usize>,
}

/// What a goroutine needs that waits for `reason`.
pub fn waiting(program: &Program, task: &Task, reason: WaitReason) -> Waiting {
    use WaitReason as W;
    match reason {
        W::ChanReceive | W::ChanSend | W::Select => {
            Waiting { pc: Some(task.own.wait_pc), slot: sent_at(program, task.own.wait_pc) }
        }
        W::MutexLock | W::RwMutexRLock | W::RwMutexLock | W::CondWait | W::WaitGroupWait => {
            Waiting { pc: None, slot: receiver(program, task) }
        }
        // It may be about to send.
        _ => Waiting { pc: None, slot: task.frames.last().and_then(|frame| sent_at(program, frame.pc)) },
    }
}

fn sent_at(program: &Program, pc: u32) -> Option<usize> {
    match program.code.get(pc as usize) {
        Some(&Instr::Send { v, .. }) => sent_from(program, pc, v).map(usize::from),
        _ => None,
    }
}

/// The slot of the receiver of a native of package sync that the innermost frame has called. One that asks again stands at
/// the call, another one after it.
fn receiver(program: &Program, task: &Task) -> Option<usize> {
    let frame = task.frames.last()?;
    let at = |pc: Option<u32>| match program.code.get(pc? as usize)? {
        &Instr::CallNative { base, native } => Some((base, native)),
        _ => None,
    };
    let (base, native) = at(Some(frame.pc)).or_else(|| at(frame.pc.checked_sub(1)))?;
    let results = program.natives.get(usize::from(native))?.result_words;
    Some(usize::from(base) + usize::from(results))
}

/// The slot of the address at which the value in slot `v` lies that is sent at `pc`: what can be addressed is not copied
/// first (`cmd/compile/internal/walk/order.go:addrTemp`). That is what was loaded just before, and what a closure
/// captured.
fn sent_from(program: &Program, pc: u32, v: u16) -> Option<u16> {
    let loaded = |at: u32| match *program.code.get(at as usize)? {
        Instr::LoadN { n, d, a, .. } => (d..d.saturating_add(u16::from(n))).contains(&v).then_some(a),
        Instr::Load { d, a, .. } | Instr::LoadBytes { d, a } | Instr::IndexLoad { d, s: a, .. } => {
            (d == v).then_some(a)
        }
        _ => None,
    };
    let before = |n: u32| pc.checked_sub(n).and_then(loaded);
    let func = program.func_at(pc)?;
    let closure = func.result_words + func.param_words;
    let captured = || {
        let mut code = func.entry..func.entry + func.len;
        code.find_map(|at| loaded(at).filter(|&a| func.is_closure && a == closure))
    };
    before(1).or_else(|| before(2)).or_else(captured)
}

/// Shows `visit` the words of a goroutine that matter.
pub fn words<S: Sink>(
    code: (&Program, &Tables<S>),
    task: &Task,
    waiting: Waiting,
    visit: &mut dyn FnMut(u64),
) {
    (0..task.frames.len()).for_each(|i| frame_words(code, task, i, waiting, visit));
    other_roots(&task.defers, &task.panics).for_each(visit);
}

/// The same, of frame `i` alone.
pub fn frame_words<S: Sink>(
    code: (&Program, &Tables<S>),
    task: &Task,
    i: usize,
    waiting: Waiting,
    visit: &mut dyn FnMut(u64),
) {
    let base = task.frames[i].base as usize;
    live_slots(code, task, i, waiting, &mut |slot| {
        if let Some(&word) = task.words.get(base + slot) {
            visit(word);
        }
    });
}

/// Shows `visit` the slots of frame `i` that matter.
pub fn live_slots<S: Sink>(
    (program, tables): (&Program, &Tables<S>),
    task: &Task,
    i: usize,
    waiting: Waiting,
    visit: &mut dyn FnMut(usize),
) {
    let (frame, above) = (&task.frames[i], task.frames.get(i + 1));
    let pc = if above.is_none() { waiting.pc.unwrap_or(frame.pc) } else { frame.pc };
    let func = &program.funcs[frame.func.idx()];
    let live = tables.liveness(program, frame.func);
    let at = pc.wrapping_sub(func.entry);
    let end = end(frame, above, func.frame_words);
    let awaited = waiting.slot.filter(|_| above.is_none());
    for first in (0..end).step_by(64) {
        let mut bits = live.word(at, first / 64);
        if func.has_defer {
            bits |= live.word(func.epilogue, first / 64);
        }
        if let Some(slot) = awaited.filter(|slot| (first..first + 64).contains(slot)) {
            bits |= 1 << (slot - first);
        }
        while bits != 0 {
            let slot = first + bits.trailing_zeros() as usize;
            if slot < end {
                visit(slot);
            }
            bits &= bits - 1;
        }
    }
}

/// What a called function has for itself begins within its caller's window.
fn end(frame: &Frame, above: Option<&Frame>, frame_words: u16) -> usize {
    match above {
        Some(above) if above.link == Link::Call => (above.base - frame.base) as usize,
        _ => usize::from(frame_words),
    }
}
