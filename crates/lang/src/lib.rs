//! The Go front end: lexer, parser, type checker and lowering, with diagnostics in Go's wording.
//!
//! Every phase returns a value and diagnostics and never fails: whatever could not be understood is an explicit
//! bad node, about which later phases stay silent.

pub mod arena;
pub mod ast;
pub mod check;
mod compile;
mod compiler;
pub mod diag;
pub mod escape;
pub mod lexer;
pub mod literal;
pub mod lower;
pub mod parser;
pub mod print;
pub mod review;
pub use gopark_sorted as sorted;
mod slices;
pub mod source;
mod test_main;
pub mod token;
pub mod vet;
mod visit;

pub use compile::{Compiled, compile, compile_files};
pub use compiler::{Compiler, Order};
