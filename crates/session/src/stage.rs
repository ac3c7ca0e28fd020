//! A run and the moment of it that is shown: moving the moment, keeping what was passed.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use gopark_program::{FuncId, Program};
use gopark_trace::{Event, Fd, GId, History, Kind, Recording, SimTime, World};
use gopark_vm::{Call, Input};

use crate::checklist::Tally;
use crate::engine::Machine;
use crate::grave::{self, Remains};
use crate::keyframes::Keyframes;
use crate::limits::{COMMAND_EVENTS_MAX, COMMAND_STEPS_MAX, PASSED_MAX};
use crate::options::{Goal, Options};
use crate::preview::Preview;
use crate::recorded;
use crate::run::{Replay, Run};

/// Events folded between two looks at the clock.
const EVENTS_PER_LOOK: usize = 256;

/// What happened on the stage since somebody last asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Events in order; the newest few thousand.
    pub events: Vec<Event>,
    /// The cursor also jumped, or more happened than is told: do not animate, show.
    pub jumped: bool,
}

/// A future that was dropped when the viewer changed something in the past.
pub struct Former {
    /// Where the run that is shown left it.
    pub at: SimTime,
    /// What had happened.
    pub history: History,
}

/// A run and the moment of it that is shown.
pub(crate) struct Stage {
    pub(crate) program: Rc<Program>,
    pub(crate) run: Run,
    keyframes: Keyframes,
    /// After how many events.
    pub(crate) cursor: usize,
    /// The world there.
    pub(crate) world: World,
    /// The moment shown; between two events it is later than the world's.
    pub(crate) clock_ns: f64,
    /// Where a seek still has to get to.
    pub(crate) goal: Option<SimTime>,
    /// After how many events it arrives there, when that is known.
    pub(crate) arrival: Option<u64>,
    /// What a step still looks for, and at how many more events.
    pub(crate) hunt: Option<(Goal, usize)>,
    /// What is still to be changed, in order, once the run has come back to that moment, after so many events.
    changing: Option<(usize, SimTime, Vec<Input>)>,
    /// What the run started with.
    pub(crate) options: Options,
    /// Values the parameters had at the beginning.
    pub(crate) initial: Vec<i64>,
    pub(crate) passed: Passed,
    /// What happened up to the latest moment that was ever shown.
    pub(crate) history: History,
    pub(crate) former: Option<Former>,
    /// The machine at an earlier moment or on its way there, after how many events; none when it is too far.
    aside: Aside,
    /// Which stream was written to up to which byte, in the order it was.
    writes: Vec<(Fd, u32)>,
    /// Who was started where; counted when somebody asks.
    tally: RefCell<Tally>,
    /// What there is to know about a run that was recorded elsewhere; its events are the run's.
    pub(crate) recording: Option<Box<Recording>>,
    /// Such a run is looked through from its beginning to its end, so that the timeline shows all of it: how far that came.
    ahead: Option<Box<World>>,
}

type Aside = Option<(usize, Option<Replay>)>;

fn bury_aside(aside: Aside) {
    if let Some((_, Some(replay))) = aside {
        replay.bury();
    }
}

pub(crate) type Folded = Result<(), gopark_trace::Fault>;

/// What a run begins with whose parameters have these values.
fn inputs(program: &Program, values: &[i64]) -> Vec<Input> {
    let params = program.params.iter().zip(values).enumerate();
    let changed = params.filter(|(_, (param, value))| param.default != **value);
    changed.map(|(i, (_, &value))| Input::SetParam { param: i as u16, value }).collect()
}

impl Stage {
    pub(crate) fn new(program: Rc<Program>, options: &Options, initial: Vec<i64>) -> Self {
        let run = Run::new(&program, options, inputs(&program, &initial));
        Self::with(program, options, initial, run)
    }

    /// The first moments of a run that is to come, at its beginning.
    pub(crate) fn preview(preview: Preview, options: &Options) -> Self {
        let Preview { program, kept, .. } = preview;
        let initial = program.params.iter().map(|param| param.default).collect();
        Self::with(Rc::new(program), options, initial, Run::of(Box::new(kept), Vec::new()))
    }

