//! Plays a run on the stage: owns the session, takes what a person commands, and does the work of each frame.
//!
//! The component tree never sees a frame. It gets a [`Snapshot`](crate::snapshot::Snapshot) on a discrete change, and
//! at most ten times a second while the run plays.

mod around;
mod change;
mod compile;
mod frame;
mod hunt;
mod opening;
mod preview;
mod saving;
mod script;
mod select;
mod tell;
mod timeline;
mod transport;
mod twin;
mod zoom;

pub use hunt::told;
pub use zoom::ZOOM_STEP;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gopark_lessons::Quiz;
use gopark_scene::{Stage, Timeline};
use gopark_session::checklist::Judgement;
use gopark_session::{Hunt, Options, Session, Speed, Twin};
use gopark_trace::SimTime;
use yew::Callback;

use super::clock::Clock;
use super::frame_times::FrameTimes;
use super::frames;
use super::screen::Screen;
use crate::line_marks::LineMarks;
use crate::snapshot::{Dump, HuntView, OutputPiece, RecordingView};
use crate::state::{Action, Panes};

pub use twin::Differs;

/// A handle to a player; clones play the same run.
#[derive(Clone)]
pub struct Player(Rc<RefCell<Inner>>);

impl PartialEq for Player {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    session: Session,
    stage: Stage,
    screen: Option<Screen>,
    timeline: Timeline,
    timeline_screen: Option<Screen>,
    /// It stands in line for a frame.
    in_line: bool,
    /// When the last frame was, in ms.
    last_ms: Option<f64>,
    /// The page is about to be told.
    is_telling: bool,
    /// It was told in a task of its own, so in the next frame the browser lays out what changed.
    lays_out: bool,
    /// Of the run there was little to be seen in the last frame.
    computes: bool,
    /// When the page was last told the moment, in ms.
    shown_ms: f64,
    /// The page does not know this moment yet.
    to_show: bool,
    /// What to tell the page before anything else.
    to_say: Vec<Action>,
    dirty: bool,
    moving: bool,
    tab_visible: bool,
    on_screen: bool,
    goal: Option<SimTime>,
    /// Where playing stops, in order.
    stops: Vec<SimTime>,
    /// How many programs were put on the stage.
    loads: u32,
    /// A step is not there yet.
    stepping: bool,
    /// What the slider says; running to the end is faster.
    speed: Speed,
    /// What needs the run itself, while its preview is on the stage; None: that run never comes.
    awaiting: Option<Vec<preview::Awaiting>>,
    /// A text to be checked, and when.
    unchecked: Option<(Rc<str>, f64)>,
    /// What is being compiled.
    job: Option<compile::Job>,
    /// A hunt that goes on, and how the last one stands.
    hunt: Option<Hunt>,
    hunted: Option<HuntView>,
    /// A file that is being read.
    opening: Option<opening::Opening>,
    /// A file that is being made.
    saving: Option<saving::Saving>,
    /// What the run on the stage is to answer.
    quiz: Option<&'static Quiz>,
    /// What the page wants to know besides.
    panes: Panes,
    /// The dump that was shown last.
    dump: Option<Rc<Dump>>,
    /// The checklist that was shown last.
    checklist: Rc<[Judgement]>,
    /// A second run that goes along with this one, and how far it is known to be the same.
    twin: Option<Player>,
    compared: Twin,
    /// The second run is to begin anew, for the first one did.
    twin_is_stale: bool,
    /// Where both part, in words, and when.
    apart: Option<Rc<str>>,
    parted: Option<SimTime>,
    /// Whom this one goes along with, and in what it differs.
    lead: Weak<RefCell<Inner>>,
    differs: Differs,
    /// What the run that is loaded next is to answer.
    quiz_to_come: Option<&'static Quiz>,
    clock: Clock,
    times: FrameTimes,
    line_marks: LineMarks,
    /// What the page shows of the output, and whether there was more.
    output: (Rc<[OutputPiece]>, bool),
    on_action: Callback<Action>,
    /// A script that is told when there is something new to read.
    on_news: Callback<()>,
    /// What there is to know about the recording on the stage.
    recording: Option<Rc<RecordingView>>,
    /// What the editor holds.
    source: Rc<str>,
    /// How often something was to be done with a program.
    calls: u64,
}

