//! Types as the checker knows them: small ids into one arena that the whole program shares.
//!
//! Types built from others by an operator (`*T`, `[]T`, `func(T) U`, ...) are interned by their exact spelling, so that
//! building one twice gives one id. Two ids may still be identical types in Go's sense (`byte` and `uint8`, aliases,
//! parameter names, two spellings of one interface): ask [`Types::identical`], or compare the ids that
//! [`Types::canonical`] gives. Defined types, type parameters, aliases and interfaces refer to tables of their own,
//! because they may be used before they are complete.
//!
//! Generic code is kept generic: types inside a generic function mention [`Type::Param`], and [`Types::subst`] replaces
//! parameters by arguments. An instance `List[int]` is a [`Named`] with an origin and type arguments.

mod basic;
mod canonical;
mod digest;
mod extent;
mod format;
mod identical;
mod lookup;
mod parts;
mod predicates;
mod sizes;
mod subst;
mod type_set;

use crate::sorted::SortedMap;
use std::cell::OnceCell;
use std::rc::Rc;

pub use basic::{Basic, Ty};
pub(super) use extent::EXTENT_MAX;
pub use lookup::{FieldStep, Found, MethodRef, Missing};
pub use parts::{Alias, ChanDir, Field, Interface, Method, Named, Signature, TypeParam, Var};
pub use sizes::Layout;
pub use type_set::{Term, TypeSet};

use super::object::{ObjId, PkgId};
use crate::ast::Name;
use crate::source::Span;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);

        impl $name {
            /// The id as an index.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )* };
}

ids! {
    /// A defined type or an instance of a generic one: an index into a table of [`Named`].
    NamedId;
    /// An alias: an index into a table of [`Alias`].
    AliasId;
    /// A type parameter: an index into a table of [`TypeParam`].
    ParamId;
    /// An interface type literal: an index into a table of [`Interface`].
    InterfaceId;
}

/// The structure of a type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Type {
    /// A predeclared type or the type of an untyped constant.
    Basic(Basic),
    /// `*T`
    Pointer(Ty),
    /// `[]T`
    Slice(Ty),
    /// `[len]T`
    Array {
        /// `T`.
        elem: Ty,
        /// The length, never negative.
        len: i64,
    },
    /// `map[K]V`
    Map {
        /// `K`.
        key: Ty,
        /// `V`.
        elem: Ty,
    },
    /// `chan T`
    Chan {
        /// Which operations it allows.
        dir: ChanDir,
        /// `T`.
        elem: Ty,
    },
    /// `struct { ... }`
    Struct(Rc<[Field]>),
    /// `func(...) ...`
    Signature(Rc<Signature>),
    /// The results of a call that has not exactly one.
    Tuple(Rc<[Var]>),
    /// `interface { ... }`
    Interface(InterfaceId),
    /// `A | ~B` in a constraint.
    Union(Rc<[Term]>),
    /// A defined type.
    Named(NamedId),
    /// A name for another type.
    Alias(AliasId),
    /// A type parameter.
    Param(ParamId),
}

/// What makes interfaces identical: methods, terms, and whether they ask for comparable types.
type InterfaceKey = (Vec<Method>, Option<Vec<Term>>, bool);

/// All types of a program.
#[derive(Clone, Debug)]
pub struct Types {
    nodes: Vec<Type>,
    /// Of each type its [`Types::extent`].
    extents: Vec<u32>,
    /// By digest first.
    interned: SortedMap<(u32, Type), Ty>,
    pub(in crate::check) named: Vec<Named>,
    aliases: Vec<Alias>,
    params: Vec<TypeParam>,
    interfaces: Vec<Interface>,
    instances: SortedMap<(NamedId, Rc<[Ty]>), Ty>,
    /// Whether some instances of generic types were given up because there are too many.
    pub(super) has_too_many_instances: bool,
    canonicals: SortedMap<Ty, Ty>,
    canonical_interfaces: SortedMap<InterfaceKey, Ty>,
    /// Of each package by its id: its name and its path.
    pub(super) packages: Vec<(Name, Name)>,
    /// Signatures of methods by the method's object, so that lookups need no table of objects.
    pub(super) methods: SortedMap<ObjId, DeclaredMethod>,
}

/// What a lookup must know of a declared method.
#[derive(Clone, Debug)]
pub struct DeclaredMethod {
    /// Its name.
    pub name: Name,
    /// Its package.
    pub pkg: Option<PkgId>,
    /// Whether its receiver is a pointer.
    pub has_pointer_receiver: bool,
    /// Its signature without receiver; invalid until known.
    pub ty: Ty,
    /// Type parameters that its receiver declares, `func (l *List[T]) ...`.
    pub receiver_params: Rc<[Ty]>,
    /// Where its name stands.
    pub span: Span,
}

