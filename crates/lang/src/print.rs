//! The syntax tree as text: in Go's short form for messages, and as s-expressions for tests and for looking at it.

mod go;
mod tree;

pub use go::{expr, expr_list, stmt};
pub use tree::tree;
