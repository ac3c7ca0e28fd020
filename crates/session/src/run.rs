//! One run of a program: the machine, what it told so far, and what the viewer changed at which moment.

use std::rc::Rc;

use gopark_program::Program;
use gopark_sched::Limits;
use gopark_trace::{Ending, EventHash, EventLog, GId, Kind, LimitKind, SimTime, Sink, Tape};
use gopark_vm::{GcConfig, Input};

use crate::engine::{Machine, engine};
use crate::grave::{self, Remains};
use crate::limits::{
    EVENTS_MAX, EVENTS_PER_SNAPSHOT, GOROUTINES_MAX, OBJECTS_MAX, REPLAY_EVENTS_MAX, REPLAY_STEPS_MAX,
    SNAPSHOTS_MAX,
};
use crate::options::Options;

/// A run, recorded. The same program, options and inputs give the same events.
pub struct Run {
    source: Source,
    /// All events so far.
    pub events: EventLog,
    /// What the viewer changed, by the moment from which it holds.
    inputs: Vec<(SimTime, Input)>,
    /// How many of them took effect.
    applied: usize,
    snapshots: Vec<Snapshot>,
    spacing: usize,
}

/// Where the events of a run come from.
enum Source {
    /// From here.
    Machine(Box<dyn Machine>),
    /// From elsewhere: all are there, up to a moment at which it ended.
    Recording(SimTime, Ending),
}

/// A run on its way to an earlier moment.
pub struct Replay {
    run: Run,
    /// Events until it is there.
    wanted: usize,
    steps: usize,
}

impl Replay {
    /// One step; false when there is none left to take.
    pub fn step(&mut self) -> bool {
        if self.run.machine_mut().is_some_and(|vm| !vm.thaw()) {
            return true;
        }
        self.steps += 1;
        self.run.events.len() < self.wanted && self.steps <= REPLAY_STEPS_MAX && self.run.produce()
    }

    /// It is not needed any more.
    pub fn bury(self) {
        self.run.bury();
    }

    /// The machine, if it arrived.
    pub fn machine(&self) -> Option<&dyn Machine> {
        self.run.machine().filter(|_| self.run.events.len() >= self.wanted)
    }
}

/// The machine between two of its steps.
struct Snapshot {
    events: usize,
    applied: usize,
    vm: Box<dyn Machine>,
}

/// A machine at its beginning; none while the engine is not there.
pub(crate) fn machine(program: &Rc<Program>, options: &Options) -> Option<Box<dyn Machine>> {
    let config = gopark_vm::Config {
        sched: gopark_sched::Config {
            procs: options.procs,
            seed: options.seed,
            async_preempt: options.async_preempt,
            limits: Limits { goroutines: GOROUTINES_MAX, objects: OBJECTS_MAX },
        },
        memory_limit_bytes: Some(options.memory_limit_bytes),
        stack_limit_bytes: gopark_vm::Config::STACK_LIMIT_GO_BYTES,
        first_stack_bytes: options.first_stack_bytes,
        gc: GcConfig {
            percent: options.gc_percent,
            memory_limit_bytes: options.go_memory_limit_bytes,
            ..GcConfig::GO
        },
    };
    engine().map(|engine| engine.machine(program, config))
}

impl Run {
    /// A run at its beginning. `initial` holds from the first moment.
    pub fn new(program: &Rc<Program>, options: &Options, initial: Vec<Input>) -> Self {
        // Who has a program has the engine that compiled it.
        let Some(vm) = machine(program, options) else { return Self::recorded(EventLog::default()) };
        Self::of(vm, initial)
    }

    /// A run of this machine.
    pub fn of(vm: Box<dyn Machine>, initial: Vec<Input>) -> Self {
        let inputs = initial.into_iter().map(|input| (SimTime::ZERO, input)).collect();
        let snapshots = vec![Snapshot { events: 0, applied: 0, vm: vm.copy() }];
        let source = Source::Machine(vm);
        Self {
            source,
            events: EventLog::default(),
            inputs,
            applied: 0,
            snapshots,
            spacing: EVENTS_PER_SNAPSHOT,
        }
    }

