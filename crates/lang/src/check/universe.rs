//! The predeclared names, and package unsafe's.

use crate::sorted::SortedMap;

use super::constant::Value;
use super::object::{Builtin, ObjId, Object, ObjectKind, Objects};
use super::types::{Ty, Types};
use crate::ast::Name;
use crate::source::Span;

/// The objects of `error`, `any` and `comparable`.
pub(super) const TYPE_OBJECTS: [ObjId; 3] = [ObjId(0), ObjId(1), ObjId(2)];

/// The scope around all packages.
#[derive(Debug, Default)]
pub(super) struct Universe {
    /// Predeclared names.
    pub names: SortedMap<Name, ObjId>,
    /// What package unsafe exports.
    pub unsafe_names: SortedMap<Name, ObjId>,
    /// `iota`, whose value depends on where it stands.
    pub iota: Option<ObjId>,
}

const TYPES: &[(&str, Ty)] = &[
    ("error", Ty::ERROR),
    ("any", Ty::ANY),
    ("comparable", Ty::COMPARABLE),
    ("bool", Ty::BOOL),
    ("int", Ty::INT),
    ("int8", Ty::INT8),
    ("int16", Ty::INT16),
    ("int32", Ty::INT32),
    ("int64", Ty::INT64),
    ("uint", Ty::UINT),
    ("uint8", Ty::UINT8),
    ("uint16", Ty::UINT16),
    ("uint32", Ty::UINT32),
    ("uint64", Ty::UINT64),
    ("uintptr", Ty::UINTPTR),
    ("float32", Ty::FLOAT32),
    ("float64", Ty::FLOAT64),
    ("complex64", Ty::COMPLEX64),
    ("complex128", Ty::COMPLEX128),
    ("string", Ty::STRING),
    ("byte", Ty::BYTE),
    ("rune", Ty::RUNE),
];

const BUILTINS: &[Builtin] = &[
    Builtin::Append,
    Builtin::Cap,
    Builtin::Clear,
    Builtin::Close,
    Builtin::Complex,
    Builtin::Copy,
    Builtin::Delete,
    Builtin::Imag,
    Builtin::Len,
    Builtin::Make,
    Builtin::Max,
    Builtin::Min,
    Builtin::New,
    Builtin::Panic,
    Builtin::Print,
    Builtin::Println,
    Builtin::Real,
    Builtin::Recover,
];

impl Universe {
    pub(super) fn new(types: &mut Types, objects: &mut Objects) -> Universe {
        let mut universe = Universe::default();
        let mut add = |name: &str, ty: Ty, kind: ObjectKind| {
            objects.add(Object { name: name.into(), pkg: None, ty, span: Span::default(), kind })
        };
        for &(name, ty) in TYPES {
            universe.names.insert(name.into(), add(name, ty, ObjectKind::Type));
        }
        for &builtin in BUILTINS {
            let obj = add(builtin.name(), Ty::INVALID, ObjectKind::Builtin(builtin));
            universe.names.insert(builtin.name().into(), obj);
        }
        for (name, value) in [("true", true), ("false", false)] {
            let kind = ObjectKind::Const(Value::Bool(value));
            universe.names.insert(name.into(), add(name, Ty::UNTYPED_BOOL, kind));
        }
        let iota = add("iota", Ty::UNTYPED_INT, ObjectKind::Const(Value::int(0)));
        universe.names.insert("iota".into(), iota);
        universe.iota = Some(iota);
        universe.names.insert("nil".into(), add("nil", Ty::UNTYPED_NIL, ObjectKind::Nil));
        for (name, builtin) in
            [("Alignof", Builtin::Alignof), ("Offsetof", Builtin::Offsetof), ("Sizeof", Builtin::Sizeof)]
        {
            let obj = add(name, Ty::INVALID, ObjectKind::Builtin(builtin));
            universe.unsafe_names.insert(name.into(), obj);
        }
        let pointer = add("Pointer", Ty::UNSAFE_POINTER, ObjectKind::Type);
        universe.unsafe_names.insert("Pointer".into(), pointer);
        debug_assert_eq!(types.get(Ty::ERROR), types.get(Ty::ERROR));
        universe
    }
}
