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
    let pc = task.own.wait_pc;
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
