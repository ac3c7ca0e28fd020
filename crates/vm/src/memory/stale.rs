//! For tests (feature `stale`): objects of the stack that are no more are kept from use for a while, and whoever comes to
//! one by an address that he should not have any more is told by a panic. So are those of an earlier round of a loop. For the
//! collector there is nothing: in slots that are about to be written lies what was there before.

use std::collections::VecDeque;

use gopark_program::MEMORY_BASE;

use super::Memory;

/// How many are kept.
const KEPT: usize = 200_000;

/// They, by address and bytes, and which of the words of memory are theirs.
#[derive(Clone, Debug, Default)]
pub struct Stale {
    kept: VecDeque<(u64, u64)>,
    words: Vec<bool>,
}

impl Stale {
    /// Panics if some of the bytes are of such an object.
    pub fn check(&self, addr: u64, bytes: u64) {
        let Some(at) = addr.checked_sub(MEMORY_BASE) else { return };
        let (first, end) = ((at / 8) as usize, (at.saturating_add(bytes).div_ceil(8)) as usize);
        let words = self.words.get(first..end.min(self.words.len())).unwrap_or_default();
        assert!(!words.contains(&true), "stale address {addr:#x}: that object of the stack is no more");
    }

    fn set(&mut self, (addr, bytes): (u64, u64), is_stale: bool) {
        let at = ((addr - MEMORY_BASE) / 8) as usize;
        let end = at + (bytes / 8) as usize;
        if self.words.len() < end {
            self.words.resize(end, false);
        }
        self.words[at..end].fill(is_stale);
    }
}

impl Memory {
    /// The object at `addr`, if it is one of the stack, is no more.
    pub fn release_local(&mut self, addr: u64) {
        let object = self.heap.find(addr.wrapping_sub(MEMORY_BASE)).filter(|object| object.is_stack);
        let Some(object) = object else { return };
        assert_eq!(MEMORY_BASE + object.offset, addr, "released twice");
        self.stale.kept.push_back((addr, object.bytes));
        self.stale.set((addr, object.bytes), true);
        self.heap.retired.insert(object.offset, ());
        while self.stale.kept.len() > KEPT {
            let Some(oldest) = self.stale.kept.pop_front() else { break };
            self.stale.set(oldest, false);
            self.heap.retired.remove(&(oldest.0 - MEMORY_BASE));
            self.heap.release_local(oldest.0 - MEMORY_BASE);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::super::{Layout, MemKind, Memory};

    #[test]
    fn an_object_that_is_no_more_is_told_and_no_other() {
        let mut memory = Memory::new(&[], 16);
        let (a, b) = (memory.alloc_local(16, Layout::NOSCAN), memory.alloc_local(16, Layout::NOSCAN));
        let (a, b) = (a.expect("there is room"), b.expect("there is room"));
        memory.release_local(a);
        let mut is_told =
            |addr| catch_unwind(AssertUnwindSafe(|| memory.store(MemKind::U8, addr, 1))).is_err();
        assert_eq!([a, a + 15, a + 16, b].map(&mut is_told), [true, true, false, false]);
        assert!(memory.heap.find(a - gopark_program::MEMORY_BASE).is_none());
    }
}
