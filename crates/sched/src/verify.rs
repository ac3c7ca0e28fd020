//! The fold must equal the scheduler: what tests check after every step, and what makes the events complete.

use gopark_trace::{GState, Leaked, MState, ObjKind, PState, SimTime, Sink, World};

use crate::gc::Duty;
use crate::sched::{SYSMON, Sched};
use crate::state::Status;

impl<S: Sink> Sched<S> {
    /// Compares the world folded from this scheduler's events with the scheduler's own state, and checks that every
    /// goroutine is in exactly one place.
    ///
    /// # Errors
    /// The first difference, in words.
    pub fn verify(&self, world: &World) -> Result<(), String> {
        same("global queue", &self.runq, &world.runq)?;
        same("idle processors", &self.idle_ps, &world.idle_ps)?;
        same("idle threads", &self.idle_ms, &world.idle_ms)?;
        same("spinning threads", &self.spinning, &world.counts.spinning)?;
        let mine = self.timers.iter().filter(|(_, it)| it.bubble == 0);
        let mine: Vec<_> = mine.map(|(t, it)| (t, it.when, it.sleeper)).collect();
        let when = |t| world.timer_when.get(t).copied().unwrap_or_default();
        let mut folded: Vec<_> = world.timers.iter().map(|(&(_, t), &g)| (t, when(t), g)).collect();
        folded.sort_unstable();
        same("number of timers", &mine.len(), &folded.len())?;
        for (mine, folded) in mine.iter().zip(&folded) {
            same("timer and its moment", &(mine.0, mine.1), &(folded.0, folded.1))?;
        }
        self.verify_processors(world)?;
        self.verify_goroutines(world)?;
        self.verify_all_gs()?;
        self.verify_objects(world)?;
        self.verify_memory(world)?;
        self.verify_places()?;
        if self.is_stopped() { Ok(()) } else { self.verify_awake() }
    }

    fn verify_processors(&self, world: &World) -> Result<(), String> {
        same("number of processors", &self.ps.len(), &world.ps.len())?;
        for (i, (mine, folded)) in self.ps.iter().zip(&world.ps).enumerate() {
            same(format_args!("P{i} m"), &mine.m, &folded.m)?;
            same(format_args!("P{i} curg"), &mine.curg, &folded.curg)?;
            same(format_args!("P{i} runnext"), &mine.next, &folded.next)?;
            same(format_args!("P{i} runq"), &mine.runq, &folded.runq)?;
            same(format_args!("P{i} schedtick"), &mine.schedtick, &folded.schedtick)?;
            same(format_args!("P{i} preempt"), &mine.preempt, &folded.preempt)?;
            same(format_args!("P{i} is dead"), &mine.is_dead, &(folded.state == PState::Dead))?;
            same(format_args!("P{i} is idle"), &mine.is_idle, &(folded.state == PState::Idle))?;
        }
        same("number of threads", &self.ms.len(), &world.ms.len())?;
        for (i, (mine, folded)) in self.ms.iter().zip(&world.ms).enumerate() {
            same(format_args!("M{i} p"), &mine.p, &folded.p)?;
            same(format_args!("M{i} curg"), &mine.curg, &folded.curg)?;
            same(format_args!("M{i} spinning"), &mine.is_spinning, &(folded.state == MState::Spinning))?;
            let polls = self.poller.is_some_and(|poller| poller.m.idx() == i);
            same(format_args!("M{i} goroutine tied to it"), &mine.locked, &folded.locked)?;
            same(format_args!("M{i} is gone"), &mine.is_gone, &(folded.state == MState::Gone))?;
            same(format_args!("M{i} polls"), &polls, &(folded.state == MState::Netpoll))?;
        }
        Ok(())
    }

    fn verify_goroutines(&self, world: &World) -> Result<(), String> {
        same("number of goroutines", &self.gs.len(), &world.gs.len())?;
        for (g, mine) in self.gs.iter() {
            let folded = world.gs.get(g).ok_or_else(|| format!("{g} is missing"))?;
            let state = match mine.status {
                Status::Runnable => GState::Runnable,
                Status::Running => GState::Running,
                Status::Syscall => GState::Syscall,
                Status::Waiting => GState::Waiting,
            };
            same(format_args!("{g} state"), &state, &folded.state)?;
            same(format_args!("{g} is the runtime's"), &mine.is_system, &folded.is_system)?;
            same(format_args!("{g} wait reason"), &mine.reason, &folded.reason)?;
            same(format_args!("{g} leaked"), &mine.is_leaked, &(folded.leaked != Leaked::No))?;
            let mine: Vec<_> = mine.waits.iter().map(|w| (w.obj, w.side, w.ticket)).collect();
            let folded: Vec<_> = folded.waits.iter().map(|w| (w.obj, w.side, w.ticket)).collect();
            same(format_args!("{g} waits"), &mine, &folded)?;
        }
        Ok(())
    }

