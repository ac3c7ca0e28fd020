//! Goroutines of the runtime itself that run code of the program: finalizers and cleanups (`mfinal.go`, `mcleanup.go`).

use gopark_trace::{GId, Kind, PId, Sink, WaitReason};

use crate::cost;
use crate::gc::Duty;
use crate::sched::Sched;
use crate::state::Status;

impl<S: Sink> Sched<S> {
    /// `newproc` of a goroutine of the runtime's own, in p's runnext; `reason` is what it waits for when it has nothing to
    /// do. It is told as one that waited for that and is woken.
    pub fn go_system(&mut self, p: PId, reason: WaitReason) -> GId {
        self.spend(p, cost::GO);
        let g = self.new_goid(p);
        self.new_system(p, g, Duty::Program, reason);
        self.make_ready(p, g);
        g
    }

    /// A goroutine of the runtime's own that the runtime began with waits for `reason`.
    pub fn old_system(&mut self, p: PId, g: GId, reason: WaitReason) {
        self.new_system(p, g, Duty::Program, reason);
    }

    /// g, one of the runtime's own, has something to do; if it waits for that, whoever looks for work next wakes it.
    pub fn want(&mut self, g: GId) {
        if !self.wanted.contains(&g) {
            self.wanted.push(g);
        }
    }

    /// `findRunnable`: `wakefing`, `gcCleanups.wake`.
    pub(crate) fn wake_wanted(&mut self, p: PId) {
        for g in std::mem::take(&mut self.wanted) {
            // What it runs may wait for something else.
            let idles = |reason| matches!(reason, WaitReason::FinalizerWait | WaitReason::CleanupWait);
            let Some(it) = self.gs.get(g).filter(|it| it.status == Status::Waiting && idles(it.reason))
            else {
                continue;
            };
            if it.reason == WaitReason::FinalizerWait {
                self.make_ready(p, g);
            } else {
                // `injectglist`, of one.
                self.unblock(g);
                self.emit_now(p, Kind::GoUnblock { g });
                self.runq_put(p, g, false);
                self.wakep(p);
            }
        }
    }
}
