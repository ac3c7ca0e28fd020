//! Run queues (`proc.go:runqput`, `runqputslow`, `runqgrab`, `globrunqget`).

use std::collections::VecDeque;
use std::mem;

use gopark_trace::{GId, Kind, PId, RunqPlace, Sink};

use crate::sched::Sched;

/// Length of a P's local queue (`runtime2.go`, `p.runq`).
const RUNQ_LEN: usize = 256;

/// The first `n` of a queue go to the tail of another, in pieces.
fn move_front(from: &mut VecDeque<GId>, n: usize, to: &mut VecDeque<GId>) {
    let (a, b) = from.as_slices();
    let in_a = n.min(a.len());
    to.extend(&a[..in_a]);
    to.extend(&b[..n - in_a]);
    from.drain(..n);
}

impl<S: Sink> Sched<S> {
    /// `runqput(pp, gp, next)`: into runnext, or at the tail of the local queue.
    pub(crate) fn runq_put(&mut self, p: PId, g: GId, next: bool) {
        self.measures.ready(g, self.ps[p.idx()].clock);
        let next = next && !(self.is_randomized && self.rng.below(2) == 0);
        if !next {
            let it = &mut self.ps[p.idx()];
            if it.runq.len() < RUNQ_LEN {
                it.runq.push_back(g);
                self.emit_now(p, Kind::RunqPut { g, place: RunqPlace::Local });
            } else {
                self.overflow(p, g);
            }
            return;
        }
        let it = &mut self.ps[p.idx()];
        let kicked = mem::replace(&mut it.next, g);
        if kicked.is_some() {
            let overflow = it.runq.len() >= RUNQ_LEN;
            if !overflow {
                it.runq.push_back(kicked);
            }
            self.emit_now(p, Kind::RunqKick { overflow });
            if overflow {
                self.overflow(p, kicked);
            }
        }
        self.emit_now(p, Kind::RunqPut { g, place: RunqPlace::Next });
    }

    /// p's local queue is not full.
    pub(crate) fn has_room(&self, p: PId) -> bool {
        self.ps[p.idx()].runq.len() < RUNQ_LEN
    }

    /// `runqputslow`: the older half of the local queue, and `g`, go to the global queue.
    fn overflow(&mut self, p: PId, g: GId) {
        let n = RUNQ_LEN / 2;
        move_front(&mut self.ps[p.idx()].runq, n, &mut self.runq);
        self.runq.push_back(g);
        self.emit_now(p, Kind::RunqOverflow { g, n: n as u32 });
    }

    /// `globrunqput`, by p.
    pub(crate) fn global_put(&mut self, p: PId, g: GId) {
        self.measures.ready(g, self.ps[p.idx()].clock);
        self.runq.push_back(g);
        self.emit_now(p, Kind::RunqPut { g, place: RunqPlace::Global });
    }

    /// `globrunqgetbatch`: a fair share of the global queue comes to p's local queue, which is empty.
    pub(crate) fn global_grab(&mut self, p: PId) {
        let share = self.runq.len() / self.procs as usize + 1;
        let n = share.min(self.runq.len()).min(RUNQ_LEN / 2);
        move_front(&mut self.runq, n, &mut self.ps[p.idx()].runq);
        self.emit_now(p, Kind::RunqGrab { n: n as u32 });
    }

    /// `runqgrab` without runnext: half of `victim`'s queue, rounded up, oldest first. False when there is none.
    pub(crate) fn steal_half(&mut self, p: PId, victim: PId) -> bool {
        let len = self.ps[victim.idx()].runq.len();
        let n = len - len / 2;
        if n == 0 {
            return false;
        }
        let mut theirs = mem::take(&mut self.ps[victim.idx()].runq);
        move_front(&mut theirs, n, &mut self.ps[p.idx()].runq);
        self.ps[victim.idx()].runq = theirs;
        self.emit_now(p, Kind::RunqSteal { victim, n: n as u32 });
        true
    }

    /// `runqgrab` of runnext, on the last pass. False when it is gone.
    pub(crate) fn steal_next(&mut self, p: PId, victim: PId) -> bool {
        let g = mem::take(&mut self.ps[victim.idx()].next);
        if g.is_none() {
            return false;
        }
        self.ps[p.idx()].runq.push_back(g);
        self.emit_now(p, Kind::RunqStealNext { victim });
        true
    }
}
