//! Indexing, with Go's bounds checks.

use gopark_program::{MemKind, Slot};
use gopark_trace::Sink;

use super::Machine;
use crate::stop::Stop;

#[cold]
fn out_of_range((index, len): (u64, u64), is_unsigned: bool) -> Stop {
    Stop::bounds(match index.cast_signed() {
        negative @ ..0 if !is_unsigned => format!("index out of range [{negative}]"),
        _ => format!("index out of range [{index}] with length {len}"),
    })
}

impl<S: Sink> Machine<'_, S> {
    pub(super) fn bounds(&mut self, a: Slot, len: u64) -> Result<(), Stop> {
        self.check(a, len).map(drop)
    }

    pub(super) fn bounds_imm(&mut self, a: Slot) -> Result<(), Stop> {
        let len = u64::from(self.arg());
        self.bounds(a, len)
    }

    /// The index in slot `i` when it is below `len` (`error.go:boundsErrorFmts`).
    fn check(&self, i: Slot, len: u64) -> Result<u64, Stop> {
        let index = self.get(i);
        if index < len {
            Ok(index)
        } else {
            Err(out_of_range((index, len), self.program.is_unsigned(self.at as u32, i)))
        }
    }

    /// The address of element `i` of the slice (or string) in slots `s`, `s + 1`.
    fn element(&self, s: Slot, i: Slot, bytes: u32) -> Result<u64, Stop> {
        let (addr, len) = self.get2(s);
        let index = self.check(i, len)?;
        Ok(addr.wrapping_add(index.wrapping_mul(u64::from(bytes))))
    }

    pub(super) fn index_addr(&mut self, d: Slot, s: Slot, i: Slot) -> Result<(), Stop> {
        let bytes = self.arg();
        let addr = self.element(s, i, bytes)?;
        self.set(d, addr);
        Ok(())
    }

    pub(super) fn index_load(&mut self, kind: MemKind, d: Slot, s: Slot, i: Slot) -> Result<(), Stop> {
        let addr = self.element(s, i, kind.bytes())?;
        let word = self.vm.mem.load(kind, addr).ok_or(Stop::Nil)?;
        self.set(d, word);
        Ok(())
    }

    pub(super) fn index_store(&mut self, kind: MemKind, s: Slot, i: Slot, b: Slot) -> Result<(), Stop> {
        let addr = self.element(s, i, kind.bytes())?;
        self.vm.mem.store(kind, addr, self.get(b)).ok_or(Stop::Nil)?;
        Ok(())
    }

    pub(super) fn str_index(&mut self, d: Slot, s: Slot, i: Slot) -> Result<(), Stop> {
        self.index_load(MemKind::U8, d, s, i)
    }

    pub(super) fn elem_addr(&mut self, d: Slot, a: Slot, i: Slot) {
        let bytes = u64::from(self.arg());
        self.set(d, self.get(a).wrapping_add(self.get(i).wrapping_mul(bytes)));
    }

    pub(super) fn slot_index_load(&mut self, kind: MemKind, d: Slot, a: Slot, i: Slot) {
        self.slot_load(kind, d, a, self.get(i) * u64::from(kind.bytes()));
    }

    pub(super) fn slot_index_store(&mut self, kind: MemKind, a: Slot, i: Slot, b: Slot) {
        self.slot_store(kind, a, self.get(i) * u64::from(kind.bytes()), b);
    }

    pub(super) fn slot_index_load_bytes(&mut self, d: Slot, a: Slot, i: Slot) {
        let bytes = self.arg();
        self.copy_from_slots(d, a, self.get(i) * u64::from(bytes), bytes);
    }

    pub(super) fn slot_index_store_bytes(&mut self, a: Slot, i: Slot, b: Slot) {
        let bytes = self.arg();
        self.copy_into_slots(a, self.get(i) * u64::from(bytes), b, bytes);
    }
}
