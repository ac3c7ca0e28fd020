//! Where new entries go, and how maps grow (`internal/runtime/maps/table.go`).

use gopark_program::GROUP_SLOTS;

use super::control::{self, ALL_EMPTY, DELETED, EMPTY};
use super::header::{Header, Probe, STALE, TABLE_BYTES, Table, hash_of};
use super::{KeyKind, Maps, TORN, tag};
use crate::equal::mix;
use crate::memory::Layout;
use crate::stop::Stop;

/// A table with more slots is split (`internal/runtime/maps/table.go:maxTableCapacity`).
const TABLE_SLOTS_MAX: u64 = 1024;
/// A hint that may come to more is not heeded (`runtime/malloc.go:maxAlloc`; Go takes slots for groups here).
const HINTED_BYTES_MAX: u64 = 1 << 48;

impl Maps<'_> {
    /// Tables for `hint` entries (`internal/runtime/maps/map.go:NewMap`).
    pub(super) fn make_tables(&mut self, head: &mut Header, hint: u64) -> Result<(), Stop> {
        let slots = hint.saturating_mul(GROUP_SLOTS) / (GROUP_SLOTS - 1);
        let tables = slots.div_ceil(TABLE_SLOTS_MAX).next_power_of_two();
        if tables.saturating_mul(TABLE_SLOTS_MAX * self.shape.group.bytes) > HINTED_BYTES_MAX {
            return Ok(());
        }
        (head.dir_len, head.depth) = (tables, tables.trailing_zeros() as u8);
        head.dir = self.alloc(tables.saturating_mul(8), Layout::DIRECTORY)?;
        for index in 0..tables {
            let table = self.new_table(slots / tables, index, head.depth)?;
            self.install(head, &table)?;
        }
        Ok(())
    }

    /// An entry for a key that is not there: its address. Its key is set, its element is zero.
    pub(super) fn insert(&mut self, head: &mut Header, hash: u64, key: &[u8]) -> Result<u64, Stop> {
        if head.dir == 0 {
            head.dir = self.new_groups(1)?;
            head.only_groups = head.dir;
        }
        if head.dir_len == 0 {
            let free = control::free(self.word(head.dir)?);
            if free != 0 {
                return self.fill(head.dir, control::first(free), hash, key);
            }
            self.grow_to_table(head)?;
        }
        loop {
            let mut table = self.table(head, head.index(hash))?;
            let (group, i, was_deleted) = self.free_slot(&table, hash)?;
            if table.room == 0 && !was_deleted {
                self.prune(&mut table)?;
            }
            if table.room > 0 || was_deleted {
                let entry = self.fill(group, i, hash, key)?;
                table.room -= u16::from(!was_deleted);
                table.used += 1;
                table.write(self.memory).ok_or(TORN)?;
                return Ok(entry);
            }
            self.grow(head, &table)?;
        }
    }

    /// Group and slot of the first deleted entry on the way of a hash, else of the empty slot at its end; whether it is the
    /// former.
    fn free_slot(&self, table: &Table, hash: u64) -> Result<(u64, u64, bool), Stop> {
        let mut deleted = None;
        for at in Probe::new(hash, table.mask).all() {
            let group = table.groups + at * self.shape.group.bytes;
            let word = self.word(group)?;
            let (free, empty) = (control::free(word), control::empty(word));
            if free & !empty != 0 && deleted.is_none() {
                deleted = Some((group, control::first(free & !empty), true));
            }
            if empty != 0 {
                return Ok(deleted.unwrap_or((group, control::first(empty), false)));
            }
        }
        deleted.ok_or(TORN)
    }

    /// Fills a slot.
    fn fill(&mut self, group: u64, i: u64, hash: u64, key: &[u8]) -> Result<u64, Stop> {
        let (entry, shape) = (group + self.shape.group.slot(i), self.shape);
        if shape.group.has_far_keys {
            let far = self.alloc(key.len() as u64, Layout::of(shape.key))?;
            self.memory.set_word(entry, far).ok_or(TORN)?;
        }
        if shape.group.has_far_elems {
            let far = self.alloc(u64::from(shape.elem().bytes), Layout::of(shape.elem))?;
            self.memory.set_word(entry + shape.group.elem_at, far).ok_or(TORN)?;
        }
        let at = self.key_of(entry)?;
        self.memory.write(at, key).ok_or(TORN)?;
        self.set_control(group, i, tag(hash))?;
        Ok(entry)
    }

    /// The entry in a slot is gone. Behind a group without an empty slot others may lie, so it does not become one.
    pub(super) fn leave(&mut self, head: &Header, hash: u64, group: u64, i: u64) -> Result<(), Stop> {
        if head.dir_len == 0 {
            return self.set_control(group, i, EMPTY);
        }
        let mut table = self.table(head, head.index(hash))?;
        let is_last = control::empty(self.word(group)?) != 0;
        self.set_control(group, i, if is_last { EMPTY } else { DELETED })?;
        table.room += u16::from(is_last);
        table.used -= 1;
        table.write(self.memory).ok_or(TORN)
    }

    /// The table at a place of the directory.
    pub(super) fn table(&self, head: &Header, index: u64) -> Result<Table, Stop> {
        Table::of_entry(self.memory, self.word(head.dir + index * 8)?).ok_or(TORN)
    }

    /// Makes groups empty.
    pub(super) fn empty_groups(&mut self, groups: u64, n: u64) -> Result<(), Stop> {
        let bytes = self.shape.group.bytes;
        self.memory.range_mut(groups, n * bytes).ok_or(TORN)?.fill(0);
        self.set_all_empty(groups, n)
    }

    pub(super) fn set_all_empty(&mut self, groups: u64, n: u64) -> Result<(), Stop> {
        let bytes = self.shape.group.bytes;
        (0..n).try_for_each(|i| self.memory.set_word(groups + i * bytes, ALL_EMPTY)).ok_or(TORN)
    }

    fn set_control(&mut self, group: u64, i: u64, byte: u8) -> Result<(), Stop> {
        *self.memory.range_mut(group + i, 1).and_then(<[u8]>::first_mut).ok_or(TORN)? = byte;
        Ok(())
    }

    fn new_groups(&mut self, n: u64) -> Result<u64, Stop> {
        let groups = self.alloc(n * self.shape.group.bytes, Layout::groups(self.shape.map))?;
        self.set_all_empty(groups, n)?;
        Ok(groups)
    }

    /// A table with at least so many slots.
    fn new_table(&mut self, slots: u64, index: u64, depth: u8) -> Result<Table, Stop> {
        let at = self.alloc(TABLE_BYTES, Layout::TABLE)?;
        let slots = slots.max(GROUP_SLOTS).next_power_of_two();
        let n = slots / GROUP_SLOTS;
        // Until it is in the directory nobody refers to it; nothing collects meanwhile.
        let groups = self.new_groups(n)?;
        let room = Table::room_of(slots as u16);
        let table = Table { at, used: 0, slots: slots as u16, room, depth, index, groups, mask: n - 1 };
        table.write(self.memory).ok_or(TORN)?;
        Ok(table)
    }

    /// A small map that is full becomes one of a table.
    fn grow_to_table(&mut self, head: &mut Header) -> Result<(), Stop> {
        let mut table = self.new_table(2 * GROUP_SLOTS, 0, 0)?;
        let group = head.dir;
        for i in 0..GROUP_SLOTS {
            self.move_to(&mut table, group + self.shape.group.slot(i))?;
        }
        table.write(self.memory).ok_or(TORN)?;
        head.dir = self.alloc(8, Layout::DIRECTORY)?;
        head.dir_len = 1;
        self.install(head, &table)
    }

    /// A full table becomes one of twice as many slots, or two (`internal/runtime/maps/table.go:rehash`).
    fn grow(&mut self, head: &mut Header, old: &Table) -> Result<(), Stop> {
        let slots = u64::from(old.slots) * 2;
        if slots <= TABLE_SLOTS_MAX {
            let mut new = self.new_table(slots, old.index, old.depth)?;
            self.each_entry(old, |maps, entry| maps.move_to(&mut new, entry).map(drop))?;
            new.write(self.memory).ok_or(TORN)?;
            self.install(head, &new)?;
        } else {
            self.split(head, old)?;
        }
        Table { index: STALE, ..*old }.write(self.memory).ok_or(TORN)
    }

    fn split(&mut self, head: &mut Header, old: &Table) -> Result<(), Stop> {
        let depth = old.depth + 1;
        let mut left = self.new_table(TABLE_SLOTS_MAX, 0, depth)?;
        let mut right = self.new_table(TABLE_SLOTS_MAX, 0, depth)?;
        self.each_entry(old, |maps, entry| {
            let hash = maps.hash_at(entry)?;
            let is_right = hash >> (64 - u32::from(depth)) & 1 != 0;
            maps.move_hashed(if is_right { &mut right } else { &mut left }, entry, hash)
        })?;
        let mut index = old.index;
        if old.depth == head.depth {
            self.double_directory(head)?;
            index *= 2;
        }
        left.index = index;
        right.index = index + (1 << (head.depth - depth));
        for table in [left, right] {
            table.write(self.memory).ok_or(TORN)?;
            self.install(head, &table)?;
        }
        Ok(())
    }

    /// Each table is there twice, where it was once.
    fn double_directory(&mut self, head: &mut Header) -> Result<(), Stop> {
        let new = self.alloc(head.dir_len * 16, Layout::DIRECTORY)?;
        for i in 0..head.dir_len {
            let mut table = self.table(head, i)?;
            self.memory.store_words(new + i * 16, &[table.entry(); 2]).ok_or(TORN)?;
            if table.index == i {
                // Its new index is not less, so it is seen once.
                table.index = i * 2;
                table.write(self.memory).ok_or(TORN)?;
            }
        }
        (head.dir, head.dir_len, head.depth) = (new, head.dir_len * 2, head.depth + 1);
        Ok(())
    }

    /// Puts a table where the directory has what shares its bits.
    fn install(&mut self, head: &mut Header, table: &Table) -> Result<(), Stop> {
        for i in 0..1 << (head.depth - table.depth) {
            self.memory.set_word(head.dir + (table.index + i) * 8, table.entry()).ok_or(TORN)?;
        }
        (head.only_groups, head.only_mask) = (table.groups, table.mask);
        Ok(())
    }

    /// Calls `f` for the entries of a table.
    fn each_entry(
        &mut self,
        table: &Table,
        mut f: impl FnMut(&mut Self, u64) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        for at in 0..=table.mask {
            let group = table.groups + at * self.shape.group.bytes;
            for i in control::slots(control::full(self.word(group)?)) {
                f(self, group + self.shape.group.slot(i))?;
            }
        }
        Ok(())
    }

    /// The hash of the key of an entry; of one that does not equal itself, any.
    fn hash_at(&self, entry: u64) -> Result<u64, Stop> {
        let key = self.key_bytes(entry)?;
        let hash = self.hash(key)?;
        let is_odd =
            self.shape.key_kind() == KeyKind::Any && !self.values().equal(self.shape.key, key, key)?;
        Ok(if is_odd { hash_of(mix(entry)) } else { hash })
    }

    fn move_to(&mut self, table: &mut Table, entry: u64) -> Result<(), Stop> {
        let hash = self.hash_at(entry)?;
        self.move_hashed(table, entry, hash)
    }

    fn move_hashed(&mut self, table: &mut Table, entry: u64, hash: u64) -> Result<(), Stop> {
        let (group, i, _) = self.free_slot(table, hash)?;
        let bytes = self.shape.group.slot_bytes;
        self.memory.copy(group + self.shape.group.slot(i), entry, bytes).ok_or(TORN)?;
        self.set_control(group, i, tag(hash))?;
        table.used += 1;
        table.room -= 1;
        Ok(())
    }

    /// Makes slots of deleted entries empty that no search needs, when they are a tenth of all
    /// (`internal/runtime/maps/table.go:pruneTombstones`).
    fn prune(&mut self, table: &mut Table) -> Result<(), Stop> {
        let deleted = Table::room_of(table.slots) - table.used - table.room;
        if deleted * 10 < table.slots {
            return Ok(());
        }
        let mut needed = [false; (TABLE_SLOTS_MAX / GROUP_SLOTS) as usize];
        for at in 0..=table.mask {
            let group = table.groups + at * self.shape.group.bytes;
            let word = self.word(group)?;
            for i in control::slots(control::full(word)) {
                let hash = self.hash_at(group + self.shape.group.slot(i))?;
                for passed in Probe::new(hash, table.mask).all().take_while(|&passed| passed != at) {
                    needed[passed as usize] = true;
                }
            }
            needed[at as usize] |= control::empty(word) != 0;
        }
        let groups = (0..=table.mask).filter(|&at| !needed[at as usize]);
        let groups: Vec<u64> = groups.map(|at| table.groups + at * self.shape.group.bytes).collect();
        let mut found = 0;
        for &group in &groups {
            found += control::free(self.word(group)?).count_ones() as u16;
        }
        if found * 10 < table.slots {
            return Ok(());
        }
        for group in groups {
            for i in control::slots(control::free(self.word(group)?)) {
                self.set_control(group, i, EMPTY)?;
            }
        }
        table.room += found;
        Ok(())
    }
}
