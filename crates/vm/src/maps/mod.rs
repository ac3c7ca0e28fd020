//! Go maps, laid out in simulated memory as Go has them (`internal/runtime/maps`, Go 1.27), so that they take what Go's take.
//!
//! A header; up to eight entries in one group of slots; more in tables of groups, which double up to 1024 slots and then
//! split. A directory finds the table of a key by the first bits of its hash.

mod control;
mod find;
mod header;
mod iter;
mod known;
mod shape;
mod table;

use gopark_program::{GROUP_SLOTS, MAP_HEADER_BYTES, Program, TypeId};
use gopark_trace::LimitKind;

pub use find::Hit;
pub use iter::Iter;
pub use known::Known;
pub use shape::{KeyKind, MapShape};

use crate::equal::{UNHASHABLE, Values, mix};
use crate::limits::TABLES_PER_STEP_MAX;
use crate::memory::{Layout, Memory, with_header};
use crate::stop::{PanicText, Stop};
use header::{Header, Probe, Table, folded, hash_of};

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

/// `len(m)`; 0 for nil.
pub fn len(memory: &Memory, map: u64) -> u64 {
    memory.word(map).unwrap_or(0)
}

/// The type of a map that is not nil.
pub fn type_of(memory: &Memory, map: u64) -> Option<TypeId> {
    memory.word(map + 8).map(|word| TypeId(word as u16))
}

