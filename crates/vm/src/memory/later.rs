//! Work on long pieces of memory that is done in parts: zeroing, copying, growing, moving to where there is more room. Whoever
//! asks for it goes on as if it were done, and the machine does nothing else until it is.

use super::classes::PAGE_BYTES;
use super::{GROW_BYTES, LARGE_BYTES, Memory, ROOM_BYTES, index};
use crate::limits::{BYTES_PER_STEP_MAX, MEMORY_BYTES_MAX};

/// Something to be done.
#[derive(Clone, Debug)]
enum Work {
    Zero { at: u64, len: u64 },
    Copy { to: u64, from: u64, len: u64 },
    Write { to: u64, bytes: Vec<u8> },
}

/// What is still to be done.
#[derive(Debug, Default)]
pub struct Later {
    /// In the order in which it was asked for.
    work: Vec<Work>,
    /// The bytes move to where there is more room, and how many have.
    moves: bool,
    moved: Vec<u8>,
    /// There is to be more room for them.
    grows: bool,
    /// There is something to do.
    is_any: bool,
}

impl Clone for Later {
    fn clone(&self) -> Self {
        // The bytes of a clone get a place of their own anyway.
        Self { work: self.work.clone(), moves: false, moved: Vec::new(), ..*self }
    }
}

impl Later {
    /// Somebody is about to touch these bytes.
    fn concerns(&self, addr: u64, len: u64) -> bool {
        let meets = |at: u64, its: u64| addr < at + its && at < addr + len;
        self.work.iter().any(|work| match work {
            &Work::Zero { at, len } => meets(at, len),
            &Work::Copy { to, from, len } => meets(to, len) || meets(from, len),
            Work::Write { to, bytes } => meets(*to, bytes.len() as u64),
        })
    }
}

impl Memory {
    /// Something is still to be done before anybody looks at memory.
    #[inline]
    pub const fn is_behind(&self) -> bool {
        self.later.is_any
    }

    /// Does a part of it.
    pub fn catch_up(&mut self) {
        let most = BYTES_PER_STEP_MAX;
        if self.later.moves {
            self.move_some(most);
        } else if self.flat.len() < self.needed() {
            self.grow_some(most);
        } else if !self.later.work.is_empty() {
            self.work_some(most as u64);
        }
        self.later.grows = self.flat.len() < self.needed();
        self.later.is_any = self.later.moves || self.later.grows || !self.later.work.is_empty();
    }

    /// These bytes are about to be touched: what has to be done before is done at once.
    #[cold]
    pub(super) fn hurry(&mut self, addr: u64, len: u64) {
        if self.must_wait(addr, len) {
            while self.is_behind() {
                self.catch_up();
            }
        }
    }

    /// What was allocated before is not there yet.
    #[inline]
    pub(super) fn grows_later(&self) -> bool {
        self.later.is_any && self.later.grows
    }

    /// Something has to be done before these bytes are touched.
    fn must_wait(&self, addr: u64, len: u64) -> bool {
        let is_there = |at: usize| at.saturating_add(len as usize) <= self.flat.len();
        self.is_behind() && (self.later.concerns(addr, len) || !index(addr).is_some_and(is_there))
    }

    /// So many bytes there are to be, as far as is known.
    fn needed(&self) -> usize {
        self.heap.pages() as usize * PAGE_BYTES as usize
    }

    /// They lie in memory, or will.
    fn reaches(&self, addr: u64, len: u64) -> Option<()> {
        let end = index(addr)?.checked_add(usize::try_from(len).ok()?)?;
        (end <= self.flat.len().max(self.needed())).then_some(())
    }

    fn put_off(&mut self, work: Work) {
        self.later.work.push(work);
        self.later.is_any = true;
    }

    /// Where so many bytes were allocated there are zeros.
    pub(super) fn zero_later(&mut self, at: u64, len: u64) {
        (self.later.grows, self.later.is_any) = (true, true);
        if len > 0 {
            self.put_off(Work::Zero { at, len });
        }
    }

    /// Zeroes bytes; many of them later.
    pub fn zero(&mut self, addr: u64, len: u64) -> Option<()> {
        if len <= BYTES_PER_STEP_MAX as u64 {
            self.range_mut(addr, len)?.fill(0);
        } else {
            self.reaches(addr, len)?;
            self.zero_later(addr, len);
        }
        Some(())
    }

    /// Copies bytes within memory, many of them later; the ranges may overlap.
    pub fn copy(&mut self, to: u64, from: u64, len: u64) -> Option<()> {
        let waits = len > 0 && (self.must_wait(to, len) || self.must_wait(from, len));
        if len > BYTES_PER_STEP_MAX as u64 || waits {
            self.reaches(to, len)?;
            self.reaches(from, len)?;
            self.put_off(Work::Copy { to, from, len });
            return Some(());
        }
        self.copy_now(to, from, len)
    }

    /// Overwrites bytes; later, where something is to be done before.
    pub fn write(&mut self, addr: u64, bytes: &[u8]) -> Option<()> {
        if self.must_wait(addr, bytes.len() as u64) {
            return self.write_later(addr, bytes.to_vec());
        }
        self.range_mut(addr, bytes.len() as u64)?.copy_from_slice(bytes);
        Some(())
    }

