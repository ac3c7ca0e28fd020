//! Compiles in slices, so that the page stays at hand meanwhile.

use std::rc::Rc;

use gopark_scene::words;
use gopark_session::{Compiled, Compiling, Diagnostic, State};
use wasm_bindgen_futures::spawn_local;

use super::{Inner, Player};
use crate::load;
use crate::state::Action;

/// A text that is typed is checked when it has rested for so long, in ms.
const CHECK_AFTER_MS: f64 = 400.0;
/// The name a program's text has in diagnostics and stack traces.
const FILE_NAME: &str = "main.go";

/// What is to be done with a program that is compiled.
type Then = Box<dyn FnOnce(&mut Inner, Compiled)>;

/// What is to be done after that.
type After = Box<dyn FnOnce(&mut Inner)>;

/// A program that is being compiled.
pub(super) struct Job {
    compiling: Compiling,
    then: Then,
    after: Vec<After>,
}

impl Player {
    /// Compiles `text`; when it has no errors it is put on the stage, at its beginning, and plays.
    ///
    /// `then` is called when that has begun; what it prepares is done when it is over.
    pub fn load(&self, text: Rc<str>, then: impl FnOnce(&Self) + 'static) {
        self.end_preview();
        self.with_all_for(text, |player, text| {
            player.command(|inner| {
                inner.unchecked = None;
                let of = text.clone();
                inner.compile(
                    &of,
                    Box::new(move |inner, compiled| {
                        inner.load(text, compiled);
                    }),
                );
            });
            then(player);
        });
    }

    /// The same for scripts, which want to know whether it has no errors; `false` when it is overtaken by another.
    pub fn load_and_tell(&self, text: Rc<str>, done: impl FnOnce(bool) + 'static) {
        let done = Done::new(done);
        self.end_preview();
        self.with_all_for(text, |player, text| {
            player.command(|inner| {
                inner.unchecked = None;
                let of = text.clone();
                inner.compile(&of, Box::new(move |inner, compiled| done.tell(inner.load(text, compiled))));
            });
        });
    }

    /// Calls `act` when all is there that a program may need; not at all when there was a later call by then.
    pub(super) fn with_all_for(&self, text: Rc<str>, act: impl FnOnce(&Self, Rc<str>) + 'static) {
        let call = self.0.try_borrow_mut().map(|mut inner| {
            inner.calls += 1;
            inner.calls
        });
        let Ok(call) = call else { return };
        if load::has_all_for(&text) {
            return act(self, text);
        }
        let player = self.clone();
        spawn_local(async move {
            load::all_for(&text).await;
            if player.0.try_borrow().is_ok_and(|inner| inner.calls == call) {
                act(&player, text);
            }
        });
    }

    /// Looks at a text that is being typed, once it has rested for a moment.
    pub fn check(&self, text: Rc<str>) {
        self.with_all_for(text, |player, text| {
            player.command_silently(|inner| {
                inner.unchecked = Some((text, inner.clock.now_ms() + CHECK_AFTER_MS));
            });
        });
    }
}

impl Inner {
    /// Something is compiled, or is to be.
    pub(super) fn is_compiling(&self) -> bool {
        self.job.is_some() || self.unchecked.is_some() || self.can_go_live()
    }

    /// Compiles `text` in the following frames; what was being compiled is not any more.
    pub(super) fn compile(&mut self, text: &str, then: Then) {
        self.job = Some(Job { compiling: Compiling::new(FILE_NAME, text), then, after: Vec::new() });
    }

    /// Does something when what is being compiled is on the stage; at once when nothing is.
    pub(super) fn after_compiling(&mut self, act: impl FnOnce(&mut Self) + 'static) {
        match &mut self.job {
            Some(job) => job.after.push(Box::new(act)),
            None => act(self),
        }
    }

    /// Goes on compiling for so long, and begins to check a text that has rested.
    pub(super) fn go_on_compiling(&mut self, ms_max: f64) {
        let now_ms = self.clock.now_ms();
        if self.job.is_none()
            && let Some((text, _)) = self.unchecked.take_if(|(_, due_ms)| now_ms >= *due_ms)
        {
            let of = text.clone();
            let check = move |inner: &mut Self, compiled: Compiled| {
                let diagnostics = compiled.diagnostics.into();
                inner.to_say.push(Action::Checked { text, diagnostics });
            };
            self.compile(&of, Box::new(check));
        }
        if self.job.is_none() && self.can_go_live() {
            let text = self.session.text().clone();
            self.compile(&text, Box::new(Self::go_live));
        }
        let (clock, until_ms) = (&self.clock, now_ms + ms_max);
        let Some(job) = &mut self.job else { return };
        let compiled = job.compiling.go_on(&mut || clock.now_ms() < until_ms);
        if let Some(compiled) = compiled
            && let Some(job) = self.job.take()
        {
            (job.then)(self, compiled);
            job.after.into_iter().for_each(|act| act(self));
            (self.dirty, self.to_show, self.shown_ms) = (true, true, 0.0);
        }
    }

    fn load(&mut self, text: Rc<str>, compiled: Compiled) -> bool {
        let fits = self.session.put_on(&text, compiled);
        let diagnostics: Rc<[Diagnostic]> = self.session.diagnostics().into();
        let is_empty = *self.session.state() == State::Empty;
        let said = match diagnostics.iter().filter(|it| it.is_error).count() {
            0 => "Started.".to_owned(),
            n => {
                let errors = words::count(n, "error", "errors");
                let former = if is_empty { "" } else { " The run on the stage is still the one before." };
                format!("The program does not compile: {errors}.{former}")
            }
        };
        self.to_say.push(Action::Compiled { text, diagnostics });
        if fits {
            self.quiz = self.quiz_to_come;
            self.stage.select(None);
            self.twin_is_stale = true;
            (self.goal, self.hunt, self.hunted) = (None, None, None);
            (self.opening, self.recording) = (None, None);
            self.loads += 1;
            self.session.play();
        }
        self.say(said);
        fits
    }
}

/// Somebody who waits to be told; `false` if it never comes to that.
pub(super) struct Done<F: FnOnce(bool)>(Option<F>);

impl<F: FnOnce(bool)> Done<F> {
    pub(super) const fn new(tell: F) -> Self {
        Self(Some(tell))
    }

    pub(super) fn tell(mut self, fits: bool) {
        self.0.take().into_iter().for_each(|tell| tell(fits));
    }
}

impl<F: FnOnce(bool)> Drop for Done<F> {
    fn drop(&mut self) {
        self.0.take().into_iter().for_each(|tell| tell(false));
    }
}
