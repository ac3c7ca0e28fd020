//! Marks of its own over the heap, beside those of the collector.

use gopark_program::{MEMORY_BASE, Program};
use gopark_sorted::SortedSet;

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
    /// Those of them that were reached and are parts of blocks.
    parts: SortedSet<u64>,
    /// Who reaches a part of a block reaches all of it, as for Go.
    is_coarse: bool,
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
            parts: SortedSet::new(),
            is_coarse: false,
            woken: Vec::new(),
            count: 0,
            bytes: 0,
        }
    }

    /// Number `who` waits for what lies at `addr`. Outside of the heap everything counts as reached.
    pub fn await_at(&mut self, addr: u64, who: usize) {
        match self.object(addr) {
            Some(object) => self.awaited.push((part_of(object, addr).offset, who)),
            None => self.woken.push(who),
        }
    }

    /// Everybody has said what he waits for.
    pub fn ready(&mut self) {
        gopark_sorted::sort_by(&mut self.awaited, Ord::cmp);
    }

    /// The same marks, to go on from with nobody waiting.
    pub fn fork(&self) -> Self {
        let (grey, awaited, woken) = (Vec::new(), self.awaited.clone(), Vec::new());
        Self { bits: self.bits.clone(), parts: self.parts.clone(), grey, awaited, woken, ..*self }
    }

    /// Whether the object at `addr`, which somebody waits for, was reached.
    pub fn has(&self, addr: u64) -> bool {
        let Some(object) = self.object(addr) else { return false };
        let part = part_of(object, addr);
        if part != object { self.parts.contains(&part.offset) } else { self.is_set(object) }
    }

    fn is_set(&self, object: Object) -> bool {
        let bit = object.offset / 8;
        self.bits[bit as usize / 64] & 1 << (bit % 64) != 0
    }

    /// From now on blocks are reached as wholes, and those that are being filled are reached.
    pub fn coarsen(&mut self) {
        self.is_coarse = true;
        let blocks = self.awaited.iter().filter_map(|&(offset, _)| self.memory.heap.find(offset));
        let reached: Vec<Object> = blocks.filter(|&block| is_block(block) && self.is_set(block)).collect();
        reached.into_iter().for_each(|block| self.wake(block));
        for offset in self.memory.heap.tiny.offsets() {
            self.shade(MEMORY_BASE + offset);
        }
    }

    /// The word is a root, or in an object that was reached.
    pub fn shade(&mut self, word: u64) {
        let Some(object) = self.object(word) else { return };
        if is_block(object) {
            self.wake(if self.is_coarse { object } else { part_of(object, word) });
        }
        let bit = object.offset / 8;
        let (set, bit) = (&mut self.bits[bit as usize / 64], 1 << (bit % 64));
        if *set & bit == 0 {
            *set |= bit;
            if !object.is_stack {
                self.count += 1;
                self.bytes += object.bytes;
            }
            self.grey.push(object);
        }
    }

    /// Follows all pointers.
    pub fn drain(&mut self) {
        let mut words = Vec::new();
        while let Some(object) = self.grey.pop() {
            if is_block(object) {
                continue;
            }
            self.wake(object);
            pointers(self.program, self.memory, object, &mut |word| words.push(word));
            words.drain(..).for_each(|word| self.shade(word));
        }
    }

    /// Those who wait for `object`, or for its parts if it is a block.
    fn wake(&mut self, object: Object) {
        let before = |end: u64| move |&(offset, _): &(u64, usize)| offset < end;
        let mut at = self.awaited.partition_point(before(object.offset));
        while let Some(&(offset, _)) =
            self.awaited.get(at).filter(|it| before(object.offset + object.bytes)(it))
        {
            let all = &self.awaited[at..];
            let all = &all[..all.partition_point(before(offset + 1))];
            // Of thousands who wait for a part of a block many hold on to it: they are woken once.
            if !is_block(object) || self.parts.insert(offset) {
                self.woken.extend(all.iter().map(|&(_, who)| who));
            }
            at += all.len();
        }
    }

    fn object(&self, addr: u64) -> Option<Object> {
        self.memory.heap.find(addr.checked_sub(MEMORY_BASE)?)
    }
}

fn is_block(object: Object) -> bool {
    object.layout.part(0).is_some()
}

/// The part of a block that `addr` points into; the object itself if it is no block.
fn part_of(object: Object, addr: u64) -> Object {
    let at = addr - MEMORY_BASE - object.offset;
    match object.layout.part(at) {
        Some((from, to)) => Object { offset: object.offset + from, bytes: to - from, ..object },
        None => object,
    }
}
