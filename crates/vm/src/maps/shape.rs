//! What the machine knows of a map type, and how it finds keys that are found easily.

use gopark_program::{Group, MemKind, Program, TypeId, TypeKind};

use super::find::{self, Hit, Steps};
use super::header::Header;
use crate::form::{Form, Shape};
use crate::memory::Memory;

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

    /// Where the key in these slots is in a map, if it is there; None also for keys of any other kind.
    pub fn find(&self, memory: &Memory, map: u64, key: (u64, u64)) -> Option<Hit> {
        self.find_with(memory, &Header::read(memory, map)?, key)
    }

    /// The same, of a map with this header.
    #[inline(never)]
    pub(super) fn find_with(&self, memory: &Memory, head: &Header, key: (u64, u64)) -> Option<Hit> {
        match self.key_kind {
            KeyKind::Str => find::text(memory, head, self.steps(), key),
            KeyKind::Scalar(kind) => find::scalar(memory, head, self.steps(), kind, key.0),
            KeyKind::Any => None,
        }
    }

    /// How its groups lie.
    pub(super) const fn steps(&self) -> Steps {
        (self.group.bytes, self.group.slot_bytes)
    }

    /// Where the key of an entry lies.
    #[inline]
    pub(super) fn key_of(&self, memory: &Memory, entry: u64) -> Option<u64> {
        if self.group.has_far_keys { memory.word(entry) } else { Some(entry) }
    }

    /// Where its element does.
    #[inline]
    pub fn elem_of(&self, memory: &Memory, entry: u64) -> Option<u64> {
        let at = entry + self.group.elem_at;
        if self.group.has_far_elems { memory.word(at) } else { Some(at) }
    }
}
