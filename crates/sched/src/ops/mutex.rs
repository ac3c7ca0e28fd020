//! `sync.Mutex` (`internal/sync/mutex.go`): normal mode, where a released mutex goes to whoever is running, and
//! starvation mode, where it is handed to the one who waited longest.

use gopark_trace::{GId, Kind, ObjId, PId, Side, Sink, WaitReason};

use crate::cost;
use crate::outcome::{Lock, Unlock};
use crate::sched::Sched;
use crate::state::Locking;

/// Rounds of active spinning before a goroutine queues (`lock_sema`'s `active_spin`).
const SPINS_MAX: u8 = 4;

impl<S: Sink> Sched<S> {
    /// `Lock`. After `Parked` and `Retry` the goroutine calls it again when it runs: woken does not mean owner.
    pub fn mutex_lock(&mut self, p: PId, m: ObjId) -> Lock {
        self.spend(p, cost::ATOMIC);
        let g = self.curg(p);
        let (Some(it), Some(me)) = (self.objs.get(m), self.gs.get(g)) else { return Lock::Held };
        let mut locking = me.locking();
        if locking.obj != m {
            locking = Locking { obj: m, ..Locking::NONE };
            let untouched = !it.locked && !it.woken && !it.starving && it.waiters == 0;
            if untouched {
                return self.acquire(p, m);
            }
        }
        if !locking.parked {
            return self.compete(p, m, g, locking);
        }
        if locking.handed || self.can_semacquire(m) {
            return self.awake(p, m, g, locking);
        }
        self.sleep_at(p, m, locking)
    }

    /// It has its token.
    fn awake(&mut self, p: PId, m: ObjId, g: GId, mut locking: Locking) -> Lock {
        (locking.parked, locking.handed) = (false, false);
        locking.starving |= locking.wait_start.is_some_and(|t| self.now(p).since(t) > cost::STARVATION);
        if self.objs.get(m).is_some_and(|it| it.starving) {
            return self.take_over(p, m, locking);
        }
        locking.awoke = true;
        locking.spins = 0;
        self.compete(p, m, g, locking)
    }

    /// One round of `lockSlow`.
    fn compete(&mut self, p: PId, m: ObjId, g: GId, mut locking: Locking) -> Lock {
        let may_spin = self.may_spin(p, locking.spins);
        let Some(it) = self.objs.get_mut(m) else { return Lock::Held };
        if it.locked && !it.starving && may_spin {
            if !locking.awoke && !it.woken && it.waiters > 0 {
                it.woken = true;
                locking.awoke = true;
            }
            locking.spins += 1;
            self.spend(p, cost::SPIN_ROUND);
            self.set_locking(g, locking);
            return Lock::Retry;
        }
        if locking.awoke {
            it.woken = false;
        }
        if !it.locked && !it.starving {
            return self.acquire(p, m);
        }
        let becomes_starving = locking.starving && it.locked && !it.starving;
        it.starving |= becomes_starving;
        if becomes_starving {
            self.emit_now(p, Kind::LockStarving { obj: m, on: true });
        }
        if let Some(it) = self.objs.get_mut(m) {
            it.waiters += 1;
        }
        locking.at_head = locking.wait_start.is_some();
        locking.wait_start = locking.wait_start.or(Some(self.now(p)));
        locking.awoke = false;
        if self.can_semacquire(m) {
            return self.awake(p, m, g, locking);
        }
        self.sleep_at(p, m, locking)
    }

    /// `semacquire1`, from where the goroutine queues.
    fn sleep_at(&mut self, p: PId, m: ObjId, mut locking: Locking) -> Lock {
        locking.parked = true;
        self.set_locking(self.curg(p), locking);
        self.wait_at(p, m, Side::Recv, 0, locking.at_head);
        self.block(p, WaitReason::MutexLock, m);
        Lock::Parked
    }

    /// Woken in starvation mode: the mutex is ours, and the mode ends with the last waiter or the first short wait.
    fn take_over(&mut self, p: PId, m: ObjId, locking: Locking) -> Lock {
        if let Some(it) = self.objs.get_mut(m) {
            it.waiters -= 1;
            if !locking.starving || it.waiters == 0 {
                it.starving = false;
                self.emit_now(p, Kind::LockStarving { obj: m, on: false });
            }
        }
        self.acquire(p, m)
    }

    fn acquire(&mut self, p: PId, m: ObjId) -> Lock {
        let g = self.curg(p);
        if let Some(start) = self.gs.get(g).and_then(|g| g.locking().wait_start) {
            self.measures.mutex_wait_ns += self.now(p).since(start);
        }
        if let Some(it) = self.objs.get_mut(m) {
            it.locked = true;
            it.holder = g;
        }
        self.set_locking(g, Locking::NONE);
        self.emit_now(p, Kind::LockHolder { obj: m, holder: g });
        Lock::Held
    }

    /// `TryLock`.
    pub fn mutex_trylock(&mut self, p: PId, m: ObjId) -> bool {
        self.spend(p, cost::ATOMIC);
        let free = self.objs.get(m).is_some_and(|it| !it.locked && !it.starving);
        if free {
            self.acquire(p, m);
        }
        free
    }

    /// `Unlock`, by anybody.
    pub fn mutex_unlock(&mut self, p: PId, m: ObjId) -> Unlock {
        self.spend(p, cost::ATOMIC);
        let Some(it) = self.objs.get_mut(m) else { return Unlock::NotLocked };
        if !it.locked {
            return Unlock::NotLocked;
        }
        it.locked = false;
        it.holder = GId::NONE;
        let is_starving = it.starving;
        let wakes = is_starving || it.waiters > 0 && !it.woken;
        if !is_starving && wakes {
            it.waiters -= 1;
            it.woken = true;
        }
        self.emit_now(p, Kind::LockHolder { obj: m, holder: GId::NONE });
        if wakes {
            let head = self.semrelease(p, m);
            if let Some(head) = head.filter(|_| is_starving) {
                self.hand_over(p, m, head);
                return Unlock::Yielded;
            }
        }
        Unlock::Done
    }

    /// `semrelease` with a hand-off: the token is `head`'s, which runs at once.
    fn hand_over(&mut self, p: PId, m: ObjId, head: GId) {
        self.can_semacquire(m);
        if let Some(it) = self.g_mut(head) {
            let locking = it.locking();
            it.set_locking(Locking { handed: true, ..locking });
        }
        self.goyield(p);
    }

    /// `canSpin`: several processors, another one is at work, and nothing of ours is queued.
    fn may_spin(&self, p: PId, spins: u8) -> bool {
        let busy_others = self.procs > self.idle_ps.len() as u32 + self.spinning + 1;
        spins < SPINS_MAX && busy_others && self.ps[p.idx()].runq_is_empty()
    }

    pub(super) fn set_locking(&mut self, g: GId, locking: Locking) {
        if let Some(it) = self.g_mut(g) {
            it.set_locking(locking);
        }
    }
}
