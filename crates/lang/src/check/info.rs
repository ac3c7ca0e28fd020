//! What the checker learned about a package: side tables beside its syntax tree, which every later phase reads.
//!
//! All tables are keyed by [`ExprId`], which is unique within a package: expressions, identifiers and case clauses have
//! one. A program without errors has an entry for every expression that is evaluated.

use crate::sorted::SortedMap;
use std::rc::Rc;

use super::constant::Value;
use super::object::ObjId;
use super::types::{FieldStep, MethodRef, Ty};
use crate::ast::{self, ExprId, Name};

/// What an expression denotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    /// Nothing is known: the expression was not checked, or is wrong.
    #[default]
    Invalid,
    /// A call without results.
    NoValue,
    /// A built-in function; see the identifier's object for which.
    Builtin,
    /// A type.
    Type,
    /// A constant; [`ExprInfo::value`] is its value.
    Constant,
    /// An addressable variable: a variable, an element of a slice, a field of a variable, an indirection.
    Variable,
    /// An element of a map: not addressable, but assignable; also allows `v, ok`.
    MapIndex,
    /// A value; for a call with several results a tuple.
    Value,
    /// `nil`, of the type in [`ExprInfo::ty`] that the context gives it.
    Nil,
    /// A value that also allows `v, ok`: a type assertion or a receive.
    CommaOk,
}

/// What is known of one expression.
#[derive(Clone, Debug)]
pub struct ExprInfo {
    /// What it denotes.
    pub mode: Mode,
    /// Its type. For an untyped expression the final type, which its context gave it, such as `float64` for `1` in
    /// `x + 1`; it stays untyped only where no type is needed (a constant's declaration, operands of a constant
    /// expression that was computed exactly, `nil` in `x == nil` for an interface has x's type). Where `v, ok` is
    /// asked for, the tuple of both types.
    pub ty: Ty,
    /// The value of a constant, represented in `ty`: a float constant of type `int` is an integer value.
    pub value: Option<Value>,
}

impl Default for ExprInfo {
    fn default() -> ExprInfo {
        ExprInfo { mode: Mode::Invalid, ty: Ty::INVALID, value: None }
    }
}

/// How a selector `x.f` is to be read.
#[derive(Clone, Debug)]
pub struct Selection {
    /// What it is.
    pub kind: SelectionKind,
    /// The type of `x`, or `x` itself where it is a type.
    pub receiver: Ty,
    /// The embedded fields to go through; for a field, the last step is the field itself.
    pub path: Rc<[FieldStep]>,
    /// The method, unless this is a field.
    pub method: Option<MethodRef>,
    /// What to do with what `path` leads to before it is passed to the method as receiver.
    pub adjust: Adjust,
    /// The type of the whole selector.
    pub ty: Ty,
}

/// What a selector denotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SelectionKind {
    /// `x.f`, a field.
    Field,
    /// `x.m`, a method value, or the function of a call.
    MethodValue,
    /// `T.m`, a method expression: the receiver becomes the first parameter.
    MethodExpr,
}

/// How a receiver is made from what a selection's path leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Adjust {
    /// As it is.
    None,
    /// `&x`, for a method with a pointer receiver called on an addressable variable.
    AddressOf,
    /// `*x`, for a method with a value receiver called through a pointer.
    Deref,
}

/// A function declaration or literal.
#[derive(Clone, Debug, Default)]
pub struct FuncInfo {
    /// Its name's object; `None` for a literal.
    pub obj: Option<ObjId>,
    /// For a literal: the key of the function around it, if any (an initializer at package level has none).
    pub outer: Option<ExprId>,
    /// Its signature.
    pub ty: Option<Ty>,
    /// The receiver; its name may be empty or `_`.
    pub receiver: Option<ObjId>,
    /// Parameters, in order, unnamed ones included.
    pub params: Vec<ObjId>,
    /// Results, in order, unnamed ones included.
    pub results: Vec<ObjId>,
    /// Variables of the functions around it that it or a literal inside it uses, in order of first use.
    pub captures: Vec<ObjId>,
    /// It has a `defer` statement of its own.
    pub has_defer: bool,
    /// It calls `recover` itself.
    pub calls_recover: bool,
}

