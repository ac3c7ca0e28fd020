//! Mark assists (`mgcmark.go:gcAssistAlloc`): who allocates while a cycle marks pays for it with scanning, with credit
//! that workers have gathered, or by waiting for such credit.

use gopark_trace::{GId, Kind, ObjId, PId, Sink, WaitReason};

use super::{Duty, Phase};
use crate::outcome::Next;
use crate::sched::Sched;

/// The least work that is worth an assist (`gcOverAssistWork`).
const WORK_MIN: u64 = 64 << 10;

impl<S: Sink> Sched<S> {
    /// p's goroutine allocated `bytes`. True: it owes work; call [`Self::gc_assist`] as soon as p may act.
    pub fn gc_allocated(&mut self, p: PId, bytes: u64) -> bool {
        self.gc.pacer.heap_live += bytes;
        if self.gc.phase != Phase::Mark {
            return false;
        }
        self.revise();
        self.pay(self.curg(p), -bytes.cast_signed()) < 0
    }

    /// p's goroutine owes work.
    #[inline]
    pub fn gc_owes(&mut self, p: PId) -> bool {
        self.gc.phase == Phase::Mark && self.is_behind(p)
    }

    #[cold]
    fn is_behind(&mut self, p: PId) -> bool {
        self.pay(self.curg(p), 0) < 0
    }

    /// p's goroutine pays what it owes. True: that takes time, go back to [`Self::next`].
    pub fn gc_assist(&mut self, p: PId) -> bool {
        let g = self.curg(p);
        let debt = -self.pay(g, 0);
        let mut work = self.gc.work_of(debt).max(WORK_MIN);
        self.gc.update_limiter(self.ps[p.idx()].clock, self.procs);
        if self.gc.limiter.is_limiting || debt <= 0 {
            return false;
        }
        let stolen = work.min(self.gc.credit);
        if stolen > 0 {
            self.gc.credit -= stolen;
            let paid = self.gc.bytes_of(stolen);
            self.pay(g, paid);
            work -= stolen;
            if work == 0 {
                return false;
            }
        }
        self.emit_now(p, Kind::GcMarkAssistBegin);
        self.set_duty(p, Duty::Assist);
        self.begin_slice(p, work);
        true
    }

    /// One turn of a goroutine that assists.
    pub(crate) fn assist_turn(&mut self, p: PId) -> Next {
        let g = self.curg(p);
        let (work, ns) = self.end_slice(p);
        self.gc.cycle.assist_ns += ns;
        let balance = if work > 0 { self.pay(g, self.gc.bytes_of(work)) } else { self.pay(g, 0) };
        if self.gc.phase == Phase::Mark {
            self.tell_progress(p);
            if self.gc.left == 0 && self.gc.taken == 0 {
                self.mark_done(p);
                return Next::Busy;
            }
        }
        if self.gc.phase != Phase::Mark || balance >= 0 {
            self.emit_now(p, Kind::GcMarkAssistEnd);
            self.set_duty(p, Duty::Program);
            return Next::Busy;
        }
        if self.ps[p.idx()].preempt {
            self.preempt(p);
        } else if self.gc.left > 0 {
            let work = self.gc.work_of(-balance).max(WORK_MIN);
            self.begin_slice(p, work);
        } else {
            self.gc.assist_queue.push_back(g);
            self.block(p, WaitReason::GcAssistWait, ObjId::NONE);
        }
        Next::Busy
    }

    /// `gdestroy`: what a goroutine that ends has paid ahead is for others.
    #[cold]
    pub(crate) fn bequeath_credit(&mut self, g: GId) {
        let bytes = self.pay(g, 0);
        self.gc.credit += self.gc.work_of(bytes);
    }

    /// `gcFlushBgCredit`: the work of a worker goes to those who wait for it, in their order, or is kept for others.
    pub(crate) fn flush_credit(&mut self, p: PId, work: u64) {
        if work == 0 {
            return;
        }
        if self.gc.assist_queue.is_empty() {
            self.gc.credit += work;
            return;
        }
        let mut bytes = self.gc.bytes_of(work);
        while bytes > 0
            && let Some(g) = self.gc.assist_queue.pop_front()
        {
            let owed = -self.pay(g, 0);
            self.pay(g, bytes.min(owed));
            if bytes >= owed {
                bytes -= owed;
                self.unblock(g);
                self.emit_now(p, Kind::GoUnblock { g });
                self.runq_put(p, g, false);
                self.wakep(p);
            } else {
                bytes = 0;
                self.gc.assist_queue.push_back(g);
            }
        }
        self.gc.credit += self.gc.work_of(bytes);
    }

    pub(crate) fn revise(&mut self) {
        let (done, total) = (self.gc.done(), self.gc.total);
        self.gc.pacer.revise(done, total);
    }

    fn set_duty(&mut self, p: PId, duty: Duty) {
        let g = self.curg(p);
        self.ps[p.idx()].duty = duty;
        if let Some(it) = self.gs.get_mut(g) {
            it.duty = duty;
        }
    }

    /// Bytes that g may allocate in this cycle before it owes, `bytes` more than before; it begins with none.
    fn pay(&mut self, g: GId, bytes: i64) -> i64 {
        let cycle = self.gc.begun;
        let Some(it) = self.gs.get_mut(g) else { return 0 };
        let before = if it.assist_cycle == cycle { it.assist_bytes } else { 0 };
        let after = bytes.saturating_add(before.into()).clamp(i32::MIN.into(), i32::MAX.into());
        (it.assist_cycle, it.assist_bytes) = (cycle, after as i32);
        after
    }
}

#[cfg(test)]
mod tests {
    use gopark_trace::{PId, Pc};

    use crate::{Config, Limits, Marked, Next, Sched, Trigger};

    #[test]
    fn what_a_goroutine_has_paid_ahead_is_for_others_when_it_ends() {
        let limits = Limits { goroutines: 10, objects: 10 };
        let mut sched = Sched::new(&Config { procs: 1, seed: 1, async_preempt: true, limits }, ());
        sched.start(Pc(0), true);
        let p = PId(0);
        while sched.next() != (Next::Run { p, g: sched.curg(p) }) {}
        let g = sched.go(p, Pc(1)).expect("there is room");
        assert!(sched.gc_start(p, Trigger::Call));
        sched.gc_marked(Marked { live: 9_000_000, heap_scan: 9_000_000, ..Marked::default() });
        while sched.curg(p) != g {
            if let Next::Run { .. } = sched.next()
                && sched.curg(p) != g
            {
                sched.gosched(p);
            }
        }
        assert_eq!(sched.pay(g, 2_000_000_000), 2_000_000_000);
        let (before, work) = (sched.gc.credit, sched.gc.work_of(2_000_000_000));
        sched.goexit(p, 2048);
        assert!(work > 0);
        assert_eq!(sched.gc.credit, before + work);
    }
}
