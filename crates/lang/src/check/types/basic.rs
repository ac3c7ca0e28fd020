//! Type ids and the predeclared types.

/// A type: an index into [`Types`]. The basic types have fixed ids, such as [`Ty::INT`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Ty(pub u32);

macro_rules! basics {
    ($($variant:ident $constant:ident $name:literal,)*) => {
        /// The predeclared types and the types of untyped constants.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[expect(missing_docs, reason = "Go's own words")]
        pub enum Basic { $($variant,)* }

        impl Basic {
            pub(super) const ALL: &[Basic] = &[$(Basic::$variant,)*];

            /// As Go writes it: `int`, `untyped float`, `invalid type`.
            pub fn name(self) -> &'static str {
                match self { $(Basic::$variant => $name,)* }
            }
        }

        #[expect(missing_docs, reason = "Go's own words")]
        impl Ty { $(pub const $constant: Ty = Ty(Basic::$variant as u32);)* }
    };
}

basics! {
    Invalid INVALID "invalid type",
    Bool BOOL "bool",
    Int INT "int",
    Int8 INT8 "int8",
    Int16 INT16 "int16",
    Int32 INT32 "int32",
    Int64 INT64 "int64",
    Uint UINT "uint",
    Uint8 UINT8 "uint8",
    Uint16 UINT16 "uint16",
    Uint32 UINT32 "uint32",
    Uint64 UINT64 "uint64",
    Uintptr UINTPTR "uintptr",
    Float32 FLOAT32 "float32",
    Float64 FLOAT64 "float64",
    Complex64 COMPLEX64 "complex64",
    Complex128 COMPLEX128 "complex128",
    String STRING "string",
    UnsafePointer UNSAFE_POINTER "unsafe.Pointer",
    Byte BYTE "byte",
    Rune RUNE "rune",
    UntypedBool UNTYPED_BOOL "untyped bool",
    UntypedInt UNTYPED_INT "untyped int",
    UntypedRune UNTYPED_RUNE "untyped rune",
    UntypedFloat UNTYPED_FLOAT "untyped float",
    UntypedComplex UNTYPED_COMPLEX "untyped complex",
    UntypedString UNTYPED_STRING "untyped string",
    UntypedNil UNTYPED_NIL "untyped nil",
}

impl Ty {
    /// The type `error`.
    pub const ERROR: Ty = Ty(Basic::ALL.len() as u32);
    /// `any`, an alias of [`Ty::EMPTY_INTERFACE`].
    pub const ANY: Ty = Ty(Self::ERROR.0 + 1);
    /// The constraint `comparable`.
    pub const COMPARABLE: Ty = Ty(Self::ERROR.0 + 2);
    /// Not known yet; never in a finished table.
    pub(in crate::check) const UNSET: Ty = Ty(u32::MAX);
    /// `interface{}`
    pub const EMPTY_INTERFACE: Ty = Ty(Self::ERROR.0 + 3);
    /// The tuple of no values: the type of a call without results.
    pub const EMPTY_TUPLE: Ty = Ty(Self::ERROR.0 + 4);

    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether this is no type because of a reported error.
    pub fn is_invalid(self) -> bool {
        self == Ty::INVALID
    }
}
