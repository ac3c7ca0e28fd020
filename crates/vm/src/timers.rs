//! Timers of package `time`: what they do when they fire, and channels that the viewer resizes.

use gopark_program::TypeId;
use gopark_sched::{Recv, Send, Woken};
use gopark_trace::{Ending, GId, LimitKind, ObjKind, PId, SimTime, Sink, TIMER_CAP, TimerId};

use crate::chans;
use crate::limits;
use crate::registry::{Timer, TimerAction, TimerHandle};
use crate::report;
use crate::stop::Stop;
use crate::vm::Vm;

/// From the beginning of the year 2000, when clocks of bubbles begin (`synctest.go:synctestRun`), to that of the program.
pub const BUBBLES_BEFORE_NS: i64 = (1_257_894_000 - 946_684_800) * 1_000_000_000;
/// Seconds from the beginning of the year 1 to that of the program.
const PROGRAM_START_S: i64 = 63_393_490_800;
/// How package time marks a moment that no clock of the program has shown.
const NOT_READING: u64 = 1 << 63;

impl<S: Sink> Vm<S> {
    /// What the clock shows that p's goroutine goes by: its bubble's, or the machine's.
    fn clock(&self, p: PId) -> SimTime {
        self.sched.bubble_now(p).unwrap_or_else(|| self.sched.now(p))
    }

    /// The same in nanoseconds since the program's start.
    pub(crate) fn program_ns(&self, p: PId) -> i64 {
        match self.sched.bubble_now(p) {
            Some(now) => now.0.cast_signed() - BUBBLES_BEFORE_NS,
            None => self.sched.now(p).0.cast_signed(),
        }
    }

    /// Arms a timer.
    ///
    /// # Errors
    /// The bound on timers.
    pub fn timer_start(
        &mut self,
        p: PId,
        when_ns: u64,
        period_ns: u64,
        action: TimerAction,
    ) -> Result<TimerHandle, Stop> {
        if self.registry.timers.len() >= limits::TIMERS_MAX {
            return Err(Stop::limit(LimitKind::Objects));
        }
        let is_fake = self.sched.bubble_now(p).is_some();
        let timer = Timer { armed: None, when_ns, period_ns, action, is_fake, is_running: true };
        let handle = self.registry.add_timer(timer);
        if let Some(id) = self.timer_arm(p, handle)
            && self.sched.bubble_is_due(p, id)
        {
            self.timer_fired(p, id);
        }
        Ok(handle)
    }

    /// Arms a timer that runs, unless somebody would have to wait at its channel for that: nobody does, so it is enough to
    /// look at it when somebody uses the channel (`time.go:needsAdd`).
    fn timer_arm(&mut self, p: PId, handle: TimerHandle) -> Option<TimerId> {
        let timer = self.registry.timers.get(&handle).copied()?;
        if timer.armed.is_some() || !timer.is_running {
            return None;
        }
        if let TimerAction::Send { ch } = timer.action
            && !timer.is_fake
            && !self.is_blocked_on(ch)
        {
            return None;
        }
        let id = self.sched.timer_arm(p, SimTime(timer.when_ns));
        self.registry.timers.insert(handle, Timer { armed: Some(id), ..timer });
        self.registry.armed.insert(id, handle);
        Some(id)
    }

    fn is_blocked_on(&self, ch: u64) -> bool {
        chans::read(&self.mem, ch).is_some_and(|chan| self.sched.is_received_from(chan.obj))
    }

    /// Somebody is about to use the channel of a timer that is not armed: it fires now if it is due
    /// (`time.go:maybeRunChan`).
    pub(crate) fn timer_look(&mut self, p: PId, ch: u64) {
        let Some(&handle) = self.registry.by_chan.get(&ch) else { return };
        let Some(&timer) = self.registry.timers.get(&handle) else { return };
        if timer.armed.is_none() && timer.is_running && timer.when_ns <= self.clock(p).0 {
            self.timer_run(p, handle, timer);
        }
    }

    /// `g` waits at channels of timers (`time.go:blockTimerChan`).
    pub(crate) fn timers_block(&mut self, p: PId, g: GId, chans: Vec<u64>) {
        for ch in &chans {
            if let Some(&handle) = self.registry.by_chan.get(ch) {
                self.timer_arm(p, handle);
            }
        }
        self.registry.blocked.insert(g, chans);
    }

    /// `g` does not wait any more: the timers at whose channels nobody waits now are not armed any more
    /// (`time.go:unblockTimerChan`).
    #[inline]
    pub(crate) fn timers_unblock(&mut self, p: PId, g: GId) {
        if !self.registry.blocked.is_empty() {
            self.unblock_timers(p, g);
        }
    }

    fn unblock_timers(&mut self, p: PId, g: GId) {
        for ch in self.registry.blocked.remove(&g).unwrap_or_default() {
            let Some(&handle) = self.registry.by_chan.get(&ch) else { continue };
            let Some(&timer) = self.registry.timers.get(&handle) else { continue };
            let Some(id) = timer.armed.filter(|_| !timer.is_fake && !self.is_blocked_on(ch)) else {
                continue;
            };
            self.sched.timer_stop(p, id);
            self.registry.armed.remove(&id);
            self.registry.timers.insert(handle, Timer { armed: None, ..timer });
        }
    }

