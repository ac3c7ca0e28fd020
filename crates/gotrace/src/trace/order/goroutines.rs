//! Goroutines outside system calls: created, started, stopped, woken, switched, announced.

use super::{Bound, Ordering};
use crate::id::{GoId, ThreadId};
use crate::trace::event::{Context, EventKind, GoStatus};

impl Ordering {
    pub(super) fn apply_goroutine(
        &mut self,
        at: &mut Context,
        kind: &mut EventKind,
    ) -> Result<Bound, String> {
        match kind {
            EventKind::GoCreate { g, blocked, .. } => {
                at.needs_p()?;
                if let Some(creator) = at.g.and_then(|g| self.goroutines.get(&g))
                    && creator.status != GoStatus::Running
                {
                    return Err(format!("{g} is created by a goroutine that does not run"));
                }
                self.create(*g, if *blocked { GoStatus::Waiting } else { GoStatus::Runnable })?;
                Ok(at.bound())
            }
            EventKind::GoStart { g } => {
                at.needs_p()?;
                if let Some(other) = at.g {
                    return Err(format!("{g} starts on a thread that runs {other}"));
                }
                let goroutine = self.goroutine(*g)?;
                goroutine.status = GoStatus::Running;
                goroutine.seq.number += 1;
                Ok(Bound { p: at.p, g: Some(*g) })
            }
            EventKind::GoStop { .. } => self.leave(at, Some(GoStatus::Runnable)),
            EventKind::GoBlock { .. } => self.leave(at, Some(GoStatus::Waiting)),
            EventKind::GoDestroy => self.leave(at, None),
            EventKind::GoUnblock { g, .. } => {
                let goroutine = self.goroutine(*g)?;
                goroutine.status = GoStatus::Runnable;
                goroutine.seq.number += 1;
                Ok(at.bound())
            }
            EventKind::GoSwitch { g, destroy } => {
                self.leave(at, (!*destroy).then_some(GoStatus::Waiting))?;
                let next = self.goroutine(*g)?;
                next.status = GoStatus::Running;
                next.seq.number += 1;
                Ok(Bound { p: at.p, g: Some(*g) })
            }
            EventKind::GoStatus { g, m, status, known, .. } => {
                *known = self.announce(*g, *status)?;
                match status {
                    GoStatus::Running => Ok(Bound { p: at.p, g: Some(*g) }),
                    GoStatus::Syscall => self.announce_in_syscall(at, *g, *m),
                    GoStatus::Runnable | GoStatus::Waiting => Ok(at.bound()),
                }
            }
            _ => Err("not an event of a goroutine".into()),
        }
    }

    /// The running goroutine leaves its thread for `status`, or for good.
    fn leave(&mut self, at: &Context, status: Option<GoStatus>) -> Result<Bound, String> {
        let (_, g, goroutine) = self.current(at, GoStatus::Running)?;
        match status {
            Some(status) => goroutine.status = status,
            None => {
                self.goroutines.remove(&g);
            }
        }
        Ok(Bound { p: at.p, g: None })
    }

    /// Returns whether `g` was known.
    fn announce(&mut self, g: GoId, status: GoStatus) -> Result<bool, String> {
        let seq = self.seq_start();
        match self.goroutines.get_mut(&g) {
            Some(known) if known.status == status => {
                known.seq = seq;
                Ok(true)
            }
            Some(known) => Err(format!("{g} is {:?} but said to be {status:?}", known.status)),
            None if self.first => self.create(g, status).map(|()| false),
            None => Err(format!("{g} comes from nowhere after the first generation")),
        }
    }

    /// A goroutine that sits in a system call is announced by its own thread, or, if it slept through the whole
    /// generation, by another; then the event counts as one of its own thread.
    fn announce_in_syscall(
        &mut self,
        at: &mut Context,
        g: GoId,
        m: Option<ThreadId>,
    ) -> Result<Bound, String> {
        let m = m.ok_or_else(|| format!("{g} is in a system call without a thread"))?;
        let reporter = at.bound();
        if at.m == Some(m) {
            if !self.first && at.g != Some(g) {
                return Err(format!("{g} is in a system call on a thread that does not hold it"));
            }
            return Ok(Bound { p: reporter.p, g: Some(g) });
        }
        let held = self.threads.get(&m).copied();
        match held {
            Some(held) if held.g != Some(g) => {
                return Err(format!("{g} is in a system call on {m}, which does not hold it"));
            }
            Some(_) => {}
            None => self.bind(m, Bound { p: None, g: Some(g) })?,
        }
        let held = held.unwrap_or_default();
        *at = Context { m: Some(m), p: held.p, g: held.g };
        Ok(reporter)
    }
}
