//! Bubbles of `testing/synctest` (`synctest.go`): goroutines with a clock of their own. It moves on when all of them are
//! durably blocked, that is, when only one of themselves or that clock could wake one.

use gopark_sorted::SortedSet;
use gopark_trace::{GId, ObjId, PId, SimTime, Sink, TimerId, WaitReason};

use crate::cost;
use crate::outcome::{BubbleLeft, BubbleWait};
use crate::sched::Sched;

/// A bubble that somebody is in.
#[derive(Clone, Debug)]
pub(crate) struct Bubble {
    /// Counted from 1; 0 stands for none.
    id: u32,
    /// Nanoseconds since the beginning of the year 2000.
    pub now: SimTime,
    pub timers: SortedSet<(SimTime, TimerId)>,
    /// Who entered it, moves its clock and fires its timers.
    root: GId,
    /// The first goroutine that the root started; time stops when it ends.
    main: GId,
    /// Who is in `synctest.Wait`.
    waiter: GId,
    is_done: bool,
    goroutines: u32,
    /// Those that are not durably blocked.
    running: u32,
}

impl<S: Sink> Sched<S> {
    /// The bubble of g; 0 for none.
    pub fn bubble_of(&self, g: GId) -> u32 {
        self.gs.get(g).map_or(0, |it| it.bubble)
    }

    /// g waits for something of its bubble alone.
    pub fn is_durably_blocked(&self, g: GId) -> bool {
        self.gs.get(g).is_some_and(|it| it.is_durable)
    }

    pub(crate) fn bubble_mut(&mut self, id: u32) -> Option<&mut Bubble> {
        self.bubbles.iter_mut().find(|it| it.id == id)
    }

    /// The bubble of p's goroutine.
    pub(crate) fn bubble_here(&mut self, p: PId) -> Option<&mut Bubble> {
        if self.bubbles.is_empty() {
            return None;
        }
        self.bubble_mut(self.bubble_of(self.curg(p)))
    }

    /// The time in the bubble of p's goroutine: nanoseconds since the beginning of the year 2000.
    pub fn bubble_now(&self, p: PId) -> Option<SimTime> {
        let id = self.bubble_of(self.curg(p));
        self.bubbles.iter().find(|it| it.id == id).map(|it| it.now)
    }

    /// Object `obj` was made in a bubble that p's goroutine is not in.
    #[inline]
    pub fn is_outside(&self, p: PId, obj: ObjId) -> bool {
        self.bubble_last != 0
            && self
                .objs
                .get(obj)
                .is_some_and(|it| it.bubble != 0 && it.bubble != self.bubble_of(self.curg(p)))
    }

    /// p's goroutine is the root of a new bubble; false: it is in one already.
    pub fn bubble_enter(&mut self, p: PId) -> bool {
        let root = self.curg(p);
        let id = self.bubble_last + 1;
        match self.gs.get_mut(root) {
            Some(it) if it.bubble == 0 => it.bubble = id,
            _ => return false,
        }
        self.bubble_last = id;
        self.bubbles.push(Bubble {
            id,
            now: SimTime::ZERO,
            timers: SortedSet::new(),
            root,
            main: GId::NONE,
            waiter: GId::NONE,
            is_done: false,
            goroutines: 1,
            running: 1,
        });
        true
    }

    /// The root leaves its bubble, which is over.
    pub fn bubble_leave(&mut self, p: PId) -> BubbleLeft {
        let root = self.curg(p);
        let id = self.gs.get_mut(root).map_or(0, |it| std::mem::take(&mut it.bubble));
        let Some(at) = self.bubbles.iter().position(|it| it.id == id) else { return BubbleLeft::Empty };
        let bubble = self.bubbles.swap_remove(at);
        match bubble.goroutines {
            1 => BubbleLeft::Empty,
            _ if bubble.is_done => BubbleLeft::Remain(id),
            _ => BubbleLeft::Blocked(id),
        }
    }

    /// The root waits until there is something for it to do.
    pub fn bubble_idle(&mut self, p: PId) {
        self.block(p, WaitReason::SynctestRun, ObjId::NONE);
    }

    /// The root moves the clock to the next timer; false when there is none, or time has stopped.
    pub fn bubble_advance(&mut self, p: PId) -> bool {
        let Some(it) = self.bubble_here(p) else { return false };
        let Some(&(when, _)) = it.timers.first().filter(|_| !it.is_done) else { return false };
        it.now = it.now.max(when);
        true
    }