    /// Stops and forgets a timer: true when it was armed, or its value was not yet received (`time.go:stop`); that value
    /// is dropped.
    pub fn timer_stop(&mut self, p: PId, handle: TimerHandle) -> bool {
        let Some(timer) = self.registry.remove_timer(handle) else { return false };
        let mut pending = timer.is_running;
        if let Some(id) = timer.armed {
            self.sched.timer_stop(p, id);
        }
        if let TimerAction::Send { ch } = timer.action {
            pending |= self.drain_timer_chan(p, ch);
        }
        pending
    }

    fn drain_timer_chan(&mut self, p: PId, ch: u64) -> bool {
        let Some(mut chan) = chans::read(&self.mem, ch) else { return false };
        if self.sched.chan_len(chan.obj) == 0 {
            return false;
        }
        let shape = self.tables.shapes[chan.elem.idx()];
        let mut value = vec![0; shape.words as usize];
        match self.sched.chan_recv(p, chan.obj) {
            Recv::Buffered(None) => chan.pop(&mut self.mem, shape, &mut value),
            _ => return false,
        }
        true
    }

    /// A channel of package `time`.
    ///
    /// # Errors
    /// Out of memory; the bound on objects.
    pub fn timer_chan(&mut self, p: PId, elem: TypeId) -> Result<u64, Stop> {
        let obj = self.sched.obj_new(p, ObjKind::Chan, TIMER_CAP)?;
        chans::make(&mut self.mem, obj, elem, self.tables.shapes[elem.idx()], 1, (true, true))
    }

    /// The scheduler says that a timer fired.
    pub(crate) fn timer_fired(&mut self, p: PId, id: TimerId) {
        let Some(handle) = self.registry.armed.remove(&id) else { return };
        let Some(mut timer) = self.registry.timers.get(&handle).copied() else { return };
        timer.armed = None;
        self.timer_run(p, handle, timer);
    }

    /// `time.go:unlockAndRun`: the phase is kept, missed ticks are dropped.
    fn timer_run(&mut self, p: PId, handle: TimerHandle, mut timer: Timer) {
        let late = self.clock(p).0.saturating_sub(timer.when_ns);
        match late.checked_div(timer.period_ns) {
            Some(missed) => {
                let passed = timer.period_ns.saturating_mul(missed + 1);
                timer.when_ns = timer.when_ns.saturating_add(passed);
            }
            None => timer.is_running = false,
        }
        if timer.is_running || matches!(timer.action, TimerAction::Send { .. }) {
            self.registry.timers.insert(handle, timer);
        } else {
            self.registry.remove_timer(handle);
        }
        let done = match timer.action {
            TimerAction::Send { ch } => self.timer_send(p, ch, late),
            TimerAction::Go { closure } => self.timer_go(p, closure),
            TimerAction::Wake { desc } => {
                self.sched.net_wake(p, desc);
                Ok(())
            }
        };
        if let Err(stop) = done {
            self.sched.end(None, stop.ending().unwrap_or(Ending::Fatal));
        }
        self.timer_arm(p, handle);
    }

    /// Sends the moment at which it was due.
    fn timer_send(&mut self, p: PId, ch: u64, late: u64) -> Result<(), Stop> {
        let Some(mut chan) = chans::read(&self.mem, ch) else { return Ok(()) };
        let shape = self.tables.shapes[chan.elem.idx()];
        let mut value = vec![0; (shape.words as usize).max(2)];
        match self.program_ns(p) - late.cast_signed() {
            ns @ ..0 => {
                value[0] = ns.rem_euclid(1_000_000_000).cast_unsigned() | NOT_READING;
                value[1] = (PROGRAM_START_S + ns.div_euclid(1_000_000_000)).cast_unsigned();
            }
            ns => value[0] = ns.cast_unsigned(),
        }
        match self.sched.chan_timer_send(p, chan.obj) {
            Send::Handoff(woken) => {
                self.deliver(p, woken, &value, true);
                Ok(())
            }
            Send::Buffered => chan.push(&mut self.mem, shape, &value),
            Send::Parked | Send::Closed | Send::Full => Ok(()),
        }
    }

    fn timer_go(&mut self, p: PId, closure: u64) -> Result<(), Stop> {
        if closure == 0 {
            report::of_all(self, report::GO_OF_NIL);
            return Err(Stop::end(Ending::Fatal));
        }
        let func = self.func_of(closure)?;
        self.spawn(p, (func, closure), &[], (GId::NONE, u32::MAX))?;
        Ok(())
    }

    /// The viewer changes the capacity of a live channel.
    pub(crate) fn resize_chan(&mut self, addr: u64, cap: u32) {
        let Some(mut chan) = chans::read(&self.mem, addr) else { return };
        let shape = self.tables.shapes[chan.elem.idx()];
        for woken in self.sched.chan_resize(chan.obj, cap) {
            let mut value = vec![0; shape.words as usize];
            crate::interp::take_sent(self, None, woken, &mut value);
            if chan.push(&mut self.mem, shape, &value).is_err() {
                self.sched.end(None, Ending::Limit { limit: LimitKind::Memory });
                return;
            }
        }
    }

    /// Completes the receive of a waiting goroutine: `value` (all zeros when the channel was closed), and whether it
    /// was sent.
    pub(crate) fn deliver(&mut self, p: PId, woken: Woken, value: &[u64], ok: bool) {
        crate::interp::deliver(self, p, woken, value, ok);
    }
}
