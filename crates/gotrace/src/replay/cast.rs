//! Who takes part in a trace: read once from end to end before it is played. A file tells late what was there from the
//! beginning, up to a generation later; who a goroutine is shows in its first own stack; and which thread is sysmon, in
//! that it never holds anything.

use std::collections::{BTreeMap, BTreeSet};

use gopark_trace::{GId, MId};

use super::machine::SYSMON;
use crate::id::{GoId, ProcId, ThreadId};
use crate::limits::{REPLAYED_EVENTS_MAX, REPLAYED_ID_MAX};
use crate::trace::{
    Context, Event, EventKind, Frame, GoStatus, ProcStatus, StackId, Symbols, Trace, TraceError,
};

/// A goroutine that was there before the trace began.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub g: GoId,
    pub status: GoStatus,
    pub m: Option<ThreadId>,
    pub p: Option<ProcId>,
    /// Where it stands, if that is told.
    pub stack: StackId,
}

/// What is known when a trace was read.
#[derive(Default)]
pub struct Cast {
    pub symbols: Symbols,
    /// The tracer's clock at the first event, and at the last.
    pub first_ns: u64,
    pub last_ns: u64,
    /// Events of the trace that are to be played.
    pub events: usize,
    /// Why it could not be read to its end.
    pub error: Option<TraceError>,
    /// Processors at the beginning, and which thread held which.
    pub procs: u32,
    pub held: Vec<(ProcId, ThreadId)>,
    pub found: Vec<Found>,
    /// A collection marked, and these assisted.
    pub gc_active: bool,
    pub assisting: Vec<GoId>,
    /// Tasks, regions and messages, which the stage has no place for.
    pub annotations: u64,
    threads: BTreeMap<ThreadId, MId>,
    /// The first own stack of those that were found.
    stacks: BTreeMap<GoId, StackId>,
    /// Goroutines whose numbers are too large to count by.
    renumbered: BTreeMap<GoId, GId>,
}

impl Cast {
    /// Reads `trace` to its end, or as far as it goes.
    pub fn of(mut trace: Trace<'_>) -> Self {
        let mut cast = Self::default();
        let mut first = Reading::default();
        let mut is_first_generation = true;
        for event in trace.by_ref() {
            let event = match event {
                Ok(event) => event,
                Err(error) => {
                    cast.error = Some(error);
                    break;
                }
            };
            if cast.events == 0 {
                cast.first_ns = event.time_ns;
            } else if matches!(event.kind, EventKind::Sync { .. }) {
                is_first_generation = false;
            }
            cast.last_ns = event.time_ns;
            cast.events += 1;
            cast.look(&event, &mut first, is_first_generation);
            if cast.events >= REPLAYED_EVENTS_MAX {
                break;
            }
        }
        cast.symbols = trace.into_symbols();
        cast.settle(first);
        cast
    }

    /// The number that a thread has on the stage.
    pub fn thread(&self, m: Option<ThreadId>) -> MId {
        m.and_then(|m| self.threads.get(&m)).copied().unwrap_or_default()
    }

    /// The number that a goroutine has on the stage.
    pub fn goroutine(&self, g: Option<GoId>) -> GId {
        let Some(g) = g else { return GId::NONE };
        match u32::try_from(g.0) {
            Ok(small) if small < REPLAYED_ID_MAX => GId(small),
            _ => self.renumbered.get(&g).copied().unwrap_or_default(),
        }
    }

