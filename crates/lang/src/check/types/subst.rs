//! Replacing type parameters by type arguments.

use crate::sorted::SortedSet;
use std::rc::Rc;

use super::{
    EXTENT_MAX, Field, Interface, InterfaceId, Method, Named, NamedId, Signature, Term, Ty, Type, TypeParam,
    Types, Var,
};

/// Instances nested deeper than this, as in `T[T[T[...]]]`, are not expanded; the checker reports them.
pub(in crate::check) const INSTANCE_DEPTH_MAX: u32 = 100;

/// Instances of generic types in one program; only types that need ever more instances have so many.
const INSTANCES_MAX: usize = 10_000;

impl Types {
    /// `ty` with each of `params` (all [`Type::Param`]) replaced by the argument at the same index.
    pub fn subst(&mut self, ty: Ty, params: &[Ty], args: &[Ty]) -> Ty {
        if params.is_empty() || params.len() != args.len() {
            return ty;
        }
        self.subst_at(ty, params, args, 0)
    }

    /// The instance of a generic defined type or alias. Its underlying type is known as soon as its origin's is.
    pub fn instantiate(&mut self, generic: Ty, args: &[Ty]) -> Ty {
        self.instantiate_at(generic, args, 0)
    }

    /// The signature of a generic function with its type parameters replaced.
    pub fn instantiate_signature(&mut self, generic: Ty, args: &[Ty]) -> Ty {
        let Some(signature) = self.signature(generic).cloned() else { return generic };
        let plain = self.without_params(generic);
        self.subst(plain, &signature.type_params, args)
    }

    /// A generic function's type without its type parameters, which it may still mention.
    pub(in crate::check) fn without_params(&mut self, ty: Ty) -> Ty {
        let generic = self.signature(ty).filter(|signature| !signature.type_params.is_empty());
        let Some(generic) = generic else { return ty };
        let plain = Signature { type_params: Rc::from([]), ..(**generic).clone() };
        self.intern(Type::Signature(Rc::new(plain)))
    }

    /// Whether a type mentions one of these type parameters.
    pub fn mentions(&self, ty: Ty, params: &[Ty]) -> bool {
        !params.is_empty() && self.mentions_at(ty, params, &mut SortedSet::new())
    }

    fn mentions_at(&self, ty: Ty, params: &[Ty], seen: &mut SortedSet<Ty>) -> bool {
        let ty = self.unalias(ty);
        if !seen.insert(ty) {
            return false;
        }
        match self.get(ty) {
            Type::Basic(_) | Type::Alias(_) => false,
            Type::Param(_) => params.contains(&ty),
            Type::Pointer(elem) | Type::Slice(elem) | Type::Array { elem, .. } | Type::Chan { elem, .. } => {
                self.mentions_at(*elem, params, seen)
            }
            Type::Map { key, elem } => {
                self.mentions_at(*key, params, seen) || self.mentions_at(*elem, params, seen)
            }
            Type::Struct(fields) => fields.iter().any(|field| self.mentions_at(field.ty, params, seen)),
            Type::Tuple(vars) => vars.iter().any(|var| self.mentions_at(var.ty, params, seen)),
            Type::Union(terms) => terms.iter().any(|term| self.mentions_at(term.ty, params, seen)),
            Type::Signature(signature) => {
                let mut vars = signature.params.iter().chain(signature.results.iter());
                vars.any(|var| self.mentions_at(var.ty, params, seen))
            }
            Type::Interface(id) => {
                let interface = self.interface(*id);
                interface.methods.iter().any(|method| self.mentions_at(method.ty, params, seen))
                    || interface.embeds.iter().any(|&(embedded, _)| self.mentions_at(embedded, params, seen))
            }
            Type::Named(id) => {
                let named = self.named(*id);
                let mut parts = named.type_args.iter().chain(named.outer_params.iter());
                parts.any(|&part| self.mentions_at(part, params, seen))
            }
        }
    }

