//! `#/lesson/<slug>` and `#/lesson/<slug>/<program>`: a link to a lesson.

use gloo_events::EventListener;
use gopark_lessons::Lesson;

/// What links to lessons begin with.
pub const PREFIX: &str = "#/lesson/";

/// The link to a lesson.
pub fn href(lesson: &Lesson) -> String {
    format!("{PREFIX}{}", lesson.slug)
}

/// The lesson that a fragment names, and which of its programs.
pub fn parse(fragment: &str) -> Option<(&'static Lesson, usize)> {
    let mut parts = fragment.strip_prefix(PREFIX)?.split('/');
    let lesson = gopark_lessons::find(parts.next()?)?;
    let variant = parts.next().and_then(|name| lesson.programs.iter().position(|it| it.name == name));
    Some((lesson, variant.unwrap_or(0)))
}

/// What the address names.
pub fn current() -> Option<(&'static Lesson, usize)> {
    parse(&web_sys::window()?.location().hash().ok()?)
}

/// Makes the address name a lesson.
pub fn go_to(lesson: &Lesson) {
    let location = web_sys::window().map(|window| window.location());
    // An address that cannot be changed leaves the page where it is.
    let _ = location.map(|location| location.set_hash(&href(lesson)));
}

/// Calls `open` whenever the address names another lesson, until dropped.
pub fn listen(open: impl Fn((&'static Lesson, usize)) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| current().into_iter().for_each(&open)))
}
