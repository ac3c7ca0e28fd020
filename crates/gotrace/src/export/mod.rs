//! A run of the simulated runtime as a Go execution trace, event by event.
//!
//! The tracer's vocabulary is smaller than ours: it knows who holds what and who waits, but no run queues and no
//! objects. What it does know it knows in the same words, so most events have one counterpart. The exporter folds the
//! events itself, since each generation has to begin with the state of everything.

mod generation;
mod notes;
mod stacks;
mod translate;
pub(crate) mod words;

use std::collections::{BTreeMap, BTreeSet};

use gopark_trace::{CodePlace, Event, GId, PId, Pc, SimTime, World};

use crate::id::ThreadId;
use crate::trace::{EventKind, StackId, Symbols, TraceWriter, WriteError};

/// Where the code of a run stands in its source.
pub trait Places {
    /// The place of an instruction; none when it has none.
    fn place(&self, pc: Pc) -> Option<CodePlace>;
}

/// Makes a trace of a run, of which it has to see every event from the first.
pub struct Exporter {
    writer: TraceWriter,
    places: Box<dyn Places>,
    /// What the events so far come to.
    world: World,
    /// How the goroutine on each P is called, from the innermost place outwards.
    stacks: Vec<Vec<Pc>>,
    /// The stacks that events named.
    stack_ids: BTreeMap<Vec<Pc>, StackId>,
    /// Where those goroutines stand that do not run.
    stand: BTreeMap<GId, StackId>,
    /// Whether the trace has begun, and whether it shall with the next event or the first goroutine.
    is_on: bool,
    begins: bool,
    generation: u64,
    generation_start: SimTime,
    /// The generation in which each P was announced last.
    announced: Vec<u64>,
    /// Told outside of any goroutine, where the tracer wants one: they come with the next that runs.
    delayed: Vec<EventKind>,
    /// Those who assist marking, and the Ps on which somebody sweeps.
    assisting: BTreeSet<GId>,
    sweeping: BTreeSet<PId>,
    /// Who stopped the world, if a goroutine did; and those who started it again, which is told when they run.
    stopper: GId,
    starters: Vec<GId>,
    last_ns: u64,
    fault: Option<String>,
}

impl Exporter {
    /// A trace that begins with the first goroutine.
    #[must_use]
    pub fn new(places: Box<dyn Places>) -> Self {
        Self::empty(places)
    }

    /// A trace that begins when it is [started](Self::start).
    #[must_use]
    pub fn waiting(places: Box<dyn Places>) -> Self {
        Self { begins: false, ..Self::empty(places) }
    }

    fn empty(places: Box<dyn Places>) -> Self {
        Self {
            writer: TraceWriter::new(Symbols::new()),
            places,
            world: World::new(),
            stacks: Vec::new(),
            stack_ids: BTreeMap::new(),
            stand: BTreeMap::new(),
            is_on: false,
            begins: true,
            generation: 0,
            generation_start: SimTime::ZERO,
            announced: Vec::new(),
            delayed: Vec::new(),
            assisting: BTreeSet::new(),
            sweeping: BTreeSet::new(),
            stopper: GId::NONE,
            starters: Vec::new(),
            last_ns: 0,
            fault: None,
        }
    }

    /// The goroutine on `p` is called from `stack`, the innermost place first.
    pub fn stack(&mut self, p: PId, stack: &[Pc]) {
        if self.stacks.len() <= p.idx() {
            self.stacks.resize(p.idx() + 1, Vec::new());
        }
        self.stacks[p.idx()].clear();
        self.stacks[p.idx()].extend_from_slice(stack);
    }

    /// Takes the next event.
    pub fn event(&mut self, event: &Event) {
        if self.fault.is_some() {
            return;
        }
        if let Err(error) = self.translate(event) {
            self.fault = Some(format!("event {}: {error}: {event:?}", self.world.events));
        } else if let Err(fault) = self.world.apply(event) {
            self.fault = Some(fault.to_string());
        }
    }

    /// The trace begins with the next event. False: it has begun already.
    pub fn start(&mut self) -> bool {
        !std::mem::replace(&mut self.begins, true)
    }

    /// Whether it has to see stacks.
    #[must_use]
    pub const fn is_writing(&self) -> bool {
        self.begins
    }

    /// Ends the trace and returns the file; another can be started.
    ///
    /// # Errors
    /// As [`Self::finish`].
    pub fn stop(&mut self) -> Result<Vec<u8>, String> {
        let writer = std::mem::replace(&mut self.writer, TraceWriter::new(Symbols::new()));
        (self.is_on, self.begins, self.generation, self.last_ns) = (false, false, 0, 0);
        self.stack_ids.clear();
        self.stand.clear();
        self.announced.clear();
        self.delayed.clear();
        self.stopper = GId::NONE;
        self.starters.clear();
        self.fault.take().map_or_else(|| Ok(writer.finish()), Err)
    }

    /// Ends the trace and returns the file.
    ///
    /// # Errors
    /// When an event had no counterpart that Go's own reader accepts: a bug of Gopark, in words.
    pub fn finish(self) -> Result<Vec<u8>, String> {
        self.fault.map_or_else(|| Ok(self.writer.finish()), Err)
    }

    /// Writes that `kind` happened on thread `m`, at `at` or as soon after it as times can rise.
    fn emit(&mut self, at: SimTime, m: Option<ThreadId>, kind: EventKind) -> Result<(), WriteError> {
        let time_ns = self.tick(at);
        self.writer.emit(time_ns, m, kind).map(drop)
    }

    /// The time of the next event: each is later than the one before.
    fn tick(&mut self, at: SimTime) -> u64 {
        self.last_ns = (at.0 + 1).max(self.last_ns + 1);
        self.last_ns
    }
}
