//! How the entries of a map lie in memory: eight slots and a control word are a group
//! (`cmd/compile/internal/reflectdata/map.go:MapGroupType`). It is here because the machine fills groups, and who compiles
//! has to know how much of the stack one takes.

use crate::code::Program;
use crate::types::{TypeId, TypeKind};

/// Slots of a group.
pub const GROUP_SLOTS: u64 = 8;
/// Bytes of a map's header (`internal/runtime/maps/map.go:Map`).
pub const MAP_HEADER_BYTES: u64 = 48;
/// A larger key or element lies in an object of its own, and its slot holds where (`internal/abi/map.go:MapMaxKeyBytes`).
const DIRECT_BYTES_MAX: u64 = 128;

/// A group of a map type. Its control word, a byte for each slot, lies before the slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Where the element lies in a slot; the key lies at its beginning.
    pub elem_at: u64,
    /// Bytes of a slot.
    pub slot_bytes: u64,
    /// Bytes of a group.
    pub bytes: u64,
    /// Keys lie elsewhere.
    pub has_far_keys: bool,
    /// Elements do.
    pub has_far_elems: bool,
}

impl Group {
    /// The groups of maps of type `t`; none when it is no map.
    pub fn new(program: &Program, t: TypeId) -> Option<Self> {
        let TypeKind::Map { key, elem } = program.ty(t).kind else { return None };
        let size = |t| {
            let ty = program.ty(t);
            (u64::from(ty.bytes), u64::from(ty.align))
        };
        Some(Self::of(size(key), size(elem)))
    }

    /// Those of keys and elements with these bytes and alignments.
    pub fn of(key: (u64, u64), elem: (u64, u64)) -> Self {
        let part = |(bytes, align): (u64, u64)| match bytes > DIRECT_BYTES_MAX {
            true => (8, 8, true),
            false => (bytes, align.max(1), false),
        };
        let (key_bytes, key_align, has_far_keys) = part(key);
        let (elem_bytes, elem_align, has_far_elems) = part(elem);
        let elem_at = key_bytes.next_multiple_of(elem_align);
        // An element of no bytes has one behind it, so that its address is in the slot.
        let end = elem_at + if key_bytes > 0 { elem_bytes.max(1) } else { elem_bytes };
        let slot_bytes = end.next_multiple_of(key_align.max(elem_align));
        let bytes = 8 + (slot_bytes * GROUP_SLOTS).max(1).next_multiple_of(8);
        Self { elem_at, slot_bytes, bytes, has_far_keys, has_far_elems }
    }

    /// Bytes from the beginning of a group to slot `i`.
    #[inline]
    pub const fn slot(&self, i: u64) -> u64 {
        8 + i * self.slot_bytes
    }

    /// Shows `visit` the words in which a group may have pointers.
    pub fn pointers(&self, program: &Program, t: TypeId, visit: &mut dyn FnMut(u64)) {
        let TypeKind::Map { key, elem } = program.ty(t).kind else { return };
        let parts = [(key, 0, self.has_far_keys), (elem, self.elem_at, self.has_far_elems)];
        for (t, at, is_far) in parts {
            let pointers: &[u32] = if is_far { &[0] } else { &program.ty(t).pointers };
            for i in 0..GROUP_SLOTS {
                pointers.iter().for_each(|&word| visit((self.slot(i) + at) / 8 + u64::from(word)));
            }
        }
    }

    /// Whether there are any.
    pub fn has_pointers(&self, program: &Program, t: TypeId) -> bool {
        let mut has = false;
        self.pointers(program, t, &mut |_| has = true);
        has
    }
}