impl Maps<'_> {
    /// `make(map, hint)`.
    ///
    /// # Errors
    /// Out of memory.
    pub fn make(&mut self, hint: i64) -> Result<u64, Stop> {
        let map = self.alloc(MAP_HEADER_BYTES, Layout::MAP)?;
        self.begin(map, 0, hint)?;
        Ok(map)
    }

    /// Bytes and layout of a map that lies on the stack, with its first group.
    pub const fn local(&self) -> (u64, Layout) {
        (MAP_HEADER_BYTES + self.shape.group.bytes, Layout::map_and_group(self.shape.map))
    }

    /// The same as [`Self::make`], of zeros on the stack.
    ///
    /// # Errors
    /// Out of memory.
    pub fn make_local(&mut self, map: u64, hint: i64) -> Result<(), Stop> {
        self.set_all_empty(map + MAP_HEADER_BYTES, 1)?;
        self.begin(map, map + MAP_HEADER_BYTES, hint)
    }

    /// Writes the header of a new map that has a group already, or 0.
    fn begin(&mut self, map: u64, group: u64, hint: i64) -> Result<(), Stop> {
        let map_type = self.shape.map.0;
        let mut head = Header { map_type, dir: group, only_groups: group, ..Header::default() };
        let hint = u64::try_from(hint).unwrap_or(0);
        if hint > GROUP_SLOTS {
            self.make_tables(&mut head, hint)?;
        }
        self.write(map, &head)
    }

    /// The address of the element of `key` (in memory form), if it is there.
    ///
    /// # Errors
    /// Panics of Go: a key that cannot be hashed.
    pub fn get(&self, map: u64, key: &[u8]) -> Result<Option<u64>, Stop> {
        let Some(head) = Header::read(self.memory, map).filter(|head| head.used > 0) else {
            return self.hash(key).map(|_| None).map_err(of_empty);
        };
        let Some((group, i)) = self.find(&head, self.hash(key)?, key)? else { return Ok(None) };
        self.elem_of(group + self.shape.group.slot(i)).map(Some)
    }

    /// The address of the element of `key`, which is put there when it is missing.
    ///
    /// # Errors
    /// Panics of Go: a nil map, a key that cannot be hashed. Out of memory.
    pub fn set(&mut self, map: u64, key: &[u8]) -> Result<u64, Stop> {
        if map == 0 {
            return Err(Stop::plain("assignment to entry in nil map"));
        }
        let hash = self.hash(key)?;
        let mut head = Header::read(self.memory, map).ok_or(TORN)?;
        let entry = match self.find(&head, hash, key)? {
            Some((group, i)) => {
                let entry = group + self.shape.group.slot(i);
                let at = self.key_of(entry)?;
                self.memory.write(at, key).ok_or(TORN)?;
                entry
            }
            None => {
                // A key that does not equal itself is never found again: any hash will do (`alg.go:f64hash`).
                let is_odd = self.shape.key_kind() == KeyKind::Any
                    && !self.values().equal(self.shape.key, key, key)?;
                let hash = if is_odd { hash_of(mix(head.used)) } else { hash };
                let entry = self.insert(&mut head, hash, key)?;
                head.used += 1;
                self.write(map, &head)?;
                entry
            }
        };
        self.elem_of(entry)
    }

    /// `delete(m, key)`.
    ///
    /// # Errors
    /// Panics of Go: a key that cannot be hashed.
    pub fn delete(&mut self, map: u64, key: &[u8]) -> Result<(), Stop> {
        let Some(mut head) = Header::read(self.memory, map).filter(|head| head.used > 0) else {
            return self.hash(key).map(drop).map_err(of_empty);
        };
        let hash = self.hash(key)?;
        let Some((group, i)) = self.find(&head, hash, key)? else { return Ok(()) };
        let (entry, bytes) = (group + self.shape.group.slot(i), self.shape.group.slot_bytes);
        self.memory.range_mut(entry, bytes).ok_or(TORN)?.fill(0);
        self.leave(&head, hash, group, i)?;
        head.used -= 1;
        self.write(map, &head)
    }

    /// `clear(m)`; the room stays.
    ///
    /// # Errors
    /// Never, for a map made by `make`.
    pub fn clear(&mut self, map: u64) -> Result<(), Stop> {
        let Some(mut head) = Header::read(self.memory, map) else { return Ok(()) };
        if head.dir_len == 0 && head.dir != 0 {
            self.empty_groups(head.dir, 1)?;
        }
        let mut left = TABLES_PER_STEP_MAX;
        for i in 0..head.dir_len {
            let mut table = self.table(&head, i)?;
            let room = Table::room_of(table.slots);
            if table.index == i && (table.used > 0 || table.room < room) {
                // Those that are empty already are passed when it is executed again.
                left = left.checked_sub(1).ok_or(Stop::Later)?;
                self.empty_groups(table.groups, table.mask + 1)?;
                (table.used, table.room) = (0, room);
                table.write(self.memory).ok_or(TORN)?;
            }
        }
        (head.used, head.cleared) = (0, head.cleared.wrapping_add(1));
        self.write(map, &head)
    }

    fn values(&self) -> Values<'_> {
        Values::new(self.program, self.memory)
    }

    fn hash(&self, key: &[u8]) -> Result<u64, Stop> {
        let hash = self.values().hash(self.shape.key, key)?;
        Ok(if self.shape.key_kind() == KeyKind::Str { folded(hash) } else { hash_of(hash) })
    }

    fn alloc(&mut self, bytes: u64, layout: Layout) -> Result<u64, Stop> {
        let bytes = with_header(bytes, layout.has_pointers(self.program));
        self.memory.alloc(bytes, layout).ok_or(Stop::limit(LimitKind::Memory))
    }

    fn write(&mut self, map: u64, head: &Header) -> Result<(), Stop> {
        head.write(self.memory, map).ok_or(TORN)
    }

    fn word(&self, addr: u64) -> Result<u64, Stop> {
        self.memory.word(addr).ok_or(TORN)
    }

    fn key_of(&self, entry: u64) -> Result<u64, Stop> {
        self.shape.key_of(self.memory, entry).ok_or(TORN)
    }

    fn elem_of(&self, entry: u64) -> Result<u64, Stop> {
        self.shape.elem_of(self.memory, entry).ok_or(TORN)
    }

    fn key_bytes(&self, entry: u64) -> Result<&[u8], Stop> {
        self.memory.bytes(self.key_of(entry)?, u64::from(self.shape.key().bytes)).ok_or(TORN)
    }

    /// The group and slot of a key.
    fn find(&self, head: &Header, hash: u64, key: &[u8]) -> Result<Option<(u64, u64)>, Stop> {
        if head.used == 0 {
            return Ok(None);
        }
        let (groups, mask) = head.groups(self.memory, hash).ok_or(TORN)?;
        for at in Probe::new(hash, mask).all() {
            let group = groups + at * self.shape.group.bytes;
            let word = self.word(group)?;
            for i in control::slots(control::tagged(word, tag(hash))) {
                let there = self.key_bytes(group + self.shape.group.slot(i))?;
                if self.values().equal(self.shape.key, there, key)? {
                    return Ok(Some((group, i)));
                }
            }
            if control::empty(word) != 0 {
                break;
            }
        }
        Ok(None)
    }
}

/// What a control byte holds of a hash.
const fn tag(hash: u64) -> u8 {
    hash as u8 & 0x7f
}
