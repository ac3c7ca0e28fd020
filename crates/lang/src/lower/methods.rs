//! Methods: finding them on concrete types, numbering their names, and filling the tables of what interfaces hold.

use std::rc::Rc;

use crate::sorted::{SortedSet, sort_by};

use gopark_program::{FuncId, Method, MethodId, TypeId, TypeKind};

use super::Module;
use super::func::FuncKey;
use crate::ast::Name;
use crate::check::types::{self, FieldStep, MethodRef};
use crate::check::{Adjust, ObjectKind, PkgId, Ty};

/// What makes methods the same to an interface: the name, for unexported ones with its package, and the signature. No
/// interface asks for a method with type arguments of its own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MethodKey {
    pub pkg: Option<PkgId>,
    pub name: Name,
    /// Its own type arguments, without its receiver's; canonical.
    pub args: Rc<[Ty]>,
    /// Canonical.
    signature: Ty,
}

/// What a call of a method calls.
#[derive(Clone, Copy, Debug)]
pub(super) enum Callee {
    /// A compiled function.
    Func(FuncId),
    /// A native.
    Native(u16),
    /// Whatever the interface holds.
    Iface(MethodId),
}

/// How a method is reached from a value of a concrete type.
pub(super) struct Found {
    /// Embedded fields to go through.
    pub path: Vec<FieldStep>,
    /// What to do with what the path leads to.
    pub adjust: Adjust,
    /// What to call with it.
    pub callee: Callee,
    /// The type of the receiver as it is passed.
    pub receiver: TypeId,
    /// The method's type, without receiver.
    pub signature: TypeId,
    /// Its number.
    pub id: MethodId,
}

