//! The elements that the pictures are painted on, and what changes around them.

use super::super::screen::Screen;
use super::super::watch::{Change, prefers_reduced_motion};
use super::Player;

impl Player {
    /// From now on the pictures are painted on these.
    pub fn attach(&self, mut screen: Screen, mut timeline: Option<Screen>) {
        self.command_silently(|inner| {
            screen.measure();
            timeline.iter_mut().for_each(Screen::measure);
            inner.stage.set_reduced_motion(prefers_reduced_motion());
            inner.screen = Some(screen);
            inner.timeline_screen = timeline;
            inner.dirty = true;
            inner.show_now();
        });
    }

    /// Stops: no frame is requested any more, nothing is painted.
    pub fn detach(&self) {
        if let Ok(mut inner) = self.0.try_borrow_mut() {
            (inner.screen, inner.timeline_screen) = (None, None);
            inner.in_line = false;
            inner.on_screen = false;
            inner.session.pause();
        }
    }

    /// Takes the colors from the page again.
    pub fn restyle(&self) {
        self.on_change(Change::Preferences);
        self.on_timeline_change(Change::Preferences);
    }

    /// Something changed around the stage.
    pub fn on_change(&self, change: Change) {
        self.command_silently(|inner| {
            match (change, &mut inner.screen) {
                (Change::Size, Some(screen)) => screen.measure(),
                (Change::Scroll, Some(screen)) => screen.scrolled(),
                (Change::Visible(on), _) => inner.tab_visible = on,
                (Change::OnScreen(on), _) => inner.on_screen = on,
                (Change::Preferences, Some(screen)) => {
                    screen.restyle();
                    inner.stage.set_reduced_motion(prefers_reduced_motion());
                }
                _ => {}
            }
            inner.dirty = true;
        });
    }

    /// Something changed around the timeline.
    pub fn on_timeline_change(&self, change: Change) {
        self.command_silently(|inner| {
            if let Some(screen) = &mut inner.timeline_screen {
                match change {
                    Change::Size => screen.measure(),
                    Change::Scroll => screen.scrolled(),
                    Change::Preferences => screen.restyle(),
                    Change::Visible(_) | Change::OnScreen(_) | Change::Lost => return,
                }
            }
            inner.show_now();
        });
    }
}