impl Types {
    /// The arena with the predeclared types in it.
    pub(super) fn new() -> Types {
        let mut types = Types {
            nodes: Basic::ALL.iter().map(|&basic| Type::Basic(basic)).collect(),
            extents: vec![1; Basic::ALL.len()],
            interned: SortedMap::new(),
            named: Vec::new(),
            aliases: Vec::new(),
            params: Vec::new(),
            interfaces: Vec::new(),
            instances: SortedMap::new(),
            has_too_many_instances: false,
            canonicals: SortedMap::new(),
            canonical_interfaces: SortedMap::new(),
            packages: Vec::new(),
            methods: SortedMap::new(),
        };
        types.add_predeclared();
        types
    }

    fn add_predeclared(&mut self) {
        let string = Rc::from([Var { name: "".into(), ty: Ty::STRING }]);
        let signature = Signature { results: string, ..Signature::default() };
        for (index, name) in ["error", "any", "comparable"].into_iter().enumerate() {
            let (obj, name) = (super::universe::TYPE_OBJECTS[index], Name::from(name));
            if &*name == "any" {
                let alias = AliasId(0);
                let none: Rc<[Ty]> = Rc::from([]);
                let actual = Some(Ty::EMPTY_INTERFACE);
                let (type_params, type_args) = (none.clone(), none);
                self.aliases.push(Alias { obj, name, pkg: None, type_params, type_args, actual });
                self.push(Type::Alias(alias));
            } else {
                self.new_named(obj, name, None);
            }
        }
        let empty = self.new_interface(Interface { is_complete: true, ..Interface::default() });
        debug_assert_eq!(empty, Ty::EMPTY_INTERFACE);
        let tuple = self.intern(Type::Tuple(Rc::from([])));
        debug_assert_eq!(tuple, Ty::EMPTY_TUPLE);
        let ty = self.intern(Type::Signature(Rc::new(signature)));
        let method = Method { name: "Error".into(), pkg: None, ty, span: Span::default() };
        let error = self.new_interface(Interface {
            methods: vec![method],
            is_complete: true,
            ..Interface::default()
        });
        let set = TypeSet { is_comparable: true, ..TypeSet::default() };
        let type_set = OnceCell::from(Rc::new(set));
        let comparable =
            self.new_interface(Interface { type_set, is_complete: true, ..Interface::default() });
        self.named[0].underlying = Some(error);
        self.named[1].underlying = Some(comparable);
    }

    /// The structure of a type.
    pub fn get(&self, ty: Ty) -> &Type {
        self.nodes.get(ty.index()).unwrap_or(&Type::Basic(Basic::Invalid))
    }

    /// All array types.
    pub fn arrays(&self) -> impl Iterator<Item = Ty> {
        let arrays = self.nodes.iter().enumerate().filter(|(_, node)| matches!(node, Type::Array { .. }));
        arrays.map(|(index, _)| Ty(index as u32))
    }

    /// How many types there are; ids are below it.
    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    /// The type of this structure.
    pub fn intern(&mut self, node: Type) -> Ty {
        if let Type::Basic(basic) = node {
            return Ty(basic as u32);
        }
        let key = (node.digest(), node);
        if let Some(&ty) = self.interned.get(&key) {
            return ty;
        }
        let ty = self.push(key.1.clone());
        self.interned.insert(key, ty);
        ty
    }

    fn push(&mut self, node: Type) -> Ty {
        self.nodes.push(node);
        let ty = Ty(self.nodes.len() as u32 - 1);
        self.extents.push(1);
        self.measure(ty);
        ty
    }

    /// `*T`
    pub fn pointer_to(&mut self, elem: Ty) -> Ty {
        self.intern(Type::Pointer(elem))
    }

    /// `[]T`
    pub fn slice_of(&mut self, elem: Ty) -> Ty {
        self.intern(Type::Slice(elem))
    }

    /// The tuple of unnamed values of these types.
    pub fn tuple(&mut self, types: &[Ty]) -> Ty {
        let vars = types.iter().map(|&ty| Var { name: "".into(), ty }).collect();
        self.intern(Type::Tuple(vars))
    }

    /// A new interface literal.
    pub(super) fn new_interface(&mut self, interface: Interface) -> Ty {
        let id = InterfaceId(self.interfaces.len() as u32);
        self.interfaces.push(interface);
        self.push(Type::Interface(id))
    }

    /// A new defined type, still without underlying type.
    pub(super) fn new_named(&mut self, obj: ObjId, name: Name, pkg: Option<PkgId>) -> Ty {
        let id = NamedId(self.named.len() as u32);
        let none: Rc<[Ty]> = Rc::from([]);
        self.named.push(Named {
            obj,
            name,
            pkg,
            origin: None,
            type_params: none.clone(),
            type_args: none.clone(),
            outer_params: none,
            underlying: None,
            methods: Vec::new(),
            local: 0,
        });
        self.push(Type::Named(id))
    }

    /// A new alias, still without the type it stands for.
    pub(super) fn new_alias(&mut self, obj: ObjId, name: Name, pkg: Option<PkgId>) -> Ty {
        let id = AliasId(self.aliases.len() as u32);
        let none: Rc<[Ty]> = Rc::from([]);
        let (type_params, type_args) = (none.clone(), none);
        self.aliases.push(Alias { obj, name, pkg, type_params, type_args, actual: None });
        self.push(Type::Alias(id))
    }

