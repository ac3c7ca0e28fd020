//! Parts of structs and arrays that live in slots.

use gopark_program::{Instr, MemKind, Slot, TypeId, TypeKind};

use super::body::Body;

impl Body<'_, '_> {
    /// Loads what lies `off` bytes from the beginning of a slot, in memory form.
    pub fn load_part(&mut self, t: TypeId, slot: Slot, off: u32, want: Option<Slot>) -> Slot {
        let (a, off) = (slot + (off / 8) as Slot, (off % 8) as u16);
        let words = self.m.words(t);
        let kind = self.m.mem_kind(t);
        let is_whole = match kind {
            Some(kind) => kind == MemKind::W64,
            None => self.m.bytes(t).is_multiple_of(8) && !matches!(self.m.kind(t), TypeKind::Complex64),
        };
        if words == 0 || is_whole && off == 0 {
            return self.deliver(a, words, want);
        }
        let d = self.dest(want, t);
        match (kind, self.m.kind(t)) {
            (Some(kind), _) => self.code.emit(Instr::SlotLoad { kind, d, a, off }),
            (None, TypeKind::Complex64) => {
                let (re, im) = (self.code.alloc(1), self.code.alloc(1));
                self.code.emit(Instr::SlotLoad { kind: MemKind::F32, d: re, a, off });
                self.code.emit(Instr::SlotLoad { kind: MemKind::F32, d: im, a, off: off + 4 });
                self.mov(d, re, 2);
            }
            _ => self.code.emit_arg(Instr::SlotLoadBytes { d, a, off }, self.m.bytes(t)),
        }
        d
    }

    /// Loads a part of an element of an array in slots.
    pub fn load_element(
        &mut self,
        t: TypeId,
        array: Slot,
        index: Slot,
        elem: TypeId,
        off: u32,
        want: Option<Slot>,
    ) -> Slot {
        let bytes = self.m.bytes(elem);
        if let Some(kind) = self.m.mem_kind(elem) {
            let d = self.dest(want, t);
            self.code.emit(Instr::SlotIndexLoad { kind, d, a: array, i: index });
            return d;
        }
        let whole = self.code.alloc(bytes.div_ceil(8));
        if bytes > 0 {
            self.code.emit_arg(Instr::SlotIndexLoadBytes { d: whole, a: array, i: index }, bytes);
        }
        self.load_part(t, whole, off, want)
    }

    /// Stores so many bytes from the beginning of a slot, in memory form.
    pub fn store_part(&mut self, t: TypeId, slot: Slot, off: u32, b: Slot) {
        let (a, off) = (slot + (off / 8) as Slot, (off % 8) as u16);
        let bytes = self.m.bytes(t);
        match (self.m.mem_kind(t), self.m.kind(t)) {
            (Some(MemKind::W64), _) if off == 0 => self.mov(a, b, 1),
            (Some(kind), _) => self.code.emit(Instr::SlotStore { kind, a, off, b }),
            (None, TypeKind::Complex64) => {
                self.code.emit(Instr::SlotStore { kind: MemKind::F32, a, off, b });
                self.code.emit(Instr::SlotStore { kind: MemKind::F32, a, off: off + 4, b: b + 1 });
            }
            _ if bytes.is_multiple_of(8) && off == 0 => self.mov(a, b, bytes / 8),
            _ => self.code.emit_arg(Instr::SlotStoreBytes { a, off, b }, bytes),
        }
    }

    /// Stores a part of an element of an array in slots.
    pub fn store_element(&mut self, t: TypeId, array: Slot, index: Slot, elem: TypeId, off: u32, b: Slot) {
        let bytes = self.m.bytes(elem);
        if let Some(kind) = self.m.mem_kind(elem) {
            self.code.emit(Instr::SlotIndexStore { kind, a: array, i: index, b });
            return;
        }
        if bytes == 0 {
            return;
        }
        let whole = self.code.alloc(bytes.div_ceil(8));
        if self.m.bytes(t) != bytes {
            self.code.emit_arg(Instr::SlotIndexLoadBytes { d: whole, a: array, i: index }, bytes);
        }
        self.store_part(t, whole, off, b);
        self.code.emit_arg(Instr::SlotIndexStoreBytes { a: array, i: index, b: whole }, bytes);
    }
}
