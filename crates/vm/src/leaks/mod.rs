//! Which goroutines wait for something that no goroutine can ever bring about (`mgc.go:findGoroutineLeaks`).
//!
//! Every goroutine that can run, or that the runtime itself will wake, holds on to what it can still read. A goroutine
//! that waits at a channel or a lock that was reached may be woken: what it can read counts from then on too. When nothing
//! more is reached, those who are left are leaked.
//!
//! Go's own detector goes the same way, but also follows what a waiting sender's sudog points to, and takes for reached what
//! shares a block of the tiny allocator with something that is. So it misses some. Both answers are given.

mod mark;
mod waits;
mod watch;

use gopark_program::{MEMORY_BASE, Program};
use gopark_trace::{GId, Sink, Table, WaitReason};

pub use watch::LeakWatch;

use crate::limits;
use crate::parked::Parked;
use crate::roots::{self, Waiting};
use crate::tables::Tables;
use crate::task::{Task, other_roots};
use crate::vm::Vm;
pub use mark::Marks;
use waits::{Wait, wait_of};

/// `main.main` runs here.
const MAIN: GId = GId(1);

/// So many timers are looked at in no time.
const FEW_TIMERS: usize = 1_000;

/// A goroutine that waits forever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// Which.
    pub g: GId,
    /// Why it waits.
    pub reason: WaitReason,
    /// Addresses of what it waits for; none: of nothing at all.
    pub addrs: Vec<u64>,
    /// Go's own detector finds it too. Otherwise it takes the value that is sent for a way to the channel, or the lock shares
    /// a block with something that is reached.
    pub is_found_by_go: bool,
}

/// All leaked goroutines, and what looking for them took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaks {
    /// By number.
    pub leaks: Vec<Leak>,
    /// Objects and goroutines that were looked at, and timers if they are many.
    pub work: u64,
}

/// A goroutine that may be leaked.
struct Candidate {
    g: GId,
    reason: WaitReason,
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
        let standing = self.standing();
        let mut search = Search::new(self, &standing, running);
        search.spread();
        let leaked = search.leaked();
        for &i in &leaked {
            search.marks.shade(search.candidates[i].wait.value.unwrap_or(0));
        }
        search.marks.coarsen();
        search.spread();
        let timers = self.registry.timers.len().saturating_sub(FEW_TIMERS) as u64;
        let work = search.marks.count + u64::from(self.sched.goroutines()) + timers;
        let leaks = leaked.into_iter().map(|i| {
            let Candidate { g, reason, ref wait, is_live, .. } = search.candidates[i];
            Leak { g, reason, addrs: wait.addrs.clone(), is_found_by_go: !is_live }
        });
        // main, when it has nothing more to do, is not reported.
        let leaks = leaks.filter(|leak| leak.g != MAIN || leak.reason != WaitReason::SelectNoCases).collect();
        Leaks { leaks, work }
    }

    fn holders(&self, g: GId) -> Vec<GId> {
        let standing = self.standing();
        let mut search = Search::new(self, &standing, None);
        search.spread();
        let leaked = search.leaked();
        let Search { code, candidates, marks, .. } = &search;
        let Some(awaited) = leaked.iter().map(|&i| &candidates[i]).find(|it| it.g == g) else {
            return Vec::new();
        };
        let others = leaked.iter().map(|&i| &candidates[i]).filter(|it| it.g != g);
        let holds = |other: &&Candidate| {
            let mut marks = marks.fork();
            let parked = standing.get(other.g).and_then(Option::as_ref);
            held(*code, parked, &mut Task::default(), other.wait.waiting, &mut |word| marks.shade(word));
            marks.drain();
            awaited.wait.addrs.iter().any(|&addr| marks.has(addr))
        };
        others.take(limits::LEAK_HOLDERS_MAX).filter(holds).map(|other| other.g).collect()
    }
}

/// A search for leaked goroutines.
struct Search<'a, S: Sink> {
    code: (&'a Program, &'a Tables<S>),
    standing: &'a Table<GId, Option<Parked>>,
    marks: Marks<'a>,
    candidates: Vec<Candidate>,
    /// Whoever is looked at, one after the other: all stacks at once may be as much as the program's memory.
    shown: Task,
}

/// Shows `visit` the words that somebody can still read, who is laid out in `shown` for that.
fn held<S: Sink>(
    code: (&Program, &Tables<S>),
    parked: Option<&Parked>,
    shown: &mut Task,
    waiting: Waiting,
    visit: &mut dyn FnMut(u64),
) {
    let Some(parked) = parked else { return };
    parked.show(shown);
    roots::words(code, shown, waiting, visit);
    let (defers, panics) = parked.others();
    other_roots(defers, panics).for_each(visit);
}

impl<'a, S: Sink> Search<'a, S> {
    /// Knows the roots, and who waits for what.
    fn new(vm: &'a Vm<S>, standing: &'a Table<GId, Option<Parked>>, running: Option<&Task>) -> Self {
        let code = (&*vm.program, &*vm.tables);
        let (mut marks, mut candidates) = (Marks::new(code.0, &vm.mem), Vec::new());
        // Reached only once it is known who waits for what.
        let (mut roots, mut shown) = (Vec::new(), Task::default());
        for (g, parked) in standing.iter() {
            let Some(parked) = parked else { continue };
            let reason = vm.sched.wait_reason(g);
            parked.show(&mut shown);
            match wait_of(code.0, &shown, reason) {
                Some(wait) => {
                    wait.addrs.iter().for_each(|&addr| marks.await_at(addr, candidates.len()));
                    candidates.push(Candidate { g, reason, wait, is_live: false });
                }
                None => {
                    let waiting = Waiting::default();
                    held(code, Some(parked), &mut shown, waiting, &mut |word| roots.push(word));
                }
            }
        }
        marks.ready();
        roots.into_iter().for_each(|word| marks.shade(word));
        if let Some(task) = running {
            roots::words(code, task, Waiting::default(), &mut |word| marks.shade(word));
        }
        for &root in &code.0.roots {
            marks.shade(vm.mem.word(MEMORY_BASE + u64::from(root) * 8).unwrap_or(0));
        }
        vm.registry.roots().for_each(|word| marks.shade(word));
        vm.special_words(&mut |word| marks.shade(word));
        Self { code, standing, marks, candidates, shown }
    }

    /// Follows pointers, and goes on with what those hold who may be woken, until nothing more is reached.
    fn spread(&mut self) {
        loop {
            self.marks.drain();
            let Some(who) = self.marks.woken.pop() else { return };
            let Self { code, standing, marks, shown, candidates } = self;
            let candidate = &mut candidates[who];
            if !std::mem::replace(&mut candidate.is_live, true) {
                let parked = standing.get(candidate.g).and_then(Option::as_ref);
                held(*code, parked, shown, candidate.wait.waiting, &mut |word| marks.shade(word));
            }
        }
    }

    /// Those who were not reached.
    fn leaked(&self) -> Vec<usize> {
        (0..self.candidates.len()).filter(|&i| !self.candidates[i].is_live).collect()
    }
}
