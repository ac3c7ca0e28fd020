//! The reader: from bytes to events in their one order (Go: `internal/trace/reader.go`).

use std::collections::BTreeSet;

use super::batch::Batches;
use super::code::{Code, Raw};
use super::convert;
use super::error::TraceError;
use super::event::{Context, Event, EventKind};
use super::generation::{Generation, Thread, to_ns};
use super::order::Ordering;
use super::symbols::Symbols;
use super::varint;
use super::version::{HEADER_BYTES, Version};
use crate::id::ThreadId;
use crate::limits::{VAIN_TRIES_FREE, VAIN_TRIES_PER_EVENT};

/// A trace being read: an iterator over its events.
///
/// A generation is decoded when its first event is asked for, so memory holds one generation at a time; every
/// other step takes little and bounded time, and a caller may stop after any. Each generation begins with
/// [`EventKind::Sync`]. An error is the last item.
#[derive(Debug)]
pub struct Trace<'a> {
    version: Version,
    bytes_total: usize,
    batches: Batches<'a>,
    generation: Generation<'a>,
    cursors: Vec<Cursor<'a>>,
    /// Cursors that have an event, by its time.
    frontier: BTreeSet<(u64, usize)>,
    /// CPU samples handed out.
    samples_done: usize,
    order: Ordering,
    symbols: Symbols,
    last_ns: u64,
    /// Threads that may yet be tried in vain.
    tries_left: u64,
    /// To report after the events of this generation.
    pending: Option<TraceError>,
    done: bool,
}

/// Reads the header of a trace; the events come by iterating over the result.
///
/// # Errors
/// If `bytes` are no trace of a version that can be read.
pub fn read_trace(bytes: &[u8]) -> Result<Trace<'_>, TraceError> {
    let version = Version::read(bytes)?;
    Ok(Trace {
        version,
        bytes_total: bytes.len(),
        batches: Batches { rest: &bytes[HEADER_BYTES..] },
        generation: Generation::default(),
        cursors: Vec::new(),
        frontier: BTreeSet::new(),
        samples_done: 0,
        order: Ordering::default(),
        symbols: Symbols::new(),
        last_ns: 0,
        tries_left: VAIN_TRIES_FREE,
        pending: None,
        done: false,
    })
}

