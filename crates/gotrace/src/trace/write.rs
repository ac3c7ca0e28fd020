//! The writer: events into a `go 1.26` trace that reads back as the same events.

use std::collections::BTreeMap;

use super::code::{self, Raw};
use super::convert::{self, Names};
use super::error::WriteError;
use super::event::{ClockSnapshot, Context, Event, EventKind};
use super::order::Ordering;
use super::read::extra_ns;
use super::symbols::{StackId, Symbols, TextId};
use super::varint;
use super::version::Version;
use crate::id::ThreadId;
use crate::limits::{BATCH_BYTES_MAX, TIME_NS_MAX};

/// Room a batch must have left for one more record: the largest is a stack of 128 frames of four numbers, in
/// bytes, each number of ten.
const RECORD_BYTES_MAX: usize = 128 * 4 * 10 + 32;
/// Clock units per second: one unit is one nanosecond, so that times are exact.
const UNITS_PER_S: u64 = 1_000_000_000;

/// Writes a trace event by event, in the order and with the contexts a reader hands out.
///
/// Each event goes through the same emulation as in the reader, so what was written without an error can be read,
/// and gives the same events. With the first error the writer drops the generation it is in, and takes no more.
#[derive(Debug)]
pub struct TraceWriter {
    out: Vec<u8>,
    symbols: Symbols,
    order: Ordering,
    last_ns: u64,
    open: Option<Open>,
    generation: u64,
    /// Bytes of the whole generations, to which an error falls back.
    whole_bytes: usize,
    failed: bool,
}

/// The generation being written.
#[derive(Debug, Default)]
struct Open {
    number: u64,
    threads: BTreeMap<Option<ThreadId>, Buffer>,
    samples: Vec<u8>,
    sample_batches: Vec<Vec<u8>>,
    start_ns: u64,
    tables: Tables,
}

/// The batch a thread is filling.
#[derive(Debug, Default)]
struct Buffer {
    base_ns: u64,
    last_ns: u64,
    payload: Vec<u8>,
}

/// Ids of texts and stacks in the generation, in the order of their first use; 0 stands for the empty ones.
#[derive(Debug, Default)]
struct Tables {
    texts: Vec<TextId>,
    text_ids: BTreeMap<TextId, u64>,
    stacks: Vec<StackId>,
    stack_ids: BTreeMap<StackId, u64>,
}

impl TraceWriter {
    /// A trace without generations. Events will name texts and stacks of `symbols`.
    #[must_use]
    pub fn new(symbols: Symbols) -> Self {
        let out = Version::Go126.header().to_vec();
        Self {
            whole_bytes: out.len(),
            out,
            symbols,
            order: Ordering::default(),
            last_ns: 0,
            open: None,
            generation: 0,
            failed: false,
        }
    }

    /// The texts and stacks, to add what the next events name.
    pub fn symbols_mut(&mut self) -> &mut Symbols {
        &mut self.symbols
    }

    /// Writes `event`, whose context and details must be those a reader will find.
    ///
    /// # Errors
    /// If no reader could find `event` behind those written before.
    pub fn push(&mut self, event: &Event) -> Result<(), WriteError> {
        let result = self.try_push(event);
        self.check(result)
    }

    /// Begins a generation. Its `number` must rise; 1 is usual for the first.
    ///
    /// # Errors
    /// If `time_ns` or `number` do not rise, or there is no `clock`.
    pub fn sync(
        &mut self,
        time_ns: u64,
        number: u64,
        clock: Option<ClockSnapshot>,
    ) -> Result<(), WriteError> {
        let result = self.try_sync(time_ns, number, clock);
        self.check(result)
    }

    /// Writes that `kind` happened on thread `m`, and returns the event a reader will find.
    ///
    /// # Errors
    /// If that cannot happen after what was written before.
    pub fn emit(&mut self, time_ns: u64, m: Option<ThreadId>, kind: EventKind) -> Result<Event, WriteError> {
        let result = self.try_emit(time_ns, m, kind);
        self.check(result)
    }

    /// Bytes of the finished batches of the generation being written.
    #[must_use]
    pub fn generation_bytes(&self) -> usize {
        self.out.len() - self.whole_bytes
    }

