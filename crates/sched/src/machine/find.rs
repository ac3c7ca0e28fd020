//! Looking for work (`proc.go:schedule`, `findRunnable`, `stealWork`). The steps are numbered as in the order in which
//! Go takes them.

use gopark_trace::{Kind, PId, SimTime, Sink, Source};

use crate::cost;
use crate::outcome::Next;
use crate::sched::Sched;

/// Every so many ticks the global queue comes first (`proc.go:findRunnable`).
const GLOBAL_EVERY_TICKS: u32 = 61;
/// Passes over all Ps; only the last one takes runnext and runs other Ps' timers (`proc.go:stealWork`).
const STEAL_PASSES: u32 = 4;

impl<S: Sink> Sched<S> {
    /// One turn of a P that runs nothing: it starts a goroutine, fires a timer, or goes idle.
    pub(crate) fn schedule(&mut self, p: PId) -> Next {
        // The thief slept 3 µs; what it came for may be gone.
        let victim = std::mem::take(&mut self.ps[p.idx()].stealing_from);
        if victim.is_some() {
            if self.steal_next(p, victim) {
                return self.run_stolen(p);
            }
            return self.give_up(p);
        }
        // 2. own timers
        if let Some(next) = self.fire_due(p, p) {
            return next;
        }
        // 5. every 61st tick, the global queue
        if self.ps[p.idx()].schedtick.is_multiple_of(GLOBAL_EVERY_TICKS)
            && let Some(g) = self.runq.pop_front()
        {
            return self.run(p, g, Source::Global);
        }
        // 7. runnext, then the local queue
        let g = std::mem::take(&mut self.ps[p.idx()].next);
        if g.is_some() {
            return self.run(p, g, Source::RunNext);
        }
        if let Some(next) = self.run_local(p) {
            return next;
        }
        // 8. a share of the global queue
        if !self.runq.is_empty() {
            self.global_grab(p);
            self.spend(p, cost::STEAL);
            if let Some(next) = self.run_local(p) {
                return next;
            }
        }
        // 10. steal
        self.search_elsewhere(p)
    }

    fn run_local(&mut self, p: PId) -> Option<Next> {
        let g = self.ps[p.idx()].runq.pop_front()?;
        Some(self.run(p, g, Source::Local))
    }

    fn run_stolen(&mut self, p: PId) -> Next {
        self.spend(p, cost::STEAL);
        match self.ps[p.idx()].runq.pop_back() {
            Some(g) => self.run(p, g, Source::Stolen),
            None => Next::Busy,
        }
    }

    /// `resetspinning` and `execute`.
    fn run(&mut self, p: PId, g: gopark_trace::GId, from: Source) -> Next {
        let m = self.ps[p.idx()].m;
        if self.ms[m.idx()].is_spinning {
            self.set_spinning(self.ps[p.idx()].clock, m, false);
            self.wakep(p);
        }
        self.execute(p, g, from);
        Next::Busy
    }

    fn search_elsewhere(&mut self, p: PId) -> Next {
        let m = self.ps[p.idx()].m;
        let busy = self.procs() as usize - self.idle_ps.len();
        if !self.ms[m.idx()].is_spinning {
            if 2 * self.spinning as usize >= busy {
                return self.give_up(p);
            }
            self.set_spinning(self.ps[p.idx()].clock, m, true);
        }
        self.spend(p, cost::SEARCH);
        for pass in 0..STEAL_PASSES {
            let is_last = pass == STEAL_PASSES - 1;
            for victim in self.random_order() {
                if victim == p || self.ps[victim.idx()].is_dead {
                    continue;
                }
                if is_last && let Some(next) = self.fire_due(p, victim) {
                    return next;
                }
                if self.ps[victim.idx()].is_idle {
                    continue;
                }
                if self.steal_half(p, victim) {
                    return self.run_stolen(p);
                }
                if is_last && let Some(next) = self.try_runnext(p, victim) {
                    return next;
                }
            }
        }
        self.give_up(p)
    }

    /// A running victim mostly runs its runnext itself within 50 ns, so the thief gives it 3 µs.
    fn try_runnext(&mut self, p: PId, victim: PId) -> Option<Next> {
        let it = &self.ps[victim.idx()];
        if it.next.is_none() {
            return None;
        }
        if it.curg.is_some() && it.syscall_end.is_none() {
            self.spend(p, cost::STEAL_NEXT_WAIT);
            self.ps[p.idx()].stealing_from = victim;
            return Some(Next::Busy);
        }
        self.steal_next(p, victim).then(|| self.run_stolen(p))
    }

    /// All Ps in a pseudo-random order: a random start and a stride coprime with their number (`randomOrder`).
    fn random_order(&mut self) -> impl Iterator<Item = PId> + use<S> {
        let n = self.ps.len() as u64;
        let start = self.rng.below(n);
        let coprimes = (1..=n).filter(|&stride| gcd(stride, n) == 1).count() as u64;
        let nth = self.rng.below(coprimes) as usize;
        let stride = (1..=n).filter(|&stride| gcd(stride, n) == 1).nth(nth).unwrap_or(1);
        (0..n).map(move |i| PId(((start + i * stride) % n) as u32))
    }

    /// 13 to 16: the P goes idle; a thread that spun looks once more; one thread waits for the next timer.
    fn give_up(&mut self, p: PId) -> Next {
        if !self.runq.is_empty() {
            return Next::Busy;
        }
        let at = self.ps[p.idx()].clock;
        let m = self.ps[p.idx()].m;
        let spun = self.ms[m.idx()].is_spinning;
        self.make_idle(at, p);
        if spun {
            self.set_spinning(at, m, false);
            if self.work_is_queued()
                && let Some(idle) = self.take_idle_p()
            {
                self.bind(m, idle);
                self.ps[idle.idx()].clock = at + cost::SEARCH;
                self.wants(at + cost::SEARCH);
                self.tell(at, m, idle, Kind::ProcStart);
                self.set_spinning(at, m, true);
                return Next::Busy;
            }
        }
        if self.poller.is_none() && !self.timers.is_empty() {
            self.poller = m;
            self.tell(at, m, PId::NONE, Kind::MNetpoll { on: true });
        } else {
            self.stop_m(at, m);
        }
        Next::Busy
    }

    /// `checkRunqsNoP`, `checkTimersNoP`.
    fn work_is_queued(&self) -> bool {
        self.ps.iter().any(|p| !p.is_idle && !p.is_dead && !p.runq.is_empty())
    }

    /// Idle Ps and the poller: the earliest timer is due. The poller takes an idle P and looks around.
    pub(crate) fn poll(&mut self, at: SimTime) -> Next {
        let m = std::mem::take(&mut self.poller);
        self.tell(at, m, PId::NONE, Kind::MNetpoll { on: false });
        match self.take_idle_p() {
            Some(p) => {
                self.bind(m, p);
                self.ps[p.idx()].clock = at + self.rng.around(cost::M_WAKE);
                self.tell(at, m, p, Kind::ProcStart);
                self.set_spinning(at, m, true);
            }
            None => self.stop_m(at, m),
        }
        Next::Busy
    }
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