impl Trace<'_> {
    /// The version of the format.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The texts and stacks of the events so far.
    #[must_use]
    pub fn symbols(&self) -> &Symbols {
        &self.symbols
    }

    /// The texts and stacks of the events so far, when no more events are wanted.
    #[must_use]
    pub fn into_symbols(self) -> Symbols {
        self.symbols
    }

    /// Bytes of the file taken in so far: those of the generations up to the current one.
    #[must_use]
    pub fn bytes_read(&self) -> usize {
        self.bytes_total - self.batches.rest.len()
    }

    fn next_event(&mut self) -> Result<Option<Event>, TraceError> {
        let sample = self.generation.samples.get(self.samples_done).copied();
        let first = self.frontier.first().copied();
        if sample.is_none() && first.is_none() {
            return self.next_generation();
        }
        let broken = |what| TraceError::Broken { generation: self.generation.number, what };
        if let Some(sample) = sample {
            let time_ns = to_ns(sample.time, self.generation.ns_per_unit);
            if first.is_none_or(|(first_ns, _)| time_ns < first_ns) {
                self.samples_done += 1;
                let stack = self.generation.tables.stack(sample.stack, &mut self.symbols).map_err(broken)?;
                let context = Context { m: sample.m, p: sample.p, g: sample.g };
                return Ok(Some(self.stamp(time_ns, context, EventKind::CpuSample { stack })));
            }
        }
        let ready = self.frontier.iter().enumerate().find(|&(_, &(_, index))| {
            let cursor = &self.cursors[index];
            !self.order.waits(&cursor.raw, cursor.m)
        });
        let (vain, &(time_ns, index)) = ready.ok_or_else(|| broken(self.describe_stuck()))?;
        self.tries_left = (self.tries_left + VAIN_TRIES_PER_EVENT)
            .checked_sub(vain as u64)
            .ok_or_else(|| broken("the clocks of its threads disagree too much to find an order".into()))?;
        let Cursor { m, raw, .. } = self.cursors[index];
        let at = |what| broken(format!("{} at {time_ns} ns: {what}", raw.code.name()));
        let kind = convert::decode(&raw, &mut self.generation.tables, &mut self.symbols).map_err(at)?;
        let (context, kind) = self.order.apply(m, convert::seq(&raw), kind).map_err(at)?;
        self.frontier.remove(&(time_ns, index));
        let cursor = &mut self.cursors[index];
        if cursor.advance(self.generation.ns_per_unit).map_err(broken)? {
            self.frontier.insert((cursor.time_ns, index));
        }
        Ok(Some(self.stamp(time_ns, context, kind)))
    }

    fn next_generation(&mut self) -> Result<Option<Event>, TraceError> {
        if let Some(error) = self.pending.take() {
            return Err(error);
        }
        if self.version < Version::Go126 && self.batches.rest.is_empty() && self.generation.number != 0 {
            return Ok(None);
        }
        let (generation, pending) = Generation::load(&mut self.batches, self.version);
        self.pending = pending;
        let Some(mut generation) = generation else { return self.pending.take().map_or(Ok(None), Err) };
        let number = generation.number;
        self.order.begin_generation(number);
        self.samples_done = 0;
        self.cursors.clear();
        for Thread { m, batches } in std::mem::take(&mut generation.threads) {
            let mut cursor = Cursor::new(m, batches);
            let filled = cursor
                .advance(generation.ns_per_unit)
                .map_err(|what| TraceError::Broken { generation: number, what })?;
            if filled {
                self.frontier.insert((cursor.time_ns, self.cursors.len()));
                self.cursors.push(cursor);
            }
        }
        let start_ns = to_ns(generation.start.unwrap_or(0), generation.ns_per_unit);
        let kind = EventKind::Sync { generation: number, clock: generation.clock_snapshot() };
        self.generation = generation;
        Ok(Some(self.stamp(start_ns, Context::default(), kind)))
    }

    /// Makes time rise strictly, as Go's reader does.
    fn stamp(&mut self, time_ns: u64, context: Context, kind: EventKind) -> Event {
        let time_ns = time_ns.max(self.last_ns.saturating_add(1));
        self.last_ns = time_ns.saturating_add(extra_ns(&context, &kind));
        Event { time_ns, context, kind }
    }

    fn describe_stuck(&self) -> String {
        let Some(cursor) = self.frontier.first().map(|&(_, index)| &self.cursors[index]) else {
            return "nothing left to order".into();
        };
        let thread = cursor.m.map_or("no thread".into(), |m| m.to_string());
        format!("no order of events fits; the first that waits is {} of {thread}", cursor.raw.code.name())
    }
}

/// Nanoseconds an event takes because Go's reader makes several of it, one behind the other.
pub(super) fn extra_ns(context: &Context, kind: &EventKind) -> u64 {
    match kind {
        EventKind::GoSwitch { .. } => 2,
        EventKind::GoDestroySyscall if context.p.is_some() => 1,
        _ => 0,
    }
}

impl Iterator for Trace<'_> {
    type Item = Result<Event, TraceError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let next = self.next_event().transpose();
        self.done = !matches!(next, Some(Ok(_)));
        next
    }
}

/// Decodes the events of one thread in one generation, one ahead.
#[derive(Debug)]
struct Cursor<'a> {
    m: Option<ThreadId>,
    batches: std::vec::IntoIter<(u64, &'a [u8])>,
    rest: &'a [u8],
    time_ns: u64,
    raw: Raw,
}

impl<'a> Cursor<'a> {
    fn new(m: Option<ThreadId>, batches: Vec<(u64, &'a [u8])>) -> Self {
        let raw = Raw { code: Code::ProcStop, args: [0; 4] };
        Self { m, batches: batches.into_iter(), rest: &[], time_ns: 0, raw }
    }

    /// Decodes the next event; false if there is none.
    fn advance(&mut self, ns_per_unit: f64) -> Result<bool, String> {
        while self.rest.is_empty() {
            let Some((time, payload)) = self.batches.next() else { return Ok(false) };
            self.time_ns = to_ns(time, ns_per_unit);
            self.rest = payload;
        }
        let byte = varint::take_byte(&mut self.rest).unwrap_or_default();
        let code = Code::from_byte(byte).ok_or_else(|| format!("byte {byte} where an event must begin"))?;
        let mut number = || varint::take(&mut self.rest).ok_or_else(|| format!("a cut {}", code.name()));
        let delta = number()?;
        let mut args = [0; 4];
        for arg in args.iter_mut().take(code.arg_count()) {
            *arg = number()?;
        }
        self.time_ns = self.time_ns.saturating_add(to_ns(delta, ns_per_unit));
        self.raw = Raw { code, args };
        Ok(true)
    }
}
