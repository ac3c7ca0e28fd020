//! Sweeping beside the program (`mgcsweep.go:bgsweep`), and the cycle that comes after two minutes (`proc.go:sysmon`).

use gopark_trace::{GId, Kind, MId, ObjId, PId, SimTime, Sink, WaitReason};

use super::{GcTask, Phase, Trigger};
use crate::outcome::Next;
use crate::sched::Sched;
use crate::state::Status;

/// The goroutine that `gcenable` starts.
pub const SWEEPER: GId = GId(3);
/// The goroutine that `forcegchelper` runs in.
pub const FORCER: GId = GId(2);
/// So long after the last cycle one is forced (`mgc.go:forcegcperiod`).
pub const FORCE_NS: u64 = 120_000_000_000;

impl<S: Sink> Sched<S> {
    /// The sweeper swept for `ns` on p; `more`: something is left. It goes behind the others when they want p.
    pub fn gc_swept(&mut self, p: PId, ns: u64, more: bool) {
        self.spend(p, ns);
        if !more {
            self.block(p, WaitReason::GcSweepWait, ObjId::NONE);
        } else if self.idle_ps.is_empty() {
            self.gosched(p);
        }
    }

    /// Whoever swept last: nothing is left.
    pub fn gc_sweep_done(&mut self) {
        if std::mem::take(&mut self.gc.sweeping) {
            self.gc.pacer.commit(true);
            self.emit_outside(Kind::GcSwept);
        }
    }

    pub(crate) fn sweeper_turn(&mut self, p: PId) -> Next {
        if self.gc.sweeping {
            return Next::Gc(GcTask::Sweep(p));
        }
        self.gc_swept(p, 0, false);
        Next::Busy
    }

    /// `gcSweep`: the sweeper is made ready on p.
    pub(crate) fn ready_sweeper(&mut self, p: PId) {
        self.gc.sweeping = true;
        self.ready_system(p, SWEEPER);
    }

    /// A goroutine of the runtime gets p's runnext, if it waits.
    fn ready_system(&mut self, p: PId, g: GId) {
        if self.gs.get(g).is_some_and(|it| it.status == Status::Waiting) {
            self.unblock(g);
            self.emit_now(p, Kind::GoUnblock { g });
            self.runq_put(p, g, true);
        }
    }

    /// Two minutes have gone by without a cycle.
    pub(crate) fn force_if_due(&mut self, at: SimTime) {
        let gc = &self.gc;
        let ended = gc.cycle.ended;
        let is_due = gc.marked > 0 && gc.pacer.percent >= 0 && at.since(ended) >= FORCE_NS;
        if !is_due || gc.phase != Phase::Off {
            return;
        }
        if self.gs.get(FORCER).is_some_and(|it| it.status == Status::Waiting) {
            self.unblock(FORCER);
            self.tell(at, MId::NONE, PId::NONE, Kind::GoUnblock { g: FORCER });
            self.inject(at, FORCER);
        }
    }

    pub(crate) fn forcer_turn(&mut self, p: PId) -> Next {
        if self.gc.cycle.ended.0.saturating_add(FORCE_NS) <= self.ps[p.idx()].clock.0
            && self.gc_start(p, Trigger::Time)
        {
            return Next::Busy;
        }
        self.block(p, WaitReason::ForceGcIdle, ObjId::NONE);
        Next::Busy
    }
}
