//! All events of a run in little memory: full chunks are packed into a few bytes an event, and unpacked when somebody
//! looks at them.

mod kind;
pub(crate) mod pack;

use std::borrow::Cow;
use std::ops::Range;

use crate::event::{Event, Kind};
use crate::hash::words;
use crate::time::SimTime;
use pack::{Known, pack, unpack};
pub(crate) use pack::{put, take};

/// Events in a chunk.
const CHUNK: usize = 2_048;

/// Kinds of events, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u128);

impl Kinds {
    /// Every kind.
    pub const ALL: Self = Self(u128::MAX);

    /// The kinds of these.
    pub fn of(kinds: &[Kind]) -> Self {
        Self(kinds.iter().fold(0, |all, kind| all | 1 << words(kind).0))
    }

    const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Packed events.
struct Chunk {
    /// The moment of the first.
    at: SimTime,
    /// Which kinds occur.
    kinds: Kinds,
    bytes: Box<[u8]>,
}

impl Chunk {
    /// Packs `events`, with the memory of `packing`; none when there are none.
    fn pack(events: &[Event], packing: &mut Vec<u8>) -> Option<Self> {
        let at = events.first()?.at;
        let mut known = Known::NOTHING;
        let mut kinds = Kinds::default();
        packing.clear();
        for event in events {
            kinds.0 |= 1 << pack(event, &mut known, packing);
        }
        Some(Self { at, kinds, bytes: packing.as_slice().into() })
    }

    fn to_bytes(&self, out: &mut Vec<u8>) {
        put(out, self.at.0);
        put(out, self.kinds.0 as u64);
        put(out, (self.kinds.0 >> 64) as u64);
        put(out, self.bytes.len() as u64);
        out.extend_from_slice(&self.bytes);
    }

    fn from_bytes(bytes: &mut &[u8]) -> Option<Self> {
        let at = SimTime(take(bytes)?);
        let kinds = Kinds(u128::from(take(bytes)?) | u128::from(take(bytes)?) << 64);
        let length = usize::try_from(take(bytes)?).ok()?;
        let (packed, rest) = bytes.split_at_checked(length)?;
        *bytes = rest;
        Some(Self { at, kinds, bytes: packed.into() })
    }

    fn unpack(&self, out: &mut Vec<Event>) {
        let mut known = Known::NOTHING;
        let mut bytes = &*self.bytes;
        out.clear();
        while let Some(event) = unpack(&mut bytes, &mut known) {
            out.push(event);
        }
    }
}

/// A list of events that grows at its end.
#[derive(Default)]
pub struct EventLog {
    chunks: Vec<Chunk>,
    /// The newest ones, not packed yet.
    tail: Vec<Event>,
    /// The chunk that was read last, unpacked.
    open: Option<usize>,
    opened: Vec<Event>,
    /// Memory to pack in.
    packing: Vec<u8>,
    bytes: usize,
}

impl EventLog {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.chunks.len() * CHUNK + self.tail.len()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory they take.
    pub fn bytes(&self) -> usize {
        self.bytes
            + self.chunks.capacity() * size_of::<Chunk>()
            + (self.tail.capacity() + self.opened.capacity()) * size_of::<Event>()
    }

    /// Takes all events out of `events`.
    pub fn append(&mut self, events: &mut Vec<Event>) {
        for event in events.drain(..) {
            self.tail.push(event);
            if self.tail.len() == CHUNK {
                self.close();
            }
        }
    }

    /// Event `n`; unpacks its chunk unless that was read last.
    pub fn get(&mut self, n: usize) -> Option<Event> {
        let chunk = n / CHUNK;
        if chunk >= self.chunks.len() {
            return self.tail.get(n % CHUNK).copied();
        }
        if self.open != Some(chunk) {
            self.chunks[chunk].unpack(&mut self.opened);
            self.open = Some(chunk);
        }
        self.opened.get(n % CHUNK).copied()
    }

    /// Some of them, in order.
    pub fn range(&self, range: Range<usize>) -> Vec<Event> {
        let end = range.end.min(self.len());
        let mut events = Vec::with_capacity(end.saturating_sub(range.start));
        let mut at = range.start;
        while at < end {
            let chunk = at / CHUNK;
            let part = at % CHUNK..(end - chunk * CHUNK).min(CHUNK);
            at += part.len();
            events.extend_from_slice(self.chunk(chunk).get(part).unwrap_or_default());
        }
        events
    }

    /// How many happen up to a moment; they are in the order of their moments.
    pub fn until(&self, at: SimTime) -> usize {
        let later = self.chunks.partition_point(|chunk| chunk.at <= at);
        if later == self.chunks.len() && self.tail.first().is_some_and(|event| event.at <= at) {
            return later * CHUNK + self.tail.partition_point(|event| event.at <= at);
        }
        let Some(last) = later.checked_sub(1) else { return 0 };
        last * CHUNK + self.chunk(last).partition_point(|event| event.at <= at)
    }

    /// The last one before event `n` that `is_it`, which is of one of `kinds`.
    pub fn last_before(&self, n: usize, kinds: Kinds, is_it: &dyn Fn(&Event) -> bool) -> Option<usize> {
        let n = n.min(self.len());
        (0..n.div_ceil(CHUNK)).rev().find_map(|chunk| {
            let may = self.chunks.get(chunk).is_none_or(|chunk| chunk.kinds.meets(kinds));
            let events = if may { self.chunk(chunk) } else { return None };
            let before = events.get(..(n - chunk * CHUNK).min(CHUNK)).unwrap_or(&events);
            before.iter().rposition(is_it).map(|i| chunk * CHUNK + i)
        })
    }

