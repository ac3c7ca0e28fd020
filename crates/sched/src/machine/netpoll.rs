//! The network poller (`netpoll.go`, `netpoll_epoll.go`): who waits for the network costs no thread. What the kernel would
//! report is known in advance, since the network is simulated too.

use gopark_trace::{GId, Kind, MId, ObjId, PId, RunqPlace, SimTime, Sink, WaitReason};

use crate::cost;
use crate::sched::Sched;
use crate::state::Poller;

/// `netpoll.go:pollDesc`, of one direction of a connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PollDesc {
    is_open: bool,
    /// Something was reported and nobody waited (`pdReady`).
    is_ready: bool,
    /// Who waits.
    waiter: GId,
}

/// All that is open, and what the kernel will report, in order of time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Network {
    descs: Vec<PollDesc>,
    free: Vec<u32>,
    reports: std::collections::VecDeque<(SimTime, u32)>,
    /// `netpollWaiters`.
    waiters: u32,
    /// When a thread that blocked here, or sysmon, looked last (`sched.lastpoll`).
    pub(crate) polled: SimTime,
}

impl Network {
    /// Something was opened.
    pub(crate) const fn is_used(&self) -> bool {
        !self.descs.is_empty()
    }
}

impl<S: Sink> Sched<S> {
    /// `poll_runtime_pollOpen`: the number of a new descriptor.
    pub fn net_open(&mut self) -> u32 {
        let new = PollDesc { is_open: true, ..PollDesc::default() };
        let net = &mut self.network;
        match net.free.pop() {
            Some(desc) => {
                net.descs[desc as usize] = new;
                desc
            }
            None => {
                net.descs.push(new);
                net.descs.len() as u32 - 1
            }
        }
    }

    /// `poll_runtime_pollClose`: nothing more is reported; who waits is woken.
    pub fn net_close(&mut self, p: PId, desc: u32) {
        self.net_wake(p, desc);
        let net = &mut self.network;
        if net.descs.get(desc as usize).is_some_and(|it| it.is_open) {
            net.descs[desc as usize] = PollDesc::default();
            net.reports.retain(|&(_, of)| of != desc);
            net.free.push(desc);
        }
    }

    /// The kernel will report `desc` at `when`.
    pub fn net_report(&mut self, p: PId, desc: u32, when: SimTime) {
        let when = when.max(self.ps[p.idx()].clock);
        let reports = &mut self.network.reports;
        let later = reports.iter().rev().take_while(|&&(at, _)| at > when).count();
        reports.insert(reports.len() - later, (when, desc));
        if let Some(poller) = &mut self.poller
            && poller.until > when
        {
            poller.until = when;
            self.wants(when);
        }
    }

    /// `poll_runtime_pollWait`: false when something was reported already; true: parked until something is.
    pub fn net_wait(&mut self, p: PId, desc: u32) -> bool {
        let g = self.curg(p);
        let Some(it) = self.network.descs.get_mut(desc as usize) else { return false };
        if std::mem::take(&mut it.is_ready) || !it.is_open {
            return false;
        }
        it.waiter = g;
        self.network.waiters += 1;
        self.block(p, WaitReason::IoWait, ObjId::NONE);
        true
    }

    /// `netpollunblock` by p: who waits goes on, though nothing was reported (a deadline, a close).
    pub fn net_wake(&mut self, p: PId, desc: u32) {
        let Some(it) = self.network.descs.get_mut(desc as usize) else { return };
        let g = std::mem::take(&mut it.waiter);
        if g.is_some() {
            self.network.waiters -= 1;
            self.make_ready(p, g);
        }
    }

    /// When a thread in the poller is woken by the network; none when nobody waits for it and no thread `polls` anyway.
    pub(crate) fn net_until(&self, polls: bool) -> Option<SimTime> {
        let next = self.network.reports.front().map_or(SimTime::NEVER, |&(at, _)| at);
        (polls || self.network.waiters > 0).then_some(next)
    }

    /// A wait for a report that is due, if there is one.
    pub(crate) fn net_awaited(&self) -> Option<SimTime> {
        let waits = |desc: u32| self.network.descs.get(desc as usize).is_some_and(|it| it.waiter.is_some());
        self.network.reports.iter().find(|&&(_, desc)| waits(desc)).map(|&(at, _)| at)
    }

