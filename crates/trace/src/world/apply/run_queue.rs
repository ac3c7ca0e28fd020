//! Run queues: who is queued where.

use std::collections::VecDeque;

use super::{Fit, demand};
use crate::event::RunqPlace;
use crate::ids::{GId, PId};
use crate::world::{GState, World};

impl World {
    #[inline(always)]
    pub(super) fn runq_put(&mut self, p: PId, g: GId, place: RunqPlace) -> Fit {
        let is_runnable = self.gs.get(g).is_some_and(|g| g.state == GState::Runnable);
        demand(is_runnable, "only a runnable goroutine is queued")?;
        match place {
            RunqPlace::Next => {
                let next = std::mem::replace(&mut self.p(p)?.next, g);
                demand(next.is_none(), "runnext is taken")?;
            }
            RunqPlace::Local => self.p(p)?.runq.push_back(g),
            RunqPlace::Global => self.runq.push_back(g),
        }
        Ok(())
    }

    #[inline(always)]
    pub(super) fn runq_kick(&mut self, p: PId, overflow: bool) -> Fit {
        let p = self.p(p)?;
        let g = std::mem::take(&mut p.next).some().ok_or("runnext is empty")?;
        if !overflow {
            p.runq.push_back(g);
        }
        Ok(())
    }

    pub(super) fn runq_overflow(&mut self, p: PId, g: GId, n: u32) -> Fit {
        let p = self.ps.get_mut(p.idx()).ok_or("no such processor")?;
        demand(p.runq.len() >= n as usize, "the queue is shorter")?;
        self.runq.extend(p.runq.drain(..n as usize));
        self.runq.push_back(g);
        Ok(())
    }

    pub(super) fn runq_grab(&mut self, p: PId, n: u32) -> Fit {
        demand(self.runq.len() >= n as usize, "the queue is shorter")?;
        let p = self.ps.get_mut(p.idx()).ok_or("no such processor")?;
        p.runq.extend(self.runq.drain(..n as usize));
        Ok(())
    }

    pub(super) fn runq_steal(&mut self, p: PId, victim: PId, n: u32) -> Fit {
        let mut theirs = std::mem::take(&mut self.p(victim)?.runq);
        let is_there = theirs.len() >= n as usize;
        if is_there {
            self.p(p)?.runq.extend(theirs.drain(..n as usize));
        }
        self.p(victim)?.runq = theirs;
        demand(is_there, "the queue is shorter")
    }

    pub(super) fn runq_steal_next(&mut self, p: PId, victim: PId) -> Fit {
        let g = std::mem::take(&mut self.p(victim)?.next).some().ok_or("runnext is empty")?;
        self.p(p)?.runq.push_back(g);
        Ok(())
    }

    pub(super) fn runq_drain(&mut self, p: PId) -> Fit {
        let p = self.p(p)?;
        let next = std::mem::take(&mut p.next).some();
        let queued = std::mem::take(&mut p.runq);
        for g in next.into_iter().chain(queued).rev() {
            self.runq.push_front(g);
        }
        Ok(())
    }

    /// Those of p first, for it is most likely there, and the global one last, for it may be long.
    pub(super) fn runq_leave(&mut self, p: PId, g: GId) -> Fit {
        let first = p.idx();
        let others = (0..self.ps.len()).filter(|&i| i != first);
        for i in (first..self.ps.len()).take(1).chain(others) {
            let p = &mut self.ps[i];
            if p.next == g {
                p.next = GId::NONE;
                return Ok(());
            }
            if take(&mut p.runq, g) {
                return Ok(());
            }
        }
        demand(take(&mut self.runq, g), "the goroutine is on no queue")
    }

    pub(super) fn runq_flush(&mut self, p: PId) -> Fit {
        let p = self.ps.get_mut(p.idx()).ok_or("no such processor")?;
        self.runq.extend(p.runq.drain(..));
        self.runq.extend(std::mem::take(&mut p.next).some());
        Ok(())
    }
}

/// Takes `g` out of a queue, wherever it stands; false when it does not.
fn take(queue: &mut VecDeque<GId>, g: GId) -> bool {
    let found = queue.iter().position(|&other| other == g);
    found.and_then(|i| queue.remove(i)).is_some()
}
