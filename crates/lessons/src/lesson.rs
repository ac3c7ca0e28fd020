//! What a lesson consists of.

/// A text, the programs it speaks of, and how they are shown.
#[derive(Debug, Default)]
pub struct Lesson {
    /// Its name in links.
    pub slug: &'static str,
    /// Its name to people.
    pub title: &'static str,
    /// What it is about, in a few words.
    pub about: &'static str,
    /// Its programs: the first one is what it opens with.
    pub programs: Vec<Program>,
    /// How its programs are run.
    pub setup: Setup,
    /// HTML before the prediction.
    pub before: &'static str,
    /// What the reader predicts.
    pub quiz: Quiz,
    /// HTML after the prediction: what to run and what to watch.
    pub after: &'static str,
    /// HTML that explains the outcome.
    pub answer: &'static str,
    /// HTML on what production code does.
    pub practice: &'static str,
}

/// A Go program of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    /// The name of its file without `.go`.
    pub name: &'static str,
    /// Its source.
    pub text: &'static str,
    /// Nanoseconds of program time a second at which it is pleasant to watch.
    pub ns_per_second: u64,
}

/// How a lesson's programs are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The same of those of its programs that have no speed of their own.
    pub ns_per_second: u64,
    /// GOMAXPROCS.
    pub procs: u32,
    /// The container's memory limit, in bytes.
    pub memory_limit_bytes: u64,
    /// sysmon interrupts loops without calls.
    pub async_preempt: bool,
    /// The pane that is open: `dump`, `checklist`, or none.
    pub pane: &'static str,
    /// Nanoseconds of program time after which its tests need not look further.
    pub until_ns: u64,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            ns_per_second: 1_000_000,
            procs: 4,
            memory_limit_bytes: 256 << 20,
            async_preempt: true,
            pane: "",
            until_ns: 10_000_000_000,
        }
    }
}

/// A question that the reader's own run answers.
#[derive(Debug, Default)]
pub struct Quiz {
    /// The question, as HTML.
    pub question: &'static str,
    /// The condition from which on the run answers it.
    pub ready: &'static str,
    /// Possible answers.
    pub choices: Vec<Choice>,
}

/// A possible answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The condition under which it is right.
    pub holds: &'static str,
    /// The answer, as HTML.
    pub words: &'static str,
}

impl Eq for Lesson {}

impl PartialEq for Lesson {
    /// Slugs are unique.
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}

impl Lesson {
    /// The text of its first program.
    pub fn main_program(&self) -> &'static str {
        self.programs.first().map_or("", |program| program.text)
    }

    /// Nanoseconds of program time a second at which that one of its programs is pleasant to watch.
    pub fn ns_per_second(&self, variant: usize) -> u64 {
        self.programs.get(variant).map_or(self.setup.ns_per_second, |program| program.ns_per_second)
    }
}
