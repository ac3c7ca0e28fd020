//! `sync.WaitGroup`.

use gopark_trace::{Kind, ObjId, PId, Side, Sink, WaitReason};

use crate::cost;
use crate::outcome::Lock;
use crate::sched::Sched;

impl<S: Sink> Sched<S> {
    /// `wg.Add(delta)`: at zero, all waiters are readied in order. False: the counter is negative now, a panic.
    pub fn wg_add(&mut self, p: PId, wg: ObjId, delta: i32) -> bool {
        self.spend(p, cost::ATOMIC);
        let Some(it) = self.objs.get_mut(wg) else { return false };
        let value = it.count.wrapping_add(delta);
        it.count = value;
        self.emit_now(p, Kind::Counter { obj: wg, value });
        if value == 0 {
            while let Some(g) = self.objs.get(wg).and_then(|it| it.recvq.front()) {
                self.make_ready(p, g);
            }
        }
        value >= 0
    }

    /// Asked by a goroutine that `wg_wait` parked, when it runs again: somebody has used the group anew meanwhile, a
    /// panic ("WaitGroup is reused before previous Wait has returned").
    pub fn wg_is_reused(&self, wg: ObjId) -> bool {
        self.objs.get(wg).is_some_and(|it| it.count != 0 || !it.recvq.is_empty())
    }

    /// `wg.Wait()`.
    pub fn wg_wait(&mut self, p: PId, wg: ObjId) -> Lock {
        self.spend(p, cost::ATOMIC);
        if self.objs.get(wg).is_none_or(|it| it.count == 0) {
            return Lock::Held;
        }
        self.block_at(p, wg, Side::Recv, WaitReason::WaitGroupWait);
        Lock::Parked
    }
}
