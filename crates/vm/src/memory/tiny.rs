//! Objects of less than 16 bytes without pointers share blocks (`malloc.go:mallocgcTiny`). A block lives as long as one of
//! its objects.

use super::heap::Heap;
use super::layout::Layout;

/// Bytes of a block (`malloc.go:maxTinySize`).
pub const BLOCK_BYTES: u64 = 16;

/// The blocks that are being filled, one for each P.
#[derive(Clone, Debug, Default)]
pub struct Tiny {
    /// Who allocates now.
    pub p: usize,
    blocks: Vec<Block>,
}

/// Where a block lies, 0: none, and how much of it is used.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    offset: u64,
    used: u64,
}

impl Tiny {
    /// Where the blocks lie.
    pub fn offsets(&self) -> impl Iterator<Item = u64> {
        self.blocks.iter().map(|block| block.offset).filter(|&offset| offset != 0)
    }

    /// They are filled no further.
    pub fn clear(&mut self) {
        self.blocks.clear();
    }
}

impl Heap {
    /// Room for `bytes`, `1..16`, without pointers: its offset, and the bytes of its block if that is a new one.
    pub fn alloc_tiny(&mut self, bytes: u64) -> Option<(u64, u64)> {
        let p = self.tiny.p;
        if p >= self.tiny.blocks.len() {
            self.tiny.blocks.resize(p + 1, Block::default());
        }
        let Block { offset, used } = self.tiny.blocks[p];
        let align = 1 << bytes.trailing_zeros().min(3);
        let at = used.next_multiple_of(align);
        if offset != 0 && at + bytes <= BLOCK_BYTES {
            self.tiny.blocks[p].used = at + bytes;
            self.add_part(offset, at);
            return Some((offset + at, 0));
        }
        let (new, new_bytes) = self.alloc(BLOCK_BYTES, Layout::BLOCK.with_part(0))?;
        if offset == 0 || bytes < used {
            self.tiny.blocks[p] = Block { offset: new, used: bytes };
        }
        Some((new, new_bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_filled_as_alignment_allows() {
        let mut heap = Heap::new(1, 100);
        let mut at = |bytes| heap.alloc_tiny(bytes).map(|(offset, fresh)| (offset - 8192, fresh));
        assert_eq!(at(1), Some((0, 16)));
        assert_eq!([at(4), at(8)], [Some((4, 0)), Some((8, 0))]);
        // The block with more room left is the one that is filled further.
        assert_eq!([at(12), at(2), at(3)], [Some((16, 16)), Some((28, 0)), Some((32, 16))]);
        assert_eq!(at(15), Some((48, 16)), "the block of 3 bytes has more room and stays");
        assert_eq!(at(1), Some((35, 0)));
        heap.tiny.p = 1;
        assert_eq!(heap.alloc_tiny(1), Some((8192 + 64, 16)), "every P has its own");
        assert_eq!(heap.totals.allocs - heap.totals.frees, 5);
    }

    #[test]
    fn a_part_ends_where_the_next_begins() {
        let block = Layout::BLOCK.with_part(0).with_part(4).with_part(8);
        assert_eq!([0, 5, 9, 15].map(|at| block.part(at)), [(0, 4), (4, 8), (8, 16), (8, 16)].map(Some));
        assert_eq!(Layout::NOSCAN.part(3), None);
    }
}