    /// A new type parameter, still without constraint.
    pub(super) fn new_param(&mut self, obj: ObjId, name: Name, index: u32) -> Ty {
        let id = ParamId(self.params.len() as u32);
        self.params.push(TypeParam { obj, name, index, constraint: Ty::INVALID, hides_at: None });
        self.push(Type::Param(id))
    }

    /// A defined type's entry.
    pub fn named(&self, id: NamedId) -> &Named {
        &self.named[id.index()]
    }

    pub(super) fn named_mut(&mut self, id: NamedId) -> &mut Named {
        &mut self.named[id.index()]
    }

    /// An alias's entry.
    pub fn alias(&self, id: AliasId) -> &Alias {
        &self.aliases[id.index()]
    }

    pub(super) fn alias_mut(&mut self, id: AliasId) -> &mut Alias {
        &mut self.aliases[id.index()]
    }

    /// A type parameter's entry.
    pub fn param(&self, id: ParamId) -> &TypeParam {
        &self.params[id.index()]
    }

    pub(super) fn param_mut(&mut self, id: ParamId) -> &mut TypeParam {
        &mut self.params[id.index()]
    }

    /// An interface literal's entry.
    pub fn interface(&self, id: InterfaceId) -> &Interface {
        &self.interfaces[id.index()]
    }

    pub(super) fn interface_mut(&mut self, id: InterfaceId) -> &mut Interface {
        &mut self.interfaces[id.index()]
    }

    /// The type behind any aliases.
    pub fn unalias(&self, ty: Ty) -> Ty {
        let mut at = ty;
        for _ in 0..ALIAS_CHAIN_MAX {
            match self.get(at) {
                Type::Alias(id) => at = self.alias(*id).actual.unwrap_or(Ty::INVALID),
                _ => return at,
            }
        }
        Ty::INVALID
    }

    /// The underlying type: never an alias or a defined type; for a type parameter its constraint interface's.
    /// Invalid for a type that is not complete yet.
    pub fn under(&self, ty: Ty) -> Ty {
        let ty = self.behind_names(ty);
        match self.get(ty) {
            Type::Param(id) => match self.param(*id).constraint {
                Ty::INVALID => Ty::EMPTY_INTERFACE,
                constraint => {
                    let under = self.behind_names(constraint);
                    if matches!(self.get(under), Type::Interface(_)) { under } else { Ty::EMPTY_INTERFACE }
                }
            },
            _ => ty,
        }
    }

    fn behind_names(&self, ty: Ty) -> Ty {
        let mut at = ty;
        for _ in 0..ALIAS_CHAIN_MAX {
            match self.get(at) {
                Type::Alias(id) => at = self.alias(*id).actual.unwrap_or(Ty::INVALID),
                Type::Named(id) => at = self.named(*id).underlying.unwrap_or(Ty::INVALID),
                _ => return at,
            }
        }
        Ty::INVALID
    }

    /// Makes what is still unknown after errors invalid, and names the underlying types directly.
    pub(super) fn settle(&mut self) {
        for index in 0..self.named.len() {
            let underlying = self.named[index].underlying.unwrap_or(Ty::INVALID);
            self.named[index].underlying = Some(self.under(underlying));
        }
        for method in self.methods.values_mut().filter(|method| method.ty == Ty::UNSET) {
            method.ty = Ty::INVALID;
        }
    }

    /// The structure of the underlying type.
    pub fn structure(&self, ty: Ty) -> &Type {
        self.get(self.under(ty))
    }

    /// The defined type, if it is one (or an alias of one).
    pub fn as_named(&self, ty: Ty) -> Option<NamedId> {
        match self.get(self.unalias(ty)) {
            Type::Named(id) => Some(*id),
            _ => None,
        }
    }

    /// The type parameter, if it is one.
    pub fn as_param(&self, ty: Ty) -> Option<ParamId> {
        match self.get(self.unalias(ty)) {
            Type::Param(id) => Some(*id),
            _ => None,
        }
    }

    /// The signature of a function type.
    pub fn signature(&self, ty: Ty) -> Option<&Rc<Signature>> {
        match self.structure(ty) {
            Type::Signature(signature) => Some(signature),
            _ => None,
        }
    }

    /// The fields of a struct type.
    pub fn fields(&self, ty: Ty) -> Option<&Rc<[Field]>> {
        match self.structure(ty) {
            Type::Struct(fields) => Some(fields),
            _ => None,
        }
    }

    /// The methods declared for a defined type or, for an instance, for its origin.
    pub fn methods_of(&self, id: NamedId) -> &[ObjId] {
        let named = self.named(id);
        &self.named(named.origin.unwrap_or(id)).methods
    }

    /// What is known of a declared method by its object.
    pub fn declared_method(&self, method: ObjId) -> Option<&DeclaredMethod> {
        self.methods.get(&method)
    }
}

/// More aliases of aliases than any program has; the bound ends cycles that an error left behind.
const ALIAS_CHAIN_MAX: u32 = 10_000;
