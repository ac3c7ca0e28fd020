//! Goroutines: what they do.

use super::{Fit, IDS_MAX, demand};
use crate::event::{Event, Source, Unwinding, WaitReason};
use crate::few::Few;
use crate::ids::{GId, MId, ObjId, PId, Pc};
use crate::time::SimTime;
use crate::world::{Counts, G, GState, Leaked, Wait, World};

/// First stack of a goroutine (`stack.go:stackMin`).
const STACK_MIN_BYTES: u32 = 2048;

impl World {
    #[inline(always)]
    pub(super) fn block(&mut self, reason: WaitReason, obj: ObjId, e: &Event) -> Fit {
        let g = self.stop(e, GState::Waiting)?;
        (g.reason, g.obj) = (reason, obj);
        Ok(())
    }

    #[inline(always)]
    pub(super) fn destroy(&mut self, e: &Event) -> Fit {
        let it = self.gs.get(e.g).ok_or("no such goroutine")?;
        if self.is_recorded && it.state == GState::Syscall {
            self.syscall_end_blocked(e)?;
        } else {
            self.stop(e, GState::Runnable)?;
        }
        let g = self.gs.remove(e.g).ok_or("no such goroutine")?;
        let counted = if g.is_system { &mut self.counts.system } else { &mut self.counts.runnable };
        *counted -= 1;
        self.counts.stack_bytes -= u64::from(g.stack_bytes);
        Ok(())
    }

    pub(super) fn syscall_end_blocked(&mut self, e: &Event) -> Fit {
        demand(self.g(e.g)?.p.is_none(), "the P was taken")?;
        self.turn(e.g, GState::Syscall, GState::Runnable, e.at)?;
        self.g(e.g)?.m = MId::NONE;
        self.m(e.m)?.curg = GId::NONE;
        Ok(())
    }

    pub(super) fn leaked(&mut self, g: GId, by_go: bool) -> Fit {
        let it = self.g(g)?;
        demand(it.state == GState::Waiting, "the goroutine is not waiting")?;
        let was = std::mem::replace(&mut it.leaked, if by_go { Leaked::Yes } else { Leaked::MissedByGo });
        self.counts.leaked += u32::from(was == Leaked::No);
        Ok(())
    }

    pub(super) fn panic(&mut self, g: GId, goexit: bool) -> Fit {
        let it = self.g(g)?;
        demand(it.state == GState::Running, "the goroutine is not running")?;
        it.unwinding = if goexit { Unwinding::Goexit } else { Unwinding::Panic };
        Ok(())
    }

    pub(super) fn recover(&mut self, g: GId) -> Fit {
        let it = self.g(g)?;
        demand(it.unwinding == Unwinding::Panic, "the goroutine does not panic")?;
        it.unwinding = Unwinding::Recovered;
        Ok(())
    }

    pub(super) fn unwound(&mut self, g: GId, left: Unwinding) -> Fit {
        let it = self.g(g)?;
        demand(it.unwinding == Unwinding::Recovered, "nobody recovered")?;
        it.unwinding = left;
        Ok(())
    }

    pub(super) fn stack_grow(&mut self, g: GId, bytes: u32) -> Fit {
        let old = std::mem::replace(&mut self.g(g)?.stack_bytes, bytes);
        let c = &mut self.counts;
        c.stack_bytes = c.stack_bytes + u64::from(bytes) - u64::from(old);
        c.stack_bytes_peak = c.stack_bytes_peak.max(c.stack_bytes);
        Ok(())
    }

