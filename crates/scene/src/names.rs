//! What only the program knows: how places in it are called.

use gopark_trace::{ObjId, Pc};

/// Names for what the events number. Implemented by whoever has the program.
pub trait Names {
    /// The function that holds the instruction, e.g. `main.worker`.
    fn function(&self, pc: Pc) -> Option<&str>;
    /// The source line of the instruction, counted from 1.
    fn line(&self, pc: Pc) -> Option<u32>;
    /// What the program calls the object, e.g. `sem`.
    fn object(&self, obj: ObjId) -> Option<&str>;
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
