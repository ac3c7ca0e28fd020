//! Runs programs, stands still, steps and goes to a moment.

use gopark_lessons::{Quiz, Setup};
use gopark_scene::Hit;
use gopark_session::{Goal, Options, Session, Speed, State};
use gopark_trace::SimTime;

use super::tell::at;
use super::{Inner, Player};

impl Player {
    /// From now on programs run as a lesson wants it, and what runs is asked its question.
    pub fn set_up(&self, setup: Option<&Setup>, quiz: Option<&'static Quiz>) {
        self.command_silently(|inner| {
            if let Some(setup) = setup {
                let options = Options {
                    procs: setup.procs,
                    memory_limit_bytes: setup.memory_limit_bytes,
                    async_preempt: setup.async_preempt,
                    ..*inner.session.options()
                };
                inner.session.configure(options);
            }
            // The run that is still on the stage is not asked.
            (inner.quiz, inner.quiz_to_come) = (None, quiz);
        });
    }

    /// Plays; a run that is over starts again.
    pub fn run(&self) {
        self.command(|inner| {
            if matches!(inner.session.state(), State::Ended(_) | State::Fault(_)) {
                inner.session.restart(None);
            }
            inner.session.set_speed(inner.speed);
            inner.session.play();
            inner.say(format!("Goes on from {}.", inner.session.time()));
        });
    }

    /// Stands still.
    pub fn pause(&self) {
        self.command(|inner| {
            inner.session.pause();
            inner.goal = None;
            inner.say(format!("Paused at {}.", inner.session.time()));
        });
    }

    /// On to the next event that is a goal.
    pub fn step_to(&self, goal: Goal) {
        self.command(|inner| {
            let goal = inner.goal_of(goal);
            inner.session.step_to(goal);
            inner.stepped();
        });
    }

    /// Back to the latest earlier event that is a goal.
    pub fn step_back_to(&self, goal: Goal) {
        self.command(|inner| {
            let goal = inner.goal_of(goal);
            inner.session.step_back_to(goal);
            inner.stepped();
        });
    }

    /// The same program from its beginning.
    pub fn restart(&self, seed: Option<u64>) {
        self.live(move |inner| inner.start_again(seed));
    }

    /// To a moment.
    pub fn seek(&self, to: SimTime) {
        self.command(|inner| {
            inner.session.seek(to);
            inner.goal = (inner.session.time() < to).then_some(to);
            inner.say(at(to));
        });
    }

    /// As far as the run is known.
    pub fn seek_end(&self) {
        let end = self.look(Session::recorded_until);
        end.into_iter().for_each(|end| self.seek(end));
    }

    /// How fast program time passes.
    pub fn set_speed(&self, speed: Speed) {
        self.command(|inner| {
            inner.speed = speed;
            inner.session.set_speed(speed);
        });
    }
}

impl Inner {
    pub(super) fn start_again(&mut self, seed: Option<u64>) {
        self.session.set_speed(self.speed);
        self.twin_is_stale = true;
        self.session.restart(seed);
        self.session.play();
        let is_empty = *self.session.state() == State::Empty;
        let done = if is_empty { "The next program starts" } else { "Started again" };
        self.say(format!("{done} with seed {}.", self.session.options().seed));
    }

    /// Goes back to where playing was to stop, if that was since `before`.
    pub(super) fn stop_on_the_way(&mut self, before: SimTime) {
        let now = self.session.time();
        if let Some(&stop) = self.stops.iter().find(|stop| before < **stop && **stop <= now) {
            self.session.pause();
            self.session.seek(stop);
            self.say(format!("Paused at {stop}."));
        }
    }

    /// What a step arrived at is said when it did.
    pub(super) fn stepped(&mut self) {
        self.goal = None;
        self.stepping = self.session.is_busy();
        if !self.stepping {
            self.say_event();
        }
    }

    /// A step to the next event of a goroutine without one selected is a step to the next event.
    fn goal_of(&self, goal: Goal) -> Goal {
        match (goal, self.stage.selected()) {
            (Goal::Of(_), Some(Hit::G(g))) => Goal::Of(g),
            (Goal::Of(_), _) => Goal::Event,
            (goal, _) => goal,
        }
    }
}
