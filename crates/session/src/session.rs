//! The cursor over a run: playing, stepping, seeking, changing.

use std::rc::Rc;

use gopark_program::Program;
use gopark_trace::{Event, Kind, SimTime, World};
use gopark_vm::Input;

use crate::compile::{Diagnostic, compile};
use crate::keyframes::Keyframes;
use crate::limits::{COMMAND_EVENTS_MAX, COMMAND_STEPS_MAX, PASSED_MAX};
use crate::options::{Options, Speed, State};
use crate::run::Run;

/// The name a program's text has in diagnostics and stack traces.
const FILE_NAME: &str = "main.go";
/// Events folded between two looks at the clock.
const EVENTS_PER_LOOK: usize = 256;

/// A program being looked at.
pub struct Session {
    options: Options,
    diagnostics: Vec<Diagnostic>,
    stage: Option<Stage>,
    speed: Speed,
    state: State,
}

/// A run and the moment of it that is shown.
struct Stage {
    program: Rc<Program>,
    run: Run,
    keyframes: Keyframes,
    /// After how many events.
    cursor: usize,
    /// The world there.
    world: World,
    /// The moment shown; between two events it is later than the world's.
    clock_ns: f64,
    /// Where a seek still has to get to.
    goal: Option<SimTime>,
    /// Values the parameters had at the beginning.
    initial: Vec<i64>,
    passed: Passed,
}

/// What happened on the stage since somebody last asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Events in order; the newest few thousand.
    pub events: Vec<Event>,
    /// The cursor also jumped, or more happened than is told: do not animate, show.
    pub jumped: bool,
}

impl Session {
    /// A session without a program.
    pub const fn new(options: Options) -> Self {
        let speed = Speed::NsPerSecond(1_000_000.0);
        Self { options, diagnostics: Vec::new(), stage: None, speed, state: State::Empty }
    }

    /// Compiles `text` and puts it on the stage, at its beginning. False when it has errors; what was on the stage
    /// stays then.
    pub fn load(&mut self, text: &str) -> bool {
        let compiled = compile(FILE_NAME, text);
        self.diagnostics = compiled.diagnostics;
        let Some(program) = compiled.program else { return false };
        let initial = program.params.iter().map(|param| param.default).collect();
        self.put(program, initial);
        true
    }

    /// Errors and warnings of the last text.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The program on the stage.
    pub fn program(&self) -> Option<&Program> {
        self.stage.as_ref().map(|stage| &*stage.program)
    }

    /// What the next run starts with.
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// What the session is doing.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Plays on, if there is anything left.
    pub fn play(&mut self) {
        if self.state == State::Paused {
            self.state = State::Playing;
        }
    }

    /// Stands still.
    pub fn pause(&mut self) {
        if self.state == State::Playing {
            self.state = State::Paused;
        }
    }

    /// How fast program time passes while playing.
    pub const fn set_speed(&mut self, speed: Speed) {
        self.speed = speed;
    }

    /// One frame: `wall_ms` went by. Works until the moment to be shown is reached or `keep_going` says no; what is not
    /// done then is done in the next frame.
    pub fn advance(&mut self, wall_ms: f64, keep_going: &mut dyn FnMut() -> bool) {
        let playing = self.state == State::Playing;
        let Some(stage) = &mut self.stage else { return };
        let result = if stage.goal.is_some() {
            stage.seek_on(keep_going)
        } else if playing {
            match self.speed {
                Speed::NsPerSecond(speed) => {
                    stage.play_until(stage.clock_ns + wall_ms / 1e3 * speed, keep_going)
                }
                Speed::Unbounded => stage.play_until(f64::INFINITY, keep_going),
            }
        } else {
            return;
        };
        self.settle(result);
    }

    /// One event on.
    pub fn step(&mut self) {
        self.command(|stage| stage.forward_until(|_| true));
    }

    /// On to the next decision of the scheduler: a goroutine starts to run.
    pub fn next_decision(&mut self) {
        self.command(|stage| stage.forward_until(|event| matches!(event.kind, Kind::GoStart { .. })));
    }

    /// One event back.
    pub fn step_back(&mut self) {
        self.command(|stage| stage.jump(stage.cursor.saturating_sub(1)));
    }

    /// To a moment. Past what is known, the following frames get there.
    pub fn seek(&mut self, to: SimTime) {
        self.command(|stage| stage.seek(to));
    }

    /// To just after event `n`, if it is known.
    pub fn seek_event(&mut self, n: u64) {
        self.command(|stage| stage.jump((n as usize).min(stage.run.events.len())));
    }

    /// Runs on to the end as far as `keep_going` allows; true when it is reached.
    pub fn run_to_end(&mut self, keep_going: &mut dyn FnMut() -> bool) -> bool {
        if let Some(stage) = &mut self.stage {
            let result = stage.play_until(f64::INFINITY, keep_going);
            self.settle(result);
        }
        !matches!(self.state, State::Paused | State::Playing)
    }