    /// A run that was recorded elsewhere, at its beginning.
    pub(crate) fn recorded(mut recording: Recording, options: &Options) -> Self {
        let program = Rc::new(recorded::program(&recording.sites));
        let run = Run::recorded(std::mem::take(&mut recording.events));
        let (recording, ahead) = (Some(Box::new(recording)), Some(Box::default()));
        Self { recording, ahead, ..Self::with(program, options, Vec::new(), run) }
    }

    fn with(program: Rc<Program>, options: &Options, initial: Vec<i64>, run: Run) -> Self {
        let passed = Passed { events: Vec::new(), jumped: true };
        let mut keyframes = Keyframes::default();
        let world = World::new();
        keyframes.pass(&world);
        Self {
            program,
            run,
            keyframes,
            cursor: 0,
            world,
            clock_ns: 0.0,
            goal: None,
            arrival: None,
            hunt: None,
            changing: None,
            options: *options,
            initial,
            passed,
            history: History::default(),
            former: None,
            aside: None,
            writes: Vec::new(),
            tally: RefCell::default(),
            recording: None,
            ahead: None,
        }
    }

    /// The program, and what it would begin with if its parameters were from the beginning as they are now.
    pub(crate) fn as_it_is(&self) -> (Rc<Program>, Vec<Input>) {
        (Rc::clone(&self.program), inputs(&self.program, &self.params()))
    }

    /// The values of the program's parameters at the moment shown.
    pub(crate) fn params(&self) -> Vec<i64> {
        (0..self.initial.len()).map(|param| self.param(param)).collect()
    }

    /// Comes to where a preview of this very run stands, and goes on with what was commanded there.
    pub(crate) fn take_over(&mut self, preview: &Self) -> Folded {
        let known = preview.run.events.len();
        while self.run.events.len() < known && self.run.produce() {}
        self.approach(known, &mut || true)?;
        self.jump(preview.cursor, &mut || true)?;
        self.clock_ns = preview.clock_ns;
        (self.goal, self.arrival, self.hunt) = (preview.goal, preview.arrival, preview.hunt);
        self.passed = preview.passed.clone();
        Ok(())
    }

    /// It is not needed any more.
    pub(crate) fn bury(self) {
        self.run.bury();
        self.keyframes.bury();
        bury_aside(self.aside);
        self.ahead.into_iter().for_each(|world| grave::bury(Remains::World(world)));
        grave::bury(Remains::World(Box::new(self.world)));
    }

    pub(crate) fn time(&self) -> SimTime {
        SimTime(self.clock_ns as u64).max(self.world.now)
    }

    /// What GOMAXPROCS was set to while the world is stopped: it becomes that as soon as the world may start again.
    pub(crate) fn procs_to_come(&self) -> Option<u32> {
        self.world.stw?;
        let since = self.world.pauses.since;
        let changes = self.run.changes().filter(|(at, _)| *at >= since && *at <= self.time() + 1);
        let procs =
            changes.filter_map(|(_, input)| if let Input::SetProcs(n) = input { Some(n) } else { None });
        procs.last()
    }

    /// What is asked for at the moment shown and not done yet.
    pub(crate) fn asked(&self) -> &[Input] {
        self.changing.as_ref().map_or(&[], |(.., inputs)| inputs)
    }

    pub(crate) fn param(&self, param: usize) -> i64 {
        let asked = self.asked().iter().rev().find_map(|input| match input {
            Input::SetParam { param: of, value } if usize::from(*of) == param => Some(value),
            _ => None,
        });
        let changed = u16::try_from(param).ok().and_then(|param| self.world.params.get(&param));
        asked.or(changed).or_else(|| self.initial.get(param)).copied().unwrap_or(0)
    }

    pub(crate) fn written(&self, stream: usize) -> String {
        let bytes = self.run.output()[stream];
        String::from_utf8_lossy(&bytes[..bytes.len().min(self.world.written[stream] as usize)]).into_owned()
    }

    /// What was written last up to the moment shown, in the order it was: at most `bytes_max` bytes.
    pub(crate) fn newest_output(&self, bytes_max: usize) -> Vec<(Fd, String)> {
        let mut pieces = Vec::new();
        let mut ends = self.world.written;
        let mut left = bytes_max;
        let mut write = self.writes.len();
        while write > 0 && left > 0 {
            write -= 1;
            let (fd, _) = self.writes[write];
            let stream = usize::from(fd == Fd::Stderr);
            let before = self.writes[..write].iter().rev().find(|(other, _)| *other == fd);
            let start = before.map_or(0, |&(_, end)| end);
            let end = ends[stream];
            if start < end {
                let bytes = self.run.output()[stream].get(start as usize..end as usize).unwrap_or_default();
                let cut = bytes.len().saturating_sub(left);
                left -= bytes.len() - cut;
                pieces.push((fd, String::from_utf8_lossy(&bytes[cut..]).into_owned()));
                ends[stream] = start;
            }
        }
        pieces.reverse();
        pieces
    }

