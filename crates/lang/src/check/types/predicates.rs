//! Questions about types.

use super::{Basic, Ty, Type, Types};
use crate::sorted::SortedSet;

impl Basic {
    /// Whether the type is of this kind of numbers.
    pub fn is_integer(self) -> bool {
        use Basic::*;
        matches!(self, Int | Int8 | Int16 | Int32 | Int64 | Rune | UntypedInt | UntypedRune)
            || self.is_unsigned()
    }

    /// Whether the type is an unsigned integer.
    pub fn is_unsigned(self) -> bool {
        use Basic::*;
        matches!(self, Uint | Uint8 | Uint16 | Uint32 | Uint64 | Uintptr | Byte)
    }

    /// Whether the type is a floating-point number.
    pub fn is_float(self) -> bool {
        matches!(self, Basic::Float32 | Basic::Float64 | Basic::UntypedFloat)
    }

    /// Whether the type is a complex number.
    pub fn is_complex(self) -> bool {
        matches!(self, Basic::Complex64 | Basic::Complex128 | Basic::UntypedComplex)
    }

    /// Whether the type is a number.
    pub fn is_numeric(self) -> bool {
        self.is_integer() || self.is_float() || self.is_complex()
    }

    /// Whether the type is a string.
    pub fn is_string(self) -> bool {
        matches!(self, Basic::String | Basic::UntypedString)
    }

    /// Whether the type is a boolean.
    pub fn is_boolean(self) -> bool {
        matches!(self, Basic::Bool | Basic::UntypedBool)
    }

    /// Its name without package.
    pub(in crate::check) fn short_name(self) -> &'static str {
        match self {
            Basic::UnsafePointer => "Pointer",
            other => other.name(),
        }
    }

    /// Whether it is the type of an untyped constant or of `nil`.
    pub fn is_untyped(self) -> bool {
        self >= Basic::UntypedBool
    }

    /// Whether values can be ordered by `<`.
    pub fn is_ordered(self) -> bool {
        self.is_integer() || self.is_float() || self.is_string()
    }

    /// Whether there are constants of the type.
    pub fn is_const_type(self) -> bool {
        self.is_numeric() || self.is_string() || self.is_boolean()
    }
}

impl Types {
    /// The basic type that a type is or has as underlying type; none for a type parameter.
    pub fn basic(&self, ty: Ty) -> Option<Basic> {
        match self.structure(ty) {
            Type::Basic(basic) => Some(*basic),
            _ => None,
        }
    }

    /// Whether the underlying type is basic and satisfies `test`; false for type parameters.
    pub fn is(&self, ty: Ty, test: fn(Basic) -> bool) -> bool {
        self.basic(ty).is_some_and(test)
    }

    /// Like [`Types::is`], but a type parameter satisfies it if all types of its constraint do.
    pub fn all(&self, ty: Ty, test: fn(Basic) -> bool) -> bool {
        if self.as_param(ty).is_some() {
            return match &self.type_set(ty).terms {
                Some(terms) => !terms.is_empty() && terms.iter().all(|term| self.is(term.ty, test)),
                None => false,
            };
        }
        self.is(ty, test)
    }

    /// Whether the type itself is that of an untyped constant or of `nil`.
    pub fn is_untyped(&self, ty: Ty) -> bool {
        matches!(self.get(self.unalias(ty)), Type::Basic(basic) if basic.is_untyped())
    }

    /// Whether it is an untyped number.
    pub fn is_untyped_numeric(&self, ty: Ty) -> bool {
        matches!(self.get(ty), Type::Basic(basic) if basic.is_untyped() && basic.is_numeric())
    }

    /// Whether the underlying type is an interface and the type is no type parameter.
    pub fn is_interface(&self, ty: Ty) -> bool {
        self.as_param(ty).is_none() && matches!(self.structure(ty), Type::Interface(_))
    }

    /// Whether the type has a name of its own: a basic type, a defined type or a type parameter.
    pub fn has_name(&self, ty: Ty) -> bool {
        matches!(self.get(self.unalias(ty)), Type::Basic(_) | Type::Named(_) | Type::Param(_))
    }

    /// Whether `nil` is a value of the type.
    pub fn has_nil(&self, ty: Ty) -> bool {
        if self.as_param(ty).is_some() {
            return match &self.type_set(ty).terms {
                Some(terms) => !terms.is_empty() && terms.iter().all(|term| self.has_nil(term.ty)),
                None => false,
            };
        }
        match self.structure(ty) {
            Type::Basic(basic) => matches!(basic, Basic::UnsafePointer | Basic::UntypedNil),
            Type::Pointer(_)
            | Type::Slice(_)
            | Type::Map { .. }
            | Type::Chan { .. }
            | Type::Signature(_)
            | Type::Interface(_) => true,
            _ => false,
        }
    }

    /// Whether `==` is defined for values of the type; interfaces are comparable, though their values may not be.
    pub fn is_comparable(&self, ty: Ty) -> bool {
        self.comparable_within(ty, true, &mut SortedSet::new())
    }

    /// Whether values of the type can be compared without panicking.
    pub fn is_comparable_strictly(&self, ty: Ty) -> bool {
        self.comparable_within(ty, false, &mut SortedSet::new())
    }

    /// A type met again is as comparable as its other parts.
    fn comparable_within(&self, ty: Ty, interfaces_are: bool, seen: &mut SortedSet<Ty>) -> bool {
        if self.as_named(ty).is_some() && !seen.insert(self.unalias(ty)) {
            return true;
        }
        match self.structure(ty) {
            Type::Basic(basic) => *basic != Basic::UntypedNil,
            Type::Pointer(_) | Type::Chan { .. } => true,
            Type::Interface(_) => {
                if interfaces_are && self.as_param(ty).is_none() {
                    return true;
                }
                let set = self.type_set(ty);
                match &set.terms {
                    None => set.is_comparable,
                    Some(terms) => {
                        !terms.is_empty() && terms.iter().all(|t| self.comparable_within(t.ty, false, seen))
                    }
                }
            }
            Type::Struct(fields) => {
                fields.iter().all(|field| self.comparable_within(field.ty, interfaces_are, seen))
            }
            Type::Array { elem, .. } => self.comparable_within(*elem, interfaces_are, seen),
            _ => false,
        }
    }

    /// The type an untyped value gets where nothing else decides; any other type is its own default.
    pub fn default_type(&self, ty: Ty) -> Ty {
        match self.unalias(ty) {
            Ty::UNTYPED_BOOL => Ty::BOOL,
            Ty::UNTYPED_INT => Ty::INT,
            Ty::UNTYPED_RUNE => Ty::RUNE,
            Ty::UNTYPED_FLOAT => Ty::FLOAT64,
            Ty::UNTYPED_COMPLEX => Ty::COMPLEX128,
            Ty::UNTYPED_STRING => Ty::STRING,
            _ => ty,
        }
    }

    /// The element of a pointer type written or defined as such, and whether it was one.
    pub fn deref(&self, ty: Ty) -> (Ty, bool) {
        match self.get(self.unalias(ty)) {
            Type::Pointer(elem) => (*elem, true),
            _ => (ty, false),
        }
    }

    /// The struct type whose fields `x.f` of an `x` of this type can be.
    pub fn deref_struct(&self, ty: Ty) -> Ty {
        match self.structure(ty) {
            Type::Pointer(elem) if matches!(self.structure(*elem), Type::Struct(_)) => *elem,
            _ => ty,
        }
    }
}
