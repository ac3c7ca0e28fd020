//! Mark workers (`mgc.go:gcBgMarkWorker`, `mgcpacer.go:findRunnableGCWorker`): goroutines of the runtime that have a
//! quarter of the processors' time while a cycle marks, and all that is idle.

use gopark_trace::{GId, Kind, ObjId, PId, SimTime, Sink, Source, WaitReason, WorkerMode};

use super::sweep::{FORCER, SWEEPER};
use super::{Duty, Phase};
use crate::cost;
use crate::machine::gfree::Slot;
use crate::outcome::Next;
use crate::sched::Sched;
use crate::state::{G, Status};

/// A worker looks around after so many bytes at the latest (`mgcmark.go:idleCheckThreshold`).
const CHECK_BYTES: u64 = 100_000;
/// A dedicated worker tells how far it is after so many.
const DEDICATED_BYTES: u64 = 1_000_000;
/// A fractional worker may have a fifth more than its share before it stops (`mgc.go:pollFractionalWorkerExit`).
const FRACTIONAL_SLACK: f64 = 1.2;

impl<S: Sink> Sched<S> {
    /// A goroutine of the runtime itself, which waits.
    pub(crate) fn new_system(&mut self, p: PId, g: GId, duty: Duty, reason: WaitReason) {
        // Those that are there from the beginning have their Gs.
        let mut it = self.g_index(g).map_or_else(|| self.new_g(p), |slot| G::new(Slot(slot)));
        (it.status, it.reason, it.duty, it.is_system) = (Status::Waiting, reason, duty, true);
        self.gs.insert(g, it);
        self.system += 1;
        self.emit_now(p, Kind::GoCreateBlocked { g, reason });
    }

    /// `gcBgMarkStartWorkers`: as many workers as processors. The sweeper and the one who forces cycles, which Go has from
    /// the beginning, come with the first of them.
    pub(crate) fn start_workers(&mut self, p: PId) {
        if self.gc.workers == 0 {
            self.new_system(p, FORCER, Duty::Forcer, WaitReason::ForceGcIdle);
            self.new_system(p, SWEEPER, Duty::Sweeper, WaitReason::GcSweepWait);
        }
        while self.gc.workers < self.procs {
            let g = self.new_goid(p);
            self.new_system(p, g, Duty::Worker(WorkerMode::Idle), WaitReason::GcWorkerIdle);
            self.gc.workers += 1;
            self.gc.pool.push(g);
        }
    }

    /// `findRunnableGCWorker`: a worker that is due on p.
    pub(crate) fn due_worker(&mut self, p: PId) -> Option<Next> {
        if self.gc.phase != Phase::Mark {
            return None;
        }
        let reserved = self.ps[p.idx()].worker.take();
        let worker = reserved.or_else(|| self.assign_worker(p))?;
        Some(self.run_worker(p, worker))
    }

    /// `assignWaitingGCWorker`: the same, taken out of the pool.
    fn assign_worker(&mut self, p: PId) -> Option<(GId, WorkerMode)> {
        let gc = &mut self.gc;
        if !gc.wants_workers() || gc.pool.is_empty() {
            return None;
        }
        if gc.dedicated_needed > 0 {
            gc.dedicated_needed -= 1;
            return Some((gc.pool.pop()?, WorkerMode::Dedicated));
        }
        if gc.fractional_goal == 0.0 {
            return None;
        }
        let it = &self.ps[p.idx()];
        let passed = it.clock.since(gc.cycle.mark_begun);
        if passed > 0 && it.fractional_ns as f64 / passed as f64 > gc.fractional_goal {
            return None;
        }
        Some((gc.pool.pop()?, WorkerMode::Fractional))
    }

    /// The end of `procresize`: Ps with nothing queued get the workers that are due on them, P0 before the others, and
    /// threads for that.
    pub(crate) fn assign_workers(&mut self, at: SimTime) {
        while let Some(&p) = self.idle_ps.first()
            && let Some(worker) = self.assign_worker(p)
        {
            self.idle_ps.remove(0);
            self.end_idle(p);
            self.ps[p.idx()].worker = Some(worker);
            self.start_m(at, p, false, Kind::ProcStart);
        }
    }

    /// `releaseNextGCMarkWorker`, of all Ps: who was to begin waits again.
    pub(crate) fn release_workers(&mut self) {
        for (g, mode) in self.ps.iter_mut().filter_map(|p| p.worker.take()) {
            self.gc.dedicated_needed += u32::from(mode == WorkerMode::Dedicated);
            self.gc.pool.push(g);
        }
    }

    /// `findRunnable`, before a P goes idle.
    pub(crate) fn idle_worker(&mut self, p: PId) -> Option<Next> {
        let gc = &mut self.gc;
        if !gc.wants_workers() || gc.idle_workers >= gc.idle_workers_max {
            return None;
        }
        let g = gc.pool.pop()?;
        gc.idle_workers += 1;
        Some(self.run_worker(p, (g, WorkerMode::Idle)))
    }