impl Module<'_> {
    /// The number of a method with this name and (concrete) signature.
    pub fn method_id(&mut self, pkg: Option<PkgId>, name: &Name, args: Rc<[Ty]>, signature: Ty) -> MethodId {
        let pkg = if crate::check::object::is_exported(name) { None } else { pkg };
        let key = MethodKey { pkg, name: name.clone(), args, signature: self.types.canonical(signature) };
        if let Some(&id) = self.method_ids.get(&key) {
            return id;
        }
        if self.methods.len() >= usize::from(u16::MAX) {
            self.too_many("methods");
            return MethodId(0);
        }
        let id = MethodId(self.methods.len() as u16);
        self.methods.push(key.clone());
        self.method_ids.insert(key, id);
        id
    }

    /// The methods that an interface type asks for.
    pub fn interface_methods(&self, ty: Ty) -> Vec<types::Method> {
        self.types.type_set(ty).methods.clone()
    }

    /// Finds a method of a concrete type, whether in its method set or reached through an address; one with type
    /// parameters of its own only with arguments for them.
    pub fn find_method(
        &mut self,
        t: TypeId,
        pkg: Option<PkgId>,
        name: &str,
        own_args: &Rc<[Ty]>,
    ) -> Option<Found> {
        let ty = self.origins[t.idx()].ty;
        let found = self.types.lookup(ty, true, pkg, name).ok()?;
        let method = found.method?;
        let mut signature_type = self.types.method_signature(method);
        if self.types.signature(signature_type)?.type_params.len() != own_args.len() {
            return None;
        }
        if !own_args.is_empty() {
            signature_type = self.types.instantiate_signature(signature_type, own_args);
        }
        let signature = self.type_id(signature_type);
        let entry = self.types.method_entry(method)?;
        let id = self.method_id(entry.pkg, &entry.name, own_args.clone(), signature_type);
        match method {
            MethodRef::Declared { obj, receiver } => {
                let takes_pointer = self.types.declared_method(obj).is_some_and(|m| m.has_pointer_receiver);
                let adjust = match (takes_pointer, found.ends_in_pointer) {
                    (true, false) => Adjust::AddressOf,
                    (false, true) => Adjust::Deref,
                    _ => Adjust::None,
                };
                let args = self.types.as_named(receiver).map(|id| self.types.named(id).type_args.clone());
                let args = args.unwrap_or_default();
                let args = args.iter().map(|&arg| self.types.canonical(arg)).chain(own_args.iter().copied());
                let args = args.collect();
                let receiver = if takes_pointer { self.types.pointer_to(receiver) } else { receiver };
                let receiver = self.type_id(receiver);
                let callee = if self.is_native(obj) {
                    Callee::Native(self.native(obj))
                } else {
                    Callee::Func(self.func(FuncKey::Decl { obj, args, variant: self.variant }))
                };
                Some(Found { path: found.path, adjust, callee, receiver, signature, id })
            }
            MethodRef::Interface { .. } => {
                let receiver = self.type_id(found.ty);
                let callee = Callee::Iface(id);
                Some(Found { path: found.path, adjust: Adjust::None, callee, receiver, signature, id })
            }
        }
    }

    /// Interfaces may hold values of this type from now on: its methods will be compiled, and those of the types of its
    /// parts, which reflection can reach.
    pub fn mark_dynamic(&mut self, t: TypeId) {
        let mut queue = vec![t];
        while let Some(t) = queue.pop() {
            if std::mem::replace(&mut self.origins[t.idx()].is_dynamic, true) {
                continue;
            }
            self.dynamic.push(t);
            match self.kind(t) {
                TypeKind::Pointer(elem) | TypeKind::Slice(elem) | TypeKind::Array { elem, .. } => {
                    queue.push(*elem);
                }
                TypeKind::Map { key, elem } => queue.extend([*key, *elem]),
                TypeKind::Struct(fields) => queue.extend(fields.iter().map(|field| field.ty)),
                _ => {}
            }
        }
    }

    /// Fills a type's method table.
    pub fn request_methods(&mut self, t: TypeId) {
        let ty = self.origins[t.idx()].ty;
        if matches!(self.kind(t), TypeKind::Interface(_)) {
            return;
        }
        let mut names = SortedSet::new();
        let mut seen = SortedSet::new();
        self.collect_names(ty, &mut names, &mut seen);
        let mut methods = Vec::new();
        for &(pkg, ref name) in names.iter() {
            // In the method set itself: not through the address of a value in an interface.
            if !self.types.lookup(ty, false, pkg, name).is_ok_and(|found| found.method.is_some()) {
                continue;
            }
            methods.extend(self.data_word_method(t, pkg, name));
        }
        sort_by(&mut methods, |a, b| a.id.cmp(&b.id));
        self.program.types[t.idx()].methods = methods;
    }

    /// The function that takes an interface's data word as receiver: the method itself where that is what it takes.
    fn data_word_method(&mut self, t: TypeId, pkg: Option<PkgId>, name: &str) -> Option<Method> {
        let found = self.find_method(t, pkg, name, &[].into())?;
        let id = found.id;
        let is_direct = self.program.types[t.idx()].is_direct();
        let func = match found.callee {
            Callee::Func(func) if is_direct && found.path.is_empty() && found.adjust == Adjust::None => func,
            _ => self.func(FuncKey::DataWord { receiver: t, method: id }),
        };
        Some(Method { id, func })
    }

    /// The names of all methods that may be promoted to a type.
    fn collect_names(&self, ty: Ty, names: &mut SortedSet<(Option<PkgId>, Name)>, seen: &mut SortedSet<Ty>) {
        let mut queue = vec![ty];
        while let Some(ty) = queue.pop() {
            let (ty, _) = self.types.deref(ty);
            let ty = self.types.unalias(ty);
            if !seen.insert(ty) {
                continue;
            }
            if let Some(id) = self.types.as_named(ty) {
                for &obj in self.types.methods_of(id) {
                    let object = self.checked.objects.get(obj);
                    if matches!(object.kind, ObjectKind::Func(_)) {
                        names.insert((object.pkg, object.name.clone()));
                    }
                }
            }
            match self.types.structure(ty) {
                types::Type::Struct(fields) => {
                    queue.extend(fields.iter().filter(|field| field.is_embedded).map(|field| field.ty));
                }
                types::Type::Interface(_) => {
                    names.extend(self.interface_methods(ty).into_iter().map(|m| (m.pkg, m.name)));
                }
                _ => {}
            }
        }
    }

    /// Types that the machine looks up by name: the predeclared ones, some of their slices, and those that package
    /// runtime declares, with their pointers.
    pub fn add_well_known(&mut self) {
        let basics = [
            Ty::BOOL,
            Ty::INT,
            Ty::INT8,
            Ty::INT16,
            Ty::INT32,
            Ty::INT64,
            Ty::UINT,
            Ty::UINT8,
            Ty::UINT16,
            Ty::UINT32,
            Ty::UINT64,
            Ty::UINTPTR,
            Ty::FLOAT32,
            Ty::FLOAT64,
            Ty::COMPLEX64,
            Ty::COMPLEX128,
            Ty::STRING,
            Ty::ERROR,
            Ty::EMPTY_INTERFACE,
        ];
        let mut known = basics.to_vec();
        for elem in [Ty::UINT8, Ty::INT32, Ty::STRING, Ty::INT, Ty::EMPTY_INTERFACE] {
            known.push(self.types.slice_of(elem));
        }
        for package in self.checked.packages.iter().filter(|package| &*package.path == "runtime") {
            for &obj in package.scope.values() {
                let object = self.checked.objects.get(obj);
                let Some(id) =
                    self.types.as_named(object.ty).filter(|_| matches!(object.kind, ObjectKind::Type))
                else {
                    continue;
                };
                if self.types.named(id).type_params.is_empty() && self.types.unalias(object.ty) == object.ty {
                    known.push(object.ty);
                    known.push(self.types.pointer_to(object.ty));
                }
            }
        }
        for ty in known {
            let t = self.type_id(ty);
            if !self.is_interface(t) {
                self.mark_dynamic(t);
            }
            self.program.well_known.push((self.program.types[t.idx()].name.clone(), t));
        }
    }
}
