//! `sync.WaitGroup`.

use gopark_trace::{Kind, ObjId, PId, Side, Sink, WaitReason};

use crate::cost;
use crate::ops::words::wg_word;
use crate::outcome::Lock;
use crate::sched::Sched;
use crate::state::Locking;

impl<S: Sink> Sched<S> {
    /// `wg.Add(delta)`: at zero, all waiters are readied in order. False: the counter is negative now, a panic.
    pub fn wg_add(&mut self, p: PId, wg: ObjId, delta: i32) -> bool {
        let word = self.wg_word(wg);
        let (value, waiters, _) = self.wg_count(p, wg, delta, word);
        self.semrelease_some(p, wg, waiters, usize::MAX);
        value >= 0
    }

    /// The beginning of [`Self::wg_add`], with the group's word in memory: the counter, for how many waiters
    /// [`Self::semrelease_some`] follows, and its word now.
    pub fn wg_count(&mut self, p: PId, wg: ObjId, delta: i32, word: u64) -> (i32, usize, u64) {
        self.spend(p, cost::ATOMIC);
        let Some(it) = self.objs.get_mut(wg) else { return (-1, 0, word) };
        it.count = ((word >> 32) as u32).cast_signed().wrapping_add(delta);
        it.waiters = word as u32;
        let (value, word) = (it.count, wg_word(it));
        let mut woken = 0;
        if value == 0 && it.waiters > 0 {
            it.bubble = 0;
            woken = std::mem::take(&mut it.waiters);
        }
        self.emit_now(p, Kind::Counter { obj: wg, value });
        (value, woken as usize, if value == 0 { 0 } else { word })
    }

    /// Who adds in a bubble makes the group the bubble's, until its waiters are woken (`waitgroup.go:Add`).
    ///
    /// # Errors
    /// The fatal error of a group that is used in several bubbles, or in and outside of one.
    pub fn wg_associate(
        &mut self,
        p: PId,
        wg: ObjId,
        word: u64,
        is_global: bool,
    ) -> Result<(), &'static str> {
        if self.bubble_last == 0 {
            return Ok(());
        }
        if self.wg_word(wg) != word {
            self.wg_adopt(p, wg, word);
        }
        let bubble = if is_global { 0 } else { self.bubble_of(self.curg(p)) };
        let Some(it) = self.objs.get_mut(wg).filter(|it| it.bubble != bubble) else { return Ok(()) };
        if it.bubble != 0 && bubble != 0 {
            return Err("sync: WaitGroup.Add called from multiple synctest bubbles");
        }
        if it.bubble != 0 || it.count != 0 || it.waiters > 0 {
            return Err("sync: WaitGroup.Add called from inside and outside synctest bubble");
        }
        it.bubble = bubble;
        Ok(())
    }

    /// `wg.Wait()`. After `Parked`, called again.
    ///
    /// # Errors
    /// What it panics with: somebody has used the group anew since this goroutine was woken.
    pub fn wg_wait(&mut self, p: PId, wg: ObjId) -> Result<Lock, &'static str> {
        self.spend(p, cost::ATOMIC);
        let g = self.curg(p);
        let bubble = self.bubble_of(g);
        let waited = self.gs.get(g).is_some_and(|it| it.locking().obj == wg);
        let Some(it) = self.objs.get_mut(wg) else { return Ok(Lock::Held) };
        if !waited && it.count == 0 {
            if it.bubble == bubble && it.waiters == 0 {
                it.bubble = 0;
            }
            return Ok(Lock::Held);
        }
        if !waited {
            it.waiters += 1;
        }
        if !self.can_semacquire(wg) {
            self.set_locking(g, Locking { obj: wg, ..Locking::NONE });
            self.block_at(p, wg, Side::Recv, WaitReason::WaitGroupWait);
            return Ok(Lock::Parked);
        }
        self.set_locking(g, Locking::NONE);
        if self.objs.get(wg).is_some_and(|it| it.count != 0 || it.waiters > 0) {
            return Err("sync: WaitGroup is reused before previous Wait has returned");
        }
        Ok(Lock::Held)
    }
}
