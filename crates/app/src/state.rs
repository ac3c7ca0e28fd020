//! What the page knows besides the run itself: which program, its text, what is wrong with it, and the latest
//! snapshot of the run. One pure function changes it.

use std::rc::Rc;

use gopark_lessons::Lesson;
use gopark_session::{Diagnostic, Goal};
use yew::Reducible;

use crate::lesson::{Answer, Done};
use crate::snapshot::{Phase, Snapshot};
use crate::{speed, storage};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the reader's system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// As stored and as written in the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn named(name: &str) -> Self {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

/// Panes that cost something to fill, and are filled only while they are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// The checklist.
    pub checklist: bool,
    /// The goroutine dump.
    pub dump: bool,
}

impl Panes {
    /// Those that a lesson opens with.
    fn of(lesson: &Lesson) -> Self {
        Self { checklist: lesson.setup.pane == "checklist", dump: lesson.setup.pane == "dump" }
    }
}

/// The state of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The program that was picked.
    pub lesson: &'static Lesson,
    /// The text it opened with, which the reader can go back to.
    pub original: Rc<str>,
    /// Which of its programs.
    pub variant: usize,
    /// The choice that the reader predicts.
    pub picked: Option<usize>,
    /// What a run last said to the lesson's question.
    pub answer: Answer,
    /// Lessons that were answered.
    pub done: Done,
    /// What the editor holds.
    pub text: Rc<str>,
    /// Changes when the text was replaced by someone else than the editor.
    pub revision: u32,
    /// The text of the run on the stage.
    pub loaded: Rc<str>,
    /// What is wrong with the text that was tried last.
    pub diagnostics: Rc<[Diagnostic]>,
    /// Position of the speed slider.
    pub speed: u32,
    /// Where a step goes.
    pub goal: Goal,
    /// Light or dark.
    pub theme: Theme,
    /// Which panes are open.
    pub panes: Panes,
    /// A line that somebody wants to see, and how often somebody wanted to see one.
    pub pointed: Option<(u32, u32)>,
    /// The overlay that tells the keys is open.
    pub help: bool,
    /// What a person's last action led to.
    pub announcement: Rc<Said>,
    /// The moment shown.
    pub snapshot: Rc<Snapshot>,
    /// Something was on the stage, or there is a reason why nothing is.
    pub has_begun: bool,
}

/// Something told to the reader. What the picture, the clock or the inspector shows, too, is for those who listen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The moment.
    pub before: String,
    /// What everybody is told.
    pub words: String,
    /// The rule behind it; what else there is to know.
    pub after: String,
}

impl From<String> for Said {
    fn from(words: String) -> Self {
        Self { words, ..Self::default() }
    }
}

/// What can happen to the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Another program was put into the editor, by a script.
    Program(Rc<str>),
    /// Another program was picked; `text` is its text as the reader left it.
    Open { lesson: &'static Lesson, variant: usize, text: Rc<str> },
    /// The reader predicts that choice.
    Pick(usize),
    /// The reader typed.
    Edit(Rc<str>),
    /// The text is what it was at first.
    Revert,
    /// The text was compiled; without errors it is on the stage now.
    Compiled { text: Rc<str>, diagnostics: Rc<[Diagnostic]> },
    /// The speed slider was moved.
    Speed(u32),
    /// Steps go elsewhere.
    Goal(Goal),
    /// Another theme was chosen.
    Theme(Theme),
    /// Panes were opened or closed.
    Panes(Panes),
    /// Somebody wants to see a line.
    Point(u32),
    /// The overlay that tells the keys opens or closes.
    Help,
    /// The text in the editor was looked at while it was typed.
    Checked { text: Rc<str>, diagnostics: Rc<[Diagnostic]> },
    /// A recording is on the stage, and the program in the editor is not meant by what is done there.
    Recorded,
    /// Something to tell the reader.
    Announce(Rc<Said>),
    /// The moment shown is another.
    Show(Rc<Snapshot>),
}

impl State {
    /// The page when it opens.
    pub fn new(lesson: &'static Lesson, variant: usize, text: Rc<str>, theme: Theme) -> Self {
        Self {
            lesson,
            original: storage::original(lesson, variant).into(),
            variant,
            picked: None,
            answer: Answer::default(),
            done: Done::default(),
            text,
            revision: 0,
            loaded: Rc::from(""),
            diagnostics: Rc::from([]),
            goal: Goal::Event,
            panes: Panes::of(lesson),
            pointed: None,
            help: false,
            speed: speed::position(lesson.ns_per_second(variant)),
            theme,
            announcement: Rc::default(),
            snapshot: Rc::default(),
            has_begun: false,
        }
    }

    /// The text is not the one that came with the lesson.
    pub fn is_changed(&self) -> bool {
        self.text != self.original
    }

    /// The text is not the one that runs.
    pub fn is_ahead(&self) -> bool {
        self.text != self.loaded
    }

