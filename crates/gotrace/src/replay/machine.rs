//! The stage that a recording is played on while it is read: a world of our own, to which every event is applied as soon
//! as it is told. What a file leaves out is told here, so that the next event fits.

use std::collections::BTreeMap;

use gopark_trace::{Event, EventLog, GId, GState, Kind, MId, MState, PId, PState, Pc, SimTime, World};

use crate::limits::{REPLAYED_EVENTS_MAX, REPLAYED_GOROUTINES_MAX};

/// sysmon's thread is the second one, as in Go.
pub const SYSMON: MId = MId(1);
/// More processors than Go gives a program (`runtime/runtime2.go: _MaxGomaxprocs`).
const PROCS_MAX: u32 = 1 << 10;

/// Who acts, and where.
#[derive(Clone, Copy, Debug, Default)]
pub struct At {
    pub m: MId,
    pub p: PId,
    pub g: GId,
    pub pc: Pc,
}

/// Why a recording ends before its file does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Halt {
    /// There are more events than are kept.
    Events,
    /// There are more goroutines at once than are kept.
    Goroutines,
    /// What the file says does not fit what it said before.
    Misfit(String),
}

pub type Told = Result<(), Halt>;

/// The world so far, and the events that made it.
#[derive(Default)]
pub struct Machine {
    pub world: World,
    pub log: EventLog,
    new: Vec<Event>,
    pub at: SimTime,
    /// So many processors there will be when whoever asked for fewer has left its own, which is one too many.
    fewer: Option<u32>,
    /// In whose queue each goroutine that could run is said to stand; `NONE`: in the global one.
    pub queued: BTreeMap<GId, PId>,
    /// Goroutines that began to run, and those of them that stood elsewhere in a queue than at its head.
    pub starts: u64,
    pub misplaced: u64,
}

impl Machine {
    /// Tells an event and lets it happen.
    pub fn tell(&mut self, by: At, kind: Kind) -> Told {
        let At { m, p, g, pc } = by;
        let event = Event { at: self.at, m, p, g, pc, kind };
        self.world.apply(&event).map_err(|fault| {
            Halt::Misfit(format!("{} ({})", fault.what, gopark_trace::line(&event).trim()))
        })?;
        self.new.push(event);
        self.log.append(&mut self.new);
        if self.log.len() >= REPLAYED_EVENTS_MAX {
            return Err(Halt::Events);
        }
        if self.world.gs.len() > REPLAYED_GOROUTINES_MAX {
            return Err(Halt::Goroutines);
        }
        Ok(())
    }

    /// So many processors are there.
    pub fn procs(&mut self, by: At, n: u32) -> Told {
        if n == 0 || n > PROCS_MAX {
            return Err(Halt::Misfit(format!("GOMAXPROCS is {n}")));
        }
        self.fewer = None;
        let before = self.world.procs() as u32;
        if n == before {
            return Ok(());
        }
        // The tracer says the number first, and then that the caller moves (`runtime/proc.go: procresize`).
        let runs = |p: u32| self.world.gs.get(self.world.ps[p as usize].curg).map(|g| g.state);
        if (n..before).any(|p| runs(p) == Some(GState::Running)) {
            self.fewer = Some(n);
            return Ok(());
        }
        for p in n..before {
            self.let_go(PId(p))?;
            if self.has_queue(PId(p)) {
                self.tell(At { p: PId(p), ..At::default() }, Kind::RunqDrain)?;
                self.queued.values_mut().filter(|at| **at == PId(p)).for_each(|at| *at = PId::NONE);
            }
        }
        self.tell(by, Kind::ProcsChange { n })?;
        // The last one on the list is taken first.
        for p in (0..n).rev().map(PId) {
            if self.world.ps[p.idx()].m.is_none() && !self.has_queue(p) {
                self.tell(At { p, ..At::default() }, Kind::ProcStop)?;
            }
        }
        Ok(())
    }