    /// The same program from its beginning, with the parameters as they are now; what was changed on the way is
    /// forgotten.
    pub fn restart(&mut self, seed: Option<u64>) {
        self.options.seed = seed.unwrap_or(self.options.seed);
        let Some(stage) = &self.stage else { return };
        let initial = (0..stage.initial.len()).map(|param| stage.param(param)).collect();
        let program = Rc::clone(&stage.program);
        self.put(program, initial);
    }

    /// Sets a program parameter at the moment shown.
    pub fn set_param(&mut self, param: usize, value: i64) {
        let Some(decl) = self.program().and_then(|program| program.params.get(param)) else { return };
        let value = value.clamp(decl.min, decl.max);
        self.change(Input::SetParam { param: param as u16, value });
    }

    /// A program parameter's value at the moment shown.
    pub fn param(&self, param: usize) -> i64 {
        self.stage.as_ref().map_or(0, |stage| stage.param(param))
    }

    /// Sets GOMAXPROCS at the moment shown, and for the runs after this one.
    pub fn set_procs(&mut self, n: u32) {
        self.options.procs = n;
        self.change(Input::SetProcs(n));
    }

    /// GOMAXPROCS at the moment shown.
    pub fn procs(&self) -> u32 {
        match &self.stage {
            Some(stage) if stage.cursor > 0 => stage.world.procs() as u32,
            _ => self.options.procs,
        }
    }

    /// The world at the moment shown; None while nothing is on the stage.
    pub fn world(&self) -> Option<&World> {
        self.stage.as_ref().map(|stage| &stage.world)
    }

    /// What happened since the last call.
    pub fn passed(&mut self) -> Passed {
        self.stage.as_mut().map(|stage| std::mem::take(&mut stage.passed)).unwrap_or_default()
    }

    /// The `n` events before the moment shown.
    pub fn last_events(&self, n: usize) -> &[Event] {
        let Some(stage) = &self.stage else { return &[] };
        &stage.run.events[stage.cursor.saturating_sub(n)..stage.cursor]
    }

    /// The moment shown.
    pub fn time(&self) -> SimTime {
        self.stage.as_ref().map_or(SimTime::ZERO, Stage::time)
    }

    /// How far the run is known.
    pub fn recorded_until(&self) -> SimTime {
        self.stage.as_ref().map_or(SimTime::ZERO, |stage| stage.run.now().max(stage.time()))
    }

    /// Events known.
    pub fn event_count(&self) -> u64 {
        self.stage.as_ref().map_or(0, |stage| stage.run.events.len() as u64)
    }

    /// Events before the moment shown.
    pub fn cursor(&self) -> u64 {
        self.stage.as_ref().map_or(0, |stage| stage.cursor as u64)
    }

    /// Standard output up to the moment shown.
    pub fn stdout(&self) -> String {
        self.stage.as_ref().map_or_else(String::new, |stage| stage.written(0))
    }

    /// Standard error up to the moment shown.
    pub fn stderr(&self) -> String {
        self.stage.as_ref().map_or_else(String::new, |stage| stage.written(1))
    }

    /// Fingerprint of everything known.
    pub fn events_hash(&self) -> u64 {
        self.stage.as_ref().map_or(0, |stage| stage.run.hash())
    }

    fn put(&mut self, program: Rc<Program>, initial: Vec<i64>) {
        self.stage = Some(Stage::new(program, &self.options, initial));
        self.state = State::Paused;
    }

    fn change(&mut self, input: Input) {
        let Some(stage) = &mut self.stage else { return };
        if !matches!(self.state, State::Fault(_)) {
            let result = stage.change(input);
            self.settle(result);
        }
    }

    /// Whatever a person commands also pauses.
    fn command(&mut self, act: impl FnOnce(&mut Stage) -> Folded) {
        self.pause();
        let Some(stage) = &mut self.stage else { return };
        if !matches!(self.state, State::Fault(_)) {
            let result = act(stage);
            self.settle(result);
        }
    }

    fn settle(&mut self, result: Folded) {
        let Some(stage) = &self.stage else { return };
        if let Err(fault) = result {
            self.state = State::Fault(fault.to_string());
        } else if let Some(how) = stage.ended() {
            self.state = State::Ended(how);
        } else if matches!(self.state, State::Ended(_)) {
            self.state = State::Paused;
        }
    }
}

type Folded = Result<(), gopark_trace::Fault>;

