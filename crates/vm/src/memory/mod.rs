//! Simulated memory: flat bytes from [`MEMORY_BASE`] on, little-endian, the data segment first and the heap behind it.
//!
//! Every access is checked against the ends of memory, and that check is also the nil check, since small addresses lie
//! before its beginning. A clone (a snapshot) shares with its origin the pages that neither has changed; it keeps only
//! those pages until it is used again.

pub mod classes;
mod heap;
mod later;
mod layout;
mod local;
mod pointers;
#[cfg(feature = "stale")]
mod stale;
mod tiny;

use std::cell::RefCell;
use std::rc::Rc;

use gopark_program::{MEMORY_BASE, MemKind};
use gopark_trace::ObjId;

pub use classes::{CLASS_COUNT, HEADER_ABOVE_BYTES, class_bytes, with_header};
pub use heap::{Heap, Object};
pub use layout::{Layout, Shape};
pub use pointers::pointers;
pub use tiny::BLOCK_BYTES;

use crate::{cost, float, limits};
use classes::PAGE_BYTES;
use later::Later;

/// Bytes of a page that snapshots share.
const SHARE_BYTES: usize = 4096;
/// Memory grows by at least so many bytes, so that it is not copied too often.
const GROW_BYTES: usize = 128 << 10;
/// Memory larger than this gets room for [`ROOM_BYTES`] at once: moving hundreds of megabytes holds a page up for half a
/// second.
const LARGE_BYTES: usize = 8 << 20;
/// What the memory of a program in a container of 256 MiB comes to.
const ROOM_BYTES: usize = 288 << 20;

/// Zeros behind the data segment.
const ZERO_BYTES: u64 = 24;

type Page = Rc<[u8; SHARE_BYTES]>;

/// Memory.
#[derive(Debug)]
pub struct Memory {
    /// The bytes; empty in a snapshot that was not used yet.
    flat: Vec<u8>,
    /// For each shared page: it was written to since `pages` was brought up to date.
    dirty: RefCell<Vec<bool>>,
    /// The content as shared pages.
    pages: RefCell<Vec<Page>>,
    /// Who lies where.
    pub heap: Heap,
    /// What allocating took since the machine last looked, in virtual nanoseconds.
    pub cost_ns: u64,
    /// Where objects of no bytes lie.
    zero_base: u64,
    dead_chans: Vec<(u64, ObjId)>,
    /// Bytes from the beginning behind which nothing ever lay: they are zeros.
    used: usize,
    /// Bytes of spans that were swept in order to allocate, and bytes of them that were freed; for whoever tells it.
    pub swept: (u64, u64),
    /// Objects of the stack that are no more.
    #[cfg(feature = "stale")]
    stale: stale::Stale,
    /// What is done in parts.
    later: Later,
    /// Bytes that were written many at a time since a test last looked.
    #[cfg(debug_assertions)]
    pub touched: u64,
}

impl Clone for Memory {
    fn clone(&self) -> Self {
        self.share_some(usize::MAX);
        let pages = self.pages.borrow().clone();
        let dirty = RefCell::new(vec![false; pages.len()]);
        Self {
            flat: Vec::new(),
            dirty,
            pages: RefCell::new(pages),
            heap: self.heap.clone(),
            cost_ns: self.cost_ns,
            zero_base: self.zero_base,
            dead_chans: self.dead_chans.clone(),
            used: self.used,
            swept: self.swept,
            #[cfg(feature = "stale")]
            stale: self.stale.clone(),
            later: self.later.clone(),
            #[cfg(debug_assertions)]
            touched: 0,
        }
    }
}

#[inline]
fn index(addr: u64) -> Option<usize> {
    usize::try_from(addr.wrapping_sub(MEMORY_BASE)).ok()
}

impl Memory {
    /// Memory that begins with `data` and zeros up to `data_bytes`.
    pub fn new(data: &[u8], data_bytes: u32) -> Self {
        let data_bytes = u64::from(data_bytes).max(data.len() as u64);
        let first = (data_bytes + 8 + ZERO_BYTES + 256 * 8).div_ceil(PAGE_BYTES);
        let heap = Heap::new(first as u32, (limits::MEMORY_BYTES_MAX / PAGE_BYTES) as u32);
        let zero_base = MEMORY_BASE + data_bytes.next_multiple_of(8);
        let mut memory = Self {
            flat: Vec::new(),
            dirty: RefCell::default(),
            pages: RefCell::default(),
            heap,
            cost_ns: 0,
            zero_base,
            dead_chans: Vec::new(),
            used: 0,
            swept: (0, 0),
            #[cfg(feature = "stale")]
            stale: stale::Stale::default(),
            later: Later::default(),
            #[cfg(debug_assertions)]
            touched: 0,
        };
        memory.grow();
        memory.flat[..data.len()].copy_from_slice(data);
        for byte in 0..=u8::MAX {
            memory.store(MemKind::W64, memory.byte_at(byte), u64::from(byte));
        }
        memory
    }