    /// Processor `p` is there.
    pub fn has_proc(&mut self, p: PId) -> Told {
        let is_there = self.world.ps.get(p.idx()).is_some_and(|p| p.state != PState::Dead);
        if is_there { Ok(()) } else { self.procs(At::default(), p.0.saturating_add(1)) }
    }

    fn has_queue(&self, p: PId) -> bool {
        self.world.ps.get(p.idx()).is_some_and(|p| p.next.is_some() || !p.runq.is_empty())
    }

    /// Thread `m` is there; those with smaller numbers began before it.
    pub fn has_thread(&mut self, m: MId) -> Told {
        if m.is_none() {
            return Err(Halt::Misfit("it happens on no thread".to_owned()));
        }
        while self.world.ms.len() <= m.idx() {
            let m = MId(self.world.ms.len() as u32);
            self.tell(At { m, ..At::default() }, Kind::MStart)?;
        }
        Ok(())
    }

    /// Thread `m` holds `p`, and neither holds or is held by anything else.
    pub fn hold(&mut self, m: MId, p: PId) -> Told {
        self.has_thread(m)?;
        self.has_proc(p)?;
        let (held, holder) = (self.world.ms[m.idx()].p, self.world.ps[p.idx()].m);
        if held == p {
            return Ok(());
        }
        if held.is_some() {
            self.let_go(held)?;
        }
        if holder.is_some() {
            self.let_go(p)?;
        }
        self.wake(m)?;
        let by = At { m, p, ..At::default() };
        let is_idle = self.world.ps[p.idx()].state == PState::Idle;
        self.tell(by, if is_idle { Kind::ProcStart } else { Kind::ProcHandoff })
    }

    /// The thread that holds `p` says that it holds it no more.
    pub fn stop(&mut self, p: PId) -> Told {
        self.let_go(p)?;
        self.fewer.take().map_or(Ok(()), |n| self.procs(At::default(), n))
    }

    /// The thread that holds `p`, if one does, holds it no more; one with an empty queue is idle then.
    pub fn let_go(&mut self, p: PId) -> Told {
        let Some(it) = self.world.ps.get(p.idx()) else { return Ok(()) };
        let (m, g) = (it.m, it.curg);
        let by = At { m, p, ..At::default() };
        match self.world.gs.get(g).map(|g| g.state) {
            Some(GState::Syscall) => return self.take(m, p),
            Some(_) => return Err(Halt::Misfit(format!("{p} stops but runs {g}"))),
            None if m.is_none() => return Ok(()),
            None if self.has_queue(p) => self.tell(by, Kind::ProcRelease)?,
            None => self.tell(by, Kind::ProcStop)?,
        }
        self.park(m)
    }

    /// Thread `by` takes `p` from a system call.
    pub fn take(&mut self, by: MId, p: PId) -> Told {
        let at = At { m: by, p, ..At::default() };
        self.tell(at, Kind::ProcSteal)?;
        if self.has_queue(p) { Ok(()) } else { self.tell(At { m: MId::NONE, ..at }, Kind::ProcStop) }
    }

    /// A thread with nothing to do sleeps: files do not tell.
    pub fn park(&mut self, m: MId) -> Told {
        let Some(it) = self.world.ms.get(m.idx()) else { return Ok(()) };
        let is_free = it.state == MState::Awake && it.p.is_none() && it.curg.is_none();
        if is_free && m != SYSMON { self.tell(At { m, ..At::default() }, Kind::MPark) } else { Ok(()) }
    }

    /// Thread `m` is there and awake.
    pub fn wake(&mut self, m: MId) -> Told {
        self.has_thread(m)?;
        let is_parked = self.world.ms[m.idx()].state == MState::Parked;
        if is_parked { self.tell(At { m, ..At::default() }, Kind::MUnpark) } else { Ok(()) }
    }

    /// What a goroutine does; none when there is none of that number.
    pub fn state(&self, g: GId) -> Option<GState> {
        self.world.gs.get(g).map(|g| g.state)
    }
}
