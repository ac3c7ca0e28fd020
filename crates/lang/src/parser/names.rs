//! The names of a file, each kept once: a hash table of its own, because every name of a program passes through it.

use crate::ast::Name;

/// Slots at first; a power of two.
const SLOTS: usize = 128;

pub(super) struct Names {
    /// One more than an index into `names`; 0 where nothing is. At most half of them are taken.
    slots: Vec<u32>,
    names: Vec<Name>,
}

impl Names {
    pub(super) fn new() -> Names {
        Names { slots: vec![0; SLOTS], names: Vec::new() }
    }

    /// The one name with this text.
    pub(super) fn get(&mut self, text: &str) -> Name {
        let at = self.find(text);
        if let Some(index) = self.slots[at].checked_sub(1) {
            return self.names[index as usize].clone();
        }
        let name = Name::from(text);
        self.names.push(name.clone());
        self.slots[at] = self.names.len() as u32;
        if self.names.len() * 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for index in 0..self.names.len() {
                let at = self.find(&self.names[index]);
                self.slots[at] = index as u32 + 1;
            }
        }
        name
    }

    /// The slot of a text: where it is, or where it would go.
    fn find(&self, text: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash(text) & mask;
        while let Some(index) = self.slots[at].checked_sub(1)
            && *self.names[index as usize] != *text
        {
            at = (at + 1) & mask;
        }
        at
    }
}

fn hash(text: &str) -> usize {
    let mix = |hash: u64, word: u64| {
        let mixed = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 32
    };
    let (words, rest) = text.as_bytes().as_chunks();
    let hash = words.iter().fold(0, |hash, &word| mix(hash, u64::from_le_bytes(word)));
    // Names that end differently in length only differ by their leading one.
    mix(hash, rest.iter().fold(1, |word, &byte| word << 8 | u64::from(byte))) as usize
}
