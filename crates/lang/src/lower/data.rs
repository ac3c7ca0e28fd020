//! The data segment: strings, static closures and package variables, and the pool of constant words.

use crate::sorted::{SortedMap, sort_by};

use gopark_program::{FuncId, MEMORY_BASE, Program};

/// The first bytes of memory stay unused, so that no object has the address of the segment itself.
const RESERVED_BYTES: u32 = 16;

/// The largest data segment, in bytes.
pub(super) const DATA_BYTES_MAX: u32 = 64 << 20;

/// A package variable's or string's place: bytes from `MEMORY_BASE`.
pub(super) type Offset = u32;

/// The data segment under construction; zeros at its end are dropped when it is finished, which is
/// what the program calls zeroed globals.
pub(super) struct Data {
    bytes: Vec<u8>,
    strings: SortedMap<Vec<u8>, Offset>,
    boxed: SortedMap<Vec<u8>, Offset>,
    closures: SortedMap<FuncId, Offset>,
    consts: Vec<u64>,
    const_ids: SortedMap<u64, u32>,
    roots: Vec<u32>,
    /// Package variables and strings need more than [`DATA_BYTES_MAX`].
    pub overflows: bool,
}

impl Data {
    /// Only the reserved bytes.
    pub fn new() -> Data {
        Data {
            bytes: vec![0; RESERVED_BYTES as usize],
            strings: SortedMap::new(),
            boxed: SortedMap::new(),
            closures: SortedMap::new(),
            consts: Vec::new(),
            const_ids: SortedMap::new(),
            roots: Vec::new(),
            overflows: false,
        }
    }

    /// The number of a constant word.
    pub fn constant(&mut self, word: u64) -> u32 {
        let next = self.consts.len() as u32;
        let id = *self.const_ids.get_or_insert_with(word, || next);
        if id == next {
            self.consts.push(word);
        }
        id
    }

    /// The address of a string's bytes.
    pub fn string(&mut self, text: &[u8]) -> u64 {
        if text.is_empty() {
            return 0;
        }
        if let Some(&offset) = self.strings.get(text) {
            return address(offset);
        }
        let offset = self.bytes.len() as u32;
        self.bytes.extend_from_slice(text);
        self.strings.insert(text.to_vec(), offset);
        address(offset)
    }

    /// The address of a value that nobody changes, given in memory form.
    pub fn boxed(&mut self, value: &[u8]) -> u64 {
        if let Some(&offset) = self.boxed.get(value) {
            return address(offset);
        }
        let offset = self.global(value.len() as u32, &[]);
        self.boxed.insert(value.to_vec(), offset);
        self.write(offset, value);
        address(offset)
    }

    /// The address of the closure object of a function that captures nothing.
    pub fn closure(&mut self, func: FuncId) -> u64 {
        if let Some(&offset) = self.closures.get(&func) {
            return address(offset);
        }
        let offset = self.global(8, &[]);
        self.closures.insert(func, offset);
        self.write(offset, &u64::from(func.0).to_le_bytes());
        address(offset)
    }

    /// Room for a package variable, with the word offsets of the pointers in it.
    pub fn global(&mut self, bytes: u32, pointers: &[u32]) -> Offset {
        let start = (self.bytes.len() as u32).next_multiple_of(8);
        if bytes > DATA_BYTES_MAX - start.min(DATA_BYTES_MAX) {
            self.overflows = true;
            return 0;
        }
        self.roots.extend(pointers.iter().map(|word| start / 8 + word));
        self.bytes.resize(start as usize + bytes.next_multiple_of(8) as usize, 0);
        start
    }

    /// Sets the first content of a package variable or a part of it.
    pub fn write(&mut self, offset: Offset, content: &[u8]) {
        let start = offset as usize;
        if let Some(bytes) = self.bytes.get_mut(start..start + content.len()) {
            bytes.copy_from_slice(content);
        }
    }

    /// Hands everything to the program.
    pub fn finish(mut self, program: &mut Program) {
        program.data_bytes = (self.bytes.len() as u32).next_multiple_of(8);
        let used = self.bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
        self.bytes.truncate(used);
        sort_by(&mut self.roots, Ord::cmp);
        program.data = self.bytes;
        program.consts = self.consts;
        program.roots = self.roots;
    }
}

/// The address of what lies at an offset of the data segment.
pub(super) fn address(offset: Offset) -> u64 {
    MEMORY_BASE + u64::from(offset)
}
