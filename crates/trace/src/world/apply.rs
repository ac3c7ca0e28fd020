//! One event applied to the world. Every arm states what it demands of the world before, and demands it before it changes
//! anything that is counted; what does not fit is a [`Fault`].

mod context;
mod goroutine;
mod machine;
mod memory;
mod object;
mod run_queue;

use super::{Fault, G, GState, M, MState, Obj, P, World};
use crate::event::{Event, Fd, Kind, Unwinding};
use crate::ids::{GId, MId, ObjId, PId, Pc, TimerId};
use crate::time::SimTime;

/// What does not fit; which event it was is added outside.
type Fit<T = ()> = Result<T, &'static str>;

/// Ids are given out in order, so a table is about as long as its largest id. A larger one than this is garbage, and would
/// cost memory that nobody uses.
const IDS_MAX: u32 = 1 << 28;

impl World {
    /// Applies `event`.
    ///
    /// # Errors
    /// When the event does not fit; the world is then not to be trusted any more, but still a world.
    pub fn apply(&mut self, event: &Event) -> Result<(), Fault> {
        self.now = self.now.max(event.at);
        let fit = self.dispatch(event);
        self.events += 1;
        if event.pc.is_some() && self.last_acted != (event.g, event.pc) {
            self.stands_at(event.g, event.pc);
        }
        match fit {
            Ok(()) => Ok(()),
            Err(what) => Err(self.fault(what)),
        }
    }

    /// Beside the rest, which then needs fewer registers.
    #[inline(never)]
    fn stands_at(&mut self, g: GId, pc: Pc) {
        self.last_acted = (g, pc);
        if let Some(g) = self.gs.get_mut(g) {
            g.pc = pc;
        }
    }

    #[cold]
    fn fault(&self, what: &str) -> Fault {
        Fault { event: self.events - 1, what: what.to_owned() }
    }

    /// Which part of the world it is about. Kept flat, with what is frequent in it: a run folds millions of events.
    #[inline]
    fn dispatch(&mut self, e: &Event) -> Fit {
        // Frequent, and nothing changes: before the rest of the event is read, which was written in other pieces just now.
        if let Kind::ChanHandoff { .. } | Kind::CpuSample = e.kind {
            return Ok(());
        }
        match e.kind {
            Kind::ProcsChange { n } => self.procs_change(n),
            Kind::ProcStart => self.proc_start(e.m, e.p),
            Kind::ProcStop => self.proc_stop(e.p),
            Kind::ProcSteal => self.proc_steal(e),
            Kind::ProcHandoff => self.bind(e.m, e.p),
            Kind::ProcRelease => self.unbind(e.m, e.p),
            Kind::MStart => self.m_start(e.m),
            Kind::MPark => self.m_park(e.m),
            Kind::MUnpark => self.m_unpark(e.m),
            Kind::MNetpoll { on } => self.m(e.m)?.turn(MState::Netpoll, on),
            Kind::MLock { g } => self.m(e.m).map(|m| m.locked = g),
            Kind::MLockedWait { on } => self.m_waits_locked(e.m, on),
            Kind::MExit => self.m_exit(e.m),
            Kind::MSpin { on } => self.m_spin(e.m, on),

            Kind::GoCreate { g, entry } => self.create(g, entry, e),
            Kind::GoStart { g, from, tick } => self.start(g, from, tick, e),
            Kind::GoStop { .. } => self.stop(e, GState::Runnable).map(drop),
            Kind::GoBlock { reason, obj } => self.block(reason, obj, e),
            Kind::GoUnblock { g } => self.unblock(g, e.at),
            Kind::GoDestroy => self.destroy(e),
            Kind::GoSyscallBegin => self.turn(e.g, GState::Running, GState::Syscall, e.at),
            Kind::GoSyscallEnd => self.turn(e.g, GState::Syscall, GState::Running, e.at),
            Kind::GoSyscallEndBlocked => self.syscall_end_blocked(e),
            Kind::GoLeaked { g, by_go } => self.leaked(g, by_go),
            Kind::GoPanic { goexit } => self.panic(e.g, goexit),
            Kind::GoDefer { .. } => demand(self.g(e.g)?.unwinding != Unwinding::No, "it unwinds for nothing"),
            Kind::GoRecover => self.recover(e.g),
            Kind::GoUnwound { left, .. } => self.unwound(e.g, left),
            Kind::StackGrow { bytes } => self.stack_grow(e.g, bytes),
            Kind::StackSet { g, bytes } => self.stack_grow(g, bytes),
            Kind::GoCreateBlocked { g, reason } => self.create_blocked(g, reason, e),
            Kind::GoStatus { g, entry, state, reason, system } => {
                let found = G { reason, is_system: system, ..G::new(entry, e) };
                self.found(g, found, state, e)
            }
            Kind::PreemptRequest => self.preempt_request(e),

            Kind::RunqPut { g, place } => self.runq_put(e.p, g, place),
            Kind::RunqKick { overflow } => self.runq_kick(e.p, overflow),
            Kind::RunqOverflow { g, n } => self.runq_overflow(e.p, g, n),
            Kind::RunqGrab { n } => self.runq_grab(e.p, n),
            Kind::RunqSteal { victim, n } => self.runq_steal(e.p, victim, n),
            Kind::RunqStealNext { victim } => self.runq_steal_next(e.p, victim),
            Kind::RunqDrain => self.runq_drain(e.p),
            Kind::RunqFlush => self.runq_flush(e.p),
            Kind::RunqLeave { g } => self.runq_leave(e.p, g),

            Kind::ObjNew { obj, kind, cap } => self.obj_new(obj, kind, cap, e),
            Kind::ObjFree { obj } => self.obj_free(obj),
            Kind::WaitBegin { obj, side, at_head } => self.wait_begin(obj, side, at_head, e),
            Kind::ChanLen { obj, len } => self.obj(obj).map(|it| it.len = len),
            Kind::ChanClose { obj } => self.obj(obj).map(|it| it.closed = true),
            Kind::ChanResize { obj, cap } => self.obj(obj).map(|it| it.cap = cap),
            Kind::LockHolder { obj, holder } => self.obj(obj).map(|it| it.holder = holder),
            Kind::LockReaders { obj, readers } => self.obj(obj).map(|it| it.readers = readers),
            Kind::LockStarving { obj, on } => self.obj(obj).map(|it| it.starving = on),
            Kind::Counter { obj, value } => self.obj(obj).map(|it| it.count = value),
            Kind::CtxNew { obj, parent, deadline } => self.ctx_new(obj, parent, deadline),
            Kind::CtxDone { obj, done } => self.ctx(obj).map(|it| it.done = done),
            Kind::CtxCancel { obj, deadline } => self.ctx_cancel(obj, deadline, e),

            Kind::TimerArm { timer, when } => self.timer_arm(timer, when, e.g),
            Kind::TimerFire { timer } | Kind::TimerStop { timer } => self.timer_gone(timer),
            _ => self.surroundings(e),
        }
    }