    /// The state after `action`.
    #[must_use]
    pub fn after(mut self, action: Action) -> Self {
        match action {
            Action::Open { lesson, variant, text } => {
                if lesson != self.lesson {
                    self.panes = Panes::of(lesson);
                    (self.picked, self.answer) = (None, Answer::default());
                }
                self.variant = variant;
                self.speed = speed::position(lesson.ns_per_second(variant));
                self.lesson = lesson;
                self.original = storage::original(lesson, variant).into();
                self.replace(text);
            }
            Action::Program(text) => {
                self.original = text.clone();
                self.replace(text);
            }
            Action::Edit(text) => self.text = text,
            Action::Revert => self.replace(self.original.clone()),
            Action::Compiled { text, diagnostics } => {
                if diagnostics.iter().any(|it| it.is_error) {
                    self.has_begun = true;
                } else {
                    self.loaded = text;
                }
                self.diagnostics = diagnostics;
            }
            Action::Speed(position) => self.speed = position.min(speed::POSITION_MAX),
            Action::Goal(goal) => self.goal = goal,
            Action::Theme(theme) => self.theme = theme,
            Action::Panes(panes) => self.panes = panes,
            Action::Point(line) => self.pointed = Some((line, self.pointed.map_or(0, |(_, nth)| nth + 1))),
            Action::Help => self.help = !self.help,
            Action::Checked { text, diagnostics } => {
                if text == self.text {
                    self.diagnostics = diagnostics;
                }
            }
            Action::Recorded => self.loaded = self.text.clone(),
            Action::Announce(words) => self.announcement = words,
            Action::Pick(choice) => {
                self.picked = Some(choice);
                self.note_answer();
            }
            Action::Show(snapshot) => {
                if snapshot.answer.ready {
                    self.answer = snapshot.answer;
                    self.note_answer();
                }
                let hit = |shot: &Snapshot| shot.inspection.as_ref().map(|it| it.hit);
                if hit(&snapshot) != hit(&self.snapshot) {
                    self.pointed = None;
                }
                self.has_begun |= snapshot.phase != Phase::Empty;
                self.snapshot = snapshot;
            }
        }
        self
    }

    /// A lesson is answered when the reader has predicted and a run has told.
    fn note_answer(&mut self) {
        let index = gopark_lessons::all().iter().position(|it| it == self.lesson);
        if let Some(index) = index.filter(|_| self.picked.is_some() && self.answer.ready) {
            self.done = self.done.with(index);
        }
    }

    fn replace(&mut self, text: Rc<str>) {
        (self.text, self.pointed) = (text, None);
        self.revision += 1;
        self.diagnostics = Rc::from([]);
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Rc::unwrap_or_clone(self).after(action))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use gopark_lessons::{BUNDLE, Lesson};
    use gopark_session::Diagnostic;

    use super::{Action, State, Theme};
    use crate::lesson::Answer;
    use crate::snapshot::Snapshot;

    fn lessons() -> &'static [Lesson] {
        gopark_lessons::install(BUNDLE)
    }

    fn opened() -> State {
        let lesson = &lessons()[0];
        State::new(lesson, 0, lesson.main_program().into(), Theme::System)
    }

    fn error() -> Rc<[Diagnostic]> {
        let (file, message) = ("main.go".to_owned(), "undefined: x".to_owned());
        Rc::from([Diagnostic {
            is_error: true,
            file,
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 2,
            message,
        }])
    }

    #[test]
    fn errors_keep_the_text_and_the_run() {
        let good: Rc<str> = "good".into();
        let state = opened()
            .after(Action::Edit(good.clone()))
            .after(Action::Compiled { text: good, diagnostics: Rc::from([]) })
            .after(Action::Edit("bad".into()));
        assert!(state.is_ahead());
        let state = state.after(Action::Compiled { text: "bad".into(), diagnostics: error() });
        assert_eq!((&*state.text, &*state.loaded, state.diagnostics.len()), ("bad", "good", 1));
    }

    #[test]
    fn typing_does_not_replace_the_editor_but_reverting_does() {
        let state = opened().after(Action::Edit("x".into()));
        assert_eq!((state.revision, state.is_changed()), (0, true));
        let state = state.after(Action::Revert);
        assert_eq!((state.revision, state.is_changed()), (1, false));
    }

    #[test]
    fn another_program_brings_its_own_speed() {
        let before = opened();
        let speed = before.speed;
        let open = Action::Open { lesson: &lessons()[1], variant: 0, text: "mine".into() };
        let state = before.after(Action::Compiled { text: "".into(), diagnostics: error() }).after(open);
        assert_ne!(state.speed, speed);
        assert_eq!((&*state.text, state.diagnostics.len(), state.is_changed()), ("mine", 0, true));
    }

    #[test]
    fn a_lesson_is_answered_by_a_prediction_and_a_run() {
        let told = Snapshot { answer: Answer { ready: true, right: 2 }, ..Snapshot::default() };
        let state = opened().after(Action::Pick(0));
        assert!(!state.done.has(0));
        let state = state.after(Action::Show(Rc::new(told))).after(Action::Show(Rc::default()));
        assert!(state.done.has(0) && state.answer.is_right(1) && !state.answer.is_right(0));
        let open = Action::Open { lesson: &lessons()[1], variant: 0, text: "".into() };
        let state = state.after(open);
        assert_eq!((state.picked, state.answer.ready, state.done.count()), (None, false, 1));
    }

    #[test]
    fn themes_have_names() {
        for theme in [Theme::System, Theme::Light, Theme::Dark] {
            assert_eq!(Theme::named(theme.name()), theme);
        }
    }
}
