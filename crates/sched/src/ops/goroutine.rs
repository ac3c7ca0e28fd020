//! Starting, stepping aside, sleeping, ending (`proc.go:newproc`, `goschedImpl`, `goexit0`, `gopark`).

use gopark_trace::{GId, Kind, LimitKind, ObjId, PId, Pc, Side, SimTime, Sink, StopReason, WaitReason};

use crate::cost;
use crate::machine::gfree::Slot;
use crate::sched::Sched;
use crate::state::{Status, Wait};

impl<S: Sink> Sched<S> {
    /// `newproc`: a goroutine that begins at `entry`, in p's runnext. Also from a timer, when p runs no goroutine.
    ///
    /// # Errors
    /// When the bound on goroutines is reached.
    pub fn go(&mut self, p: PId, entry: Pc) -> Result<GId, LimitKind> {
        if self.goroutines() >= self.limits.goroutines {
            return Err(LimitKind::Goroutines);
        }
        self.spend(p, cost::GO);
        let g = self.new_goid(p);
        let it = self.new_g(p);
        self.gs.put(g, it);
        self.bubble_joins(p, g);
        self.emit_now(p, Kind::GoCreate { g, entry });
        self.runq_put(p, g, true);
        self.wakep(p);
        Ok(g)
    }

    /// The same from outside of the program, by the viewer: into the global queue.
    ///
    /// # Errors
    /// When the bound on goroutines is reached.
    pub fn go_outside(&mut self, entry: Pc) -> Result<GId, LimitKind> {
        if self.goroutines() >= self.limits.goroutines {
            return Err(LimitKind::Goroutines);
        }
        let g = self.new_goid(PId(0));
        let it = self.new_g(PId(0));
        self.gs.insert(g, it);
        self.emit_outside(Kind::GoCreate { g, entry });
        self.inject(self.now, g);
        Ok(g)
    }

    /// `goexit0`: the goroutine ends; its G keeps a stack of so many bytes, 0 for none.
    pub fn goexit(&mut self, p: PId, stack_bytes: u32) {
        self.emit_now(p, Kind::GoDestroy);
        let g = self.leave_g(p);
        if self.gc.is_marking() {
            self.bequeath_credit(g);
        }
        let it = self.gs.remove(g);
        if it.as_ref().is_some_and(|it| it.is_system) {
            // The program's code that it runs can end it.
            self.system -= 1;
            self.runtime_ended |= 1u32.checked_shl(g.0).unwrap_or(0);
        }
        let (bubble, slot) = it.map_or((0, Slot(0)), |it| (it.bubble, it.slot));
        self.bury(p, (g, slot), stack_bytes);
        if bubble != 0 {
            self.bubble_ends(p, g, bubble);
        }
        self.spend(p, cost::GOEXIT);
        if self.locked_threads > 0 && self.ms[self.ps[p.idx()].m.idx()].locked == g {
            self.end_locked_m(p);
        }
    }

    /// `runtime.Gosched`: to the tail of the global queue.
    pub fn gosched(&mut self, p: PId) {
        self.step_aside(p, StopReason::Gosched);
    }

    /// The goroutine had its time slice: to the tail of the global queue.
    pub fn preempt(&mut self, p: PId) {
        self.flush(p);
        self.step_aside(p, StopReason::Preempted);
    }

    fn step_aside(&mut self, p: PId, reason: StopReason) {
        self.emit_now(p, Kind::GoStop { reason });
        let g = self.drop_g(p, Status::Runnable).0;
        self.global_put(p, g);
        self.wakep(p);
    }

    /// `goyield`: to the tail of the local queue, so that the one in runnext goes on with the time slice.
    pub(crate) fn goyield(&mut self, p: PId) {
        self.emit_now(p, Kind::GoStop { reason: StopReason::Yield });
        let g = self.drop_g(p, Status::Runnable).0;
        self.runq_put(p, g, false);
    }

    /// `gopark` at nothing: until [`Self::ready`], or for ever.
    pub fn park(&mut self, p: PId, reason: WaitReason) {
        self.block(p, reason, ObjId::NONE);
    }

    /// g is in the kernel.
    pub fn is_in_syscall(&self, g: GId) -> bool {
        self.gs.get(g).is_some_and(|g| g.status == Status::Syscall)
    }

    /// `goready`: wakes a goroutine that `park`ed.
    pub fn ready(&mut self, p: PId, g: GId) {
        if self.gs.get(g).is_some_and(|g| g.status == Status::Waiting) {
            self.make_ready(p, g);
        }
    }

    /// `time.Sleep`: false when it does not sleep at all, which does not yield either.
    pub fn sleep(&mut self, p: PId, ns: u64) -> bool {
        if ns == 0 {
            return false;
        }
        let g = self.curg(p);
        let now = self.bubble_now(p).unwrap_or(self.ps[p.idx()].clock);
        let when = SimTime(now.0.saturating_add(ns));
        self.arm(p, when, g);
        self.block(p, WaitReason::Sleep, ObjId::NONE);
        true
    }

    /// The goroutine joins a queue; [`Self::block`] follows.
    pub(crate) fn wait_at(&mut self, p: PId, obj: ObjId, side: Side, case: u16, at_head: bool) {
        let g = self.curg(p);
        let Some(it) = self.objs.get_mut(obj) else { return };
        let q = it.waitq(side);
        let ticket = if at_head { q.push_front(g) } else { q.push_back(g) };
        if let Some(it) = self.gs.get_mut(g) {
            it.waits.push(Wait { obj, side, ticket, case });
        }
        self.emit_now(p, Kind::WaitBegin { obj, side, at_head });
    }

    /// `gopark`.
    pub(crate) fn block(&mut self, p: PId, reason: WaitReason, obj: ObjId) {
        self.emit_now(p, Kind::GoBlock { reason, obj });
        let since = self.ps[p.idx()].clock;
        if let (g, Some(it)) = self.drop_g(p, Status::Waiting) {
            (it.reason, it.since) = (reason, since);
            if it.bubble != 0 {
                let bubble = it.bubble;
                self.bubble_blocks(p, g, bubble);
            }
        }
    }

    /// Joins the queue of one object and parks.
    pub(crate) fn block_at(&mut self, p: PId, obj: ObjId, side: Side, reason: WaitReason) {
        let Some(it) = self.objs.get_mut(obj) else { return };
        let ticket = it.waitq(side).push_back(self.ps[p.idx()].curg);
        self.emit_now(p, Kind::WaitBegin { obj, side, at_head: false });
        self.emit_now(p, Kind::GoBlock { reason, obj });
        let since = self.ps[p.idx()].clock;
        if let (g, Some(it)) = self.drop_g(p, Status::Waiting) {
            it.waits.push(Wait { obj, side, ticket, case: 0 });
            (it.reason, it.since) = (reason, since);
            if it.bubble != 0 {
                let bubble = it.bubble;
                self.bubble_blocks(p, g, bubble);
            }
        }
    }
}
