//! Where goroutines run. One keeps its seat with all that it consists of until others need it, since mostly it is the next
//! that runs there: what it could not do at once because others were behind, it does after them.

use std::borrow::Cow;

use gopark_trace::{GId, PId, Sink, Table};

use crate::parked::Parked;
use crate::task::{Frame, Task};
use crate::vm::Vm;

/// How many there are; Ps beyond share them. Each has two word stacks.
const SEATS: usize = 4;

/// Seats, some of them taken. None while somebody runs there.
#[derive(Default)]
pub(crate) struct Seats {
    /// Who ran last at each P.
    seats: [Option<Box<Task>>; SEATS],
    /// Who sat there before, and waits since, keeps a place beside it: two who wait for each other by turns need not move.
    beside: [Option<Box<Task>>; SEATS],
}

impl Seats {
    fn all(&self) -> impl Iterator<Item = &Box<Task>> {
        self.seats.iter().chain(&self.beside).flatten()
    }

    /// Deferred calls of those who sit.
    pub(crate) fn deferred(&self) -> usize {
        self.all().map(|task| task.defers.len()).sum()
    }

    /// Where `g` sits.
    pub(crate) fn find(&mut self, g: GId) -> Option<&mut Box<Task>> {
        self.seats.iter_mut().chain(&mut self.beside).flatten().find(|task| task.g == g)
    }
}

impl<S: Sink> Vm<S> {
    /// `g` on p's seat; none when the machine does not know it.
    #[inline]
    pub(crate) fn sit(&mut self, p: PId, g: GId) -> Option<Box<Task>> {
        let seat = p.idx() % SEATS;
        let mut task = self.seats.seats[seat].take().unwrap_or_default();
        if task.g == g || self.change(seat, &mut task, g) { Some(task) } else { None }
    }

    /// Its turn is over.
    #[inline]
    pub(crate) fn end_turn(&mut self, p: PId, task: Box<Task>) {
        self.seats.seats[p.idx() % SEATS] = Some(task);
    }

    /// Whoever sits there gives way to `g`. False: there is no such goroutine.
    #[inline]
    fn change(&mut self, seat: usize, task: &mut Box<Task>, g: GId) -> bool {
        let beside = self.seats.beside[seat].get_or_insert_default();
        if beside.g == g {
            std::mem::swap(beside, task);
            return true;
        }
        if task.g.is_some() {
            std::mem::swap(beside, task);
            self.stand(task);
        }
        if self.tasks.get_mut(g).is_some_and(|slot| task.enter(slot)) {
            task.g = g;
            return true;
        }
        // It may sit at another P.
        let Some(elsewhere) = self.seats.find(g) else { return false };
        std::mem::swap(elsewhere, task);
        true
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
        let mut seats = std::mem::take(&mut self.seats);
        seats.seats.iter_mut().chain(&mut seats.beside).flatten().for_each(|task| self.stand(task));
        self.seats = seats;
    }

    /// All goroutines but the running one, as if nobody sat.
    pub(crate) fn standing(&self) -> Cow<'_, Table<GId, Option<Parked>>> {
        let mut tasks = Cow::Borrowed(&self.tasks);
        for task in self.seats.all().filter(|task| task.g.is_some()) {
            tasks.to_mut().insert(task.g, Some(task.parked(self.top(&task.frames))));
        }
        tasks
    }

    /// The frames of `g` between two steps, the innermost last; none when it has none.
    pub(crate) fn frames_of(&self, g: GId) -> Option<Cow<'_, [Frame]>> {
        match self.seats.all().find(|task| task.g == g) {
            Some(task) => Some(Cow::Borrowed(&task.frames)),
            None => Some(self.tasks.get(g)?.as_ref()?.frames()),
        }
    }

    /// `g` runs, at this very moment.
    pub(crate) fn runs(&self, g: GId) -> bool {
        let sits = self.seats.all().any(|task| task.g == g);
        !sits && self.tasks.get(g).is_none_or(Option::is_none)
    }

    /// Words in use.
    #[inline]
    fn top(&self, frames: &[Frame]) -> usize {
        let top = |frame: &Frame| frame.base as usize + self.tables.func(frame.func).frame_words as usize;
        frames.last().map_or(0, top)
    }
}
