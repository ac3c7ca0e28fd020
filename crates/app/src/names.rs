//! How the program on the stage calls things.

use gopark_program::Program;
use gopark_scene::Names;
use gopark_trace::{ObjId, Pc, World};

/// Names from a program.
pub struct ProgramNames<'a> {
    /// The program.
    pub program: &'a Program,
    /// The moment, which knows where objects were made.
    pub world: &'a World,
}

impl Names for ProgramNames<'_> {
    fn function(&self, pc: Pc) -> Option<&str> {
        Some(self.program.place(pc.some()?.0)?.func)
    }

    fn line(&self, pc: Pc) -> Option<u32> {
        let place = self.program.place(pc.some()?.0)?;
        (!place.is_std).then_some(place.line)
    }

    fn passed(&self, pc: Pc) -> Option<&str> {
        self.program.passed(pc.some()?.0)
    }

    fn object(&self, obj: ObjId) -> Option<&str> {
        gopark_session::object_name(self.program, self.world, obj)
    }
}
