//! Types that would contain themselves.
//! Source: cmd/compile/internal/types2/validtype.go.

use crate::sorted::SortedSet;

use super::checker::Checker;
use super::types::{Ty, Type};

/// Types nested deeper are not searched; only generic types can be nested so without end, which is reported as such.
const DEPTH_MAX: usize = 400;

impl Checker<'_> {
    /// The defined types that `ty` contains itself through, if it does. `path` are those around `ty`; `visited` are those
    /// known to contain nothing wrong.
    pub(super) fn find_type_cycle(
        &self,
        ty: Ty,
        path: &mut Vec<Ty>,
        visited: &mut SortedSet<Ty>,
        depth: usize,
    ) -> Option<Vec<Ty>> {
        if depth > DEPTH_MAX {
            return None;
        }
        let ty = self.types.unalias(ty);
        let mut go = |checker: &Self, part: Ty| checker.find_type_cycle(part, path, visited, depth + 1);
        match self.types.get(ty) {
            Type::Array { elem, .. } => go(self, *elem),
            Type::Struct(fields) => fields.iter().find_map(|field| go(self, field.ty)),
            Type::Union(terms) => terms.iter().find_map(|term| go(self, term.ty)),
            Type::Interface(id) => {
                self.types.interface(*id).embeds.iter().find_map(|&(embedded, _)| go(self, embedded))
            }
            Type::Named(id) => {
                if let Some(start) = path.iter().position(|&other| self.types.identical(other, ty)) {
                    return Some(path[start..].to_vec());
                }
                if visited.contains(&ty) {
                    return None;
                }
                let underlying = self.types.named(*id).underlying?;
                path.push(ty);
                let found = self.find_type_cycle(underlying, path, visited, depth + 1);
                path.pop();
                if found.is_none() {
                    visited.insert(ty);
                }
                found
            }
            _ => None,
        }
    }
}
