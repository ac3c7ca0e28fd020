//! What a goroutine waits for, as addresses.

use gopark_program::{Instr, Program};
use gopark_trace::WaitReason;

use crate::roots::{self, Waiting};
use crate::task::Task;

/// What has to be reachable so that a goroutine may ever go on.
#[derive(Clone, Debug, Default)]
pub struct Wait {
    /// Addresses of channels, or of the lock, WaitGroup or Cond. None: nothing can ever wake it.
    pub addrs: Vec<u64>,
    /// What it needs besides what its code can read.
    pub waiting: Waiting,
    /// Where Go's sudog points to for the value that is sent, when that is no copy of its own.
    pub value: Option<u64>,
}

/// What a goroutine that waits for `reason` waits for. None: it waits for something that the runtime itself will bring
/// about (`runtime2.go:isSyncWait`, `isChanWait`).
pub fn wait_of(program: &Program, task: &Task, reason: WaitReason) -> Option<Wait> {
    use WaitReason as W;
    match reason {
        W::ChanReceiveNil | W::ChanSendNil | W::SelectNoCases => Some(Wait::default()),
        W::ChanReceive | W::ChanSend | W::Select => at_channels(program, task, reason),
        W::MutexLock | W::RwMutexRLock | W::RwMutexLock | W::CondWait | W::WaitGroupWait => {
            let waiting = roots::waiting(program, task, reason);
            let slot = task.frames.last()?.base as usize + waiting.slot?;
            Some(Wait { addrs: vec![task.words.get(slot).copied()?], waiting, value: None })
        }
        _ => None,
    }
}

fn at_channels(program: &Program, task: &Task, reason: WaitReason) -> Option<Wait> {
    let base = task.frames.last()?.base as usize;
    let word = |slot: u16| task.words.get(base + usize::from(slot)).copied();
    let pc = task.own.wait_pc;
    let mut wait = Wait { waiting: roots::waiting(program, task, reason), ..Wait::default() };
    match *program.code.get(pc as usize)? {
        Instr::Send { ch, .. } => {
            wait.addrs.push(word(ch)?);
            wait.value = wait.waiting.slot.and_then(|slot| word(slot as u16));
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
