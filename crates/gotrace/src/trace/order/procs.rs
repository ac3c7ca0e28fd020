//! Processors: started, stopped, stolen, announced.

use super::{Bound, Ordering, Proc};
use crate::id::{ProcId, ThreadId};
use crate::trace::event::{Context, EventKind, ProcStatus};

impl Ordering {
    pub(super) fn apply_proc(&mut self, at: &mut Context, kind: &mut EventKind) -> Result<Bound, String> {
        match kind {
            EventKind::ProcStart { p } => {
                at.needs_m()?;
                let proc = self.proc(*p)?;
                proc.status = ProcStatus::Running;
                proc.seq.number += 1;
                Ok(Bound { p: Some(*p), g: at.g })
            }
            EventKind::ProcStop => {
                let p = at.needs_p()?;
                let proc = self.proc(p)?;
                if !matches!(proc.status, ProcStatus::Running | ProcStatus::Syscall) {
                    return Err(format!("{p} stops but is {:?}", proc.status));
                }
                proc.status = ProcStatus::Idle;
                Ok(Bound { p: None, g: at.g })
            }
            EventKind::ProcSteal { p, from, abandoned } => self.steal(at, *p, *from, abandoned),
            EventKind::ProcStatus { p, status, known } => self.proc_status(at, *p, status, known),
            _ => Err("not an event of a processor".into()),
        }
    }

    fn steal(
        &mut self,
        at: &Context,
        p: ProcId,
        from: Option<ThreadId>,
        abandoned: &mut bool,
    ) -> Result<Bound, String> {
        let thief = at.needs_m()?;
        let proc = self.proc(p)?;
        *abandoned = proc.status == ProcStatus::SyscallAbandoned;
        proc.status = ProcStatus::Idle;
        proc.seq.number += 1;
        if *abandoned {
            // The thread named has moved on, or is another one by now.
            return Ok(at.bound());
        }
        if from == Some(thief) {
            if at.p != Some(p) {
                return Err(format!("{thief} takes {p} from itself but does not hold it"));
            }
            return Ok(Bound { p: None, g: at.g });
        }
        let victim = from.and_then(|m| self.threads.get_mut(&m)).filter(|victim| victim.p == Some(p));
        let victim = victim.ok_or_else(|| format!("{p} is taken from a thread that does not hold it"))?;
        victim.p = None;
        Ok(at.bound())
    }

    fn proc_status(
        &mut self,
        at: &mut Context,
        p: ProcId,
        status: &mut ProcStatus,
        known: &mut bool,
    ) -> Result<Bound, String> {
        let seq = self.seq_start();
        let mut after = at.bound();
        if matches!(status, ProcStatus::Running | ProcStatus::Syscall) {
            after.p = Some(p);
        }
        let Some(proc) = self.procs.get_mut(&p) else {
            *known = false;
            self.procs.insert(p, Proc { status: *status, seq, sweeping: false, taken_by: None });
            return Ok(after);
        };
        *known = true;
        proc.seq = seq;
        if (proc.status, *status) == (ProcStatus::Syscall, ProcStatus::SyscallAbandoned) {
            // Nothing is lost: the thread is still known. Whoever reports this is about to steal.
            *status = ProcStatus::Syscall;
            let holder = proc.taken_by.and_then(|m| Some((m, self.threads.get(&m)?)));
            let (m, bound) = holder
                .filter(|(_, bound)| bound.p == Some(p))
                .ok_or_else(|| format!("no thread holds {p}"))?;
            *at = Context { m: Some(m), p: Some(p), g: bound.g };
        } else if proc.status != *status {
            return Err(format!("{p} is {:?} but said to be {status:?}", proc.status));
        }
        Ok(after)
    }
}
