//! Coroutines (`coro.go`), on which `iter.Pull` stands: goroutines that go on in each other's place, past all queues.

use gopark_trace::{GId, Kind, LimitKind, ObjId, PId, Sink, Source, WaitReason};

use crate::cost;
use crate::sched::Sched;
use crate::state::Status;

impl<S: Sink> Sched<S> {
    /// `newcoro`: a goroutine that begins when somebody switches to it.
    ///
    /// # Errors
    /// When the bound on goroutines is reached.
    pub fn coro_new(&mut self, p: PId) -> Result<GId, LimitKind> {
        if self.goroutines() >= self.limits.goroutines {
            return Err(LimitKind::Goroutines);
        }
        self.spend(p, cost::GO);
        let g = self.new_goid(p);
        let mut it = self.new_g(p);
        (it.status, it.reason, it.since) = (Status::Waiting, WaitReason::Coroutine, self.now(p));
        self.gs.put(g, it);
        self.emit_now(p, Kind::GoCreateBlocked { g, reason: WaitReason::Coroutine });
        self.bubble_joins(p, g);
        let bubble = self.bubble_of(g);
        if bubble != 0 {
            self.bubble_blocks(p, g, bubble);
        }
        Ok(g)
    }

    /// `coroswitch`: p's goroutine waits, and `next`, which waited, has p and what is left of the time slice.
    pub fn coro_switch(&mut self, p: PId, next: GId) {
        self.coro_wake(p, next);
        self.block(p, WaitReason::Coroutine, ObjId::NONE);
        self.coro_run(p, next);
    }

    /// `coroexit`: p's goroutine ends ([`Self::goexit`] follows), and `next`, which waited, will have p ([`Self::coro_run`]). A
    /// thread that is tied to the one is tied to the other instead.
    pub fn coro_wake(&mut self, p: PId, next: GId) {
        self.unblock(next);
        self.emit_now(p, Kind::GoUnblock { g: next });
        let (m, g) = (self.ps[p.idx()].m, self.curg(p));
        let it = &mut self.ms[m.idx()];
        if it.locked == g {
            it.locked = next;
            self.emit_now(p, Kind::MLock { g: next });
        }
    }

    /// `next` goes on at once on p, which runs nobody any more.
    pub fn coro_run(&mut self, p: PId, next: GId) {
        self.execute(p, next, Source::Direct, false);
    }
}
