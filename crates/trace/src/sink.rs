//! Where events go.

use crate::event::{Event, Kind};
use crate::ids::{PId, Pc};

/// Takes events as they happen. A type parameter of the scheduler, so that recording costs nothing when nobody
/// records: `()` is that nobody.
pub trait Sink {
    /// Takes one event.
    fn event(&mut self, event: &Event);

    /// Whether it wants to be told of this; otherwise the event need not be made.
    #[inline]
    fn wants(&self, _kind: &Kind) -> bool {
        true
    }

    /// Whether it wants to be told stacks, which takes time.
    #[inline]
    fn wants_stacks(&self) -> bool {
        false
    }

    /// The goroutine on `p` is called from here: `stack`, from the innermost place outwards, holds for the events of p
    /// that follow until the next is told.
    #[inline]
    fn stack(&mut self, _p: PId, _stack: &[Pc]) {}

    /// The program begins to trace itself (`runtime/trace.Start`). False: nobody here writes traces.
    fn trace_start(&mut self) -> bool {
        false
    }

    /// The program's trace of itself is over: its bytes.
    fn trace_stop(&mut self) -> Vec<u8> {
        Vec::new()
    }

    /// The program notes something in its trace; `event` says where, and is not one of the stream.
    fn note(&mut self, _event: &Event, _note: Note<'_>) {}
}

/// What a program notes in an execution trace (`runtime/trace/annotation.go`). Task 0 is the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note<'a> {
    /// A task begins.
    TaskBegin {
        /// Its number.
        task: u64,
        /// The task it is a part of.
        parent: u64,
        /// Its type.
        name: &'a str,
    },
    /// A task ends.
    TaskEnd {
        /// Its number.
        task: u64,
    },
    /// A region of the goroutine begins (true) or ends.
    Region {
        /// Which of both.
        on: bool,
        /// The task it belongs to.
        task: u64,
        /// Its type.
        name: &'a str,
    },
    /// A message.
    Log {
        /// The task it belongs to.
        task: u64,
        /// Its category.
        category: &'a str,
        /// What it says.
        message: &'a str,
    },
}

impl Sink for () {
    #[inline]
    fn event(&mut self, _: &Event) {}

    #[inline]
    fn wants(&self, _: &Kind) -> bool {
        false
    }
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
