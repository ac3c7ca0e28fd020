//! Finding fields and methods by name, through embedded fields.
//! Source: cmd/compile/internal/types2/lookup.go:lookupFieldOrMethod.

use super::{Method, Ty, Type, Types};
use crate::check::object::{ObjId, PkgId};

/// One step of the way to a field: into a struct, or first through a pointer to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FieldStep {
    /// The field's index in its struct.
    pub field: u32,
    /// Whether what the step starts from is a pointer to the struct.
    pub through_pointer: bool,
}

/// Which method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MethodRef {
    /// A declared method of a defined type.
    Declared {
        /// The method.
        obj: ObjId,
        /// The defined type; an instance for a method of a generic type.
        receiver: Ty,
    },
    /// A method of an interface, or of a type parameter's constraint.
    Interface {
        /// The interface's type (possibly defined), or the type parameter.
        interface: Ty,
        /// Index into the methods of its [`super::TypeSet`].
        index: u32,
    },
}

/// What a lookup found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The embedded fields on the way; for a field, the field itself is the last step.
    pub path: Vec<FieldStep>,
    /// The method, unless it is a field.
    pub method: Option<MethodRef>,
    /// The type of the field, or for a method of that which `path` leads to.
    pub ty: Ty,
    /// Whether there is a pointer on the way, the operand itself included.
    pub is_indirect: bool,
    /// Whether what `path` leads to is a pointer (for a method: to its receiver's type).
    pub ends_in_pointer: bool,
}

/// Why a lookup found nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// There is no such field or method.
    NotFound,
    /// There are several at the same depth.
    Ambiguous,
    /// There is a method, but it has a pointer receiver and the operand is neither a pointer nor addressable.
    PointerReceiver,
}

/// A type of the current depth of the search.
#[derive(Clone)]
struct Entry {
    ty: Ty,
    path: Vec<FieldStep>,
    /// Whether the value is a pointer to `ty`.
    is_pointer: bool,
    is_indirect: bool,
    is_multiple: bool,
}

/// How a name is compared.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    name: &'a str,
    pkg: Option<PkgId>,
    fold_case: bool,
}

impl Wanted<'_> {
    fn is(self, name: &str, pkg: Option<PkgId>) -> bool {
        if self.fold_case && gopark_letters::same(self.name, name) {
            return true;
        }
        Types::same_name(self.name, self.pkg, name, pkg)
    }
}

impl Types {
    /// Looks `name` up, as code of package `pkg` means it, among the fields and methods of `ty`.
    pub fn lookup(
        &self,
        ty: Ty,
        is_addressable: bool,
        pkg: Option<PkgId>,
        name: &str,
    ) -> Result<Found, Missing> {
        self.lookup_named_pointer(ty, is_addressable, Wanted { name, pkg, fold_case: false })
    }

    /// The same, but finds methods of a named pointer type, too, which may have none; where they are declared says so.
    pub(in crate::check) fn lookup_declared(
        &self,
        ty: Ty,
        pkg: Option<PkgId>,
        name: &str,
    ) -> Result<Found, Missing> {
        let (base, is_pointer) = self.deref(ty);
        self.search(base, is_pointer, false, Wanted { pkg, name, fold_case: false })
    }

    /// The same without regard to the case of letters.
    pub(in crate::check) fn lookup_folded(
        &self,
        ty: Ty,
        is_addressable: bool,
        pkg: Option<PkgId>,
        name: &str,
    ) -> Result<Found, Missing> {
        self.lookup_named_pointer(ty, is_addressable, Wanted { name, pkg, fold_case: true })
    }

    /// The name, as declared, of what a lookup found.
    pub(in crate::check) fn found_name(&self, ty: Ty, found: &Found) -> String {
        match found.method {
            Some(method) => self.method_entry(method).map(|m| m.name.to_string()).unwrap_or_default(),
            None => {
                let mut at = ty;
                let mut name = String::new();
                for step in &found.path {
                    let holder = self.deref_struct(at);
                    let Some(field) = self.fields(holder).and_then(|f| f.get(step.field as usize)) else {
                        break;
                    };
                    (at, name) = (field.ty, field.name.to_string());
                }
                name
            }
        }
    }

    /// A method's name, package, signature as declared and place.
    pub fn method_entry(&self, method: MethodRef) -> Option<Method> {
        match method {
            MethodRef::Declared { obj, .. } => {
                let m = self.methods.get(&obj)?;
                Some(Method { name: m.name.clone(), pkg: m.pkg, ty: m.ty, span: m.span })
            }
            MethodRef::Interface { interface, index } => {
                self.type_set(interface).methods.get(index as usize).cloned()
            }
        }
    }

    /// A method's signature without receiver; for a method of an instance with the type arguments in it.
    pub fn method_signature(&mut self, method: MethodRef) -> Ty {
        let Some(entry) = self.method_entry(method) else { return Ty::INVALID };
        let MethodRef::Declared { obj, receiver } = method else { return entry.ty };
        let params = self.methods.get(&obj).map(|m| m.receiver_params.clone()).unwrap_or_default();
        let args = self.as_named(receiver).map(|id| self.named(id).type_args.clone()).unwrap_or_default();
        if args.is_empty() { entry.ty } else { self.subst(entry.ty, &params, &args) }
    }