    /// Zeros, as many as a slice has bytes, where those of all programs lie (`map.go:zeroVal`).
    pub const fn zeros(&self) -> u64 {
        self.zero_base
    }

    /// Where there is such a byte for ever, and seven zeros behind it (`iface.go:staticuint64s`).
    pub const fn byte_at(&self, byte: u8) -> u64 {
        self.zero_base + ZERO_BYTES + byte as u64 * 8
    }

    /// A variable of a package lies there, no object of the heap.
    pub const fn is_data(&self, addr: u64) -> bool {
        addr < self.zero_base
    }

    /// Makes a snapshot usable.
    #[inline]
    pub fn thaw(&mut self) {
        self.thaw_some(usize::MAX);
    }

    /// The same, by so many pages at most; true when it is usable.
    #[inline]
    pub fn thaw_some(&mut self, most: usize) -> bool {
        self.flat.len() >= self.pages.get_mut().len() * SHARE_BYTES || self.copy_pages(most)
    }

    #[cold]
    fn copy_pages(&mut self, most: usize) -> bool {
        let pages = self.pages.get_mut();
        if self.flat.is_empty() {
            let bytes = pages.len() * SHARE_BYTES;
            self.flat.reserve_exact(if bytes < LARGE_BYTES { bytes } else { bytes.max(ROOM_BYTES) });
        }
        let thawed = self.flat.len() / SHARE_BYTES;
        for page in pages[thawed..].iter().take(most) {
            self.flat.extend_from_slice(&page[..]);
        }
        thawed.saturating_add(most) >= pages.len()
    }

    /// Brings at most so many shared pages up to date, so that a clone has less to do; true when all are.
    pub fn share_some(&self, mut most: usize) -> bool {
        let (mut dirty, mut pages) = (self.dirty.borrow_mut(), self.pages.borrow_mut());
        if self.flat.len() < pages.len() * SHARE_BYTES {
            return true;
        }
        for (i, bytes) in self.flat.as_chunks::<SHARE_BYTES>().0.iter().enumerate() {
            let known = i < pages.len();
            if known && !dirty[i] {
                continue;
            }
            if most == 0 {
                return false;
            }
            most -= 1;
            match pages.get_mut(i) {
                Some(page) => *page = Rc::new(*bytes),
                None => pages.push(Rc::new(*bytes)),
            }
            dirty[i] = false;
        }
        true
    }

    /// Gives so many pages of a snapshot back that is not needed any more; true when none is left.
    pub fn shed(&mut self, most: usize) -> bool {
        let pages = self.pages.get_mut();
        pages.truncate(pages.len().saturating_sub(most));
        pages.is_empty() & self.heap.shed(most)
    }

    #[inline]
    fn grow(&mut self) {
        let needed = self.heap.pages() as usize * PAGE_BYTES as usize;
        if needed > self.flat.len() {
            self.grow_to(needed);
        }
    }

    #[cold]
    fn grow_to(&mut self, needed: usize) {
        let len = needed.max(self.flat.len() + GROW_BYTES).next_multiple_of(GROW_BYTES);
        if len > self.flat.capacity() && (LARGE_BYTES..ROOM_BYTES).contains(&len) {
            // A host that has not so much room gives what it has, piece by piece.
            let _ = self.flat.try_reserve_exact(ROOM_BYTES - self.flat.len());
        }
        #[cfg(debug_assertions)]
        {
            self.touched += len.saturating_sub(self.flat.len()) as u64;
        }
        self.flat.resize(len, 0);
        self.dirty.get_mut().resize(len / SHARE_BYTES, false);
        if self.is_cramped() {
            self.move_soon();
        }
    }

    /// A new object of `bytes`, zeroed; [`Layout::BLOCK`]: it shares a block with others. None when memory is full.
    pub fn alloc(&mut self, bytes: u64, layout: Layout) -> Option<u64> {
        let addr = self.alloc_later(bytes, layout)?;
        if self.is_behind() {
            self.hurry(addr, bytes);
        }
        Some(addr)
    }