    /// One that was recorded elsewhere.
    pub fn recorded(mut events: EventLog) -> Self {
        let last = events.len().checked_sub(1).and_then(|last| events.get(last));
        let how = match last.map(|event| event.kind) {
            Some(Kind::End { how }) => how,
            _ => Ending::Recording,
        };
        let source = Source::Recording(last.map_or(SimTime::ZERO, |event| event.at), how);
        let (inputs, snapshots) = (Vec::new(), Vec::new());
        Self { source, events, inputs, applied: 0, snapshots, spacing: usize::MAX }
    }

    /// The moment up to which everything is known.
    pub fn now(&self) -> SimTime {
        match &self.source {
            Source::Machine(vm) => vm.now(),
            Source::Recording(until, _) => *until,
        }
    }

    /// How the run ended: the program's end, or the recording's.
    pub fn ended(&self) -> Option<Ending> {
        if self.events.len() >= EVENTS_MAX {
            return Some(Ending::Limit { limit: LimitKind::Events });
        }
        match &self.source {
            Source::Machine(vm) => vm.ended(),
            Source::Recording(_, how) => Some(*how),
        }
    }

    /// When the next step happens; never, when there is none.
    pub fn upcoming(&self) -> SimTime {
        match self.machine().filter(|_| self.ended().is_none()) {
            Some(vm) => vm.upcoming().unwrap_or(vm.now()),
            None => SimTime::NEVER,
        }
    }

    /// Lets the machine take one step, or gets it ready for that or for a snapshot. False: there is no step.
    pub fn produce(&mut self) -> bool {
        grave::dig();
        if self.ended().is_some() {
            return false;
        }
        let spacing = self.spacing;
        let Source::Machine(vm) = &mut self.source else { return false };
        if !vm.thaw() {
            return true;
        }
        let last = self.snapshots.last().map_or(0, |s| s.events);
        if self.events.len() >= last.saturating_add(spacing) {
            // The machine stands still meanwhile, or there would always be something left to copy.
            if vm.prepare_clone() {
                self.snapshot();
            }
            return true;
        }
        self.step()
    }

    /// False: the machine has nothing to do.
    fn step(&mut self) -> bool {
        let upcoming = self.upcoming();
        let Source::Machine(vm) = &mut self.source else { return false };
        let mut goes = true;
        match self.inputs.get(self.applied) {
            // What is under way comes to its end in steps of its own.
            Some((at, input)) if *at <= upcoming && !vm.is_held() => {
                vm.wait_until(*at);
                vm.apply(*input);
                self.applied += 1;
            }
            _ => goes = vm.step(),
        }
        self.events.append(vm.events());
        goes
    }

    /// Goes back so that something can be changed at moment `at`, after event `n`: the recorded future is dropped, and
    /// what was changed later too.
    pub fn prepare_change(&mut self, n: usize, at: SimTime) {
        if self.machine().is_some() && (n < self.events.len() || self.now() > at) {
            self.rewind(n, at);
        }
    }

    /// One step towards the moment `at`, after event `n`; false when it is reached.
    pub fn approach(&mut self, n: usize, at: SimTime) -> bool {
        let is_behind = self.machine_mut().is_some_and(|vm| !vm.thaw() || vm.is_held());
        (is_behind || self.events.len() < n || self.upcoming() <= at) && self.produce()
    }

    /// Changes something at the moment `at` that the run has come to: wherever the machine stood, it is changed before the
    /// same step. Answers with the moment from which it holds: the next one, since some steps of this very moment were
    /// taken without the change.
    pub fn change(&mut self, at: SimTime, input: Input) -> SimTime {
        self.inputs.truncate(self.applied);
        self.inputs.push((at + 1, input));
        self.step();
        at + 1
    }

    /// Lets changes come that are known before the run begins, in the order of their moments.
    pub fn schedule(&mut self, changes: impl IntoIterator<Item = (SimTime, Input)>) {
        self.inputs.extend(changes);
    }

    /// What was changed so far after the beginning, by the moment from which it holds.
    pub fn changes(&self) -> impl Iterator<Item = (SimTime, Input)> {
        self.inputs[..self.applied].iter().copied().filter(|(at, _)| *at > SimTime::ZERO)
    }

