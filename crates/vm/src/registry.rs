//! What the machine keeps beside memory, by address or handle: the scheduler's objects of locks that lie in Go memory,
//! and what timers do when they fire.

use std::collections::BTreeMap;

use gopark_trace::{ObjId, TimerId};

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
}

/// The registries.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// Locks, WaitGroups and Conds by address.
    pub objs: BTreeMap<u64, ObjId>,
    /// Timers by handle.
    pub timers: BTreeMap<TimerHandle, Timer>,
    /// Armed timers by the scheduler's number.
    pub armed: BTreeMap<TimerId, TimerHandle>,
    /// The next handle.
    next_timer: u32,
}

impl Registry {
    /// Keeps a timer.
    pub fn add_timer(&mut self, timer: Timer) -> TimerHandle {
        self.next_timer += 1;
        let handle = TimerHandle(self.next_timer);
        self.timers.insert(handle, timer);
        if let Some(id) = timer.armed {
            self.armed.insert(id, handle);
        }
        handle
    }

    /// Forgets everything that lies at an address for which `dead` is true, and tells which objects those were.
    pub fn sweep(&mut self, mut dead: impl FnMut(u64) -> bool) -> Vec<ObjId> {
        let mut gone = Vec::new();
        self.objs.retain(|&addr, obj| {
            let dead = dead(addr);
            if dead {
                gone.push(*obj);
            }
            !dead
        });
        gone
    }
}
