//! The run told once more, from its beginning to the moment shown, with all that Go's files want to know.

use std::rc::Rc;

use gopark_program::Program;
use gopark_trace::Pc;

use crate::limits::TAPED_EVENTS_MAX;
use crate::naming::code_place;
use crate::run::Run;
use crate::session::{FILE_NAME, Session};

/// Bytes of a tape that wait at most before a piece of it should be taken.
const PIECE_BYTES: usize = 256 << 10;

/// A run that is told once more. It has a machine of its own, so whatever becomes of the session, it goes on.
pub struct Taping {
    program: Rc<Program>,
    run: Run,
    events: u64,
}

impl Session {
    /// Begins to tell the run up to the moment shown.
    ///
    /// # Errors
    /// Why that cannot be, in a sentence without its end: nothing has happened yet, or too much, or not here.
    pub fn tape(&self) -> Result<Taping, String> {
        self.tape_of(TAPED_EVENTS_MAX)
    }

    fn tape_of(&self, most: u64) -> Result<Taping, String> {
        if self.recording().is_some() {
            return Err("this was recorded elsewhere, and its file is there".to_owned());
        }
        let events = self.cursor();
        if events > most {
            return Err(format!(
                "there are {events} events up to this moment, and at most {most} are written: go back to an earlier one"
            ));
        }
        let begun = self.stage().filter(|_| events > 0);
        let run = begun.and_then(|stage| Some((Rc::clone(&stage.program), stage.run.retold(events)?)));
        let (program, run) = run.ok_or("nothing has happened yet")?;
        Ok(Taping { program, run, events })
    }
}

impl Taping {
    /// Goes on until `keep_going` says no, or there is a piece to be taken. False: all is told.
    pub fn go_on(&mut self, keep_going: &mut dyn FnMut() -> bool) -> bool {
        loop {
            match self.run.tape() {
                Some(tape) if tape.is_full() => return false,
                Some(tape) if tape.bytes() >= PIECE_BYTES => return true,
                _ => {}
            }
            if !self.run.produce() {
                return false;
            }
            if !keep_going() {
                return true;
            }
        }
    }

    /// What was told since the last time, for a [`TapeReader`](gopark_trace::TapeReader).
    pub fn take(&mut self) -> Vec<u8> {
        let program = &self.program;
        self.run
            .tape()
            .map(|tape| tape.take(&mut |pc: Pc| code_place(program, pc, FILE_NAME)))
            .unwrap_or_default()
    }

    /// How much of it is told, from 0 to 1.
    pub fn progress(&mut self) -> f64 {
        self.run.tape().map_or(0.0, |tape| tape.events() as f64 / self.events as f64)
    }

    /// It is not needed any more.
    pub fn bury(self) {
        self.run.bury();
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, Session};

    #[test]
    fn a_run_that_is_too_long_is_said_to_be() {
        let mut session = Session::new(Options::USUAL);
        assert!(session.load("package main\n\nfunc main() {}\n") && session.run_to_end(&mut || true));
        let events = session.event_count();
        assert!(session.tape_of(events).is_ok());
        let why = session.tape_of(events - 1).err().unwrap_or_default();
        let expected = format!(
            "there are {events} events up to this moment, and at most {} are written: go back to an earlier one",
            events - 1
        );
        assert_eq!(why, expected);
    }
}
