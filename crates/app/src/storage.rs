//! What the page remembers from visit to visit: texts, the program last looked at, the theme. Nothing leaves the
//! browser, and where it keeps nothing (a private window), the page works without.

use gopark_lessons::Lesson;
use web_sys::Storage;

use crate::state::Theme;

/// `www/embed/page.js` looks whether it is there.
const LESSON: &str = "gopark.lesson";
const THEME: &str = "gopark.theme";

/// The program last looked at.
pub fn lesson() -> &'static Lesson {
    get(LESSON)
        .and_then(|slug| gopark_lessons::find(&slug))
        .or_else(|| gopark_lessons::all().first())
        .unwrap_or_else(gopark_lessons::blank)
}

/// Remembers the program looked at.
pub fn set_lesson(lesson: &Lesson) {
    set(LESSON, lesson.slug);
}

/// The text of a lesson's program as the reader left it.
pub fn text(lesson: &Lesson, variant: usize) -> String {
    get(&text_key(lesson, variant)).unwrap_or_else(|| original(lesson, variant).to_owned())
}

/// Remembers the text of a program.
pub fn set_text(lesson: &Lesson, variant: usize, text: &str) {
    if text == original(lesson, variant) {
        remove(&text_key(lesson, variant));
    } else {
        set(&text_key(lesson, variant), text);
    }
}

/// The text that came with the lesson.
pub fn original(lesson: &Lesson, variant: usize) -> &'static str {
    lesson.programs.get(variant).map_or("", |program| program.text)
}

/// The theme last chosen.
pub fn theme() -> Theme {
    get(THEME).map(|name| Theme::named(&name)).unwrap_or_default()
}

/// Remembers the theme.
pub fn set_theme(theme: Theme) {
    set(THEME, theme.name());
}

fn text_key(lesson: &Lesson, variant: usize) -> String {
    match lesson.programs.get(variant) {
        Some(program) if variant > 0 => format!("gopark.text.{}.{}", lesson.slug, program.name),
        _ => format!("gopark.text.{}", lesson.slug),
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What was kept under `key`.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps `value` under `key`.
pub fn set(key: &str, value: &str) {
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

#[cfg(test)]
mod tests {
    use super::LESSON;

    #[test]
    fn the_page_looks_for_the_same_key_before_it_runs() {
        let page = include_str!("../../../www/embed/page.js");
        assert!(page.contains(&format!("localStorage.getItem(\"{LESSON}\")")), "{page}");
    }
}
