//! Recordings of programs that ran elsewhere.

use std::path::Path;

use gopark_gotrace::replay::{ReplayError, replay};
use gopark_program::Program;
use gopark_scene::Names;
use gopark_session::{Options, Session};
use gopark_trace::{ObjId, Pc, Recording, SimTime, World};

use crate::failure::Failure;

/// Reads a trace or a dump.
///
/// # Errors
/// In a sentence, when it is neither or cannot be read.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Recording, Failure> {
    replay(bytes).map_err(|error| Failure::from(format!("{}: {error}", path.display())))
}

/// The same, where it may be something else; none when it is.
pub fn sniff(path: &Path, bytes: &[u8]) -> Option<Result<Recording, Failure>> {
    // A Go file may speak of goroutines in its comments.
    if path.extension().is_some_and(|extension| extension == "go") {
        return None;
    }
    match replay(bytes) {
        Err(ReplayError::Unknown) => None,
        _ => Some(read(path, bytes)),
    }
}

/// The session that shows a recording at a moment, in ns; at its end when none is named.
pub fn at(recording: Recording, at: Option<u64>) -> Session {
    let mut session = Session::new(Options::USUAL);
    session.show(recording);
    let until = session.recorded_until();
    session.seek(at.map_or(until, |at| SimTime(at).min(until)));
    while session.is_busy() {
        session.advance(0.0, &mut || true);
    }
    session
}

/// How the program calls things.
pub struct Named<'a> {
    pub program: &'a Program,
    pub world: &'a World,
}

impl Names for Named<'_> {
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
