//! What a machine of a session tells.

use gopark_trace::{Event, Note, PId, Pc, Sink, Tape};

/// Keeps events until somebody takes them; or makes a tape of everything.
#[derive(Clone, Default)]
pub(crate) struct Recorder {
    pub events: Vec<Event>,
    pub tape: Option<Box<Tape>>,
}

impl Recorder {
    /// From now on all goes to a tape of so many events, the events that nobody has taken first.
    pub fn begin_tape(&mut self, events: u64) {
        let mut tape = Tape::new(events);
        self.events.drain(..).for_each(|event| tape.event(&event));
        self.tape = Some(Box::new(tape));
    }
}

impl Sink for Recorder {
    #[inline]
    fn event(&mut self, event: &Event) {
        match &mut self.tape {
            None => self.events.push(*event),
            Some(tape) => tape.event(event),
        }
    }

    #[inline]
    fn wants_stacks(&self) -> bool {
        self.tape.is_some()
    }

    fn stack(&mut self, p: PId, stack: &[Pc]) {
        self.tape.iter_mut().for_each(|tape| tape.stack(p, stack));
    }

    fn note(&mut self, event: &Event, note: Note<'_>) {
        self.tape.iter_mut().for_each(|tape| tape.note(event, note));
    }
}
