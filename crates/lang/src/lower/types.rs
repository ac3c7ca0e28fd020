//! The checker's types, concrete and laid out as Go lays them out on a 64-bit machine.
//!
//! A type is given its number before its parts are known, because types refer to themselves; layouts follow from a
//! queue, going down at once only where one value contains another.

use std::cell::Cell;

use gopark_program::{ChanDir, Field, MemKind, Method, Type, TypeId, TypeKind};

use super::Module;
use crate::check::types::{self as checked, Basic, Ty};
use crate::sorted::{SortedSet, sort_by};

/// The largest type, in bytes.
pub(super) const TYPE_BYTES_MAX: u64 = 256 << 20;

/// Numbers of types are 16 bits.
const TYPES_MAX: usize = 0xfff0;

/// Deeper nesting of types in a name is left out of it, and so is what comes after many types.
const NAME_NESTING_MAX: u32 = 64;
const NAME_TYPES_MAX: u32 = 10_000;

/// Where in a name one is: how deep, and how many more types it may have.
#[derive(Clone, Copy)]
struct InName<'a> {
    depth: u32,
    left: &'a Cell<u32>,
}

impl InName<'_> {
    fn deeper(self) -> Self {
        InName { depth: self.depth + 1, ..self }
    }
}

/// What is known of a type beside the program's own entry.
#[derive(Clone, Copy)]
pub(super) struct Origin {
    /// The checker's canonical type.
    pub ty: Ty,
    is_complete: bool,
    /// Interfaces may hold it, so its methods are compiled.
    pub is_dynamic: bool,
}