    /// Of the runtime itself: it is not counted, and its stack is not either. Or one of the program's that waits for its turn
    /// as a coroutine.
    pub(super) fn create_blocked(&mut self, g: GId, reason: WaitReason, e: &Event) -> Fit {
        demand(g.0 < IDS_MAX, "no goroutine has that number")?;
        demand(self.gs.get(g).is_none(), "the goroutine exists already")?;
        if reason == WaitReason::Coroutine {
            self.create(g, Pc::NONE, e)?;
            let it = self.gs.get_mut(g).ok_or("no such goroutine")?;
            it.turn(GState::Runnable, GState::Waiting, e.at, &mut self.counts)?;
            it.reason = reason;
            return Ok(());
        }
        let (state, is_system) = (GState::Waiting, true);
        self.gs.insert(g, G { state, reason, is_system, stack_bytes: 0, ..G::new(Pc::NONE, e) });
        self.counts.system += 1;
        Ok(())
    }

    /// It was there before the recording began. How large its stack is, is not known.
    pub(super) fn found(&mut self, g: GId, found: G, state: GState, e: &Event) -> Fit {
        demand(g.0 < IDS_MAX, "no goroutine has that number")?;
        demand(self.gs.get(g).is_none(), "the goroutine exists already")?;
        let (mut p, mut m) = (PId::NONE, MId::NONE);
        if matches!(state, GState::Running | GState::Syscall) {
            (p, m) = (e.p, e.m);
            demand(self.m(m)?.curg.is_none(), "the thread runs nothing")?;
            demand(p.is_some() || state == GState::Syscall, "who runs has a processor")?;
            if p.is_some() {
                let p = self.p(p)?;
                demand(p.m == m && p.curg.is_none(), "the P is held by the M and runs nothing")?;
                p.curg = g;
            }
            self.m(m)?.curg = g;
        }
        let c = &mut self.counts;
        if found.is_system {
            c.system += 1;
        } else {
            c.created += 1;
            *c.of(state) += 1;
        }
        let reason = if state == GState::Waiting { found.reason } else { WaitReason::None };
        self.gs.insert(g, G { state, reason, stack_bytes: 0, p, m, ..found });
        let c = &mut self.counts;
        c.peak = c.peak.max(self.gs.len() as u32 - c.system);
        Ok(())
    }

    pub(super) fn assist(&mut self, g: GId, on: bool) -> Fit {
        let it = self.g(g)?;
        demand(it.is_assisting != on, "an assist begins and ends once")?;
        it.is_assisting = on;
        let gc = &mut self.heap.gc;
        gc.assists = if on { gc.assists + 1 } else { gc.assists - 1 };
        Ok(())
    }

    #[inline(always)]
    pub(super) fn create(&mut self, g: GId, entry: Pc, e: &Event) -> Fit {
        demand(g.0 < IDS_MAX, "no goroutine has that number")?;
        demand(self.gs.get(g).is_none(), "the goroutine exists already")?;
        let stack_bytes = if self.is_recorded { 0 } else { STACK_MIN_BYTES };
        self.gs.put(g, G { stack_bytes, ..G::new(entry, e) });
        let c = &mut self.counts;
        c.created += 1;
        c.runnable += 1;
        c.stack_bytes += u64::from(stack_bytes);
        c.stack_bytes_peak = c.stack_bytes_peak.max(c.stack_bytes);
        c.peak = c.peak.max(self.gs.len() as u32 - c.system);
        Ok(())
    }

    #[inline(always)]
    pub(super) fn start(&mut self, g: GId, from: Source, tick: bool, e: &Event) -> Fit {
        let p = self.ps.get_mut(e.p.idx()).ok_or("no such processor")?;
        demand(p.m == e.m && p.curg.is_none(), "the P is held by the M and runs nothing")?;
        let left = match from {
            Source::RunNext => std::mem::take(&mut p.next),
            Source::Local => p.runq.pop_front().unwrap_or_default(),
            Source::Stolen => p.runq.pop_back().unwrap_or_default(),
            Source::Global => self.runq.pop_front().unwrap_or_default(),
            Source::Direct | Source::GcWorker => g,
        };
        demand(left == g, "the goroutine is not at that end of that queue")?;
        p.curg = g;
        p.preempt &= !tick;
        if tick {
            p.schedtick += 1;
            p.slice_start = e.at;
        }
        self.m(e.m)?.curg = g;
        let it = self.gs.get_mut(g).ok_or("no such goroutine")?;
        it.turn(GState::Runnable, GState::Running, e.at, &mut self.counts)?;
        (it.p, it.m) = (e.p, e.m);
        Ok(())
    }

