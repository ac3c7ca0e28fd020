//! The order in which package fmt prints the entries of a map (`internal/fmtsort`).

use std::cmp::Ordering;

use gopark_program::{MemKind, Program, TypeId, TypeKind};

use crate::memory::Memory;
use crate::native::IfaceVal;

/// Compares values in memory; borrows what it needs to follow strings and interfaces.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// Types.
    pub program: &'a Program,
    /// Memory.
    pub memory: &'a Memory,
}

impl Order<'_> {
    /// Compares the values of type `t` at two addresses.
    pub fn compare(self, t: TypeId, a: u64, b: u64) -> Ordering {
        match &self.program.ty(t).kind {
            TypeKind::String => self.string(a).cmp(self.string(b)),
            TypeKind::Float32 => self.floats(MemKind::F32, a, b),
            TypeKind::Float64 => self.floats(MemKind::W64, a, b),
            TypeKind::Complex64 => {
                self.floats(MemKind::F32, a, b).then_with(|| self.floats(MemKind::F32, a + 4, b + 4))
            }
            TypeKind::Complex128 => {
                self.floats(MemKind::W64, a, b).then_with(|| self.floats(MemKind::W64, a + 8, b + 8))
            }
            TypeKind::Struct(fields) => {
                let each = fields
                    .iter()
                    .map(|f| self.compare(f.ty, a + u64::from(f.offset), b + u64::from(f.offset)));
                first_difference(each)
            }
            &TypeKind::Array { elem, len } => {
                let bytes = u64::from(self.program.ty(elem).bytes);
                first_difference((0..len).map(|i| self.compare(elem, a + i * bytes, b + i * bytes)))
            }
            TypeKind::Interface(_) => self.ifaces(a, b),
            kind => {
                let mem = crate::form::mem_kind(kind);
                self.words(kind, self.load(mem, a), self.load(mem, b))
            }
        }
    }

    /// Two words in register form.
    fn words(self, kind: &TypeKind, a: u64, b: u64) -> Ordering {
        match kind {
            TypeKind::Int | TypeKind::Int8 | TypeKind::Int16 | TypeKind::Int32 | TypeKind::Int64 => {
                a.cast_signed().cmp(&b.cast_signed())
            }
            TypeKind::Float32 | TypeKind::Float64 => floats(f64::from_bits(a), f64::from_bits(b)),
            _ => a.cmp(&b),
        }
    }

    fn ifaces(self, a: u64, b: u64) -> Ordering {
        let iface =
            |at| IfaceVal { type_word: self.load(MemKind::W64, at), data: self.load(MemKind::W64, at + 8) };
        let (a, b) = (iface(a), iface(b));
        a.type_word.cmp(&b.type_word).then_with(|| {
            let Some(t) = a.ty() else { return Ordering::Equal };
            let ty = self.program.ty(t);
            if ty.is_direct() { a.data.cmp(&b.data) } else { self.compare(t, a.data, b.data) }
        })
    }

    fn floats(self, kind: MemKind, a: u64, b: u64) -> Ordering {
        floats(f64::from_bits(self.load(kind, a)), f64::from_bits(self.load(kind, b)))
    }

    fn load(self, kind: MemKind, addr: u64) -> u64 {
        self.memory.load(kind, addr).unwrap_or(0)
    }

    fn string(&self, addr: u64) -> &[u8] {
        let (data, len) = (self.load(MemKind::W64, addr), self.load(MemKind::W64, addr + 8));
        self.memory.bytes(data, len).unwrap_or_default()
    }
}

/// NaN is less than every other number.
fn floats(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
}

fn first_difference(mut each: impl Iterator<Item = Ordering>) -> Ordering {
    each.find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
}