    fn instantiate_at(&mut self, generic: Ty, args: &[Ty], depth: u32) -> Ty {
        match *self.get(generic) {
            Type::Named(id) => self.instance_of(id, args, depth),
            Type::Alias(id) => {
                let alias = self.alias(id).clone();
                let Some(actual) = alias.actual else { return Ty::INVALID };
                let actual = self.subst_at(actual, &alias.type_params, args, depth + 1);
                let ty = self.new_alias(alias.obj, alias.name, alias.pkg);
                if let Type::Alias(id) = *self.get(ty) {
                    let entry = self.alias_mut(id);
                    entry.actual = Some(actual);
                    entry.type_args = args.into();
                }
                ty
            }
            _ => generic,
        }
    }

    fn instance_of(&mut self, origin: NamedId, args: &[Ty], depth: u32) -> Ty {
        let canonical: Rc<[Ty]> = args.iter().map(|&arg| self.canonical(arg)).collect();
        let key = (origin, canonical);
        if let Some(&ty) = self.instances.get(&key) {
            return ty;
        }
        let is_long = args.iter().any(|&arg| self.extent(arg) > EXTENT_MAX);
        if is_long || self.instances.len() >= INSTANCES_MAX {
            self.has_too_many_instances = true;
            return Ty::INVALID;
        }
        let Named { obj, name, pkg, local, .. } = self.named(origin).clone();
        let ty = self.new_named(obj, name, pkg);
        self.instances.insert(key, ty);
        if let Type::Named(id) = *self.get(ty) {
            let entry = self.named_mut(id);
            entry.origin = Some(origin);
            entry.type_args = args.into();
            entry.local = local;
            self.measure(ty);
            self.expand_at(id, depth);
        }
        ty
    }

    fn expand_at(&mut self, id: NamedId, depth: u32) {
        let named = self.named(id);
        let (Some(origin), args) = (named.origin, named.type_args.clone()) else { return };
        let origin = self.named(origin);
        let params = if origin.type_params.is_empty() { &origin.outer_params } else { &origin.type_params };
        let (Some(underlying), params) = (origin.underlying, params.clone()) else { return };
        if depth > INSTANCE_DEPTH_MAX || params.len() != args.len() {
            return;
        }
        let underlying = self.subst_at(underlying, &params, &args, depth + 1);
        self.named_mut(id).underlying = Some(underlying);
    }

    /// Gives the instances that were made of a generic type before it was complete their underlying types.
    pub(in crate::check) fn complete_instances(&mut self, origin: NamedId) {
        let range = (origin, Rc::from([]))..(NamedId(origin.0 + 1), Rc::from([]));
        let instances: Vec<Ty> = self.instances.range(range).map(|(_, &ty)| ty).collect();
        for ty in instances {
            if let Type::Named(id) = *self.get(ty)
                && self.named(id).underlying.is_none()
            {
                self.expand_at(id, 0);
            }
        }
    }

    fn subst_interface(&mut self, ty: Ty, id: InterfaceId, mut go: impl FnMut(&mut Types, Ty) -> Ty) -> Ty {
        let interface = self.interface(id).clone();
        let methods: Vec<Method> =
            interface.methods.iter().map(|m| Method { ty: go(self, m.ty), ..m.clone() }).collect();
        let embeds: Vec<_> = interface.embeds.iter().map(|&(ty, span)| (go(self, ty), span)).collect();
        if methods == interface.methods && embeds == interface.embeds {
            return ty;
        }
        self.new_interface(Interface {
            methods,
            embeds,
            is_complete: true,
            type_set: Default::default(),
            ..interface
        })
    }

