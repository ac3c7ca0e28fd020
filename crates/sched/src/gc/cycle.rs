//! One cycle from its first pause to its last (`mgc.go:gcStart`, `gcMarkDone`, `gcMarkTermination`).

use gopark_trace::{GId, Kind, ObjId, PId, RunqPlace, SimTime, Sink, StwReason, WaitReason};

use super::pacer::UTILIZATION;
use super::{Gc, Marked, Phase};
use crate::cost;
use crate::sched::{P0, Sched};

/// Pauses that `runtime.MemStats` keeps.
const PAUSES_MAX: usize = 256;
/// Rounding that is allowed for dedicated workers before fractional ones make up for it (`startCycle`).
const ROUNDING_MAX: f64 = 0.3;

/// Why a cycle begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trigger {
    /// The heap is large enough.
    #[default]
    Heap,
    /// Two minutes passed.
    Time,
    /// `runtime.GC`.
    Call,
}

/// What is known of one cycle; what Go prints of it with `GODEBUG=gctrace=1`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cycle {
    /// Why.
    pub trigger: Trigger,
    /// Processors.
    pub procs: u32,
    /// When its first pause began.
    pub begun: SimTime,
    /// When marking began.
    pub mark_begun: SimTime,
    /// When its last pause began.
    pub mark_ended: SimTime,
    /// When its last pause ended.
    pub ended: SimTime,
    /// Processor time by who spent it, in nanoseconds.
    pub assist_ns: u64,
    /// See [`Self::assist_ns`].
    pub dedicated_ns: u64,
    /// See [`Self::assist_ns`].
    pub fractional_ns: u64,
    /// See [`Self::assist_ns`].
    pub idle_ns: u64,
    /// Bytes of heap at its beginning, at the end of marking, and found reachable.
    pub heap: (u64, u64, u64),
    /// The goal.
    pub goal: u64,
    /// Bytes of stacks and of package variables scanned.
    pub stack_scan: u64,
    /// See [`Self::stack_scan`].
    pub globals_scan: u64,
}

impl Cycle {
    /// Processor time of marking.
    pub const fn mark_ns(&self) -> u64 {
        self.assist_ns + self.dedicated_ns + self.fractional_ns + self.idle_ns
    }
}

impl Gc {
    /// Bytes scanned so far.
    pub(crate) const fn done(&self) -> u64 {
        self.total - self.left - self.taken
    }

    pub(crate) fn update_limiter(&mut self, now: SimTime, procs: u32) {
        let (running, idle) =
            if self.is_running() { (self.cycle.mark_ns(), self.cycle.idle_ns) } else { (0, 0) };
        self.limiter.update(now, procs, self.cpu_ns + running, self.cpu_idle_ns + idle);
    }

    /// `startCycle`: who will mark.
    fn share_out(&mut self, procs: u32) {
        let goal = f64::from(procs) * UTILIZATION;
        let mut dedicated = (goal + 0.5) as u32;
        let error = f64::from(dedicated) / goal - 1.0;
        self.fractional_goal = 0.0;
        if error.abs() > ROUNDING_MAX {
            dedicated -= u32::from(f64::from(dedicated) > goal);
            self.fractional_goal = (goal - f64::from(dedicated)) / f64::from(procs);
        }
        self.dedicated_needed = dedicated;
        self.idle_workers_max = match self.cycle.trigger {
            Trigger::Time => u32::from(dedicated == 0),
            Trigger::Heap | Trigger::Call => procs - dedicated,
        };
    }
}

impl<S: Sink> Sched<S> {
    /// A cycle begins, by p's goroutine: the world stops, and the caller goes back to [`Self::next`]. False when one runs
    /// already.
    pub fn gc_start(&mut self, p: PId, trigger: Trigger) -> bool {
        if self.gc.phase != Phase::Off || self.stopped.is_some() {
            return false;
        }
        self.flush(p);
        self.start_workers(p);
        let at = self.ps[p.idx()].clock;
        self.gc.update_limiter(at, self.procs);
        self.gc.phase = Phase::Begin;
        self.gc.begun += 1;
        self.gc.forced += u32::from(trigger == Trigger::Call);
        let heap = (self.gc.pacer.heap_live, 0, 0);
        self.gc.cycle = Cycle { trigger, procs: self.procs, begun: at, heap, ..Cycle::default() };
        self.emit_now(p, Kind::GcBegin);
        self.stop_the_world(at, Some(p), StwReason::GcSweepTermination, None);
        true
    }