impl Player {
    /// A player without a program, which nobody listens to.
    pub fn new(options: Options) -> Self {
        let mut session = Session::new(options);
        let clock = Clock::new();
        session.work_in_frames(move || clock.now_ms());
        Self(Rc::new(RefCell::new(Inner {
            session,
            stage: Stage::new(),
            screen: None,
            timeline: Timeline::default(),
            timeline_screen: None,
            in_line: false,
            last_ms: None,
            is_telling: false,
            lays_out: false,
            computes: false,
            shown_ms: 0.0,
            to_show: true,
            to_say: Vec::new(),
            dirty: true,
            moving: false,
            tab_visible: true,
            on_screen: true,
            goal: None,
            stops: Vec::new(),
            loads: 0,
            stepping: false,
            speed: Speed::Unbounded,
            awaiting: Some(Vec::new()),
            unchecked: None,
            job: None,
            hunt: None,
            hunted: None,
            opening: None,
            saving: None,
            quiz: None,
            panes: Panes::default(),
            dump: None,
            checklist: Rc::default(),
            twin: None,
            compared: Twin::default(),
            twin_is_stale: false,
            apart: None,
            parted: None,
            lead: Weak::new(),
            differs: Differs::Seed(0),
            quiz_to_come: None,
            clock: Clock::new(),
            times: FrameTimes::default(),
            line_marks: LineMarks::default(),
            output: Default::default(),
            on_action: Callback::noop(),
            on_news: Callback::noop(),
            recording: None,
            source: Rc::from(""),
            calls: 0,
        })))
    }

    /// From now on `on_action` is told what happens.
    pub fn listen(&self, on_action: Callback<Action>) {
        self.command_silently(|inner| inner.on_action = on_action);
    }

    /// Our own work in each of the latest frames, in ms.
    pub fn frame_times_ms(&self) -> Vec<f64> {
        self.0.try_borrow().map(|inner| inner.times.to_vec()).unwrap_or_default()
    }

    /// Forgets how long frames took so far.
    pub fn clear_frame_times(&self) {
        self.command_silently(|inner| inner.times.clear());
    }

    /// Fingerprint of all events of the run so far.
    pub fn events_hash(&self) -> u64 {
        self.0.try_borrow().map_or(0, |inner| inner.session.events_hash())
    }

    /// Looks at the session, unless a frame is being worked on.
    pub fn look<T>(&self, look: impl FnOnce(&Session) -> T) -> Option<T> {
        self.0.try_borrow().ok().map(|inner| look(&inner.session))
    }

    /// What a person did: the page is told about it in the next frame.
    fn command(&self, act: impl FnOnce(&mut Inner)) {
        self.command_silently(|inner| {
            act(inner);
            inner.dirty = true;
            inner.to_show = true;
            inner.shown_ms = 0.0;
        });
    }

    /// While a frame is being worked on, nothing can be commanded; nothing in a frame calls back, so nothing is lost.
    fn command_silently(&self, act: impl FnOnce(&mut Inner)) {
        if let Ok(mut inner) = self.0.try_borrow_mut() {
            act(&mut inner);
        }
        self.request_frame();
    }

    fn request_frame(&self) {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return };
        if let Some(lead) = inner.lead.upgrade() {
            // Both are painted in the frames of the first.
            drop(inner);
            return Self(lead).request_frame();
        }
        if !inner.in_line && inner.needs_frame() {
            inner.in_line = true;
            frames::stand_in_line(self.clone());
        }
    }

    /// Its turn in a frame that `sharers` share.
    pub(super) fn on_frame(&self, now_ms: f64, sharers: usize) {
        let took_ms = self.0.try_borrow_mut().ok().and_then(|mut inner| {
            // Who was detached meanwhile is not in line any more.
            let in_line = std::mem::take(&mut inner.in_line);
            in_line.then(|| inner.on_frame(now_ms, sharers))
        });
        if let Some(took_ms) = took_ms {
            self.after_frame(now_ms, took_ms);
        }
        self.request_frame();
    }
}
