//! GOMAXPROCS changing while the program runs (`proc.go:procresize`).

use gopark_trace::{GId, Kind, MId, PId, Pc, SimTime, Sink, Source, StopReason, StwReason};

use crate::config::Config;
use crate::cost;
use crate::sched::{P0, Sched};
use crate::state::{P, Status};

impl<S: Sink> Sched<S> {
    /// Sets GOMAXPROCS to `n` (clamped to `1..=PROCS_MAX`). With `p`, its goroutine called `runtime.GOMAXPROCS`; the
    /// caller goes back to [`Self::next`] then.
    pub fn set_procs(&mut self, p: Option<PId>, n: u32) {
        let n = n.clamp(1, Config::PROCS_MAX);
        if self.stopped.is_some() {
            self.procs_wanted = Some(n);
            return;
        }
        if n == self.procs {
            return;
        }
        let at = p.map_or(self.now, |p| self.ps[p.idx()].clock);
        self.stop_the_world(at, p, StwReason::Gomaxprocs, Some(cost::STW));
        let mover = p.filter(|p| p.0 >= n).map(|p| self.leave(at, p));
        let home = p.filter(|p| p.0 < n).unwrap_or(P0);
        for dying in n..self.procs {
            self.retire(at, PId(dying), home);
        }
        self.resize(n);
        self.tell(at, MId::NONE, PId::NONE, Kind::ProcsChange { n });
        if let Some((m, g, pc)) = mover {
            self.bind(m, P0);
            self.ps[P0.idx()].pc = pc;
            self.tell(at, m, P0, Kind::ProcHandoff);
            self.execute(P0, g, Source::Direct, false);
            if let Some(stopped) = &mut self.stopped {
                stopped.by = Some(P0);
            }
        }
        self.settle(at);
    }

    /// Ps `0..n` are alive, and none of them is known to be idle.
    pub(crate) fn resize(&mut self, n: u32) {
        self.ps.resize_with(self.ps.len().max(n as usize), P::new);
        for i in 0..self.ps.len() {
            self.end_idle(PId(i as u32));
            self.ps[i].is_dead = i >= n as usize;
        }
        self.procs = n;
        self.idle_ps.clear();
        self.coprimes = (1..=n).filter(|&stride| gcd(stride, n) == 1).collect();
    }

    /// End of `procresize`: a P without a thread gets one if it has work, and is idle otherwise.
    pub(crate) fn settle(&mut self, at: SimTime) {
        for p in (0..self.procs).map(PId) {
            let it = &self.ps[p.idx()];
            if it.is_running() || it.is_idle {
                continue;
            }
            if it.runq_is_empty() {
                self.make_idle(at, p);
            } else {
                self.start_m(at, p, false, Kind::ProcHandoff);
            }
        }
    }

    /// The goroutine that asked for fewer Ps than let it keep its own moves to P0 with its thread, and goes on there;
    /// whoever ran on P0 will be next.
    fn leave(&mut self, at: SimTime, p: PId) -> (MId, GId, Pc) {
        let pc = self.ps[p.idx()].pc;
        self.flush(p);
        self.emit_now(p, Kind::GoStop { reason: StopReason::Preempted });
        let g = self.drop_g(p, Status::Runnable).0;
        self.emit_now(p, Kind::ProcRelease);
        let m = self.unbind(p);
        self.vacate(at, P0);
        (m, g, pc)
    }

    /// p's goroutine steps aside, into p's runnext, and p's thread parks.
    pub(crate) fn vacate(&mut self, at: SimTime, p: PId) {
        let it = &mut self.ps[p.idx()];
        (it.clock, it.spent, it.search, it.firing) = (at, 0, None, None);
        self.end_slice(p);
        self.put_aside(p);
        if self.ps[p.idx()].is_running() {
            self.emit_now(p, Kind::ProcRelease);
            let m = self.unbind(p);
            self.set_spinning(at, m, false);
            self.stop_m(at, m);
        }
    }

    /// `p.destroy`: its goroutines go to the head of the global queue, its timers to `home`.
    fn retire(&mut self, at: SimTime, p: PId, home: PId) {
        self.vacate(at, p);
        let it = &mut self.ps[p.idx()];
        if !it.runq_is_empty() {
            let next = std::mem::take(&mut it.next).some();
            let queued = std::mem::take(&mut it.runq);
            for g in next.into_iter().chain(queued).rev() {
                self.runq.push_front(g);
            }
            self.emit_now(p, Kind::RunqDrain);
        }
        self.purge_dead(p);
        let timers = std::mem::take(&mut self.ps[p.idx()].timers);
        self.ps[home.idx()].timers.take_over(timers);
    }
}

const fn gcd(mut a: u32, mut b: u32) -> u32 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
