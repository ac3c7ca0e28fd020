//! Go maps, laid out in simulated memory: a header, entries in order of insertion, and for more than a few an index.
//!
//! The order of insertion is only a basis: an iteration begins at a random entry and wraps around. Entries carry rising
//! sequence numbers, by which an iteration finds its place again after the map has grown, shrunk or been cleared.
//!
//! ```text
//! header   count u64 | entries addr | used u32, capacity u32 | index addr | next seq u32, type u32 | index slots u32
//! entry    hash u32, seq u31 and dead u1 | key in memory form | element in memory form, both padded to words
//! index    u32 each, by open addressing: position of an entry + 1, and above what that needs the bits of its hash
//! ```

use gopark_program::{MemKind, Program, TypeId, TypeKind};
use gopark_trace::LimitKind;

use crate::equal::{UNHASHABLE, Values, hash_bytes, hash_scalar, mix};
use crate::form::{Form, Shape};
use crate::memory::{Layout, Memory};
use crate::stop::{PanicText, Stop};

/// Bytes of the header; Go's `internal/runtime/maps.Map` has as many.
const HEADER_BYTES: u64 = 48;
/// Entries a map has room for at first, searched without an index (Go's group of slots).
const SMALL_ENTRIES: u32 = 8;
/// Entries that a size hint may make room for.
const HINT_MAX: u64 = 1 << 20;
/// Sequence numbers end here; the map is then numbered anew.
const SEQ_MAX: u32 = (1 << 31) - 1;
const DEAD: u32 = 1 << 31;

/// Keys that are found without looking at their type each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Equal when their bytes are; in one slot.
    Scalar(MemKind),
    /// Strings.
    Str,
    /// All others.
    Any,
}

/// Key and element of a map type, and where they lie in an entry.
#[derive(Clone, Copy, Debug)]
pub struct MapShape {
    map: TypeId,
    key: TypeId,
    key_kind: KeyKind,
    key_shape: Shape,
    elem_shape: Shape,
    quick: Option<MemKind>,
    elem_offset: u64,
    stride: u64,
}

impl MapShape {
    /// The shape of map type `t`; none when it is no map.
    pub fn new(program: &Program, shapes: &[Shape], t: TypeId) -> Option<Self> {
        let TypeKind::Map { key, elem } = program.ty(t).kind else { return None };
        let (key_shape, elem_shape) = (shapes[key.idx()], shapes[elem.idx()]);
        let key_kind = match (&program.ty(key).kind, key_shape.form) {
            (TypeKind::Float32 | TypeKind::Float64, _) => KeyKind::Any,
            (TypeKind::String, _) => KeyKind::Str,
            (_, Form::Scalar(kind)) => KeyKind::Scalar(kind),
            _ => KeyKind::Any,
        };
        let elem_offset = 8 + padded(key_shape.bytes);
        let stride = elem_offset + padded(elem_shape.bytes);
        let quick = match (key_kind, elem_shape.form) {
            (KeyKind::Any, _) => None,
            (_, Form::Scalar(kind)) => Some(kind),
            _ => None,
        };
        Some(Self { map: t, key, key_kind, key_shape, elem_shape, quick, elem_offset, stride })
    }

    /// How keys are found.
    pub const fn key_kind(&self) -> KeyKind {
        self.key_kind
    }

    /// Slots of the key.
    pub const fn key(&self) -> Shape {
        self.key_shape
    }

    /// Slots of the element.
    pub const fn elem(&self) -> Shape {
        self.elem_shape
    }

    /// How elements lie in memory that are one scalar, of keys that are easily found.
    #[inline]
    pub const fn quick(&self) -> Option<MemKind> {
        self.quick
    }

    /// The address of the element of the key in these slots, if it is there; None also for keys of any other kind.
    pub fn find(&self, memory: &Memory, map: u64, key: (u64, u64)) -> Option<u64> {
        match self.key_kind {
            KeyKind::Scalar(kind) => {
                let bits = 64 - 8 * kind.bytes();
                find_scalar(memory, self, map, key.0 << bits >> bits)
            }
            KeyKind::Str => find_string(memory, self, map, key),
            KeyKind::Any => None,
        }
    }

    /// The element at `addr` is set: an equal string may have less behind it than the one that is there
    /// (`internal/abi/map_swiss.go:NeedKeyUpdate`).
    pub fn renew(&self, memory: &mut Memory, addr: u64, (text, len): (u64, u64)) -> Option<()> {
        if self.key_kind == KeyKind::Str && memory.word(addr - 16)? != text {
            memory.store_words(addr - 16, &[text, len])?;
        }
        Some(())
    }