    /// Tells all of them.
    pub fn for_each(&self, mut tell: impl FnMut(&Event)) {
        let mut events = Vec::new();
        for chunk in &self.chunks {
            chunk.unpack(&mut events);
            events.iter().for_each(&mut tell);
        }
        self.tail.iter().for_each(tell);
    }

    /// Forgets all but the first `n`.
    pub fn truncate(&mut self, n: usize) {
        if n >= self.len() {
            return;
        }
        let keep = n / CHUNK;
        if keep < self.chunks.len() {
            self.tail = self.range(keep * CHUNK..n);
            self.bytes -= self.chunks.drain(keep..).map(|chunk| chunk.bytes.len()).sum::<usize>();
            self.open = None;
        } else {
            self.tail.truncate(n % CHUNK);
        }
    }

    /// Tells all of them, packed as they are, in pieces that are not longer than a chunk when it is put behind `bytes`.
    pub fn pieces(&self, bytes: usize, mut tell: impl FnMut(&[u8])) {
        let mut piece = Vec::new();
        let rest = Chunk::pack(&self.tail, &mut Vec::new()).map(|rest| (self.tail.len(), rest));
        let whole = self.chunks.iter().map(|chunk| (CHUNK, chunk));
        for (len, chunk) in whole.chain(rest.iter().map(|(len, rest)| (*len, rest))) {
            put(&mut piece, len as u64);
            chunk.to_bytes(&mut piece);
            if piece.len() >= bytes {
                tell(&piece);
                piece.clear();
            }
        }
        if !piece.is_empty() {
            tell(&piece);
        }
    }

    /// Takes such a piece; none when it is not whole.
    pub fn take_piece(&mut self, mut piece: &[u8]) -> Option<()> {
        while !piece.is_empty() {
            let (len, chunk) = (take(&mut piece)? as usize, Chunk::from_bytes(&mut piece)?);
            if !self.tail.is_empty() {
                return None;
            }
            if len < CHUNK {
                chunk.unpack(&mut self.tail);
                (self.tail.len() == len).then_some(())?;
            } else {
                self.bytes += chunk.bytes.len();
                self.chunks.push(chunk);
            }
        }
        Some(())
    }

    fn chunk(&self, chunk: usize) -> Cow<'_, [Event]> {
        if self.open == Some(chunk) {
            return Cow::Borrowed(&self.opened);
        }
        let Some(chunk) = self.chunks.get(chunk) else { return Cow::Borrowed(&self.tail) };
        let mut events = Vec::with_capacity(CHUNK);
        chunk.unpack(&mut events);
        Cow::Owned(events)
    }

    /// Packs the tail.
    fn close(&mut self) {
        let Some(chunk) = Chunk::pack(&self.tail, &mut self.packing) else { return };
        self.tail.clear();
        self.bytes += chunk.bytes.len();
        self.chunks.push(chunk);
    }
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, EventLog, Kinds};
    use crate::{Event, GId, Kind, MId, PId, Pc, SimTime};

    fn event(i: u64) -> Event {
        let kind = match i % 5 {
            0 => Kind::GoUnblock { g: GId(i as u32) },
            1 => Kind::HeapAlloc { bytes: u64::MAX - i },
            2 => Kind::ProcStart,
            _ => Kind::ChanHandoff { obj: crate::ObjId(3), from: GId(i as u32), to: GId::NONE },
        };
        let p = if i.is_multiple_of(7) { PId::NONE } else { PId((i % 3) as u32) };
        Event { at: SimTime(i * i), m: MId((i % 11) as u32), p, g: GId(7), pc: Pc(i as u32 / 2), kind }
    }

    fn log(n: usize) -> (EventLog, Vec<Event>) {
        let events: Vec<_> = (0..n as u64).map(event).collect();
        let mut log = EventLog::default();
        log.append(&mut events.clone());
        (log, events)
    }

    #[test]
    fn what_was_put_in_comes_out() {
        let (mut log, events) = log(20 * CHUNK + 100);
        assert!((0..events.len()).all(|n| log.get(n) == Some(events[n])));
        assert_eq!(log.get(events.len()), None);
        assert!(log.bytes() < events.len() * 20, "{} bytes", log.bytes());
        for range in [0..0, 5..9, 2_000..2_100, 100..5_000, 40_000..9_999_999] {
            let end = range.end.min(events.len());
            assert_eq!(log.range(range.start..range.end), events[range.start.min(end)..end]);
        }
        let mut heard = Vec::new();
        log.for_each(|event| heard.push(*event));
        assert_eq!(heard, events);
    }

    #[test]
    fn moments_and_kinds_are_found() {
        let (log, events) = log(2 * CHUNK + 100);
        for at in [0, 1, 50, 4_000, 4_194_303, 4_194_304, 16_777_216, 17_000_000, u64::MAX] {
            assert_eq!(log.until(SimTime(at)), events.partition_point(|event| event.at.0 <= at), "{at}");
        }
        let starts = Kinds::of(&[Kind::ProcStart]);
        let is_start = |event: &Event| event.kind == Kind::ProcStart;
        for n in [0, 2, 3, 2_100, events.len()] {
            assert_eq!(log.last_before(n, starts, &is_start), events[..n].iter().rposition(is_start));
        }
        let swept = Kinds::of(&[Kind::GcSwept]);
        assert_eq!(log.last_before(2_000, swept, &|_| true), None);
    }

    #[test]
    fn a_future_that_is_dropped_grows_again() {
        for keep in [10, CHUNK, CHUNK + 1, 2 * CHUNK + 50] {
            let (mut log, events) = log(2 * CHUNK + 100);
            let _ = log.get(3);
            log.truncate(keep);
            assert_eq!(log.len(), keep);
            log.append(&mut events[keep..].to_vec());
            assert_eq!(log.range(0..events.len()), events, "from {keep}");
        }
    }
}