    fn note_write(&mut self, fd: Fd, len: u32) {
        match self.writes.last_mut() {
            Some((last, end)) if *last == fd => *end = len,
            _ => self.writes.push((fd, len)),
        }
    }

    /// Makes the machine of the moment shown ready to be looked at; false while that takes longer than `keep_going`
    /// allows.
    pub(crate) fn look_closely(&mut self, keep_going: &mut dyn FnMut() -> bool) -> bool {
        if self.cursor == self.run.events.len() {
            return true;
        }
        if self.aside.as_ref().is_none_or(|(at, _)| *at != self.cursor) {
            bury_aside(self.aside.take());
            self.aside = Some((self.cursor, self.run.replay(self.cursor)));
        }
        let Some((_, Some(replay))) = &mut self.aside else { return true };
        while replay.step() {
            if !keep_going() {
                return false;
            }
        }
        true
    }

    /// The machine of the moment shown, as far as it is known.
    pub(crate) fn machine(&self) -> Option<&dyn Machine> {
        if self.cursor == self.run.events.len() {
            return self.run.machine().filter(|machine| machine.kept_until().is_none());
        }
        let (_, replay) = self.aside.as_ref().filter(|(at, _)| *at == self.cursor)?;
        replay.as_ref()?.machine().filter(|machine| machine.kept_until().is_none())
    }

    /// The calls in progress of a goroutine, the latest first: at most `most`, and how many there are.
    pub(crate) fn calls(&self, g: GId, most: usize) -> Option<(Vec<Call>, usize)> {
        let Some(recording) = &self.recording else { return Some(self.machine()?.calls(g, most)) };
        let pc = self.world.gs.get(g)?.pc;
        let calls = recording.sites.calls(pc).map(|pc| Call { func: FuncId(pc.0), pc: pc.0, stack_bytes: 0 });
        let calls: Vec<_> = calls.collect();
        Some((calls.iter().take(most).copied().collect(), calls.len()))
    }

    /// A recording was not looked through to its end yet.
    pub(crate) fn is_looking_ahead(&self) -> bool {
        self.ahead.is_some()
    }

    /// Goes on with that, as far as `keep_going` allows. What was played meanwhile need not be looked at.
    pub(crate) fn look_ahead(&mut self, keep_going: &mut dyn FnMut() -> bool) {
        let Some(mut world) = self.ahead.take() else { return };
        if (world.events..=self.history.events()).contains(&self.world.events) {
            grave::bury(Remains::World(std::mem::replace(&mut world, Box::new(self.world.clone()))));
        }
        let mut looked = 0;
        while let Some(event) = self.run.events.get(world.events as usize) {
            // What does not fit is shown when it is played.
            if world.apply(&event).is_err() {
                break;
            }
            self.keyframes.pass(&world);
            self.history.note(&event, &world);
            looked += 1;
            if looked % EVENTS_PER_LOOK == 0 && !keep_going() {
                self.ahead = Some(world);
                return;
            }
        }
        grave::bury(Remains::World(world));
    }

