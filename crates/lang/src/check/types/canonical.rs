//! One id for all identical types.

use std::rc::Rc;

use super::identical::basic;
use super::{Field, Method, Signature, Ty, Type, Types, Var};
use crate::ast::Name;
use crate::check::object::{PkgId, is_exported};
use crate::sorted::sort_by;
use crate::source::Span;

const DEPTH_MAX: u32 = 500;

impl Types {
    /// The same id for all types identical to this one; that id's type is itself one of them, without aliases and
    /// parameter names. Only for complete types.
    pub fn canonical(&mut self, ty: Ty) -> Ty {
        self.canonical_at(ty, 0)
    }

    fn canonical_at(&mut self, ty: Ty, depth: u32) -> Ty {
        let ty = self.unalias(ty);
        if let Some(&known) = self.canonicals.get(&ty) {
            return known;
        }
        if depth > DEPTH_MAX {
            return ty;
        }
        let node = self.get(ty).clone();
        let is_interface = matches!(node, Type::Interface(_));
        let go = |types: &mut Types, ty: Ty| types.canonical_at(ty, depth + 1);
        let node = match node {
            Type::Basic(_) => return basic(ty),
            Type::Param(_) | Type::Alias(_) | Type::Union(_) => return ty,
            // Instances are made by canonical arguments, but an argument may have been incomplete then.
            Type::Named(_) => return ty,
            Type::Pointer(elem) => Type::Pointer(go(self, elem)),
            Type::Slice(elem) => Type::Slice(go(self, elem)),
            Type::Array { elem, len } => Type::Array { elem: go(self, elem), len },
            Type::Map { key, elem } => Type::Map { key: go(self, key), elem: go(self, elem) },
            Type::Chan { dir, elem } => Type::Chan { dir, elem: go(self, elem) },
            Type::Struct(fields) => {
                Type::Struct(fields.iter().map(|f| self.canonical_field(f, depth)).collect())
            }
            Type::Tuple(vars) => Type::Tuple(self.canonical_vars(&vars, depth)),
            Type::Signature(signature) => Type::Signature(Rc::new(Signature {
                params: self.canonical_vars(&signature.params, depth),
                results: self.canonical_vars(&signature.results, depth),
                ..(*signature).clone()
            })),
            Type::Interface(_) => return self.canonical_interface(ty, depth),
        };
        let canonical = self.intern(node);
        if !is_interface {
            self.canonicals.insert(ty, canonical);
        }
        canonical
    }

    fn canonical_field(&mut self, field: &Field, depth: u32) -> Field {
        Field {
            ty: self.canonical_at(field.ty, depth + 1),
            pkg: if is_exported(&field.name) { PkgId(0) } else { field.pkg },
            span: Span::default(),
            ..field.clone()
        }
    }

    fn canonical_vars(&mut self, vars: &[Var], depth: u32) -> Rc<[Var]> {
        let nameless = Name::from("");
        vars.iter().map(|v| Var { name: nameless.clone(), ty: self.canonical_at(v.ty, depth + 1) }).collect()
    }

    fn canonical_interface(&mut self, ty: Ty, depth: u32) -> Ty {
        let set = self.type_set(ty);
        let is_final =
            matches!(self.get(ty), Type::Interface(id) if self.interface(*id).type_set.get().is_some());
        let methods: Vec<Method> = set
            .methods
            .iter()
            .map(|m| Method {
                pkg: if is_exported(&m.name) { None } else { m.pkg },
                ty: self.canonical_at(m.ty, depth + 1),
                span: Span::default(),
                ..m.clone()
            })
            .collect();
        let mut terms = set.terms.clone();
        if let Some(terms) = &mut terms {
            sort_by(terms, Ord::cmp);
        }
        if !is_final {
            return ty;
        }
        let key = (methods, terms, set.is_comparable);
        let canonical = *self.canonical_interfaces.get_or_insert_with(key, || ty);
        self.canonicals.insert(ty, canonical);
        canonical
    }
}
