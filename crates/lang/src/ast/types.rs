//! Parts of type expressions: signatures, fields, interface elements, type parameters.

use super::{Expr, Ident, Literal};
use crate::source::Span;

/// `[T any](x, y int, rest ...string) (n int, err error)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// From `func` (or the first bracket of a method's signature) to the end of the results.
    pub span: Span,
    /// Of a generic function or method; empty otherwise.
    pub type_params: Vec<TypeParam>,
    /// In order.
    pub params: Vec<Param>,
    /// In order; a lone unparenthesized result is one parameter without names.
    pub results: Vec<Param>,
}

/// Parameters or results that share one type: `x, y int`, or just `int`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Empty when unnamed; then it stands for one parameter.
    pub names: Vec<Ident>,
    /// The `...` before the type. The parser does not check that it is the last parameter.
    pub variadic: Option<Span>,
    /// The type, without the `...`.
    pub ty: Expr,
}

/// Type parameters that share one constraint: `K, V any`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeParam {
    /// At least one.
    pub names: Vec<Ident>,
    /// A type, `~T` or a union of such.
    pub constraint: Expr,
}

/// Fields of a struct that share one type: `x, y int`, or an embedded field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Empty exactly when embedded.
    pub names: Vec<Ident>,
    /// The type; for an embedded field `T`, `*T`, `p.T` or `T[A]`.
    pub ty: Expr,
    /// The tag, a string literal.
    pub tag: Option<Literal>,
}

impl Field {
    /// Whether the field is embedded.
    pub fn is_embedded(&self) -> bool {
        self.names.is_empty()
    }
}

/// A line of an interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InterfaceElem {
    /// `Read(p []byte) (n int, err error)`
    Method {
        /// Its name.
        name: Ident,
        /// Its signature.
        signature: Box<Signature>,
    },
    /// An embedded interface, a type, `~T`, or a union: [`super::ExprKind::Binary`] with `|`.
    Embedded(Expr),
}
