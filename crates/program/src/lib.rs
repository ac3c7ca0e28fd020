//! A compiled Go program: instructions, types, constants and source spans.
//!
//! This is the boundary between those who compile (`lang`) and those who run (`vm`). It holds data and what can be
//! read off it; it neither parses nor executes anything.
//!
//! # The machine the instructions are for
//! A goroutine has one stack of 64-bit *words* and a list of frames. A frame is a window of
//! [`Func::frame_words`] words of that stack; a *slot* (`u16`) is an index into the window. A call opens a window that
//! begins inside the caller's, so arguments and results are never copied:
//!
//! ```text
//! slot 0 .. R        results      (R = Func::result_words; the caller finds them where it placed the window)
//! slot R .. R+A      parameters   (A = Func::param_words; a method's receiver comes first)
//! slot R+A           the closure  (address of the closure object; only meaningful when Func::is_closure)
//! slot R+A+1 ..      locals and temporaries
//! ```
//!
//! A value of type T takes [`Type::words`] slots. There are two forms:
//! - *Register form* of scalars (integers, bool, pointers, maps, channels, funcs, floats): one slot. Integers are
//!   sign- or zero-extended to 64 bits, a bool is 0 or 1, a float64 is its bits, and a float32 is the bits of the
//!   *float64* of equal value. complex64/128 take two slots, each a float64.
//! - *Memory form* of everything else, as Go lays it out on a 64-bit machine, padded with zeros to whole words: a
//!   string is (address, length), a slice (address, length, capacity), an interface (type word, data word), a struct or
//!   array its fields at Go's offsets. A scalar *inside* a struct or array is in memory form (a float32 is 4 bytes).
//!
//! Memory is byte-addressed and little-endian. Addresses begin at [`MEMORY_BASE`]; smaller ones fault as nil. The
//! program's data segment (strings, globals, static closures) lies at the beginning of memory: `data` is its
//! first content, `data_bytes` its size including zeroed globals.
//!
//! An interface's type word is 0 for nil, else the [`TypeId`] + 1. Its data word holds the value itself when
//! [`Type::is_direct`], else the address of an immutable copy in memory form.
//!
//! A func value is 0 for nil, else the address of a closure object: word 0 the [`FuncId`], then the captured words.

mod code;
mod disasm;
mod func;
mod group;
mod instr;
mod liveness;
mod operands;
mod param;
mod place;
mod types;
mod validate;

pub use code::{Case, CaseDir, Program, Select};
pub use disasm::{disassemble, disassemble_func};
pub use func::{Func, FuncId, FuncKind, Native};
pub use group::{GROUP_SLOTS, Group, MAP_HEADER_BYTES};
pub use instr::{Instr, MemKind, Slot};
pub use liveness::Liveness;
pub use operands::{Range, Role};
pub use param::{Param, ParamKind};
pub use place::{File, Label, Line, Place, Variable};
pub use types::{ChanDir, Field, Method, MethodId, Type, TypeId, TypeKind};
pub use validate::validate;

/// Where memory begins; what Go programs see of their heap on linux/amd64.
pub const MEMORY_BASE: u64 = 0xc0_0000_0000;
