//! The lessons: Go programs and texts, as files. A lesson's program also runs unchanged with the real Go toolchain,
//! and prints the same there.
//!
//! A lesson is a folder of this crate: `lesson.md` and its programs. The build renders all of them into one text,
//! [`BUNDLE`]. It lies beside the page's WebAssembly instead of inside it, so that a page with a program of its own does
//! not load it, and is fetched once, so that all lessons are there when the network is gone.

mod bundle;
mod condition;
mod lesson;

use std::sync::OnceLock;

pub use condition::{holds, number};
pub use lesson::{Choice, Lesson, Program, Quiz, Setup};

/// All lessons as one text.
pub const BUNDLE: &str = include_str!(concat!(env!("OUT_DIR"), "/lessons.txt"));
/// The name of the file that holds [`BUNDLE`] beside the page; another text has another name.
pub const FILE_NAME: &str = concat!("lessons-", env!("GOPARK_LESSONS_HASH"), ".txt");

static LESSONS: OnceLock<Vec<Lesson>> = OnceLock::new();

/// Makes the lessons of a bundle known, once for the life of the process; later calls change nothing.
pub fn install(bundle: &'static str) -> &'static [Lesson] {
    LESSONS.get_or_init(|| bundle::parse(bundle))
}

/// What the page shows where there are no lessons: a program to begin with.
pub fn blank() -> &'static Lesson {
    static BLANK: OnceLock<Lesson> = OnceLock::new();
    BLANK.get_or_init(|| {
        let program =
            Program { name: "main", text: BLANK_PROGRAM, ns_per_second: Setup::default().ns_per_second };
        Lesson { title: "Your own program", programs: vec![program], ..Lesson::default() }
    })
}

const BLANK_PROGRAM: &str = "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"hello\")\n}\n";

/// All lessons, in the order in which they are read; none before [`install`].
pub fn all() -> &'static [Lesson] {
    LESSONS.get().map_or(&[], Vec::as_slice)
}

/// The lesson with that slug.
pub fn find(slug: &str) -> Option<&'static Lesson> {
    all().iter().find(|lesson| lesson.slug == slug)
}
