//! The page opens, says what it is, and a program of Go runs at once.

use page_tests::{Page, Role, Theme};

use crate::support::{PATIENCE, moment_ns, open, open_lesson};

#[test]
fn opens_with_a_title_and_without_complaints() {
    for (width, theme) in [(360, Theme::Light), (1280, Theme::Dark)] {
        let page = Page::open(width, 800, theme);
        assert!(page.title().contains("Gopark"), "the title is {:?}", page.title());
        assert_eq!(page.script("return innerWidth", &[]), width);
        let dark = page.script("return matchMedia('(prefers-color-scheme: dark)').matches", &[]);
        assert_eq!(dark, theme == Theme::Dark);
        assert_eq!(page.console_errors(), [""; 0]);
    }
}

#[test]
fn goroutines_are_seen_at_work_at_once() {
    let page = open();
    assert!(page.text_box("Program").value().contains("sem := make(chan struct{}, limit)"));
    page.wait_until("ten goroutines and main are there", PATIENCE, |page| {
        page.table("Goroutines").rows().len() > 11
    });
    let rows = page.table("Goroutines").rows();
    assert_eq!(rows[0], ["id", "function", "state", "waiting for", "line", "stack"]);
    assert_eq!(rows[1][..2], ["G1", "main.main"]);
    assert!(!page.find(Role::Log, "Events").text().is_empty());
    let before = moment_ns(&page);
    page.wait_until("time passes", PATIENCE, |page| moment_ns(page) > before);
    page.region("Stage");
    page.region("Inspector");
}

#[test]
fn the_other_program_piles_up_thousands() {
    let page = open();
    open_lesson(&page, "unbounded");
    page.wait_until("thousands of goroutines are there", PATIENCE, |page| {
        page.region("Inspector").text().contains("10,001 goroutines")
    });
    assert!(page.table("Goroutines").rows().len() <= 201, "the table is capped");
    open_lesson(&page, "semaphore");
    page.wait_until("the first program is back", PATIENCE, |page| {
        page.text_box("Program").value().contains("sem := make(chan struct{}, limit)")
    });
}
