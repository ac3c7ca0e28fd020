//! Timers (`time.go`): kept by the P that armed them, fired by a P between two goroutines.

use gopark_trace::{GId, Kind, PId, SimTime, Sink, TimerId};

use crate::cost;
use crate::outcome::Next;
use crate::sched::Sched;
use crate::state::Timer;

impl<S: Sink> Sched<S> {
    /// Arms a timer of the caller's; it comes back as [`Next::Timer`].
    pub fn timer_arm(&mut self, p: PId, when: SimTime) -> TimerId {
        self.arm(p, when, GId::NONE)
    }

    /// Stops a timer; true when it had not fired yet.
    pub fn timer_stop(&mut self, p: PId, t: TimerId) -> bool {
        self.spend(p, cost::TIMER);
        let Some(timer) = self.timers.remove(t) else { return false };
        self.ps[timer.p.idx()].timers.remove(&(timer.when, t));
        self.emit_now(p, Kind::TimerStop { timer: t });
        true
    }

    pub(crate) fn arm(&mut self, p: PId, when: SimTime, sleeper: GId) -> TimerId {
        let t = TimerId(self.timer_next);
        self.timer_next += 1;
        let when = when.max(self.ps[p.idx()].clock);
        self.timers.insert(t, Timer { when, p, sleeper });
        let timers = &mut self.ps[p.idx()].timers;
        timers.insert((when, t));
        let is_first = timers.first() == Some(&(when, t));
        self.emit_now(p, Kind::TimerArm { timer: t, when });
        self.spend(p, cost::TIMER);
        // wakeNetPoller: somebody must be there to see it fire.
        if is_first && self.poller.is_none() {
            self.wakep(p);
        } else if self.poller.is_some() {
            self.wants(when);
        }
        t
    }

    /// The earliest timer of all.
    pub(crate) fn next_timer(&self) -> Option<SimTime> {
        self.ps.iter().filter_map(|p| Some(p.timers.first()?.0)).min()
    }

    /// On p: fires the earliest timer of `owner`, if it is due.
    pub(crate) fn fire_due(&mut self, p: PId, owner: PId) -> Option<Next> {
        let &(when, t) = self.ps[owner.idx()].timers.first()?;
        if when > self.ps[p.idx()].clock {
            return None;
        }
        self.ps[owner.idx()].timers.pop_first();
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
