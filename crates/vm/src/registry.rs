//! What the machine keeps beside memory, by address or handle: the scheduler's objects of locks that lie in Go memory,
//! and what timers do when they fire.

use std::rc::Rc;

use gopark_sorted::{SharedMap, SortedMap};

use gopark_trace::{GId, ObjId, TimerId};

use crate::godebug::Godebug;
use crate::report::Ancestors;

/// A timer as the Go program holds it; stays the same while a periodic timer is armed again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimerHandle(pub u32);

/// What happens when a timer fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimerAction {
    /// A value goes to the channel (a channel word made by `timer_chan`), unless one lies there already: its first word is
    /// the virtual time in nanoseconds, the others are 0.
    Send {
        /// The channel.
        ch: u64,
    },
    /// A goroutine starts that calls the closure (a func word of type `func()`).
    Go {
        /// The closure.
        closure: u64,
    },
    /// Who waits at a descriptor of the network goes on.
    Wake {
        /// The scheduler's number of it.
        desc: u32,
    },
}

impl TimerAction {
    /// The object it works on.
    pub const fn target(self) -> u64 {
        match self {
            Self::Send { ch } => ch,
            Self::Go { closure } => closure,
            Self::Wake { .. } => 0,
        }
    }
}

/// A timer that was started and not yet forgotten.
#[derive(Clone, Copy, Debug)]
pub struct Timer {
    /// The scheduler's timer, while armed.
    pub armed: Option<TimerId>,
    /// When it fires next, in virtual nanoseconds.
    pub when_ns: u64,
    /// 0: once.
    pub period_ns: u64,
    /// What it does.
    pub action: TimerAction,
    /// It goes by the clock of a bubble of testing/synctest.
    pub is_fake: bool,
    /// It has neither fired for the last time nor been stopped.
    pub is_running: bool,
}

/// The labels of a goroutine (`runtime/pprof.Do`).
#[derive(Debug)]
pub struct Labels {
    /// As they stand in the header of a dump.
    pub header: String,
    /// As they stand in a profile.
    pub profile: String,
}

/// The registries.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// Locks, WaitGroups and Conds by address.
    pub objs: SharedMap<u64, ObjId>,
    /// Timers by handle.
    pub timers: SharedMap<TimerHandle, Timer>,
    /// Timers that send, by their channels.
    pub by_chan: SharedMap<u64, TimerHandle>,
    /// Goroutines that wait at channels of timers, and at which.
    pub blocked: SharedMap<GId, Vec<u64>>,
    /// Armed timers by the scheduler's number.
    pub armed: SharedMap<TimerId, TimerHandle>,
    /// Labels of goroutines that have some.
    pub labels: SortedMap<GId, Rc<Labels>>,
    /// Who started goroutines, when dumps are to tell it.
    pub ancestors: SortedMap<GId, Ancestors>,
    /// Goroutines that are coroutines, and where they and who asked for them wait for each other.
    pub coros: SortedMap<GId, u64>,
    /// Live channels whose capacity is a program parameter: address and parameter.
    pub param_chans: SortedMap<u64, u16>,
    /// Where package sync has its lists of pools, when there are some.
    pub pools: Option<u64>,
    /// The next handle.
    next_timer: u32,
    /// What was asked for last: mostly it is asked for again.
    last: Option<(u64, ObjId)>,
}

impl Registry {
    /// The object of what lies at `addr`.
    #[inline]
    pub fn obj(&mut self, addr: u64) -> Option<ObjId> {
        match self.last {
            Some((last, obj)) if last == addr => Some(obj),
            _ => self.find(addr),
        }
    }

    fn find(&mut self, addr: u64) -> Option<ObjId> {
        let obj = *self.objs.get(&addr)?;
        self.last = Some((addr, obj));
        Some(obj)
    }

    /// The labels of a goroutine; mostly nobody has any.
    #[inline]
    pub fn labels_of(&self, g: GId) -> Option<&Rc<Labels>> {
        if self.labels.is_empty() { None } else { self.labels.get(&g) }
    }

    /// A goroutine has the labels of who makes it.
    #[inline]
    pub fn inherit_labels(&mut self, parent: GId, g: GId) {
        if let Some(labels) = self.labels_of(parent).cloned() {
            self.labels.insert(g, labels);
        }
    }