    fn verify_objects(&self, world: &World) -> Result<(), String> {
        same("number of objects", &self.objs.len(), &world.objs.len())?;
        for (id, mine) in self.objs.iter() {
            let folded = world.objs.get(id).ok_or_else(|| format!("{id} is missing"))?;
            let (cap, len) = if mine.is_timer { (0, 0) } else { (mine.cap, mine.len) };
            same(format_args!("{id} capacity"), &cap, &folded.cap)?;
            same(format_args!("{id} length"), &len, &folded.len)?;
            same(format_args!("{id} closed"), &mine.closed, &folded.closed)?;
            same(format_args!("{id} holder"), &mine.holder, &folded.holder)?;
            same(
                format_args!("{id} counter"),
                &(mine.kind != ObjKind::WaitGroup || mine.count == folded.count),
                &true,
            )?;
            same(format_args!("{id} starving"), &mine.starving, &folded.starving)?;
            same(format_args!("{id} receivers"), &mine.recvq, &folded.recvq)?;
            same(format_args!("{id} senders"), &mine.sendq, &folded.sendq)?;
        }
        Ok(())
    }

    fn verify_memory(&self, world: &World) -> Result<(), String> {
        same("why the world is stopped", &self.stopped.map(|it| it.reason), &world.stw)?;
        same("the runtime's own goroutines", &self.system, &world.counts.system)?;
        same("goroutines", &(self.goroutines() as usize), &world.goroutines())?;
        let gc = world.heap.gc;
        same("a collection runs", &self.gc.is_running(), &gc.running)?;
        same("collections", &self.gc.marked, &gc.cycles)?;
        same("sweeping", &self.gc.is_sweeping(), &gc.sweeping)?;
        let assists = self.gs.iter().filter(|(_, g)| g.duty == Duty::Assist).count();
        same("assists", &assists, &(gc.assists as usize))?;
        let taken: u64 = self.ps.iter().map(|p| p.slice).sum();
        same("bytes being scanned", &taken, &self.gc.taken)
    }

    /// Every runnable goroutine is on exactly one queue, every running one on exactly one P.
    fn verify_places(&self) -> Result<(), String> {
        let queued = self.ps.iter().flat_map(|p| p.next.some().into_iter().chain(p.runq.iter().copied()));
        let mut queued: Vec<_> = queued.chain(self.runq.iter().copied()).collect();
        queued.sort_unstable();
        let runnable: Vec<_> =
            self.gs.iter().filter(|(_, g)| g.status == Status::Runnable).map(|(id, _)| id).collect();
        same("runnable goroutines are queued once", &queued, &runnable)?;
        let mut on_p: Vec<_> = self.ps.iter().filter_map(|p| p.curg.some()).collect();
        on_p.extend(self.returning.iter().map(|r| r.g));
        on_p.sort_unstable();
        let active = |s| matches!(s, Status::Running | Status::Syscall);
        let running: Vec<_> = self.gs.iter().filter(|(_, g)| active(g.status)).map(|(id, _)| id).collect();
        same("running goroutines have one P or thread", &on_p, &running)?;
        let has_work = self.idle_ps.iter().find(|p| !self.ps[p.idx()].runq_is_empty());
        same("an idle P with something to run", &has_work, &None)?;
        for (i, m) in self.ms.iter().enumerate() {
            let is_other = m.locked.is_some() && m.curg.is_some() && m.locked != m.curg;
            same(format_args!("M{i} runs another than the goroutine tied to it"), &is_other, &false)?;
            if m.curg.is_some() && self.locked_m(m.curg).is_some_and(|owner| owner.idx() != i) {
                return Err(format!("{} is tied to another thread than M{i}", m.curg));
            }
        }
        same("sysmon holds no P", &self.ms[SYSMON.idx()].p.is_none(), &true)
    }
}

impl<S: Sink> Sched<S> {
    /// Nothing is left behind: what is queued has a P that runs or a thread that comes for it, a timer has somebody who
    /// will see it fire. Otherwise everybody would sleep beside work, a deadlock that Go does not have.
    fn verify_awake(&self) -> Result<(), String> {
        let spinning = self.ms.iter().filter(|m| m.is_spinning && m.p.is_some()).count();
        same("spinning threads have a P", &(self.spinning as usize), &spinning)?;
        let looking = self.ps.iter().filter(|p| p.is_running() && p.curg.is_none()).count();
        let is_queued = !self.runq.is_empty() || self.ps.iter().any(|p| !p.runq_is_empty());
        if is_queued && !self.idle_ps.is_empty() && looking == 0 {
            return Err("work is queued, a P is idle, and nobody looks".to_owned());
        }
        let is_polled = |when: SimTime| self.poller.is_some_and(|poller| poller.until <= when.max(self.now));
        if let Some(when) = self.net_awaited()
            && self.idle_ps.len() == self.ps.len()
            && !is_polled(when)
        {
            return Err(format!("the network reports at {when}, all Ps are idle, and nobody waits for it"));
        }
        // A poller that comes back with a goroutine runs it: as in Go, the timers wait until it looks for work again.
        let is_left = self.network.is_used() && self.idle_ps.len() < self.ps.len();
        match self.next_timer() {
            Some(when) if !is_left && !self.idle_ps.is_empty() && looking == 0 && !is_polled(when) => {
                Err(format!("a timer is due at {when}, a P is idle, and nobody waits for it"))
            }
            _ => Ok(()),
        }
    }
}

fn same<T: PartialEq + std::fmt::Debug>(
    what: impl std::fmt::Display,
    mine: &T,
    folded: &T,
) -> Result<(), String> {
    if mine == folded { Ok(()) } else { Err(format!("{what}: {mine:?}, but folded {folded:?}")) }
}