impl Module<'_> {
    /// The program's number for a concrete type.
    pub fn type_id(&mut self, ty: Ty) -> TypeId {
        let t = self.reserve(ty);
        while let Some(next) = self.incomplete.pop() {
            self.complete(next);
        }
        t
    }

    /// The checker's canonical type.
    pub fn origin_type(&self, t: TypeId) -> Ty {
        self.origins[t.idx()].ty
    }

    /// A type of the program.
    pub fn kind(&self, t: TypeId) -> &TypeKind {
        &self.program.types[t.idx()].kind
    }

    /// Slots a value takes.
    pub fn words(&self, t: TypeId) -> u32 {
        self.program.types[t.idx()].words()
    }

    /// Whether a value is too large for slots.
    pub fn is_large(&self, t: TypeId) -> bool {
        self.program.types[t.idx()].is_large()
    }

    /// Bytes a value takes in memory.
    pub fn bytes(&self, t: TypeId) -> u32 {
        self.program.types[t.idx()].bytes
    }

    /// Whether a value may hold one that cannot be hashed.
    pub fn may_be_unhashable(&self, t: TypeId) -> bool {
        self.holds_interface(t, &mut SortedSet::new())
    }

    fn holds_interface(&self, t: TypeId, seen: &mut SortedSet<TypeId>) -> bool {
        match self.kind(t) {
            TypeKind::Interface(_) => true,
            TypeKind::Array { elem, .. } => self.holds_interface(*elem, seen),
            TypeKind::Struct(fields) => {
                seen.insert(t) && fields.iter().any(|field| self.holds_interface(field.ty, seen))
            }
            _ => false,
        }
    }

    /// How a scalar lies in memory.
    pub fn mem_kind(&self, t: TypeId) -> Option<MemKind> {
        Some(match self.kind(t) {
            TypeKind::Bool | TypeKind::Uint8 => MemKind::U8,
            TypeKind::Int8 => MemKind::I8,
            TypeKind::Int16 => MemKind::I16,
            TypeKind::Int32 => MemKind::I32,
            TypeKind::Uint16 => MemKind::U16,
            TypeKind::Uint32 => MemKind::U32,
            TypeKind::Float32 => MemKind::F32,
            TypeKind::Int
            | TypeKind::Int64
            | TypeKind::Uint
            | TypeKind::Uint64
            | TypeKind::Uintptr
            | TypeKind::Float64
            | TypeKind::UnsafePointer
            | TypeKind::Pointer(_)
            | TypeKind::Map { .. }
            | TypeKind::Chan { .. }
            | TypeKind::Func { .. } => MemKind::W64,
            _ => return None,
        })
    }

    /// Whether it is an integer type, and if so whether it is signed.
    pub fn signedness(&self, t: TypeId) -> Option<bool> {
        use TypeKind::*;
        match self.kind(t) {
            Int | Int8 | Int16 | Int32 | Int64 => Some(true),
            Uint | Uint8 | Uint16 | Uint32 | Uint64 | Uintptr => Some(false),
            _ => None,
        }
    }

    /// Whether it is an interface type.
    pub fn is_interface(&self, t: TypeId) -> bool {
        matches!(self.kind(t), TypeKind::Interface(_))
    }

    fn reserve(&mut self, ty: Ty) -> TypeId {
        let ty = self.types.canonical(ty);
        if let Some(&t) = self.type_ids.get(&ty) {
            return t;
        }
        if self.program.types.len() >= TYPES_MAX {
            self.too_many("types");
            return TypeId(0);
        }
        let t = TypeId(self.program.types.len() as u16);
        let is_named = !matches!(
            self.types.get(ty),
            checked::Type::Pointer(_)
                | checked::Type::Slice(_)
                | checked::Type::Array { .. }
                | checked::Type::Map { .. }
                | checked::Type::Chan { .. }
                | checked::Type::Struct(_)
                | checked::Type::Signature(_)
                | checked::Type::Tuple(_)
                | checked::Type::Interface(_)
        );
        let left = Cell::new(NAME_TYPES_MAX);
        let name = self.type_name(ty, InName { depth: 0, left: &left });
        self.program.types.push(Type {
            name,
            is_named,
            kind: TypeKind::Bool,
            bytes: 0,
            align: 1,
            pointers: Vec::new(),
            is_comparable: true,
            methods: Vec::new(),
        });
        self.origins.push(Origin { ty, is_complete: false, is_dynamic: false });
        self.type_ids.insert(ty, t);
        self.incomplete.push(t);
        t
    }

    /// Gives a type its structure and layout.
    fn complete(&mut self, t: TypeId) {
        let origin = &mut self.origins[t.idx()];
        if std::mem::replace(&mut origin.is_complete, true) {
            return;
        }
        let ty = self.types.under(origin.ty);
        let kind = self.structure(ty);
        let (bytes, align) = self.layout(&kind);
        let entry = &mut self.program.types[t.idx()];
        if bytes > TYPE_BYTES_MAX {
            let message = format!("type {} is too large for Gopark", entry.name);
            entry.kind = TypeKind::Bool;
            self.error_here(message);
            return;
        }
        let (bytes, pointers, is_comparable) =
            (bytes as u32, self.pointers(&kind), self.is_comparable(&kind));
        let entry = &mut self.program.types[t.idx()];
        *entry =
            Type { kind, bytes, align, pointers, is_comparable, ..std::mem::replace(entry, empty_type()) };
    }

    fn structure(&mut self, ty: Ty) -> TypeKind {
        match self.types.get(ty).clone() {
            checked::Type::Basic(basic) => basic_kind(basic),
            checked::Type::Pointer(elem) => TypeKind::Pointer(self.reserve(elem)),
            checked::Type::Slice(elem) => TypeKind::Slice(self.reserve(elem)),
            checked::Type::Array { elem, len } => {
                let elem = self.reserve(elem);
                self.complete(elem);
                TypeKind::Array { elem, len: len.max(0) as u64 }
            }
            checked::Type::Map { key, elem } => {
                let (key, elem) = (self.reserve(key), self.reserve(elem));
                self.complete(key);
                TypeKind::Map { key, elem }
            }
            checked::Type::Chan { dir, elem } => {
                let dir = match dir {
                    checked::ChanDir::Both => ChanDir::Both,
                    checked::ChanDir::Send => ChanDir::Send,
                    checked::ChanDir::Receive => ChanDir::Recv,
                };
                TypeKind::Chan { dir, elem: self.reserve(elem) }
            }
            checked::Type::Struct(fields) => TypeKind::Struct(self.struct_fields(&fields)),
            checked::Type::Signature(signature) => TypeKind::Func {
                params: signature.params.iter().map(|var| self.reserve(var.ty)).collect(),
                results: signature.results.iter().map(|var| self.reserve(var.ty)).collect(),
                variadic: signature.is_variadic,
            },
            checked::Type::Interface(_) => {
                let methods = self.interface_methods(ty);
                let mut ids: Vec<_> =
                    methods.iter().map(|m| self.method_id(m.pkg, &m.name, [].into(), m.ty)).collect();
                sort_by(&mut ids, Ord::cmp);
                TypeKind::Interface(ids)
            }
            checked::Type::Tuple(_)
            | checked::Type::Union(_)
            | checked::Type::Named(_)
            | checked::Type::Alias(_)
            | checked::Type::Param(_) => TypeKind::Struct(Vec::new()),
        }
    }

    fn struct_fields(&mut self, fields: &[checked::Field]) -> Vec<Field> {
        let mut offset = 0u64;
        let mut laid = Vec::with_capacity(fields.len());
        for field in fields {
            let ty = self.reserve(field.ty);
            self.complete(ty);
            let entry = &self.program.types[ty.idx()];
            offset = offset.next_multiple_of(u64::from(entry.align.max(1)));
            laid.push(Field {
                name: field.name.to_string(),
                ty,
                offset: offset.min(TYPE_BYTES_MAX) as u32,
                is_embedded: field.is_embedded,
                tag: String::from_utf8_lossy(&field.tag).into_owned(),
            });
            offset = offset.saturating_add(u64::from(entry.bytes));
        }
        laid
    }

    /// Size and alignment in bytes. Source: cmd/compile/internal/types/size.go:CalcSize, also for the padding after a
    /// last field of size zero.
    fn layout(&self, kind: &TypeKind) -> (u64, u8) {
        match kind {
            TypeKind::Bool | TypeKind::Int8 | TypeKind::Uint8 => (1, 1),
            TypeKind::Int16 | TypeKind::Uint16 => (2, 2),
            TypeKind::Int32 | TypeKind::Uint32 | TypeKind::Float32 => (4, 4),
            TypeKind::Complex64 => (8, 4),
            TypeKind::Complex128 | TypeKind::String | TypeKind::Interface(_) => (16, 8),
            TypeKind::Slice(_) => (24, 8),
            TypeKind::Array { elem, len } => {
                let elem = &self.program.types[elem.idx()];
                (u64::from(elem.bytes).saturating_mul(*len), elem.align)
            }
            TypeKind::Struct(fields) => {
                let entry = |field: &Field| &self.program.types[field.ty.idx()];
                let align = fields.iter().map(|field| entry(field).align).max().unwrap_or(1);
                let end =
                    fields.last().map_or(0, |last| u64::from(last.offset) + u64::from(entry(last).bytes));
                let is_padded = end > 0 && fields.last().is_some_and(|last| entry(last).bytes == 0);
                ((end + u64::from(is_padded)).next_multiple_of(u64::from(align)), align)
            }
            _ => (8, 8),
        }
    }

    fn pointers(&self, kind: &TypeKind) -> Vec<u32> {
        match kind {
            TypeKind::String
            | TypeKind::Slice(_)
            | TypeKind::UnsafePointer
            | TypeKind::Pointer(_)
            | TypeKind::Map { .. }
            | TypeKind::Chan { .. }
            | TypeKind::Func { .. } => vec![0],
            TypeKind::Interface(_) => vec![1],
            TypeKind::Array { elem, len } => {
                let elem = &self.program.types[elem.idx()];
                if elem.pointers.is_empty() {
                    return Vec::new();
                }
                let step = elem.bytes / 8;
                (0..*len as u32).flat_map(|i| elem.pointers.iter().map(move |word| i * step + word)).collect()
            }
            TypeKind::Struct(fields) => {
                let words = |field: &Field| {
                    let start = field.offset / 8;
                    self.program.types[field.ty.idx()]
                        .pointers
                        .iter()
                        .map(move |word| start + word)
                        .collect::<Vec<_>>()
                };
                fields.iter().flat_map(words).collect()
            }
            _ => Vec::new(),
        }
    }

    fn is_comparable(&self, kind: &TypeKind) -> bool {
        match kind {
            TypeKind::Slice(_) | TypeKind::Map { .. } | TypeKind::Func { .. } => false,
            TypeKind::Array { elem, .. } => self.program.types[elem.idx()].is_comparable,
            TypeKind::Struct(fields) => {
                fields.iter().all(|field| self.program.types[field.ty.idx()].is_comparable)
            }
            _ => true,
        }
    }

    /// As reflection names it: defined types by their package's name, type literals by their structure.
    /// Source: reflect/type.go:String and the names that cmd/compile writes for it.
    fn type_name(&self, ty: Ty, at: InName<'_>) -> String {
        if at.depth > NAME_NESTING_MAX || at.left.get() == 0 {
            return "...".into();
        }
        at.left.set(at.left.get() - 1);
        let name = |ty: Ty| self.type_name(ty, at.deeper());
        match self.types.get(ty) {
            checked::Type::Basic(Basic::Byte) => "uint8".into(),
            checked::Type::Basic(Basic::Rune) => "int32".into(),
            checked::Type::Basic(basic) => basic.name().trim_start_matches("untyped ").into(),
            checked::Type::Pointer(elem) => format!("*{}", name(*elem)),
            checked::Type::Slice(elem) => format!("[]{}", name(*elem)),
            checked::Type::Array { elem, len } => format!("[{len}]{}", name(*elem)),
            checked::Type::Map { key, elem } => format!("map[{}]{}", name(*key), name(*elem)),
            checked::Type::Chan { dir, elem } => match dir {
                checked::ChanDir::Both if self.is_receive_only(*elem) => format!("chan ({})", name(*elem)),
                checked::ChanDir::Both => format!("chan {}", name(*elem)),
                checked::ChanDir::Send => format!("chan<- {}", name(*elem)),
                checked::ChanDir::Receive => format!("<-chan {}", name(*elem)),
            },
            checked::Type::Struct(fields) => {
                let fields: Vec<_> =
                    fields.iter().map(|field| struct_field_name(field, name(field.ty))).collect();
                if fields.is_empty() {
                    "struct {}".into()
                } else {
                    format!("struct {{ {} }}", fields.join("; "))
                }
            }
            checked::Type::Signature(signature) => {
                format!("func{}", self.signature_name(signature, at.deeper()))
            }
            checked::Type::Tuple(_) => "tuple".into(),
            checked::Type::Interface(_) => self.interface_name(ty, at),
            checked::Type::Union(_) => "union".into(),
            checked::Type::Named(id) => {
                let named = self.types.named(*id);
                let args: Vec<_> = named.type_args.iter().map(|&arg| self.types.link_name(arg)).collect();
                let args = if args.is_empty() { String::new() } else { format!("[{}]", args.join(",")) };
                match named.pkg {
                    Some(pkg) => {
                        let name =
                            self.checked.packages.get(pkg.index()).map_or("unsafe", |package| &*package.name);
                        format!("{name}.{}{args}", named.name)
                    }
                    None => format!("{}{args}", named.name),
                }
            }
            checked::Type::Alias(_) => name(self.types.unalias(ty)),
            checked::Type::Param(id) => self.types.param(*id).name.to_string(),
        }
    }

    fn is_receive_only(&self, ty: Ty) -> bool {
        matches!(self.types.get(ty), checked::Type::Chan { dir: checked::ChanDir::Receive, .. })
    }

    fn signature_name(&self, signature: &checked::Signature, at: InName<'_>) -> String {
        let mut params: Vec<_> = signature.params.iter().map(|var| self.type_name(var.ty, at)).collect();
        if let Some(last) = params.last_mut().filter(|_| signature.is_variadic) {
            *last = format!("...{}", last.strip_prefix("[]").unwrap_or(last));
        }
        let results: Vec<_> = signature.results.iter().map(|var| self.type_name(var.ty, at)).collect();
        let params = params.join(", ");
        match results.as_slice() {
            [] => format!("({params})"),
            [one] => format!("({params}) {one}"),
            several => format!("({params}) ({})", several.join(", ")),
        }
    }

    fn interface_name(&self, ty: Ty, at: InName<'_>) -> String {
        let methods = self.interface_methods(ty);
        let method = |m: &checked::Method| match self.types.signature(m.ty) {
            Some(signature) => format!("{}{}", m.name, self.signature_name(signature, at.deeper())),
            None => m.name.to_string(),
        };
        let methods: Vec<_> = methods.iter().map(method).collect();
        if methods.is_empty() {
            "interface {}".into()
        } else {
            format!("interface {{ {} }}", methods.join("; "))
        }
    }
}

