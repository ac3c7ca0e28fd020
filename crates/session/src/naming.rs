//! What a program calls the things that its goroutines wait for, and where its code stands.

use gopark_program::Program;
use gopark_trace::{CodePlace, ObjId, ObjKind, Pc, World};

/// Where an instruction stands, as Go's own files tell it; the reader's program is in `file`. None when it has no place.
pub fn code_place(program: &Program, pc: Pc, file: &str) -> Option<CodePlace> {
    let place = program.place(pc.0)?;
    let file = if place.is_std { [CodePlace::GO_ROOT, place.file].concat() } else { file.to_owned() };
    Some(CodePlace { func: place.func.to_owned(), file, line: place.line })
}

/// The name of an object: of the package variable that it is, or else what the source calls it where it was made or first
/// used; none when that is no name.
pub fn object_name<'a>(program: &'a Program, world: &World, obj: ObjId) -> Option<&'a str> {
    let it = world.objs.get(obj)?;
    let variable = if it.kind == ObjKind::Chan { None } else { program.variable(it.cap) };
    variable.or_else(|| program.label(it.pc.some()?.0))
}
