//! Where events go.

use crate::event::Event;
use crate::ids::{PId, Pc};

/// Takes events as they happen. A type parameter of the scheduler, so that recording costs nothing when nobody
/// records: `()` is that nobody.
pub trait Sink {
    /// Takes one event.
    fn event(&mut self, event: &Event);

    /// Whether it wants to be told stacks, which takes time.
    #[inline]
    fn wants_stacks(&self) -> bool {
        false
    }

    /// The goroutine on `p` is called from here: `stack`, from the innermost place outwards, holds for the events of p
    /// that follow until the next is told.
    #[inline]
    fn stack(&mut self, _p: PId, _stack: &[Pc]) {}
}

impl Sink for () {
    #[inline]
    fn event(&mut self, _: &Event) {}
}

impl Sink for Vec<Event> {
    #[inline]
    fn event(&mut self, event: &Event) {
        self.push(*event);
    }
}

impl<S: Sink> Sink for Option<S> {
    #[inline]
    fn event(&mut self, event: &Event) {
        if let Some(sink) = self {
            sink.event(event);
        }
    }

    #[inline]
    fn wants_stacks(&self) -> bool {
        self.as_ref().is_some_and(S::wants_stacks)
    }

    #[inline]
    fn stack(&mut self, p: PId, stack: &[Pc]) {
        if let Some(sink) = self {
            sink.stack(p, stack);
        }
    }
}

/// Two sinks at once.
#[derive(Clone, Debug, Default)]
pub struct Tee<A, B>(pub A, pub B);

impl<A: Sink, B: Sink> Sink for Tee<A, B> {
    #[inline]
    fn event(&mut self, event: &Event) {
        self.0.event(event);
        self.1.event(event);
    }

    #[inline]
    fn wants_stacks(&self) -> bool {
        self.0.wants_stacks() || self.1.wants_stacks()
    }

    #[inline]
    fn stack(&mut self, p: PId, stack: &[Pc]) {
        self.0.stack(p, stack);
        self.1.stack(p, stack);
    }
}
