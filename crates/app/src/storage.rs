//! What the page remembers from visit to visit: texts, the program last looked at, the theme. Nothing leaves the
//! browser, and where it keeps nothing (a private window), the page works without.

use gopark_lessons::{LESSONS, Lesson};
use web_sys::Storage;

use crate::state::Theme;

const LESSON: &str = "gopark.lesson";
const THEME: &str = "gopark.theme";

/// The program last looked at.
pub fn lesson() -> &'static Lesson {
    get(LESSON).and_then(|slug| gopark_lessons::find(&slug)).unwrap_or(&LESSONS[0])
}

/// Remembers the program looked at.
pub fn set_lesson(lesson: &Lesson) {
    set(LESSON, lesson.slug);
}

/// The text of a program as the reader left it.
pub fn text(lesson: &Lesson) -> String {
    get(&text_key(lesson)).unwrap_or_else(|| lesson.program.to_owned())
}

/// Remembers the text of a program.
pub fn set_text(lesson: &Lesson, text: &str) {
    if text == lesson.program {
        remove(&text_key(lesson));
    } else {
        set(&text_key(lesson), text);
    }
}

/// The theme last chosen.
pub fn theme() -> Theme {
    get(THEME).map(|name| Theme::named(&name)).unwrap_or_default()
}

/// Remembers the theme.
pub fn set_theme(theme: Theme) {
    set(THEME, theme.name());
}

fn text_key(lesson: &Lesson) -> String {
    format!("gopark.text.{}", lesson.slug)
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden store is no reason to stop: the text is still in the editor.
        let _ = storage.set_item(key, value);
    }
}

fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}
