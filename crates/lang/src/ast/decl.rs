//! Declarations.

use super::{Block, Directive, Expr, Ident, Literal, Param, Signature, TypeParam};
use crate::source::Span;

/// A declaration, grouped in parentheses or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decl {
    /// From the keyword to the end.
    pub span: Span,
    /// What it is.
    pub kind: DeclKind,
}

/// The kinds of declarations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeclKind {
    /// What could not be parsed; the error is reported.
    Bad,
    /// `import "fmt"`
    Import(Vec<ImportSpec>),
    /// `const a = 1`
    Const(Vec<ConstSpec>),
    /// `var a = 1`
    Var(Vec<VarSpec>),
    /// `type T int`
    Type(Vec<TypeSpec>),
    /// `func f() { ... }`
    Func(Box<FuncDecl>),
}

/// `name "path"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSpec {
    /// From the name or path to the path.
    pub span: Span,
    /// The local name, `_` or `.`.
    pub name: Option<Ident>,
    /// The path, a string literal (or one marked bad).
    pub path: Literal,
}

/// `a, b T = x, y` in a `const` declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConstSpec {
    /// From the first name to the end.
    pub span: Span,
    /// At least one.
    pub names: Vec<Ident>,
    /// The type, if written.
    pub ty: Option<Expr>,
    /// Empty when the spec repeats the one before it in its group.
    pub values: Vec<Expr>,
    /// The value of `iota`: the index in the group, from 0.
    pub iota: u32,
    /// Those since the previous declaration or statement, and those trailing on its last line.
    pub directives: Vec<Directive>,
}

/// `a, b T = x, y` in a `var` declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VarSpec {
    /// From the first name to the end.
    pub span: Span,
    /// At least one.
    pub names: Vec<Ident>,
    /// The type, if written.
    pub ty: Option<Expr>,
    /// The initial values, if written.
    pub values: Vec<Expr>,
    /// Those since the previous declaration or statement, and those trailing on its last line, such as `//gopark:param`.
    pub directives: Vec<Directive>,
}

/// `T[P any] = U`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeSpec {
    /// From the name to the end.
    pub span: Span,
    /// `T`.
    pub name: Ident,
    /// Of a generic type or alias; empty otherwise.
    pub type_params: Vec<TypeParam>,
    /// Whether there is a `=`.
    pub is_alias: bool,
    /// `U`.
    pub ty: Expr,
    /// Those since the previous declaration or statement, and those trailing on its last line.
    pub directives: Vec<Directive>,
}

/// `func (r R) f[P any](x int) bool { ... }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FuncDecl {
    /// The keyword `func` to the end.
    pub span: Span,
    /// `r R`, of a method.
    pub receiver: Option<Param>,
    /// `f`.
    pub name: Ident,
    /// Type parameters, parameters and results.
    pub signature: Signature,
    /// `None` when declared without a body: a function our own standard packages implement natively.
    pub body: Option<Block>,
    /// Those since the previous declaration, and those on the line of `func` or of the closing brace, such as `//gopark:cpu`.
    pub directives: Vec<Directive>,
}
