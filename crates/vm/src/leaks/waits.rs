//! What a goroutine waits for, as addresses.

use gopark_program::{Instr, Program};
use gopark_trace::WaitReason;

use crate::task::Task;

/// What has to be reachable so that a goroutine may ever go on.
#[derive(Clone, Debug, Default)]
pub struct Wait {
    /// Addresses of channels, or of the lock, WaitGroup or Cond. None: nothing can ever wake it.
    pub addrs: Vec<u64>,
    /// The channel operation.
    pub pc: Option<u32>,
    /// Where Go's sudog points to for the value that is sent, when that is no copy of its own.
    pub value: Option<u64>,
}

/// What a goroutine that waits for `reason` waits for. None: it waits for something that the runtime itself will bring
/// about (`runtime2.go:isSyncWait`, `isChanWait`).
pub fn wait_of(program: &Program, task: &Task, reason: WaitReason) -> Option<Wait> {
    use WaitReason as W;
    match reason {
        W::ChanReceiveNil | W::ChanSendNil | W::SelectNoCases => Some(Wait::default()),
        W::ChanReceive | W::ChanSend | W::Select => at_channels(program, task),
        W::MutexLock | W::RwMutexRLock | W::RwMutexLock | W::CondWait | W::WaitGroupWait => {
            in_native(program, task)
        }
        _ => None,
    }
}

fn at_channels(program: &Program, task: &Task) -> Option<Wait> {
    let base = task.frames.last()?.base as usize;
    let word = |slot: u16| task.words.get(base + usize::from(slot)).copied();
    let pc = task.wait_pc;
    let mut wait = Wait { pc: Some(pc), ..Wait::default() };
    match *program.code.get(pc as usize)? {
        Instr::Send { ch, v, .. } => {
            wait.addrs.push(word(ch)?);
            wait.value = sent_from(program, pc, v).and_then(word);
        }
        Instr::Recv { ch, .. } => wait.addrs.push(word(ch)?),
        Instr::Select { k, .. } => {
            let cases = &program.selects.get(k as usize)?.cases;
            wait.addrs = cases.iter().filter_map(|case| word(case.ch)).filter(|&addr| addr != 0).collect();
        }
        _ => return None,
    }
    Some(wait)
}

/// The slot of the address from which the value in slot `v` was just loaded. What can be addressed is not copied before
/// it is sent (`cmd/compile/internal/walk/order.go:addrTemp`).
fn sent_from(program: &Program, pc: u32, v: u16) -> Option<u16> {
    let before = |n: u32| program.code.get(pc.checked_sub(n)? as usize);
    match *before(1)? {
        Instr::Load { d, a, .. } | Instr::LoadN { d, a, .. } | Instr::IndexLoad { d, s: a, .. } if d == v => {
            Some(a)
        }
        Instr::Arg(_) => match *before(2)? {
            Instr::LoadBytes { d, a } if d == v => Some(a),
            _ => None,
        },
        _ => None,
    }
}

/// A native of package sync: its receiver. One that asks again stands at the call, another one after it.
fn in_native(program: &Program, task: &Task) -> Option<Wait> {
    let frame = task.frames.last()?;
    let at = |pc: Option<u32>| match program.code.get(pc? as usize)? {
        &Instr::CallNative { base, native } => Some((base, native)),
        _ => None,
    };
    let (base, native) = at(Some(frame.pc)).or_else(|| at(frame.pc.checked_sub(1)))?;
    let results = program.natives.get(usize::from(native))?.result_words;
    let slot = frame.base as usize + usize::from(base) + usize::from(results);
    Some(Wait { addrs: vec![task.words.get(slot).copied()?], ..Wait::default() })
}
