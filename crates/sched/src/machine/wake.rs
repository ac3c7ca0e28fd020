//! Waking and stopping threads (`proc.go:ready`, `wakep`, `startm`, `stopm`, `handoffp`).

use gopark_trace::{GId, Kind, MId, ObjId, PId, Side, SimTime, Sink};

use crate::cost;
use crate::sched::Sched;
use crate::state::{M, Status, Wait};

impl<S: Sink> Sched<S> {
    /// Waiting `g` becomes runnable, in p's runnext.
    pub(crate) fn make_ready(&mut self, p: PId, g: GId) {
        self.make_ready_from(p, g, (ObjId::NONE, Side::Recv));
    }

    /// The same, because of a channel: see [`Self::unblock_from`].
    pub(crate) fn make_ready_from(&mut self, p: PId, g: GId, from: (ObjId, Side)) -> u16 {
        let case = self.unblock_from(g, from);
        self.goready(p, g);
        case
    }

    /// `goready` of one who waits in no queue any more.
    pub(crate) fn goready(&mut self, p: PId, g: GId) {
        self.spend(p, cost::READY);
        self.emit_now(p, Kind::GoUnblock { g });
        self.runq_put(p, g, true);
        self.wakep(p);
    }

    /// Takes `g` out of every queue it waits in.
    pub(crate) fn unblock(&mut self, g: GId) {
        self.unblock_from(g, (ObjId::NONE, Side::Recv));
    }

    /// The same: which case of its select had it in first place of that queue of that channel.
    pub(crate) fn unblock_from(&mut self, g: GId, (ch, side): (ObjId, Side)) -> u16 {
        let Some(it) = self.gs.get_mut(g) else { return 0 };
        it.status = Status::Runnable;
        it.reason = gopark_trace::WaitReason::None;
        it.is_leaked = false;
        let bubble = if std::mem::take(&mut it.is_durable) { it.bubble } else { 0 };
        let waits = std::mem::take(&mut it.waits);
        let mut leave = |wait: &Wait| {
            if let Some(obj) = self.objs.get_mut(wait.obj) {
                obj.waitq(wait.side).remove(wait.ticket);
            }
        };
        let case = if let Some(wait) = waits.only() {
            leave(&wait);
            wait.case
        } else {
            waits.iter().for_each(leave);
            let here = waits.iter().filter(|w| w.obj == ch && w.side == side);
            here.min_by_key(|w| w.ticket.0).map_or(0, |w| w.case)
        };
        if bubble != 0 {
            self.bubble_wakes(bubble);
        }
        case
    }

    /// `wakep`, by p: one more spinning thread, unless one spins already or no P is idle.
    pub(crate) fn wakep(&mut self, p: PId) {
        self.wakep_at(self.ps[p.idx()].clock);
    }

    /// `wakep`, at a moment.
    pub(crate) fn wakep_at(&mut self, at: SimTime) {
        if self.spinning == 0 {
            match self.take_idle_p() {
                Some(idle) => self.start_m(at, idle, true, Kind::ProcStart),
                None => self.needspinning = true,
            }
        }
    }

    /// `pidleget`: the P that became idle last.
    pub(crate) fn take_idle_p(&mut self) -> Option<PId> {
        let p = self.idle_ps.pop()?;
        self.end_idle(p);
        Some(p)
    }

    /// p is not idle any more.
    pub(crate) fn end_idle(&mut self, p: PId) {
        let it = &mut self.ps[p.idx()];
        if std::mem::take(&mut it.is_idle) {
            self.measures.idle_ns += self.now.since(it.idle_since);
        }
    }

    /// `startm`: a parked thread, or a new one, gets p. It runs when it has woken up.
    pub(crate) fn start_m(&mut self, at: SimTime, p: PId, spinning: bool, how: Kind) {
        let m = if let Some(m) = self.idle_ms.pop() {
            self.tell(at, m, PId::NONE, Kind::MUnpark);
            self.ps[p.idx()].clock = at + self.rng.around(cost::M_WAKE);
            m
        } else {
            let m = MId(self.ms.len() as u32);
            self.ms.push(M::NEW);
            self.tell(at, m, PId::NONE, Kind::MStart);
            self.check_threads();
            self.ps[p.idx()].clock = at + self.rng.around(cost::M_START);
            m
        };
        self.bind(m, p);
        self.tell(at, m, p, how);
        if spinning {
            self.set_spinning(at, m, true);
        }
        self.wants(self.ps[p.idx()].clock);
    }

