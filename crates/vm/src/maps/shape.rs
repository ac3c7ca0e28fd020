//! What the machine knows of a map type, and how it finds keys that are found easily.

use gopark_program::{MemKind, Program, TypeId, TypeKind};

use super::control;
use super::header::{Header, Probe, folded, hash_of};
use crate::equal::{hash_bytes, hash_scalar};
use crate::form::{Form, Shape};
use crate::memory::{Group, Memory};

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

/// Key and element of a map type, and where they lie in a group.
#[derive(Clone, Copy, Debug)]
pub struct MapShape {
    pub(super) map: TypeId,
    pub(super) key: TypeId,
    pub(super) elem: TypeId,
    pub(super) group: Group,
    key_kind: KeyKind,
    key_shape: Shape,
    elem_shape: Shape,
    quick: Option<MemKind>,
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
        let quick = match (key_kind, elem_shape.form) {
            (KeyKind::Any, _) => None,
            (_, Form::Scalar(kind)) => Some(kind),
            _ => None,
        };
        let group = Group::new(program, t)?;
        Some(Self { map: t, key, elem, group, key_kind, key_shape, elem_shape, quick })
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
    #[inline]
    pub fn find(&self, memory: &Memory, map: u64, key: (u64, u64)) -> Option<u64> {
        let entry = match self.key_kind {
            KeyKind::Scalar(kind) => self.find_scalar(memory, map, kind, key.0),
            KeyKind::Str => self.find_string(memory, map, key),
            KeyKind::Any => None,
        };
        self.elem_of(memory, entry?)
    }

    /// With an element its key has to be set too: an equal string may have less behind it than the one that is there
    /// (`internal/abi/map.go:NeedKeyUpdate`).
    pub fn must_renew(&self) -> bool {
        self.key_kind == KeyKind::Str
    }

    /// Does so, where the element at `addr` is one of [`Self::quick`].
    #[inline]
    pub fn renew(&self, memory: &mut Memory, addr: u64, (text, len): (u64, u64)) -> Option<()> {
        if self.must_renew() {
            let entry = addr - self.group.elem_at;
            if memory.word(entry)? != text {
                memory.store_words(entry, &[text, len])?;
            }
        }
        Some(())
    }

    /// Where the key of an entry lies.
    #[inline]
    pub(super) fn key_of(&self, memory: &Memory, entry: u64) -> Option<u64> {
        if self.group.has_far_keys { memory.word(entry) } else { Some(entry) }
    }

    /// Where its element does.
    #[inline]
    pub(super) fn elem_of(&self, memory: &Memory, entry: u64) -> Option<u64> {
        let at = entry + self.group.elem_at;
        if self.group.has_far_elems { memory.word(at) } else { Some(at) }
    }

    fn find_scalar(&self, memory: &Memory, map: u64, kind: MemKind, key: u64) -> Option<u64> {
        let bits = 64 - 8 * kind.bytes();
        let hash = hash_of(hash_scalar(key << bits >> bits, self.key_shape.bytes));
        if kind == MemKind::W64 {
            return self.find_by(memory, map, hash, |entry| memory.word(entry) == Some(key));
        }
        self.find_by(memory, map, hash, |entry| memory.load(kind, entry) == Some(key))
    }

    fn find_string(&self, memory: &Memory, map: u64, (addr, len): (u64, u64)) -> Option<u64> {
        let text = memory.bytes(addr, len)?;
        self.find_by(memory, map, folded(hash_bytes(text)), |entry| {
            let Some(header) = memory.block::<16>(entry) else { return false };
            let [at, its_len] = [0, 1].map(|i| u64::from_le_bytes(header.as_chunks().0[i]));
            its_len == len && (at == addr || memory.bytes(at, len) == Some(text))
        })
    }

    /// The entry of a key with this hash that `is_it` knows.
    #[inline]
    fn find_by(&self, memory: &Memory, map: u64, hash: u64, is_it: impl Fn(u64) -> bool) -> Option<u64> {
        // A map that never had entries has no groups either, and what should lie there is no memory.
        let (groups, mask) = Header::read(memory, map)?.groups(memory, hash)?;
        let mut probe = Probe::new(hash, mask);
        loop {
            let group = groups + probe.at * self.group.bytes;
            let word = memory.word(group)?;
            let mut set = control::tagged(word, hash as u8 & 0x7f);
            while set != 0 {
                let entry = group + self.group.slot(control::first(set));
                if is_it(entry) {
                    return Some(entry);
                }
                set &= set - 1;
            }
            if control::empty(word) != 0 || !probe.go_on() {
                return None;
            }
        }
    }
}