    /// The same when the machine catches up.
    pub fn write_later(&mut self, to: u64, bytes: Vec<u8>) -> Option<()> {
        self.reaches(to, bytes.len() as u64)?;
        self.put_off(Work::Write { to, bytes });
        Some(())
    }

    fn copy_now(&mut self, to: u64, from: u64, len: u64) -> Option<()> {
        if len == 0 {
            return Some(());
        }
        self.bytes(from, len)?;
        self.touch(to, len)?;
        let (to, from, len) = (index(to)?, index(from)?, usize::try_from(len).ok()?);
        self.flat.copy_within(from..from + len, to);
        Some(())
    }

    /// A part of the first thing; that it lies in memory was looked at.
    fn work_some(&mut self, most: u64) {
        let rest = match self.later.work.remove(0) {
            Work::Zero { at, len } => {
                let part = len.min(most);
                self.touch(at, part).into_iter().for_each(|bytes| bytes.fill(0));
                (part < len).then(|| Work::Zero { at: at + part, len: len - part })
            }
            Work::Copy { to, from, len } => {
                // What lies behind is copied first where the beginning would overwrite it.
                let (part, is_back) = (len.min(most), to > from);
                let skip = if is_back { len - part } else { 0 };
                self.copy_now(to + skip, from + skip, part);
                let (to, from) = if is_back { (to, from) } else { (to + part, from + part) };
                (part < len).then(|| Work::Copy { to, from, len: len - part })
            }
            Work::Write { to, bytes } => {
                let into = self.touch(to, bytes.len() as u64);
                into.into_iter().for_each(|into| into.copy_from_slice(&bytes));
                None
            }
        };
        self.later.work.splice(0..0, rest);
    }

    /// There is room for some more bytes.
    fn grow_some(&mut self, most: usize) {
        let needed = self.needed().next_multiple_of(GROW_BYTES);
        let len = (self.flat.len() + most).min(needed);
        if len > self.flat.capacity() && self.flat.len() >= LARGE_BYTES {
            self.later.moves = true;
            return;
        }
        self.grow_to(len.max(self.flat.len() + GROW_BYTES).min(needed));
    }

    /// The bytes are about to be too many for their place.
    pub(super) fn is_cramped(&self) -> bool {
        let (len, capacity) = (self.flat.len(), self.flat.capacity());
        len >= LARGE_BYTES && capacity < MEMORY_BYTES_MAX as usize && capacity - len < BYTES_PER_STEP_MAX
    }

    /// They move soon, before they have to.
    pub(super) fn move_soon(&mut self) {
        (self.later.moves, self.later.is_any) = (true, true);
    }

    /// Some bytes move to where there is room for as many as there may be.
    fn move_some(&mut self, most: usize) {
        if self.later.moved.capacity() == 0 {
            let len = self.flat.len();
            let room = if len < ROOM_BYTES - GROW_BYTES { ROOM_BYTES } else { MEMORY_BYTES_MAX as usize };
            let wanted = room.max(self.needed()) + GROW_BYTES;
            if self.later.moved.try_reserve_exact(wanted).is_err() {
                // A host that has not so much room gives what it has, piece by piece.
                self.flat.reserve(GROW_BYTES);
                self.later.moves = false;
                return;
            }
        }
        let moved = self.later.moved.len();
        let end = self.flat.len().min(moved + most);
        self.later.moved.extend_from_slice(&self.flat[moved..end]);
        if end == self.flat.len() {
            self.flat = std::mem::take(&mut self.later.moved);
            self.later.moves = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;
    use crate::memory::Layout;

    const BYTES: u64 = 64 << 10;

    #[test]
    fn what_is_moved_and_copied_later_is_the_same() {
        let mut memory = Memory::new(&[], 64);
        let (mut all, mut moves) = (Vec::new(), 0);
        for i in 0..600_u64 {
            let addr = memory.alloc(BYTES, Layout::NOSCAN).expect("memory");
            moves += u64::from(memory.is_behind());
            // Who is in the middle of something reads at once what was copied.
            memory.write(addr, &i.to_le_bytes()).expect("memory");
            memory.copy(addr + BYTES - 8, addr, 8).expect("memory");
            assert_eq!(memory.word(addr + BYTES - 8), Some(i));
            all.push(addr);
            if i % 7 == 0 {
                while memory.is_behind() {
                    memory.catch_up();
                }
            }
        }
        assert!(moves > 0, "the bytes had to move");
        let large = memory.alloc_later(600 * BYTES, Layout::NOSCAN).expect("memory");
        for (i, &addr) in all.iter().enumerate() {
            memory.copy(large + i as u64 * BYTES, addr, BYTES).expect("memory");
        }
        memory.copy(large + 8, large, 599 * BYTES).expect("memory");
        memory.write(large, &[7; 8]).expect("memory");
        let mut parts = 0;
        while memory.is_behind() {
            memory.catch_up();
            parts += 1;
        }
        assert!(parts > 100);
        assert_eq!(memory.word(large), Some(u64::from_le_bytes([7; 8])));
        for (i, addr) in (0..598).map(|i| (i, large + 8 + i * BYTES)) {
            assert_eq!((memory.word(addr), memory.word(addr + BYTES - 8)), (Some(i), Some(i)));
        }
    }
}
