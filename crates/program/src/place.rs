//! From an instruction back to the source.

/// A source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// As diagnostics and stack traces name it: `main.go`, `sync/waitgroup.go`.
    pub name: String,
    /// It is one of our standard packages, not the reader's program.
    pub is_std: bool,
}

/// The source of all instructions from `pc` on, up to the next `Line`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// First instruction.
    pub pc: u32,
    /// Index into `Program::files`.
    pub file: u16,
    /// Column in bytes, from 1.
    pub column: u16,
    /// Line, from 1.
    pub line: u32,
}

/// What the source calls the thing that the instruction at `pc` makes or works on: `results`, `s.mu`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The instruction.
    pub pc: u32,
    /// The expression, as text.
    pub text: String,
}

/// A lock, group or condition in a package variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Bytes from the beginning of the data segment.
    pub offset: u32,
    /// As the program calls it: `mu`, `cache.mu`.
    pub name: String,
}

/// A place in the source, looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Function, as Go prints it.
    pub func: &'a str,
    /// File name.
    pub file: &'a str,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
    /// In one of our standard packages.
    pub is_std: bool,
}
