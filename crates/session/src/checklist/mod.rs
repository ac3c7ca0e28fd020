//! The operational checklist of the lessons' article, judged on a program and its run: six items, each with a sentence
//! of evidence and the places that it speaks of. What is in the source is known at once (`gopark_lang::review`), the rest
//! is seen in the run up to the moment shown.

mod exit;
mod seen;
mod tally;
mod watched;
mod words;

use gopark_lang::review::{Remark, What};
use gopark_trace::{GId, SimTime};

use crate::Session;
use seen::Seen;
pub(crate) use tally::Tally;

/// The items, in their order.
pub const ITEMS: [&str; 6] = [
    "Every goroutine has an exit",
    "Contexts are passed on",
    "Concurrency is bounded",
    "Goroutines are counted",
    "Profiles can be had",
    "No background task without a bound",
];

/// What is said of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be, as far as can be seen.
    Kept,
    /// Not as it should be.
    Broken,
    /// Neither the source nor the run tells.
    Unknown,
}

/// Where the evidence lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line of the source.
    Line(u32),
    /// A goroutine.
    Goroutine(GId),
    /// A moment.
    Moment(SimTime),
}

/// An item, judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Which way.
    pub verdict: Verdict,
    /// Why, in a sentence or two.
    pub words: String,
    /// Where to look.
    pub places: Vec<Place>,
}

impl Judgement {
    fn new(verdict: Verdict, words: String, places: &[Place]) -> Self {
        Self { verdict, words, places: places.to_vec() }
    }
}

impl Session {
    /// Makes what [`Self::checklist`] needs known, for a long run takes long to look through; false while `keep_going` said no
    /// before that.
    pub fn prepare_checklist(&self, keep_going: &mut dyn FnMut() -> bool) -> bool {
        self.tally_on(keep_going)
    }

    /// The checklist, judged on the program and its run up to the moment shown; nothing when there is no program, or only a
    /// recording or a preview of its run.
    pub fn checklist(&self) -> Vec<Judgement> {
        if self.recording().is_some() || self.is_preview() {
            return Vec::new();
        }
        let Some(seen) = Seen::of(self) else { return Vec::new() };
        vec![
            exit::exits(&seen),
            exit::contexts(&seen),
            exit::bounded(&seen),
            watched::counted(&seen),
            watched::profiled(&seen),
            exit::background(&seen),
        ]
    }
}

/// The first remark of a kind that holds with the switches as they are.
fn first<'a>(seen: &'a Seen<'_>, is: impl Fn(What) -> bool) -> Option<&'a Remark> {
    seen.remarks.iter().find(|remark| is(remark.what)).copied()
}
