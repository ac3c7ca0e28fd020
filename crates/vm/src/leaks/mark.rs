//! Marks of its own over the heap, beside those of the collector.

use gopark_program::{MEMORY_BASE, Program};

use crate::memory::{Memory, Object, pointers};

/// What was reached so far.
pub struct Marks<'a> {
    program: &'a Program,
    memory: &'a Memory,
    /// A bit for every eight bytes: an object begins there and was reached.
    bits: Vec<u64>,
    grey: Vec<Object>,
    /// Objects that somebody waits for, by offset, with the number of who waits.
    awaited: Vec<(u64, usize)>,
    /// Who waits for an object that was reached.
    pub woken: Vec<usize>,
    /// Objects reached, and their bytes.
    pub count: u64,
    /// See [`Self::count`].
    pub bytes: u64,
}

impl<'a> Marks<'a> {
    /// Nothing is reached yet.
    pub fn new(program: &'a Program, memory: &'a Memory) -> Self {
        let words = memory.heap.pages() as usize * crate::memory::classes::PAGE_BYTES as usize / 512;
        let bits = vec![0; words];
        Self {
            program,
            memory,
            bits,
            grey: Vec::new(),
            awaited: Vec::new(),
            woken: Vec::new(),
            count: 0,
            bytes: 0,
        }
    }

    /// Number `who` waits for what lies at `addr`. Outside of the heap everything counts as reached.
    pub fn await_at(&mut self, addr: u64, who: usize) {
        match self.object(addr) {
            Some(object) => self.awaited.push((object.offset, who)),
            None => self.woken.push(who),
        }
    }

    /// Everybody has said what he waits for.
    pub fn ready(&mut self) {
        gopark_sorted::sort_by(&mut self.awaited, Ord::cmp);
    }

    /// The same marks, to go on from with nobody waiting.
    pub fn fork(&self) -> Self {
        let (grey, awaited, woken) = (Vec::new(), Vec::new(), Vec::new());
        Self { bits: self.bits.clone(), grey, awaited, woken, ..*self }
    }

    /// Whether the object at `addr` was reached.
    pub fn has(&self, addr: u64) -> bool {
        let bit = self.object(addr).map(|object| object.offset / 8);
        bit.is_some_and(|bit| self.bits[bit as usize / 64] & 1 << (bit % 64) != 0)
    }

    /// The word is a root, or in an object that was reached.
    pub fn shade(&mut self, word: u64) {
        let Some(object) = self.object(word) else { return };
        let bit = object.offset / 8;
        let (set, bit) = (&mut self.bits[bit as usize / 64], 1 << (bit % 64));
        if *set & bit == 0 {
            *set |= bit;
            self.count += 1;
            self.bytes += object.bytes;
            self.grey.push(object);
        }
    }

    /// Follows all pointers.
    pub fn drain(&mut self) {
        let mut words = Vec::new();
        while let Some(object) = self.grey.pop() {
            let first = self.awaited.partition_point(|&(offset, _)| offset < object.offset);
            let waiting = self.awaited[first..].iter().take_while(|&&(offset, _)| offset == object.offset);
            self.woken.extend(waiting.map(|&(_, who)| who));
            pointers(self.program, self.memory, object, &mut |word| words.push(word));
            words.drain(..).for_each(|word| self.shade(word));
        }
    }

    fn object(&self, addr: u64) -> Option<Object> {
        self.memory.heap.find(addr.checked_sub(MEMORY_BASE)?)
    }
}
