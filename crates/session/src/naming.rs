//! What a program calls the things that its goroutines wait for.

use gopark_program::Program;
use gopark_trace::{ObjId, ObjKind, World};

/// The name of an object: of the package variable that it is, or else what the source calls it where it was made or first
/// used; none when that is no name.
pub fn object_name<'a>(program: &'a Program, world: &World, obj: ObjId) -> Option<&'a str> {
    let it = world.objs.get(obj)?;
    let variable = if it.kind == ObjKind::Chan { None } else { program.variable(it.cap) };
    variable.or_else(|| program.label(it.pc.some()?.0))
}
