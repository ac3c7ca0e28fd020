//! The work of one frame: the run goes on, and the stage is painted.

use gopark_scene::{Input, Names, NoNames, words};
use gopark_session::{Passed, State};
use gopark_trace::{Event, SimTime, World};

use super::Inner;
use crate::names::ProgramNames;
use crate::snapshot::Phase;
use crate::verdict;

/// How much of a frame the runs of a page may take, in ms.
pub(super) const ADVANCE_MS_MAX: f64 = 6.0;
/// And how much compiling may, what a person waits for, and a run of which there is little to be seen, in ms.
const AWAITED_MS_MAX: f64 = 12.0;
/// And compiling that nobody waits for, in ms.
const UNHURRIED_MS_MAX: f64 = 3.0;
/// After so many seconds nothing of a picture moves.
const SETTLING_FRAMES_MAX: usize = 10;
/// A run that has fewer events than that in a frame computes.
const FEW_EVENTS: usize = 100;
/// How much of all that where the browser has much to lay out.
const LAYING_OUT_PART: f64 = 0.25;
/// After a pause of the page (a hidden tab), no more than this went by, in ms.
const FRAME_MS_MAX: f64 = 100.0;

impl Inner {
    pub(super) fn needs_frame(&self) -> bool {
        let waits = !self.to_say.is_empty() || self.is_compiling() || self.twin_waits();
        let works = self.is_working() || self.moving || self.dirty || self.to_show || waits;
        // What somebody asked for is done wherever the stage is; the rest only where it is seen.
        let asked = self.goal.is_some() || self.job.is_some() || self.hunt.is_some();
        let commanded = asked || self.is_saving() || self.session.is_busy();
        self.tab_visible && (commanded || works && self.on_screen)
    }

    /// The run goes on by itself.
    pub(super) fn is_working(&self) -> bool {
        *self.session.state() == State::Playing
            || self.goal.is_some()
            || self.session.is_busy()
            || self.session.is_looking_ahead()
    }

    /// One frame, which `sharers` stages share: advance, fold, build and paint. How long it took, in ms.
    pub(super) fn on_frame(&mut self, now_ms: f64, sharers: usize) -> f64 {
        let started_ms = self.clock.now_ms();
        let went_by_ms = self.went_by_ms(now_ms);
        let part = if std::mem::take(&mut self.lays_out) { LAYING_OUT_PART } else { 1.0 } / sharers as f64;
        if self.is_compiling() {
            let ms_max = if self.needs_no_run_yet() { UNHURRIED_MS_MAX } else { AWAITED_MS_MAX };
            self.go_on_compiling(ms_max * part);
        }
        if self.is_working() {
            let takes_more = self.session.is_busy() || self.computes;
            let ms_max = if takes_more { AWAITED_MS_MAX } else { ADVANCE_MS_MAX };
            self.advance(went_by_ms, started_ms + ms_max * part);
        }
        self.go_on_hunting(sharers);
        self.go_on_saving(sharers);
        self.paint_passed(now_ms);
        self.lead(now_ms);
        let took_ms = self.clock.now_ms() - started_ms;
        self.times.push(took_ms);
        took_ms
    }

    /// Paints what happened since the last frame.
    pub(super) fn paint_passed(&mut self, now_ms: f64) {
        let went_by_ms = self.went_by_ms(now_ms);
        let Passed { events, jumped } = self.session.passed();
        self.dirty |= jumped || !events.is_empty();
        self.computes = !jumped && events.len() < FEW_EVENTS;
        if self.dirty || self.moving || self.is_working() {
            let events = if jumped { Vec::new() } else { events };
            self.draw(&events, (went_by_ms / 1e3) as f32);
        }
        let works = self.is_working() || self.moving;
        self.last_ms = works.then_some(now_ms);
    }

    /// Wall time since the last frame, in ms.
    fn went_by_ms(&self, now_ms: f64) -> f64 {
        self.last_ms.map_or(0.0, |last| (now_ms - last).clamp(0.0, FRAME_MS_MAX))
    }

    pub(super) fn advance(&mut self, went_by_ms: f64, until_ms: f64) {
        let was_over = verdict::verdict(&self.phase()).is_some();
        let had_more = !self.session.is_preview_over();
        let stops = *self.session.state() == State::Playing && self.goal.is_none() && !self.stops.is_empty();
        let before = stops.then(|| self.session.time());
        // A single step may compute for a whole time slice, so there is a look at the clock after each.
        let clock = &self.clock;
        self.session.advance(went_by_ms, &mut || clock.now_ms() < until_ms);
        before.into_iter().for_each(|before| self.stop_on_the_way(before));
        if had_more || self.awaiting.is_none() {
            self.end_of_preview();
        }
        let time = self.session.time();
        if *self.session.state() != State::Playing && self.goal.is_some_and(|goal| time >= goal) {
            self.goal = None;
        }
        self.to_show = true;
        if self.stepping && !self.session.is_busy() {
            self.stepped();
        }
        if !was_over && let Some(words) = verdict::announcement(&self.phase()) {
            self.goal = None;
            self.say(words);
            self.shown_ms = 0.0;
        }
    }

    pub(super) fn phase(&self) -> Phase {
        match self.session.state() {
            State::Ended(how) => Phase::Ended(*how),
            State::Fault(what) => Phase::Fault(what.as_str().into()),
            _ => Phase::Playing,
        }
    }

    /// Builds and paints the picture.
    pub(super) fn draw(&mut self, events: &[Event], dt_s: f32) {
        let Some(screen) = &mut self.screen else { return };
        let viewport = screen.viewport();
        if viewport.width <= 0.0 || viewport.height <= 0.0 {
            self.dirty = false;
            return;
        }
        let nothing = World::new();
        let world = self.session.world().unwrap_or(&nothing);
        let program = self.session.program().map(|program| ProgramNames { program, world });
        let names: &dyn Names = match &program {
            Some(names) => names,
            None => &NoNames,
        };
        let decided =
            (*self.session.state() != State::Playing).then(|| self.session.last_events(1).pop()).flatten();
        // That main is the only one to be picked at the beginning needs no rule.
        let decided = decided.filter(|event| event.at > SimTime::ZERO);
        self.stage.explain(decided.and_then(|event| Some((event.p, words::decision(&event, world)?))));
        let frame =
            self.stage.frame(&Input { world, now: self.session.time(), events, names, viewport, dt_s });
        screen.show(&frame.draw);
        self.dirty = false;
        self.moving = frame.moving;
    }

    pub(super) fn svg(&mut self) -> String {
        // What happened since the last frame is in the picture, too.
        self.dirty = true;
        self.paint_passed(self.last_ms.unwrap_or_default());
        let Some(screen) = &self.screen else { return String::new() };
        let nothing = World::new();
        let world = self.session.world().unwrap_or(&nothing);
        let program = self.session.program().map(|program| ProgramNames { program, world });
        let names: &dyn Names = match &program {
            Some(names) => names,
            None => &NoNames,
        };
        let (viewport, now) = (screen.viewport(), self.session.time());
        // What is on its way in the window has arrived in a picture that stands still.
        for _ in 0..SETTLING_FRAMES_MAX {
            if !self.stage.frame(&Input { world, now, events: &[], names, viewport, dt_s: 1.0 }).moving {
                break;
            }
        }
        gopark_paint::svg::render(&self.stage.last().draw, screen.palette())
    }
}
