//! Loads and stores: memory, globals, and values that lie in slots in memory form.

use gopark_program::{MEMORY_BASE, MemKind, Slot, TypeId};
use gopark_trace::Sink;

use super::Machine;
use crate::cost;
use crate::float;
use crate::form::{copy_or_zero, extend};
use crate::memory::{Layout, pack, unpack};
use crate::stop::Stop;

/// What followed from touching memory.
fn touched(done: Option<()>) -> Result<(), Stop> {
    done.ok_or(Stop::Nil)
}

impl<S: Sink> Machine<'_, S> {
    fn addr(&self, a: Slot, off: u16) -> u64 {
        self.get(a).wrapping_add(u64::from(off))
    }

    pub(super) fn load(&mut self, kind: MemKind, d: Slot, a: Slot, off: u16) -> Result<(), Stop> {
        let word = self.vm.mem.load(kind, self.addr(a, off)).ok_or(Stop::Nil)?;
        self.set(d, word);
        Ok(())
    }

    pub(super) fn store(&mut self, kind: MemKind, a: Slot, off: u16, b: Slot) -> Result<(), Stop> {
        touched(self.vm.mem.store(kind, self.addr(a, off), self.get(b)))
    }

    pub(super) fn load_n(&mut self, n: u8, d: Slot, a: Slot, off: u16) -> Result<(), Stop> {
        let (addr, d) = (self.addr(a, off), self.place.base + usize::from(d));
        touched(self.vm.mem.load_words(addr, &mut self.task.words[d..d + usize::from(n)]))
    }

    pub(super) fn store_n(&mut self, n: u8, a: Slot, off: u16, b: Slot) -> Result<(), Stop> {
        let (addr, b) = (self.addr(a, off), self.place.base + usize::from(b));
        touched(self.vm.mem.store_words(addr, &self.task.words[b..b + usize::from(n)]))
    }

    pub(super) fn load_bytes(&mut self, d: Slot, a: Slot) -> Result<(), Stop> {
        let bytes = self.arg();
        let (addr, d) = (self.get(a), self.place.base + usize::from(d));
        if bytes == 0 {
            return self.nil_check(a);
        }
        let slots = &mut self.task.words[d..d + bytes.div_ceil(8) as usize];
        touched(self.vm.mem.load_bytes(addr, u64::from(bytes), slots))
    }

    pub(super) fn store_bytes(&mut self, a: Slot, b: Slot) -> Result<(), Stop> {
        let bytes = self.arg();
        let (addr, b) = (self.get(a), self.place.base + usize::from(b));
        if bytes == 0 {
            return self.nil_check(a);
        }
        let slots = &self.task.words[b..b + bytes.div_ceil(8) as usize];
        touched(self.vm.mem.store_bytes(addr, u64::from(bytes), slots))
    }

    pub(super) fn copy_bytes(&mut self, a: Slot, b: Slot) -> Result<(), Stop> {
        let bytes = u64::from(self.arg());
        let (to, from) = (self.get(a), self.get(b));
        touched(copy_or_zero(&mut self.vm.mem, to, from, bytes))?;
        self.place.fuel -= cost::copy_ns(bytes);
        Ok(())
    }

    pub(super) fn field_addr(&mut self, d: Slot, a: Slot) -> Result<(), Stop> {
        let offset = self.arg();
        self.nil_check(a)?;
        self.set(d, self.get(a).wrapping_add(u64::from(offset)));
        Ok(())
    }

    pub(super) fn nil_check(&mut self, a: Slot) -> Result<(), Stop> {
        if self.get(a) < MEMORY_BASE { Err(Stop::Nil) } else { Ok(()) }
    }

    pub(super) fn global_load(&mut self, kind: MemKind, d: Slot) -> Result<(), Stop> {
        let addr = MEMORY_BASE + u64::from(self.arg());
        let word = self.vm.mem.load(kind, addr).ok_or(Stop::Nil)?;
        self.set(d, word);
        Ok(())
    }

    pub(super) fn global_store(&mut self, kind: MemKind, a: Slot) -> Result<(), Stop> {
        let addr = MEMORY_BASE + u64::from(self.arg());
        touched(self.vm.mem.store(kind, addr, self.get(a)))
    }

    /// A scalar `off` bytes into slot `a`; it lies within one word, since scalars are aligned.
    pub(super) fn slot_load(&mut self, kind: MemKind, d: Slot, a: Slot, off: u64) {
        let word = self.task.words[self.place.base + usize::from(a) + (off / 8) as usize];
        self.set(d, extend(kind, word >> (off % 8 * 8)));
    }

    pub(super) fn slot_store(&mut self, kind: MemKind, a: Slot, off: u64, b: Slot) {
        let value = match kind {
            MemKind::F32 => u64::from(float::to_single(self.get(b))),
            _ => self.get(b),
        };
        let shift = off % 8 * 8;
        let mask = (u64::MAX >> (64 - kind.bytes() * 8)) << shift;
        let word = &mut self.task.words[self.place.base + usize::from(a) + (off / 8) as usize];
        *word = *word & !mask | value << shift & mask;
    }

    pub(super) fn slot_load_bytes(&mut self, d: Slot, a: Slot, off: u16) {
        let bytes = self.arg();
        self.copy_from_slots(d, a, u64::from(off), bytes);
    }

    pub(super) fn slot_store_bytes(&mut self, a: Slot, off: u16, b: Slot) {
        let bytes = self.arg();
        self.copy_into_slots(a, u64::from(off), b, bytes);
    }

    /// `len` bytes from `off` bytes into slots `a..` to slots `d..`, zero-padded.
    pub(super) fn copy_from_slots(&mut self, d: Slot, a: Slot, off: u64, len: u32) {
        let (first, skip) = ((off / 8) as usize, (off % 8) as usize);
        let from = self.place.base + usize::from(a) + first;
        let words = (skip + len as usize).div_ceil(8);
        let mut bytes = vec![0; words * 8];
        unpack(&self.task.words[from..from + words], &mut bytes);
        let to = self.slots_mut(d, len.div_ceil(8));
        pack(&bytes[skip..skip + len as usize], to);
    }

    /// `len` bytes of slots `b..` to `off` bytes into slots `a..`.
    pub(super) fn copy_into_slots(&mut self, a: Slot, off: u64, b: Slot, len: u32) {
        let mut value = vec![0; len as usize];
        unpack(self.slots(b, len.div_ceil(8)), &mut value);
        let (first, skip) = ((off / 8) as usize, (off % 8) as usize);
        let into = self.place.base + usize::from(a) + first;
        let words = (skip + len as usize).div_ceil(8);
        let mut bytes = vec![0; words * 8];
        unpack(&self.task.words[into..into + words], &mut bytes);
        bytes[skip..skip + len as usize].copy_from_slice(&value);
        pack(&bytes, &mut self.task.words[into..into + words]);
    }

    pub(super) fn new_object(&mut self, d: Slot, t: TypeId) -> Result<(), Stop> {
        let addr = self.vm.alloc(u64::from(self.shape(t).bytes), Layout::of(t))?;
        self.set(d, addr);
        Ok(())
    }
}
