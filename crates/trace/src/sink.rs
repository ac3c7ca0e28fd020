//! Where events go.

use crate::event::Event;

/// Takes events as they happen. A type parameter of the scheduler, so that recording costs nothing when nobody
/// records: `()` is that nobody.
pub trait Sink {
    /// Takes one event.
    fn event(&mut self, event: &Event);
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
}
