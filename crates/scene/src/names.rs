//! What only the program knows: how places in it are called.

use gopark_trace::{G, ObjId, Pc};

/// Names for what the events number. Implemented by whoever has the program.
pub trait Names {
    /// The function that holds the instruction, e.g. `main.worker`.
    fn function(&self, pc: Pc) -> Option<&str>;
    /// The source line of the instruction, counted from 1.
    fn line(&self, pc: Pc) -> Option<u32>;
    /// What the program calls the object, e.g. `sem`.
    fn object(&self, obj: ObjId) -> Option<&str>;
}

/// What a goroutine is called by: the function that it was started with; where that is the library's (`wg.Go`), the
/// program's own that it is in.
pub(crate) fn called<'a>(names: &'a dyn Names, g: &G) -> Option<&'a str> {
    let inside = names.line(g.entry).is_none() && names.line(g.pc).is_some();
    names.function(if inside { g.pc } else { g.entry })
}

/// Knows no names; ids speak for themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoNames;

impl Names for NoNames {
    fn function(&self, _: Pc) -> Option<&str> {
        None
    }
    fn line(&self, _: Pc) -> Option<u32> {
        None
    }
    fn object(&self, _: ObjId) -> Option<&str> {
        None
    }
}
