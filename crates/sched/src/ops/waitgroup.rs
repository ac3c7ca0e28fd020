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
            if let Some(it) = self.objs.get_mut(wg).filter(|it| !it.recvq.is_empty()) {
                it.bubble = 0;
            }
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

    /// Who adds in a bubble makes the group the bubble's, until its waiters are woken (`waitgroup.go:Add`).
    ///
    /// # Errors
    /// The fatal error of a group that is used in several bubbles, or in and outside of one.
    pub fn wg_associate(&mut self, p: PId, wg: ObjId, is_global: bool) -> Result<(), &'static str> {
        if self.bubble_last == 0 {
            return Ok(());
        }
        let bubble = if is_global { 0 } else { self.bubble_of(self.curg(p)) };
        let Some(it) = self.objs.get_mut(wg).filter(|it| it.bubble != bubble) else { return Ok(()) };
        if it.bubble != 0 && bubble != 0 {
            return Err("sync: WaitGroup.Add called from multiple synctest bubbles");
        }
        if it.bubble != 0 || it.count != 0 || !it.recvq.is_empty() {
            return Err("sync: WaitGroup.Add called from inside and outside synctest bubble");
        }
        it.bubble = bubble;
        Ok(())
    }

    /// `wg.Wait()`.
    pub fn wg_wait(&mut self, p: PId, wg: ObjId) -> Lock {
        self.spend(p, cost::ATOMIC);
        let bubble = self.bubble_of(self.curg(p));
        let Some(it) = self.objs.get_mut(wg) else { return Lock::Held };
        if it.count == 0 {
            if it.bubble == bubble && it.recvq.is_empty() {
                it.bubble = 0;
            }
            return Lock::Held;
        }
        self.block_at(p, wg, Side::Recv, WaitReason::WaitGroupWait);
        Lock::Parked
    }
}
