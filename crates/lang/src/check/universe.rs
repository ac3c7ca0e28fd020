//! The predeclared names.

use super::object::ObjId;

/// The objects of `error`, `any` and `comparable`.
pub(super) const TYPE_OBJECTS: [ObjId; 3] = [ObjId(0), ObjId(1), ObjId(2)];
