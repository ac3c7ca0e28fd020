//! Draws a layout: plain shapes and words, no decisions about where things go.

mod contexts;
mod decision;
mod gauge;
mod machine;
mod overlay;
mod places;
mod sheet;

use gopark_trace::{PId, SimTime, World};

use crate::census::Census;
use crate::draw::Cmd;
use crate::hits::Hit;
use crate::layout::{Layout, Talk};
use crate::motion::Motion;
use crate::names::Names;
use crate::palette::Role;
use crate::words;

pub(crate) use overlay::crowded;
pub(crate) use sheet::{Sheet, Style};

/// Everything a frame is drawn from.
pub(crate) struct Scene<'a> {
    pub(crate) world: &'a World,
    pub(crate) now: SimTime,
    pub(crate) names: &'a dyn Names,
    pub(crate) census: &'a Census,
    pub(crate) layout: &'a Layout,
    pub(crate) talks: &'a [Talk],
    pub(crate) motion: &'a Motion,
    pub(crate) selected: Option<Hit>,
    pub(crate) hovered: Option<Hit>,
    /// The rule that was followed last, and on which processor.
    pub(crate) decision: Option<&'a (PId, String)>,
    /// How much the world is dimmed, 0 to 1.
    pub(crate) dim: f32,
    /// Turns of whatever turns.
    pub(crate) turn: f32,
}

impl Scene<'_> {
    /// Everything under the goroutines.
    pub(crate) fn draw_below(&self, sheet: &mut Sheet<'_>) {
        if self.world.events == 0 {
            return self.nothing_yet(sheet);
        }
        self.banner(sheet);
        self.conveyor(sheet);
        for card in &self.layout.cards {
            self.card(sheet, card);
        }
        self.threads(sheet);
        self.gauge(sheet);
        self.places(sheet);
        for crowd in &self.motion.crowds {
            sheet.push(Cmd::Crowd(crowd.drawn(self.motion.landing(crowd.spread))));
        }
    }

    /// Before the first event there are neither processors nor memory to show.
    fn nothing_yet(&self, sheet: &mut Sheet<'_>) {
        let (metrics, mid) = (&self.layout.metrics, self.layout.height / 2.0);
        sheet.text_mid(
            words::NOTHING_YET,
            metrics.width / 2.0,
            mid,
            metrics.inner(),
            Style::Body,
            Role::Muted,
        );
    }

    /// Everything over them.
    pub(crate) fn draw_above(&self, sheet: &mut Sheet<'_>) {
        self.stopped(sheet);
        self.outlines(sheet);
        self.decision(sheet);
    }
}