    const fn elem_offset(&self) -> u64 {
        self.elem_offset
    }

    const fn stride(&self) -> u64 {
        self.stride
    }
}

fn padded(bytes: u32) -> u64 {
    u64::from(bytes).next_multiple_of(8)
}

/// A map's header, read.
#[derive(Clone, Copy, Debug)]
struct Head {
    count: u64,
    entries: u64,
    used: u32,
    capacity: u32,
    index: u64,
    next_seq: u32,
    index_slots: u32,
}

/// Where an iteration stands, packed into its second slot.
#[derive(Clone, Copy, Debug)]
struct Cursor {
    start: u32,
    next: u32,
    wrapped: bool,
}

impl Cursor {
    fn pack(self) -> u64 {
        u64::from(self.start) | u64::from(self.next) << 31 | u64::from(self.wrapped) << 62
    }

    fn unpack(word: u64) -> Self {
        let seq = |word: u64| word as u32 & SEQ_MAX;
        Self { start: seq(word), next: seq(word >> 31), wrapped: word >> 62 & 1 != 0 }
    }
}

/// Maps of one type in memory.
pub struct Maps<'a> {
    /// Types.
    pub program: &'a Program,
    /// Memory.
    pub memory: &'a mut Memory,
    /// The type.
    pub shape: MapShape,
}

/// Memory that a map should lie in does not exist; cannot happen to maps made by `make`.
const TORN: Stop = Stop::Nil;

/// What a key that cannot be hashed does to a map without entries (`internal/runtime/maps/map.go:mapKeyError`).
fn of_empty(stop: Stop) -> Stop {
    let text = match &stop {
        Stop::Panic(text) => match &**text {
            PanicText::Error(text) => text.strip_prefix(UNHASHABLE),
            _ => None,
        },
        _ => None,
    };
    match text {
        Some(name) => Stop::plain(format!("hash of unhashable type: {name}")),
        None => stop,
    }
}

#[inline]
fn read(memory: &Memory, map: u64) -> Option<Head> {
    let block = memory.block::<48>(map)?;
    let words = block.as_chunks().0.first_chunk::<6>()?.map(u64::from_le_bytes);
    let high = |word: u64| (word >> 32) as u32;
    Some(Head {
        count: words[0],
        entries: words[1],
        used: words[2] as u32,
        capacity: high(words[2]),
        index: words[3],
        next_seq: words[4] as u32,
        index_slots: words[5] as u32,
    })
}

/// `len(m)`; 0 for nil.
pub fn len(memory: &Memory, map: u64) -> u64 {
    memory.word(map).unwrap_or(0)
}

/// The type of a map that is not nil.
pub fn type_of(memory: &Memory, map: u64) -> Option<TypeId> {
    memory.word(map + 32).map(|word| TypeId((word >> 32) as u16))
}

/// The address of the element of a key that is a scalar, in memory form and widened with zeros, if it is there.
fn find_scalar(memory: &Memory, shape: &MapShape, map: u64, key: u64) -> Option<u64> {
    let hash = (hash_scalar(key, shape.key_shape.bytes) >> 32) as u32;
    find_by::<16>(memory, shape, map, hash, |entry| entry[8..] == key.to_le_bytes())
}

/// The address of the element of a key that is a string, if it is there.
fn find_string(memory: &Memory, shape: &MapShape, map: u64, (addr, len): (u64, u64)) -> Option<u64> {
    let text = memory.bytes(addr, len)?;
    let hash = (hash_bytes(text) >> 32) as u32;
    find_by::<24>(memory, shape, map, hash, |entry| {
        let [_, at, its_len] = *entry.as_chunks().0 else { return false };
        let at = u64::from_le_bytes(at);
        u64::from_le_bytes(its_len) == len && (at == addr || memory.bytes(at, len) == Some(text))
    })
}

