//! GOMAXPROCS changing while the program runs, and stopping the world (`proc.go:procresize`, `stopTheWorld`).

use gopark_trace::{Kind, MId, PId, SimTime, Sink, StopReason, StwReason};

use crate::config::Config;
use crate::cost;
use crate::sched::{P0, Sched};
use crate::state::{P, Status};

impl<S: Sink> Sched<S> {
    /// Sets GOMAXPROCS to `n` (clamped to `1..=PROCS_MAX`). With `p`, its goroutine called `runtime.GOMAXPROCS`; the
    /// caller goes back to [`Self::next`] then.
    pub fn set_procs(&mut self, p: Option<PId>, n: u32) {
        let n = n.clamp(1, Config::PROCS_MAX);
        if n == self.procs() {
            return;
        }
        let at = p.map_or(self.now, |p| self.ps[p.idx()].clock);
        self.stop_the_world(at, StwReason::Gomaxprocs, |sched| {
            let dying: Vec<_> =
                (n..sched.ps.len() as u32).map(PId).filter(|p| !sched.ps[p.idx()].is_dead).collect();
            for &p in &dying {
                sched.retire(at, p);
            }
            sched.tell(at, MId::NONE, PId::NONE, Kind::ProcsChange { n });
            for p in dying {
                sched.ps[p.idx()].is_dead = true;
            }
            sched.idle_ps.retain(|p| p.0 < n);
            sched.ps.resize_with(sched.ps.len().max(n as usize), P::new);
            for i in (0..n).rev() {
                let it = &mut sched.ps[i as usize];
                if it.is_dead || (!it.is_running() && !it.is_idle) {
                    it.is_dead = false;
                    sched.make_idle(at, PId(i));
                }
            }
            sched.keep_one_running(at);
        });
        self.wakep_at(at);
    }

    /// Everything stops for `work`; all clocks are moved past the pause.
    pub(crate) fn stop_the_world(&mut self, at: SimTime, reason: StwReason, work: impl FnOnce(&mut Self)) {
        self.tell(at, MId::NONE, PId::NONE, Kind::StwBegin { reason });
        work(self);
        self.tell(at, MId::NONE, PId::NONE, Kind::StwEnd);
        for p in &mut self.ps {
            p.clock = p.clock.max(at) + cost::STW;
            p.syscall_end = p.syscall_end.map(|end| end.max(p.clock));
        }
        self.horizon = self.horizon.max(at);
    }

    /// A collection, as far as it is simulated: two pauses, and marking that the allocating goroutine pays for.
    pub fn gc(&mut self, p: PId, mark_ns: u64, live: u64) {
        self.flush(p);
        let at = self.ps[p.idx()].clock;
        self.stop_the_world(at, StwReason::GcSweepTermination, |sched| sched.emit_now(p, Kind::GcBegin));
        self.spend(p, mark_ns);
        self.tell(at, MId::NONE, PId::NONE, Kind::StwBegin { reason: StwReason::GcMarkTermination });
        self.tell(at, MId::NONE, PId::NONE, Kind::GcEnd { live });
        self.tell(at, MId::NONE, PId::NONE, Kind::StwEnd);
    }

    /// `p.destroy`: its goroutines go to the global queue, its timers to P0, its thread to sleep.
    fn retire(&mut self, at: SimTime, p: PId) {
        if self.ps[p.idx()].syscall_end.is_some() {
            self.take_from_syscall(at, p);
        }
        if self.ps[p.idx()].curg.is_some() {
            let it = &mut self.ps[p.idx()];
            (it.clock, it.spent) = (at, 0);
            self.flush(p);
            self.emit_now(p, Kind::GoStop { reason: StopReason::Preempted });
            let g = self.drop_g(p, Status::Runnable);
            self.runq_put(p, g, true);
        }
        let it = &mut self.ps[p.idx()];
        (it.clock, it.spent) = (at, 0);
        if !it.runq_is_empty() {
            let next = std::mem::take(&mut it.next).some();
            let rest = std::mem::take(&mut it.runq);
            self.runq.extend(next.into_iter().chain(rest));
            self.emit_now(p, Kind::RunqDrain);
        }
        if self.ps[p.idx()].is_running() {
            self.emit_now(p, Kind::ProcRelease);
            let m = self.unbind(p);
            self.set_spinning(at, m, false);
            self.stop_m(at, m);
        }
        let timers = std::mem::take(&mut self.ps[p.idx()].timers);
        for &(_, t) in &timers {
            if let Some(timer) = self.timers.get_mut(t) {
                timer.p = P0;
            }
        }
        self.ps[0].timers.extend(timers);
        self.ps[p.idx()].stealing_from = PId::NONE;
        self.ps[p.idx()].is_idle = false;
    }

    /// When every P that ran is gone, an idle one takes over.
    fn keep_one_running(&mut self, at: SimTime) {
        let running = self.ps.iter().any(|p| p.is_running());
        if !running
            && !self.runq.is_empty()
            && let Some(p) = self.take_idle_p()
        {
            self.start_m(at, p, false, Kind::ProcStart);
        }
    }
}