    /// The root fires the timers that are due, in an order left to chance where they are due at once: the next one of the
    /// caller's. Sleepers are woken on the way.
    pub fn bubble_due(&mut self, p: PId) -> Option<TimerId> {
        loop {
            let it = self.bubble_here(p)?;
            let &(when, _) = it.timers.first().filter(|&&(when, _)| when <= it.now)?;
            let equal = it.timers.iter().take_while(|timer| timer.0 == when).count();
            let chosen = self.rng.below(equal as u64) as usize;
            let it = self.bubble_here(p)?;
            let &(when, t) = it.timers.iter().nth(chosen)?;
            it.timers.remove(&(when, t));
            let timer = self.timers.remove(t)?;
            self.spend(p, cost::TIMER);
            if timer.sleeper.is_none() {
                return Some(t);
            }
            self.make_ready(p, timer.sleeper);
        }
    }

    /// A timer just armed in a bubble is due already: it fires now, before the bubble is idle (`time.go:maybeRunChan`).
    pub fn bubble_is_due(&mut self, p: PId, t: TimerId) -> bool {
        let Some(it) = self.bubble_here(p) else { return false };
        let when = it.now;
        let is_due = it.timers.remove(&(when, t));
        if is_due {
            self.timers.remove(t);
        }
        is_due
    }

    /// `synctest.Wait`: until all others of the bubble are durably blocked. Asked again by who was parked.
    pub fn bubble_wait(&mut self, p: PId) -> BubbleWait {
        let g = self.curg(p);
        let Some(it) = self.bubble_here(p) else { return BubbleWait::Outside };
        if it.waiter == g {
            it.waiter = GId::NONE;
            return BubbleWait::Done;
        }
        if it.waiter.is_some() {
            return BubbleWait::Busy;
        }
        it.waiter = g;
        self.block(p, WaitReason::SynctestWait, ObjId::NONE);
        BubbleWait::Parked
    }

    /// g, created by p's goroutine, is in the same bubble.
    pub(crate) fn bubble_joins(&mut self, p: PId, g: GId) {
        let Some(it) = self.bubble_here(p) else { return };
        it.goroutines += 1;
        it.running += 1;
        if it.main.is_none() {
            it.main = g;
        }
        let id = it.id;
        if let Some(it) = self.gs.get_mut(g) {
            it.bubble = id;
        }
    }

    /// g of bubble `id`, which ran on p, has ended.
    pub(crate) fn bubble_ends(&mut self, p: PId, g: GId, id: u32) {
        let Some(it) = self.bubble_mut(id) else { return };
        it.goroutines -= 1;
        it.is_done |= it.main == g;
        self.bubble_rests(p, id);
    }

    /// g of bubble `id`, which ran on p, waits (`runtime2.go:isIdleInSynctest`).
    pub(crate) fn bubble_blocks(&mut self, p: PId, g: GId, id: u32) {
        use WaitReason as W;
        let Some(it) = self.gs.get(g) else { return };
        let is_own = |obj: ObjId| self.objs.get(obj).is_some_and(|it| it.bubble == id);
        let is_durable = match it.reason {
            W::ChanReceive | W::ChanSend | W::Select | W::WaitGroupWait => {
                it.waits.iter().all(|wait| is_own(wait.obj))
            }
            reason => matches!(
                reason,
                W::ChanReceiveNil
                    | W::ChanSendNil
                    | W::SelectNoCases
                    | W::Sleep
                    | W::CondWait
                    | W::Coroutine
                    | W::SynctestRun
                    | W::SynctestWait
            ),
        };
        if is_durable {
            if let Some(it) = self.gs.get_mut(g) {
                it.is_durable = true;
            }
            self.bubble_rests(p, id);
        }
    }

    /// One less is running; when nobody is, the root goes on if there is a timer to fire, else who is in `Wait`, else the
    /// root (`maybeWakeLocked`).
    fn bubble_rests(&mut self, p: PId, id: u32) {
        let Some(it) = self.bubble_mut(id) else { return };
        it.running -= 1;
        if it.running > 0 {
            return;
        }
        let is_due = it.timers.first().is_some_and(|&(when, _)| when <= it.now);
        let wakes = if is_due || it.waiter.is_none() { it.root } else { it.waiter };
        self.make_ready(p, wakes);
    }

    /// Somebody of bubble `id` who was durably blocked was woken.
    pub(crate) fn bubble_wakes(&mut self, id: u32) {
        if let Some(it) = self.bubble_mut(id) {
            it.running += 1;
        }
    }
}
