//! One event of ours, as the tracer would tell it.

use gopark_trace::{Event, GId, GState, Kind, PId, SimTime};

use super::Exporter;
use super::generation::thread;
use super::words::{block_reason, stop_reason, stw_reason, worker_label};
use crate::id::{GoId, ProcId};
use crate::trace::{self, Context, EventKind, StackId, TextId, WriteError};

impl Exporter {
    /// Tells `event`, which the world does not contain yet.
    pub(super) fn translate(&mut self, event: &Event) -> Result<(), WriteError> {
        if let Kind::GoLeaked { .. } = event.kind {
            // It is told only where somebody looks for it, and the trace is the same where nobody does.
            return Ok(());
        }
        if !self.is_on {
            let has_begun = !self.world.gs.is_empty()
                || matches!(event.kind, Kind::GoCreate { .. } | Kind::GoCreateBlocked { .. });
            if !self.begins || !has_begun {
                return Ok(());
            }
            self.is_on = true;
            self.open(event.at)?;
        } else if self.is_due(event.at) {
            self.open(event.at)?;
        }
        self.tell_started(event.at)?;
        self.tell_delayed(event)?;
        match event.kind {
            Kind::ProcsChange { .. }
            | Kind::ProcStart
            | Kind::ProcHandoff
            | Kind::ProcStop
            | Kind::ProcRelease
            | Kind::ProcSteal => self.proc(event),
            Kind::GoCreate { .. }
            | Kind::GoCreateBlocked { .. }
            | Kind::GoStart { .. }
            | Kind::GoStop { .. }
            | Kind::GoBlock { .. }
            | Kind::GoUnblock { .. }
            | Kind::GoDestroy
            | Kind::GoSyscallBegin
            | Kind::GoSyscallEnd
            | Kind::GoSyscallEndBlocked => self.goroutine(event),
            Kind::HeapAlloc { bytes } => self.on_proc(event, EventKind::HeapAlloc { bytes }),
            Kind::HeapGoal { bytes } => self.on_proc(event, EventKind::HeapGoal { bytes }),
            Kind::GcBegin
            | Kind::GcEnd { .. }
            | Kind::GcWorker { .. }
            | Kind::GcMarkAssistBegin
            | Kind::GcMarkAssistEnd
            | Kind::GcSweepBegin
            | Kind::GcSweepEnd { .. } => self.collector(event),
            Kind::StwBegin { .. } | Kind::StwEnd => self.stw(event),
            Kind::CpuSample => self.cpu_sample(event),
            // The tracer knows neither queues nor objects nor timers, and not what becomes of the process.
            _ => Ok(()),
        }
    }

    /// What needed a goroutine comes before what one does.
    pub(super) fn tell_delayed(&mut self, event: &Event) -> Result<(), WriteError> {
        if self.delayed.is_empty() || !self.runs(event) {
            return Ok(());
        }
        for kind in std::mem::take(&mut self.delayed) {
            self.emit(event.at, thread(event.m), kind)?;
        }
        Ok(())
    }

    /// The goroutine of `event` runs, on its thread and processor.
    fn runs(&self, event: &Event) -> bool {
        let it = self.world.gs.get(event.g);
        event.p.is_some() && it.is_some_and(|g| g.state == GState::Running && g.m == event.m)
    }

    fn collector(&mut self, event: &Event) -> Result<(), WriteError> {
        let stack = self.stack_of(event);
        let kind = match event.kind {
            Kind::GcBegin => EventKind::GcBegin { stack },
            Kind::GcEnd { .. } => EventKind::GcEnd,
            Kind::GcWorker { mode } => EventKind::GoLabel { label: self.text(worker_label(mode)) },
            Kind::GcMarkAssistBegin => {
                self.assisting.insert(event.g);
                EventKind::GcMarkAssistBegin { stack }
            }
            Kind::GcMarkAssistEnd => {
                self.assisting.remove(&event.g);
                EventKind::GcMarkAssistEnd
            }
            Kind::GcSweepBegin => {
                self.sweeping.insert(event.p);
                EventKind::GcSweepBegin { stack }
            }
            Kind::GcSweepEnd { swept, freed } => {
                self.sweeping.remove(&event.p);
                return self
                    .on_proc(event, EventKind::GcSweepEnd { swept_bytes: swept, reclaimed_bytes: freed });
            }
            _ => return Ok(()),
        };
        self.on_goroutine(event, kind)
    }

    fn on_goroutine(&mut self, event: &Event, kind: EventKind) -> Result<(), WriteError> {
        if self.runs(event) {
            return self.emit(event.at, thread(event.m), kind);
        }
        self.delayed.push(kind);
        Ok(())
    }

