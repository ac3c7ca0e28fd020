//! What is on the stage before compiler and machine are there, and what waits for them.

use std::mem::take;
use std::rc::Rc;

use gopark_session::{Compiled, Preview, engine};
use wasm_bindgen_futures::spawn_local;

use super::{Inner, Player};
use crate::load;
use crate::state::Action;

/// What is said when the run of a preview never comes.
const IN_VAIN: &str = "Compiler and machine could not be loaded: load the page again.";

/// What a person did that needs the run itself.
pub(super) type Awaiting = Box<dyn FnOnce(&mut Inner)>;

impl Player {
    /// Plays the first moments of a run of `text`, which were kept, until it can be run. False when they are of no use:
    /// it can be run, or they are not whole, or those of another run.
    pub fn preview(&self, text: &Rc<str>, bytes: &[u8]) -> bool {
        let is_its = |preview: &Preview| {
            self.0.try_borrow().is_ok_and(|inner| preview.is_of(text, inner.session.options()))
        };
        let kept = Preview::from_bytes(bytes).filter(is_its);
        let Some(preview) = kept.filter(|_| !engine::is_there()) else { return false };
        self.command(|inner| {
            inner.session.preview(text, preview);
            let (text, diagnostics) = (text.clone(), Rc::default());
            inner.to_say.push(Action::Compiled { text, diagnostics });
            inner.quiz = inner.quiz_to_come;
            inner.loads += 1;
            inner.session.play();
        });
        let (player, text) = (self.clone(), text.clone());
        spawn_local(async move {
            load::all_for(&text).await;
            player.command(|inner| {
                if inner.session.is_preview() && !load::has_all_for(&text) {
                    inner.awaiting = None;
                    inner.say(IN_VAIN.to_owned());
                    inner.end_of_preview();
                }
            });
        });
        true
    }

    /// Another program is to come: a preview makes room at once, and what waited for its run is not done.
    pub(super) fn end_preview(&self) {
        self.command(|inner| {
            if inner.session.is_preview() && !load::has_all_for("") {
                inner.session.clear();
                inner.awaiting = Some(Vec::new());
                inner.say("The machine is being loaded.".to_owned());
            }
        });
    }

    /// Does what needs the run itself: at once, or, where a preview is on the stage, as soon as the run has taken its place.
    pub(super) fn live(&self, act: impl FnOnce(&mut Inner) + 'static) {
        self.command(|inner| {
            if !inner.session.is_preview() {
                return act(inner);
            }
            let words = match &mut inner.awaiting {
                Some(awaiting) => {
                    awaiting.push(Box::new(act));
                    "That is done as soon as the machine is loaded."
                }
                None => IN_VAIN,
            };
            inner.say(words.to_owned());
        });
    }
}

impl Inner {
    /// Says why nothing moves where a preview ends. It goes on there with the run; if that never comes, it stands still.
    pub(super) fn end_of_preview(&mut self) {
        if !self.session.is_preview_over() {
            return;
        }
        if self.awaiting.is_some() {
            self.say("The run goes on as soon as the machine is loaded.".to_owned());
        } else {
            self.session.pause();
            self.goal = None;
            self.say(IN_VAIN.to_owned());
        }
    }

    /// A preview is on the stage, and the run can take its place.
    pub(super) fn can_go_live(&self) -> bool {
        self.session.is_preview() && load::has_all_for(self.session.text())
    }

    /// Nobody notices that it is a preview which plays.
    pub(super) fn needs_no_run_yet(&self) -> bool {
        self.session.is_preview()
            && !self.session.is_preview_over()
            && self.awaiting.as_ref().is_some_and(Vec::is_empty)
    }

    pub(super) fn go_live(&mut self, compiled: Compiled) {
        if self.session.go_live(compiled) {
            self.twin_is_stale = true;
            take(&mut self.awaiting).into_iter().flatten().for_each(|act| act(self));
        } else {
            self.session.clear();
        }
    }
}
