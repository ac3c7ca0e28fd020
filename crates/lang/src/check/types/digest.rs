//! Structures of types as numbers: finding one among thousands takes a dozen comparisons, and comparing two signatures takes long.

use super::{Ty, Type};

impl Type {
    /// A number that equal structures share, and others mostly do not.
    pub(super) fn digest(&self) -> u32 {
        match self {
            Type::Basic(basic) => *basic as u32,
            Type::Pointer(elem) => mix(1, elem.0),
            Type::Slice(elem) => mix(2, elem.0),
            Type::Array { elem, len } => mix(elem.0, *len as u32),
            Type::Map { key, elem } => mix(key.0, elem.0),
            Type::Chan { dir, elem } => mix(*dir as u32, elem.0),
            Type::Struct(fields) => mix_all(3, fields.iter().map(|field| field.ty)),
            Type::Signature(signature) => {
                let params = mix_all(4, signature.params.iter().map(|param| param.ty));
                mix_all(params, signature.results.iter().map(|result| result.ty))
            }
            Type::Tuple(vars) => mix_all(5, vars.iter().map(|var| var.ty)),
            Type::Union(terms) => mix_all(6, terms.iter().map(|term| term.ty)),
            Type::Interface(id) => mix(7, id.0),
            Type::Named(id) => mix(8, id.0),
            Type::Alias(id) => mix(9, id.0),
            Type::Param(id) => mix(10, id.0),
        }
    }
}

const fn mix(digest: u32, part: u32) -> u32 {
    (digest.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b1)
}

fn mix_all(digest: u32, parts: impl Iterator<Item = Ty>) -> u32 {
    parts.fold(digest, |digest, part| mix(digest, part.0))
}
