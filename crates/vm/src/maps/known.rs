//! A map that the hot loop uses again and again. Where its entries lie is read from memory once, for they move only while
//! something is done slowly.

use gopark_program::MemKind;

use super::find::{self, Hit, Steps, steps};
use super::header::Header;
use super::shape::{KeyKind, MapShape};
use crate::memory::Memory;

/// Groups of such maps with texts as keys, and of those with words: elements take no more than a word.
const OF_TEXTS: Steps = steps(24);
const OF_WORDS: Steps = steps(16);

/// A map whose keys are found easily, with elements that are one scalar.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Where it is; odd when it may be changed.
    map: u64,
    shape: &'a MapShape,
    keys: Keys,
    /// How its elements lie in memory.
    pub elem: MemKind,
    head: Header,
    /// The key that was read last and where it was found, since `m[k] += n` looks it up twice; at 0: none yet.
    read: ((u64, u64), Hit),
}

/// What its keys are, told so that it is quickly seen.
#[derive(Clone, Copy, Debug)]
enum Keys {
    Texts,
    Words,
    Others,
}

impl<'a> Known<'a> {
    /// The map at `map`; None for nil and for other kinds of maps.
    #[inline(never)]
    pub fn new(memory: &Memory, shapes: &'a [Option<MapShape>], map: u64, to_change: bool) -> Option<Self> {
        let head = Header::read(memory, map)?;
        let shape = shapes.get(usize::from(head.map_type))?.as_ref()?;
        let keys = match (shape.key_kind(), shape.steps()) {
            (KeyKind::Str, OF_TEXTS) => Keys::Texts,
            (KeyKind::Scalar(MemKind::W64), OF_WORDS) => Keys::Words,
            _ => Keys::Others,
        };
        Some(Self {
            map: map | u64::from(to_change),
            shape,
            keys,
            elem: shape.quick()?,
            head,
            read: Default::default(),
        })
    }

    /// It is this one, and may be changed if that is asked for.
    #[inline]
    pub const fn is(&self, map: u64, to_change: bool) -> bool {
        if to_change { self.map == map | 1 } else { self.map | 1 == map | 1 }
    }

    /// Where a key is, if it is there.
    #[inline]
    pub fn find(&self, memory: &Memory, key: (u64, u64)) -> Option<Hit> {
        match self.keys {
            Keys::Texts if key.1 < 8 => find_short(memory, &self.head, key),
            Keys::Words => find_word(memory, &self.head, key.0),
            _ => self.shape.find_with(memory, &self.head, key),
        }
    }

    /// The same of a key that is read, and perhaps set next.
    #[inline]
    pub fn read(&mut self, memory: &Memory, key: (u64, u64)) -> Option<Hit> {
        let hit = self.find(memory, key);
        if let Some(hit) = hit {
            self.read = (key, hit);
        }
        hit
    }

    /// The same of a key that is set.
    #[inline]
    pub fn find_again(&self, memory: &Memory, key: (u64, u64)) -> Option<Hit> {
        if self.read.0 == key && self.read.1.entry != 0 { Some(self.read.1) } else { self.find(memory, key) }
    }

    /// The address of its element.
    #[inline]
    pub const fn elem_at(&self, hit: Hit) -> u64 {
        hit.entry + self.shape.group.elem_at
    }
}

#[inline(never)]
fn find_short(memory: &Memory, head: &Header, key: (u64, u64)) -> Option<Hit> {
    find::short_text(memory, head, OF_TEXTS, key)
}

#[inline(never)]
fn find_word(memory: &Memory, head: &Header, key: u64) -> Option<Hit> {
    find::scalar(memory, head, OF_WORDS, MemKind::W64, key)
}