    /// Ends the last generation and returns the whole file.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        self.end_generation();
        self.out
    }

    fn check<T>(&mut self, result: Result<T, WriteError>) -> Result<T, WriteError> {
        if result.is_err() {
            self.failed = true;
            self.open = None;
            self.out.truncate(self.whole_bytes);
        }
        result
    }

    fn try_push(&mut self, event: &Event) -> Result<(), WriteError> {
        let (time_ns, context) = (event.time_ns, event.context);
        let written = match event.kind {
            EventKind::Sync { generation, clock } => return self.try_sync(time_ns, generation, clock),
            EventKind::CpuSample { stack } => return self.cpu_sample(time_ns, &context, stack),
            kind => self.try_emit(time_ns, context.m, kind)?,
        };
        if written == *event { Ok(()) } else { Err(WriteError::Mismatch) }
    }

    fn try_sync(
        &mut self,
        time_ns: u64,
        number: u64,
        clock: Option<ClockSnapshot>,
    ) -> Result<(), WriteError> {
        if self.failed {
            return Err(WriteError::NotStarted);
        }
        let clock = clock.filter(|_| number > self.generation).ok_or(WriteError::BadSync)?;
        check_time(time_ns, self.last_ns)?;
        // A generation starts with its earliest batch, at the latest where its clocks were read.
        let start_ns = time_ns.min(clock.trace_ns);
        if start_ns.max(self.last_ns + 1) != time_ns || clock.trace_ns >= TIME_NS_MAX {
            return Err(WriteError::BadSync);
        }
        self.end_generation();
        let mut payload = vec![code::SYNC, code::FREQUENCY];
        varint::put(&mut payload, UNITS_PER_S);
        payload.push(code::CLOCK_SNAPSHOT);
        for number in [clock.trace_ns - start_ns, clock.mono_ns, clock.wall_s, clock.wall_ns] {
            varint::put(&mut payload, number);
        }
        put_batch(&mut self.out, number, None, start_ns, &payload);
        self.generation = number;
        self.order.begin_generation(number);
        self.open = Some(Open { number, start_ns, ..Open::default() });
        self.last_ns = time_ns;
        Ok(())
    }

    fn try_emit(&mut self, time_ns: u64, m: Option<ThreadId>, kind: EventKind) -> Result<Event, WriteError> {
        let open = self.open.as_mut().ok_or(WriteError::NotStarted)?;
        check_time(time_ns, self.last_ns)?;
        let impossible = |what: &str| WriteError::Impossible { what: what.into() };
        let code = convert::code(&kind).ok_or_else(|| impossible("it is not an event of a thread"))?;
        let m = if self.order.needs_reporter(&kind) { None } else { m };
        let seq = self.order.next_seq(m, &kind);
        let raw = Raw { code, args: convert::encode(&kind, seq, &mut open.tables) };
        if self.order.waits(&raw, m) {
            return Err(impossible("it would have to wait for another event"));
        }
        let (context, kind) = self.order.apply(m, seq, kind).map_err(|what| impossible(&what))?;
        let buffer = open.threads.entry(m).or_default();
        buffer.flush_if_full(&mut self.out, open.number, m);
        buffer.put(time_ns, &raw);
        self.last_ns = time_ns + extra_ns(&context, &kind);
        Ok(Event { time_ns, context, kind })
    }

    fn cpu_sample(&mut self, time_ns: u64, at: &Context, stack: StackId) -> Result<(), WriteError> {
        let open = self.open.as_mut().ok_or(WriteError::NotStarted)?;
        check_time(time_ns, self.last_ns)?;
        if at.g.is_some_and(|g| g.0 == 0) {
            return Err(WriteError::Mismatch);
        }
        if open.samples.len() + RECORD_BYTES_MAX > BATCH_BYTES_MAX as usize {
            open.sample_batches.push(std::mem::take(&mut open.samples));
        }
        if open.samples.is_empty() {
            open.samples.push(code::CPU_SAMPLES);
        }
        open.samples.push(code::CPU_SAMPLE);
        let (p, g) = (at.p.map_or(u64::MAX, |p| p.0), at.g.map_or(0, |g| g.0));
        for number in [time_ns, convert::thread(at.m), p, g, open.tables.stack(stack)] {
            varint::put(&mut open.samples, number);
        }
        self.last_ns = time_ns;
        Ok(())
    }

    fn end_generation(&mut self) {
        let Some(open) = self.open.take() else { return };
        for (m, buffer) in open.threads {
            put_batch(&mut self.out, open.number, m, buffer.base_ns, &buffer.payload);
        }
        for samples in open.sample_batches.into_iter().chain([open.samples]).filter(|batch| !batch.is_empty())
        {
            put_batch(&mut self.out, open.number, None, open.start_ns, &samples);
        }
        for payload in open.tables.into_batches(&self.symbols) {
            put_batch(&mut self.out, open.number, None, open.start_ns, &payload);
        }
        self.out.push(code::END_OF_GENERATION);
        self.whole_bytes = self.out.len();
    }
}

