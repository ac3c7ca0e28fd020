//! A sink in front of the reader's own that remembers why the last goroutine blocked: what a dump says of it.

use gopark_trace::{Event, Kind, Note, PId, Pc, Sink, WaitReason};

/// Passes events on.
#[derive(Clone, Debug)]
pub struct Watch<S> {
    /// Where events go.
    pub sink: S,
    /// Why the goroutine waits that blocked last.
    pub last_block: WaitReason,
}

impl<S: Sink> Sink for Watch<S> {
    #[inline]
    fn event(&mut self, event: &Event) {
        if let Kind::GoBlock { reason, .. } = event.kind {
            self.last_block = reason;
        }
        self.sink.event(event);
    }

    #[inline]
    fn wants_stacks(&self) -> bool {
        self.sink.wants_stacks()
    }

    fn trace_start(&mut self) -> bool {
        self.sink.trace_start()
    }

    fn trace_stop(&mut self) -> Vec<u8> {
        self.sink.trace_stop()
    }

    fn note(&mut self, event: &Event, note: Note<'_>) {
        self.sink.note(event, note);
    }

    #[inline]
    fn stack(&mut self, p: PId, stack: &[Pc]) {
        self.sink.stack(p, stack);
    }
}