    /// The same for those who do not look into it before the machine has caught up ([`Self::is_behind`]).
    pub fn alloc_later(&mut self, bytes: u64, layout: Layout) -> Option<u64> {
        if bytes == 0 {
            return Some(self.zero_base);
        }
        if bytes > limits::OBJECT_BYTES_MAX {
            return None;
        }
        let before = self.heap.totals;
        let (offset, slot_bytes) = match layout {
            Layout::BLOCK => self.heap.alloc_tiny(bytes)?,
            _ => self.heap.alloc(bytes, layout)?,
        };
        let after = self.heap.totals;
        if after.swept_bytes > before.swept_bytes {
            let swept = after.swept_bytes - before.swept_bytes;
            self.swept.0 += swept;
            self.swept.1 += after.freed_bytes - before.freed_bytes;
            self.cost_ns += cost::sweep_ns(swept / PAGE_BYTES, 0);
            self.bury_chans();
        }
        self.cost_ns += cost::alloc_ns(slot_bytes);
        let (addr, known) = (MEMORY_BASE + offset, (self.used as u64).saturating_sub(offset).min(slot_bytes));
        self.used = self.used.max((offset + slot_bytes) as usize);
        if slot_bytes > limits::BYTES_PER_STEP_MAX as u64 || self.grows_later() {
            self.zero_later(addr, known);
        } else {
            self.grow();
            zero(self.range_mut(addr, known)?);
        }
        Some(addr)
    }

    /// A new object of the stack, zeroed. None when memory is full.
    pub fn alloc_local(&mut self, bytes: u64, layout: Layout) -> Option<u64> {
        if bytes == 0 {
            return Some(self.zero_base);
        }
        let (offset, slot_bytes) = self.heap.alloc_local(bytes, layout)?;
        self.grow();
        let known = (self.used as u64).saturating_sub(offset).min(slot_bytes);
        self.range_mut(MEMORY_BASE + offset, known)?.fill(0);
        self.used = self.used.max((offset + slot_bytes) as usize);
        Some(MEMORY_BASE + offset)
    }

    /// It is an address in an object of the stack.
    pub fn is_local(&self, addr: u64) -> bool {
        self.heap.find(addr.wrapping_sub(MEMORY_BASE)).is_some_and(|object| object.is_stack)
    }

    /// The object at `addr`, if it is one of the stack, is no more.
    #[cfg(not(feature = "stale"))]
    pub fn release_local(&mut self, addr: u64) {
        self.heap.release_local(addr.wrapping_sub(MEMORY_BASE));
    }

    /// Sweeps up to `spans` spans: how many slots that were.
    pub fn sweep(&mut self, spans: u32) -> u64 {
        let slots = self.heap.sweep(spans);
        self.bury_chans();
        slots
    }

    /// Remembers which channels were freed, before their memory is used again.
    fn bury_chans(&mut self) {
        for offset in self.heap.take_freed_chans() {
            let addr = MEMORY_BASE + offset;
            let first = self.word(addr).unwrap_or(0);
            self.dead_chans.push((addr, ObjId(first as u32)));
        }
    }

    /// More channels were freed that [`Self::take_dead_chans`] has not told.
    #[inline]
    pub const fn has_dead_chans(&self, than: usize) -> bool {
        self.dead_chans.len() > than
    }

    /// Channels that were freed, so many at most: where they lay, and which they were.
    pub fn take_dead_chans(&mut self, most: usize) -> Vec<(u64, ObjId)> {
        let rest = self.dead_chans.split_off(self.dead_chans.len().min(most));
        std::mem::replace(&mut self.dead_chans, rest)
    }

    #[inline]
    fn chunk<const N: usize>(&self, addr: u64) -> Option<[u8; N]> {
        #[cfg(feature = "stale")]
        self.stale.check(addr, N as u64);
        self.flat.get(index(addr)?..)?.first_chunk::<N>().copied()
    }

    #[inline]
    fn put<const N: usize>(&mut self, addr: u64, bytes: [u8; N]) -> Option<()> {
        self.update(addr, |_| bytes)
    }