    /// `netpoll`: takes what is reported by `at`; those who waited for it are runnable.
    #[inline(never)]
    fn net_due(&mut self, at: SimTime, m: MId, p: PId) -> Vec<GId> {
        let mut woken = Vec::new();
        while let Some(&(when, desc)) = self.network.reports.front()
            && when <= at
        {
            self.network.reports.pop_front();
            let Some(it) = self.network.descs.get_mut(desc as usize) else { continue };
            let g = std::mem::take(&mut it.waiter);
            if g.is_none() {
                it.is_ready = true;
                continue;
            }
            self.network.waiters -= 1;
            self.unblock(g);
            self.tell(at, m, p, Kind::GoUnblock { g });
            woken.push(g);
        }
        woken
    }

    /// `findRunnable` without blocking, and the poller that comes back: the first goroutine is for p itself, the others
    /// for idle Ps as long as there are some. False when there is none.
    pub(crate) fn net_poll(&mut self, p: PId) -> bool {
        let (clock, m) = (self.ps[p.idx()].clock, self.ps[p.idx()].m);
        if self.network.reports.front().is_none_or(|&(when, _)| when > clock) {
            return false;
        }
        let woken = self.net_due(clock, m, p);
        if let [first, rest @ ..] = &woken[..] {
            self.runq_put(p, *first, false);
            self.inject_list(clock, Some(p), rest);
            if !rest.is_empty() {
                self.wakep(p);
            }
        }
        !woken.is_empty()
    }

    /// The poller comes back and finds no P: all goroutines go to the global queue.
    pub(crate) fn net_poll_without_p(&mut self, at: SimTime, m: MId) {
        let woken = self.net_due(at, m, PId::NONE);
        self.inject_list(at, None, &woken);
    }

    /// `startTheWorldWithSema`, before the world goes on: no P is idle then. Who came back from the poller meanwhile has
    /// put all into the global queue and sleeps; what else was reported goes to the queue of whoever starts the world.
    pub(crate) fn net_poll_stopped(&mut self, at: SimTime, by: Option<PId>) {
        if let Some(Poller { m, .. }) = self.poller.take_if(|poller| poller.until <= at) {
            self.network.polled = at;
            self.tell(at, m, PId::NONE, Kind::MNetpoll { on: false });
            self.queue_stopped(at, (m, PId::NONE), None);
            self.stop_m(at, m);
        } else {
            let place = by.map_or((MId::NONE, PId::NONE), |p| (self.ps[p.idx()].m, p));
            self.queue_stopped(at, place, by);
        }
    }

    #[cold]
    fn queue_stopped(&mut self, at: SimTime, (m, p): (MId, PId), queue: Option<PId>) {
        for g in self.net_due(at, m, p) {
            self.needspinning = true;
            match queue.filter(|&p| self.has_room(p)) {
                Some(p) => {
                    self.measures.ready(g, at);
                    self.ps[p.idx()].runq.push_back(g);
                    self.tell(at, m, p, Kind::RunqPut { g, place: RunqPlace::Local });
                }
                None => self.inject_global(at, g),
            }
        }
    }

    /// `sysmon` polls when nobody did for 10 ms.
    pub(crate) fn net_poll_by_sysmon(&mut self, at: SimTime, sysmon: MId) {
        if self.poller.is_none() && self.network.is_used() && at.since(self.network.polled) > cost::SYSMON_MAX
        {
            self.network.polled = at;
            self.net_poll_without_p(at, sysmon);
        }
    }

    /// `injectglist`.
    fn inject_list(&mut self, at: SimTime, p: Option<PId>, gs: &[GId]) {
        for &g in gs {
            match (self.take_idle_p(), p) {
                (Some(idle), _) => {
                    self.inject_global(at, g);
                    self.start_m(at, idle, false, Kind::ProcStart);
                }
                (None, Some(p)) if self.has_room(p) => self.runq_put(p, g, false),
                (None, _) => {
                    self.inject_global(at, g);
                    self.needspinning = true;
                }
            }
        }
    }
}
