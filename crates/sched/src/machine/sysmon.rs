//! The monitor thread (`proc.go:sysmon`, `retake`): it needs no P and looks every 20 µs to 10 ms.

use gopark_trace::{Kind, PId, SimTime, Sink};

use crate::cost;
use crate::outcome::Next;
use crate::sched::{SYSMON, Sched};

impl<S: Sink> Sched<S> {
    /// One round.
    pub(crate) fn sysmon_round(&mut self, at: SimTime) -> Next {
        if self.idle_ps.len() == self.procs() as usize {
            // Deep sleep, until something is bound to happen.
            let timer = self.next_timer().unwrap_or(SimTime::NEVER);
            let returning = self.returning.first().map_or(SimTime::NEVER, |r| r.at);
            let wake = timer.min(returning).max(at + cost::SYSMON_MIN).min(at + cost::SYSMON_DEEP);
            self.sysmon.idle_rounds = 0;
            self.sysmon.delay = cost::SYSMON_MIN;
            self.sysmon.at = wake + cost::SYSMON_MIN;
            return Next::Busy;
        }
        let mut retaken = false;
        for p in 0..self.ps.len() as u32 {
            retaken |= self.retake(at, PId(p));
        }
        // A timer is late and every P computes: start a thread for it if a P is idle.
        if self.next_timer().is_some_and(|when| when < at) && self.poller.is_none() {
            self.wakep_at(at);
        }
        if retaken {
            self.sysmon.idle_rounds = 0;
        } else {
            self.sysmon.idle_rounds += 1;
        }
        if self.sysmon.idle_rounds == 0 {
            self.sysmon.delay = cost::SYSMON_MIN;
        } else if self.sysmon.idle_rounds > cost::SYSMON_IDLE_ROUNDS {
            self.sysmon.delay = (self.sysmon.delay * 2).min(cost::SYSMON_MAX);
        }
        self.sysmon.at = at + self.sysmon.delay;
        Next::Busy
    }

    /// Asks a goroutine that had its 10 ms to stop; takes the P of one that stays in a system call. True when it did
    /// the latter.
    fn retake(&mut self, at: SimTime, p: PId) -> bool {
        let it = &mut self.ps[p.idx()];
        if it.curg.is_none() {
            return false;
        }
        let mut had_its_slice = false;
        if it.seen.schedtick != it.schedtick {
            it.seen.schedtick = it.schedtick;
            it.seen.schedwhen = at;
        } else if at.since(it.seen.schedwhen) >= cost::SLICE {
            had_its_slice = true;
        }
        if it.syscall_end.is_none() {
            if had_its_slice && !it.preempt {
                it.preempt = true;
                self.tell(at, SYSMON, p, Kind::PreemptRequest);
            }
            return false;
        }
        if !had_its_slice && it.seen.syscalltick != it.syscalltick {
            it.seen.syscalltick = it.syscalltick;
            it.seen.syscallwhen = at;
            return false;
        }
        let others_idle = self.spinning as usize + self.idle_ps.len() > 0;
        let it = &self.ps[p.idx()];
        if it.runq_is_empty() && others_idle && at.since(it.seen.syscallwhen) < cost::SLICE {
            return false;
        }
        self.take_from_syscall(at, p);
        self.hand_off(at, p);
        true
    }
}
