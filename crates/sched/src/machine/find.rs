//! Looking for work (`proc.go:schedule`, `findRunnable`, `stealWork`). The steps are numbered as in the order in which
//! Go takes them.

use gopark_trace::{GId, Kind, MId, PId, SimTime, Sink, Source};

use crate::cost;
use crate::outcome::Next;
use crate::sched::Sched;
use crate::state::{Poller, Search};

/// Every so many ticks the global queue comes first (`proc.go:findRunnable`).
const GLOBAL_EVERY_TICKS: u32 = 61;

impl<S: Sink> Sched<S> {
    /// One turn of a P that runs nothing: it starts a goroutine, fires a timer, or goes idle.
    pub(crate) fn schedule(&mut self, p: PId) -> Next {
        if self.locked_threads > 0 && self.ms[self.ps[p.idx()].m.idx()].locked.is_some() {
            self.stop_locked_m(self.ps[p.idx()].clock, p);
            return Next::Busy;
        }
        // 2. own timers; or what was begun, perhaps with those of somebody else
        let it = &self.ps[p.idx()];
        if it.firing.is_some() || it.search.is_some() {
            if let Some(next) = self.go_on_searching(p) {
                return next;
            }
        } else if let Some(&(when, _)) = it.timers.first()
            && when <= it.clock
            && let Some(next) = self.fire_due(p, p, it.clock)
        {
            return next;
        }
        // 4. a mark worker, which leaves p's own goroutines to others
        if let Some(next) = self.due_worker(p) {
            self.wakep(p);
            return next;
        }
        // 5. every 61st tick, the global queue
        if self.ps[p.idx()].schedtick.is_multiple_of(GLOBAL_EVERY_TICKS)
            && let Some(g) = self.runq.pop_front()
        {
            self.run(p, g, Source::Global);
            return Next::Busy;
        }
        // 6. finalizers and cleanups
        if !self.wanted.is_empty() {
            self.wake_wanted(p);
        }
        // 7. runnext, then the local queue
        if self.run_queued(p) {
            return Next::Busy;
        }
        // 8. a share of the global queue
        if self.run_global(p) {
            return Next::Busy;
        }
        // 9. the network, if no thread waits for it
        if self.poller.is_none() && self.net_poll(p) && self.run_local(p) {
            return Next::Busy;
        }
        // 10. steal
        self.search_elsewhere(p)
    }

    /// Timers that are due are fired one by one, those of somebody else in the last pass of stealing, which goes on then.
    fn go_on_searching(&mut self, p: PId) -> Option<Next> {
        let it = &mut self.ps[p.idx()];
        let (owner, due) = it.firing.take().unwrap_or((p, it.clock));
        let search = it.search.take();
        if (owner != p || search.is_none())
            && let Some(next) = self.fire_due(p, owner, due)
        {
            self.ps[p.idx()].search = search;
            return Some(next);
        }
        let search = search?;
        Some(if self.run_queued(p) { Next::Busy } else { self.last_pass(p, search) })
    }

    /// `runqget`. False: nothing is queued here.
    fn run_queued(&mut self, p: PId) -> bool {
        let Some(g) = std::mem::take(&mut self.ps[p.idx()].next).some() else { return self.run_local(p) };
        self.run(p, g, Source::RunNext);
        true
    }

    /// `globrunqgetbatch`.
    fn run_global(&mut self, p: PId) -> bool {
        if self.runq.is_empty() {
            return false;
        }
        self.global_grab(p);
        self.spend(p, cost::STEAL);
        self.run_local(p)
    }

    fn run_local(&mut self, p: PId) -> bool {
        let Some(g) = self.ps[p.idx()].runq.pop_front() else { return false };
        self.run(p, g, Source::Local);
        true
    }

    fn run_stolen(&mut self, p: PId) -> Next {
        self.spend(p, cost::STEAL);
        if let Some(g) = self.ps[p.idx()].runq.pop_back() {
            self.run(p, g, Source::Stolen);
        }
        Next::Busy
    }

    /// `resetspinning` and `execute`.
    pub(crate) fn run(&mut self, p: PId, g: GId, from: Source) {
        let m = self.ps[p.idx()].m;
        if self.ms[m.idx()].is_spinning {
            self.set_spinning(self.ps[p.idx()].clock, m, false);
            self.wakep(p);
        }
        let is_tied = self.locked_threads > 0 && self.start_locked_m(p, g);
        self.execute(p, g, from, from != Source::RunNext || is_tied);
    }

    fn search_elsewhere(&mut self, p: PId) -> Next {
        let (m, clock) = (self.ps[p.idx()].m, self.ps[p.idx()].clock);
        let busy = self.procs as usize - self.idle_ps.len();
        if !self.ms[m.idx()].is_spinning {
            if 2 * self.spinning as usize >= busy {
                return self.give_up(p);
            }
            self.become_spinning(clock, m);
        }
        self.spend(p, cost::SEARCH);
        // Nothing happens between the passes over the queues, so one does for three.
        let mut pass = self.random_order();
        while pass.left > 0 {
            let victim = PId(pass.victim);
            if victim != p && !self.ps[victim.idx()].is_idle && self.steal_half(p, victim) {
                return self.run_stolen(p);
            }
            pass.step(self.procs);
        }
        let last = self.random_order();
        self.last_pass(p, last)
    }