    fn run_worker(&mut self, p: PId, (g, mode): (GId, WorkerMode)) -> Next {
        self.unblock(g);
        if let Some(it) = self.gs.get_mut(g) {
            it.duty = Duty::Worker(mode);
        }
        self.emit_now(p, Kind::GoUnblock { g });
        self.run(p, g, Source::GcWorker);
        self.emit_now(p, Kind::GcWorker { mode });
        Next::Busy
    }

    /// One turn of a worker: what it scanned since the last one counts now.
    pub(crate) fn worker_turn(&mut self, p: PId, mode: WorkerMode) -> Next {
        let (work, ns) = self.end_slice(p);
        if self.gc.phase == Phase::Mark {
            self.flush_credit(p, work);
            self.tell_progress(p);
        }
        let cycle = &mut self.gc.cycle;
        match mode {
            WorkerMode::Dedicated => cycle.dedicated_ns += ns,
            WorkerMode::Fractional => cycle.fractional_ns += ns,
            WorkerMode::Idle => cycle.idle_ns += ns,
        }
        if mode == WorkerMode::Fractional {
            self.ps[p.idx()].fractional_ns += ns;
        }
        if self.gc.phase != Phase::Mark {
            return self.stop_worker(p, mode);
        }
        if self.gc.left == 0 {
            if self.gc.taken > 0 {
                return self.stop_worker(p, mode);
            }
            self.mark_done(p);
            return Next::Busy;
        }
        if self.must_stop(p, mode) {
            return self.stop_worker(p, mode);
        }
        self.enlist_workers(p);
        let bytes = if mode == WorkerMode::Dedicated { DEDICATED_BYTES } else { CHECK_BYTES };
        self.begin_slice(p, bytes);
        Next::Busy
    }

    /// Whether a worker gives its P back before everything is marked.
    fn must_stop(&mut self, p: PId, mode: WorkerMode) -> bool {
        let it = &self.ps[p.idx()];
        match mode {
            WorkerMode::Dedicated => {
                if it.preempt && !it.runq_is_empty() {
                    self.flush_queue(p);
                }
                false
            }
            WorkerMode::Fractional => {
                let passed = it.clock.since(self.gc.cycle.mark_begun);
                let share = it.fractional_ns as f64 / passed.max(1) as f64;
                it.preempt || share > FRACTIONAL_SLACK * self.gc.fractional_goal
            }
            WorkerMode::Idle => {
                let timer = it.timers.first().is_some_and(|&(when, _)| when <= it.clock);
                it.preempt || timer || !it.runq_is_empty() || !self.runq.is_empty()
            }
        }
    }

    /// The whole local queue of p goes to the tail of the global one, so that others run it.
    fn flush_queue(&mut self, p: PId) {
        let it = &mut self.ps[p.idx()];
        self.runq.extend(it.runq.drain(..));
        self.runq.extend(std::mem::take(&mut it.next).some());
        self.emit_now(p, Kind::RunqFlush);
        self.wakep(p);
    }

    /// `enlistWorker`: there is work, and a P that could do it.
    fn enlist_workers(&mut self, p: PId) {
        let gc = &self.gc;
        let wanted = gc.dedicated_needed > 0 || gc.idle_workers < gc.idle_workers_max;
        if wanted && !gc.pool.is_empty() && !self.idle_ps.is_empty() {
            self.wakep(p);
        }
    }

    /// The worker waits again (`markWorkerStop`).
    fn stop_worker(&mut self, p: PId, mode: WorkerMode) -> Next {
        match mode {
            WorkerMode::Dedicated => self.gc.dedicated_needed += 1,
            WorkerMode::Fractional => {}
            WorkerMode::Idle => self.gc.idle_workers -= 1,
        }
        let g = self.curg(p);
        self.block(p, WaitReason::GcWorkerIdle, ObjId::NONE);
        self.gc.pool.push(g);
        Next::Busy
    }

    /// p begins to scan, for at most `bytes`; they count at its next turn.
    pub(crate) fn begin_slice(&mut self, p: PId, bytes: u64) -> u64 {
        let bytes = bytes.min(self.gc.left);
        self.gc.left -= bytes;
        self.gc.taken += bytes;
        let ns = cost::mark_ns(bytes);
        let it = &mut self.ps[p.idx()];
        (it.slice, it.slice_ns) = (bytes, ns);
        it.spent += ns;
        bytes
    }

    /// What p scanned, in bytes and nanoseconds.
    pub(crate) fn end_slice(&mut self, p: PId) -> (u64, u64) {
        let it = &mut self.ps[p.idx()];
        let done = (std::mem::take(&mut it.slice), std::mem::take(&mut it.slice_ns));
        self.gc.taken -= done.0;
        done
    }

    /// Tells how far marking is, sixteen times a cycle.
    pub(crate) fn tell_progress(&mut self, p: PId) {
        let (done, total) = (self.gc.done(), self.gc.total);
        if done.saturating_sub(self.gc.told) >= (total / 16).max(1) || (done == total && self.gc.told < done)
        {
            self.gc.told = done;
            self.emit_now(p, Kind::GcProgress { done, total });
        }
    }
}