    /// The running goroutine of the event leaves its P and M.
    pub(super) fn stop(&mut self, e: &Event, to: GState) -> Fit<&mut G> {
        let p = self.ps.get_mut(e.p.idx()).ok_or("no such processor")?;
        demand(p.curg == e.g, "the goroutine does not run on this P")?;
        (p.curg, p.preempt) = (GId::NONE, false);
        self.ms.get_mut(e.m.idx()).ok_or("no such thread")?.curg = GId::NONE;
        let g = self.gs.get_mut(e.g).ok_or("no such goroutine")?;
        g.turn(GState::Running, to, e.at, &mut self.counts)?;
        (g.p, g.m) = (PId::NONE, MId::NONE);
        Ok(g)
    }

    #[inline(always)]
    pub(super) fn unblock(&mut self, g: GId, at: SimTime) -> Fit {
        let it = self.gs.get_mut(g).ok_or("no such goroutine")?;
        it.turn(GState::Waiting, GState::Runnable, at, &mut self.counts)?;
        (it.reason, it.obj) = (WaitReason::None, ObjId::NONE);
        if std::mem::take(&mut it.leaked) != Leaked::No {
            self.counts.leaked -= 1;
        }
        let waits = std::mem::take(&mut it.waits);
        match waits.only() {
            Some(wait) => self.leave_queue(g, wait),
            None => waits.iter().try_for_each(|&wait| self.leave_queue(g, wait)),
        }
    }

    #[inline]
    fn leave_queue(&mut self, g: GId, wait: Wait) -> Fit {
        let obj = self.objs.get_mut(wait.obj).ok_or("no such object")?;
        let left = obj.waitq_mut(wait.side).remove(wait.ticket);
        demand(left == Some(g), "the goroutine is not in that queue")
    }

    pub(super) fn turn(&mut self, g: GId, from: GState, to: GState, at: SimTime) -> Fit {
        self.gs.get_mut(g).ok_or("no such goroutine")?.turn(from, to, at, &mut self.counts)
    }
}

impl G {
    pub(super) fn new(entry: Pc, e: &Event) -> Self {
        Self {
            state: GState::Runnable,
            entry,
            pc: entry,
            parent: e.g,
            go_pc: e.pc,
            reason: WaitReason::None,
            obj: ObjId::NONE,
            waits: Few::default(),
            leaked: Leaked::No,
            since: e.at,
            created: e.at,
            stack_bytes: STACK_MIN_BYTES,
            is_system: false,
            is_assisting: false,
            unwinding: Unwinding::No,
            worker: None,
            p: PId::NONE,
            m: MId::NONE,
        }
    }

    #[inline]
    fn turn(&mut self, from: GState, to: GState, at: SimTime, counts: &mut Counts) -> Fit {
        if self.state != from {
            return Err(match from {
                GState::Runnable => "the goroutine is not runnable",
                GState::Running => "the goroutine is not running",
                GState::Syscall => "the goroutine is not in a system call",
                GState::Waiting => "the goroutine is not waiting",
            });
        }
        (self.state, self.since) = (to, at);
        if !self.is_system {
            *counts.of(from) -= 1;
            *counts.of(to) += 1;
        }
        Ok(())
    }
}

impl Counts {
    #[inline]
    fn of(&mut self, state: GState) -> &mut u32 {
        match state {
            GState::Runnable => &mut self.runnable,
            GState::Running => &mut self.running,
            GState::Syscall => &mut self.syscall,
            GState::Waiting => &mut self.waiting,
        }
    }
}
