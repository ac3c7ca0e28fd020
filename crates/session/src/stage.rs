//! A run and the moment of it that is shown: moving the moment, keeping what was passed.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use gopark_program::Program;
use gopark_trace::{Event, Fd, History, Kind, SimTime, World};
use gopark_vm::Input;

use crate::checklist::Tally;
use crate::keyframes::Keyframes;
use crate::limits::{COMMAND_EVENTS_MAX, COMMAND_STEPS_MAX, PASSED_MAX};
use crate::options::Options;
use crate::run::{Machine, Run};

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
    /// What the run started with.
    pub(crate) options: Options,
    /// Values the parameters had at the beginning.
    pub(crate) initial: Vec<i64>,
    pub(crate) passed: Passed,
    /// What happened up to the latest moment that was ever shown.
    pub(crate) history: History,
    pub(crate) former: Option<Former>,
    /// The machine as it was at an earlier moment, after how many events.
    aside: Option<(usize, Machine)>,
    /// Which stream was written to up to which byte, in the order it was.
    writes: Vec<(Fd, u32)>,
    /// Who was started where; counted when somebody asks.
    tally: RefCell<Tally>,
}

pub(crate) type Folded = Result<(), gopark_trace::Fault>;

impl Stage {
    pub(crate) fn new(program: Rc<Program>, options: &Options, initial: Vec<i64>) -> Self {
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
        Self {
            program,
            run,
            keyframes,
            cursor: 0,
            world,
            clock_ns: 0.0,
            goal: None,
            arrival: None,
            options: *options,
            initial,
            passed,
            history: History::default(),
            former: None,
            aside: None,
            writes: Vec::new(),
            tally: RefCell::default(),
        }
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

    pub(crate) fn param(&self, param: usize) -> i64 {
        let changed = u16::try_from(param).ok().and_then(|param| self.world.params.get(&param));
        changed.or_else(|| self.initial.get(param)).copied().unwrap_or(0)
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

    /// Makes the machine of the moment shown ready to be looked at; false when that cannot be done.
    pub(crate) fn look_closely(&mut self) -> bool {
        if self.cursor == self.run.events.len() {
            return true;
        }
        if self.aside.as_ref().is_none_or(|(at, _)| *at != self.cursor) {
            self.aside = self.run.machine_at(self.cursor).map(|machine| (self.cursor, machine));
        }
        self.aside.is_some()
    }

    /// The machine of the moment shown, as far as it is known.
    pub(crate) fn machine(&self) -> Option<&Machine> {
        if self.cursor == self.run.events.len() {
            return Some(self.run.machine());
        }
        self.aside.as_ref().filter(|(at, _)| *at == self.cursor).map(|(_, machine)| machine)
    }

    /// Who was started where, up to the moment shown.
    pub(crate) fn tally(&self) -> Ref<'_, Tally> {
        self.tally.borrow_mut().follow(&self.run.events[..self.cursor], &self.program);
        self.tally.borrow()
    }

    /// The cursor stands at the end.
    pub(crate) fn ended(&self) -> Option<gopark_trace::Ending> {
        self.run.ended().filter(|_| self.cursor == self.run.events.len())
    }

    /// Folds the next known event.
    fn fold(&mut self) -> Folded {
        let event = self.run.events[self.cursor];
        self.world.apply(&event)?;
        self.cursor += 1;
        self.keyframes.pass(&self.world);
        if self.world.events > self.history.events() {
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
    pub(crate) fn forward_until(&mut self, is_goal: &dyn Fn(&Event) -> bool) -> Folded {
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

    /// Back to just after the latest earlier event that `is_goal`; to the beginning when there is none.
    pub(crate) fn back_until(&mut self, is_goal: &dyn Fn(&Event) -> bool) -> Folded {
        let before = self.cursor.saturating_sub(1);
        let found = self.run.events[..before].iter().rposition(is_goal);
        self.jump(found.map_or(0, |event| event + 1))
    }

    /// To just after known event `n`.
    pub(crate) fn jump(&mut self, n: usize) -> Folded {
        self.goal = None;
        if n != self.cursor {
            self.world = self.keyframes.world_at(n, &self.run.events)?;
            self.cursor = n;
            self.passed = Passed { events: Vec::new(), jumped: true };
        }
        self.clock_ns = self.world.now.0 as f64;
        Ok(())
    }

    pub(crate) fn seek(&mut self, to: SimTime) -> Folded {
        if to > self.run.now() && self.run.ended().is_none() {
            self.goal = Some(to);
            return Ok(());
        }
        let n = self.run.events.partition_point(|event| event.at <= to);
        self.jump(n)?;
        self.clock_ns = to.min(self.run.now()).max(self.world.now).0 as f64;
        Ok(())
    }

    /// The seek came to its end: among several events of one moment, to the very one that was meant.
    pub(crate) fn arrive(&mut self) -> Folded {
        let Some(n) = self.arrival.take().map(|n| n as usize) else { return Ok(()) };
        if n == self.cursor || n > self.run.events.len() {
            return Ok(());
        }
        self.jump(n)
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

    pub(crate) fn seek_on(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Folded {
        let Some(goal) = self.goal else { return Ok(()) };
        self.play_until(goal.0 as f64, keep_going)?;
        if self.time() >= goal || self.ended().is_some() {
            self.goal = None;
        }
        Ok(())
    }

    /// The change itself is shown at once.
    pub(crate) fn change(&mut self, input: Input) -> Folded {
        (self.goal, self.aside) = (None, None);
        self.tally.take();
        let cursor = self.cursor;
        let at = self.run.change(cursor, self.time(), input);
        self.keyframes.truncate(cursor);
        if self.history.events() > cursor as u64 {
            let shown = self.world.now;
            self.former = Some(Former { at: shown, history: self.history.clone() });
            self.history.truncate(cursor as u64, shown);
            self.forget_writes();
        }
        while self.run.events.get(self.cursor).is_some_and(|event| event.at <= at) {
            self.fold()?;
        }
        self.clock_ns = self.clock_ns.max(self.world.now.0 as f64);
        Ok(())
    }
}