/// A use of a generic function or type with its type arguments.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The arguments, written or inferred, in the order of the parameters.
    pub type_args: Rc<[Ty]>,
    /// The instantiated type or signature.
    pub ty: Ty,
}

/// Where a `var` specification stands: `files[file].decls[decl]`, and which of its specs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SpecRef {
    /// Index into the package's files.
    pub file: u32,
    /// Index into the file's declarations.
    pub decl: u32,
    /// Index into the declaration's specs.
    pub spec: u32,
}

/// One step of a package's initialization: `vars = value`.
#[derive(Clone, Debug)]
pub struct Initializer {
    /// The variables (blank ones included); several when one call gives several values.
    pub vars: Vec<ObjId>,
    /// The specification with the value.
    pub spec: SpecRef,
    /// Index into the specification's values.
    pub value: u32,
}

/// What is known about a package's syntax.
#[derive(Clone, Debug, Default)]
pub struct Info {
    pub(super) exprs: Vec<ExprInfo>,
    pub(super) defs: Vec<Option<ObjId>>,
    pub(super) uses: Vec<Option<ObjId>>,
    /// Selectors `x.f`, except those whose `x` is a package, by the selector expression's id.
    pub selections: SortedMap<ExprId, Selection>,
    /// The variable of each clause of a type switch with a binding, by the clause's id.
    pub clause_vars: SortedMap<ExprId, ObjId>,
    /// Uses of generic functions and types, by the identifier's id.
    pub instances: SortedMap<ExprId, Instance>,
    /// Functions: a literal by its expression's id, a declaration by its name's.
    pub funcs: SortedMap<ExprId, FuncInfo>,
    /// Package variables that have initial values, in the order in which they must be initialized.
    pub init_order: Vec<Initializer>,
}

impl Info {
    /// What is known of an expression.
    pub fn expr(&self, id: ExprId) -> &ExprInfo {
        &self.exprs[id.index()]
    }

    /// The (final) type of an expression.
    pub fn ty(&self, id: ExprId) -> Ty {
        self.expr(id).ty
    }

    /// The value of a constant expression.
    pub fn value(&self, id: ExprId) -> Option<&Value> {
        self.expr(id).value.as_ref()
    }

    /// The object that an identifier declares. Blank identifiers on the left of `:=` and in ranges declare none.
    pub fn def(&self, id: ExprId) -> Option<ObjId> {
        self.defs.get(id.index()).copied().flatten()
    }

    /// The object that an identifier uses. Field names have none: see `selections`, or look the name up in the struct
    /// type of a composite literal.
    pub fn used(&self, id: ExprId) -> Option<ObjId> {
        self.uses.get(id.index()).copied().flatten()
    }

    /// All objects that identifiers use.
    pub fn all_used(&self) -> impl Iterator<Item = ObjId> {
        self.uses.iter().copied().flatten()
    }

    /// The object that an identifier declares or uses.
    pub fn object(&self, id: ExprId) -> Option<ObjId> {
        self.def(id).or_else(|| self.used(id))
    }
}

/// A checked package.
#[derive(Clone, Debug)]
pub struct Package<'a> {
    /// Its import path; `main` for the program itself.
    pub path: Name,
    /// Its name.
    pub name: Name,
    /// Its files, in order.
    pub files: Vec<ast::File<'a>>,
    /// Whether it came from the importer: it may declare functions without bodies.
    pub is_imported: bool,
    /// Objects declared at package level, by name (blank ones and `init` functions are not among them).
    pub scope: SortedMap<Name, ObjId>,
    /// What is known about its syntax.
    pub info: Info,
}

impl Package<'_> {
    /// Whether a directive in it, `//gopark:lacks` or another, has this name among its words.
    pub(super) fn mentions(&self, directive: &str, name: &str) -> bool {
        let words =
            self.files.iter().flat_map(|file| file.directives).filter_map(|it| it.argument(directive));
        words.flat_map(|words| words.split(' ')).any(|word| word == name)
    }
}