    #[inline]
    fn update<const N: usize>(&mut self, addr: u64, f: impl FnOnce([u8; N]) -> [u8; N]) -> Option<()> {
        #[cfg(feature = "stale")]
        self.stale.check(addr, N as u64);
        let at = index(addr)?;
        let place = self.flat.get_mut(at..)?.first_chunk_mut::<N>()?;
        *place = f(*place);
        let dirty = self.dirty.get_mut();
        dirty[at / SHARE_BYTES] = true;
        if N > 1 && at % SHARE_BYTES > SHARE_BYTES - N {
            dirty[at / SHARE_BYTES + 1] = true;
        }
        Some(())
    }

    /// Loads a scalar and widens it to register form. None when it does not lie in memory.
    #[inline]
    pub fn load(&self, kind: MemKind, addr: u64) -> Option<u64> {
        Some(match kind {
            MemKind::W64 => u64::from_le_bytes(self.chunk(addr)?),
            MemKind::I32 => i64::from(i32::from_le_bytes(self.chunk(addr)?)).cast_unsigned(),
            MemKind::U32 => u64::from(u32::from_le_bytes(self.chunk(addr)?)),
            MemKind::U8 => u64::from(u8::from_le_bytes(self.chunk(addr)?)),
            MemKind::I8 => i64::from(i8::from_le_bytes(self.chunk(addr)?)).cast_unsigned(),
            MemKind::U16 => u64::from(u16::from_le_bytes(self.chunk(addr)?)),
            MemKind::I16 => i64::from(i16::from_le_bytes(self.chunk(addr)?)).cast_unsigned(),
            MemKind::F32 => float::from_single(u32::from_le_bytes(self.chunk(addr)?)),
        })
    }

    /// Stores a scalar given in register form.
    #[inline]
    pub fn store(&mut self, kind: MemKind, addr: u64, value: u64) -> Option<()> {
        match kind {
            MemKind::W64 => self.put(addr, value.to_le_bytes()),
            MemKind::I32 | MemKind::U32 => self.put(addr, (value as u32).to_le_bytes()),
            MemKind::I8 | MemKind::U8 => self.put(addr, (value as u8).to_le_bytes()),
            MemKind::I16 | MemKind::U16 => self.put(addr, (value as u16).to_le_bytes()),
            MemKind::F32 => self.put(addr, float::to_single(value).to_le_bytes()),
        }
    }

    /// The word at `addr`.
    #[inline]
    pub fn word(&self, addr: u64) -> Option<u64> {
        self.load(MemKind::W64, addr)
    }

    /// Sets the word at `addr`.
    #[inline]
    pub fn set_word(&mut self, addr: u64, word: u64) -> Option<()> {
        self.store(MemKind::W64, addr, word)
    }

    /// Changes the word at `addr` to what `f` makes of it.
    #[inline]
    pub fn update_word(&mut self, addr: u64, f: impl FnOnce(u64) -> u64) -> Option<()> {
        self.update(addr, |bytes| f(u64::from_le_bytes(bytes)).to_le_bytes())
    }

    /// `len` bytes at `addr`.
    #[inline]
    pub fn bytes(&self, addr: u64, len: u64) -> Option<&[u8]> {
        if len == 0 {
            return Some(&[]);
        }
        #[cfg(feature = "stale")]
        self.stale.check(addr, len);
        self.flat.get(index(addr)?..)?.get(..usize::try_from(len).ok()?)
    }

    /// The same, to be changed.
    #[inline]
    pub fn range_mut(&mut self, addr: u64, len: u64) -> Option<&mut [u8]> {
        if self.is_behind() {
            self.hurry(addr, len);
        }
        self.touch(addr, len)
    }

    #[inline]
    fn touch(&mut self, addr: u64, len: u64) -> Option<&mut [u8]> {
        if len == 0 {
            return Some(&mut []);
        }
        #[cfg(feature = "stale")]
        self.stale.check(addr, len);
        #[cfg(debug_assertions)]
        {
            self.touched += len;
        }
        let (at, len) = (index(addr)?, usize::try_from(len).ok()?);
        let bytes = self.flat.get_mut(at..)?.get_mut(..len)?;
        let (dirty, first, last) = (self.dirty.get_mut(), at / SHARE_BYTES, (at + len - 1) / SHARE_BYTES);
        dirty[first] = true;
        if last > first {
            dirty[first..=last].fill(true);
        }
        Some(bytes)
    }

    /// The `N` bytes at `addr`.
    #[inline]
    pub fn block<const N: usize>(&self, addr: u64) -> Option<&[u8; N]> {
        #[cfg(feature = "stale")]
        self.stale.check(addr, N as u64);
        self.flat.get(index(addr)?..)?.first_chunk()
    }

