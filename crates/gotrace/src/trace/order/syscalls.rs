//! System calls, and the goroutines that foreign threads bring when they call into Go.

use super::{Bound, Ordering};
use crate::trace::event::{Context, EventKind, GoStatus, ProcStatus};

impl Ordering {
    pub(super) fn apply_syscall(
        &mut self,
        at: &Context,
        seq: u64,
        kind: &EventKind,
    ) -> Result<Bound, String> {
        match kind {
            EventKind::GoSyscallBegin { .. } => {
                let (p, _, goroutine) = self.current(at, GoStatus::Running)?;
                goroutine.status = GoStatus::Syscall;
                let generation = self.generation;
                let proc = self.proc(p)?;
                if proc.seq.generation != generation || seq != proc.seq.number.wrapping_add(1) {
                    return Err(format!("number {seq} of {p} in a system call after {}", proc.seq.number));
                }
                proc.status = ProcStatus::Syscall;
                proc.seq.number = seq;
                Ok(at.bound())
            }
            EventKind::GoSyscallEnd => {
                let (p, _, goroutine) = self.current(at, GoStatus::Syscall)?;
                goroutine.status = GoStatus::Running;
                let proc = self.proc(p)?;
                if proc.status != ProcStatus::Syscall {
                    return Err(format!("{p} is {:?} at the end of a system call", proc.status));
                }
                proc.status = ProcStatus::Running;
                Ok(at.bound())
            }
            EventKind::GoSyscallEndBlocked => {
                self.in_syscall(at)?.status = GoStatus::Runnable;
                // The thread may have taken another processor already.
                Ok(Bound { p: at.p, g: None })
            }
            EventKind::GoCreateSyscall { g } => {
                at.needs_m()?;
                if let Some(other) = at.g {
                    return Err(format!("{g} is created on a thread that runs {other}"));
                }
                self.create(*g, GoStatus::Syscall)?;
                Ok(Bound { p: at.p, g: Some(*g) })
            }
            EventKind::GoDestroySyscall => self.destroy_in_syscall(at),
            _ => Err("not an event of a system call".into()),
        }
    }

    fn in_syscall(&mut self, at: &Context) -> Result<&mut super::Goroutine, String> {
        let g = at.g.ok_or("its thread holds no goroutine")?;
        let goroutine = self.goroutine(g)?;
        if goroutine.status != GoStatus::Syscall {
            return Err(format!("{g} is {:?}, not in a system call", goroutine.status));
        }
        Ok(goroutine)
    }

    /// The system may give the thread's id out again, so the processor must not stay bound to it.
    fn destroy_in_syscall(&mut self, at: &Context) -> Result<Bound, String> {
        self.in_syscall(at)?;
        if let Some(g) = at.g {
            self.goroutines.remove(&g);
        }
        if let Some(p) = at.p {
            let proc = self.proc(p)?;
            if proc.status != ProcStatus::Syscall {
                return Err(format!("{p} is {:?} at the end of a call from outside", proc.status));
            }
            proc.status = ProcStatus::SyscallAbandoned;
        }
        Ok(Bound::default())
    }
}
