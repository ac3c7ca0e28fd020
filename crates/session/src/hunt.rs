//! The hunt for a seed: the same program, run again and again with other chances, until a run goes wrong.

use std::fmt;
use std::rc::Rc;

use gopark_program::Program;
use gopark_trace::{Ending, GId, Kind, SimTime};
use gopark_vm::Input;

use crate::Session;
use crate::engine::Machine;
use crate::limits::{HUNT_EVENTS_MAX, HUNT_NS_MAX, HUNT_STEP_NS};
use crate::options::Options;
use crate::run::machine;

/// Steps of a machine between two looks at the clock.
const STEPS_AT_ONCE: u32 = 16;

/// What a hunt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prey {
    /// The program ends in a deadlock, a panic, a fatal error or out of memory, or exits with another code than 0.
    Failure,
    /// A goroutine waits for what nobody can ever do.
    Leak,
    /// The program writes something else than in its first run.
    Output,
}

/// What a run did that was hunted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It ended so.
    Ended(Ending),
    /// This goroutine is leaked.
    Leaked(GId),
    /// It wrote something else.
    Wrote,
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended(Ending::Deadlock) => f.write_str("all goroutines are asleep"),
            Self::Ended(Ending::Panic) => f.write_str("a panic that nobody recovers"),
            Self::Ended(Ending::Oom) => f.write_str("killed, out of memory"),
            Self::Ended(Ending::Exit { code }) => write!(f, "it exits with {code}"),
            Self::Ended(Ending::Fatal | Ending::Limit { .. } | Ending::Recording) => {
                f.write_str("a fatal error")
            }
            Self::Leaked(g) => write!(f, "{g} can never be woken any more"),
            Self::Wrote => f.write_str("it has written something else"),
        }
    }
}

/// A run that was hunted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Catch {
    /// The seed with which it is run again.
    pub seed: u64,
    /// What it did.
    pub deed: Deed,
    /// When.
    pub at: SimTime,
}

/// How a hunt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hunted {
    /// It goes on.
    Goes,
    /// It is over.
    Caught(Catch),
    /// It is over, and no run did it.
    Nothing,
}

/// Runs of one program under one seed after another. Nothing of them is kept.
pub struct Hunt {
    program: Rc<Program>,
    options: Options,
    initial: Vec<Input>,
    prey: Prey,
    /// The run that is under way.
    run: Option<Run>,
    /// What the first run wrote.
    expected: Option<[Vec<u8>; 2]>,
    left: u64,
    /// Runs that are over.
    pub tried: u64,
    /// How many of them went on for too long, and were left.
    pub left_early: u64,
}

struct Run {
    vm: Box<dyn Machine>,
    events: usize,
    /// Program time in which it may have computed.
    ns: u64,
}

impl Hunt {
    /// A hunt with the program on the stage and its parameters as they are now, from the seed it has, under `seeds` seeds.
    /// None while nothing is on the stage.
    pub fn new(session: &Session, prey: Prey, seeds: u64) -> Option<Self> {
        let (program, initial) = session.as_it_is()?;
        let options = *session.options();
        Some(Self {
            program,
            options,
            initial,
            prey,
            run: None,
            expected: None,
            left: seeds,
            tried: 0,
            left_early: 0,
        })
    }

    /// Goes on as far as `keep_going` allows.
    pub fn go_on(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Hunted {
        loop {
            let Some(run) = &mut self.run else {
                if self.left == 0 {
                    return Hunted::Nothing;
                }
                self.run = Run::new(&self.program, &self.options, &self.initial);
                if self.run.is_none() {
                    return Hunted::Nothing;
                }
                continue;
            };
            for _ in 0..STEPS_AT_ONCE {
                let goes = run.step();
                let found = run.deed(self.prey, &mut self.expected, goes);
                if goes && found.is_none() {
                    continue;
                }
                self.left_early += u64::from(run.vm.ended().is_none() && found.is_none());
                let seed = self.options.seed;
                self.run = None;
                self.left -= 1;
                self.tried += 1;
                self.options.seed = seed.wrapping_add(1);
                if let Some((deed, at)) = found {
                    return Hunted::Caught(Catch { seed, deed, at });
                }
                break;
            }
            if !keep_going() {
                return Hunted::Goes;
            }
        }
    }
}

impl Run {
    fn new(program: &Rc<Program>, options: &Options, initial: &[Input]) -> Option<Self> {
        let mut vm = machine(program, options)?;
        vm.wait_until(SimTime::ZERO);
        initial.iter().for_each(|input| vm.apply(*input));
        Some(Self { vm, events: 0, ns: 0 })
    }

    /// One step; false when there is none, or there were too many.
    fn step(&mut self) -> bool {
        self.vm.events().clear();
        let before = self.vm.now();
        let goes = self.vm.step();
        self.events += self.vm.events().len();
        let went_by_ns = self.vm.now().0.saturating_sub(before.0);
        self.ns += went_by_ns.clamp(*HUNT_STEP_NS.start(), *HUNT_STEP_NS.end());
        goes && self.events < HUNT_EVENTS_MAX && self.ns < HUNT_NS_MAX
    }

    /// What it did in its last step, and when, if that is what is hunted for.
    fn deed(
        &mut self,
        prey: Prey,
        expected: &mut Option<[Vec<u8>; 2]>,
        goes: bool,
    ) -> Option<(Deed, SimTime)> {
        let now = self.vm.now();
        match prey {
            Prey::Failure => {
                let ending = self.vm.ended()?;
                let failed = !matches!(ending, Ending::Exit { code: 0 } | Ending::Limit { .. });
                failed.then_some((Deed::Ended(ending), now))
            }
            Prey::Leak => self.vm.events().iter().find_map(|event| match event.kind {
                Kind::GoLeaked { g, .. } => Some((Deed::Leaked(g), event.at)),
                _ => None,
            }),
            Prey::Output if goes => None,
            Prey::Output => {
                let wrote = [self.vm.stdout().to_vec(), self.vm.stderr().to_vec()];
                let is_other = expected.as_ref().is_some_and(|expected| *expected != wrote);
                expected.get_or_insert(wrote);
                is_other.then_some((Deed::Wrote, now))
            }
        }
    }
}
