//! Parts of type expressions: signatures, fields, interface elements, type parameters.

use super::{Expr, Ident, Literal};
use crate::source::Span;

/// `[T any](x, y int, rest ...string) (n int, err error)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature<'a> {
    /// From `func` (or the first bracket of a method's signature) to the end of the results.
    pub span: Span,
    /// The bracket or parenthesis that it begins with, which is where Go says that a function type is.
    pub open: Span,
    /// Of a generic function or method; empty otherwise.
    pub type_params: &'a [TypeParam<'a>],
    /// In order.
    pub params: &'a [Param<'a>],
    /// In order; a lone unparenthesized result is one parameter without names.
    pub results: &'a [Param<'a>],
}

/// Parameters or results that share one type: `x, y int`, or just `int`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Param<'a> {
    /// Empty when unnamed; then it stands for one parameter.
    pub names: &'a [Ident<'a>],
    /// The `...` before the type. The parser does not check that it is the last parameter.
    pub variadic: Option<Span>,
    /// The type, without the `...`.
    pub ty: Expr<'a>,
}

/// Type parameters that share one constraint: `K, V any`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeParam<'a> {
    /// At least one.
    pub names: &'a [Ident<'a>],
    /// A type, `~T` or a union of such.
    pub constraint: Expr<'a>,
}

/// Fields of a struct that share one type: `x, y int`, or an embedded field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// Empty exactly when embedded.
    pub names: &'a [Ident<'a>],
    /// The type; for an embedded field `T`, `*T`, `p.T` or `T[A]`.
    pub ty: Expr<'a>,
    /// The tag, a string literal.
    pub tag: Option<Literal<'a>>,
}

impl<'a> Field<'a> {
    /// Whether the field is embedded.
    pub fn is_embedded(&self) -> bool {
        self.names.is_empty()
    }
}

/// A line of an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterfaceElem<'a> {
    /// `Read(p []byte) (n int, err error)`
    Method {
        /// Its name.
        name: Ident<'a>,
        /// Its signature.
        signature: &'a Signature<'a>,
    },
    /// An embedded interface, a type, `~T`, or a union: [`super::ExprKind::Binary`] with `|`.
    Embedded(Expr<'a>),
}
