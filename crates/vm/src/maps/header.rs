//! A map's header and its tables in memory, and where a hash leads.
//!
//! ```text
//! header     used u64 | type u16, depth u8, cleared u32 | directory addr | its length u64 | groups addr | their mask u64
//! directory  of each table where it lies u32 | where its groups do, and in the low bits the binary logarithm of their number
//!            u32; both from the beginning of memory. Of a small map it is the group itself, and its length is 0
//! table      used u16, slots u16, room u16, depth u8 | index u64 | groups addr | their mask u64
//! ```
//!
//! The header has the size of Go's and not quite its fields: of a map that is one table, it knows the groups, which spares
//! three loads in four; how often it was cleared is counted, hashes have no seed.

use gopark_program::MEMORY_BASE;

use crate::equal::mix;
use crate::memory::Memory;

/// Bytes of a table (`internal/runtime/maps/table.go:table`).
pub const TABLE_BYTES: u64 = 32;
/// The index of a table that was replaced.
pub const STALE: u64 = u64::MAX;

/// A map's header, read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Header {
    /// Entries.
    pub used: u64,
    /// The type's number.
    pub map_type: u16,
    /// The directory has two to so many tables, some of them several times.
    pub depth: u8,
    /// How often it was cleared.
    pub cleared: u32,
    /// The directory.
    pub dir: u64,
    /// Its length.
    pub dir_len: u64,
    /// The groups of a map without directory, or of one table.
    pub only_groups: u64,
    /// Their number less one.
    pub only_mask: u64,
}

impl Header {
    /// The header at `map`; none for nil.
    #[inline]
    pub fn read(memory: &Memory, map: u64) -> Option<Self> {
        let block = memory.block::<48>(map)?;
        let words = block.as_chunks().0.first_chunk::<6>()?.map(u64::from_le_bytes);
        Some(Self {
            used: words[0],
            map_type: words[1] as u16,
            depth: (words[1] >> 16) as u8,
            cleared: (words[1] >> 32) as u32,
            dir: words[2],
            dir_len: words[3],
            only_groups: words[4],
            only_mask: words[5],
        })
    }

    /// Puts it at `map`.
    pub fn write(&self, memory: &mut Memory, map: u64) -> Option<()> {
        let kind = u64::from(self.map_type) | u64::from(self.depth) << 16 | u64::from(self.cleared) << 32;
        let words = [self.used, kind, self.dir, self.dir_len, self.only_groups, self.only_mask];
        memory.store_words(map, &words)
    }

    /// Where the directory has the table of a hash.
    #[inline]
    pub const fn index(&self, hash: u64) -> u64 {
        hash >> 1 >> (63 - self.depth as u32)
    }

    /// The groups in which a hash is to be looked for, and their number less one.
    #[inline]
    pub fn groups(&self, memory: &Memory, hash: u64) -> Option<(u64, u64)> {
        if self.dir_len <= 1 {
            return Some((self.only_groups, self.only_mask));
        }
        let groups = memory.word(self.dir + self.index(hash) * 8)? >> 32;
        Some((MEMORY_BASE + (groups & !7), (1 << (groups & 7)) - 1))
    }
}

/// A table, read.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Where it lies.
    pub at: u64,
    /// Entries.
    pub used: u16,
    /// Slots.
    pub slots: u16,
    /// How many of them may still be filled.
    pub room: u16,
    /// How many first bits of their hashes all its keys share.
    pub depth: u8,
    /// Where it first is in the directory, or [`STALE`].
    pub index: u64,
    /// Its groups.
    pub groups: u64,
    /// Their number less one.
    pub mask: u64,
}

impl Table {
    /// The table at `at`.
    #[inline]
    pub fn read(memory: &Memory, at: u64) -> Option<Self> {
        let block = memory.block::<32>(at)?;
        let words = block.as_chunks().0.first_chunk::<4>()?.map(u64::from_le_bytes);
        let part = |i: u32| (words[0] >> (16 * i)) as u16;
        let (used, slots, room, depth) = (part(0), part(1), part(2), part(3) as u8);
        Some(Self { at, used, slots, room, depth, index: words[1], groups: words[2], mask: words[3] })
    }

    /// The table of an entry of a directory.
    pub fn of_entry(memory: &Memory, entry: u64) -> Option<Self> {
        Self::read(memory, MEMORY_BASE + (entry & 0xffff_ffff))
    }

    /// Its entry in a directory.
    pub const fn entry(&self) -> u64 {
        let groups = (self.groups - MEMORY_BASE) | (self.mask + 1).trailing_zeros() as u64;
        (self.at - MEMORY_BASE) | groups << 32
    }

    /// Puts it where it lies.
    pub fn write(&self, memory: &mut Memory) -> Option<()> {
        let parts = [self.used, self.slots, self.room, u16::from(self.depth)];
        let first = parts.iter().rev().fold(0, |word, &part| word << 16 | u64::from(part));
        memory.store_words(self.at, &[first, self.index, self.groups, self.mask])
    }

    /// How many slots of an empty one may be filled: seven of eight, so that every search finds an empty one.
    pub const fn room_of(slots: u16) -> u16 {
        slots / 8 * 7
    }
}

/// Where a hash leads in a map: its highest bits to a table, the lowest seven are the tag, those before them lead to a group.
/// [`mix`] leaves the lowest bits to few of a key's.
#[inline]
pub const fn folded(hash: u64) -> u64 {
    hash ^ (hash >> 32)
}

/// The same of a key that is no text: numbers that follow each other have hashes that are spread too well, so that all tables
/// of a map would be full at once.
#[inline]
pub const fn hash_of(hash: u64) -> u64 {
    folded(mix(hash))
}

/// The groups to look into for a hash, each once (`internal/runtime/maps/table.go:probeSeq`).
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    /// The group.
    pub at: u64,
    mask: u64,
    step: u64,
}

impl Probe {
    /// Among `mask + 1` groups.
    #[inline]
    pub const fn new(hash: u64, mask: u64) -> Self {
        Self { at: (hash >> 7) & mask, mask, step: 0 }
    }

    /// To the next one; false: all were there.
    #[inline]
    pub const fn go_on(&mut self) -> bool {
        self.step += 1;
        self.at = (self.at + self.step) & self.mask;
        self.step <= self.mask
    }

    /// All of them, in order.
    pub fn all(self) -> impl Iterator<Item = u64> {
        std::iter::successors(Some(self), |probe| {
            let mut next = *probe;
            next.go_on().then_some(next)
        })
        .map(|probe| probe.at)
    }
}
