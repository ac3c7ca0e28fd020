//! What package sync has in the memory of its locks and groups. A copy of one is what the original was when it was copied,
//! and a new value in its place is as new, so whoever calls an operation lets the object adopt what lies in memory, where
//! that is something else, and puts there what the object has afterwards.

use gopark_trace::{GId, Kind, ObjId, PId, Sink};

use crate::sched::Sched;
use crate::state::Obj;

const LOCKED: u32 = 1;
const WOKEN: u32 = 2;
const STARVING: u32 = 4;
/// From this bit on there is the number of those who wait.
const WAITERS_SHIFT: u32 = 3;

impl<S: Sink> Sched<S> {
    /// The state of a mutex (`internal/sync/mutex.go`).
    pub fn mutex_word(&self, m: ObjId) -> u32 {
        let Some(it) = self.objs.get(m) else { return 0 };
        let flag = |is_set, flag| if is_set { flag } else { 0 };
        flag(it.locked, LOCKED)
            | flag(it.woken, WOKEN)
            | flag(it.starving, STARVING)
            | it.waiters << WAITERS_SHIFT
    }

    /// Makes it so. Nobody is known to hold what was copied.
    #[cold]
    pub fn mutex_adopt(&mut self, p: PId, m: ObjId, word: u32) {
        let Some(it) = self.objs.get_mut(m) else { return };
        let was_starving = it.starving;
        it.locked = word & LOCKED != 0;
        it.woken = word & WOKEN != 0;
        it.starving = word & STARVING != 0;
        it.waiters = word >> WAITERS_SHIFT;
        let (is_starving, is_dropped) = (it.starving, !it.locked && it.holder.some().is_some());
        if is_dropped {
            it.holder = GId::NONE;
            self.emit_now(p, Kind::LockHolder { obj: m, holder: GId::NONE });
        }
        if is_starving != was_starving {
            self.emit_now(p, Kind::LockStarving { obj: m, on: is_starving });
        }
    }

    /// The state of the mutex for the writers, and `readerCount` with `readerWait` above it (`rwmutex.go`).
    pub fn rw_words(&self, rw: ObjId) -> (u32, u64) {
        let Some(it) = self.objs.get(rw) else { return (0, 0) };
        let counts = u64::from(it.count.cast_unsigned()) | u64::from(it.count2.cast_unsigned()) << 32;
        (self.mutex_word(it.inner), counts)
    }

    /// Makes it so.
    #[cold]
    pub fn rw_adopt(&mut self, p: PId, rw: ObjId, (word, counts): (u32, u64)) {
        let Some(it) = self.objs.get_mut(rw) else { return };
        it.count = (counts as u32).cast_signed();
        it.count2 = ((counts >> 32) as u32).cast_signed();
        let (inner, is_dropped) = (it.inner, it.count >= 0 && it.holder.some().is_some());
        if is_dropped {
            it.holder = GId::NONE;
            self.emit_now(p, Kind::LockHolder { obj: rw, holder: GId::NONE });
        }
        self.mutex_adopt(p, inner, word);
        self.tell_readers(p, rw);
    }

    /// The state of a group: how many wait, and the counter above it (`waitgroup.go`).
    pub fn wg_word(&self, wg: ObjId) -> u64 {
        self.objs.get(wg).map_or(0, wg_word)
    }

    /// Makes it so. What counts already is of the bubble that it is used in.
    #[cold]
    pub fn wg_adopt(&mut self, p: PId, wg: ObjId, word: u64) {
        let bubble = self.bubble_of(self.curg(p));
        let Some(it) = self.objs.get_mut(wg) else { return };
        it.count = ((word >> 32) as u32).cast_signed();
        it.waiters = word as u32;
        it.bubble = if word == 0 { 0 } else { bubble };
        let value = it.count;
        self.emit_now(p, Kind::Counter { obj: wg, value });
    }
}

pub(super) fn wg_word(it: &Obj) -> u64 {
    u64::from(it.count.cast_unsigned()) << 32 | u64::from(it.waiters)
}
