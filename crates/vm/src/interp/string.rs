//! Strings: slicing is in `slice`; here are concatenation and conversions.

use gopark_program::Slot;
use gopark_trace::{LimitKind, Sink};

use super::Machine;
use crate::cost;
use crate::limits;
use crate::memory::Layout;
use crate::native::SliceVal;
use crate::stop::Stop;
use crate::utf8;

impl<S: Sink> Machine<'_, S> {
    /// `string.go:concatstrings`: when all but one are empty, that one itself, unless it lies on the stack and what comes out
    /// may leave it.
    pub(super) fn concat(&mut self, d: Slot, parts: &[(u64, u64)]) -> Result<(), Stop> {
        let mut full = parts.iter().filter(|part| part.1 > 0);
        let (first, second) = (full.next(), full.next());
        let stays = |&&(addr, _): &&(u64, u64)| self.vm.local.is_some() || !self.vm.mem.is_local(addr);
        if second.is_none() && first.iter().all(stays) {
            self.set2(d, first.copied().unwrap_or_default());
            return Ok(());
        }
        let len = parts.iter().fold(0_u64, |len, part| len.saturating_add(part.1));
        if len > limits::OBJECT_BYTES_MAX {
            return Err(Stop::limit(LimitKind::Memory));
        }
        let addr = self.vm.alloc(len, Layout::NOSCAN)?;
        let mut to = addr;
        for &(from, len) in parts {
            self.vm.mem.copy(to, from, len).ok_or(Stop::Nil)?;
            to += len;
        }
        self.set2(d, (addr, len));
        self.place.fuel -= cost::copy_ns(len);
        Ok(())
    }

    pub(super) fn concat_n(&mut self, d: Slot, a: Slot, n: u16) -> Result<(), Stop> {
        let words = self.slots(a, u32::from(n) * 2).as_chunks::<2>().0;
        let parts: Vec<_> = words.iter().map(|&[addr, len]| (addr, len)).collect();
        self.concat(d, &parts)
    }

    pub(super) fn str_from_rune(&mut self, d: Slot, a: Slot) -> Result<(), Stop> {
        let mut bytes = Vec::with_capacity(4);
        utf8::encode(self.get(a).cast_signed(), &mut bytes);
        // string.go:intstring
        let addr = self.vm.alloc(4, Layout::NOSCAN)?;
        self.vm.mem.write(addr, &bytes).ok_or(Stop::Nil)?;
        self.set2(d, (addr, bytes.len() as u64));
        Ok(())
    }

    /// A copy of bytes, with room for `cap`.
    fn copied(&mut self, (from, len): (u64, u64), cap: u64) -> Result<u64, Stop> {
        let addr = self.vm.alloc(cap, Layout::NOSCAN)?;
        self.vm.mem.copy(addr, from, len).ok_or(Stop::Nil)?;
        self.place.fuel -= cost::copy_ns(len);
        Ok(addr)
    }

    pub(super) fn str_from_bytes(&mut self, d: Slot, a: Slot) -> Result<(), Stop> {
        let of = self.get2(a);
        if let &[byte] = self.string(of) {
            // string.go:slicebytetostring
            self.set2(d, (self.vm.mem.byte_at(byte), 1));
            return Ok(());
        }
        let addr = if of.1 == 0 { 0 } else { self.copied(of, of.1)? };
        self.set2(d, (addr, of.1));
        Ok(())
    }

    pub(super) fn bytes_from_str(&mut self, d: Slot, a: Slot) -> Result<(), Stop> {
        let of = self.get2(a);
        // string.go:rawbyteslice: the capacity is what the size class has.
        let cap = self.room_for(of.1);
        let addr = self.copied(of, cap)?;
        self.set_slice(d, SliceVal { addr, len: of.1, cap });
        Ok(())
    }

    /// Bytes of a slice that is made of a string: on the stack it has all there are.
    fn room_for(&self, bytes: u64) -> u64 {
        let local = self.vm.local.and_then(|local| local.room(bytes));
        local.unwrap_or_else(|| crate::memory::classes::round_up_size(bytes, false))
    }

    pub(super) fn str_from_runes(&mut self, d: Slot, a: Slot) -> Result<(), Stop> {
        let (addr, len) = self.get2(a);
        let of = (addr, len.saturating_mul(4));
        let made = self.vm.in_pieces(of, &mut |runes, most, bytes| {
            let runes = runes[..runes.len().min(most)].as_chunks::<4>().0;
            runes.iter().for_each(|rune| utf8::encode(i64::from(i32::from_le_bytes(*rune)), bytes));
            runes.len() * 4
        })?;
        let len = made.bytes();
        let addr = if len == 0 { 0 } else { self.vm.alloc_pieces(made, len)? };
        self.set2(d, (addr, len));
        self.place.fuel -= cost::copy_ns(len);
        Ok(())
    }

    pub(super) fn runes_from_str(&mut self, d: Slot, a: Slot) -> Result<(), Stop> {
        let made = self.vm.in_pieces(self.get2(a), &mut |text, most, runes| {
            utf8::each(text, most, &mut |rune, _| runes.extend_from_slice(&rune.to_le_bytes()))
        })?;
        let bytes = made.bytes();
        let room = self.room_for(bytes);
        let addr = self.vm.alloc_pieces(made, room)?;
        self.set_slice(d, SliceVal { addr, len: bytes / 4, cap: room / 4 });
        self.place.fuel -= cost::copy_ns(bytes);
        Ok(())
    }

    pub(super) fn str_rune(&mut self, d: Slot, s: Slot, i: Slot) {
        let (string, at) = (self.string(self.get2(s)), self.get(i));
        let rest = usize::try_from(at).ok().and_then(|at| string.get(at..)).unwrap_or_default();
        let (rune, width) = utf8::decode(rest);
        self.set2(d, (u64::from(rune), width as u64));
    }
}