    /// A generic method of an instance: where the method's own constraints mention the receiver's parameters, it has type
    /// parameters of its own with constraints that do not.
    fn subst_generic(&mut self, signature: &Signature, params: &[Ty], args: &[Ty], depth: u32) -> Ty {
        let (mut from, mut to) = (params.to_vec(), args.to_vec());
        let own: Vec<TypeParam> = signature
            .type_params
            .iter()
            .filter_map(|&param| self.as_param(param).map(|id| self.param(id).clone()))
            .collect();
        let mut type_params = signature.type_params.clone();
        if own.iter().any(|param| self.mentions(param.constraint, params)) {
            type_params =
                own.iter().map(|param| self.new_param(param.obj, param.name.clone(), param.index)).collect();
            from.extend(signature.type_params.iter());
            to.extend(type_params.iter());
            for (&new, old) in type_params.iter().zip(own) {
                let constraint = self.subst_at(old.constraint, &from, &to, depth + 1);
                if let Type::Param(id) = *self.get(new) {
                    *self.param_mut(id) = TypeParam { constraint, ..old };
                }
            }
        }
        let mut vars = |vars: &[Var]| -> Rc<[Var]> {
            vars.iter().map(|v| Var { ty: self.subst_at(v.ty, &from, &to, depth + 1), ..v.clone() }).collect()
        };
        let (inputs, results) = (vars(&signature.params), vars(&signature.results));
        let is_variadic = signature.is_variadic;
        self.intern(Type::Signature(Rc::new(Signature { type_params, params: inputs, results, is_variadic })))
    }

    fn subst_at(&mut self, ty: Ty, params: &[Ty], args: &[Ty], depth: u32) -> Ty {
        if depth > INSTANCE_DEPTH_MAX * 4 {
            return Ty::INVALID;
        }
        let node = self.get(ty).clone();
        let go = |types: &mut Types, ty: Ty| types.subst_at(ty, params, args, depth + 1);
        match node {
            Type::Basic(_) => ty,
            Type::Param(_) => params.iter().position(|&param| param == ty).map_or(ty, |index| args[index]),
            Type::Pointer(elem) => {
                let elem = go(self, elem);
                self.intern(Type::Pointer(elem))
            }
            Type::Slice(elem) => {
                let elem = go(self, elem);
                self.intern(Type::Slice(elem))
            }
            Type::Array { elem, len } => {
                let elem = go(self, elem);
                self.intern(Type::Array { elem, len })
            }
            Type::Map { key, elem } => {
                let (key, elem) = (go(self, key), go(self, elem));
                self.intern(Type::Map { key, elem })
            }
            Type::Chan { dir, elem } => {
                let elem = go(self, elem);
                self.intern(Type::Chan { dir, elem })
            }
            Type::Struct(fields) => {
                let fields = fields.iter().map(|f| Field { ty: go(self, f.ty), ..f.clone() }).collect();
                self.intern(Type::Struct(fields))
            }
            Type::Tuple(vars) => {
                let vars = vars.iter().map(|v| Var { ty: go(self, v.ty), ..v.clone() }).collect();
                self.intern(Type::Tuple(vars))
            }
            Type::Union(terms) => {
                let terms = terms.iter().map(|t| Term { ty: go(self, t.ty), ..*t }).collect();
                self.intern(Type::Union(terms))
            }
            Type::Signature(signature) if !signature.type_params.is_empty() => {
                self.subst_generic(&signature, params, args, depth)
            }
            Type::Signature(signature) => {
                let mut vars = |vars: &[Var]| -> Rc<[Var]> {
                    vars.iter().map(|v| Var { ty: go(self, v.ty), ..v.clone() }).collect()
                };
                let (inputs, results) = (vars(&signature.params), vars(&signature.results));
                let signature = Signature { params: inputs, results, ..(*signature).clone() };
                self.intern(Type::Signature(Rc::new(signature)))
            }
            Type::Interface(id) => self.subst_interface(ty, id, |types, ty| go(types, ty)),
            Type::Named(id) => {
                let named = self.named(id);
                let (origin, old) = match named.origin {
                    Some(origin) => (origin, named.type_args.clone()),
                    None => (id, named.outer_params.clone()),
                };
                // Too many or too few arguments, which is an error reported elsewhere.
                let wanted = self.named(origin).type_params.len();
                if named.origin.is_some() && wanted > 0 && wanted != old.len() {
                    return Ty::INVALID;
                }
                let new: Vec<Ty> = old.iter().map(|&arg| go(self, arg)).collect();
                if new[..] == old[..] { ty } else { self.instance_of(origin, &new, depth + 1) }
            }
            Type::Alias(id) => {
                let actual = self.alias(id).actual.unwrap_or(Ty::INVALID);
                let new = go(self, actual);
                if new == actual { ty } else { new }
            }
        }
    }
}
