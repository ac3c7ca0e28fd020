//! What the page is told, at most ten times a second while a run plays.

use std::rc::Rc;

use gopark_scene::Hit;
use gopark_session::State;

use super::Inner;
use crate::snapshot::{last_event, snapshot};
use crate::state::Action;
use crate::verdict;

/// The page around the stage is told the moment at most this often, in ms.
const SHOW_EVERY_MS: f64 = 100.0;

impl Inner {
    /// The page is told the moment in the next frame.
    pub(super) fn show_now(&mut self) {
        (self.to_show, self.shown_ms) = (true, 0.0);
    }

    pub(super) fn say(&mut self, words: String) {
        self.to_say.push(Action::Announce(words.into()));
    }

    pub(super) fn say_event(&mut self) {
        self.goal = None;
        let time = self.session.time();
        let words = match (verdict::announcement(&self.phase()), last_event(&self.session)) {
            (Some(end), _) => end,
            (None, Some(event)) => format!("At {time}: {event}"),
            (None, None) => format!("At {time}."),
        };
        self.say(words);
    }

    /// Checks a text that has rested.
    pub(super) fn check(&mut self) {
        if let Some((text, _)) = self.unchecked.take_if(|(_, due_ms)| self.clock.now_ms() >= *due_ms) {
            let diagnostics = gopark_session::compile("main.go", &text).diagnostics.into();
            self.to_say.push(Action::Checked { text, diagnostics });
        }
    }

    pub(super) fn tell(&mut self, now_ms: f64) -> Vec<Action> {
        self.check();
        let mut actions = std::mem::take(&mut self.to_say);
        if self.to_show && now_ms - self.shown_ms >= SHOW_EVERY_MS {
            self.to_show = false;
            self.shown_ms = now_ms;
            if *self.session.state() != State::Playing && matches!(self.stage.selected(), Some(Hit::G(_))) {
                self.session.look_closely();
            }
            self.draw_timeline();
            let mut shot = snapshot(&self.session, self.stage.selected(), self.quiz);
            (shot.window, shot.rows_of) = (self.timeline.window(), self.timeline.rows());
            actions.insert(0, Action::Show(Rc::new(shot)));
        }
        actions
    }
}
