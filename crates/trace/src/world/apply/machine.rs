//! Processors and threads.

use super::{Fit, demand};
use crate::event::Event;
use crate::ids::{GId, MId, PId};
use crate::time::SimTime;
use crate::world::{M, MState, P, PState, Retaken, World};

/// sysmon's thread is the second one.
const SYSMON: MId = MId(1);
/// More processors than any machine has.
const PROCS_MAX: u32 = 1 << 16;

impl World {
    pub(super) fn proc_start(&mut self, m: MId, p: PId) -> Fit {
        if let Some(i) = self.idle_ps.iter().rposition(|&idle| idle == p) {
            self.idle_ps.remove(i);
        }
        self.bind(m, p)
    }

    pub(super) fn proc_steal(&mut self, e: &Event) -> Fit {
        self.sysmon_retakes(e, false);
        let it = self.p(e.p)?;
        let (m, g) = (it.m, std::mem::take(&mut it.curg));
        it.preempt = false;
        self.g(g)?.p = PId::NONE;
        self.unbind(m, e.p)
    }

    pub(super) fn preempt_request(&mut self, e: &Event) -> Fit {
        self.sysmon_retakes(e, true);
        self.p(e.p).map(|p| p.preempt = true)
    }

    fn sysmon_retakes(&mut self, e: &Event, asked: bool) {
        if e.m == SYSMON {
            self.retaken = Some(Retaken { at: e.at, p: e.p, asked });
        }
    }

    pub(super) fn m_start(&mut self, m: MId) -> Fit {
        demand(self.ms.len() == m.idx(), "threads are numbered in order")?;
        self.ms.push(M { state: MState::Awake, p: PId::NONE, curg: GId::NONE, locked: GId::NONE });
        Ok(())
    }

    /// A thread that is awake, holds no P and runs nothing.
    fn free_m(&mut self, m: MId) -> Fit<&mut M> {
        let it = self.m(m)?;
        let is_free = it.state == MState::Awake && it.p.is_none() && it.curg.is_none();
        if is_free { Ok(it) } else { Err("only a free thread stops") }
    }

    pub(super) fn m_waits_locked(&mut self, m: MId, on: bool) -> Fit {
        let it = if on { self.free_m(m)? } else { self.m(m)? };
        it.turn(MState::LockedWait, on)
    }

    pub(super) fn m_exit(&mut self, m: MId) -> Fit {
        self.free_m(m).map(|it| it.state = MState::Gone)
    }

    pub(super) fn m_park(&mut self, m: MId) -> Fit {
        self.free_m(m)?.state = MState::Parked;
        self.idle_ms.push(m);
        Ok(())
    }

    pub(super) fn m_unpark(&mut self, m: MId) -> Fit {
        let i = self.idle_ms.iter().rposition(|&idle| idle == m).ok_or("the thread is not parked")?;
        self.idle_ms.remove(i);
        self.m(m)?.state = MState::Awake;
        Ok(())
    }

    pub(super) fn m_spin(&mut self, m: MId, on: bool) -> Fit {
        self.m(m)?.turn(MState::Spinning, on)?;
        self.counts.spinning = if on { self.counts.spinning + 1 } else { self.counts.spinning - 1 };
        Ok(())
    }

    pub(super) fn procs_change(&mut self, n: u32) -> Fit {
        demand((1..=PROCS_MAX).contains(&n), "no machine has that many processors")?;
        let n = n as usize;
        for (i, p) in self.ps.iter_mut().enumerate() {
            p.state = match p.state {
                _ if i >= n => PState::Dead,
                PState::Dead => PState::Idle,
                state => state,
            };
        }
        self.idle_ps.clear();
        self.ps.resize_with(self.ps.len().max(n), P::new);
        Ok(())
    }

    pub(super) fn proc_stop(&mut self, p: PId) -> Fit {
        let m = self.p(p)?.m;
        if m.is_some() {
            self.unbind(m, p)?;
        }
        let it = self.p(p)?;
        demand(it.runq.is_empty() && it.next.is_none(), "an idle P has an empty run queue")?;
        it.state = PState::Idle;
        demand(!self.idle_ps.contains(&p), "the P is idle already")?;
        self.idle_ps.push(p);
        Ok(())
    }

    pub(super) fn bind(&mut self, m: MId, p: PId) -> Fit {
        let thread = self.ms.get_mut(m.idx()).ok_or("no such thread")?;
        demand(thread.p.is_none() && !thread.state.is_asleep(), "the M is awake and has no P")?;
        let proc = self.ps.get_mut(p.idx()).ok_or("no such processor")?;
        demand(proc.m.is_none(), "the P is held by nobody")?;
        thread.p = p;
        proc.m = m;
        proc.state = PState::Running;
        Ok(())
    }

    pub(super) fn unbind(&mut self, m: MId, p: PId) -> Fit {
        let thread = self.ms.get_mut(m.idx()).ok_or("no such thread")?;
        demand(std::mem::take(&mut thread.p) == p, "the M does not hold the P")?;
        let proc = self.ps.get_mut(p.idx()).ok_or("no such processor")?;
        demand(std::mem::take(&mut proc.m) == m && proc.curg.is_none(), "the P is not free to go")
    }
}

impl MState {
    /// It can hold no P.
    const fn is_asleep(self) -> bool {
        matches!(self, Self::Parked | Self::LockedWait | Self::Gone)
    }
}

impl M {
    /// Into `state` from being awake, or back.
    pub(super) fn turn(&mut self, state: MState, on: bool) -> Fit {
        let (from, to) = if on { (MState::Awake, state) } else { (state, MState::Awake) };
        demand(self.state == from, "a thread's state begins and ends once")?;
        self.state = to;
        Ok(())
    }
}

impl P {
    fn new() -> Self {
        Self {
            state: PState::Idle,
            m: MId::NONE,
            curg: GId::NONE,
            next: GId::NONE,
            runq: std::collections::VecDeque::new(),
            schedtick: 0,
            slice_start: SimTime::ZERO,
            preempt: false,
        }
    }
}
