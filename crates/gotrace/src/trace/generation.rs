//! One generation: its tables, and for each thread the row of its batches.

use std::collections::BTreeMap;

use super::batch::{Batch, BatchError, Batches, Item};
use super::code;
use super::error::TraceError;
use super::event::ClockSnapshot;
use super::symbols::{Frame, StackId, Symbols, TextId};
use super::varint;
use super::version::Version;
use crate::id::{GoId, ProcId, ThreadId};
use crate::limits::{STACK_FRAMES_MAX, TEXT_BYTES_MAX, THREADS_MAX};

/// What a generation holds; its events are still encoded.
#[derive(Debug, Default)]
pub(crate) struct Generation<'a> {
    pub number: u64,
    /// The earliest batch, in clock units.
    pub start: Option<u64>,
    pub ns_per_unit: f64,
    pub clock: Option<Clock>,
    pub threads: Vec<Thread<'a>>,
    /// CPU samples by time.
    pub samples: Vec<Sample>,
    pub tables: Tables<'a>,
    thread_index: BTreeMap<Option<ThreadId>, usize>,
}

/// The batches of a thread, in their order: base time in clock units, payload.
#[derive(Clone, Debug)]
pub(crate) struct Thread<'a> {
    pub m: Option<ThreadId>,
    pub batches: Vec<(u64, &'a [u8])>,
}

/// A clock snapshot whose trace time still is in clock units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    pub time: u64,
    pub snapshot: ClockSnapshot,
}

/// A sample of the CPU profiler; `time` in clock units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    pub time: u64,
    pub m: Option<ThreadId>,
    pub p: Option<ProcId>,
    pub g: Option<GoId>,
    pub stack: u64,
}

/// Strings and stacks by their ids in this generation, each with its id in [`Symbols`] once that is given out.
#[derive(Debug, Default)]
pub(crate) struct Tables<'a> {
    strings: BTreeMap<u64, (&'a [u8], Option<TextId>)>,
    stacks: BTreeMap<u64, (&'a [u8], Option<StackId>)>,
}

/// The next generation, and the error to report after its events.
pub(crate) type Loaded<'a> = (Option<Generation<'a>>, Option<TraceError>);

