//! Goroutines tied to a thread (`proc.go:LockOSThread`, `stoplockedm`, `startlockedm`), and how many threads there are.

use gopark_trace::{GId, Kind, MId, PId, SimTime, Sink};

use crate::cost;
use crate::sched::{M0, Sched};

impl<S: Sink> Sched<S> {
    /// `runtime.LockOSThread`: p's goroutine runs on p's thread only, and that thread runs nothing else, until it has
    /// called [`Self::unlock_thread`] as often.
    pub fn lock_thread(&mut self, p: PId) {
        let (m, g) = (self.ps[p.idx()].m, self.curg(p));
        let it = &mut self.ms[m.idx()];
        it.lock_depth = it.lock_depth.saturating_add(1);
        if it.lock_depth == 1 {
            it.locked = g;
            self.locked_threads += 1;
            self.emit_now(p, Kind::MLock { g });
        }
    }

    /// `runtime.UnlockOSThread`.
    pub fn unlock_thread(&mut self, p: PId) {
        let it = &mut self.ms[self.ps[p.idx()].m.idx()];
        match it.lock_depth {
            0 => {}
            1 => self.untie(p),
            _ => it.lock_depth -= 1,
        }
    }

    /// Whether `g` may run on one thread only.
    pub fn is_thread_locked(&self, g: GId) -> bool {
        self.locked_threads > 0 && self.locked_m(g).is_some()
    }

    /// `debug.SetMaxThreads`: the number before.
    pub fn set_max_threads(&mut self, n: u32) -> u32 {
        let before = std::mem::replace(&mut self.threads_max, n);
        self.check_threads();
        before
    }

    /// How many threads a program may have.
    pub const fn max_threads(&self) -> u32 {
        self.threads_max
    }

    /// Threads there are (`proc.go:mcount`).
    pub fn threads(&self) -> u32 {
        self.ms.iter().filter(|m| !m.is_gone).count() as u32
    }

    /// `checkmcount`.
    pub(crate) fn check_threads(&mut self) {
        self.too_many_threads |=
            self.ms.len() > self.threads_max as usize && self.threads() > self.threads_max;
    }

    pub(crate) fn locked_m(&self, g: GId) -> Option<MId> {
        self.ms.iter().position(|m| m.locked == g).map(|i| MId(i as u32))
    }

    /// `stoplockedm`: p's thread, whose goroutine does not run, gives p up and sleeps.
    pub(crate) fn stop_locked_m(&mut self, at: SimTime, p: PId) {
        let m = self.ps[p.idx()].m;
        self.tell(at, m, p, Kind::ProcRelease);
        self.unbind(p);
        self.stop_m(at, m);
        self.hand_off(at, p);
    }

    /// `startlockedm`: p goes to the thread that alone may run `g`, and p's own sleeps. False when every thread may.
    pub(crate) fn start_locked_m(&mut self, p: PId, g: GId) -> bool {
        let (at, m) = (self.ps[p.idx()].clock, self.ps[p.idx()].m);
        let Some(owner) = self.locked_m(g) else { return false };
        if owner == m {
            return true;
        }
        if let Some(held) = self.ms[owner.idx()].p.some() {
            self.stop_locked_m(at, held);
        }
        self.tell(at, m, p, Kind::ProcRelease);
        self.unbind(p);
        self.stop_m(at, m);
        self.tell(at, owner, PId::NONE, Kind::MLockedWait { on: false });
        self.bind(owner, p);
        self.tell(at, owner, p, Kind::ProcHandoff);
        let wake = self.rng.around(cost::M_WAKE);
        self.spend(p, wake);
        true
    }

    /// The goroutine on p ended without untying itself: its thread ends too, since nobody knows what state it left the
    /// thread in (`goexit0`). The main thread sleeps for ever instead (`mexit`).
    pub(crate) fn end_locked_m(&mut self, p: PId) {
        self.untie(p);
        let (at, m) = (self.ps[p.idx()].clock, self.ps[p.idx()].m);
        self.tell(at, m, p, Kind::ProcRelease);
        self.unbind(p);
        if m == M0 {
            self.tell(at, m, PId::NONE, Kind::MLockedWait { on: true });
        } else {
            self.ms[m.idx()].is_gone = true;
            self.tell(at, m, PId::NONE, Kind::MExit);
        }
        self.hand_off(at, p);
    }

    fn untie(&mut self, p: PId) {
        let it = &mut self.ms[self.ps[p.idx()].m.idx()];
        (it.locked, it.lock_depth) = (GId::NONE, 0);
        self.locked_threads -= 1;
        self.emit_now(p, Kind::MLock { g: GId::NONE });
    }
}
