//! Iterating over maps that may change meanwhile (`internal/runtime/maps/table.go:Iter`).
//!
//! An iteration begins at a table and a slot drawn at random. A table that grows meanwhile is replaced; the iteration goes on
//! with the old one and looks each of its keys up in the map.

use gopark_program::GROUP_SLOTS;

use super::control;
use super::header::{Header, STALE, Table};
use super::{KeyKind, Maps, TORN};
use crate::stop::Stop;

/// All hashes, as far as iterations tell them apart: by their first 31 bits.
const SPAN: u32 = 1 << 31;

/// How far an iteration is, in four slots.
#[derive(Clone, Copy, Debug, Default)]
pub struct Iter {
    /// The map.
    pub map: u64,
    /// Its table that is being looked at, or its only group; 0: to be found.
    table: u64,
    /// Where among the hashes it began, and how many are done.
    start: u32,
    done: u32,
    /// At which slot of each table it begins, and how many are done.
    offset: u16,
    next: u16,
    /// How often the map had been cleared, and whether it was small.
    cleared: u32,
    is_small: bool,
}

impl Iter {
    /// In slots.
    pub fn pack(self) -> [u64; 4] {
        let position = u64::from(self.start) | u64::from(self.done) << 32;
        let small = u64::from(self.is_small) << 63;
        let slot = u64::from(self.offset) | u64::from(self.next) << 16 | u64::from(self.cleared) << 32;
        [self.map, self.table, position, slot | small]
    }

    /// From slots.
    pub fn unpack([map, table, position, slot]: [u64; 4]) -> Self {
        Self {
            map,
            table,
            start: position as u32,
            done: (position >> 32) as u32,
            offset: slot as u16,
            next: (slot >> 16) as u16,
            cleared: (slot >> 32) as u32 & !SPAN,
            is_small: slot >> 63 != 0,
        }
    }
}

impl Maps<'_> {
    /// An iteration that begins where `draw` says.
    pub fn iterate(&self, map: u64, draw: u64) -> Iter {
        let Some(head) = Header::read(self.memory, map).filter(|head| head.used > 0) else {
            return Iter::default();
        };
        let is_small = head.dir_len == 0;
        let table = if is_small { head.dir } else { 0 };
        let start = (draw >> 32) as u32 & (SPAN - 1);
        let cleared = head.cleared & !SPAN;
        Iter { map, table, start, done: 0, offset: draw as u16, next: 0, cleared, is_small }
    }

    /// The addresses of key and element of the next entry.
    ///
    /// # Errors
    /// Never, for a map made by `make`.
    pub fn next(&self, it: &mut Iter) -> Result<Option<(u64, u64)>, Stop> {
        let Some(head) = Header::read(self.memory, it.map) else { return Ok(None) };
        while it.done < SPAN {
            let (groups, slots, is_old, span) = if it.is_small {
                (it.table, GROUP_SLOTS, head.dir != it.table, SPAN)
            } else {
                let table = self.table_at(&head, it)?;
                (table.groups, u64::from(table.slots), table.index == STALE, SPAN >> table.depth)
            };
            while let Some(entry) = self.next_in(groups, slots, it)? {
                if let Some(found) = self.current(&head, it, entry, is_old)? {
                    return Ok(Some(found));
                }
            }
            (it.done, it.table, it.next) = (it.done + span, 0, 0);
        }
        Ok(None)
    }

    /// The table an iteration is at.
    fn table_at(&self, head: &Header, it: &mut Iter) -> Result<Table, Stop> {
        if it.table != 0 {
            return Table::read(self.memory, it.table).ok_or(TORN);
        }
        let unit = 31 - u32::from(head.depth);
        let at = it.start.wrapping_add(it.done) & (SPAN - 1);
        let table = self.table(head, u64::from(at >> unit))?;
        if it.done == 0 {
            // It begins somewhere within what the table holds.
            it.start = (table.index as u32) << unit;
        }
        it.table = table.at;
        Ok(table)
    }

    /// The next slot of a table that is in use.
    fn next_in(&self, groups: u64, slots: u64, it: &mut Iter) -> Result<Option<u64>, Stop> {
        while u64::from(it.next) < slots {
            let at = (u64::from(it.next) + u64::from(it.offset)) & (slots - 1);
            let (group, i) = (groups + at / GROUP_SLOTS * self.shape.group.bytes, at % GROUP_SLOTS);
            let full = control::full(self.word(group)?) >> (8 * i);
            let skipped = if full == 0 { GROUP_SLOTS - i } else { control::first(full) };
            it.next += skipped as u16;
            if full != 0 && u64::from(it.next) < slots {
                it.next += 1;
                return Ok(Some(group + self.shape.group.slot(i + skipped)));
            }
        }
        Ok(None)
    }

    /// Key and element of an entry as the map has them now, if it still has them.
    fn current(
        &self,
        head: &Header,
        it: &Iter,
        entry: u64,
        is_old: bool,
    ) -> Result<Option<(u64, u64)>, Stop> {
        let in_place = Some((self.key_of(entry)?, self.elem_of(entry)?));
        if !is_old {
            return Ok(in_place);
        }
        let key = self.key_bytes(entry)?;
        if let Some((group, i)) = self.find(head, self.hash(key)?, key)? {
            let entry = group + self.shape.group.slot(i);
            return Ok(Some((self.key_of(entry)?, self.elem_of(entry)?)));
        }
        // What does not equal itself is not found, and can only be cleared away.
        let is_odd =
            self.shape.key_kind() == KeyKind::Any && !self.values().equal(self.shape.key, key, key)?;
        Ok(in_place.filter(|_| is_odd && head.cleared & !SPAN == it.cleared))
    }
}
