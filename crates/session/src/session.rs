//! The cursor over a run: playing, stepping, seeking, changing.

use std::cell::Ref;
use std::rc::Rc;

use gopark_lang::review::Remark;
use gopark_program::Program;
use gopark_trace::{Event, EventLog, Fd, GId, History, Leaked, ObjId, Recording, SimTime, World};
use gopark_vm::{Call, Input};

use crate::checklist::Tally;
use crate::compile::{Compiled, Diagnostic, compile};
use crate::grave;
use crate::limits::COMMAND_MS_MAX;
use crate::options::{Goal, Options, Speed, State};
use crate::preview::Preview;
use crate::share::Share;
use crate::stage::{Folded, Former, Passed, Stage};

/// The name a program's text has in diagnostics and stack traces.
pub(crate) const FILE_NAME: &str = "main.go";

/// A program being looked at.
pub struct Session {
    options: Options,
    diagnostics: Vec<Diagnostic>,
    /// The text of the program on the stage.
    text: Rc<str>,
    /// What is remarkable in it.
    remarks: Vec<Remark>,
    stage: Option<Stage>,
    speed: Speed,
    state: State,
    /// Tells the time in ms, where what takes long of a command is left to the frames.
    clock: Option<Rc<dyn Fn() -> f64>>,
}

impl Session {
    /// A session without a program.
    pub fn new(options: Options) -> Self {
        let speed = Speed::NsPerSecond(1_000_000.0);
        Self {
            options,
            diagnostics: Vec::new(),
            text: Rc::from(""),
            remarks: Vec::new(),
            stage: None,
            speed,
            state: State::Empty,
            clock: None,
        }
    }

    /// Compiles `text` and puts it on the stage, at its beginning. False when it has errors; what was on the stage
    /// stays then.
    pub fn load(&mut self, text: &str) -> bool {
        self.put_on(text, compile(FILE_NAME, text))
    }

    /// The same with a text that was compiled before.
    pub fn put_on(&mut self, text: &str, compiled: Compiled) -> bool {
        self.diagnostics = compiled.diagnostics;
        let Some(program) = compiled.program else { return false };
        (self.text, self.remarks) = (text.into(), compiled.remarks);
        let initial = program.params.iter().map(|param| param.default).collect();
        self.put(program, initial);
        true
    }

    /// Puts the first moments of a run of `text` on the stage, at their beginning: all of it but changes is possible with
    /// them, until [`Self::go_live`].
    pub fn preview(&mut self, text: &str, preview: Preview) {
        (self.diagnostics, self.text, self.remarks) = (Vec::new(), text.into(), Vec::new());
        self.replace(Stage::preview(preview, &self.options));
    }

    /// What is on the stage is a preview of a run.
    pub fn is_preview(&self) -> bool {
        self.preview_until().is_some()
    }

    /// What is on the stage is a preview of a run, and there is no more of it.
    pub fn is_preview_over(&self) -> bool {
        self.preview_until().is_some_and(|until| self.time() >= until)
    }

    fn preview_until(&self) -> Option<SimTime> {
        self.stage.as_ref()?.run.machine()?.kept_until()
    }

    /// The run takes the place of its preview, at the moment shown there. False when its program has errors, which ours
    /// have not.
    pub fn go_live(&mut self, compiled: Compiled) -> bool {
        let Some(program) = compiled.program else { return false };
        let Some(preview) = self.stage.take() else { return false };
        self.remarks = compiled.remarks;
        let mut stage = Stage::new(program, &self.options, preview.initial.clone());
        let result = stage.take_over(&preview);
        preview.bury();
        self.stage = Some(stage);
        self.settle(result);
        true
    }

    /// Puts a run that was recorded elsewhere on the stage, at its beginning. It is played as a run is, but what happened is
    /// over: nothing can be changed, it has no parameters and no seed, and it cannot be shared by a link.
    pub fn show(&mut self, recording: Recording) {
        (self.diagnostics, self.text, self.remarks) = (Vec::new(), "".into(), Vec::new());
        self.replace(Stage::recorded(recording, &self.options));
        // What was there before it began is there at its beginning.
        self.command(|stage, _| {
            stage.goal = Some(SimTime::ZERO);
            Ok(())
        });
    }

