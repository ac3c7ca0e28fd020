//! What the page is told, at most ten times a second while a run plays.

use std::rc::Rc;

use gopark_scene::Hit;
use gopark_session::State;

use super::{Inner, Player};
use crate::snapshot::{Dump, last_event, snapshot};
use crate::state::{Action, Panes};
use crate::verdict;

/// The page around the stage is told the moment at most this often, in ms.
const SHOW_EVERY_MS: f64 = 100.0;

/// How much of a frame it may take to find out what goroutines do at an earlier moment, in ms.
const LOOK_MS_MAX: f64 = 8.0;

impl Player {
    /// From now on the page is told what these panes show.
    pub fn ask(&self, panes: Panes) {
        self.command(|inner| {
            inner.panes = panes;
            inner.dump = None;
        });
    }
}

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

    pub(super) fn tell(&mut self, now_ms: f64) -> Vec<Action> {
        let mut actions = std::mem::take(&mut self.to_say);
        if self.to_show && now_ms - self.shown_ms >= SHOW_EVERY_MS {
            self.to_show = false;
            self.shown_ms = now_ms;
            let is_asked = self.panes.dump || matches!(self.stage.selected(), Some(Hit::G(_)));
            if *self.session.state() != State::Playing && is_asked {
                let (clock, until_ms) = (&self.clock, self.clock.now_ms() + LOOK_MS_MAX);
                let known = self.session.look_closely(&mut || clock.now_ms() < until_ms);
                self.to_show = !known;
            }
            self.draw_timeline();
            let mut shot = snapshot(&self.session, self.stage.selected(), self.quiz, &mut self.line_marks);
            if self.session.is_changing() {
                (shot.output, shot.output_cut) = self.output.clone();
            }
            self.output = (shot.output.clone(), shot.output_cut);
            self.to_show |= shot.is_partial;
            shot.apart = self.twin.as_ref().and(self.apart.clone());
            shot.parted = self.twin.as_ref().and(self.parted);
            shot.hunt = self.hunted;
            shot.saving = self.saving_view();
            shot.recording = self.session.recording().and(self.recording.clone());
            (shot.window, shot.rows_of) = (self.timeline.window(), self.timeline.rows());
            if self.panes.checklist {
                let (clock, until_ms) = (&self.clock, self.clock.now_ms() + LOOK_MS_MAX);
                if self.session.prepare_checklist(&mut || clock.now_ms() < until_ms) {
                    self.checklist = self.session.checklist().into();
                } else {
                    self.to_show = true;
                }
                shot.checklist.clone_from(&self.checklist);
            }
            if self.panes.dump {
                // While it plays, the machine may be a step ahead of the moment: the dump before stays.
                let is_same = self.dump.as_ref().is_some_and(|dump| dump.at == shot.time);
                if !is_same && let Some(dump) = Dump::of(&self.session) {
                    self.dump = Some(Rc::new(dump));
                }
                shot.dump.clone_from(&self.dump);
            }
            actions.insert(0, Action::Show(Rc::new(shot)));
        }
        actions
    }
}
