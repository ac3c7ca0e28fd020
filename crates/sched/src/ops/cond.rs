//! `sync.Cond`'s notify list (`sema.go:notifyListAdd` and its siblings): tickets, so that a Signal wakes whoever began
//! to wait first, even if it has not parked yet.

use gopark_trace::{ObjId, PId, Side, Sink, WaitReason};

use crate::cost;
use crate::outcome::Lock;
use crate::sched::Sched;

impl<S: Sink> Sched<S> {
    /// Takes a ticket; `Wait` does so before it unlocks.
    pub fn cond_ticket(&mut self, p: PId, c: ObjId) -> u32 {
        self.spend(p, cost::ATOMIC);
        let Some(it) = self.objs.get_mut(c) else { return 0 };
        let ticket = it.count;
        it.count += 1;
        ticket.cast_unsigned()
    }

    /// Waits with a ticket; held when it was notified already.
    pub fn cond_wait(&mut self, p: PId, c: ObjId, ticket: u32) -> Lock {
        self.spend(p, cost::ATOMIC);
        if self.objs.get(c).is_none_or(|it| ticket < it.count2.cast_unsigned()) {
            return Lock::Held;
        }
        let g = self.curg(p);
        if let Some(it) = self.g_mut(g) {
            it.cond_ticket = ticket;
        }
        self.block_at(p, c, Side::Recv, WaitReason::CondWait);
        Lock::Parked
    }

    /// `Signal`: notifies the oldest ticket.
    pub fn cond_signal(&mut self, p: PId, c: ObjId) {
        self.spend(p, cost::ATOMIC);
        let Some(it) = self.objs.get_mut(c) else { return };
        if it.count2 == it.count {
            return;
        }
        let ticket = it.count2.cast_unsigned();
        it.count2 += 1;
        let waiting: Vec<_> = it.recvq.iter().collect();
        let holds = |g: &gopark_trace::GId| self.gs.get(*g).is_some_and(|it| it.cond_ticket == ticket);
        if let Some(g) = waiting.into_iter().find(holds) {
            self.make_ready(p, g);
        }
    }

    /// `Broadcast`: notifies all tickets.
    pub fn cond_broadcast(&mut self, p: PId, c: ObjId) {
        self.spend(p, cost::ATOMIC);
        let Some(it) = self.objs.get_mut(c) else { return };
        it.count2 = it.count;
        while let Some(g) = self.objs.get(c).and_then(|it| it.recvq.front()) {
            self.make_ready(p, g);
        }
    }
}