    /// Loads words.
    #[inline]
    pub fn load_words(&self, addr: u64, words: &mut [u64]) -> Option<()> {
        let bytes = self.bytes(addr, words.len() as u64 * 8)?;
        for (word, bytes) in words.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        Some(())
    }

    /// Stores words.
    #[inline]
    pub fn store_words(&mut self, addr: u64, words: &[u64]) -> Option<()> {
        let bytes = self.range_mut(addr, words.len() as u64 * 8)?;
        for (word, bytes) in words.iter().zip(bytes.as_chunks_mut::<8>().0) {
            *bytes = word.to_le_bytes();
        }
        Some(())
    }

    /// Loads `len` bytes into words, padded with zeros.
    pub fn load_bytes(&self, addr: u64, len: u64, words: &mut [u64]) -> Option<()> {
        pack(self.bytes(addr, len)?, words);
        Some(())
    }

    /// Stores the first `len` bytes of words.
    pub fn store_bytes(&mut self, addr: u64, len: u64, words: &[u64]) -> Option<()> {
        unpack(words, self.range_mut(addr, len)?);
        Some(())
    }
}

/// Zeroes bytes, a few of them at once.
#[inline]
fn zero(bytes: &mut [u8]) {
    if bytes.len() <= 32
        && let Some(first) = bytes.first_chunk_mut::<16>()
    {
        *first = [0; 16];
        if let Some(last) = bytes.last_chunk_mut::<16>() {
            *last = [0; 16];
        }
    } else {
        bytes.fill(0);
    }
}

/// Bytes into words, little-endian, padded with zeros.
pub fn pack(bytes: &[u8], words: &mut [u64]) {
    for (word, bytes) in words.iter_mut().zip(bytes.chunks(8)) {
        let mut full = [0; 8];
        full[..bytes.len()].copy_from_slice(bytes);
        *word = u64::from_le_bytes(full);
    }
}

/// Words into bytes, cut to their number.
pub fn unpack(words: &[u64], bytes: &mut [u8]) {
    for (word, bytes) in words.iter().zip(bytes.chunks_mut(8)) {
        bytes.copy_from_slice(&word.to_le_bytes()[..bytes.len()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_addresses_are_no_memory() {
        let mut memory = Memory::new(b"abc", 16);
        assert_eq!(memory.load(MemKind::U8, MEMORY_BASE + 1), Some(u64::from(b'b')));
        for addr in [0, 8, MEMORY_BASE - 1, MEMORY_BASE + (1 << 40), u64::MAX] {
            assert_eq!(memory.load(MemKind::W64, addr), None, "{addr:x}");
            assert_eq!(memory.store(MemKind::U8, addr, 1), None, "{addr:x}");
            assert_eq!(memory.bytes(addr, u64::MAX), None, "{addr:x}");
        }
    }

    #[test]
    fn scalars_are_cut_and_widened() {
        let mut memory = Memory::new(&[], 64);
        let mut check = |kind, value: i64, expected: i64| {
            memory.store(kind, MEMORY_BASE + 8, value.cast_unsigned());
            assert_eq!(memory.load(kind, MEMORY_BASE + 8).map(u64::cast_signed), Some(expected), "{kind:?}");
        };
        check(MemKind::I8, 200, -56);
        check(MemKind::U8, 456, 200);
        check(MemKind::I16, 40_000, -25_536);
        check(MemKind::U16, 65_537, 1);
        check(MemKind::I32, 1 << 31, -(1 << 31));
        check(MemKind::U32, -1, 0xffff_ffff);
        let third = (1.0_f64 / 3.0).to_bits();
        check(MemKind::F32, third.cast_signed(), f64::from(1.0_f32 / 3.0).to_bits().cast_signed());
    }

    #[test]
    fn a_snapshot_keeps_what_was_and_shares_what_is_not_changed() {
        let mut memory = Memory::new(&[], 20_000);
        memory.set_word(MEMORY_BASE, 1);
        let mut old = memory.clone();
        memory.set_word(MEMORY_BASE, 2);
        let older = memory.clone();
        let shared =
            |a: &Memory, b: &Memory, i: usize| Rc::ptr_eq(&a.pages.borrow()[i], &b.pages.borrow()[i]);
        assert!(!shared(&old, &older, 0));
        assert!(shared(&old, &older, 1));
        old.thaw();
        assert_eq!((old.word(MEMORY_BASE), memory.word(MEMORY_BASE)), (Some(1), Some(2)));
    }
}
