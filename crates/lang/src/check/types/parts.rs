//! What types are made of, and the entries of the types that are known by name.

use std::cell::OnceCell;
use std::rc::Rc;

use super::{NamedId, Ty, TypeSet};
use crate::ast::Name;
use crate::check::object::{ObjId, PkgId};
use crate::source::Span;

/// A field of a struct type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Field {
    /// Its name; for an embedded field the name of its type.
    pub name: Name,
    /// The package whose code may name it if it is unexported.
    pub pkg: PkgId,
    /// Its type.
    pub ty: Ty,
    /// Whether it is embedded.
    pub is_embedded: bool,
    /// Its tag's value, empty if there is none.
    pub tag: Rc<[u8]>,
    /// Where its name stands.
    pub span: Span,
}

/// A function's type. Method signatures leave the receiver out.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Signature {
    /// Type parameters, each a [`Type::Param`]; empty unless the function is generic and not instantiated.
    pub type_params: Rc<[Ty]>,
    /// In order; the last one of a variadic function has the slice type.
    pub params: Rc<[Var]>,
    /// In order.
    pub results: Rc<[Var]>,
    /// Whether the last parameter is `...T`.
    pub is_variadic: bool,
}

/// A parameter, a result, or one value of several.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Var {
    /// Its name, empty when it has none.
    pub name: Name,
    /// Its type.
    pub ty: Ty,
}

/// A defined type, or an instance of a generic one.
#[derive(Clone, Debug)]
pub struct Named {
    /// The type name that declares it (for an instance: its origin).
    pub obj: ObjId,
    /// As declared, without package.
    pub name: Name,
    /// `None` for `error` and `comparable`.
    pub pkg: Option<PkgId>,
    /// The generic type this is an instance of.
    pub origin: Option<NamedId>,
    /// Type parameters, each a [`Type::Param`]; empty for an instance.
    pub type_params: Rc<[Ty]>,
    /// Type arguments; empty unless this is an instance.
    pub type_args: Rc<[Ty]>,
    /// The underlying type; while the package is being checked, the type it is defined as. `None` while unknown.
    pub underlying: Option<Ty>,
    /// Methods declared for it, in order of declaration. An instance has its origin's (see [`Types::methods_of`]).
    pub methods: Vec<ObjId>,
    /// Type parameters of the generic function or method that declares it; [`Types::subst`] replaces them in it too, which
    /// gives instances that print like the type itself.
    pub outer_params: Rc<[Ty]>,
    /// Of one that is declared inside a function, which of its package's it is, from 1 on in order of the text; else 0.
    pub local: u32,
}

/// A name for another type.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The type name that declares it.
    pub obj: ObjId,
    /// As declared, without package.
    pub name: Name,
    /// `None` for `any`.
    pub pkg: Option<PkgId>,
    /// Type parameters of a generic alias.
    pub type_params: Rc<[Ty]>,
    /// Type arguments of an instantiated alias.
    pub type_args: Rc<[Ty]>,
    /// What it stands for; `None` while unknown.
    pub actual: Option<Ty>,
}

/// The direction of a channel type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ChanDir {
    /// `chan T`
    Both,
    /// `chan<- T`
    Send,
    /// `<-chan T`
    Receive,
}

/// A type parameter.
#[derive(Clone, Debug)]
pub struct TypeParam {
    /// The type name that declares it.
    pub obj: ObjId,
    /// As declared.
    pub name: Name,
    /// Its index in its list.
    pub index: u32,
    /// Its constraint; any type but an interface stands for the interface that embeds it. Invalid while unknown.
    pub constraint: Ty,
    /// Where it is declared, if it hides a predeclared name, which messages then say.
    pub hides_at: Option<Name>,
}

/// An interface type literal.
#[derive(Clone, Debug, Default)]
pub struct Interface {
    /// Methods written in it.
    pub methods: Vec<Method>,
    /// Interfaces, types and unions embedded in it, and where.
    pub embeds: Vec<(Ty, Span)>,
    /// Whether it is not written but implied by a constraint such as `~int`.
    pub is_implicit: bool,
    /// Whether all methods and embedded elements stand in it; false while it is being read.
    pub is_complete: bool,
    /// All that it asks for, once computed; see [`Types::type_set`].
    pub type_set: OnceCell<Rc<TypeSet>>,
}

/// A method of an interface.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Method {
    /// Its name.
    pub name: Name,
    /// The package whose code may name it if it is unexported.
    pub pkg: Option<PkgId>,
    /// Its signature, a [`Type::Signature`].
    pub ty: Ty,
    /// Where its name stands.
    pub span: Span,
}