    /// What is outside of the runtime; memory.
    fn surroundings(&mut self, e: &Event) -> Fit {
        match e.kind {
            Kind::Write { fd, len } => self.written[usize::from(fd == Fd::Stderr)] = len,
            Kind::ParamSet { param, value } => {
                self.params.insert(param, value);
            }
            Kind::Recorded => self.is_recorded = true,
            Kind::End { how } => {
                self.ended_by = e.g;
                return demand(self.end.replace(how).is_none(), "the program is over already");
            }
            _ => return self.memory(e),
        }
        Ok(())
    }

    fn timer_arm(&mut self, timer: TimerId, when: SimTime, g: GId) -> Fit {
        demand(timer.0 < IDS_MAX, "no timer has that number")?;
        demand(self.timer_when.get(timer).is_none(), "the timer is armed already")?;
        self.timer_when.insert(timer, when);
        self.timers.insert((when, timer), g);
        Ok(())
    }

    fn timer_gone(&mut self, timer: TimerId) -> Fit {
        let when = self.timer_when.remove(timer).ok_or("no such timer")?;
        self.timers.remove(&(when, timer));
        Ok(())
    }

    fn g(&mut self, g: GId) -> Fit<&mut G> {
        self.gs.get_mut(g).ok_or("no such goroutine")
    }

    #[inline]
    fn p(&mut self, p: PId) -> Fit<&mut P> {
        self.ps.get_mut(p.idx()).ok_or("no such processor")
    }

    #[inline]
    fn m(&mut self, m: MId) -> Fit<&mut M> {
        self.ms.get_mut(m.idx()).ok_or("no such thread")
    }

    #[inline]
    fn obj(&mut self, obj: ObjId) -> Fit<&mut Obj> {
        self.objs.get_mut(obj).ok_or("no such object")
    }
}

#[inline]
fn demand(holds: bool, what: &'static str) -> Fit {
    if holds { Ok(()) } else { Err(what) }
}
