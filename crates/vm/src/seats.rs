//! Where goroutines run. One that still has its P at the end of a step keeps its seat with all that it consists of, since
//! mostly it is the next that runs there: what it could not do at once because others were behind, it does after them.

use std::borrow::Cow;

use gopark_trace::{GId, PId, Sink, Table};

use crate::parked::Parked;
use crate::task::{Frame, Task};
use crate::vm::Vm;

/// How many there are; Ps beyond share them. Each has a word stack.
const SEATS: usize = 4;

/// Seats, some of them taken; none while somebody runs on it.
pub(crate) type Seats = [Option<Box<Task>>; SEATS];

impl<S: Sink> Vm<S> {
    /// `g` on p's seat; none when the machine does not know it.
    #[inline]
    pub(crate) fn sit(&mut self, p: PId, g: GId) -> Option<Box<Task>> {
        let mut task = self.seats[p.idx() % SEATS].take().unwrap_or_default();
        if task.g == g || self.change(&mut task, g) { Some(task) } else { None }
    }

    /// Its turn is over. It stays if it still has p.
    #[inline]
    pub(crate) fn end_turn(&mut self, p: PId, mut task: Box<Task>) {
        if self.sched.curg(p) != task.g {
            self.stand(&mut task);
        }
        self.seats[p.idx() % SEATS] = Some(task);
    }

    /// Whoever sits there gives way to `g`. False: there is no such goroutine.
    #[inline]
    fn change(&mut self, task: &mut Task, g: GId) -> bool {
        self.stand(task);
        let mut enters = |vm: &mut Self| vm.tasks.get_mut(g).is_some_and(|slot| task.enter(slot));
        let is_there = enters(self) || {
            // It may have come from another P.
            self.stand_all();
            enters(self)
        };
        task.g = g;
        is_there
    }

    #[inline]
    fn stand(&mut self, task: &mut Task) {
        let g = std::mem::take(&mut task.g);
        if g.is_some() {
            let top = self.top(&task.frames);
            if let Some(slot) = self.tasks.get_mut(g) {
                task.leave(top, slot);
            }
        }
    }

    /// Nobody sits any more.
    pub(crate) fn stand_all(&mut self) {
        for seat in 0..SEATS {
            if let Some(mut task) = self.seats[seat].take() {
                self.stand(&mut task);
                self.seats[seat] = Some(task);
            }
        }
    }

    /// All goroutines but the running one, as if nobody sat.
    pub(crate) fn standing(&self) -> Cow<'_, Table<GId, Option<Parked>>> {
        let mut tasks = Cow::Borrowed(&self.tasks);
        for task in self.seats.iter().flatten().filter(|task| task.g.is_some()) {
            tasks.to_mut().insert(task.g, Some(task.parked(self.top(&task.frames))));
        }
        tasks
    }

    /// `g` runs, at this very moment.
    pub(crate) fn runs(&self, g: GId) -> bool {
        let sits = self.seats.iter().flatten().any(|task| task.g == g);
        !sits && self.tasks.get(g).is_none_or(Option::is_none)
    }

    /// Words in use.
    #[inline]
    fn top(&self, frames: &[Frame]) -> usize {
        let top = |frame: &Frame| frame.base as usize + self.tables.func(frame.func).frame_words as usize;
        frames.last().map_or(0, top)
    }
}
