//! The fold must equal the scheduler: what tests check after every step, and what makes the events complete.

use gopark_trace::{GState, MState, PState, Sink, World};

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
        same("number of timers", &self.timers.len(), &world.timers.len())?;
        self.verify_processors(world)?;
        self.verify_goroutines(world)?;
        self.verify_objects(world)?;
        self.verify_places()
    }

    fn verify_processors(&self, world: &World) -> Result<(), String> {
        same("number of processors", &self.ps.len(), &world.ps.len())?;
        for (i, (mine, folded)) in self.ps.iter().zip(&world.ps).enumerate() {
            let what = |field: &str| format!("P{i} {field}");
            same(&what("m"), &mine.m, &folded.m)?;
            same(&what("curg"), &mine.curg, &folded.curg)?;
            same(&what("runnext"), &mine.next, &folded.next)?;
            same(&what("runq"), &mine.runq, &folded.runq)?;
            same(&what("schedtick"), &mine.schedtick, &folded.schedtick)?;
            same(&what("preempt"), &mine.preempt, &folded.preempt)?;
            same(&what("is dead"), &mine.is_dead, &(folded.state == PState::Dead))?;
            same(&what("is idle"), &mine.is_idle, &(folded.state == PState::Idle))?;
        }
        same("number of threads", &self.ms.len(), &world.ms.len())?;
        for (i, (mine, folded)) in self.ms.iter().zip(&world.ms).enumerate() {
            same(&format!("M{i} p"), &mine.p, &folded.p)?;
            same(&format!("M{i} curg"), &mine.curg, &folded.curg)?;
            same(&format!("M{i} spinning"), &mine.is_spinning, &(folded.state == MState::Spinning))?;
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
            same(&format!("{g} state"), &state, &folded.state)?;
            same(&format!("{g} wait reason"), &mine.reason, &folded.reason)?;
            let mine: Vec<_> = mine.waits.iter().map(|w| (w.obj, w.side, w.ticket)).collect();
            let folded: Vec<_> = folded.waits.iter().map(|w| (w.obj, w.side, w.ticket)).collect();
            same(&format!("{g} waits"), &mine, &folded)?;
        }
        Ok(())
    }

    fn verify_objects(&self, world: &World) -> Result<(), String> {
        same("number of objects", &self.objs.len(), &world.objs.len())?;
        for (id, mine) in self.objs.iter() {
            let folded = world.objs.get(id).ok_or_else(|| format!("{id} is missing"))?;
            let what = |field: &str| format!("{id} {field}");
            same(&what("capacity"), &mine.cap, &folded.cap)?;
            same(&what("length"), &mine.len, &folded.len)?;
            same(&what("closed"), &mine.closed, &folded.closed)?;
            same(&what("holder"), &mine.holder, &folded.holder)?;
            same(&what("starving"), &mine.starving, &folded.starving)?;
            same(&what("receivers"), &mine.recvq, &folded.recvq)?;
            same(&what("senders"), &mine.sendq, &folded.sendq)?;
        }
        Ok(())
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
        same("sysmon holds no P", &self.ms[SYSMON.idx()].p.is_none(), &true)
    }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, mine: &T, folded: &T) -> Result<(), String> {
    if mine == folded { Ok(()) } else { Err(format!("{what}: {mine:?}, but folded {folded:?}")) }
}
