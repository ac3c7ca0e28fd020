//! Where what a parameter holds goes. Source: cmd/compile/internal/escape/leaks.go, Go 1.27.

/// For each sink the least number of dereferences on a way to it, and 1; 0 if there is no way.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Leaks([u8; 8]);

/// Results that are told apart.
const RESULTS: usize = 5;

/// Where something may leak to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sink {
    Heap,
    /// Something is written through it.
    Mutator,
    /// It is called.
    Callee,
    Result(usize),
}

impl Sink {
    /// Sinks with their index.
    fn index(self) -> usize {
        match self {
            Sink::Heap => 0,
            Sink::Mutator => 1,
            Sink::Callee => 2,
            Sink::Result(n) => 3 + n,
        }
    }
}

impl Leaks {
    /// Of a parameter of which nothing is known.
    pub fn unknown() -> Leaks {
        let mut leaks = Leaks::default();
        leaks.add(Sink::Heap, 0);
        leaks
    }

    /// The least number of dereferences on the way to a sink.
    pub fn get(&self, sink: Sink) -> Option<i32> {
        match self.0.get(sink.index()) {
            None | Some(0) => None,
            Some(&n) => Some(i32::from(n) - 1),
        }
    }

    /// Results with ways to them.
    pub fn results(&self) -> impl Iterator<Item = (usize, i32)> {
        (0..RESULTS).filter_map(|n| Some((n, self.get(Sink::Result(n))?)))
    }

    /// Notes a way; a result that is not told apart counts as the heap.
    pub fn add(&mut self, sink: Sink, derefs: i32) {
        let sink = match sink {
            Sink::Result(n) if n >= RESULTS => Sink::Heap,
            sink => sink,
        };
        let n = derefs.clamp(0, 254) as u8 + 1;
        let entry = &mut self.0[sink.index()];
        if *entry == 0 || n < *entry {
            *entry = n;
        }
    }

    /// Forgets ways that one to the heap makes needless.
    pub fn optimize(&mut self) {
        let heap = self.0[0];
        if heap > 0 {
            self.0[1..].iter_mut().filter(|n| **n >= heap).for_each(|n| *n = 0);
        }
    }

    /// Whether it goes anywhere.
    pub fn any(&self) -> bool {
        *self != Leaks::default()
    }
}