impl Stage {
    fn new(program: Rc<Program>, options: &Options, initial: Vec<i64>) -> Self {
        let changed = program
            .params
            .iter()
            .zip(&initial)
            .enumerate()
            .filter(|(_, (param, value))| param.default != **value);
        let inputs = changed.map(|(i, (_, &value))| Input::SetParam { param: i as u16, value }).collect();
        let run = Run::new(&program, options, inputs);
        let passed = Passed { events: Vec::new(), jumped: true };
        let mut keyframes = Keyframes::default();
        let world = World::new();
        keyframes.pass(&world);
        Self { program, run, keyframes, cursor: 0, world, clock_ns: 0.0, goal: None, initial, passed }
    }

    fn time(&self) -> SimTime {
        SimTime(self.clock_ns as u64).max(self.world.now)
    }

    fn param(&self, param: usize) -> i64 {
        let changed = u16::try_from(param).ok().and_then(|param| self.world.params.get(&param));
        changed.or_else(|| self.initial.get(param)).copied().unwrap_or(0)
    }

    fn written(&self, stream: usize) -> String {
        let bytes = self.run.output()[stream];
        String::from_utf8_lossy(&bytes[..bytes.len().min(self.world.written[stream] as usize)]).into_owned()
    }

    /// The cursor stands at the end.
    fn ended(&self) -> Option<gopark_trace::Ending> {
        self.run.ended().filter(|_| self.cursor == self.run.events.len())
    }

    /// Folds the next known event.
    fn fold(&mut self) -> Folded {
        let event = self.run.events[self.cursor];
        self.world.apply(&event)?;
        self.cursor += 1;
        self.keyframes.pass(&self.world);
        if self.passed.events.len() >= 2 * PASSED_MAX {
            self.passed.events.drain(..PASSED_MAX);
            self.passed.jumped = true;
        }
        self.passed.events.push(event);
        Ok(())
    }

    /// Plays up to a moment, in nanoseconds.
    fn play_until(&mut self, until_ns: f64, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        let mut folded = 0;
        while self.ended().is_none() {
            if self.cursor < self.run.events.len() {
                if self.run.events[self.cursor].at.0 as f64 > until_ns {
                    self.clock_ns = until_ns;
                    return Ok(());
                }
                self.fold()?;
                folded += 1;
                if folded % EVENTS_PER_LOOK == 0 && !keep_going() {
                    break;
                }
            } else if self.run.upcoming().0 as f64 > until_ns {
                self.clock_ns = until_ns;
                return Ok(());
            } else {
                self.run.produce();
                if !keep_going() {
                    break;
                }
            }
        }
        // Out of time, or at the end: the moment shown is as far as it got.
        let reached = if self.cursor < self.run.events.len() {
            self.world.now
        } else {
            self.run.now().max(self.world.now)
        };
        self.clock_ns = (reached.0 as f64).min(until_ns);
        Ok(())
    }

    /// On until just after an event that `is_goal`.
    fn forward_until(&mut self, is_goal: impl Fn(&Event) -> bool) -> Folded {
        for _ in 0..COMMAND_EVENTS_MAX {
            let mut steps = 0;
            while self.cursor == self.run.events.len() {
                steps += 1;
                if steps > COMMAND_STEPS_MAX || !self.run.produce() {
                    self.clock_ns = self.run.now().max(self.world.now).0 as f64;
                    return Ok(());
                }
            }
            self.fold()?;
            self.clock_ns = self.world.now.0 as f64;
            if is_goal(&self.run.events[self.cursor - 1]) {
                break;
            }
        }
        Ok(())
    }

    /// To just after known event `n`.
    fn jump(&mut self, n: usize) -> Folded {
        self.goal = None;
        if n != self.cursor {
            self.world = self.keyframes.world_at(n, &self.run.events)?;
            self.cursor = n;
            self.passed = Passed { events: Vec::new(), jumped: true };
        }
        self.clock_ns = self.world.now.0 as f64;
        Ok(())
    }

    fn seek(&mut self, to: SimTime) -> Folded {
        if to > self.run.now() && self.run.ended().is_none() {
            self.goal = Some(to);
            return Ok(());
        }
        let n = self.run.events.partition_point(|event| event.at <= to);
        self.jump(n)?;
        self.clock_ns = to.min(self.run.now()).max(self.world.now).0 as f64;
        Ok(())
    }

    fn seek_on(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        let Some(goal) = self.goal else { return Ok(()) };
        self.play_until(goal.0 as f64, keep_going)?;
        if self.time() >= goal || self.ended().is_some() {
            self.goal = None;
        }
        Ok(())
    }

    /// The change itself is shown at once.
    fn change(&mut self, input: Input) -> Folded {
        self.goal = None;
        let cursor = self.cursor;
        let at = self.run.change(cursor, self.time(), input);
        self.keyframes.truncate(cursor);
        while self.run.events.get(self.cursor).is_some_and(|event| event.at <= at) {
            self.fold()?;
        }
        self.clock_ns = self.clock_ns.max(self.world.now.0 as f64);
        Ok(())
    }
}
