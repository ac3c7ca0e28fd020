//! One event applied to the world. Every arm states what it demands of the world before, and demands it before it changes
//! anything that is counted; what does not fit is a [`Fault`].

mod goroutine;
mod machine;
mod object;
mod run_queue;

use super::{Fault, G, M, Obj, P, World};
use crate::event::{Event, Fd, Kind};
use crate::ids::{GId, MId, ObjId, PId, TimerId};
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
            self.last_acted = (event.g, event.pc);
            if let Some(g) = self.gs.get_mut(event.g) {
                g.pc = event.pc;
            }
        }
        fit.map_err(|what| Fault { event: self.events - 1, what: format!("{what}: {event:?}") })
    }

    fn dispatch(&mut self, e: &Event) -> Fit {
        match e.kind {
            Kind::ProcsChange { .. }
            | Kind::ProcStart
            | Kind::ProcStop
            | Kind::ProcSteal
            | Kind::ProcHandoff
            | Kind::ProcRelease
            | Kind::MStart
            | Kind::MPark
            | Kind::MUnpark
            | Kind::MNetpoll { .. }
            | Kind::MSpin { .. } => self.machine(e),
            Kind::GoCreate { .. }
            | Kind::GoStart { .. }
            | Kind::GoStop { .. }
            | Kind::GoBlock { .. }
            | Kind::GoUnblock { .. }
            | Kind::GoDestroy
            | Kind::GoSyscallBegin
            | Kind::GoSyscallEnd
            | Kind::GoSyscallEndBlocked
            | Kind::StackGrow { .. }
            | Kind::PreemptRequest
            | Kind::CpuSample => self.goroutine(e),
            Kind::RunqPut { .. }
            | Kind::RunqKick { .. }
            | Kind::RunqOverflow { .. }
            | Kind::RunqGrab { .. }
            | Kind::RunqSteal { .. }
            | Kind::RunqStealNext { .. }
            | Kind::RunqDrain => self.run_queue(e),
            Kind::ObjNew { .. }
            | Kind::ObjFree { .. }
            | Kind::WaitBegin { .. }
            | Kind::ChanLen { .. }
            | Kind::ChanHandoff { .. }
            | Kind::ChanClose { .. }
            | Kind::ChanResize { .. }
            | Kind::LockHolder { .. }
            | Kind::LockReaders { .. }
            | Kind::LockStarving { .. }
            | Kind::Counter { .. } => self.object(e),
            Kind::TimerArm { timer, when } => self.timer_arm(timer, when, e.g),
            Kind::TimerFire { timer } | Kind::TimerStop { timer } => self.timer_gone(timer),
            Kind::HeapAlloc { .. } | Kind::HeapGoal { .. } | Kind::GcBegin | Kind::GcEnd { .. } => {
                self.memory(e);
                Ok(())
            }
            Kind::StwBegin { reason } => {
                demand(self.stw.replace(reason).is_none(), "the world is stopped already")
            }
            Kind::StwEnd => demand(self.stw.take().is_some(), "the world is not stopped"),
            Kind::Write { fd, len } => {
                self.written[usize::from(fd == Fd::Stderr)] = len;
                Ok(())
            }
            Kind::ParamSet { param, value } => {
                self.params.insert(param, value);
                Ok(())
            }
            Kind::End { how } => demand(self.end.replace(how).is_none(), "the program is over already"),
        }
    }

    fn memory(&mut self, e: &Event) {
        match e.kind {
            Kind::HeapAlloc { bytes } => {
                self.heap.alloc_bytes = bytes;
                self.counts.heap_bytes_peak = self.counts.heap_bytes_peak.max(bytes);
            }
            Kind::HeapGoal { bytes } => self.heap.goal_bytes = bytes,
            Kind::GcBegin => self.heap.gc.running = true,
            Kind::GcEnd { live } => {
                self.heap.gc.running = false;
                self.heap.gc.cycles += 1;
                self.heap.live_bytes = live;
            }
            _ => {}
        }
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

    fn p(&mut self, p: PId) -> Fit<&mut P> {
        self.ps.get_mut(p.idx()).ok_or("no such processor")
    }

    fn m(&mut self, m: MId) -> Fit<&mut M> {
        self.ms.get_mut(m.idx()).ok_or("no such thread")
    }

    fn obj(&mut self, obj: ObjId) -> Fit<&mut Obj> {
        self.objs.get_mut(obj).ok_or("no such object")
    }
}

#[inline]
fn demand(holds: bool, what: &'static str) -> Fit {
    if holds { Ok(()) } else { Err(what) }
}
