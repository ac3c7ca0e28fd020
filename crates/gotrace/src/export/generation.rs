//! Generations: about a second each, and each begins with what everything is doing.

use gopark_trace::{GState, MId, PId, PState, SimTime};

use super::Exporter;
use crate::id::{GoId, ProcId, ThreadId};
use crate::trace::{ClockSnapshot, EventKind, GoStatus, ProcStatus, StackId, WriteError};

/// How long a generation is (`runtime/trace.go:traceAdvancer`).
const GENERATION_NS: u64 = 1_000_000_000;
/// Goroutines and their events need room in a file whose generations are read whole.
const GENERATION_BYTES: usize = 64 << 20;
/// 2009-11-10 23:00:00 UTC in seconds since 1970, where the clock of a simulated program starts.
const START_WALL_S: u64 = 1_257_894_000;

/// A thread as the trace names it.
pub fn thread(m: MId) -> Option<ThreadId> {
    m.some().map(|m| ThreadId(u64::from(m.0)))
}

impl Exporter {
    /// Whether the generation has lasted long enough. A stopped world goes on before it ends.
    pub(super) fn is_due(&self, at: SimTime) -> bool {
        let is_long = self.writer.generation_bytes() >= GENERATION_BYTES;
        (is_long || at.since(self.generation_start) >= GENERATION_NS) && self.world.stw.is_none()
    }

    /// Ends the generation, if there is one, and begins the next.
    pub(super) fn open(&mut self, at: SimTime) -> Result<(), WriteError> {
        self.generation += 1;
        self.generation_start = at;
        let time_ns = self.tick(at);
        let clock = ClockSnapshot {
            trace_ns: time_ns,
            mono_ns: time_ns,
            wall_s: START_WALL_S + at.0 / GENERATION_NS,
            wall_ns: at.0 % GENERATION_NS,
        };
        self.writer.sync(time_ns, self.generation, Some(clock))?;
        for i in 0..self.world.ps.len() {
            if self.world.ps[i].state != PState::Dead {
                self.announce_proc(at, PId(i as u32))?;
            }
        }
        self.announce_goroutines(at)?;
        for p in self.sweeping.clone() {
            self.emit(at, None, EventKind::GcSweepActive { p: ProcId(u64::from(p.0)) })?;
        }
        for g in self.assisting.clone() {
            self.emit(at, None, EventKind::GcMarkAssistActive { g: GoId(u64::from(g.0)) })?;
        }
        if self.world.heap.gc.running {
            self.delayed.insert(0, EventKind::GcActive);
        }
        let procs = self.world.procs() as u64;
        self.delayed.push(EventKind::ProcsChange { procs, stack: StackId::NONE });
        Ok(())
    }

    /// Says what `p` does, unless this generation knows.
    pub(super) fn announce_proc(&mut self, at: SimTime, p: PId) -> Result<(), WriteError> {
        if self.announced.len() <= p.idx() {
            self.announced.resize(p.idx() + 1, 0);
        }
        if std::mem::replace(&mut self.announced[p.idx()], self.generation) == self.generation {
            return Ok(());
        }
        let (m, status) = match self.world.ps.get(p.idx()) {
            Some(it) if it.m.is_some() => {
                let in_syscall = self.world.gs.get(it.curg).is_some_and(|g| g.state == GState::Syscall);
                (thread(it.m), if in_syscall { ProcStatus::Syscall } else { ProcStatus::Running })
            }
            _ => (None, ProcStatus::Idle),
        };
        self.emit(at, m, EventKind::ProcStatus { p: ProcId(u64::from(p.0)), status, known: false })
    }

    fn announce_goroutines(&mut self, at: SimTime) -> Result<(), WriteError> {
        let all: Vec<_> = self.world.gs.iter().map(|(id, g)| (id, g.state, thread(g.m))).collect();
        for (id, state, m) in all {
            let (m, status) = match state {
                GState::Runnable => (None, GoStatus::Runnable),
                GState::Running => (m, GoStatus::Running),
                GState::Syscall => (m, GoStatus::Syscall),
                GState::Waiting => (None, GoStatus::Waiting),
            };
            let stack = match status {
                GoStatus::Running => StackId::NONE,
                _ => self.stand.get(&id).copied().unwrap_or_default(),
            };
            let g = GoId(u64::from(id.0));
            self.emit(at, m, EventKind::GoStatus { g, m, status, known: false, stack })?;
        }
        Ok(())
    }
}
