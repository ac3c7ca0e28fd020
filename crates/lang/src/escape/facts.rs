//! What of types matters here.

use crate::check::types::Basic;
use crate::check::{Ty, Type, Types};
use crate::sorted::SortedMap;

/// Types already asked about.
#[derive(Default)]
pub(super) struct Facts {
    pointers: SortedMap<Ty, bool>,
}

impl Facts {
    /// Whether values hold pointers. Source: types/type.go:HasPointers.
    pub fn has_pointers(&mut self, types: &Types, ty: Ty) -> bool {
        let known = match types.structure(ty) {
            Type::Basic(basic) => {
                return matches!(
                    basic,
                    Basic::String | Basic::UntypedString | Basic::UnsafePointer | Basic::UntypedNil
                );
            }
            Type::Array { len: 0, .. } => return false,
            Type::Array { .. } | Type::Struct(_) => self.pointers.get(&ty).copied(),
            _ => return true,
        };
        if let Some(known) = known {
            return known;
        }
        self.pointers.insert(ty, false);
        let has = match types.structure(ty) {
            Type::Array { elem, .. } => self.has_pointers(types, *elem),
            Type::Struct(fields) => fields.iter().any(|field| self.has_pointers(types, field.ty)),
            _ => true,
        };
        self.pointers.insert(ty, has);
        has
    }
}

/// Whether an interface holds the value itself and not a pointer to it. Source: types/type.go:IsDirectIface.
pub(super) fn is_direct(types: &Types, ty: Ty) -> bool {
    match types.structure(ty) {
        Type::Pointer(_) | Type::Chan { .. } | Type::Map { .. } | Type::Signature(_) => true,
        Type::Basic(basic) => *basic == Basic::UnsafePointer,
        Type::Array { elem, len: 1 } => is_direct(types, *elem),
        Type::Struct(fields) => matches!(&**fields, [field] if is_direct(types, field.ty)),
        _ => false,
    }
}

/// The type of a slice's elements.
pub(super) fn elem(types: &Types, ty: Ty) -> Option<Ty> {
    match types.structure(ty) {
        Type::Slice(elem) => Some(*elem),
        _ => None,
    }
}

pub(super) fn is_array(types: &Types, ty: Ty) -> bool {
    matches!(types.structure(ty), Type::Array { .. })
}

/// What a pointer points to.
pub(super) fn pointee(types: &Types, ty: Ty) -> Option<Ty> {
    match types.structure(ty) {
        Type::Pointer(elem) => Some(*elem),
        _ => None,
    }
}

pub(super) fn is_string(types: &Types, ty: Ty) -> bool {
    types.basic(ty).is_some_and(|basic| basic.is_string())
}
