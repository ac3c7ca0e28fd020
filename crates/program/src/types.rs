//! Types as the running program knows them. Identical types have one [`TypeId`].

/// Values of more bytes than this do not go through slots: there, they are the address of a value in memory that nobody
/// changes any more, or 0 for all zeros. No channel has elements so large, and Go has such variables in the heap.
pub const SLOT_BYTES_MAX: u32 = 128 << 10;

/// A type of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u16);

impl TypeId {
    /// The id as an index.
    pub const fn idx(self) -> usize {
        self.0 as usize
    }
}

/// A method's name, numbered over the whole program (unexported names of different packages differ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MethodId(pub u16);

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// As `%T` prints it: `main.Item`, `[]int`, `map[string]int`.
    pub name: String,
    /// It is a defined type (or a predeclared one), so `name` is its own and not its structure.
    pub is_named: bool,
    /// Its underlying structure.
    pub kind: TypeKind,
    /// Size in bytes, as Go has it on a 64-bit machine.
    pub bytes: u32,
    /// Alignment in bytes.
    pub align: u8,
    /// Word offsets (bytes / 8) of pointers within a value of it in memory form: addresses, and the data words of
    /// interfaces.
    pub pointers: Vec<u32>,
    /// `==` is defined for it (an interface's dynamic value may still not be comparable).
    pub is_comparable: bool,
    /// Method set of the type, sorted by id, with functions that take the *data word* of an interface as receiver.
    pub methods: Vec<Method>,
}

/// A method of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Method {
    /// Its name's number.
    pub id: MethodId,
    /// Takes the interface's data word as first parameter.
    pub func: crate::func::FuncId,
}

/// The structure of a type.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "Go's own words")]
pub enum TypeKind {
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    Pointer(TypeId),
    Slice(TypeId),
    Array {
        elem: TypeId,
        len: u64,
    },
    Map {
        key: TypeId,
        elem: TypeId,
    },
    Chan {
        dir: ChanDir,
        elem: TypeId,
    },
    Func {
        params: Vec<TypeId>,
        results: Vec<TypeId>,
        variadic: bool,
    },
    Struct(Vec<Field>),
    /// The methods it asks for, sorted.
    Interface(Vec<MethodId>),
}

/// Which way a channel type may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "Go's own words")]
pub enum ChanDir {
    Both,
    Send,
    Recv,
}

/// A field of a struct type.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeId,
    /// Bytes from the beginning of the struct.
    pub offset: u32,
    /// It is an embedded field.
    pub is_embedded: bool,
    /// Its tag, without quotes.
    pub tag: String,
}

impl Type {
    /// Slots a value takes in a window.
    pub const fn words(&self) -> u32 {
        match self.kind {
            TypeKind::Complex64 => 2,
            _ if self.is_large() => 1,
            _ => self.bytes.div_ceil(8),
        }
    }

    /// Too large for slots ([`SLOT_BYTES_MAX`]).
    pub const fn is_large(&self) -> bool {
        self.bytes > SLOT_BYTES_MAX
    }

    /// In register form it is one word that differs from, or equals, its memory form; false for what is always in
    /// memory form.
    pub const fn is_scalar(&self) -> bool {
        !matches!(
            self.kind,
            TypeKind::String
                | TypeKind::Slice(_)
                | TypeKind::Array { .. }
                | TypeKind::Struct(_)
                | TypeKind::Interface(_)
                | TypeKind::Complex64
                | TypeKind::Complex128
        )
    }

    /// An interface's data word is a value of this type itself: what is one pointer. Everything else is boxed
    /// (`cmd/compile/internal/types/type.go:IsDirectIface`).
    pub fn is_direct(&self) -> bool {
        self.bytes == 8 && self.pointers == [0]
    }
}