    /// The caller knows what is reachable: marking begins when the world goes on.
    pub fn gc_marked(&mut self, marked: Marked) {
        let Some(stopped) = self.stopped.as_mut().filter(|stopped| stopped.until.is_none()) else { return };
        let (at, until, by) = (stopped.since, stopped.since + cost::STW, stopped.by);
        stopped.until = Some(until);
        self.gc_sweep_done();
        let gc = &mut self.gc;
        gc.phase = Phase::Mark;
        gc.cycle.mark_begun = until;
        (gc.cycle.stack_scan, gc.cycle.globals_scan) = (marked.stack_scan, marked.globals_scan);
        gc.total = marked.heap_scan + marked.stack_scan + marked.globals_scan + cost::MARK_ROOTS_BYTES;
        (gc.left, gc.taken, gc.told, gc.credit, gc.idle_workers) = (gc.total, 0, 0, 0, 0);
        gc.marked_now = marked;
        gc.pacer.triggered = Some(gc.pacer.heap_live);
        gc.share_out(self.procs);
        gc.cycle.goal = gc.pacer.goal();
        for p in &mut self.ps {
            p.fractional_ns = 0;
        }
        let (total, goal) = (self.gc.total, self.gc.cycle.goal);
        self.revise();
        self.tell_by(at, by, Kind::GcProgress { done: 0, total });
        self.tell_by(at, by, Kind::HeapGoal { bytes: goal });
    }

    /// `gcMarkDone`, by p's goroutine: nothing is left to scan. The world stops.
    pub(crate) fn mark_done(&mut self, p: PId) {
        let at = self.ps[p.idx()].clock;
        self.gc.phase = Phase::End;
        self.gc.cycle.mark_ended = at;
        self.stop_the_world(at, Some(p), StwReason::GcMarkTermination, None);
        for g in std::mem::take(&mut self.gc.assist_queue) {
            self.wake_global(at, Some(p), g);
        }
    }

    /// The caller knows that what is not marked is garbage from now on; `live` bytes are not.
    pub fn gc_finished(&mut self, live: u64) {
        let Some(stopped) = self.stopped.as_mut().filter(|stopped| stopped.until.is_none()) else { return };
        let (at, until, by) = (stopped.since, stopped.since + cost::STW, stopped.by);
        stopped.until = Some(until);
        self.gc.phase = Phase::Off;
        self.gc.marked += 1;
        self.end_cycle(live, until);
        self.tell_by(at, by, Kind::GcEnd { live });
        let goal = self.gc.pacer.goal();
        self.tell_by(at, by, Kind::HeapAlloc { bytes: live });
        self.tell_by(at, by, Kind::HeapGoal { bytes: goal });
        for g in std::mem::take(&mut self.gc.mark_waiters) {
            self.wake_global(at, by, g);
        }
        self.ready_sweeper(by.unwrap_or(P0));
    }

