//! Program parameters: variables marked `//gopark:param`.

use crate::instr::MemKind;

/// A variable that the viewer may change while the program runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// The variable's name.
    pub name: String,
    /// What kind of slider it is.
    pub kind: ParamKind,
    /// Bytes from `MEMORY_BASE` to the variable.
    pub offset: u32,
    /// How it lies in memory.
    pub mem: MemKind,
    /// Value in the source (nanoseconds for a duration, 0 or 1 for a bool).
    pub default: i64,
    /// Least value.
    pub min: i64,
    /// Greatest value.
    pub max: i64,
    /// What the directive says after the range.
    pub doc: String,
    /// Line of its declaration.
    pub line: u32,
}

/// What kind of value a parameter has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// An integer.
    Int,
    /// A `time.Duration`.
    Duration,
    /// On or off.
    Bool,
}
