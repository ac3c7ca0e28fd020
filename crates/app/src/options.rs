//! What a page is opened with.

use std::rc::Rc;

use gopark_lessons::Lesson;
use gopark_session::Share;
use gopark_trace::SimTime;

use crate::state::Theme;

/// What a page is opened with. The default is the page by itself; a stage in somebody else's page sets what it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The lesson it opens with; the one last looked at, else the first, when none is named.
    pub lesson: Option<&'static Lesson>,
    /// A program to open with in place of the lesson's.
    pub program: Option<Rc<str>>,
    /// A run and a moment of it to open, in place of a program.
    pub share: Option<Rc<Share>>,
    /// The first moments of its run ([`gopark_session::Preview`]), for as long as it cannot be run.
    pub preview: Option<Rc<[u8]>>,
    /// What is seen of the page.
    pub view: View,
    /// Buttons and sliders are there.
    pub controls: bool,
    /// The program's text can be changed.
    pub editable: bool,
    /// The run begins by itself.
    pub autoplay: bool,
    /// The moment shown at first.
    pub start_at: SimTime,
    /// Nanoseconds of program time in a second; the lesson says when nothing is.
    pub speed: Option<u64>,
    /// Light or dark; as the reader chose when nothing is said.
    pub theme: Option<Theme>,
    /// What the run starts with.
    pub run: gopark_session::Options,
    /// Values of the program's parameters, by name.
    pub params: Vec<(String, i64)>,
    /// Texts and choices are kept for the next visit, and the address names the lesson. A stage in somebody else's page
    /// keeps nothing and leaves the address alone.
    pub remembers: bool,
}

/// What is seen of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Everything.
    #[default]
    Page,
    /// The stage.
    Stage,
    /// The timeline.
    Timeline,
    /// The stage and the program, and where there is room the timeline.
    Both,
    /// The program and its output.
    Code,
}

impl View {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Page, "page"),
        (Self::Stage, "stage"),
        (Self::Timeline, "timeline"),
        (Self::Both, "both"),
        (Self::Code, "code"),
    ];

    /// As written in an attribute and in the page.
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(view, _)| *view == self).map_or("", |(_, name)| name)
    }

    /// The role of a page's parts. In a page of somebody else's they are no landmarks: there may be several stages.
    pub fn role_of_parts(self) -> &'static str {
        if self == Self::Page { "region" } else { "group" }
    }

    /// The view of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, other)| *other == name).map(|(view, _)| view)
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lesson: None,
            program: None,
            share: None,
            preview: None,
            view: View::Page,
            controls: true,
            editable: true,
            autoplay: true,
            start_at: SimTime::ZERO,
            speed: None,
            theme: None,
            run: gopark_session::Options::USUAL,
            params: Vec::new(),
            remembers: true,
        }
    }
}
