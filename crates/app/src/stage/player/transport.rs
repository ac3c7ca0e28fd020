//! Opens programs, runs them, stands still, steps and goes to a moment.

use std::rc::Rc;

use gopark_lessons::{Quiz, Setup};
use gopark_scene::{Hit, words};
use gopark_session::{Diagnostic, Goal, Options, Speed, State, packages};
use gopark_trace::SimTime;
use wasm_bindgen_futures::spawn_local;

use super::{Inner, Player};
use crate::load;
use crate::state::Action;

/// A text that is typed is checked when it has rested for so long, in ms.
const CHECK_AFTER_MS: f64 = 400.0;

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
            inner.quiz = quiz;
        });
    }

    /// Compiles `text`; when it has no errors it is put on the stage, at its beginning, and plays.
    ///
    /// `then` is called after that. All of it happens at once, unless packages have to be fetched.
    pub fn load(&self, text: Rc<str>, then: impl FnOnce(&Self) + 'static) {
        self.with_packages(text, |player, text| {
            player.load_now(text);
            then(player);
        });
    }

    /// Calls `act` when the packages that a program may need are there; not at all when there was a later call by then.
    pub(super) fn with_packages(&self, text: Rc<str>, act: impl FnOnce(&Self, Rc<str>) + 'static) {
        let call = self.0.try_borrow_mut().map(|mut inner| {
            inner.calls += 1;
            inner.calls
        });
        let Ok(call) = call else { return };
        if packages::missing(&text).next().is_none() {
            return act(self, text);
        }
        let player = self.clone();
        spawn_local(async move {
            load::packages_of(&text).await;
            if player.0.try_borrow().is_ok_and(|inner| inner.calls == call) {
                act(&player, text);
            }
        });
    }

    fn load_now(&self, text: Rc<str>) {
        self.command(|inner| {
            inner.unchecked = None;
            let fits = inner.session.load(&text);
            let diagnostics: Rc<[Diagnostic]> = inner.session.diagnostics().into();
            let said = match diagnostics.iter().filter(|it| it.is_error).count() {
                0 => "The program starts.".to_owned(),
                n => format!(
                    "The program does not compile: {}. The run on the stage is still the one before.",
                    words::count(n, "error", "errors")
                ),
            };
            inner.to_say.push(Action::Compiled { text, diagnostics });
            if fits {
                inner.stage.select(None);
                inner.twin_is_stale = true;
                inner.goal = None;
                inner.session.play();
            }
            inner.say(said);
        });
    }

    /// Looks at a text that is being typed, once it has rested for a moment.
    pub fn check(&self, text: Rc<str>) {
        self.with_packages(text, |player, text| {
            player.command_silently(|inner| {
                inner.unchecked = Some((text, inner.clock.now_ms() + CHECK_AFTER_MS));
            });
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
            inner.say_event();
        });
    }

    /// Back to the latest earlier event that is a goal.
    pub fn step_back_to(&self, goal: Goal) {
        self.command(|inner| {
            let goal = inner.goal_of(goal);
            inner.session.step_back_to(goal);
            inner.say_event();
        });
    }

    /// The same program from its beginning.
    pub fn restart(&self, seed: Option<u64>) {
        self.command(|inner| {
            inner.session.set_speed(inner.speed);
            inner.twin_is_stale = true;
            inner.session.restart(seed);
            inner.session.play();
            inner.say(format!("Started again with seed {}.", inner.session.options().seed));
        });
    }

    /// To a moment.
    pub fn seek(&self, to: SimTime) {
        self.command(|inner| {
            inner.session.seek(to);
            inner.goal = (inner.session.time() < to).then_some(to);
        });
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
    /// A step to the next event of a goroutine without one selected is a step to the next event.
    fn goal_of(&self, goal: Goal) -> Goal {
        match (goal, self.stage.selected()) {
            (Goal::Of(_), Some(Hit::G(g))) => Goal::Of(g),
            (Goal::Of(_), _) => Goal::Event,
            (goal, _) => goal,
        }
    }
}
