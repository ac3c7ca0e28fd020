//! What an object points to.

use gopark_program::{MEMORY_BASE, Program, TypeId, TypeKind};

use super::layout::Shape;
use super::{Memory, Object};

/// Shows `visit` every word of an object that may be a pointer.
pub fn pointers(program: &Program, memory: &Memory, object: Object, visit: &mut dyn FnMut(u64)) {
    let words = object.bytes / 8;
    let mut at = |word: u64| visit(memory.word(MEMORY_BASE + object.offset + word * 8).unwrap_or(0));
    match object.layout.shape() {
        Shape::NoScan => {}
        Shape::Conservative => (0..words).for_each(at),
        Shape::Chan => at(1),
        Shape::Map => [1, 3].into_iter().for_each(at),
        Shape::Typed(t) => {
            let ty = program.ty(t);
            if !ty.pointers.is_empty() {
                let stride = (u64::from(ty.bytes) / 8).max(1);
                for i in 0..words / stride {
                    ty.pointers.iter().for_each(|&word| at(i * stride + u64::from(word)));
                }
            }
        }
        Shape::Entries(t) => entries(program, t, words, &mut at),
    }
}

/// The entries of a map: a word, the key, the element.
fn entries(program: &Program, t: TypeId, words: u64, at: &mut dyn FnMut(u64)) {
    let TypeKind::Map { key, elem } = program.ty(t).kind else { return };
    let (key, elem) = (program.ty(key), program.ty(elem));
    let elem_at = 1 + u64::from(key.bytes).div_ceil(8);
    let stride = elem_at + u64::from(elem.bytes).div_ceil(8);
    for i in 0..words / stride {
        key.pointers.iter().for_each(|&word| at(i * stride + 1 + u64::from(word)));
        elem.pointers.iter().for_each(|&word| at(i * stride + elem_at + u64::from(word)));
    }
}
