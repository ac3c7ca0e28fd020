//! Declarations.

use super::{Block, Directive, Expr, Ident, Literal, Param, Signature, TypeParam};
use crate::source::Span;

/// A declaration, grouped in parentheses or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decl<'a> {
    /// From the keyword to the end.
    pub span: Span,
    /// What it is.
    pub kind: DeclKind<'a>,
}

/// The kinds of declarations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclKind<'a> {
    /// What could not be parsed; the error is reported.
    Bad,
    /// `import "fmt"`
    Import(&'a [ImportSpec<'a>]),
    /// `const a = 1`
    Const(&'a [ConstSpec<'a>]),
    /// `var a = 1`
    Var(&'a [VarSpec<'a>]),
    /// `type T int`
    Type(&'a [TypeSpec<'a>]),
    /// `func f() { ... }`
    Func(&'a FuncDecl<'a>),
}

/// `name "path"`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportSpec<'a> {
    /// From the name or path to the path.
    pub span: Span,
    /// The local name, `_` or `.`.
    pub name: Option<Ident<'a>>,
    /// The path, a string literal (or one marked bad).
    pub path: Literal<'a>,
}

/// `a, b T = x, y` in a `const` declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConstSpec<'a> {
    /// From the first name to the end.
    pub span: Span,
    /// At least one.
    pub names: &'a [Ident<'a>],
    /// The type, if written.
    pub ty: Option<Expr<'a>>,
    /// Empty when the spec repeats the one before it in its group.
    pub values: &'a [Expr<'a>],
    /// The value of `iota`: the index in the group, from 0.
    pub iota: u32,
    /// Those since the previous declaration or statement, and those trailing on its last line.
    pub directives: &'a [Directive<'a>],
}

/// `a, b T = x, y` in a `var` declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VarSpec<'a> {
    /// From the first name to the end.
    pub span: Span,
    /// At least one.
    pub names: &'a [Ident<'a>],
    /// The type, if written.
    pub ty: Option<Expr<'a>>,
    /// The initial values, if written.
    pub values: &'a [Expr<'a>],
    /// Those since the previous declaration or statement, and those trailing on its last line, such as `//gopark:param`.
    pub directives: &'a [Directive<'a>],
}

/// `T[P any] = U`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeSpec<'a> {
    /// From the name to the end.
    pub span: Span,
    /// `T`.
    pub name: Ident<'a>,
    /// Of a generic type or alias; empty otherwise.
    pub type_params: &'a [TypeParam<'a>],
    /// Whether there is a `=`.
    pub is_alias: bool,
    /// `U`.
    pub ty: Expr<'a>,
    /// Those since the previous declaration or statement, and those trailing on its last line.
    pub directives: &'a [Directive<'a>],
}

/// `func (r R) f[P any](x int) bool { ... }`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FuncDecl<'a> {
    /// The keyword `func` to the end.
    pub span: Span,
    /// `r R`, of a method.
    pub receiver: Option<Param<'a>>,
    /// `f`.
    pub name: Ident<'a>,
    /// Type parameters, parameters and results.
    pub signature: Signature<'a>,
    /// `None` when declared without a body: a function our own standard packages implement natively.
    pub body: Option<Block<'a>>,
    /// Those since the previous declaration, and those on the line of `func` or of the closing brace, such as `//gopark:cpu`.
    pub directives: &'a [Directive<'a>],
}