    /// Goroutines that have another number on the stage than in the file, by that number.
    pub fn renumbered(&self) -> impl Iterator<Item = (GId, GoId)> + '_ {
        self.renumbered.iter().map(|(&g, &shown)| (shown, g))
    }

    /// The call that a goroutine began with, which was there before the trace began.
    pub fn root(&self, found: &Found) -> Option<&Frame> {
        let own = self.stacks.get(&found.g).copied().unwrap_or_default();
        let stack = self.symbols.stack(if found.stack == StackId::NONE { own } else { found.stack });
        let root = stack.last()?;
        let is_main = self.symbols.text(root.func) == "runtime.main";
        Some(stack.iter().rev().nth(1).filter(|_| is_main).unwrap_or(root))
    }

    fn look(&mut self, event: &Event, first: &mut Reading, is_first_generation: bool) {
        let Event { context, kind, .. } = event;
        first.meet(context);
        if let (Some(g), stack) = (context.g, own_stack(kind))
            && stack != StackId::NONE
        {
            self.stacks.entry(g).or_insert(stack);
        }
        match *kind {
            EventKind::ProcsChange { procs, .. } if first.procs.is_none() => first.procs = Some(procs),
            EventKind::ProcStatus { p, status, known: false } if is_first_generation => {
                first.most = first.most.max(p.0.saturating_add(1));
                if let (ProcStatus::Running | ProcStatus::Syscall, Some(m)) = (status, context.m) {
                    first.holders.insert(m);
                    self.held.push((p, m));
                }
            }
            EventKind::ProcStart { .. } => first.holders.extend(context.m),
            EventKind::GoStatus { g, m, status, known: false, stack } => {
                first.name(g);
                let m = m.or(context.m).filter(|_| matches!(status, GoStatus::Running | GoStatus::Syscall));
                first.meet(&Context { m, p: None, g: m.map(|_| g) });
                self.found.push(Found { g, status, m, p: context.p.filter(|_| m == context.m), stack });
            }
            EventKind::GoCreate { g, .. } | EventKind::GoCreateSyscall { g } => first.name(g),
            EventKind::GcActive if is_first_generation => self.gc_active = true,
            EventKind::GcMarkAssistActive { g } if is_first_generation => self.assisting.push(g),
            EventKind::UserTaskBegin { .. }
            | EventKind::UserRegionBegin { .. }
            | EventKind::UserLog { .. } => self.annotations += 1,
            _ => {}
        }
    }

    fn settle(&mut self, first: Reading) {
        self.procs = first.procs.unwrap_or(first.most).clamp(1, u64::from(u32::MAX)) as u32;
        let sysmon = first.threads.iter().copied().find(|m| !first.holders.contains(m));
        let others = first.threads.iter().filter(|m| Some(**m) != sysmon);
        let numbers = (0..).map(MId).filter(|m| *m != SYSMON);
        self.threads = others.copied().zip(numbers).chain(sysmon.map(|m| (m, SYSMON))).collect();
        let next = first.largest.map_or(1, |largest| largest + 1);
        self.renumbered = first.large.into_iter().zip((next..).map(GId)).collect();
    }
}

/// What is gathered on the way.
#[derive(Default)]
struct Reading {
    procs: Option<u64>,
    most: u64,
    /// In the order in which they appear.
    threads: Vec<ThreadId>,
    known: BTreeSet<ThreadId>,
    /// Those that ever hold a processor or a goroutine.
    holders: BTreeSet<ThreadId>,
    largest: Option<u32>,
    large: BTreeSet<GoId>,
}

impl Reading {
    fn meet(&mut self, context: &Context) {
        let Some(m) = context.m else { return };
        if self.known.insert(m) {
            self.threads.push(m);
        }
        if context.p.is_some() || context.g.is_some() {
            self.holders.insert(m);
        }
    }

    fn name(&mut self, g: GoId) {
        match u32::try_from(g.0) {
            Ok(small) if small < REPLAYED_ID_MAX => self.largest = self.largest.max(Some(small)),
            _ => {
                self.large.insert(g);
            }
        }
    }
}

/// The stack of the goroutine that an event happens in.
pub fn own_stack(kind: &EventKind) -> StackId {
    match *kind {
        EventKind::ProcsChange { stack, .. }
        | EventKind::GoCreate { stack, .. }
        | EventKind::GoStop { stack, .. }
        | EventKind::GoBlock { stack, .. }
        | EventKind::GoUnblock { stack, .. }
        | EventKind::GoSyscallBegin { stack }
        | EventKind::StwBegin { stack, .. }
        | EventKind::GcBegin { stack }
        | EventKind::GcSweepBegin { stack }
        | EventKind::GcMarkAssistBegin { stack }
        | EventKind::CpuSample { stack } => stack,
        _ => StackId::NONE,
    }
}
