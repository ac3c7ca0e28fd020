//! The monitor thread (`proc.go:sysmon`, `retake`): it needs no P and looks every 20 µs to 10 ms.

use gopark_trace::{Kind, PId, SimTime, Sink};

use crate::cost;
use crate::gc::FORCE_NS;
use crate::outcome::Next;
use crate::sched::{SYSMON, Sched};

impl<S: Sink> Sched<S> {
    /// One round. In deep sleep, when all Ps are idle, it looks once a minute whether a collection is due.
    pub(crate) fn sysmon_round(&mut self, at: SimTime) -> Next {
        let was_deep = std::mem::take(&mut self.sysmon.is_deep);
        if !was_deep && self.idle_ps.len() == self.procs as usize {
            let timer = self.next_timer().unwrap_or(SimTime::NEVER);
            if timer > at {
                let look = if self.gc.marked > 0 { at + FORCE_NS / 2 } else { SimTime::NEVER };
                (self.sysmon.is_deep, self.sysmon.at) = (true, timer.min(look));
                return Next::Busy;
            }
        }
        self.net_poll_by_sysmon(at, SYSMON);
        let mut retaken = false;
        for p in 0..self.procs {
            retaken |= self.retake(at, PId(p));
        }
        self.force_if_due(at);
        let it = &mut self.sysmon;
        it.idle_rounds = if retaken { 0 } else { it.idle_rounds.saturating_add(1) };
        if it.idle_rounds == 0 {
            it.delay = cost::SYSMON_MIN;
        } else if it.idle_rounds > cost::SYSMON_IDLE_ROUNDS {
            it.delay = (it.delay * 2).min(cost::SYSMON_MAX);
        }
        it.at = at + it.delay;
        Next::Busy
    }

    /// Asks a goroutine that had its 10 ms to stop; takes the P of one that stays in a system call. True when it did
    /// the latter.
    fn retake(&mut self, at: SimTime, p: PId) -> bool {
        let it = &mut self.ps[p.idx()];
        if !it.is_running() {
            return false;
        }
        let mut had_its_slice = false;
        if it.seen.schedtick != it.schedtick {
            it.seen.schedtick = it.schedtick;
            it.seen.schedwhen = at;
        } else if at.since(it.seen.schedwhen) >= cost::SLICE {
            had_its_slice = true;
            if it.curg.is_some() && it.syscall_end.is_none() && !it.preempt {
                it.preempt = true;
                self.tell(at, SYSMON, p, Kind::PreemptRequest);
            }
        }
        let it = &mut self.ps[p.idx()];
        if it.syscall_end.is_none() {
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
        self.take_from_syscall(at, SYSMON, p);
        self.hand_off(at, p);
        true
    }
}

#[cfg(test)]
mod tests {
    use gopark_trace::Pc;

    use crate::{Config, Limits, Next, Sched};

    #[test]
    fn it_looks_every_20_microseconds_and_after_50_idle_rounds_half_as_often_with_each() {
        let limits = Limits { goroutines: 10, objects: 10 };
        let mut sched = Sched::new(&Config { procs: 1, seed: 1, async_preempt: true, limits }, ());
        sched.start(Pc(0), true);
        // How long it slept, in microseconds, and how often in a row.
        let mut slept: Vec<(u64, u32)> = Vec::new();
        let mut round = sched.sysmon.at;
        while sched.time().0 < 60_000_000 {
            if let Next::Run { p, .. } = sched.next() {
                if sched.preempt_wanted(p) {
                    sched.preempt(p);
                } else {
                    sched.charge(p, 10_000);
                }
            }
            let us = sched.sysmon.at.since(round) / 1_000;
            round = sched.sysmon.at;
            match slept.last_mut() {
                _ if us == 0 => {}
                Some((last, times)) if *last == us => *times += 1,
                _ => slept.push((us, 1)),
            }
        }
        let doubled = [40, 80, 160, 320, 640, 1_280, 2_560, 5_120].map(|us| (us, 1));
        let expected: Vec<_> = [&[(20, 50)], &doubled[..], &[(10_000, 5)]].concat();
        assert_eq!(slept, expected);
    }
}