    fn on_proc(&mut self, event: &Event, kind: EventKind) -> Result<(), WriteError> {
        let holds = |p: PId| self.world.ps.get(p.idx()).is_some_and(|p| p.m == event.m);
        if event.m.is_some() && event.p.is_some() && holds(event.p) {
            return self.emit(event.at, thread(event.m), kind);
        }
        self.delayed.push(kind);
        Ok(())
    }

    fn proc(&mut self, event: &Event) -> Result<(), WriteError> {
        let (at, m, p) = (event.at, thread(event.m), ProcId(u64::from(event.p.0)));
        match event.kind {
            Kind::ProcsChange { n } => {
                for p in 0..n {
                    self.announce_proc(at, PId(p))?;
                }
                self.delayed.push(EventKind::ProcsChange { procs: u64::from(n), stack: StackId::NONE });
                Ok(())
            }
            // Whoever holds none lets none go.
            Kind::ProcStop | Kind::ProcRelease if m.is_none() => Ok(()),
            Kind::ProcStop | Kind::ProcRelease => self.emit(at, m, EventKind::ProcStop),
            Kind::ProcSteal => {
                let from = self.world.ps.get(event.p.idx()).and_then(|p| thread(p.m));
                // When the viewer stops the world, each thread gives its own up.
                self.emit(at, m.or(from), EventKind::ProcSteal { p, from, abandoned: false })
            }
            _ => {
                self.announce_proc(at, event.p)?;
                self.emit(at, m, EventKind::ProcStart { p })
            }
        }
    }

    fn goroutine(&mut self, event: &Event) -> Result<(), WriteError> {
        let stack = self.stack_of(event);
        let kind = match event.kind {
            Kind::GoCreate { g, entry } => {
                let start = self.place(entry);
                self.stand.insert(g, start);
                EventKind::GoCreate { g: go(g), start, blocked: false, stack }
            }
            Kind::GoCreateBlocked { g, .. } => {
                EventKind::GoCreate { g: go(g), start: StackId::NONE, blocked: true, stack }
            }
            Kind::GoStart { g, .. } => EventKind::GoStart { g: go(g) },
            Kind::GoStop { reason } => EventKind::GoStop { reason: self.text(stop_reason(reason)), stack },
            Kind::GoBlock { reason, .. } => {
                EventKind::GoBlock { reason: self.text(block_reason(reason)), stack }
            }
            Kind::GoUnblock { g } => EventKind::GoUnblock { g: go(g), stack },
            Kind::GoSyscallBegin => EventKind::GoSyscallBegin { stack },
            Kind::GoSyscallEnd => EventKind::GoSyscallEnd,
            Kind::GoSyscallEndBlocked => EventKind::GoSyscallEndBlocked,
            _ => {
                self.stand.remove(&event.g);
                EventKind::GoDestroy
            }
        };
        if let Kind::GoStop { .. } | Kind::GoBlock { .. } | Kind::GoSyscallBegin = event.kind {
            self.stand.insert(event.g, stack);
        }
        self.emit(event.at, thread(event.m), kind)
    }

    /// Stopping the world is what a goroutine does; when the viewer did it, the tracer sees only its consequences.
    fn stw(&mut self, event: &Event) -> Result<(), WriteError> {
        match event.kind {
            Kind::StwBegin { reason } if self.runs(event) => {
                self.stopper = event.g;
                let (kind, stack) = (self.text(stw_reason(reason)), self.stack_of(event));
                self.emit(event.at, thread(event.m), EventKind::StwBegin { kind, stack })
            }
            Kind::StwEnd => {
                self.starters.extend(std::mem::take(&mut self.stopper).some());
                self.tell_started(event.at)
            }
            _ => Ok(()),
        }
    }

    /// Whoever stopped the world starts it again as soon as it runs: it may have been moved to another P meanwhile.
    fn tell_started(&mut self, at: SimTime) -> Result<(), WriteError> {
        for g in std::mem::take(&mut self.starters) {
            match self.world.gs.get(g) {
                Some(it) if it.state == GState::Running && it.p.is_some() => {
                    let m = thread(it.m);
                    self.emit(at, m, EventKind::StwEnd { kind: TextId::EMPTY })?;
                }
                Some(_) => self.starters.push(g),
                None => {}
            }
        }
        Ok(())
    }

    fn cpu_sample(&mut self, event: &Event) -> Result<(), WriteError> {
        let stack = self.stack_of(event);
        let context = Context {
            m: thread(event.m),
            p: event.p.some().map(|p| ProcId(u64::from(p.0))),
            g: event.g.some().map(go),
        };
        let time_ns = self.tick(event.at);
        self.writer.push(&trace::Event { time_ns, context, kind: EventKind::CpuSample { stack } })
    }

    pub(super) fn text(&mut self, text: &str) -> TextId {
        self.writer.symbols_mut().intern_text(text)
    }
}

const fn go(g: GId) -> GoId {
    GoId(g.0 as u64)
}