impl<'a> Generation<'a> {
    /// Takes the batches of the next generation. Before 1.26 its end is where the next one begins, so a cut file
    /// still gives what it has (Go: `internal/trace/generation.go`).
    pub fn load(batches: &mut Batches<'a>, version: Version) -> Loaded<'a> {
        let mut generation = Self::default();
        let mut then = None;
        let broken =
            |number, what: &str| (None, Some(TraceError::Broken { generation: number, what: what.into() }));
        loop {
            let before = *batches;
            let number = generation.number;
            match batches.next() {
                Ok(None) if version < Version::Go126 => break,
                Ok(None) if generation.threads.is_empty() => return (None, None),
                Ok(None) => return (None, Some(TraceError::Truncated { generation: number })),
                Ok(Some(Item::EndOfGeneration)) if version < Version::Go126 => {
                    return broken(number, "an end of generation in a format that has none");
                }
                Ok(Some(Item::EndOfGeneration)) => break,
                Ok(Some(Item::Batch(batch))) => {
                    if batch.generation == 0 {
                        return broken(number, "a batch of generation 0");
                    }
                    if number != 0 && batch.generation != number {
                        if version < Version::Go126 && batch.generation == number.wrapping_add(1) {
                            *batches = before;
                            break;
                        }
                        return broken(number, &format!("a batch of generation {} inside", batch.generation));
                    }
                    if let Err(what) = generation.add(batch, version) {
                        return broken(batch.generation, &what);
                    }
                }
                Err(error) => {
                    let error = error.at(number);
                    if version >= Version::Go126 || number == 0 {
                        return (None, Some(error));
                    }
                    then = Some(error);
                    break;
                }
            }
        }
        match generation.finish(version) {
            Ok(()) => (Some(generation), then),
            Err(what) => match then {
                // What is missing may be missing because the file is cut.
                Some(error @ TraceError::Truncated { .. }) => (None, Some(error)),
                _ => broken(generation.number, &what),
            },
        }
    }

    fn add(&mut self, batch: Batch<'a>, version: Version) -> Result<(), String> {
        self.number = batch.generation;
        self.start = Some(self.start.map_or(batch.time, |start| start.min(batch.time)));
        if batch.experimental {
            return Ok(());
        }
        let mut payload = batch.payload;
        match payload.first() {
            Some(&code::STRINGS) => self.tables.add_strings(&payload[1..]),
            Some(&code::STACKS) => self.tables.add_stacks(&payload[1..]),
            Some(&code::CPU_SAMPLES) => self.add_samples(&payload[1..]),
            Some(&code::FREQUENCY) if version < Version::Go125 => self.add_sync(batch.time, payload, version),
            Some(&code::SYNC) if version >= Version::Go125 => {
                payload = &payload[1..];
                self.add_sync(batch.time, payload, version)
            }
            _ => self.add_events(batch),
        }
    }

    fn add_events(&mut self, batch: Batch<'a>) -> Result<(), String> {
        let index = *self.thread_index.entry(batch.m).or_insert(self.threads.len());
        if index == self.threads.len() {
            if index == THREADS_MAX {
                return Err(format!("more than {THREADS_MAX} threads"));
            }
            self.threads.push(Thread { m: batch.m, batches: Vec::new() });
        }
        self.threads[index].batches.push((batch.time, batch.payload));
        Ok(())
    }

    fn add_sync(&mut self, base: u64, mut rest: &[u8], version: Version) -> Result<(), String> {
        while let Some(code) = varint::take_byte(&mut rest) {
            let mut number = || varint::take(&mut rest).ok_or("a cut sync batch");
            match code {
                code::FREQUENCY => {
                    let units_per_s = number()?;
                    if self.ns_per_unit != 0.0 || units_per_s == 0 {
                        return Err("a second frequency, or one of 0".into());
                    }
                    self.ns_per_unit = 1.0 / (units_per_s as f64 / 1e9);
                }
                code::CLOCK_SNAPSHOT if version >= Version::Go125 => {
                    if self.clock.is_some() {
                        return Err("a second clock snapshot".into());
                    }
                    let time = base.saturating_add(number()?);
                    let (mono_ns, wall_s, wall_ns) = (number()?, number()?, number()?);
                    let snapshot = ClockSnapshot { trace_ns: 0, mono_ns, wall_s, wall_ns };
                    self.clock = Some(Clock { time, snapshot });
                }
                other => return Err(format!("byte {other} in a sync batch")),
            }
        }
        Ok(())
    }

    fn add_samples(&mut self, mut rest: &[u8]) -> Result<(), String> {
        while let Some(code) = varint::take_byte(&mut rest) {
            if code != code::CPU_SAMPLE {
                return Err(format!("byte {code} among the CPU samples"));
            }
            let mut number = || varint::take(&mut rest).ok_or("a cut CPU sample");
            self.samples.push(Sample {
                time: number()?,
                m: ThreadId::from_wire(number()?),
                p: ProcId::from_wire(number()?),
                g: GoId::from_wire(number()?).filter(|g| g.0 != 0),
                stack: number()?,
            });
        }
        Ok(())
    }

    fn finish(&mut self, version: Version) -> Result<(), String> {
        if self.ns_per_unit == 0.0 {
            return Err("it does not state the frequency of its clock".into());
        }
        if version >= Version::Go125 && self.clock.is_none() {
            return Err("it has no clock snapshot".into());
        }
        self.tables.check_stacks()?;
        let ns_per_unit = self.ns_per_unit;
        self.samples.sort_by_key(|sample| to_ns(sample.time, ns_per_unit));
        Ok(())
    }

    /// The clock snapshot with its trace time in nanoseconds.
    pub fn clock_snapshot(&self) -> Option<ClockSnapshot> {
        let clock = self.clock?;
        Some(ClockSnapshot { trace_ns: to_ns(clock.time, self.ns_per_unit), ..clock.snapshot })
    }
}

/// Clock units to nanoseconds the way Go does it (`base.go: frequency.mul`): through a double, truncated.
pub(crate) fn to_ns(units: u64, ns_per_unit: f64) -> u64 {
    (units as f64 * ns_per_unit) as u64
}

impl BatchError {
    fn at(self, generation: u64) -> TraceError {
        match self {
            Self::Truncated => TraceError::Truncated { generation },
            Self::Broken(what) => TraceError::Broken { generation, what },
        }
    }
}

impl<'a> Tables<'a> {
    fn add_strings(&mut self, mut rest: &'a [u8]) -> Result<(), String> {
        while let Some(code) = varint::take_byte(&mut rest) {
            if code != code::STRING {
                return Err(format!("byte {code} among the strings"));
            }
            let id = varint::take(&mut rest).ok_or("a cut string")?;
            let length = varint::take(&mut rest).ok_or("a cut string")?;
            if length > TEXT_BYTES_MAX as u64 {
                return Err(format!("a string of {length} bytes, {TEXT_BYTES_MAX} are allowed"));
            }
            let (text, after) = rest.split_at_checked(length as usize).ok_or("a cut string")?;
            rest = after;
            if id == 0 || self.strings.insert(id, (text, None)).is_some() {
                return Err(format!("a second string {id}"));
            }
        }
        Ok(())
    }

