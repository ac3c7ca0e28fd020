//! Stopping the world and letting it go on (`proc.go:stopTheWorldWithSema`, `startTheWorldWithSema`).

use gopark_trace::{Kind, MId, PId, SimTime, Sink, StopReason, StwReason};

use crate::gc::GcTask;
use crate::outcome::Next;
use crate::sched::Sched;
use crate::state::{Returning, Status, Stopped};

impl<S: Sink> Sched<S> {
    /// The world is stopped, for whatever reason.
    pub const fn is_stopped(&self) -> bool {
        self.stopped.is_some()
    }

    /// Stops the world because p's goroutine wants to look at it: it goes on after `ns`, and that goroutine with it. The
    /// caller goes back to [`Self::next`].
    pub fn pause(&mut self, p: PId, reason: StwReason, ns: u64) {
        self.flush(p);
        let at = self.ps[p.idx()].clock;
        self.stop_the_world(at, Some(p), reason, Some(ns));
    }

    /// The world stops, for `ns` or until the caller has done its part. Threads in system calls lose their Ps, whoever
    /// runs is preempted and will be next on its own P, and who looks for work sleeps (`gcstopm`).
    pub(crate) fn stop_the_world(
        &mut self,
        at: SimTime,
        by: Option<PId>,
        reason: StwReason,
        ns: Option<u64>,
    ) {
        self.tell_by(at, by, Kind::StwBegin { reason });
        self.release_workers();
        let stopper = by.map_or(MId::NONE, |by| self.ps[by.idx()].m);
        for p in 0..self.procs {
            self.take_from_syscall(at, stopper, PId(p));
        }
        for p in (0..self.procs).map(PId).filter(|&p| Some(p) != by) {
            let it = &mut self.ps[p.idx()];
            if it.curg.is_some() {
                let later = it.time().since(at);
                (it.clock, it.spent) = (at, 0);
                self.end_slice(p);
                self.put_aside(p);
                self.ps[p.idx()].clock = at + later;
            } else if it.is_running() && it.runq_is_empty() {
                self.vacate(at, p);
            }
        }
        self.stopped = Some(Stopped { reason, by, since: at, until: ns.map(|ns| at + ns) });
    }

    /// p's goroutine steps aside, into p's runnext.
    pub(crate) fn put_aside(&mut self, p: PId) {
        if self.curg(p).is_some() {
            self.flush(p);
            self.emit_now(p, Kind::GoStop { reason: StopReason::Preempted });
            let g = self.drop_g(p, Status::Runnable).0;
            self.runq_put(p, g, true);
        }
    }

    /// Tells `kind` in the context of `by` and its goroutine, if it was them.
    pub(crate) fn tell_by(&mut self, at: SimTime, by: Option<PId>, kind: Kind) {
        match by {
            Some(p) if self.ps[p.idx()].clock == at => self.emit_now(p, kind),
            _ => self.tell(at, MId::NONE, PId::NONE, kind),
        }
    }

    pub(crate) fn stopped_turn(&mut self, stopped: Stopped) -> Next {
        match stopped.until {
            Some(at) => {
                self.now = self.now.max(at);
                self.start_the_world(at, stopped);
                Next::Busy
            }
            None if stopped.reason == StwReason::GcSweepTermination => Next::Gc(GcTask::Mark),
            None => Next::Gc(GcTask::Finish),
        }
    }

    /// Clocks are moved past the pause. A P without a thread gets one if it has work, or is wanted for marking; of the
    /// others the last one is taken first, since `procresize` puts them back in order.
    fn start_the_world(&mut self, at: SimTime, stopped: Stopped) {
        self.stopped = None;
        let pause = at.since(stopped.since);
        match stopped.reason {
            StwReason::GcSweepTermination | StwReason::GcMarkTermination => {
                self.measures.gc_pauses.record(pause);
            }
            _ => self.measures.other_pauses.record(pause),
        }
        for p in &mut self.ps {
            p.clock = p.clock.max(stopped.since) + pause;
        }
        self.net_poll_stopped(at, stopped.by);
        let returning = std::mem::take(&mut self.returning);
        self.returning = returning.into_values().map(|r| Returning { at: r.at.max(at), ..r }).collect();
        self.settle(at);
        PId::sort(&mut self.idle_ps);
        self.tell_by(at, stopped.by, Kind::StwEnd);
        if self.gc.is_marking() {
            self.assign_workers(at);
        }
        self.wakep_at(at);
        if self.sysmon.at <= at {
            // It came by during the pause and went to sleep.
            (self.sysmon.is_deep, self.sysmon.at) = (true, SimTime::NEVER);
        }
        self.wake_sysmon(at);
        if let Some(n) = self.procs_wanted.take() {
            self.set_procs(None, n);
        }
    }
}
