//! `sync.Cond`'s notify list (`sema.go:notifyListAdd` and its siblings): tickets, so that a Signal wakes whoever began
//! to wait first, even if it has not parked yet.

use gopark_trace::{GId, ObjId, PId, Side, Sink, WaitReason};

use crate::cost;
use crate::outcome::Lock;
use crate::sched::Sched;
use crate::state::{Locking, Obj};

impl<S: Sink> Sched<S> {
    /// Takes a ticket; `Wait` does so before it unlocks.
    pub fn cond_ticket(&mut self, p: PId, c: ObjId) -> u32 {
        self.spend(p, cost::ATOMIC);
        let Some(it) = self.objs.get_mut(c) else { return 0 };
        let ticket = it.count;
        it.count = it.count.wrapping_add(1);
        ticket.cast_unsigned()
    }

    /// Waits with a ticket; held when it was notified already.
    pub fn cond_wait(&mut self, p: PId, c: ObjId, ticket: u32) -> Lock {
        self.spend(p, cost::ATOMIC);
        // Tickets wrap around: the difference decides which is older (`sema.go:less`).
        let is_older = |it: &Obj| ticket.cast_signed().wrapping_sub(it.count2) < 0;
        if self.objs.get(c).is_none_or(is_older) {
            return Lock::Held;
        }
        let g = self.curg(p);
        if let Some(it) = self.g_mut(g) {
            it.set_locking(Locking { cond_ticket: ticket, ..Locking::NONE });
        }
        self.block_at(p, c, Side::Recv, WaitReason::CondWait);
        Lock::Parked
    }

    /// `Signal`: notifies the oldest ticket.
    pub fn cond_signal(&mut self, p: PId, c: ObjId) {
        if !self.has_new_tickets(p, c) {
            return;
        }
        let Some(it) = self.objs.get_mut(c) else { return };
        let ticket = it.count2.cast_unsigned();
        it.count2 = it.count2.wrapping_add(1);
        let holds = |g: &GId| self.gs.get(*g).is_some_and(|it| it.locking().cond_ticket == ticket);
        let found = it.recvq.iter().find(holds);
        if let Some(g) = found {
            self.make_ready(p, g);
        }
    }

    /// `Broadcast`: notifies all tickets. True: [`Self::cond_wake`] follows.
    pub fn cond_broadcast(&mut self, p: PId, c: ObjId) -> bool {
        let is_new = self.has_new_tickets(p, c);
        if let Some(it) = self.objs.get_mut(c).filter(|_| is_new) {
            it.count2 = it.count;
        }
        is_new
    }

    /// Wakes at most so many of those who wait, all of whom were notified; true when nobody is left.
    pub fn cond_wake(&mut self, p: PId, c: ObjId, most: usize) -> bool {
        for _ in 0..most {
            let Some(g) = self.objs.get(c).and_then(|it| it.recvq.front()) else { return true };
            self.make_ready(p, g);
        }
        false
    }

    /// Somebody came since the last notification; if not, no lock is taken (`sema.go:notifyListNotifyOne`, its fast path).
    fn has_new_tickets(&mut self, p: PId, c: ObjId) -> bool {
        let is_new = self.objs.get(c).is_some_and(|it| it.count2 != it.count);
        self.spend(p, if is_new { cost::ATOMIC } else { cost::LOAD });
        is_new
    }
}

#[cfg(test)]
mod tests {
    use gopark_trace::{ObjKind, Pc};

    use crate::{Config, Limits, Lock, Next, Sched};

    #[test]
    fn tickets_wrap_around() {
        let limits = Limits { goroutines: 10, objects: 10 };
        let mut sched = Sched::new(&Config { procs: 1, seed: 1, async_preempt: true, limits }, ());
        sched.start(Pc(0), true);
        assert_eq!(sched.next(), Next::Busy);
        let Next::Run { p, .. } = sched.next() else { panic!("main runs") };
        let cond = sched.obj_new(p, ObjKind::Cond, 0).unwrap();
        for start in [-1, i32::MAX] {
            let it = sched.objs.get_mut(cond).unwrap();
            (it.count, it.count2) = (start, start);
            let before = sched.cond_ticket(p, cond);
            let after = sched.cond_ticket(p, cond);
            sched.cond_signal(p, cond);
            assert_eq!(sched.cond_wait(p, cond, before), Lock::Held);
            assert_eq!(after.cast_signed(), start.wrapping_add(1));
            assert!(sched.objs.get(cond).is_some_and(|it| it.count2 == start.wrapping_add(1)));
        }
    }
}
