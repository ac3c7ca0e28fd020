//! What lies in an object: where its pointers are.

use gopark_program::{Group, Program, TypeId};

/// The layout of an object, as the collector needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout(u32);

const TYPED: u32 = 1 << 24;
const GROUPS: u32 = 2 << 24;
const TINY: u32 = 3 << 24;
const MAP_AND_GROUP: u32 = 4 << 24;
const TAG: u32 = 0xff << 24;

/// A layout, opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No pointers.
    NoScan,
    /// Any word may be a pointer: closures, whose captured words have no types.
    Conservative,
    /// The header of a channel, and values without pointers: word 1 is the buffer.
    Chan,
    /// The header of a map, or a table of one: word 2 is the directory, or the groups.
    Map,
    /// The directory of a map: each word has a table in its lower half and groups in the upper one.
    Directory,
    /// Values of a type, one after another.
    Typed(TypeId),
    /// Groups of entries of a map of a type.
    Groups(TypeId),
    /// The header of a map of a type, and its first group.
    MapAndGroup(TypeId),
}

impl Layout {
    /// No pointers.
    pub const NOSCAN: Self = Self(0);
    /// Any word may be a pointer.
    pub const CONSERVATIVE: Self = Self(1);
    /// A channel's header.
    pub const CHAN: Self = Self(2);
    /// A map's header.
    pub const MAP: Self = Self(3);
    /// A map's directory.
    pub const DIRECTORY: Self = Self(4);
    /// A map's table.
    pub const TABLE: Self = Self::MAP;

    /// Values of `t`, one after another.
    pub const fn of(t: TypeId) -> Self {
        Self(TYPED | t.0 as u32)
    }

    /// Groups of a map of type `t`.
    pub const fn groups(t: TypeId) -> Self {
        Self(GROUPS | t.0 as u32)
    }

    /// A header of a map of type `t`, and its first group.
    pub const fn map_and_group(t: TypeId) -> Self {
        Self(MAP_AND_GROUP | t.0 as u32)
    }

    /// A block that small objects without pointers share, and nobody has a part of it yet.
    pub const BLOCK: Self = Self(TINY);

    /// The block, with an object that begins at byte `at`, below 16.
    pub const fn with_part(self, at: u64) -> Self {
        Self(self.0 | 1 << at)
    }

    /// The object that byte `at` of a block belongs to: where it begins, and where the next one does. None: it is no block.
    pub fn part(self, at: u64) -> Option<(u64, u64)> {
        let begins = |&at: &u64| self.0 & 1 << at != 0;
        let is_block = self.0 & TAG == TINY;
        is_block.then(|| ((0..=at).rev().find(begins).unwrap_or(0), (at + 1..16).find(begins).unwrap_or(16)))
    }

    /// What it says.
    pub const fn shape(self) -> Shape {
        let t = TypeId((self.0 & 0xffff) as u16);
        match (self.0 & TAG, self.0) {
            (TYPED, _) => Shape::Typed(t),
            (GROUPS, _) => Shape::Groups(t),
            (MAP_AND_GROUP, _) => Shape::MapAndGroup(t),
            (_, 1) => Shape::Conservative,
            (_, 2) => Shape::Chan,
            (_, 3) => Shape::Map,
            (_, 4) => Shape::Directory,
            _ => Shape::NoScan,
        }
    }

    /// An object may be looked at in parts of a multiple of so many bytes.
    pub fn stride_bytes(self, program: &Program) -> u64 {
        let words = |t: TypeId| u64::from(program.ty(t).bytes).div_ceil(8);
        match self.shape() {
            Shape::Typed(t) => words(t).max(1) * 8,
            Shape::Groups(t) => Group::new(program, t).map_or(8, |group| group.bytes),
            // Of a channel, only its header is looked at.
            Shape::Chan | Shape::MapAndGroup(_) => 1 << 31,
            _ => 8,
        }
    }

    /// Whether there may be pointers in it.
    pub fn has_pointers(self, program: &Program) -> bool {
        match self.shape() {
            Shape::NoScan => false,
            Shape::Typed(t) => !program.ty(t).pointers.is_empty(),
            Shape::Groups(t) => Group::new(program, t).is_some_and(|group| group.has_pointers(program, t)),
            _ => true,
        }
    }
}
