//! Sizes and offsets as gc lays values out on amd64.
//! Source: cmd/compile/internal/types2/gcsizes.go.

use super::{Basic, Ty, Type, Types};
use crate::sorted::SortedMap;

/// How a value lies in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    /// Size in bytes; [`Layout::TOO_LARGE`] if it does not fit an `int`.
    pub bytes: u64,
    /// Alignment in bytes.
    pub align: u64,
}

impl Layout {
    /// The size of a type that is larger than any memory.
    pub const TOO_LARGE: u64 = u64::MAX;
    const WORD: Layout = Layout { bytes: 8, align: 8 };
}

impl Types {
    /// Size and alignment. Type parameters have none; they count as a word.
    pub fn size_align(&self, ty: Ty) -> Layout {
        self.layout_within(ty, &mut SortedMap::new())
    }

    /// The offset of each field of a struct type, in bytes.
    pub fn field_offsets(&self, ty: Ty) -> Vec<u64> {
        self.offsets_within(ty, &mut SortedMap::new()).0
    }

    /// The same, given those of structs already met; a struct within itself is an error and counts as a word.
    fn layout_within(&self, ty: Ty, known: &mut SortedMap<Ty, Layout>) -> Layout {
        match self.structure(ty) {
            Type::Basic(basic) => basic_layout(*basic),
            Type::Array { elem, len } => {
                let elem = self.layout_within(*elem, known);
                let bytes = elem.bytes.checked_mul((*len).max(0) as u64).filter(|&n| n <= i64::MAX as u64);
                let bytes = if *len <= 0 { 0 } else { bytes.unwrap_or(Layout::TOO_LARGE) };
                Layout { bytes, align: elem.align }
            }
            Type::Slice(_) => Layout { bytes: 24, align: 8 },
            Type::Interface(_) => Layout { bytes: 16, align: 8 },
            Type::Struct(_) => {
                if let Some(&layout) = known.get(&ty) {
                    return layout;
                }
                known.insert(ty, Layout::WORD);
                let layout = self.offsets_within(ty, known).1;
                known.insert(ty, layout);
                layout
            }
            _ => Layout::WORD,
        }
    }

    fn offsets_within(&self, ty: Ty, known: &mut SortedMap<Ty, Layout>) -> (Vec<u64>, Layout) {
        let Type::Struct(fields) = self.structure(ty) else { return (Vec::new(), Layout::WORD) };
        let (mut end, mut align, mut last) = (0u64, 1, 1);
        let mut offsets = Vec::with_capacity(fields.len());
        for field in fields.iter() {
            let layout = self.layout_within(field.ty, known);
            align = layout.align.max(align);
            let offset = end.checked_next_multiple_of(layout.align).unwrap_or(Layout::TOO_LARGE);
            offsets.push(offset);
            end = offset
                .checked_add(layout.bytes)
                .filter(|&end| end <= i64::MAX as u64)
                .unwrap_or(Layout::TOO_LARGE);
            last = layout.bytes;
        }
        // A pointer to a final field of no size must not point past the struct.
        if last == 0 && end > 0 && end != Layout::TOO_LARGE {
            end += 1;
        }
        let bytes = end.checked_next_multiple_of(align).unwrap_or(Layout::TOO_LARGE);
        (offsets, Layout { bytes, align })
    }
}

fn basic_layout(basic: Basic) -> Layout {
    use Basic::*;
    let (bytes, align) = match basic {
        Bool | Int8 | Uint8 | Byte | UntypedBool => (1, 1),
        Int16 | Uint16 => (2, 2),
        Int32 | Uint32 | Float32 | Rune | UntypedRune => (4, 4),
        Complex64 => (8, 4),
        Complex128 | UntypedComplex => (16, 8),
        String | UntypedString => (16, 8),
        Invalid => (0, 1),
        _ => (8, 8),
    };
    Layout { bytes, align }
}
