//! The lessons' sources, as far as tests look into them.

use std::fs;
use std::path::{Path, PathBuf};

use gopark_lessons::Lesson;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// A link: its words, where it leads, and in which lesson it stands.
pub struct Link {
    pub lesson: &'static Lesson,
    pub words: String,
    pub to: String,
}

/// All lessons.
pub fn lessons() -> &'static [Lesson] {
    gopark_lessons::install(gopark_lessons::BUNDLE)
}

/// The lesson of that name.
pub fn lesson(slug: &str) -> &'static Lesson {
    lessons().iter().find(|it| it.slug == slug).expect("the lesson")
}

/// The folder of a lesson.
pub fn folder(lesson: &Lesson) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(lesson.slug)
}

/// The links of a lesson, and the words that are outside of links and of code.
pub fn links(lesson: &'static Lesson) -> (Vec<Link>, String) {
    let source = fs::read_to_string(folder(lesson).join("lesson.md")).expect("a lesson has a text");
    let body = source.split_once("\n```\n").expect("the front has an end").1;
    // Choices are hypotheses; `questions` sees to them.
    let body: String =
        body.lines().filter(|line| !line.contains(" if `")).map(|line| format!("{line}\n")).collect();
    let (mut links, mut outside) = (Vec::new(), String::new());
    let mut open: Option<Link> = None;
    for event in Parser::new(&body) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                open = Some(Link { lesson, words: String::new(), to: dest_url.to_string() });
            }
            Event::End(TagEnd::Link) => links.extend(open.take()),
            Event::Text(text) | Event::Code(text) if open.is_some() => {
                open.as_mut().expect("it is open").words += &text;
            }
            Event::Text(text) => outside += &text,
            Event::SoftBreak | Event::End(_) => outside.push('\n'),
            _ => {}
        }
    }
    (links, outside)
}
