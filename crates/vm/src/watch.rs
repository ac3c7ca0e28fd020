//! A sink in front of the reader's own that remembers why the last goroutine blocked: what a dump says of it.

use gopark_trace::{Event, Kind, PId, Pc, Sink, WaitReason};

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

    #[inline]
    fn stack(&mut self, p: PId, stack: &[Pc]) {
        self.sink.stack(p, stack);
    }
}
