//! What an object points to.

use gopark_program::{Group, MAP_HEADER_BYTES, MEMORY_BASE, Program};

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
        Shape::Map => at(2),
        Shape::Directory => (0..words).for_each(|word| {
            // Groups hang under their tables.
            let entry = memory.word(MEMORY_BASE + object.offset + word * 8).unwrap_or(0);
            visit(MEMORY_BASE + (entry & 0xffff_ffff));
        }),
        Shape::Typed(t) => {
            let ty = program.ty(t);
            if !ty.pointers.is_empty() {
                let stride = (u64::from(ty.bytes) / 8).max(1);
                for i in 0..words / stride {
                    ty.pointers.iter().for_each(|&word| at(i * stride + u64::from(word)));
                }
            }
        }
        Shape::MapAndGroup(t) => {
            at(2);
            let Some(group) = Group::new(program, t) else { return };
            let addr = MEMORY_BASE + object.offset;
            // A map that has grown left it with what was in it then.
            if memory.word(addr + 16) == Some(addr + MAP_HEADER_BYTES) {
                group.pointers(program, t, &mut |word| at(MAP_HEADER_BYTES / 8 + word));
            }
        }
        Shape::Groups(t) => {
            let Some(group) = Group::new(program, t) else { return };
            let stride = group.bytes / 8;
            for i in 0..words / stride {
                group.pointers(program, t, &mut |word| at(i * stride + word));
            }
        }
    }
}
