//! Reads the bundle that `build/build.rs` writes: lessons of fields of parts, each kind with a separator of its own.

use crate::condition::number;
use crate::lesson::{Choice, Lesson, Program};

const LESSON: char = '\u{1d}';
const FIELD: char = '\u{1e}';
const PART: char = '\u{1f}';

/// The lessons of a bundle. What it does not know it leaves out.
pub fn parse(bundle: &'static str) -> Vec<Lesson> {
    bundle.split(LESSON).skip(1).map(lesson).collect()
}

fn lesson(text: &'static str) -> Lesson {
    let mut lesson = Lesson::default();
    for field in text.split(FIELD) {
        let (key, value) = field.split_once(PART).unwrap_or((field, ""));
        let (name, rest) = value.split_once(PART).unwrap_or((value, ""));
        let count = number(value).unwrap_or(0);
        match key {
            "slug" => lesson.slug = value,
            "title" => lesson.title = value,
            "about" => lesson.about = value,
            "speed" => lesson.setup.ns_per_second = count as u64,
            "procs" => lesson.setup.procs = count as u32,
            "memory" => lesson.setup.memory_limit_bytes = count as u64,
            "preempt" => lesson.setup.async_preempt = value != "off",
            "pane" => lesson.setup.pane = value,
            "until" => lesson.setup.until_ns = count as u64,
            "program" => {
                let (name, speed) = name.split_once('=').unwrap_or((name, ""));
                let ns_per_second = number(speed).map_or(lesson.setup.ns_per_second, |speed| speed as u64);
                lesson.programs.push(Program { name, text: rest, ns_per_second });
            }
            "before" => lesson.before = value,
            "question" => lesson.quiz.question = value,
            "ready" => lesson.quiz.ready = value,
            "choice" => lesson.quiz.choices.push(Choice { holds: name, words: rest }),
            "after" => lesson.after = value,
            "answer" => lesson.answer = value,
            "practice" => lesson.practice = value,
            _ => {}
        }
    }
    lesson
}
