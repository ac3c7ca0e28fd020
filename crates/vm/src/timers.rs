//! Timers of package `time`: what they do when they fire, and channels that the viewer resizes.

use gopark_program::TypeId;
use gopark_sched::{Recv, Send, Woken};
use gopark_trace::{Ending, GId, LimitKind, ObjKind, PId, SimTime, Sink, TimerId};

use crate::chans;
use crate::limits;
use crate::registry::{Timer, TimerAction, TimerHandle};
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
        let id = self.sched.timer_arm(p, SimTime(when_ns));
        let handle = self.registry.add_timer(Timer { armed: Some(id), when_ns, period_ns, action });
        if self.sched.bubble_is_due(p, id) {
            self.timer_fired(p, id);
        }
        Ok(handle)
    }

    /// Stops and forgets a timer: true when it was armed, or its value was not yet received (`time.go:stop`); that value
    /// is dropped.
    pub fn timer_stop(&mut self, p: PId, handle: TimerHandle) -> bool {
        let Some(timer) = self.registry.timers.remove(&handle) else { return false };
        let mut pending = false;
        if let Some(id) = timer.armed {
            self.registry.armed.remove(&id);
            pending = self.sched.timer_stop(p, id);
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
        let obj = self.sched.obj_new(p, ObjKind::Chan, 1)?;
        chans::make(&mut self.mem, obj, elem, self.tables.shapes[elem.idx()], 1, true)
    }

    /// The scheduler says that a timer fired.
    pub(crate) fn timer_fired(&mut self, p: PId, id: TimerId) {
        let Some(handle) = self.registry.armed.remove(&id) else { return };
        let Some(mut timer) = self.registry.timers.get(&handle).copied() else { return };
        timer.armed = None;
        // time.go:unlockAndRun: the phase is kept, missed ticks are dropped.
        let late = self.clock(p).0.saturating_sub(timer.when_ns);
        if let Some(missed) = late.checked_div(timer.period_ns) {
            timer.when_ns = timer.when_ns.saturating_add(timer.period_ns.saturating_mul(missed + 1));
            let id = self.sched.timer_arm(p, SimTime(timer.when_ns));
            timer.armed = Some(id);
            self.registry.armed.insert(id, handle);
        }
        if timer.armed.is_none() && !matches!(timer.action, TimerAction::Send { .. }) {
            self.registry.timers.remove(&handle);
        } else {
            self.registry.timers.insert(handle, timer);
        }
        let done = match timer.action {
            TimerAction::Send { ch } => self.timer_send(p, ch),
            TimerAction::Go { closure } => self.timer_go(p, closure),
            TimerAction::Wake { desc } => {
                self.sched.net_wake(p, desc);
                Ok(())
            }
        };
        match done {
            Err(Stop::End(how)) => self.sched.end(None, how),
            Err(_) => self.sched.end(None, Ending::Fatal),
            Ok(()) => {}
        }
    }

    fn timer_send(&mut self, p: PId, ch: u64) -> Result<(), Stop> {
        let Some(mut chan) = chans::read(&self.mem, ch) else { return Ok(()) };
        let shape = self.tables.shapes[chan.elem.idx()];
        let mut value = vec![0; (shape.words as usize).max(2)];
        match self.program_ns(p) {
            ns @ ..0 => {
                value[0] = ns.rem_euclid(1_000_000_000).cast_unsigned() | NOT_READING;
                value[1] = (PROGRAM_START_S + ns.div_euclid(1_000_000_000)).cast_unsigned();
            }
            ns => value[0] = ns.cast_unsigned(),
        }
        match self.sched.chan_timer_send(p, chan.obj) {
            Send::Handoff(woken) => {
                self.deliver(woken, &value, true);
                Ok(())
            }
            Send::Buffered => chan.push(&mut self.mem, shape, &value),
            Send::Parked | Send::Closed | Send::Full => Ok(()),
        }
    }

    fn timer_go(&mut self, p: PId, closure: u64) -> Result<(), Stop> {
        let func = self.func_of(closure)?;
        self.spawn(p, (func, closure), &[], (GId::NONE, u32::MAX))
    }

    /// The viewer changes the capacity of a live channel.
    pub(crate) fn resize_chan(&mut self, addr: u64, cap: u32) {
        let Some(mut chan) = chans::read(&self.mem, addr) else { return };
        let shape = self.tables.shapes[chan.elem.idx()];
        for woken in self.sched.chan_resize(chan.obj, cap) {
            let mut value = vec![0; shape.words as usize];
            crate::interp::take_sent(self, woken, &mut value);
            if chan.push(&mut self.mem, shape, &value).is_err() {
                self.sched.end(None, Ending::Limit { limit: LimitKind::Memory });
                return;
            }
        }
    }

    /// Completes the receive of a waiting goroutine: `value` (all zeros when the channel was closed), and whether it
    /// was sent.
    pub(crate) fn deliver(&mut self, woken: Woken, value: &[u64], ok: bool) {
        crate::interp::deliver(self, woken, value, ok);
    }
}
