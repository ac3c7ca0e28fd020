//! Two runs of which one thing differs: where they part.

use gopark_trace::{Event, EventLog};

use crate::Session;

/// Events that are compared at one go.
const COMPARED_MAX: usize = 200_000;
/// Events that are unpacked for it at a time.
const COMPARED_AT_ONCE: usize = 2_048;

/// How far two runs are known to be the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Twin {
    same: usize,
}

impl Twin {
    /// Events from the beginning that are the same in both.
    pub const fn same(&self) -> usize {
        self.same
    }

    /// The first event of each run that the other has not, as far as both are known; None: they are the same so far.
    pub fn part(&mut self, a: &Session, b: &Session) -> Option<[Option<Event>; 2]> {
        let (left, right) = (a.known_events()?, b.known_events()?);
        let both = left.len().min(right.len());
        if self.same > both {
            // One of them began anew.
            self.same = 0;
        }
        let to = both.min(self.same + COMPARED_MAX);
        while self.same < to {
            let range = self.same..to.min(self.same + COMPARED_AT_ONCE);
            let pairs = left.range(range.clone()).into_iter().zip(right.range(range.clone()));
            let differ = pairs.into_iter().position(|(left, right)| left != right);
            self.same = differ.map_or(range.end, |i| range.start + i);
            if differ.is_some() {
                break;
            }
        }
        // Who is only behind is no different; who is over while the other goes on is.
        let over = |one: &Session, of: &EventLog| of.len() == self.same && one.has_ended();
        let apart = self.same < to
            || self.same == both && left.len() != right.len() && (over(a, left) || over(b, right));
        let at = |of: &EventLog| of.range(self.same..self.same + 1).pop();
        apart.then(|| [at(left), at(right)])
    }
}
