//! Types that would contain themselves.
//! Source: cmd/compile/internal/types2/validtype.go.

use std::rc::Rc;

use crate::sorted::SortedSet;

use super::checker::Checker;
use super::types::{Ty, Type};

/// Types nested deeper are not searched; so deep declarations are reported as such.
const DEPTH_MAX: usize = 500;

/// The search for a type among the parts of its own values. An instance is looked through as its generic type is declared,
/// so a type that needs ever larger instances of itself is found as soon as one that needs itself.
#[derive(Default)]
pub(super) struct TypeCycle {
    /// The types whose values hold what is being looked at.
    nest: Vec<Ty>,
    /// The types on the way, also those whose arguments the way has left them for.
    path: Vec<Ty>,
    /// What is known to contain nothing wrong, with the nest that it stands in unless it is no instance.
    valid: SortedSet<(Ty, Rc<[Ty]>)>,
}

impl TypeCycle {
    /// The defined types that `ty` contains itself through, if it does.
    pub fn find(&mut self, checker: &Checker<'_>, ty: Ty) -> Option<Vec<Ty>> {
        let types = &*checker.types;
        let ty = types.unalias(ty);
        match types.get(ty) {
            Type::Array { elem, .. } => self.find(checker, *elem),
            Type::Struct(fields) => fields.iter().find_map(|field| self.find(checker, field.ty)),
            Type::Union(terms) => terms.iter().find_map(|term| self.find(checker, term.ty)),
            Type::Interface(id) => {
                types.interface(*id).embeds.iter().find_map(|&(embedded, _)| self.find(checker, embedded))
            }
            Type::Named(id) => {
                let is_it = |other: &Ty| types.identical(*other, ty);
                if self.nest.iter().any(is_it) {
                    let start = self.path.iter().position(is_it)?;
                    return Some(self.path[start..].to_vec());
                }
                let origin = types.named(*id).origin;
                let nest: Rc<[Ty]> = if origin.is_some() { self.nest[..].into() } else { [].into() };
                if self.path.len() > DEPTH_MAX || self.valid.contains(&(ty, nest.clone())) {
                    return None;
                }
                let declared = types.named(origin.unwrap_or(*id)).underlying?;
                self.nest.push(ty);
                self.path.push(ty);
                let found = self.find(checker, declared);
                self.nest.pop();
                self.path.pop();
                self.valid.insert((ty, nest));
                found
            }
            // Its argument belongs to what the instance stands in.
            Type::Param(_) => {
                let instance = self.nest.pop()?;
                let found = checker.type_argument(instance, ty).and_then(|arg| self.find(checker, arg));
                self.nest.push(instance);
                found
            }
            _ => None,
        }
    }
}

impl Checker<'_> {
    /// What an instance has for a type parameter.
    fn type_argument(&self, instance: Ty, param: Ty) -> Option<Ty> {
        let named = self.types.named(self.types.as_named(instance)?);
        let params = &self.types.named(named.origin?).type_params;
        named.type_args.get(params.iter().position(|&other| other == param)?).copied()
    }
}
