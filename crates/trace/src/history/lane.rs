//! One row of a timeline: what somebody did, from moment to moment.

use crate::time::SimTime;

/// What the owner of a lane does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Doing {
    /// Does not exist.
    Gone,
    /// A processor on the idle list, a parked thread, no collection.
    Idle,
    /// A processor or a thread that looks for work elsewhere.
    Spinning,
    /// A processor between two goroutines, a thread that is awake without one.
    Scheduling,
    /// Runs (a goroutine), is run (by a processor), marks (the collector).
    Running,
    /// In a system call.
    Syscall,
    /// A goroutine in a run queue.
    Runnable,
    /// A goroutine that waits; a thread in the network poller.
    Waiting,
    /// The world is stopped.
    Stopped,
    /// Several of these, one after the other: what was too long ago to be kept apart.
    Mixed,
}

impl Doing {
    const ALL: [Self; 10] = [
        Self::Gone,
        Self::Idle,
        Self::Spinning,
        Self::Scheduling,
        Self::Running,
        Self::Syscall,
        Self::Runnable,
        Self::Waiting,
        Self::Stopped,
        Self::Mixed,
    ];
}

/// What, and with whom: the goroutine on a processor or a thread, the processor under a goroutine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct What(u32);

const WITH_BITS: u32 = 28;
const WITH_NOBODY: u32 = (1 << WITH_BITS) - 1;

impl What {
    /// Alone.
    pub const fn of(doing: Doing) -> Self {
        Self((doing as u32) << WITH_BITS | WITH_NOBODY)
    }

    /// With somebody, by number.
    pub const fn with(doing: Doing, who: u32) -> Self {
        let who = if who > WITH_NOBODY { WITH_NOBODY } else { who };
        Self((doing as u32) << WITH_BITS | who)
    }

    /// What.
    pub fn doing(self) -> Doing {
        Doing::ALL.get((self.0 >> WITH_BITS) as usize).copied().unwrap_or(Doing::Mixed)
    }

    /// The number of the other one, if there is one.
    pub fn who(self) -> Option<u32> {
        let who = self.0 & WITH_NOBODY;
        (who != WITH_NOBODY).then_some(who)
    }
}

/// From a moment to the next span's.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Since when.
    pub at: SimTime,
    /// How long the owner had run before that, in ns.
    pub ran_ns: u64,
    /// What it does.
    pub what: What,
}

/// A row of a timeline, oldest first.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Lane(Vec<Span>);

impl Lane {
    /// All spans; the last one lasts until now.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// Where the span that holds `at` is; none before the first.
    pub fn index(&self, at: SimTime) -> Option<usize> {
        self.0.partition_point(|span| span.at <= at).checked_sub(1)
    }

    /// The same of a moment that is not long after that of span `i`, which is where the search begins.
    pub fn index_from(&self, i: usize, at: SimTime) -> usize {
        let later = &self.0[i + 1..];
        let mut most = 1;
        while later.get(most).is_some_and(|span| span.at <= at) {
            most *= 2;
        }
        i + later[..later.len().min(most)].partition_point(|span| span.at <= at)
    }

    /// What is done at a moment.
    pub fn at(&self, at: SimTime) -> What {
        self.index(at).map_or(What::of(Doing::Gone), |i| self.0[i].what)
    }

    /// How long the owner had run until a moment, in ns.
    pub fn ran_ns(&self, until: SimTime) -> u64 {
        self.index(until).map_or(0, |i| self.ran_in_ns(i, until))
    }

    /// The same of a moment in span `i`.
    pub fn ran_in_ns(&self, i: usize, until: SimTime) -> u64 {
        let span = &self.0[i];
        let runs = span.what.doing() == Doing::Running;
        span.ran_ns + if runs { until.since(span.at) } else { 0 }
    }

    /// From `at` on it is `what`. With more than `most` spans, every other one goes.
    pub(super) fn note(&mut self, at: SimTime, what: What, most: usize) {
        if self.0.last().is_some_and(|last| last.what == what) {
            return;
        }
        let ran_ns = self.ran_ns(at);
        match self.0.last_mut() {
            Some(last) if last.at == at => last.what = what,
            _ => self.0.push(Span { at, ran_ns, what }),
        }
        if self.0.len() > most {
            self.thin();
        }
    }

    /// Forgets what began after a moment.
    pub(super) fn truncate(&mut self, at: SimTime) {
        let keep = self.0.partition_point(|span| span.at <= at);
        self.0.truncate(keep);
    }

    /// The newest spans stay as they are: they are looked at most.
    fn thin(&mut self) {
        let old = self.0.len() / 2;
        let mut kept = 0;
        for i in 0..self.0.len() {
            if i >= old || i % 2 == 0 {
                self.0[kept] = self.0[i];
                if i + 1 < old {
                    self.0[kept].what = What::of(Doing::Mixed);
                }
                kept += 1;
            }
        }
        self.0.truncate(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::{Doing, Lane, What};
    use crate::time::SimTime;

    #[test]
    fn running_time_is_exact_even_where_spans_were_merged() {
        let mut lane = Lane::default();
        for i in 0..1_000u64 {
            let doing = if i % 3 == 0 { Doing::Running } else { Doing::Scheduling };
            lane.note(SimTime(10 * i), What::with(doing, i as u32), 64);
        }
        assert!(lane.spans().len() <= 64);
        assert_eq!(lane.ran_ns(SimTime(9_990)), 333 * 10);
        assert_eq!(lane.at(SimTime(9_995)).who(), Some(999));
        assert_eq!(lane.at(SimTime(0)).doing(), Doing::Mixed);
        for (i, span) in lane.spans().iter().enumerate() {
            for at in (span.at.0..12_000).step_by(70).map(SimTime) {
                assert_eq!(Some(lane.index_from(i, at)), lane.index(at));
            }
        }
        lane.truncate(SimTime(9_975));
        assert_eq!(lane.at(SimTime(20_000)).who(), Some(997));
    }

    #[test]
    fn nothing_is_done_before_the_first_span() {
        let mut lane = Lane::default();
        lane.note(SimTime(5), What::of(Doing::Idle), 8);
        assert_eq!(lane.at(SimTime(4)).doing(), Doing::Gone);
        assert_eq!((lane.at(SimTime(5)).doing(), lane.at(SimTime(5)).who()), (Doing::Idle, None));
    }
}