fn struct_field_name(field: &checked::Field, ty: String) -> String {
    let tag = if field.tag.is_empty() {
        String::new()
    } else {
        format!(" {:?}", String::from_utf8_lossy(&field.tag))
    };
    if field.is_embedded { format!("{ty}{tag}") } else { format!("{} {ty}{tag}", field.name) }
}

fn empty_type() -> Type {
    Type {
        name: String::new(),
        is_named: false,
        kind: TypeKind::Bool,
        bytes: 0,
        align: 1,
        pointers: Vec::new(),
        is_comparable: false,
        methods: Vec::<Method>::new(),
    }
}

fn basic_kind(basic: Basic) -> TypeKind {
    match basic {
        Basic::Invalid | Basic::Bool | Basic::UntypedBool => TypeKind::Bool,
        Basic::Int | Basic::UntypedInt => TypeKind::Int,
        Basic::Int8 => TypeKind::Int8,
        Basic::Int16 => TypeKind::Int16,
        Basic::Int32 | Basic::Rune | Basic::UntypedRune => TypeKind::Int32,
        Basic::Int64 => TypeKind::Int64,
        Basic::Uint => TypeKind::Uint,
        Basic::Uint8 | Basic::Byte => TypeKind::Uint8,
        Basic::Uint16 => TypeKind::Uint16,
        Basic::Uint32 => TypeKind::Uint32,
        Basic::Uint64 => TypeKind::Uint64,
        Basic::Uintptr => TypeKind::Uintptr,
        Basic::Float32 => TypeKind::Float32,
        Basic::Float64 | Basic::UntypedFloat => TypeKind::Float64,
        Basic::Complex64 => TypeKind::Complex64,
        Basic::Complex128 | Basic::UntypedComplex => TypeKind::Complex128,
        Basic::String | Basic::UntypedString => TypeKind::String,
        Basic::UnsafePointer | Basic::UntypedNil => TypeKind::UnsafePointer,
    }
}