/// What [`Maps::get`] does, for keys that cannot panic: `is_it` tells whether an entry with the right hash, of which it
/// sees the first `N` bytes, is the wanted one.
#[inline]
fn find_by<const N: usize>(
    memory: &Memory,
    shape: &MapShape,
    map: u64,
    hash: u32,
    is_it: impl Fn(&[u8; N]) -> bool,
) -> Option<u64> {
    let head = read(memory, map).filter(|head| head.count > 0)?;
    let at = |pos: u32| {
        let addr = head.entries.wrapping_add(u64::from(pos).wrapping_mul(shape.stride()));
        let entry = memory.block::<N>(addr)?;
        let tag = u64::from_le_bytes(*entry.first_chunk()?);
        (tag as u32 == hash && (tag >> 32) as u32 & DEAD == 0 && is_it(entry))
            .then(|| addr + shape.elem_offset())
    };
    if head.index == 0 {
        return (0..head.used).find_map(at);
    }
    let mask = head.index_slots.wrapping_sub(1);
    for step in 0..head.index_slots {
        let slot = head.index + u64::from(hash.wrapping_add(step) & mask) * 4;
        match memory.load(MemKind::U32, slot)? as u32 {
            0 => return None,
            place if (place ^ hash) & !mask == 0 => {
                if let Some(found) = at((place & mask) - 1) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    None
}

impl Maps<'_> {
    /// `make(map, hint)`.
    ///
    /// # Errors
    /// Out of memory.
    pub fn make(&mut self, hint: i64) -> Result<u64, Stop> {
        let map = self.alloc(HEADER_BYTES, Layout::MAP)?;
        let hint = u64::try_from(hint).unwrap_or(0).min(HINT_MAX) as u32;
        let mut head =
            Head { count: 0, entries: 0, used: 0, capacity: 0, index: 0, next_seq: 0, index_slots: 0 };
        if hint > SMALL_ENTRIES {
            self.rebuild(&mut head, hint.next_power_of_two())?;
        }
        self.write(map, &head)?;
        Ok(map)
    }

    /// The address of the element of `key` (in memory form), if it is there.
    ///
    /// # Errors
    /// Panics of Go: a key that cannot be hashed.
    pub fn get(&self, map: u64, key: &[u8]) -> Result<Option<u64>, Stop> {
        let Some(head) = read(self.memory, map).filter(|head| head.count > 0) else {
            return self.hash(key).map(|_| None).map_err(of_empty);
        };
        let hash = self.hash(key)?;
        let found = self.find(&head, hash, key)?;
        Ok(found.map(|pos| self.entry(&head, pos) + self.shape.elem_offset()))
    }

    /// The address of the element of `key`, which is put there when it is missing.
    ///
    /// # Errors
    /// Panics of Go: a nil map, a key that cannot be hashed. Out of memory.
    pub fn set(&mut self, map: u64, key: &[u8]) -> Result<u64, Stop> {
        if map == 0 {
            return Err(Stop::plain("assignment to entry in nil map"));
        }
        let mut hash = self.hash(key)?;
        let mut head = read(self.memory, map).ok_or(TORN)?;
        let pos = match self.find(&head, hash, key)? {
            Some(pos) => pos,
            None => {
                if head.used == head.capacity || head.next_seq == SEQ_MAX {
                    let wanted = head.count.saturating_mul(2).max(u64::from(SMALL_ENTRIES));
                    let grown = head.capacity.saturating_mul(2).max(SMALL_ENTRIES);
                    let roomy = wanted <= u64::from(head.capacity);
                    let capacity = if roomy { head.capacity } else { grown };
                    self.rebuild(&mut head, capacity)?;
                }
                if !self.values().equal(self.shape.key, key, key)? {
                    hash = mix(u64::from(head.next_seq)) as u32;
                }
                self.insert(&mut head, hash)?
            }
        };
        let entry = self.entry(&head, pos);
        self.memory.write(entry + 8, key).ok_or(TORN)?;
        self.write(map, &head)?;
        Ok(entry + self.shape.elem_offset())
    }

    /// `delete(m, key)`.
    ///
    /// # Errors
    /// Panics of Go: a key that cannot be hashed.
    pub fn delete(&mut self, map: u64, key: &[u8]) -> Result<(), Stop> {
        let Some(mut head) = read(self.memory, map).filter(|head| head.count > 0) else {
            return self.hash(key).map(drop).map_err(of_empty);
        };
        let hash = self.hash(key)?;
        let Some(pos) = self.find(&head, hash, key)? else { return Ok(()) };
        let (entry, stride) = (self.entry(&head, pos), self.shape.stride());
        let (hash, seq) = self.tag(entry)?;
        self.memory.range_mut(entry, stride).ok_or(TORN)?.fill(0);
        self.set_tag(entry, hash, seq | DEAD)?;
        head.count -= 1;
        if head.count == 0 {
            self.forget(&mut head)?;
        }
        self.write(map, &head)
    }

    /// `clear(m)`.
    ///
    /// # Errors
    /// Never, for a map made by `make`.
    pub fn clear(&mut self, map: u64) -> Result<(), Stop> {
        let Some(mut head) = read(self.memory, map) else { return Ok(()) };
        head.count = 0;
        self.forget(&mut head)?;
        self.write(map, &head)
    }

    /// The second slot of an iteration that begins at the entry drawn by `below`.
    pub fn iterate(&self, map: u64, below: impl FnOnce(u64) -> u64) -> u64 {
        let Some(head) = read(self.memory, map).filter(|head| head.count > 0) else { return 0 };
        let pos = below(u64::from(head.used)) as u32;
        let start = self.tag(self.entry(&head, pos)).map_or(0, |(_, seq)| seq & SEQ_MAX);
        Cursor { start, next: start, wrapped: false }.pack()
    }

    /// The next entry of an iteration, as the addresses of key and element, and its advanced second slot.
    pub fn next(&self, map: u64, cursor: u64) -> Option<(u64, u64, u64)> {
        let head = read(self.memory, map).filter(|head| head.count > 0)?;
        let mut at = Cursor::unpack(cursor);
        loop {
            let mut pos = self.lower_bound(&head, at.next);
            while pos < head.used {
                let entry = self.entry(&head, pos);
                let (_, seq) = self.tag(entry).ok()?;
                if at.wrapped && seq & SEQ_MAX >= at.start {
                    return None;
                }
                if seq & DEAD == 0 {
                    let cursor = Cursor { next: seq + 1, ..at }.pack();
                    return Some((entry + 8, entry + self.shape.elem_offset(), cursor));
                }
                pos += 1;
            }
            if at.wrapped {
                return None;
            }
            at = Cursor { next: 0, wrapped: true, ..at };
        }
    }

    /// All live entries in order of insertion.
    pub fn entries(&self, map: u64) -> Vec<(u64, u64)> {
        let Some(head) = read(self.memory, map) else { return Vec::new() };
        let entries = (0..head.used).map(|pos| self.entry(&head, pos));
        let live = entries.filter(|&entry| self.tag(entry).is_ok_and(|(_, seq)| seq & DEAD == 0));
        live.map(|entry| (entry + 8, entry + self.shape.elem_offset())).collect()
    }

    fn values(&self) -> Values<'_> {
        Values::new(self.program, self.memory)
    }

    fn hash(&self, key: &[u8]) -> Result<u32, Stop> {
        Ok((self.values().hash(self.shape.key, key)? >> 32) as u32)
    }

    fn alloc(&mut self, bytes: u64, layout: Layout) -> Result<u64, Stop> {
        self.memory.alloc(bytes, layout).ok_or(Stop::limit(LimitKind::Memory))
    }

    fn write(&mut self, map: u64, head: &Head) -> Result<(), Stop> {
        let both = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
        let words = [
            head.count,
            head.entries,
            both(head.used, head.capacity),
            head.index,
            both(head.next_seq, u32::from(self.shape.map.0)),
            u64::from(head.index_slots),
        ];
        self.memory.store_words(map, &words).ok_or(TORN)
    }

    fn entry(&self, head: &Head, pos: u32) -> u64 {
        head.entries.wrapping_add(u64::from(pos).wrapping_mul(self.shape.stride()))
    }

    fn tag(&self, entry: u64) -> Result<(u32, u32), Stop> {
        let word = self.memory.word(entry).ok_or(TORN)?;
        Ok((word as u32, (word >> 32) as u32))
    }

    fn set_tag(&mut self, entry: u64, hash: u32, seq: u32) -> Result<(), Stop> {
        self.memory.set_word(entry, u64::from(hash) | u64::from(seq) << 32).ok_or(TORN)
    }

    fn index_slot(&self, head: &Head, slot: u32) -> Result<u32, Stop> {
        let load = self.memory.load(MemKind::U32, head.index + u64::from(slot) * 4);
        Ok(load.ok_or(TORN)? as u32)
    }

    fn find(&self, head: &Head, hash: u32, key: &[u8]) -> Result<Option<u32>, Stop> {
        if head.index == 0 {
            for pos in 0..head.used {
                if self.is_at(head, pos, hash, key)? {
                    return Ok(Some(pos));
                }
            }
            return Ok(None);
        }
        let mask = head.index_slots.wrapping_sub(1);
        for step in 0..head.index_slots {
            match self.index_slot(head, hash.wrapping_add(step) & mask)? {
                0 => return Ok(None),
                place if (place ^ hash) & !mask == 0 => {
                    let pos = (place & mask) - 1;
                    if self.is_at(head, pos, hash, key)? {
                        return Ok(Some(pos));
                    }
                }
                _ => {}
            }
        }
        Ok(None)
    }

    fn is_at(&self, head: &Head, pos: u32, hash: u32, key: &[u8]) -> Result<bool, Stop> {
        let entry = self.entry(head, pos);
        let (found, seq) = self.tag(entry)?;
        if found != hash || seq & DEAD != 0 {
            return Ok(false);
        }
        let there = self.memory.bytes(entry + 8, key.len() as u64).ok_or(TORN)?;
        self.values().equal(self.shape.key, there, key)
    }

    /// A new entry at the end, for which there is room; its key is not yet set.
    fn insert(&mut self, head: &mut Head, hash: u32) -> Result<u32, Stop> {
        let (pos, seq) = (head.used, head.next_seq);
        head.used += 1;
        head.next_seq += 1;
        head.count += 1;
        let entry = self.entry(head, pos);
        self.set_tag(entry, hash, seq)?;
        self.point(head, hash, pos)?;
        Ok(pos)
    }

    /// Lets the index point to the entry at `pos`.
    fn point(&mut self, head: &Head, hash: u32, pos: u32) -> Result<(), Stop> {
        if head.index == 0 {
            return Ok(());
        }
        let mask = head.index_slots.wrapping_sub(1);
        for step in 0..head.index_slots {
            let slot = hash.wrapping_add(step) & mask;
            if self.index_slot(head, slot)? == 0 {
                let addr = head.index + u64::from(slot) * 4;
                let place = (pos + 1) | hash & !mask;
                return self.memory.store(MemKind::U32, addr, u64::from(place)).ok_or(TORN);
            }
        }
        Err(TORN)
    }

    /// Moves the live entries to new room for `capacity`.
    fn rebuild(&mut self, head: &mut Head, capacity: u32) -> Result<(), Stop> {
        let stride = self.shape.stride();
        let renumber = head.next_seq == SEQ_MAX;
        let layout = Layout::entries(self.shape.map);
        let entries = self.alloc(stride.saturating_mul(u64::from(capacity)), layout)?;
        let index_slots = if capacity > SMALL_ENTRIES { capacity.saturating_mul(2) } else { 0 };
        let index = if index_slots > 0 { self.alloc(u64::from(index_slots) * 4, Layout::NOSCAN)? } else { 0 };
        let mut new = Head { entries, capacity, index, index_slots, used: 0, ..*head };
        for pos in 0..head.used {
            let from = self.entry(head, pos);
            let (hash, seq) = self.tag(from)?;
            if seq & DEAD == 0 {
                let to = self.entry(&new, new.used);
                self.memory.copy(to, from, stride).ok_or(TORN)?;
                if renumber {
                    self.set_tag(to, hash, new.used)?;
                }
                self.point(&new, hash, new.used)?;
                new.used += 1;
            }
        }
        if renumber {
            new.next_seq = new.used;
        }
        *head = new;
        Ok(())
    }

    /// No entries any more; the room stays.
    fn forget(&mut self, head: &mut Head) -> Result<(), Stop> {
        let bytes = u64::from(head.used) * self.shape.stride();
        self.memory.range_mut(head.entries, bytes).ok_or(TORN)?.fill(0);
        let bytes = u64::from(head.index_slots) * 4;
        self.memory.range_mut(head.index, bytes).ok_or(TORN)?.fill(0);
        head.used = 0;
        Ok(())
    }

    /// The first position whose sequence number is at least `seq`.
    fn lower_bound(&self, head: &Head, seq: u32) -> u32 {
        let seq_at = |pos| self.tag(self.entry(head, pos)).map_or(0, |(_, seq)| seq & SEQ_MAX);
        if head.used == 0 {
            return 0;
        }
        let guess = seq.wrapping_sub(seq_at(0));
        if guess < head.used && seq_at(guess) == seq {
            return guess;
        }
        let (mut low, mut high) = (0, head.used);
        while low < high {
            let middle = low.midpoint(high);
            if seq_at(middle) < seq {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