    /// The pass that also takes others' runnext and fires their timers.
    fn last_pass(&mut self, p: PId, mut pass: Search) -> Next {
        while pass.left > 0 {
            let victim = PId(pass.victim);
            if victim != p
                && let Some(next) = self.rob(p, victim, &mut pass)
            {
                return next;
            }
            pass.step(self.procs);
        }
        if pass.ran_timer { Next::Busy } else { self.give_up(p) }
    }

    /// A running victim mostly runs its runnext itself within 50 ns, so the thief gives it 3 µs (`runqgrab`).
    fn rob(&mut self, p: PId, victim: PId, pass: &mut Search) -> Option<Next> {
        if !std::mem::replace(&mut pass.timers_done, true)
            && let Some(next) = self.fire_due(p, victim, self.ps[p.idx()].clock)
        {
            pass.ran_timer = true;
            self.ps[p.idx()].search = Some(*pass);
            return Some(next);
        }
        let it = &self.ps[victim.idx()];
        let (next, is_patient) = (it.next, it.is_running() && it.syscall_end.is_none());
        if it.is_idle {
            return None;
        }
        let awaited = std::mem::take(&mut pass.awaited);
        if (awaited.is_none() || awaited != next) && self.steal_half(p, victim) {
            return Some(self.run_stolen(p));
        }
        if next.is_some() && is_patient && awaited != next {
            pass.awaited = next;
            self.spend(p, cost::STEAL_NEXT_WAIT);
            self.ps[p.idx()].search = Some(*pass);
            return Some(Next::Busy);
        }
        self.steal_next(p, victim).then(|| self.run_stolen(p))
    }

    /// All Ps in a pseudo-random order: a random start and a stride coprime with their number (`randomOrder`).
    fn random_order(&mut self) -> Search {
        let victim = self.rng.below(u64::from(self.procs)) as u32;
        let nth = self.rng.below(self.coprimes.len() as u64) as usize;
        Search {
            victim,
            stride: self.coprimes[nth],
            left: self.procs,
            timers_done: false,
            awaited: GId::NONE,
            ran_timer: false,
        }
    }

    /// 11: marking; 13 to 16: the P goes idle; a thread that spun looks once more; one thread waits for the next timer.
    fn give_up(&mut self, p: PId) -> Next {
        if let Some(next) = self.idle_worker(p) {
            return next;
        }
        if self.run_global(p) {
            return Next::Busy;
        }
        let (at, m) = (self.ps[p.idx()].clock, self.ps[p.idx()].m);
        let spun = self.ms[m.idx()].is_spinning;
        if !spun && self.needspinning {
            self.become_spinning(at, m);
            return Next::Busy;
        }
        let own_timer = self.ps[p.idx()].timers.first().map(|&(when, _)| when);
        self.make_idle(at, p);
        if spun {
            self.set_spinning(at, m, false);
            if self.look_again(at, m) {
                return Next::Busy;
            }
        }
        let timer = if spun { self.next_timer() } else { own_timer };
        let until = timer.into_iter().chain(self.net_until(timer.is_some())).min();
        if let Some(until) = until
            && self.poller.is_none()
        {
            self.poller = Some(Poller { m, until, spun });
            self.tell(at, m, PId::NONE, Kind::MNetpoll { on: true });
            return Next::Busy;
        }
        if let Some(timer) = timer {
            self.wake_net_poller(at, timer);
        }
        self.stop_m(at, m);
        Next::Busy
    }

    /// `checkRunqsNoP`: what was queued at others while m slept for a runnext. True when m goes on, with a P.
    fn look_again(&mut self, at: SimTime, m: MId) -> bool {
        if !self.ps.iter().any(|p| !p.is_idle && !p.runq_is_empty()) {
            return false;
        }
        let Some(p) = self.take_idle_p() else {
            self.needspinning = true;
            return false;
        };
        self.bind(m, p);
        self.ps[p.idx()].clock = at + cost::SEARCH;
        self.tell(at, m, p, Kind::ProcStart);
        self.become_spinning(at, m);
        true
    }

    /// The poller's time is up, or it was interrupted: it takes an idle P and looks around.
    pub(crate) fn poll(&mut self, at: SimTime) -> Next {
        let Some(Poller { m, spun, .. }) = self.poller.take() else { return Next::Busy };
        self.network.polled = at;
        self.tell(at, m, PId::NONE, Kind::MNetpoll { on: false });
        match self.take_idle_p() {
            Some(p) => {
                self.bind(m, p);
                self.ps[p.idx()].clock = at;
                self.tell(at, m, p, Kind::ProcStart);
                // What is reported after `at` is not for now: a thief may run its goroutine before the thread is awake.
                if self.net_poll(p) {
                    self.ps[p.idx()].search = Some(Search::FOUND);
                } else if spun {
                    self.become_spinning(at, m);
                }
                let woken_up = self.rng.around(cost::M_WAKE);
                self.ps[p.idx()].clock = at + woken_up;
            }
            None => {
                self.net_poll_without_p(at, m);
                self.stop_m(at, m);
            }
        }
        Next::Busy
    }
}

impl Search {
    /// Nobody is left to visit: what is queued runs next, before timers are looked at; or all begins anew.
    const FOUND: Self =
        Self { victim: 0, stride: 0, left: 0, timers_done: true, awaited: GId::NONE, ran_timer: true };

    /// On to the next P of `procs`.
    fn step(&mut self, procs: u32) {
        self.victim = (self.victim + self.stride) % procs;
        self.left -= 1;
        (self.timers_done, self.awaited) = (false, GId::NONE);
    }
}