    /// Takes off the stage what is on it.
    pub fn clear(&mut self) {
        self.stage.take().into_iter().for_each(Stage::bury);
        self.state = State::Empty;
    }

    /// What there is to know about the recording on the stage; none when what is there runs here. Its events are taken out.
    pub fn recording(&self) -> Option<&Recording> {
        self.stage.as_ref()?.recording.as_deref()
    }

    /// The recording on the stage was not looked through to its end yet; [`Self::advance`] goes on with that.
    pub fn is_looking_ahead(&self) -> bool {
        self.stage.as_ref().is_some_and(Stage::is_looking_ahead)
    }

    /// The text of the program on the stage.
    pub const fn text(&self) -> &Rc<str> {
        &self.text
    }

    /// Errors and warnings of the last text.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What a checklist asks of the source of the program on the stage.
    pub(crate) fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Who was started where, up to the moment shown.
    pub(crate) fn tally(&self) -> Option<Ref<'_, Tally>> {
        self.stage.as_ref().map(Stage::tally)
    }

    pub(crate) fn tally_on(&self, keep_going: &mut dyn FnMut() -> bool) -> bool {
        self.stage.as_ref().is_none_or(|stage| stage.tally_on(keep_going))
    }

    /// The program on the stage; of a recording, what its places are called.
    pub fn program(&self) -> Option<&Program> {
        self.stage.as_ref().map(|stage| &*stage.program)
    }

    /// What the next run starts with.
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// The next run starts with that.
    pub const fn configure(&mut self, options: Options) {
        self.options = options;
    }

    /// What the session is doing.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// There is nothing after the moment shown: the program's end, or a fault.
    pub const fn is_over(&self) -> bool {
        matches!(self.state, State::Ended(_) | State::Fault(_))
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
        if let Some(stage) = &mut self.stage {
            stage.cancel();
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
        grave::dig();
        let Some(stage) = &mut self.stage else { return };
        let result = if stage.is_busy() {
            stage.work(true, keep_going)
        } else if playing {
            match self.speed {
                Speed::NsPerSecond(speed) => {
                    stage.play_until(stage.clock_ns + wall_ms / 1e3 * speed, keep_going)
                }
                Speed::Unbounded => stage.play_until(f64::INFINITY, keep_going),
            }
        } else {
            return stage.look_ahead(keep_going);
        };
        stage.look_ahead(keep_going);
        self.settle(result);
    }

    /// The run and the moment shown, to be opened elsewhere.
    pub fn share(&self) -> Option<Share> {
        let stage = self.stage.as_ref().filter(|stage| stage.recording.is_none())?;
        let params = stage.program.params.iter().zip(&stage.initial);
        let initial = (0..).zip(params).filter(|(_, (param, value))| param.default != **value);
        Some(Share {
            program: self.text.to_string(),
            options: stage.options,
            initial: initial.map(|(i, (_, &value))| (i, value)).collect(),
            changes: stage.run.changes().filter(|(at, _)| *at <= stage.time() + 1).collect(),
            at: stage.time(),
            events: stage.cursor as u64,
        })
    }

    /// Opens a shared run; the following frames get to its moment. False when its program has errors; what was on the
    /// stage stays then.
    pub fn open(&mut self, share: &Share) -> bool {
        self.open_compiled(share, compile(FILE_NAME, &share.program))
    }

    /// The same with the program of `share` compiled before.
    pub fn open_compiled(&mut self, share: &Share, compiled: Compiled) -> bool {
        self.diagnostics = compiled.diagnostics;
        let Some(program) = compiled.program else { return false };
        let clamped = |param: u16, value: i64| {
            let decl = program.params.get(usize::from(param))?;
            Some(value.clamp(decl.min, decl.max.max(decl.min)))
        };
        let mut initial: Vec<i64> = program.params.iter().map(|param| param.default).collect();
        for &(param, value) in &share.initial {
            if let Some(value) = clamped(param, value) {
                initial[usize::from(param)] = value;
            }
        }
        let changes: Vec<_> = share
            .changes
            .iter()
            .filter_map(|&(at, input)| match input {
                Input::SetParam { param, value } => {
                    Some((at, Input::SetParam { param, value: clamped(param, value)? }))
                }
                input => Some((at, input)),
            })
            .collect();
        (self.text, self.remarks) = (share.program.as_str().into(), compiled.remarks);
        self.options = share.options;
        self.put(program, initial);
        if let Some(stage) = &mut self.stage {
            stage.run.schedule(changes);
        }
        self.seek(share.at);
        if let Some(stage) = &mut self.stage {
            stage.arrival = Some(share.events);
        }
        true
    }

    /// One event on.
    pub fn step(&mut self) {
        self.step_to(Goal::Event);
    }

    /// On to the next decision of the scheduler: a goroutine starts to run.
    pub fn next_decision(&mut self) {
        self.step_to(Goal::Decision);
    }

    /// One event back.
    pub fn step_back(&mut self) {
        self.step_back_to(Goal::Event);
    }

    /// On to just after the next event that is a `goal`.
    pub fn step_to(&mut self, goal: Goal) {
        self.command(|stage, _| {
            stage.hunt(goal);
            Ok(())
        });
    }

    /// Back to just after the latest earlier event that is a `goal`; to the beginning when there is none.
    pub fn step_back_to(&mut self, goal: Goal) {
        self.command(|stage, keep_going| stage.back_until(goal, keep_going));
    }

    /// To a moment. Past what is known, the following frames get there.
    pub fn seek(&mut self, to: SimTime) {
        self.command(|stage, keep_going| stage.seek(to, keep_going));
    }

    /// To just after event `n`, if it is known.
    pub fn seek_event(&mut self, n: u64) {
        self.command(|stage, keep_going| stage.jump((n as usize).min(stage.run.events.len()), keep_going));
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
        if self.recording().is_some() {
            return self.seek(SimTime::ZERO);
        }
        self.options.seed = seed.unwrap_or(self.options.seed);
        let Some(stage) = &self.stage else { return };
        let (program, initial) = (Rc::clone(&stage.program), stage.params());
        self.put(program, initial);
    }

    /// What [`Self::restart`] would start with.
    pub(crate) fn as_it_is(&self) -> Option<(Rc<Program>, Vec<Input>)> {
        let stage = self.stage.as_ref().filter(|stage| stage.recording.is_none());
        stage.filter(|_| !self.is_preview()).map(Stage::as_it_is)
    }

    /// Cancels a context at the moment shown, as if its cancel function were called.
    pub fn cancel(&mut self, ctx: ObjId) {
        self.change(Input::Cancel(ctx));
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
        self.runtime().procs
    }

    /// Sets GOGC at the moment shown, and for the runs after this one: by how many percent the heap may grow between
    /// collections; -1: off.
    pub fn set_gc_percent(&mut self, percent: i32) {
        self.options.gc_percent = percent.max(-1);
        self.change(Input::SetGcPercent(self.options.gc_percent));
    }

    /// GOGC at the moment shown; -1: off.
    pub fn gc_percent(&self) -> i32 {
        self.runtime().gc_percent
    }

    /// Sets the container's memory limit, in bytes, at the moment shown, and for the runs after this one. A program that
    /// uses more is killed.
    pub fn set_memory_limit(&mut self, bytes: u64) {
        self.options.memory_limit_bytes = bytes;
        self.change(Input::SetMemoryLimit(Some(bytes)));
    }

    /// The container's memory limit at the moment shown, in bytes.
    pub fn memory_limit(&self) -> u64 {
        self.runtime().memory_limit_bytes
    }

    /// Sets GOMEMLIMIT, in bytes, at the moment shown, and for the runs after this one; the largest number: none. It is
    /// soft: the collector runs more often.
    pub fn set_go_memory_limit(&mut self, bytes: u64) {
        self.options.go_memory_limit_bytes = bytes;
        self.change(Input::SetGoMemoryLimit(bytes));
    }

    /// GOMEMLIMIT at the moment shown, in bytes; the largest number: none.
    pub fn go_memory_limit(&self) -> u64 {
        self.runtime().go_memory_limit_bytes
    }

    /// The other leaked goroutines that hold on to what leaked goroutine `g` waits for; nobody who can run does.
    pub fn leak_holders(&mut self, g: GId) -> Vec<GId> {
        let Some(stage) = &mut self.stage else { return Vec::new() };
        let is_leaked = stage.world.gs.get(g).is_some_and(|it| it.leaked != Leaked::No);
        if is_leaked { stage.run.leak_holders(g) } else { Vec::new() }
    }

    /// The runtime's parameters at the moment shown, with what is asked for there and not done yet.
    pub fn runtime(&self) -> Options {
        let Some(stage) = &self.stage else { return self.options };
        let (heap, begun) = (&stage.world.heap, &stage.options);
        let procs = if stage.cursor == 0 { self.options.procs } else { stage.world.procs() as u32 };
        let mut runtime = Options {
            procs: stage.procs_to_come().unwrap_or(procs),
            gc_percent: heap.gc_percent.unwrap_or(begun.gc_percent),
            go_memory_limit_bytes: heap.memory_limit_bytes.unwrap_or(begun.go_memory_limit_bytes),
            memory_limit_bytes: heap.container_limit_bytes.unwrap_or(begun.memory_limit_bytes),
            ..self.options
        };
        for input in stage.asked() {
            match *input {
                Input::SetProcs(n) => runtime.procs = n,
                Input::SetGcPercent(percent) => runtime.gc_percent = percent,
                Input::SetGoMemoryLimit(bytes) => runtime.go_memory_limit_bytes = bytes,
                Input::SetMemoryLimit(Some(bytes)) => runtime.memory_limit_bytes = bytes,
                Input::SetMemoryLimit(None) | Input::SetParam { .. } | Input::Cancel(_) => {}
            }
        }
        runtime
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
    pub fn last_events(&self, n: usize) -> Vec<Event> {
        let Some(stage) = &self.stage else { return Vec::new() };
        stage.run.events.range(stage.cursor.saturating_sub(n)..stage.cursor)
    }

    /// Goes to where another run is, on or back, as far as `keep_going` lets it.
    pub fn follow(&mut self, to: SimTime, keep_going: &mut dyn FnMut() -> bool) {
        let Some(stage) = &mut self.stage else { return };
        if matches!(self.state, State::Fault(_)) || stage.time() == to {
            return;
        }
        stage.cancel();
        let result = if stage.time() < to {
            stage.play_until(to.0 as f64, keep_going)
        } else {
            stage.seek(to, keep_going)
        };
        self.settle(result);
    }

    pub(crate) fn into_stage(self) -> Option<Stage> {
        self.stage
    }

    pub(crate) fn stage(&self) -> Option<&Stage> {
        self.stage.as_ref()
    }

    /// All events that are known.
    pub(crate) fn known_events(&self) -> Option<&EventLog> {
        self.stage.as_ref().map(|stage| &stage.run.events)
    }

    /// The program came to its end, whichever moment is shown.
    pub(crate) fn has_ended(&self) -> bool {
        self.stage.as_ref().is_some_and(|stage| stage.run.ended().is_some())
    }

    /// The known events from one moment to another; none when there are more than `most`.
    pub fn events_between(&self, from: SimTime, to: SimTime, most: usize) -> Vec<Event> {
        let Some(stage) = &self.stage else { return Vec::new() };
        let before = |at: SimTime| at.0.checked_sub(1).map_or(0, |at| stage.run.events.until(SimTime(at)));
        let range = before(from)..before(to.max(from));
        if range.len() > most { Vec::new() } else { stage.run.events.range(range) }
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

    /// What was written last up to the moment shown, standard output and standard error in the order they were written: at
    /// most `bytes_max` bytes.
    pub fn newest_output(&self, bytes_max: usize) -> Vec<(Fd, String)> {
        self.stage.as_ref().map_or_else(Vec::new, |stage| stage.newest_output(bytes_max))
    }

    /// Who did what when, up to the latest moment that was ever shown.
    pub fn history(&self) -> Option<&History> {
        self.stage.as_ref().map(|stage| &stage.history)
    }

    /// The future that was dropped when something was changed in the past, kept for comparison.
    pub fn former(&self) -> Option<&Former> {
        self.stage.as_ref()?.former.as_ref()
    }

    /// Makes [`Self::calls`] known at the moment shown, if that can be; false while `keep_going` said no before that.
    pub fn look_closely(&mut self, keep_going: &mut dyn FnMut() -> bool) -> bool {
        self.stage.as_mut().is_none_or(|stage| stage.look_closely(keep_going))
    }

    /// The calls in progress of a goroutine at the moment shown, the latest first: at most `most`, and how many there are.
    /// None where they are not known (see [`Self::look_closely`]).
    pub fn calls(&self, g: GId, most: usize) -> Option<(Vec<Call>, usize)> {
        self.stage.as_ref()?.calls(g, most)
    }

    /// The contexts that a goroutine carries at the moment shown, by number. None where that is not known (see
    /// [`Self::look_closely`]).
    pub fn carried(&self, g: GId) -> Option<Vec<ObjId>> {
        let stage = self.stage.as_ref()?;
        let mut carried = stage.machine()?.carried(g);
        carried.retain(|&obj| stage.world.ctxs.get(obj).is_some());
        Some(carried)
    }

    /// All goroutines with their calls at the moment shown, as `/debug/pprof/goroutine?debug=2` would write them. None where
    /// that is not known (see [`Self::look_closely`]).
    pub fn dump(&self) -> Option<String> {
        Some(self.stage.as_ref()?.machine()?.dump())
    }

    /// Fingerprint of everything known.
    pub fn events_hash(&self) -> u64 {
        self.stage.as_ref().map_or(0, |stage| stage.run.hash())
    }

    fn put(&mut self, program: Rc<Program>, initial: Vec<i64>) {
        self.replace(Stage::new(program, &self.options, initial));
    }

    fn replace(&mut self, stage: Stage) {
        let former = self.stage.replace(stage);
        former.into_iter().for_each(Stage::bury);
        self.state = State::Paused;
    }

    fn change(&mut self, input: Input) {
        let mut keep_going = self.patience();
        let Some(stage) = &mut self.stage else { return };
        if !matches!(self.state, State::Fault(_)) && stage.recording.is_none() {
            stage.change(input);
            let result = stage.work(false, &mut keep_going);
            self.settle(result);
        }
    }

    /// From now on a command that takes long by this clock, which tells milliseconds, is only begun, and [`Self::advance`]
    /// goes on with it: who waits for it is not held up.
    pub fn work_in_frames(&mut self, clock: impl Fn() -> f64 + 'static) {
        self.clock = Some(Rc::new(clock));
    }

    /// A command is not done yet; [`Self::advance`] goes on with it.
    pub fn is_busy(&self) -> bool {
        self.stage.as_ref().is_some_and(Stage::is_busy)
    }

    /// A change is asked for, and the machine is on its way back to the moment shown: what it keeps itself, such as what the
    /// program wrote, is not all there.
    pub fn is_changing(&self) -> bool {
        self.stage.as_ref().is_some_and(|stage| !stage.asked().is_empty())
    }

    /// Whether a command that begins now may still go on.
    fn patience(&self) -> impl FnMut() -> bool + use<> {
        let clock = self.clock.clone().map(|clock| (clock() + COMMAND_MS_MAX, clock));
        move || clock.as_ref().is_none_or(|(until_ms, clock)| clock() < *until_ms)
    }

    /// Whatever a person commands also pauses.
    fn command(&mut self, act: impl FnOnce(&mut Stage, &mut dyn FnMut() -> bool) -> Folded) {
        self.pause();
        let mut keep_going = self.patience();
        let Some(stage) = &mut self.stage else { return };
        if !matches!(self.state, State::Fault(_)) {
            let result = act(stage, &mut keep_going).and_then(|()| stage.work(false, &mut keep_going));
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
