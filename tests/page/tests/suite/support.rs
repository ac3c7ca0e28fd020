//! What several of the tests do with a page.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::time::Duration;

use page_tests::{Key, Page, Role, Theme};

/// How long a program of a test may take.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A page as most readers have it, with the lesson about semaphores.
pub fn open() -> Page {
    let page = Page::open(1280, 800, Theme::Light);
    open_lesson(&page, "semaphore");
    page
}

/// Follows a link to a lesson.
#[track_caller]
pub fn open_lesson(page: &Page, slug: &str) {
    page.script("location.hash = '#/lesson/' + arguments[0]", &[slug.into()]);
    page.wait_until(&format!("the lesson {slug} is picked"), PATIENCE, |page| {
        page.script("return document.querySelector('[aria-label=Lessons]')?.value", &[]) == slug
    });
}

/// Types a program in place of the one in the editor and runs it, as fast as it goes.
#[track_caller]
pub fn run_fast(page: &Page, program: &str) {
    page.slider("Speed").press(Key::End);
    page.text_box("Program").replace_text(program);
    page.button("Run").click();
}

/// What the status line says.
pub fn status(page: &Page) -> String {
    page.all(Role::Status).iter().map(page_tests::Element::text).collect()
}

/// Waits until the status line contains `words`.
#[track_caller]
pub fn await_status(page: &Page, words: &str) {
    page.wait_until(&format!("the status says {words:?}"), PATIENCE, |page| status(page).contains(words));
}

/// What the output contains.
pub fn output(page: &Page) -> String {
    page.find(Role::Log, "Output").text()
}

/// The moment shown, in nanoseconds.
pub fn moment_ns(page: &Page) -> f64 {
    let value = page.slider("Moment").property("value");
    value.as_str().and_then(|value| value.parse().ok()).expect("the moment is a number")
}

/// From now on the page notes the longest time that its main thread was busy.
pub fn watch_main_thread(page: &Page) {
    page.script(
        "window.longestTask = 0;
         new PerformanceObserver(list => {
             for (const task of list.getEntries()) longestTask = Math.max(longestTask, task.duration);
         }).observe({ type: 'longtask' });",
        &[],
    );
}

/// The longest time that the main thread was busy, in ms.
pub fn longest_task_ms(page: &Page) -> f64 {
    page.script("return longestTask", &[]).as_f64().unwrap_or_default()
}

/// Something that is to be seen although the test passed.
pub fn figure(words: &str) {
    let figures = std::env::var_os("GOPARK_FIGURES").expect("`cargo xtask test page` says where figures go");
    let mut figures = OpenOptions::new().append(true).open(figures).expect("the file is there");
    writeln!(figures, "{words}").expect("a figure can be written");
}