    fn end_cycle(&mut self, live: u64, until: SimTime) {
        let (gc, procs) = (&mut self.gc, self.procs);
        let marked = gc.marked_now;
        gc.cycle.ended = until;
        gc.cycle.heap = (gc.cycle.heap.0, gc.pacer.heap_live, live);
        let all = (gc.cycle.mark_ended.since(gc.cycle.mark_begun) * u64::from(gc.cycle.procs)).max(1) as f64;
        let busy = UTILIZATION + gc.cycle.assist_ns as f64 / all;
        gc.pacer.end_cycle(gc.total, (busy, gc.cycle.idle_ns as f64 / all));
        gc.pacer.triggered = None;
        (gc.pacer.heap_marked, gc.pacer.heap_live) = (live, live);
        gc.pacer.last_scan = (marked.heap_scan, marked.stack_scan, marked.globals_scan);
        gc.pacer.commit(false);
        let first = gc.cycle.mark_begun.since(gc.cycle.begun);
        let pause = first + until.since(gc.cycle.mark_ended);
        gc.cpu_ns += gc.cycle.mark_ns() + pause * u64::from(procs);
        gc.cpu_idle_ns += gc.cycle.idle_ns;
        gc.update_limiter(until, procs);
        if gc.limiter.is_limiting {
            self.measures.limited_cycle = gc.marked;
        }
        let cycle = &gc.cycle;
        let spent = [
            cycle.assist_ns,
            cycle.dedicated_ns + cycle.fractional_ns,
            cycle.idle_ns,
            pause * u64::from(procs),
        ];
        for (all, ns) in self.measures.gc_cpu_ns.iter_mut().zip(spent) {
            *all += ns;
        }
        gc.pauses_ns += pause;
        gc.pauses.push_back((until, pause));
        if gc.pauses.len() > PAUSES_MAX {
            gc.pauses.pop_front();
        }
    }

    /// `gcWaitOnMark(n)`: p's goroutine waits until the marking of cycle `n`, counted from 1, is over. False when it is.
    pub fn gc_wait(&mut self, p: PId, n: u32) -> bool {
        if self.gc.marked >= n || self.gc.begun < n {
            return false;
        }
        let g = self.curg(p);
        self.gc.mark_waiters.push(g);
        self.block(p, WaitReason::WaitForGc, ObjId::NONE);
        true
    }

    /// `stopTheWorldGC`: who wants to stop the world while a cycle runs waits for its end, and asks again. False when none
    /// runs.
    pub fn gc_hold(&mut self, p: PId) -> bool {
        if self.gc.phase == Phase::Off {
            return false;
        }
        let g = self.curg(p);
        self.gc.mark_waiters.push(g);
        self.block(p, WaitReason::Semacquire, ObjId::NONE);
        true
    }

    /// GOGC is `percent` from now on; negative: off. Answers what it was (`debug.SetGCPercent`).
    pub fn set_gc_percent(&mut self, percent: i32) -> i32 {
        let percent = percent.max(-1);
        let old = std::mem::replace(&mut self.gc.pacer.percent, percent);
        if old != percent {
            self.emit_outside(Kind::GcPercent { percent });
            self.recommit();
        }
        old
    }

    /// GOMEMLIMIT is `bytes` from now on. Answers what it was (`debug.SetMemoryLimit`).
    pub fn set_memory_limit(&mut self, bytes: u64) -> u64 {
        let old = std::mem::replace(&mut self.gc.pacer.memory_limit, bytes);
        if old != bytes {
            self.emit_outside(Kind::MemoryLimit { bytes });
            self.recommit();
        }
        old
    }

    /// What the runtime holds: all of it, the part of it that is free heap, and the part that is objects.
    pub fn gc_memory(&mut self, mapped: u64, heap_free: u64, heap_alloc: u64) {
        self.gc.pacer.set_memory(mapped, heap_free, heap_alloc);
    }

    /// The collector.
    pub const fn gc(&self) -> &Gc {
        &self.gc
    }

    fn recommit(&mut self) {
        self.gc.pacer.commit(!self.gc.sweeping);
        if self.gc.phase == Phase::Mark {
            self.revise();
        }
        let goal = self.gc.pacer.goal();
        self.emit_outside(Kind::HeapGoal { bytes: goal });
    }

    /// While the world is stopped, waiting g becomes runnable, in the global queue.
    fn wake_global(&mut self, at: SimTime, by: Option<PId>, g: GId) {
        self.unblock(g);
        self.tell_by(at, by, Kind::GoUnblock { g });
        self.runq.push_back(g);
        self.tell_by(at, by, Kind::RunqPut { g, place: RunqPlace::Global });
    }
}
