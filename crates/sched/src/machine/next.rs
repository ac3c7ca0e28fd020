//! Whose turn it is: the one furthest behind in time.

use gopark_trace::{GId, PId, SimTime, Sink};

use crate::gc::Duty;
use crate::outcome::Next;
use crate::sched::Sched;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Proc(PId),
    Sysmon,
    Returning,
    Poll,
}

impl<S: Sink> Sched<S> {
    /// What happens next. Deterministic; the caller applies what the viewer changes between two calls.
    #[expect(clippy::should_implement_trait, reason = "Go's own word, and there is no end to iterate to")]
    pub fn next(&mut self) -> Next {
        let last = std::mem::take(&mut self.turn);
        if self.ended.is_some() {
            return Next::Over;
        }
        if self.too_many_threads {
            return Next::TooManyThreads;
        }
        if let Some(stopped) = self.stopped {
            return self.stopped_turn(stopped);
        }
        let Some((at, turn)) = self.again(last).or_else(|| self.pick()) else {
            return if self.goroutines() == 0 { Next::NoGoroutines } else { Next::Deadlock };
        };
        self.now = at;
        match turn {
            Turn::Sysmon => self.sysmon_round(at),
            Turn::Returning => self.syscall_return(at),
            Turn::Poll => self.poll(at),
            Turn::Proc(p) => {
                self.turn = if self.is_tied { PId::NONE } else { p };
                let it = &mut self.ps[p.idx()];
                it.clock += std::mem::take(&mut it.spent);
                let (is_in_syscall, g, duty) = (it.syscall_end.is_some(), it.curg, it.duty);
                if !it.pending.is_empty() {
                    self.flush_pending(p);
                }
                if is_in_syscall {
                    return self.syscall_end(p);
                }
                if g.is_none() {
                    return self.schedule(p);
                }
                if duty == Duty::Program { Next::Run { p, g } } else { self.collector_turn(p, g, duty) }
            }
        }
    }

    fn collector_turn(&mut self, p: PId, g: GId, duty: Duty) -> Next {
        match duty {
            Duty::Program => Next::Run { p, g },
            Duty::Assist => self.assist_turn(p),
            Duty::Worker(mode) => self.worker_turn(p, mode),
            Duty::Sweeper => self.sweeper_turn(p),
            Duty::Forcer => self.forcer_turn(p),
        }
    }

    /// When the next thing happens; None: nothing will ever happen again.
    pub fn upcoming(&self) -> Option<SimTime> {
        if let Some(stopped) = self.stopped {
            return Some(stopped.until.unwrap_or(self.now).max(self.now));
        }
        let running = self.ps.iter().filter(|p| p.is_running());
        let procs = running.map(|p| p.syscall_end.unwrap_or_else(|| p.time())).min();
        let returning = self.returning.first().map(|r| r.at);
        let poll = self.poll_until();
        let earliest = [procs, returning, poll].into_iter().flatten().min()?;
        Some(earliest.min(self.sysmon.at).max(self.now))
    }

    /// When the thread in the network poller comes back; none also when that is never, since nobody outside of the
    /// simulation sends anything.
    fn poll_until(&self) -> Option<SimTime> {
        self.poller.map(|poller| poller.until).filter(|&until| until < SimTime::NEVER)
    }

    /// Nothing happens before `at`: time passes up to then. What the viewer changes now is changed at that moment.
    pub fn wait_until(&mut self, at: SimTime) {
        if self.upcoming().is_none_or(|next| next >= at) {
            self.now = self.now.max(at);
        }
    }

    /// The P that had the last turn, when it is still the earliest thing: nothing else has moved since then, so
    /// `horizon` stays what it is, and nothing is left to chance. Most turns are found here, without a look at all others.
    #[inline]
    fn again(&mut self, last: PId) -> Option<(SimTime, Turn)> {
        let it = self.ps.get(last.idx())?;
        let at = it.time();
        let is_earliest = self.now <= at && at < self.horizon;
        if !is_earliest || !it.is_running() || it.syscall_end.is_some() {
            return None;
        }
        let again = Some((at, Turn::Proc(last)));
        if cfg!(debug_assertions) {
            let known = (self.horizon, self.rng.clone());
            assert_eq!(self.pick(), again, "{last} is the earliest");
            assert_eq!((self.horizon, self.rng.clone()), known, "nothing else has moved");
        }
        again
    }

    /// The earliest thing, and into `horizon` the second earliest. None: nothing will ever happen again
    /// (`proc.go:checkdead`).
    fn pick(&mut self) -> Option<(SimTime, Turn)> {
        let (mut earliest, mut second) = (SimTime::NEVER, SimTime::NEVER);
        let (mut first, mut is_tied) = (PId::NONE, false);
        for (i, it) in self.ps[..self.procs as usize].iter().enumerate() {
            if it.is_running() {
                let at = it.wakes().max(self.now);
                if at < earliest {
                    (second, earliest, first) = (earliest, at, PId(i as u32));
                } else {
                    is_tied |= at == earliest;
                    second = second.min(at);
                }
            }
        }
        self.is_tied = is_tied;
        if is_tied {
            first = self.break_ties();
        }
        if first.is_some() && self.returning.is_empty() && self.poller.is_none() {
            let sysmon = self.sysmon.at.max(self.now);
            if sysmon >= earliest {
                self.horizon = second.min(sysmon);
                return Some((earliest, Turn::Proc(first)));
            }
        }
        self.pick_other((earliest, first), second)
    }

    /// The same, when the earliest of the Ps and the second earliest are known.
    fn pick_other(
        &mut self,
        (earliest, first): (SimTime, PId),
        mut second: SimTime,
    ) -> Option<(SimTime, Turn)> {
        let (returning, poll) = (self.returning.first().map(|r| r.at), self.poll_until());
        if first.is_none() && !self.is_tied && returning.is_none() && poll.is_none() {
            return None;
        }
        let (returning, poll) = (returning.unwrap_or(SimTime::NEVER), poll.unwrap_or(SimTime::NEVER));
        let mut best = (earliest, first.some().map_or(Turn::Sysmon, Turn::Proc));
        for (at, turn) in [(returning, Turn::Returning), (poll, Turn::Poll), (self.sysmon.at, Turn::Sysmon)] {
            let at = at.max(self.now);
            if at < best.0 {
                (second, best) = (best.0, (at, turn));
            } else {
                second = second.min(at);
            }
        }
        self.horizon = second;
        Some(best)
    }

    /// Who of those Ps that are equally early. Each of n is chosen with probability 1/n, by the seed.
    #[cold]
    fn break_ties(&mut self) -> PId {
        let (mut earliest, mut first, mut ties) = (SimTime::NEVER, PId::NONE, 1);
        for (i, it) in self.ps[..self.procs as usize].iter().enumerate().filter(|(_, it)| it.is_running()) {
            let at = it.wakes().max(self.now);
            if at < earliest {
                (earliest, first, ties) = (at, PId(i as u32), 1);
            } else if at == earliest {
                ties += 1;
                if self.rng.below(ties) == 0 {
                    first = PId(i as u32);
                }
            }
        }
        first
    }
}