fn check_time(time_ns: u64, last_ns: u64) -> Result<(), WriteError> {
    let fits = time_ns > last_ns && time_ns < TIME_NS_MAX;
    if fits { Ok(()) } else { Err(WriteError::BadTime { time_ns }) }
}

impl Buffer {
    fn flush_if_full(&mut self, out: &mut Vec<u8>, generation: u64, m: Option<ThreadId>) {
        if self.payload.len() + RECORD_BYTES_MAX > BATCH_BYTES_MAX as usize {
            put_batch(out, generation, m, self.base_ns, &self.payload);
            self.payload.clear();
        }
    }

    fn put(&mut self, time_ns: u64, raw: &Raw) {
        if self.payload.is_empty() {
            (self.base_ns, self.last_ns) = (time_ns, time_ns);
        }
        self.payload.push(raw.code as u8);
        varint::put(&mut self.payload, time_ns - self.last_ns);
        for &arg in &raw.args[..raw.code.arg_count()] {
            varint::put(&mut self.payload, arg);
        }
        self.last_ns = time_ns;
    }
}

impl Names for Tables {
    fn text(&mut self, id: TextId) -> u64 {
        number(id, TextId::EMPTY, &mut self.texts, &mut self.text_ids)
    }

    fn stack(&mut self, id: StackId) -> u64 {
        number(id, StackId::NONE, &mut self.stacks, &mut self.stack_ids)
    }
}

fn number<T: Copy + Ord>(id: T, empty: T, used: &mut Vec<T>, ids: &mut BTreeMap<T, u64>) -> u64 {
    if id == empty {
        return 0;
    }
    *ids.entry(id).or_insert_with(|| {
        used.push(id);
        used.len() as u64
    })
}

impl Tables {
    /// The payloads of the batches that hold the stacks, then the strings, those of the stacks included.
    fn into_batches(mut self, symbols: &Symbols) -> Vec<Vec<u8>> {
        let mut stacks = Chunks::new(code::STACKS);
        for (index, id) in std::mem::take(&mut self.stacks).into_iter().enumerate() {
            let frames = symbols.stack(id);
            let record = stacks.record(code::STACK, index as u64 + 1);
            varint::put(record, frames.len() as u64);
            for frame in frames {
                let (func, file) = (self.text(frame.func), self.text(frame.file));
                for number in [frame.pc, func, file, u64::from(frame.line)] {
                    varint::put(record, number);
                }
            }
        }
        let mut strings = Chunks::new(code::STRINGS);
        for (index, &id) in self.texts.iter().enumerate() {
            let text = symbols.text(id);
            let record = strings.record(code::STRING, index as u64 + 1);
            varint::put(record, text.len() as u64);
            record.extend_from_slice(text.as_bytes());
        }
        stacks.batches.append(&mut strings.batches);
        stacks.batches
    }
}

/// A table cut into payloads that are not too long.
struct Chunks {
    head: u8,
    batches: Vec<Vec<u8>>,
}

impl Chunks {
    fn new(head: u8) -> Self {
        Self { head, batches: vec![vec![head]] }
    }

    /// Begins the record `id`; the rest of it is to be appended.
    fn record(&mut self, code: u8, id: u64) -> &mut Vec<u8> {
        let full = |batch: &Vec<u8>| batch.len() + RECORD_BYTES_MAX > BATCH_BYTES_MAX as usize;
        if self.batches.last().is_none_or(full) {
            self.batches.push(vec![self.head]);
        }
        let last = self.batches.len() - 1;
        let batch = &mut self.batches[last];
        batch.push(code);
        varint::put(batch, id);
        batch
    }
}

fn put_batch(out: &mut Vec<u8>, generation: u64, m: Option<ThreadId>, base_ns: u64, payload: &[u8]) {
    out.push(code::EVENT_BATCH);
    for number in [generation, convert::thread(m), base_ns, payload.len() as u64] {
        varint::put(out, number);
    }
    out.extend_from_slice(payload);
}