    fn add_stacks(&mut self, mut rest: &'a [u8]) -> Result<(), String> {
        while let Some(code) = varint::take_byte(&mut rest) {
            if code != code::STACK {
                return Err(format!("byte {code} among the stacks"));
            }
            let id = varint::take(&mut rest).ok_or("a cut stack")?;
            let count = varint::take(&mut rest).ok_or("a cut stack")?;
            if count > STACK_FRAMES_MAX as u64 {
                return Err(format!("a stack of {count} frames, {STACK_FRAMES_MAX} are allowed"));
            }
            let frames = rest;
            for _ in 0..count * 4 {
                varint::take(&mut rest).ok_or("a cut stack")?;
            }
            let frames = &frames[..frames.len() - rest.len()];
            if id == 0 || self.stacks.insert(id, (frames, None)).is_some() {
                return Err(format!("a second stack {id}"));
            }
        }
        Ok(())
    }

    fn check_stacks(&self) -> Result<(), String> {
        for (id, (frames, _)) in &self.stacks {
            for [_, func, file, _] in raw_frames(frames) {
                for string in [func, file] {
                    if string != 0 && !self.strings.contains_key(&string) {
                        return Err(format!("stack {id} names string {string}, which is missing"));
                    }
                }
            }
        }
        Ok(())
    }

    /// The text of string `id` of this generation.
    pub fn text(&mut self, id: u64, symbols: &mut Symbols) -> Result<TextId, String> {
        if id == 0 {
            return Ok(TextId::EMPTY);
        }
        let (bytes, known) = self.strings.get_mut(&id).ok_or_else(|| format!("string {id} is missing"))?;
        Ok(*known.get_or_insert_with(|| symbols.intern_text(&decode_text(bytes))))
    }

    /// The stack `id` of this generation.
    pub fn stack(&mut self, id: u64, symbols: &mut Symbols) -> Result<StackId, String> {
        if id == 0 {
            return Ok(StackId::NONE);
        }
        let &(bytes, known) = self.stacks.get(&id).ok_or_else(|| format!("stack {id} is missing"))?;
        if let Some(known) = known {
            return Ok(known);
        }
        let mut frames = Vec::new();
        for [pc, func, file, line] in raw_frames(bytes) {
            let (func, file) = (self.text(func, symbols)?, self.text(file, symbols)?);
            frames.push(Frame { pc, func, file, line: u32::try_from(line).unwrap_or(u32::MAX) });
        }
        let stack = symbols.intern_stack(&frames);
        self.stacks.insert(id, (bytes, Some(stack)));
        Ok(stack)
    }
}

fn raw_frames(mut bytes: &[u8]) -> impl Iterator<Item = [u64; 4]> {
    std::iter::from_fn(move || {
        let mut number = || varint::take(&mut bytes);
        Some([number()?, number()?, number()?, number()?])
    })
}

/// The runtime cuts long strings anywhere, so the last character may be half there: drop it.
fn decode_text(bytes: &[u8]) -> String {
    let cut = match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => bytes.len(),
    };
    String::from_utf8_lossy(&bytes[..cut]).into_owned()
}