    /// Who was started where, up to the moment shown.
    pub(crate) fn tally(&self) -> Ref<'_, Tally> {
        self.tally_on(&mut || true);
        self.tally.borrow()
    }

    /// Goes on counting for that; true when it is done.
    pub(crate) fn tally_on(&self, keep_going: &mut dyn FnMut() -> bool) -> bool {
        self.tally.borrow_mut().follow(&self.run.events, self.cursor, &self.program, keep_going)
    }

    /// The cursor stands at the end.
    pub(crate) fn ended(&self) -> Option<gopark_trace::Ending> {
        self.run.ended().filter(|_| self.cursor == self.run.events.len())
    }

    /// The next known event.
    fn next(&mut self) -> Option<Event> {
        self.run.events.get(self.cursor)
    }

    /// Folds the next known event.
    fn fold(&mut self, event: Event) -> Folded {
        self.world.apply(&event)?;
        self.cursor += 1;
        self.keyframes.pass(&self.world);
        // In a recording the moment shown may be ahead of what was looked through.
        if self.world.events == self.history.events() + 1 {
            self.history.note(&event, &self.world);
            if let Kind::Write { fd, len } = event.kind {
                self.note_write(fd, len);
            }
        }
        if self.passed.events.len() >= 2 * PASSED_MAX {
            self.passed.events.drain(..PASSED_MAX);
            self.passed.jumped = true;
        }
        self.passed.events.push(event);
        Ok(())
    }

    /// Plays up to a moment, in nanoseconds.
    pub(crate) fn play_until(&mut self, until_ns: f64, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        let mut folded = 0;
        while self.ended().is_none() {
            if let Some(event) = self.next() {
                if event.at.0 as f64 > until_ns {
                    self.clock_ns = until_ns;
                    return Ok(());
                }
                self.fold(event)?;
                folded += 1;
                if folded % EVENTS_PER_LOOK == 0 && !keep_going() {
                    break;
                }
            } else if self.run.upcoming().0 as f64 > until_ns {
                self.clock_ns = until_ns;
                return Ok(());
            } else if !self.run.produce() || !keep_going() {
                break;
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

    /// On until just after an event that is a `goal`.
    pub(crate) fn hunt(&mut self, goal: Goal) {
        self.hunt = Some((goal, COMMAND_EVENTS_MAX));
    }

    /// Goes on looking for what a step looks for.
    fn hunt_on(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        let mut steps = 0;
        while let Some((goal, left)) = self.hunt {
            if let Some(event) = self.next() {
                self.fold(event)?;
                self.clock_ns = self.world.now.0 as f64;
                steps = 0;
                self.hunt = (!goal.is(&event) && left > 1).then_some((goal, left - 1));
                if left % EVENTS_PER_LOOK == 0 && !keep_going() {
                    break;
                }
            } else {
                steps += 1;
                let more = steps <= COMMAND_STEPS_MAX && self.run.produce();
                if self.cursor == self.run.events.len() {
                    self.clock_ns = self.run.now().max(self.world.now).0 as f64;
                }
                if !more {
                    self.hunt = None;
                } else if !keep_going() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Back to just after the latest earlier event that is a `goal`; to the beginning when there is none.
    pub(crate) fn back_until(&mut self, goal: Goal, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        let before = self.cursor.saturating_sub(1);
        let found = self.run.events.last_before(before, goal.kinds(), &|event| goal.is(event));
        self.jump(found.map_or(0, |event| event + 1), keep_going)
    }

    /// To just after known event `n`; where that takes longer than `keep_going` allows, the following frames get there.
    pub(crate) fn jump(&mut self, n: usize, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        (self.goal, self.hunt) = (None, None);
        if n != self.cursor {
            if !(self.keyframes.before(n)..n).contains(&self.cursor) {
                let world = self.keyframes.world_before(n);
                grave::bury(Remains::World(Box::new(std::mem::replace(&mut self.world, world))));
                self.cursor = self.world.events as usize;
            }
            self.approach(n, keep_going)?;
            if self.cursor < n {
                self.arrival = Some(n as u64);
                self.goal = n.checked_sub(1).and_then(|n| self.run.events.get(n)).map(|event| event.at);
            }
        }
        self.clock_ns = self.world.now.0 as f64;
        Ok(())
    }

    /// On to just after known event `n`, as far as `keep_going` allows.
    fn approach(&mut self, n: usize, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        self.passed = Passed { events: Vec::new(), jumped: true };
        while self.cursor < n
            && let Some(event) = self.next()
        {
            self.fold(event)?;
            if self.cursor.is_multiple_of(EVENTS_PER_LOOK) && !keep_going() {
                break;
            }
        }
        Ok(())
    }

    pub(crate) fn seek(&mut self, to: SimTime, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        (self.arrival, self.hunt) = (None, None);
        // Of a moment that the machine has just come to, not everything may have happened yet: at the beginning nothing has.
        let is_ahead = to > self.run.now() || self.run.upcoming() <= to;
        if self.changing.is_some() || is_ahead && self.run.ended().is_none() {
            self.goal = Some(to);
            return Ok(());
        }
        let n = self.run.events.until(to);
        self.jump(n, keep_going)?;
        if self.cursor == n {
            self.clock_ns = to.min(self.run.now()).max(self.world.now).0 as f64;
        } else {
            self.goal = Some(to);
        }
        Ok(())
    }

    /// What a person commanded is not done yet.
    pub(crate) fn is_busy(&self) -> bool {
        self.is_under_way() || self.arrival.is_some()
    }

    fn is_under_way(&self) -> bool {
        self.changing.is_some() || self.goal.is_some() || self.hunt.is_some()
    }

    /// What is not done yet of what a person commanded is not done any more; changes are.
    pub(crate) fn cancel(&mut self) {
        (self.goal, self.arrival, self.hunt) = (None, None, None);
    }

    /// Goes on with what a person commanded; `further`: also to moments that are not known yet.
    pub(crate) fn work(&mut self, further: bool, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        self.change_on(keep_going)?;
        if self.changing.is_none() {
            self.hunt_on(keep_going)?;
            let is_known = self.goal.is_some_and(|goal| goal <= self.run.now());
            if further || is_known || self.run.ended().is_some() || self.known_arrival().is_some() {
                self.seek_on(keep_going)?;
            }
        }
        if self.is_under_way() { Ok(()) } else { self.arrive(keep_going) }
    }

    /// The seek came to its end: among several events of one moment, to the very one that was meant.
    fn arrive(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        match self.arrival.take().map(|n| n as usize) {
            Some(n) if n <= self.run.events.len() && n != self.cursor => self.jump(n, keep_going),
            _ => Ok(()),
        }
    }

    /// Forgets what was written after the moment shown.
    fn forget_writes(&mut self) {
        let mut ends = [0; 2];
        self.writes.retain_mut(|(fd, end)| {
            let stream = usize::from(*fd == Fd::Stderr);
            let start = std::mem::replace(&mut ends[stream], *end);
            *end = (*end).min(self.world.written[stream]);
            start < *end
        });
    }

    /// After which event a seek arrives, where all is known up to there: that is nearer than the end of its moment.
    fn known_arrival(&self) -> Option<usize> {
        let (n, events) = (self.arrival? as usize, self.run.events.len());
        let is_all = || self.run.ended().is_some() || self.goal.is_some_and(|goal| goal <= self.run.now());
        (self.cursor <= n && (n < events || n == events && is_all())).then_some(n)
    }

    fn seek_on(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        let Some(goal) = self.goal else { return Ok(()) };
        if let Some(n) = self.known_arrival() {
            self.approach(n, keep_going)?;
            let is_there = self.cursor == n;
            let at = if is_there { goal.min(self.run.now()).max(self.world.now) } else { self.world.now };
            self.clock_ns = at.0 as f64;
            self.goal = (!is_there).then_some(goal);
            return Ok(());
        }
        self.play_until(goal.0 as f64, keep_going)?;
        let upcoming = self.next().map_or_else(|| self.run.upcoming(), |event| event.at);
        if self.time() >= goal && upcoming > goal || self.ended().is_some() {
            self.goal = None;
        }
        Ok(())
    }

    /// Changes something at the moment shown, as soon as the run has come back to it.
    pub(crate) fn change(&mut self, input: Input) {
        (self.goal, self.arrival, self.hunt) = (None, None, None);
        bury_aside(self.aside.take());
        self.tally.take();
        if let Some((.., inputs)) = &mut self.changing {
            return inputs.push(input);
        }
        let (cursor, at) = (self.cursor, self.time());
        if self.history.events() > cursor as u64 {
            let shown = self.world.now;
            self.former = Some(Former { at: shown, history: self.history.outline() });
            self.history.truncate(cursor as u64, shown);
            self.forget_writes();
        }
        self.run.prepare_change(cursor, at);
        self.keyframes.truncate(cursor);
        self.changing = Some((cursor, at, vec![input]));
    }

    /// The change itself is shown at once.
    fn change_on(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        let Some((n, at, _)) = self.changing else { return Ok(()) };
        while self.run.approach(n, at) {
            if !keep_going() {
                return Ok(());
            }
        }
        let (.., inputs) = self.changing.take().unwrap_or_default();
        let mut holds = at;
        for input in inputs {
            holds = self.run.change(holds, input);
        }
        while let Some(event) = self.next().filter(|event| event.at <= holds) {
            self.fold(event)?;
        }
        self.clock_ns = self.clock_ns.max(holds.0 as f64);
        Ok(())
    }
}