    pub(crate) fn set_spinning(&mut self, at: SimTime, m: MId, on: bool) {
        let it = &mut self.ms[m.idx()];
        if it.is_spinning != on {
            it.is_spinning = on;
            self.spinning = if on { self.spinning + 1 } else { self.spinning - 1 };
            let p = it.p;
            self.tell(at, m, p, Kind::MSpin { on });
        }
    }

    /// `becomeSpinning`.
    pub(crate) fn become_spinning(&mut self, at: SimTime, m: MId) {
        self.needspinning = false;
        self.set_spinning(at, m, true);
    }

    /// `wakeNetPoller`: somebody must be there to see a timer fire at `when`.
    pub(crate) fn wake_net_poller(&mut self, at: SimTime, when: SimTime) {
        match &mut self.poller {
            Some(poller) if poller.until > when => {
                poller.until = at;
                self.wants(at);
            }
            Some(_) => {}
            None => self.wakep_at(at),
        }
    }

    /// `notewakeup(&sched.sysmonnote)`, if it is in deep sleep.
    pub(crate) fn wake_sysmon(&mut self, at: SimTime) {
        if self.sysmon.is_deep {
            let at = self.sysmon.at.min(at + cost::M_WAKE);
            (self.sysmon.at, self.sysmon.idle_rounds, self.sysmon.delay) = (at, 0, cost::SYSMON_MIN);
            self.wants(at);
        }
    }

    /// `stopm`: m, which holds no P, goes to sleep; on the idle list, unless it may run only one goroutine.
    pub(crate) fn stop_m(&mut self, at: SimTime, m: MId) {
        if self.ms[m.idx()].locked.is_some() {
            self.tell(at, m, PId::NONE, Kind::MLockedWait { on: true });
        } else {
            self.idle_ms.push(m);
            self.tell(at, m, PId::NONE, Kind::MPark);
        }
    }

    /// `handoffp`: p was taken from its thread; another thread gets it when there is something to do.
    pub(crate) fn hand_off(&mut self, at: SimTime, p: PId) {
        let is_queued = !self.ps[p.idx()].runq_is_empty() || !self.runq.is_empty();
        let has_work = is_queued || self.gc.wants_workers();
        let nobody_looks = self.spinning == 0 && self.idle_ps.is_empty();
        let last_running = self.idle_ps.len() + 1 == self.procs as usize && self.poller.is_none();
        if has_work {
            self.start_m(at, p, false, Kind::ProcHandoff);
        } else if nobody_looks {
            self.needspinning = false;
            self.start_m(at, p, true, Kind::ProcHandoff);
        } else if last_running {
            self.start_m(at, p, false, Kind::ProcHandoff);
        } else {
            self.make_idle(at, p);
            if let Some(&(when, _)) = self.ps[p.idx()].timers.first() {
                self.wake_net_poller(at, when);
            }
        }
    }

    /// A goroutine that became runnable with no P at hand (`injectglist`): global queue, and a thread if a P is idle.
    pub(crate) fn inject(&mut self, at: SimTime, g: GId) {
        self.inject_global(at, g);
        match self.take_idle_p() {
            Some(p) => self.start_m(at, p, false, Kind::ProcStart),
            None => self.needspinning = true,
        }
        self.wake_sysmon(at);
    }

    /// `globrunqput`, by nobody in particular.
    pub(crate) fn inject_global(&mut self, at: SimTime, g: GId) {
        self.measures.ready(g, at);
        self.runq.push_back(g);
        self.tell(at, MId::NONE, PId::NONE, Kind::RunqPut { g, place: gopark_trace::RunqPlace::Global });
    }
}
