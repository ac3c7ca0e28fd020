//! Timers (`time.go`): kept by the P that armed them, fired by a P between two goroutines.

use gopark_trace::{GId, Kind, PId, SimTime, Sink, TimerId};

use crate::cost;
use crate::outcome::Next;
use crate::sched::Sched;
use crate::state::Timer;

/// Go's clock counts nanoseconds in an `int64` (`time.go:maxWhen`).
const WHEN_MAX: SimTime = SimTime(i64::MAX as u64);

impl<S: Sink> Sched<S> {
    /// Arms a timer of the caller's; it comes back as [`Next::Timer`].
    pub fn timer_arm(&mut self, p: PId, when: SimTime) -> TimerId {
        self.arm(p, when, GId::NONE)
    }

    /// Stops a timer; true when it had not fired yet.
    pub fn timer_stop(&mut self, p: PId, t: TimerId) -> bool {
        self.spend(p, cost::TIMER);
        let Some(timer) = self.timers.remove(t) else { return false };
        if timer.bubble != 0 {
            if let Some(it) = self.bubble_mut(timer.bubble) {
                it.timers.remove(&(timer.when, t));
            }
            return true;
        }
        let due = (timer.when, t);
        if !self.ps[timer.p.idx()].timers.remove(&due) {
            // Who armed it was no more for a while, and another one has taken it over.
            let _ = self.ps.iter_mut().any(|p| p.timers.remove(&due));
        }
        self.emit_now(p, Kind::TimerStop { timer: t });
        true
    }

    pub(crate) fn arm(&mut self, p: PId, when: SimTime, sleeper: GId) -> TimerId {
        let t = TimerId(self.timer_next);
        self.timer_next += 1;
        let bubble = self.bubble_of(self.curg(p));
        if let Some(it) = self.bubble_here(p) {
            // No P sees it fire, and the clock of no event is its bubble's.
            let when = when.max(it.now).min(WHEN_MAX);
            it.timers.insert((when, t));
            self.timers.insert(t, Timer { when, p, sleeper, bubble });
            self.spend(p, cost::TIMER);
            return t;
        }
        let when = when.max(self.ps[p.idx()].clock).min(WHEN_MAX);
        self.timers.insert(t, Timer { when, p, sleeper, bubble: 0 });
        let timers = &mut self.ps[p.idx()].timers;
        timers.insert((when, t));
        let is_first = timers.first() == Some(&(when, t));
        self.emit_now(p, Kind::TimerArm { timer: t, when });
        self.spend(p, cost::TIMER);
        // The scheduler itself, re-arming a ticker that it fires, looks at its timers again anyway.
        if is_first && self.curg(p).is_some() {
            self.wake_net_poller(self.ps[p.idx()].clock, when);
        }
        t
    }

    /// The earliest timer of all.
    pub(crate) fn next_timer(&self) -> Option<SimTime> {
        self.ps.iter().filter_map(|p| Some(p.timers.first()?.0)).min()
    }

    /// On p: fires the earliest timer of `owner`, if it is due by `now`. The ones after it follow on p's next turns.
    #[inline]
    pub(crate) fn fire_due(&mut self, p: PId, owner: PId, now: SimTime) -> Option<Next> {
        let &(when, t) = self.ps[owner.idx()].timers.first()?;
        if when > now { None } else { self.fire(p, owner, (when, t), now) }
    }

    fn fire(&mut self, p: PId, owner: PId, (when, t): (SimTime, TimerId), now: SimTime) -> Option<Next> {
        self.ps[p.idx()].firing = Some((owner, now));
        self.ps[owner.idx()].timers.remove(&(when, t));
        let timer = self.timers.remove(t)?;
        self.emit_now(p, Kind::TimerFire { timer: t });
        self.spend(p, cost::TIMER);
        if timer.sleeper.is_none() {
            return Some(Next::Timer { p, t });
        }
        self.make_ready(p, timer.sleeper);
        Some(Next::Busy)
    }
}