    fn lookup_named_pointer(
        &self,
        ty: Ty,
        is_addressable: bool,
        wanted: Wanted<'_>,
    ) -> Result<Found, Missing> {
        if self.as_named(ty).is_some()
            && let Type::Pointer(elem) = *self.structure(ty)
        {
            let found = self.search(elem, true, false, wanted)?;
            return if found.method.is_some() { Err(Missing::NotFound) } else { Ok(found) };
        }
        let (base, is_pointer) = self.deref(ty);
        self.search(base, is_pointer, is_addressable, wanted)
    }

    fn search(
        &self,
        base: Ty,
        is_pointer: bool,
        is_addressable: bool,
        wanted: Wanted<'_>,
    ) -> Result<Found, Missing> {
        if wanted.name == "_" || (is_pointer && matches!(self.structure(base), Type::Interface(_))) {
            return Err(Missing::NotFound);
        }
        let start =
            Entry { ty: base, path: Vec::new(), is_pointer, is_indirect: is_pointer, is_multiple: false };
        let mut current = vec![start];
        let mut seen: Vec<Ty> = Vec::new();
        while !current.is_empty() {
            let mut found: Option<Found> = None;
            let mut next: Vec<Entry> = Vec::new();
            for entry in &current {
                if self.as_named(entry.ty).is_some() {
                    if seen.iter().any(|&other| self.identical(other, entry.ty)) {
                        continue;
                    }
                    seen.push(entry.ty);
                }
                let hit = self.look_in(entry, wanted, found.is_none(), &mut next);
                if let Some(hit) = hit {
                    if found.is_some() || entry.is_multiple {
                        return Err(Missing::Ambiguous);
                    }
                    found = Some(hit);
                }
            }
            if let Some(found) = found {
                let needs_pointer = matches!(found.method, Some(MethodRef::Declared { obj, .. })
                    if self.methods.get(&obj).is_some_and(|m| m.has_pointer_receiver));
                if needs_pointer && !found.is_indirect && !is_addressable {
                    return Err(Missing::PointerReceiver);
                }
                return Ok(found);
            }
            current = self.consolidate(next);
        }
        Err(Missing::NotFound)
    }

    /// Looks in one type, collecting its embedded fields in `next` while nothing was found.
    fn look_in(
        &self,
        entry: &Entry,
        wanted: Wanted<'_>,
        collect: bool,
        next: &mut Vec<Entry>,
    ) -> Option<Found> {
        let found = |path: Vec<FieldStep>, method, ty, ends_in_pointer| Found {
            path,
            method,
            ty,
            is_indirect: entry.is_indirect,
            ends_in_pointer,
        };
        if let Some(id) = self.as_named(entry.ty) {
            let is_wanted = |obj: &&ObjId| self.methods.get(obj).is_some_and(|m| wanted.is(&m.name, m.pkg));
            if let Some(&obj) = self.methods_of(id).iter().find(is_wanted) {
                let method = Some(MethodRef::Declared { obj, receiver: self.unalias(entry.ty) });
                return Some(found(entry.path.clone(), method, entry.ty, entry.is_pointer));
            }
        }
        match self.structure(entry.ty) {
            Type::Struct(fields) => {
                let mut hit = None;
                for (index, field) in fields.iter().enumerate() {
                    let step = FieldStep { field: index as u32, through_pointer: entry.is_pointer };
                    let path = || entry.path.iter().copied().chain([step]).collect::<Vec<_>>();
                    if wanted.is(&field.name, Some(field.pkg)) {
                        hit = Some(found(path(), None, field.ty, self.deref(field.ty).1));
                    } else if collect && hit.is_none() && field.is_embedded {
                        let (ty, is_pointer) = self.deref(field.ty);
                        let is_indirect = entry.is_indirect || is_pointer;
                        next.push(Entry {
                            ty,
                            path: path(),
                            is_pointer,
                            is_indirect,
                            is_multiple: entry.is_multiple,
                        });
                    }
                }
                hit
            }
            Type::Interface(_) => {
                let set = self.type_set(entry.ty);
                let index = set.methods.iter().position(|m| wanted.is(&m.name, m.pkg))? as u32;
                let method = Some(MethodRef::Interface { interface: entry.ty, index });
                Some(found(entry.path.clone(), method, entry.ty, entry.is_pointer))
            }
            _ => None,
        }
    }

    /// Merges entries of the same type into one marked as multiple.
    fn consolidate(&self, entries: Vec<Entry>) -> Vec<Entry> {
        let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
        for entry in entries {
            match kept.iter_mut().find(|other| self.identical(other.ty, entry.ty)) {
                Some(other) => other.is_multiple = true,
                None => kept.push(entry),
            }
        }
        kept
    }
}
