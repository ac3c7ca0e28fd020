//! Points at things of the picture and selects them.

use gopark_scene::{Hit, words};

use super::super::neighbor::{Way, neighbor};
use super::{Inner, Player};
use crate::lesson::act;
use crate::names::ProgramNames;
use crate::state::Said;

impl Player {
    /// Selects what the words of a lesson name, if it is there now.
    pub fn select_named(&self, words: &str) {
        self.command(|inner| {
            let session = &inner.session;
            let found = session.world().zip(session.program());
            match found.and_then(|(world, program)| act::find(words, world, program)) {
                Some(hit) => {
                    inner.select(Some(hit));
                    inner.reveal(hit);
                }
                None => inner.say("It is not there at this moment.".to_owned()),
            }
        });
    }

    /// Selects something, or nothing.
    pub fn select(&self, hit: Option<Hit>) {
        self.command(|inner| inner.select(hit));
    }

    /// Selects what comes next in a direction.
    pub fn select_next(&self, way: Way) {
        self.command(|inner| {
            let next = neighbor(&inner.stage.last().hits, inner.stage.selected(), way);
            if let Some(hit) = next {
                inner.select(next);
                inner.reveal(hit);
            }
        });
    }

    /// The pointer is at a point of the visible part of the stage, or has left it.
    pub fn point(&self, at: Option<(f32, f32)>) {
        self.command_silently(|inner| {
            let hit = at.and_then(|(x, y)| inner.hit(x, y));
            inner.stage.hover(hit);
            inner.dirty = true;
        });
    }

    /// A point of the visible part of the stage was clicked.
    pub fn click(&self, x: f32, y: f32) {
        self.command(|inner| {
            let hit = inner.hit(x, y);
            inner.select(hit);
        });
    }
}

impl Inner {
    fn hit(&self, x: f32, y: f32) -> Option<Hit> {
        let (x, y) = self.screen.as_ref()?.to_picture(x, y);
        self.stage.hit_test(self.session.world()?, x, y)
    }

    pub(super) fn select(&mut self, hit: Option<Hit>) {
        self.stage.select(hit);
        let Some(hit) = hit else { return };
        if let (Some(program), Some(world)) = (self.session.program(), self.session.world()) {
            let words = words::describe(world, &ProgramNames { program, world }, hit);
            // The inspector says it all.
            let (words, after) = words.split_once(". ").map_or((&*words, ""), |(first, rest)| (first, rest));
            let words = format!("{}.", words.trim_end_matches('.'));
            self.say(Said { words, after: after.to_owned(), ..Said::default() });
        }
    }

    fn reveal(&mut self, hit: Hit) {
        let found = self.session.world().and_then(|world| self.stage.find(world, hit));
        if let (Some(rect), Some(screen)) = (found, &mut self.screen) {
            screen.reveal(&rect);
        }
    }
}
