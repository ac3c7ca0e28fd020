//! `sync.RWMutex`: a writer that waits keeps new readers out.

use gopark_trace::{GId, Kind, ObjId, PId, Side, Sink, WaitReason};

use crate::cost;
use crate::outcome::{Lock, Unlock};
use crate::sched::Sched;
use crate::state::Locking;

/// What a pending writer subtracts from `readerCount` (`rwmutexMaxReaders`).
const READERS_MAX: i32 = 1 << 30;

impl<S: Sink> Sched<S> {
    /// `RLock`. After `Parked`, called again.
    pub fn rw_rlock(&mut self, p: PId, rw: ObjId) -> Lock {
        self.spend(p, cost::ATOMIC);
        if !self.woken_at(p, rw) {
            let Some(it) = self.objs.get_mut(rw) else { return Lock::Held };
            it.count += 1;
            if it.count >= 0 {
                self.tell_readers(p, rw);
                return Lock::Held;
            }
        }
        if !self.can_semacquire(rw) {
            self.park_at(p, rw, Side::Recv, WaitReason::RwMutexRLock);
            return Lock::Parked;
        }
        Lock::Held
    }

    /// `TryRLock`.
    pub fn rw_try_rlock(&mut self, p: PId, rw: ObjId) -> bool {
        self.spend(p, cost::ATOMIC);
        let Some(it) = self.objs.get_mut(rw).filter(|it| it.count >= 0) else { return false };
        it.count += 1;
        self.tell_readers(p, rw);
        true
    }

    /// `RUnlock`: the last reader a writer waits for lets it in.
    pub fn rw_runlock(&mut self, p: PId, rw: ObjId) -> Unlock {
        self.spend(p, cost::ATOMIC);
        let Some(it) = self.objs.get_mut(rw) else { return Unlock::NotLocked };
        if it.count == 0 || it.count == -READERS_MAX {
            return Unlock::NotLocked;
        }
        it.count -= 1;
        let mut writer = None;
        if it.count < 0 {
            it.count2 -= 1;
            writer = it.sendq.front().filter(|_| it.count2 == 0);
        }
        self.tell_readers(p, rw);
        if let Some(writer) = writer {
            self.make_ready(p, writer);
        }
        Unlock::Done
    }

    /// `Lock`: first among writers, then after the readers. After `Parked` and `Retry`, called again.
    pub fn rw_lock(&mut self, p: PId, rw: ObjId) -> Lock {
        let Some(inner) = self.objs.get(rw).map(|it| it.inner) else { return Lock::Held };
        if self.woken_at(p, rw) {
            return self.hold(p, rw);
        }
        let lock = self.mutex_lock(p, inner);
        if lock != Lock::Held {
            return lock;
        }
        let Some(it) = self.objs.get_mut(rw) else { return Lock::Held };
        let readers = it.count;
        it.count -= READERS_MAX;
        if readers != 0 {
            it.count2 += readers;
            if it.count2 != 0 {
                self.park_at(p, rw, Side::Send, WaitReason::RwMutexLock);
                return Lock::Parked;
            }
        }
        self.hold(p, rw)
    }

    /// `TryLock`.
    pub fn rw_try_lock(&mut self, p: PId, rw: ObjId) -> bool {
        let Some(it) = self.objs.get(rw) else { return false };
        let (inner, free) = (it.inner, it.count == 0);
        if !free || !self.mutex_trylock(p, inner) {
            return false;
        }
        if let Some(it) = self.objs.get_mut(rw) {
            it.count -= READERS_MAX;
        }
        self.hold(p, rw);
        true
    }

    /// `Unlock`: first all waiting readers, then the next writer.
    pub fn rw_unlock(&mut self, p: PId, rw: ObjId) -> Unlock {
        let Some(waiting) = self.rw_unlock_begin(p, rw) else { return Unlock::NotLocked };
        self.semrelease_some(p, rw, waiting, usize::MAX);
        self.rw_unlock_end(p, rw)
    }

    /// The beginning of [`Self::rw_unlock`]: for how many readers [`Self::semrelease_some`] follows. None: it is not locked.
    pub fn rw_unlock_begin(&mut self, p: PId, rw: ObjId) -> Option<usize> {
        self.spend(p, cost::ATOMIC);
        let it = self.objs.get_mut(rw).filter(|it| it.count < 0)?;
        it.count += READERS_MAX;
        it.holder = GId::NONE;
        let waiting = it.count;
        self.emit_now(p, Kind::LockHolder { obj: rw, holder: GId::NONE });
        self.tell_readers(p, rw);
        usize::try_from(waiting).ok()
    }

    /// Its end.
    pub fn rw_unlock_end(&mut self, p: PId, rw: ObjId) -> Unlock {
        let inner = self.objs.get(rw).map(|it| it.inner);
        inner.map_or(Unlock::NotLocked, |inner| self.mutex_unlock(p, inner))
    }

    fn hold(&mut self, p: PId, rw: ObjId) -> Lock {
        let g = self.curg(p);
        if let Some(it) = self.objs.get_mut(rw) {
            it.holder = g;
        }
        self.emit_now(p, Kind::LockHolder { obj: rw, holder: g });
        Lock::Held
    }

    /// The goroutine parked at `rw` itself and was woken.
    fn woken_at(&mut self, p: PId, rw: ObjId) -> bool {
        let g = self.curg(p);
        let Some(me) = self.g_mut(g) else { return false };
        let locking = me.locking();
        let woken = locking.obj == rw && locking.parked;
        if woken {
            me.set_locking(Locking::NONE);
        }
        woken
    }

    fn park_at(&mut self, p: PId, rw: ObjId, side: Side, reason: WaitReason) {
        let g = self.curg(p);
        if let Some(me) = self.g_mut(g) {
            me.set_locking(Locking { obj: rw, parked: true, ..Locking::NONE });
        }
        self.block_at(p, rw, side, reason);
    }

    /// How many hold it for reading now.
    pub(super) fn tell_readers(&mut self, p: PId, rw: ObjId) {
        let Some(it) = self.objs.get(rw) else { return };
        let holding = if it.count < 0 { it.count2 } else { it.count };
        self.emit_now(p, Kind::LockReaders { obj: rw, readers: holding.max(0).cast_unsigned() });
    }
}
