//! How long types are when written out: a dozen aliases, each of a struct of two of the one before, stand for thousands of
//! fields, and sixty for more than any machine can go through. Such types are refused where they are written.

use super::{Ty, Type, Types};

/// Parts of a type literal when written out; no program in use has a hundredth of it.
pub(in crate::check) const EXTENT_MAX: u32 = 20_000;

impl Types {
    /// How many types stand in this one when its aliases are written out; a defined type counts as one, with its arguments.
    pub(in crate::check) fn extent(&self, ty: Ty) -> u32 {
        self.extents.get(self.unalias(ty).index()).copied().unwrap_or(1)
    }

    /// Notes a type's extent, once its parts are known.
    pub(in crate::check) fn measure(&mut self, ty: Ty) {
        let sum = |parts: &mut dyn Iterator<Item = Ty>| {
            parts.fold(1u32, |sum, part| sum.saturating_add(self.extent(part)))
        };
        self.extents[ty.index()] = match self.get(ty) {
            Type::Basic(_) | Type::Param(_) | Type::Alias(_) => 1,
            Type::Pointer(elem) | Type::Slice(elem) | Type::Array { elem, .. } | Type::Chan { elem, .. } => {
                sum(&mut [*elem].into_iter())
            }
            Type::Map { key, elem } => sum(&mut [*key, *elem].into_iter()),
            Type::Struct(fields) => sum(&mut fields.iter().map(|field| field.ty)),
            Type::Tuple(vars) => sum(&mut vars.iter().map(|var| var.ty)),
            Type::Signature(signature) => {
                sum(&mut signature.params.iter().chain(signature.results.iter()).map(|var| var.ty))
            }
            Type::Union(terms) => sum(&mut terms.iter().map(|term| term.ty)),
            Type::Interface(id) => {
                let interface = self.interface(*id);
                let embeds = interface.embeds.iter().map(|&(embedded, _)| embedded);
                sum(&mut interface.methods.iter().map(|method| method.ty).chain(embeds))
            }
            Type::Named(id) => sum(&mut self.named(*id).type_args.iter().copied()),
        };
    }
}
