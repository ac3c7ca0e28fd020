//! What the page is told, at most ten times a second while a run plays.

use std::rc::Rc;

use gopark_scene::Hit;
use gopark_session::State;
use gopark_trace::SimTime;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

use super::{Inner, Player};
use crate::snapshot::{Dump, last_event, snapshot};
use crate::state::{Action, Panes, Said};
use crate::verdict;

/// The page around the stage is told the moment at most this often, in ms.
const SHOW_EVERY_MS: f64 = 100.0;

/// After a frame that took longer, in ms, the page is told in a task of its own: what it then does to the document takes
/// the browser as long, and between two tasks it does what else waits.
const TOLD_AT_ONCE_MS_MAX: f64 = 6.0;

/// How much of a frame it may take to find out what goroutines do at an earlier moment, in ms.
const LOOK_MS_MAX: f64 = 8.0;

/// How long goroutines are counted by line after a jump, in ms.
const COUNT_MS_MAX: f64 = 4.0;

impl Player {
    /// From now on the page is told what these panes show.
    pub fn ask(&self, panes: Panes) {
        self.command(|inner| {
            inner.panes = panes;
            inner.dump = None;
        });
    }

    /// The page is told what it must know, after a frame that took so long.
    pub(super) fn after_frame(&self, now_ms: f64, took_ms: f64) {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return };
        if inner.is_telling || !inner.has_news(now_ms) {
            return;
        }
        inner.is_telling = true;
        drop(inner);
        match web_sys::window().filter(|_| took_ms > TOLD_AT_ONCE_MS_MAX) {
            Some(window) => {
                let player = self.clone();
                let tell = Closure::once_into_js(move || {
                    player.tell_page(now_ms);
                    player.command_silently(|inner| inner.lays_out = true);
                });
                // Only a wrong handler is refused.
                let _ = window.set_timeout_with_callback(tell.unchecked_ref());
            }
            None => self.tell_page(now_ms),
        }
    }

    fn tell_page(&self, now_ms: f64) {
        let told = self.0.try_borrow_mut().map(|mut inner| {
            let started_ms = inner.clock.now_ms();
            inner.is_telling = false;
            let actions = inner.tell(now_ms);
            let took_ms = inner.clock.now_ms() - started_ms;
            inner.times.add(took_ms);
            (actions, inner.on_action.clone(), inner.on_news.clone())
        });
        let Ok((actions, on_action, on_news)) = told else { return };
        let is_news = !actions.is_empty();
        actions.into_iter().for_each(|action| on_action.emit(action));
        if is_news {
            on_news.emit(());
        }
        self.request_frame();
    }
}

/// The moment shown, which the clock shows.
pub(super) fn at(time: SimTime) -> Said {
    Said { before: format!("At {time}."), ..Said::default() }
}

impl Inner {
    /// There is something to tell.
    fn has_news(&self, now_ms: f64) -> bool {
        !self.to_say.is_empty() || self.is_due(now_ms)
    }

    /// The page is to be told the moment.
    fn is_due(&self, now_ms: f64) -> bool {
        self.to_show && now_ms - self.shown_ms >= SHOW_EVERY_MS
    }

    /// The page is told the moment in the next frame.
    pub(super) fn show_now(&mut self) {
        (self.to_show, self.shown_ms) = (true, 0.0);
    }

    pub(super) fn say(&mut self, words: impl Into<Said>) {
        self.to_say.push(Action::Announce(Rc::new(words.into())));
    }

    pub(super) fn say_event(&mut self) {
        self.goal = None;
        let time = self.session.time();
        let said = match (verdict::announcement(&self.phase()), last_event(&self.session)) {
            (Some(end), _) => end.into(),
            (None, Some(said)) => Said { before: format!("At {time}:"), ..said },
            (None, None) => at(time),
        };
        self.say(said);
    }

    fn tell(&mut self, now_ms: f64) -> Vec<Action> {
        let mut actions = std::mem::take(&mut self.to_say);
        if self.is_due(now_ms) {
            self.to_show = false;
            self.shown_ms = now_ms;
            let is_asked = self.panes.dump || matches!(self.stage.selected(), Some(Hit::G(_)));
            if *self.session.state() != State::Playing && is_asked {
                let (clock, until_ms) = (&self.clock, self.clock.now_ms() + LOOK_MS_MAX);
                let known = self.session.look_closely(&mut || clock.now_ms() < until_ms);
                self.to_show = !known;
            }
            self.draw_timeline();
            let (clock, until_ms) = (&self.clock, self.clock.now_ms() + COUNT_MS_MAX);
            let mut shot =
                snapshot(&self.session, self.stage.selected(), self.quiz, &mut self.line_marks, &mut || {
                    clock.now_ms() < until_ms
                });
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
