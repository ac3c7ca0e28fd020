//! The lessons: Go programs and texts, as files. A lesson's program also runs unchanged with the real Go toolchain,
//! and prints the same there.

/// A program and what there is to see in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its name in links.
    pub slug: &'static str,
    /// Its name to people.
    pub title: &'static str,
    /// The Go program.
    pub program: &'static str,
    /// What to see, to change and to ask, as Markdown whose first line is the title.
    pub text: &'static str,
    /// Nanoseconds of program time a second at which it is pleasant to watch.
    pub ns_per_second: u32,
}

/// All lessons, in the order in which they are read; the page opens with the first.
pub const LESSONS: [Lesson; 2] = [
    Lesson {
        slug: "semaphore",
        title: "Bounded concurrency",
        program: include_str!("../semaphore/main.go"),
        text: include_str!("../semaphore/lesson.md"),
        ns_per_second: 500_000,
    },
    Lesson {
        slug: "unbounded",
        title: "Unbounded concurrency",
        program: include_str!("../unbounded/main.go"),
        text: include_str!("../unbounded/lesson.md"),
        ns_per_second: 8_000_000,
    },
];

/// The lesson with that slug.
pub fn find(slug: &str) -> Option<&'static Lesson> {
    LESSONS.iter().find(|lesson| lesson.slug == slug)
}

#[cfg(test)]
mod tests {
    use super::{LESSONS, find};

    #[test]
    fn the_text_begins_with_the_title() {
        for lesson in &LESSONS {
            assert_eq!(lesson.text.lines().next(), Some(format!("# {}", lesson.title).as_str()));
            assert_eq!(find(lesson.slug), Some(lesson));
        }
        assert_eq!(find("nothing"), None);
    }
}
