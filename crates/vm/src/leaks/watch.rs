//! Looking for leaked goroutines while a program runs, for those who watch it. When is decided by the machine's own steps,
//! so the same run tells the same; looking takes no virtual time, and a bounded share of the real one.

use gopark_trace::{GId, Sink};

use super::Leaks;
use crate::limits;
use crate::vm::Vm;

/// Steps between two looks, at least, while something runs.
const STEPS_MIN: u64 = 100;

/// Steps between two looks for everything there is to look at, where that is much.
const STEPS_IF_LONG: u64 = 2;

/// When it was looked last.
#[derive(Clone, Copy, Debug, Default)]
pub struct LeakWatch {
    /// Steps since.
    steps: u64,
    /// What looking took: objects, goroutines, timers.
    work: u64,
    /// How many goroutines there were.
    goroutines: u32,
}

impl LeakWatch {
    /// Looking takes too long, if goroutines still have as much each. They may not, so that is found out now and then.
    fn is_long(&self, goroutines: u32) -> bool {
        let expected = self.work * u64::from(goroutines) / u64::from(self.goroutines.max(1));
        expected > limits::LEAK_WATCH_WORK_MAX && self.steps < expected * STEPS_IF_LONG
    }
}

impl<S: Sink> Vm<S> {
    /// From now on leaked goroutines are looked for while the program runs, and told as events.
    pub fn watch_leaks(&mut self) {
        self.leak_watch = Some(LeakWatch::default());
    }

    /// Looks when it is due: the more there is to look at the more rarely, and sooner when nothing runs.
    pub(crate) fn watch_step(&mut self) {
        let Some(watch) = &mut self.leak_watch else { return };
        watch.steps += 1;
        let is_due = watch.steps >= STEPS_MIN.max(watch.work / 2)
            || watch.steps > watch.work / 16 && self.sched.is_idle();
        let goroutines = self.sched.goroutines();
        let is_small = goroutines <= limits::LEAK_WATCH_GOROUTINES_MAX
            && (!watch.is_long(goroutines) || self.sched.is_idle())
            && self.mem.heap.used_bytes <= limits::LEAK_WATCH_HEAP_BYTES_MAX
            && self.heap.stack_bytes <= limits::LEAK_WATCH_STACK_BYTES_MAX
            && self.seats.deferred() <= limits::LEAK_WATCH_DEFERS_MAX;
        if is_due && is_small && self.ended().is_none() {
            let Leaks { leaks, work } = self.leaks(None);
            self.leak_watch = Some(LeakWatch { steps: 0, work, goroutines });
            for leak in leaks {
                self.sched.leaked(leak.g, leak.is_found_by_go);
            }
        }
    }

    /// The other leaked goroutines that hold on to what leaked goroutine `g` waits for: nobody who can run does.
    pub fn leak_holders(&mut self, g: GId) -> Vec<GId> {
        self.mem.thaw();
        self.holders(g)
    }
}
