//! Which goroutines wait for something that no goroutine can ever bring about (`mgc.go:findGoroutineLeaks`).
//!
//! Every goroutine that can run, or that the runtime itself will wake, holds on to what it can still read. A goroutine
//! that waits at a channel or a lock that was reached may be woken: what it can read counts from then on too. When nothing
//! more is reached, those who are left are leaked.
//!
//! Go's own detector goes the same way, but also follows what a waiting sender's sudog points to, and so misses some. Both
//! answers are given.

mod mark;
mod roots;
mod waits;

use std::rc::Rc;

use gopark_program::MEMORY_BASE;
use gopark_trace::{GId, Sink, WaitReason};

use crate::task::Task;
use crate::vm::Vm;
use mark::Marks;
use roots::Frames;
use waits::{Wait, wait_of};

/// `main.main` runs here.
const MAIN: GId = GId(1);

/// A goroutine that waits forever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// Which.
    pub g: GId,
    /// Why it waits.
    pub reason: WaitReason,
    /// Addresses of what it waits for; none: of nothing at all.
    pub addrs: Vec<u64>,
    /// Go's own detector finds it too. Otherwise it takes the value that is sent for a way to the channel.
    pub is_found_by_go: bool,
}

/// All leaked goroutines, and what looking for them took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaks {
    /// By number.
    pub leaks: Vec<Leak>,
    /// Objects and goroutines that were looked at.
    pub work: u64,
}

/// A goroutine that may be leaked.
struct Candidate<'a> {
    g: GId,
    reason: WaitReason,
    task: &'a Task,
    wait: Wait,
    /// It may be woken.
    is_live: bool,
}

impl<S: Sink> Vm<S> {
    /// Looks for leaked goroutines. The machine must not be in the middle of a step.
    pub fn find_leaks(&mut self) -> Leaks {
        self.mem.thaw();
        self.leaks(None)
    }

    /// The same while `running` is taken out of the table.
    pub(crate) fn leaks(&self, running: Option<&Task>) -> Leaks {
        let program = Rc::clone(&self.program);
        let mut frames = Frames::new(&program);
        let mut marks = Marks::new(&program, &self.mem);
        let mut candidates = Vec::new();
        for (g, task) in self.tasks.iter() {
            let Some(task) = task.as_deref() else { continue };
            let reason = self.sched.wait_reason(g);
            match wait_of(&program, task, reason) {
                Some(wait) => {
                    let who = candidates.len();
                    wait.addrs.iter().for_each(|&addr| marks.await_at(addr, who));
                    candidates.push(Candidate { g, reason, task, wait, is_live: false });
                }
                None => frames.words(task, None, &mut |word| marks.shade(word)),
            }
        }
        marks.ready();
        if let Some(task) = running {
            frames.words(task, None, &mut |word| marks.shade(word));
        }
        for &root in &program.roots {
            marks.shade(self.mem.word(MEMORY_BASE + u64::from(root) * 8).unwrap_or(0));
        }
        self.registry.roots().for_each(|word| marks.shade(word));
        spread(&mut frames, &mut marks, &mut candidates);
        let leaked: Vec<usize> = (0..candidates.len()).filter(|&i| !candidates[i].is_live).collect();
        for &i in &leaked {
            marks.shade(candidates[i].wait.value.unwrap_or(0));
        }
        spread(&mut frames, &mut marks, &mut candidates);
        let work = marks.count + u64::from(self.sched.goroutines());
        let leaks = leaked.into_iter().map(|i| {
            let Candidate { g, reason, ref wait, is_live, .. } = candidates[i];
            Leak { g, reason, addrs: wait.addrs.clone(), is_found_by_go: !is_live }
        });
        // main, when it has nothing more to do, is not reported.
        let leaks = leaks.filter(|leak| leak.g != MAIN || leak.reason != WaitReason::SelectNoCases).collect();
        Leaks { leaks, work }
    }
}

/// Follows pointers, and goes on with what those hold who may be woken, until nothing more is reached.
fn spread(frames: &mut Frames<'_>, marks: &mut Marks<'_>, candidates: &mut [Candidate<'_>]) {
    loop {
        marks.drain();
        let Some(who) = marks.woken.pop() else { return };
        let candidate = &mut candidates[who];
        if !std::mem::replace(&mut candidate.is_live, true) {
            frames.words(candidate.task, candidate.wait.pc, &mut |word| marks.shade(word));
        }
    }
}