    /// A goroutine is no more.
    #[inline]
    pub fn forget_goroutine(&mut self, g: GId) {
        if !self.labels.is_empty() || Godebug::IS_HEARD && !self.ancestors.is_empty() {
            self.forget_more(g);
        }
    }

    #[cold]
    #[inline(never)]
    fn forget_more(&mut self, g: GId) {
        self.labels.remove(&g);
        if Godebug::IS_HEARD {
            self.ancestors.remove(&g);
        }
    }

    /// Keeps a timer.
    pub fn add_timer(&mut self, timer: Timer) -> TimerHandle {
        self.next_timer += 1;
        let handle = TimerHandle(self.next_timer);
        self.timers.insert(handle, timer);
        if let Some(id) = timer.armed {
            self.armed.insert(id, handle);
        }
        if let TimerAction::Send { ch } = timer.action {
            self.by_chan.insert(ch, handle);
        }
        handle
    }

    /// Forgets a timer.
    pub fn remove_timer(&mut self, handle: TimerHandle) -> Option<Timer> {
        let timer = self.timers.remove(&handle)?;
        if let Some(id) = timer.armed {
            self.armed.remove(&id);
        }
        if let TimerAction::Send { ch } = timer.action {
            self.by_chan.remove(&ch);
        }
        Some(timer)
    }

    /// The live channels whose capacity is parameter `param`, in order of address.
    pub fn chans_of(&self, param: u16) -> Vec<u64> {
        self.param_chans.iter().filter(|&(_, &of)| of == param).map(|(&addr, _)| addr).collect()
    }

    /// A channel was collected.
    pub fn forget_chan(&mut self, addr: u64) {
        self.param_chans.remove(&addr);
    }

    /// Where a goroutine is a coroutine (`runtime2.go:g.coroarg`); mostly there are none.
    #[inline]
    pub fn coro_of(&self, g: GId) -> Option<u64> {
        if self.coros.is_empty() { None } else { self.coros.get(&g).copied() }
    }

    /// The same of one that ends.
    #[inline]
    pub fn forget_coro(&mut self, g: GId) -> Option<u64> {
        if self.coros.is_empty() { None } else { self.coros.remove(&g) }
    }

    /// What armed timers and coroutines hold on to.
    pub fn roots(&self) -> impl Iterator<Item = u64> {
        let timers = self.timers.values().filter(|timer| timer.armed.is_some());
        timers.map(|timer| timer.action.target()).chain(self.coros.values().copied())
    }

    /// Forgets what lies at an address for which `dead` is true, looking at `most` things from `at` on. Answers which
    /// objects those were, and whether there is more to look at.
    pub fn sweep(&mut self, at: &mut SweepAt, most: usize, dead: impl Fn(u64) -> bool) -> (Vec<ObjId>, bool) {
        let mut gone = Vec::new();
        if let Some(from) = at.timer {
            let part = self.timers.range(from..);
            let handles: Vec<_> = part.take(most).map(|(&handle, timer)| (handle, *timer)).collect();
            at.timer = (handles.len() == most).then(|| TimerHandle(handles[most - 1].0.0 + 1));
            for (handle, timer) in handles {
                if timer.armed.is_none() && dead(timer.action.target()) {
                    self.remove_timer(handle);
                }
            }
            return (gone, true);
        }
        self.last = None;
        let part: Vec<_> = self.objs.range(at.addr..).take(most).map(|(&addr, &obj)| (addr, obj)).collect();
        at.addr = part.last().map_or(0, |&(addr, _)| addr + 1);
        let more = part.len() == most;
        for (addr, obj) in part {
            if dead(addr) {
                self.objs.remove(&addr);
                gone.push(obj);
            }
        }
        (gone, more)
    }
}

/// Where sweeping a [`Registry`] goes on.
#[derive(Clone, Copy, Debug)]
pub struct SweepAt {
    timer: Option<TimerHandle>,
    addr: u64,
}

impl SweepAt {
    /// At its beginning.
    pub const START: Self = Self { timer: Some(TimerHandle(0)), addr: 0 };
}
