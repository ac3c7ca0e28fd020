//! Run queues, which no file tells: who can run is put where the scheduler's rules would put it (`runtime/proc.go`), and
//! who then runs is taken from where it was, in the way that fits.

use gopark_trace::{GId, Kind, PId, PState, RunqPlace, Source};

use super::machine::{At, Halt, Machine, Told};

/// What a local queue holds (`runtime/runtime2.go: p.runq`).
const LOCAL_MAX: usize = 256;

impl Machine {
    /// Runnable `g` goes into the runnext of `by`'s processor (`ready`, `newproc`), or into the global queue when it has none.
    pub fn ready(&mut self, by: At, g: GId) -> Told {
        if !self.takes_more(by.p) {
            return self.put_global(by, g);
        }
        if let Some(former) = self.world.ps[by.p.idx()].next.some() {
            let overflow = self.world.ps[by.p.idx()].runq.len() >= LOCAL_MAX;
            self.tell(by, Kind::RunqKick { overflow })?;
            if overflow {
                self.overflow(by, former)?;
            }
        }
        self.queued.insert(g, by.p);
        self.tell(by, Kind::RunqPut { g, place: RunqPlace::Next })
    }

    /// Runnable `g` goes to the tail of the queue of `by`'s processor (`injectglist`).
    pub fn put_local(&mut self, by: At, g: GId) -> Told {
        if !self.takes_more(by.p) {
            return self.put_global(by, g);
        }
        if self.world.ps[by.p.idx()].runq.len() >= LOCAL_MAX {
            return self.overflow(by, g);
        }
        self.queued.insert(g, by.p);
        self.tell(by, Kind::RunqPut { g, place: RunqPlace::Local })
    }

    /// Runnable `g` goes to the tail of the global queue.
    pub fn put_global(&mut self, by: At, g: GId) -> Told {
        self.queued.insert(g, PId::NONE);
        self.tell(by, Kind::RunqPut { g, place: RunqPlace::Global })
    }

    /// A processor that runs has a queue to put somebody into.
    fn takes_more(&self, p: PId) -> bool {
        self.world.ps.get(p.idx()).is_some_and(|p| p.state == PState::Running && p.m.is_some())
    }

    /// Half of a full queue goes to the global one, and `g` with it.
    fn overflow(&mut self, by: At, g: GId) -> Told {
        let n = LOCAL_MAX / 2;
        let half: Vec<GId> = self.world.ps[by.p.idx()].runq.iter().copied().take(n).collect();
        for moved in half.into_iter().chain([g]) {
            self.queued.insert(moved, PId::NONE);
        }
        self.tell(by, Kind::RunqOverflow { g, n: n as u32 })
    }

    /// Runnable `g` begins to run on `by`'s processor and thread.
    pub fn start(&mut self, by: At, g: GId) -> Told {
        self.hold(by.m, by.p)?;
        self.starts += 1;
        let from = self.leave(by, g)?;
        let by = At { g: GId::NONE, pc: gopark_trace::Pc::NONE, ..by };
        self.tell(by, Kind::GoStart { g, from, tick: from != Source::RunNext })
    }

    /// `g` gets to where it can be started from.
    fn leave(&mut self, by: At, g: GId) -> Result<Source, Halt> {
        let Some(victim) = self.queued.remove(&g) else { return Ok(Source::Direct) };
        let own = &self.world.ps[by.p.idx()];
        let room = LOCAL_MAX - own.runq.len().min(LOCAL_MAX);
        if own.next == g {
            return Ok(Source::RunNext);
        }
        if own.runq.front() == Some(&g) {
            return Ok(Source::Local);
        }
        if victim.is_none() {
            return self.leave_global(by, g, room);
        }
        let theirs = self.world.ps.get(victim.idx()).filter(|_| victim != by.p);
        if let Some(theirs) = theirs {
            if theirs.next == g && room > 0 {
                self.tell(by, Kind::RunqStealNext { victim })?;
                return Ok(Source::Stolen);
            }
            // The last of a stolen batch runs at once: that is how many were stolen.
            let found = theirs.runq.iter().take(room.min(LOCAL_MAX / 2)).position(|&other| other == g);
            if let Some(before) = found {
                let batch: Vec<GId> = theirs.runq.iter().copied().take(before).collect();
                self.move_here(by.p, &batch);
                self.tell(by, Kind::RunqSteal { victim, n: before as u32 + 1 })?;
                return Ok(Source::Stolen);
            }
        }
        self.misplaced += 1;
        self.tell(At { p: if victim.is_some() { victim } else { by.p }, ..by }, Kind::RunqLeave { g })?;
        Ok(Source::Direct)
    }

    /// `g` gets out of the global queue, from its head where it stands there.
    fn leave_global(&mut self, by: At, g: GId, room: usize) -> Result<Source, Halt> {
        let own = &self.world.ps[by.p.idx()];
        let is_busy = own.next.is_some() || !own.runq.is_empty();
        let most = room.min(LOCAL_MAX / 2);
        let Some(before) = self.world.runq.iter().take(most).position(|&other| other == g) else {
            self.misplaced += 1;
            self.tell(by, Kind::RunqLeave { g })?;
            return Ok(Source::Direct);
        };
        if before == 0 && is_busy {
            return Ok(Source::Global);
        }
        // A share of the queue is taken at a time; whoever stood before it went along.
        let len = self.world.runq.len();
        let share =
            if before == 0 { len.min(len / self.world.procs().max(1) + 1).min(most) } else { before + 1 };
        let batch: Vec<GId> =
            self.world.runq.iter().copied().take(share).filter(|&other| other != g).collect();
        self.move_here(by.p, &batch);
        self.tell(by, Kind::RunqGrab { n: share as u32 })?;
        Ok(if before == 0 { Source::Local } else { Source::Stolen })
    }

    fn move_here(&mut self, p: PId, gs: &[GId]) {
        for &g in gs {
            self.queued.insert(g, p);
        }
    }
}
