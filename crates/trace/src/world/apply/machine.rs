//! Processors and threads.

use super::{Fit, demand};
use crate::event::{Event, Kind};
use crate::ids::{GId, MId, PId};
use crate::time::SimTime;
use crate::world::{M, MState, P, PState, World};

/// More processors than any machine has.
const PROCS_MAX: u32 = 1 << 16;

impl World {
    pub(super) fn machine(&mut self, e: &Event) -> Fit {
        match e.kind {
            Kind::ProcsChange { n } => self.procs_change(n),
            Kind::ProcStart => {
                if let Some(i) = self.idle_ps.iter().rposition(|&p| p == e.p) {
                    self.idle_ps.remove(i);
                }
                self.bind(e.m, e.p)
            }
            Kind::ProcStop => self.proc_stop(e.p),
            Kind::ProcSteal => {
                let p = self.p(e.p)?;
                let (m, g) = (p.m, std::mem::take(&mut p.curg));
                p.preempt = false;
                self.g(g)?.p = PId::NONE;
                self.unbind(m, e.p)
            }
            Kind::ProcHandoff => self.bind(e.m, e.p),
            Kind::ProcRelease => self.unbind(e.m, e.p),
            Kind::MStart => {
                demand(self.ms.len() == e.m.idx(), "threads are numbered in order")?;
                self.ms.push(M { state: MState::Awake, p: PId::NONE, curg: GId::NONE });
                Ok(())
            }
            Kind::MPark => {
                let m = self.m(e.m)?;
                let is_free = m.state == MState::Awake && m.p.is_none() && m.curg.is_none();
                demand(is_free, "only a free thread parks")?;
                m.state = MState::Parked;
                self.idle_ms.push(e.m);
                Ok(())
            }
            Kind::MUnpark => {
                let i = self.idle_ms.iter().rposition(|&m| m == e.m).ok_or("the thread is not parked")?;
                self.idle_ms.remove(i);
                self.m(e.m)?.state = MState::Awake;
                Ok(())
            }
            Kind::MNetpoll { on } => self.m(e.m)?.turn(MState::Netpoll, on),
            Kind::MSpin { on } => {
                self.m(e.m)?.turn(MState::Spinning, on)?;
                self.counts.spinning = if on { self.counts.spinning + 1 } else { self.counts.spinning - 1 };
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn procs_change(&mut self, n: u32) -> Fit {
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

    fn proc_stop(&mut self, p: PId) -> Fit {
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

    fn bind(&mut self, m: MId, p: PId) -> Fit {
        let thread = self.ms.get_mut(m.idx()).ok_or("no such thread")?;
        demand(thread.p.is_none() && thread.state != MState::Parked, "the M is awake and has no P")?;
        let proc = self.ps.get_mut(p.idx()).ok_or("no such processor")?;
        demand(proc.m.is_none(), "the P is held by nobody")?;
        thread.p = p;
        proc.m = m;
        proc.state = PState::Running;
        Ok(())
    }

    fn unbind(&mut self, m: MId, p: PId) -> Fit {
        let thread = self.ms.get_mut(m.idx()).ok_or("no such thread")?;
        demand(std::mem::take(&mut thread.p) == p, "the M does not hold the P")?;
        let proc = self.ps.get_mut(p.idx()).ok_or("no such processor")?;
        demand(std::mem::take(&mut proc.m) == m && proc.curg.is_none(), "the P is not free to go")
    }
}

impl M {
    /// Into `state` from being awake, or back.
    fn turn(&mut self, state: MState, on: bool) -> Fit {
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
