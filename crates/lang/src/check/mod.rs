//! The type checker, in the manner of Go's own: packages in, types of every expression and diagnostics out.

mod assign;
mod binary;
mod builtin;
mod builtin_numbers;
mod builtin_sizes;
mod call;
mod checker;
mod constant;
mod conversion;
mod decl;
mod expr;
mod implement;
mod index;
mod infer;
pub mod info;
mod init_order;
mod instance;
mod interface_cycle;
mod later;
mod library;
mod literals;
mod mismatch;
mod mono;
pub mod object;
mod operand;
mod position;
mod program;
mod range;
mod reach;
mod resolver;
mod returns;
mod scope;
mod selector;
mod signature;
mod stmt;
mod struct_type;
mod switch;
mod terms;
pub mod types;
mod typexpr;
mod unify;
mod universe;
mod untyped;
mod valid_type;

pub use constant::{Value, round_f32, round_f64};
pub use info::{
    Adjust, ExprInfo, FuncInfo, Info, Initializer, Instance, Mode, Package, Selection, SelectionKind, SpecRef,
};
pub use library::Importer;
pub(crate) use library::Library;
pub use object::{Builtin, ObjId, Object, ObjectKind, Objects, PkgId, VarKind};
pub(crate) use program::Own;
pub use program::check_program;
pub use types::{Ty, Type, Types};

use std::rc::Rc;

use crate::diag::Diagnostic;
use crate::escape::Kept;
use crate::source::Sources;

/// A checked program: everything later phases need.
#[derive(Debug)]
pub struct Checked<'a> {
    /// All source files, of imported packages too.
    pub sources: Sources,
    /// All types.
    pub types: Types,
    /// All objects.
    pub objects: Objects,
    /// All packages, each after those it imports; the program itself is the last.
    pub packages: Vec<Rc<Package<'a>>>,
    /// What is to be said about the program, sorted. If there is an error the tables are incomplete.
    pub diagnostics: Vec<Diagnostic>,
    /// What escape analysis has found in imported packages so far.
    pub(crate) escapes: Rc<Kept>,
}
