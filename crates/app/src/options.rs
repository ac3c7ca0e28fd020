//! What a page is opened with.

use gopark_lessons::Lesson;

/// What a page is opened with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The program it opens with; the one last looked at, else the first, when none is named.
    pub lesson: Option<&'static Lesson>,
}
