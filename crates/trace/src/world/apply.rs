//! One event applied to the world. Every arm states what it demands of the world before; what does not fit is a
//! [`Fault`].

use super::{Counts, Fault, G, GState, M, MState, Obj, P, PState, Wait, World};
use crate::event::{Event, Fd, Kind, RunqPlace, Source, WaitReason};
use crate::ids::{GId, MId, ObjId, PId, Pc, TimerId};
use crate::queue::WaitQ;
use crate::time::SimTime;

/// What does not fit; the number of the event is added outside.
type Fit = Result<(), String>;

/// First stack of a goroutine (`stack.go:stackMin`).
const STACK_MIN_BYTES: u32 = 2048;

impl World {
    /// Applies `event`.
    ///
    /// # Errors
    /// When the event does not fit; the world is then not to be trusted any more.
    pub fn apply(&mut self, event: &Event) -> Result<(), Fault> {
        self.now = self.now.max(event.at);
        let fit = self
            .dispatch(event)
            .map_err(|what| Fault { event: self.events, what: format!("{what}: {event:?}") });
        self.events += 1;
        if event.pc.is_some()
            && let Some(g) = self.gs.get_mut(event.g)
        {
            g.pc = event.pc;
        }
        fit
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

    fn machine(&mut self, e: &Event) -> Fit {
        match e.kind {
            Kind::ProcsChange { n } => {
                let n = n as usize;
                for (i, p) in self.ps.iter_mut().enumerate() {
                    p.state = match p.state {
                        _ if i >= n => PState::Dead,
                        PState::Dead => PState::Idle,
                        state => state,
                    };
                }
                self.idle_ps.retain(|p| p.idx() < n);
                while self.ps.len() < n {
                    self.ps.push(P::new());
                }
            }
            Kind::ProcStart => {
                let popped = self.idle_ps.iter().rposition(|&p| p == e.p);
                if let Some(i) = popped {
                    self.idle_ps.remove(i);
                }
                self.bind(e.m, e.p)?;
            }
            Kind::ProcStop => {
                let m = self.p(e.p)?.m;
                if m.is_some() {
                    self.unbind(m, e.p)?;
                }
                let p = self.p(e.p)?;
                demand(p.runq.is_empty() && p.next.is_none(), "an idle P has an empty run queue")?;
                p.state = PState::Idle;
                self.idle_ps.push(e.p);
            }
            Kind::ProcSteal => {
                let m = self.p(e.p)?.m;
                let p = self.p(e.p)?;
                (p.curg, p.preempt) = (GId::NONE, false);
                let g = self.m(m)?.curg;
                self.g(g)?.p = PId::NONE;
                self.unbind(m, e.p)?;
            }
            Kind::ProcHandoff => self.bind(e.m, e.p)?,
            Kind::ProcRelease => self.unbind(e.m, e.p)?,
            Kind::MStart => {
                demand(self.ms.len() == e.m.idx(), "threads are numbered in order")?;
                self.ms.push(M { state: MState::Awake, p: PId::NONE, curg: GId::NONE });
            }
            Kind::MPark => {
                let m = self.m(e.m)?;
                demand(
                    m.state == MState::Awake && m.p.is_none() && m.curg.is_none(),
                    "only a free thread parks",
                )?;
                m.state = MState::Parked;
                self.idle_ms.push(e.m);
            }
            Kind::MUnpark => {
                let i = self.idle_ms.iter().rposition(|&m| m == e.m).ok_or("the thread is not parked")?;
                self.idle_ms.remove(i);
                self.m(e.m)?.state = MState::Awake;
            }
            Kind::MNetpoll { on } => self.m(e.m)?.turn(MState::Netpoll, on)?,
            Kind::MSpin { on } => {
                self.m(e.m)?.turn(MState::Spinning, on)?;
                self.counts.spinning = if on { self.counts.spinning + 1 } else { self.counts.spinning - 1 };
            }
            _ => {}
        }
        Ok(())
    }

    fn goroutine(&mut self, e: &Event) -> Fit {
        match e.kind {
            Kind::GoCreate { g, entry } => {
                let new = G::new(entry, e);
                demand(self.gs.insert(g, new).is_none(), "the goroutine exists already")?;
                let c = &mut self.counts;
                c.created += 1;
                c.runnable += 1;
                c.stack_bytes += u64::from(STACK_MIN_BYTES);
                c.stack_bytes_peak = c.stack_bytes_peak.max(c.stack_bytes);
                c.peak = c.peak.max(self.gs.len() as u32);
            }
            Kind::GoStart { g, from, tick } => {
                self.leave_runq(e.p, g, from)?;
                let (m, at) = (e.m, e.at);
                let p = self.p(e.p)?;
                demand(p.m == m && p.curg.is_none(), "the P is held by the M and runs nothing")?;
                p.curg = g;
                p.preempt &= !tick;
                if tick {
                    p.schedtick += 1;
                    p.slice_start = at;
                }
                self.m(m)?.curg = g;
                self.turn(g, GState::Runnable, GState::Running, at)?;
                let (p, running) = (e.p, self.g(g)?);
                (running.p, running.m) = (p, m);
            }
            Kind::GoStop { .. } => self.stop(e, GState::Runnable)?,
            Kind::GoBlock { reason, obj } => {
                self.stop(e, GState::Waiting)?;
                let g = self.g(e.g)?;
                (g.reason, g.obj) = (reason, obj);
            }
            Kind::GoUnblock { g } => {
                self.turn(g, GState::Waiting, GState::Runnable, e.at)?;
                self.leave_waitqs(g)?;
            }
            Kind::GoDestroy => {
                self.stop(e, GState::Runnable)?;
                let g = self.gs.remove(e.g).ok_or("no such goroutine")?;
                self.counts.runnable -= 1;
                self.counts.stack_bytes -= u64::from(g.stack_bytes);
            }
            Kind::GoSyscallBegin => self.turn(e.g, GState::Running, GState::Syscall, e.at)?,
            Kind::GoSyscallEnd => self.turn(e.g, GState::Syscall, GState::Running, e.at)?,
            Kind::GoSyscallEndBlocked => {
                self.turn(e.g, GState::Syscall, GState::Runnable, e.at)?;
                let g = self.g(e.g)?;
                demand(g.p.is_none(), "the P was taken")?;
                g.m = MId::NONE;
                self.m(e.m)?.curg = GId::NONE;
            }
            Kind::StackGrow { bytes } => {
                let g = self.g(e.g)?;
                let old = std::mem::replace(&mut g.stack_bytes, bytes);
                let c = &mut self.counts;
                c.stack_bytes = c.stack_bytes + u64::from(bytes) - u64::from(old);
                c.stack_bytes_peak = c.stack_bytes_peak.max(c.stack_bytes);
            }
            Kind::PreemptRequest => self.p(e.p)?.preempt = true,
            _ => {}
        }
        Ok(())
    }

    fn run_queue(&mut self, e: &Event) -> Fit {
        match e.kind {
            Kind::RunqPut { g, place } => {
                demand(self.g(g)?.state == GState::Runnable, "only a runnable goroutine is queued")?;
                match place {
                    RunqPlace::Next => {
                        let next = std::mem::replace(&mut self.p(e.p)?.next, g);
                        demand(next.is_none(), "runnext is taken")?;
                    }
                    RunqPlace::Local => self.p(e.p)?.runq.push_back(g),
                    RunqPlace::Global => self.runq.push_back(g),
                }
            }
            Kind::RunqKick { overflow } => {
                let p = self.p(e.p)?;
                let g = std::mem::take(&mut p.next).some().ok_or("runnext is empty")?;
                if !overflow {
                    p.runq.push_back(g);
                }
            }
            Kind::RunqOverflow { g, n } => {
                let p = self.p(e.p)?;
                demand(p.runq.len() >= n as usize, "the queue is shorter")?;
                let oldest: Vec<_> = p.runq.drain(..n as usize).collect();
                self.runq.extend(oldest);
                self.runq.push_back(g);
            }
            Kind::RunqGrab { n } => {
                demand(self.runq.len() >= n as usize, "the queue is shorter")?;
                let batch: Vec<_> = self.runq.drain(..n as usize).collect();
                self.p(e.p)?.runq.extend(batch);
            }
            Kind::RunqSteal { victim, n } => {
                let from = self.p(victim)?;
                demand(from.runq.len() >= n as usize, "the queue is shorter")?;
                let batch: Vec<_> = from.runq.drain(..n as usize).collect();
                self.p(e.p)?.runq.extend(batch);
            }
            Kind::RunqStealNext { victim } => {
                let g = std::mem::take(&mut self.p(victim)?.next).some().ok_or("runnext is empty")?;
                self.p(e.p)?.runq.push_back(g);
            }
            Kind::RunqDrain => {
                let p = self.p(e.p)?;
                let next = std::mem::take(&mut p.next).some();
                let rest = std::mem::take(&mut p.runq);
                self.runq.extend(next.into_iter().chain(rest));
            }
            _ => {}
        }
        Ok(())
    }

    fn object(&mut self, e: &Event) -> Fit {
        match e.kind {
            Kind::ObjNew { obj, kind, cap } => {
                let new = Obj {
                    kind,
                    pc: e.pc,
                    made_by: e.g,
                    cap,
                    len: 0,
                    closed: false,
                    holder: GId::NONE,
                    readers: 0,
                    starving: false,
                    count: 0,
                    recvq: WaitQ::default(),
                    sendq: WaitQ::default(),
                };
                demand(self.objs.insert(obj, new).is_none(), "the object exists already")?;
            }
            Kind::ObjFree { obj } => {
                let old = self.objs.remove(obj).ok_or("no such object")?;
                demand(old.recvq.is_empty() && old.sendq.is_empty(), "someone waits there")?;
            }
            Kind::WaitBegin { obj, side, at_head } => {
                let q = self.obj(obj)?.waitq_mut(side);
                let ticket = if at_head { q.push_front(e.g) } else { q.push_back(e.g) };
                self.g(e.g)?.waits.push(Wait { obj, side, ticket });
            }
            Kind::ChanLen { obj, len } => self.obj(obj)?.len = len,
            Kind::ChanClose { obj } => self.obj(obj)?.closed = true,
            Kind::ChanResize { obj, cap } => self.obj(obj)?.cap = cap,
            Kind::LockHolder { obj, holder } => self.obj(obj)?.holder = holder,
            Kind::LockReaders { obj, readers } => self.obj(obj)?.readers = readers,
            Kind::LockStarving { obj, on } => self.obj(obj)?.starving = on,
            Kind::Counter { obj, value } => self.obj(obj)?.count = value,
            _ => {}
        }
        Ok(())
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
        self.timers.insert((when, timer), g);
        demand(self.timer_when.insert(timer, when).is_none(), "the timer is armed already")
    }

    fn timer_gone(&mut self, timer: TimerId) -> Fit {
        let when = self.timer_when.remove(timer).ok_or("no such timer")?;
        demand(self.timers.remove(&(when, timer)).is_some(), "the timer is not armed")
    }

    /// The running goroutine of the event leaves its P and M.
    fn stop(&mut self, e: &Event, to: GState) -> Fit {
        self.turn(e.g, GState::Running, to, e.at)?;
        let g = self.g(e.g)?;
        (g.p, g.m) = (PId::NONE, MId::NONE);
        let p = self.p(e.p)?;
        demand(std::mem::take(&mut p.curg) == e.g, "the goroutine does not run on this P")?;
        p.preempt = false;
        self.m(e.m)?.curg = GId::NONE;
        Ok(())
    }

    fn turn(&mut self, g: GId, from: GState, to: GState, at: SimTime) -> Fit {
        let it = self.gs.get_mut(g).ok_or("no such goroutine")?;
        if it.state != from {
            return Err(format!("{g} is {}, not {}", it.state.text(), from.text()));
        }
        (it.state, it.since) = (to, at);
        if from == GState::Waiting {
            (it.reason, it.obj) = (WaitReason::None, ObjId::NONE);
        }
        *self.counts.of(from) -= 1;
        *self.counts.of(to) += 1;
        Ok(())
    }

    fn leave_runq(&mut self, p: PId, g: GId, from: Source) -> Fit {
        let left = match from {
            Source::RunNext => std::mem::take(&mut self.p(p)?.next),
            Source::Local => self.p(p)?.runq.pop_front().unwrap_or_default(),
            Source::Stolen => self.p(p)?.runq.pop_back().unwrap_or_default(),
            Source::Global => self.runq.pop_front().unwrap_or_default(),
            Source::Direct => g,
        };
        demand(left == g, "the goroutine is not at that end of that queue")
    }

    fn leave_waitqs(&mut self, g: GId) -> Fit {
        let waits = std::mem::take(&mut self.g(g)?.waits);
        for wait in waits {
            let left = self.obj(wait.obj)?.waitq_mut(wait.side).remove(wait.ticket);
            demand(left == Some(g), "the goroutine is not in that queue")?;
        }
        Ok(())
    }

    fn bind(&mut self, m: MId, p: PId) -> Fit {
        let thread = self.m(m)?;
        demand(thread.p.is_none() && thread.state != MState::Parked, "the M is awake and has no P")?;
        thread.p = p;
        let proc = self.p(p)?;
        demand(proc.m.is_none(), "the P is held by nobody")?;
        proc.m = m;
        proc.state = PState::Running;
        Ok(())
    }

    fn unbind(&mut self, m: MId, p: PId) -> Fit {
        demand(std::mem::take(&mut self.m(m)?.p) == p, "the M does not hold the P")?;
        let proc = self.p(p)?;
        demand(std::mem::take(&mut proc.m) == m && proc.curg.is_none(), "the P is not free to go")
    }

    fn g(&mut self, g: GId) -> Result<&mut G, String> {
        self.gs.get_mut(g).ok_or_else(|| format!("no goroutine {g}"))
    }

    fn p(&mut self, p: PId) -> Result<&mut P, String> {
        self.ps.get_mut(p.idx()).ok_or_else(|| format!("no processor {p}"))
    }

    fn m(&mut self, m: MId) -> Result<&mut M, String> {
        self.ms.get_mut(m.idx()).ok_or_else(|| format!("no thread {m}"))
    }

    fn obj(&mut self, obj: ObjId) -> Result<&mut Obj, String> {
        self.objs.get_mut(obj).ok_or_else(|| format!("no object {obj}"))
    }
}

impl M {
    /// Into `state` from being awake, or back.
    fn turn(&mut self, state: MState, on: bool) -> Fit {
        let (from, to) = if on { (MState::Awake, state) } else { (state, MState::Awake) };
        demand(std::mem::replace(&mut self.state, to) == from, "a thread's state begins and ends once")
    }
}

impl P {
    fn new() -> Self {
        Self {
            state: PState::Idle,
            m: MId::NONE,
            curg: GId::NONE,
            next: GId::NONE,
            runq: std::collections::VecDeque::new(),
            schedtick: 0,
            slice_start: SimTime::ZERO,
            preempt: false,
        }
    }
}

impl G {
    fn new(entry: Pc, e: &Event) -> Self {
        Self {
            state: GState::Runnable,
            entry,
            pc: entry,
            parent: e.g,
            go_pc: e.pc,
            reason: WaitReason::None,
            obj: ObjId::NONE,
            waits: Vec::new(),
            since: e.at,
            created: e.at,
            stack_bytes: STACK_MIN_BYTES,
            p: PId::NONE,
            m: MId::NONE,
        }
    }
}

impl Counts {
    fn of(&mut self, state: GState) -> &mut u32 {
        match state {
            GState::Runnable => &mut self.runnable,
            GState::Running => &mut self.running,
            GState::Syscall => &mut self.syscall,
            GState::Waiting => &mut self.waiting,
        }
    }
}

fn demand(holds: bool, what: &str) -> Fit {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}