    /// The machine as it is now; none where the run was recorded elsewhere.
    pub fn machine(&self) -> Option<&dyn Machine> {
        if let Source::Machine(vm) = &self.source { Some(vm.as_ref()) } else { None }
    }

    fn machine_mut(&mut self) -> Option<&mut dyn Machine> {
        if let Source::Machine(vm) = &mut self.source { Some(vm.as_mut()) } else { None }
    }

    /// A run like this one at the last snapshot before event `n`, to be taken there; none when that is too far.
    pub fn replay(&self, n: usize) -> Option<Replay> {
        let snapshot = self.snapshots.iter().rev().find(|snapshot| snapshot.events <= n)?;
        let wanted = n - snapshot.events;
        (wanted <= REPLAY_EVENTS_MAX).then(|| Replay { run: self.again(snapshot), wanted, steps: 0 })
    }

    /// A run like this one at its beginning, which tells a tape what happens up to event `n`, and keeps nothing.
    pub fn retold(&self, n: u64) -> Option<Self> {
        let mut run = self.again(self.snapshots.first()?);
        run.machine_mut()?.begin_tape(n);
        Some(run)
    }

    /// The tape of a run that is told once more.
    pub fn tape(&mut self) -> Option<&mut Tape> {
        self.machine_mut()?.tape()
    }

    fn again(&self, snapshot: &Snapshot) -> Self {
        Self {
            source: Source::Machine(snapshot.vm.copy()),
            events: EventLog::default(),
            inputs: self.inputs.clone(),
            applied: snapshot.applied,
            snapshots: Vec::new(),
            spacing: usize::MAX,
        }
    }

    /// The leaked goroutines that hold on to what `g` waits for, as far as the run is known. Who is leaked stays so.
    pub fn leak_holders(&mut self, g: GId) -> Vec<GId> {
        self.machine_mut().map_or_else(Vec::new, |vm| vm.leak_holders(g))
    }

    /// Standard output and standard error, everything so far.
    pub fn output(&self) -> [&[u8]; 2] {
        self.machine().map_or([&[], &[]], |vm| [vm.stdout(), vm.stderr()])
    }

    /// The fingerprint of all events so far.
    pub fn hash(&self) -> u64 {
        let mut hash = EventHash::default();
        self.events.for_each(|event| hash.event(event));
        hash.value()
    }

    /// It is not needed any more.
    pub fn bury(self) {
        for snapshot in self.snapshots {
            grave::bury(Remains::Machine(snapshot.vm));
        }
        if let Source::Machine(vm) = self.source {
            grave::bury(Remains::Machine(vm));
        }
    }

    /// Back to the last snapshot that is neither after event `n` nor after moment `at`.
    fn rewind(&mut self, n: usize, at: SimTime) {
        let keep = self.snapshots.partition_point(|s| s.events <= n && s.vm.now() <= at).max(1);
        let later = self.snapshots.drain(keep..).map(|snapshot| snapshot.vm);
        later.for_each(|vm| grave::bury(Remains::Machine(vm)));
        let Some(snapshot) = self.snapshots.get(keep - 1) else { return };
        let vm = Source::Machine(snapshot.vm.copy());
        if let Source::Machine(former) = std::mem::replace(&mut self.source, vm) {
            grave::bury(Remains::Machine(former));
        }
        self.applied = snapshot.applied;
        self.events.truncate(snapshot.events);
    }

    /// Keeps the machine as it is now; when there are many, every other one goes, but never the first.
    fn snapshot(&mut self) {
        let Some(vm) = self.machine().map(Machine::copy) else { return };
        self.snapshots.push(Snapshot { events: self.events.len(), applied: self.applied, vm });
        if self.snapshots.len() > SNAPSHOTS_MAX {
            for (nth, snapshot) in std::mem::take(&mut self.snapshots).into_iter().enumerate() {
                if nth % 2 == 0 {
                    self.snapshots.push(snapshot);
                } else {
                    grave::bury(Remains::Machine(snapshot.vm));
                }
            }
            self.spacing *= 2;
        }
    }
}
