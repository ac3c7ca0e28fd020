//! The timers that a P looks after: its own, and those of Ps that are no more.

use gopark_sorted::SharedSet;
use gopark_trace::{SimTime, TimerId};

/// A timer, and first when it fires.
type Due = (SimTime, TimerId);

/// So many of another P's are put among the own ones; more stay together, for there may be half a million.
const MOVED_MAX: usize = 1_000;

/// Armed timers by when they fire.
#[derive(Clone, Debug, Default)]
pub struct Timers {
    own: SharedSet<Due>,
    /// Those of Ps that are no more, each P's by themselves; none is empty for long.
    taken: Vec<SharedSet<Due>>,
}

impl Timers {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.own.len() + self.taken.iter().map(SharedSet::len).sum::<usize>()
    }

    /// The one that fires next.
    #[inline]
    pub fn first(&self) -> Option<&Due> {
        if self.taken.is_empty() { self.own.first() } else { self.first_of_all() }
    }

    #[cold]
    #[inline(never)]
    fn first_of_all(&self) -> Option<&Due> {
        std::iter::once(&self.own).chain(&self.taken).filter_map(SharedSet::first).min()
    }

    /// Adds one of its own.
    pub fn insert(&mut self, due: Due) {
        self.own.insert(due);
    }

    /// Takes one out; whether it was there.
    #[inline(never)]
    pub fn remove(&mut self, due: &Due) -> bool {
        let found = self.own.remove(due) || self.taken.iter_mut().any(|taken| taken.remove(due));
        self.taken.retain(|taken| !taken.is_empty());
        found
    }

    /// Gives some of them back that nobody needs any more; true when none is left.
    pub fn shed(&mut self, most: usize) -> bool {
        self.own.shed(most) & self.taken.iter_mut().fold(true, |is_empty, taken| is_empty & taken.shed(most))
    }

    /// From now on it also looks after those of another P.
    pub fn take_over(&mut self, others: Self) {
        for set in std::iter::once(others.own).chain(others.taken) {
            if set.len() > MOVED_MAX {
                self.taken.push(set);
            } else {
                self.own.extend(set.iter().copied());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use gopark_trace::{SimTime, TimerId};

    use super::{MOVED_MAX, Timers};

    fn every(step: u64, count: usize, first_id: u32) -> Timers {
        let mut timers = Timers::default();
        for (n, id) in (first_id..).enumerate().take(count) {
            timers.insert((SimTime(n as u64 * step), TimerId(id)));
        }
        timers
    }

    #[test]
    fn whoever_is_taken_over_fires_among_the_others() {
        for count in [3, MOVED_MAX + 1] {
            let mut timers = every(3, count, 0);
            timers.take_over(every(2, count, 10_000));
            timers.take_over(every(5, count, 20_000));
            assert_eq!(timers.len(), 3 * count);
            assert!(timers.remove(&(SimTime(2), TimerId(10_001))));
            assert!(!timers.remove(&(SimTime(2), TimerId(10_001))));
            let mut fired = Vec::new();
            while let Some(&due) = timers.first() {
                assert!(timers.remove(&due));
                fired.push(due);
            }
            assert!(fired.is_sorted());
            assert_eq!((fired.len(), timers.taken.len()), (3 * count - 1, 0));
        }
    }
}
