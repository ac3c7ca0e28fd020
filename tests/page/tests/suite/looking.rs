//! Selecting things on the stage and in the table, and reading about them.

use page_tests::Key;

use crate::support::{PATIENCE, await_status, open, run_fast, status};

#[test]
fn the_stage_is_walked_by_arrow_keys() {
    let page = open();
    page.wait_until("goroutines are there", PATIENCE, |page| page.table("Goroutines").rows().len() > 2);
    page.button("Pause").click();
    await_status(&page, "Paused at");
    let stage = page.region("Stage");
    stage.press(Key::Down);
    await_status(&page, "Global run queue");
    stage.press(Key::Down);
    // Which of the processors lies below the middle of the queue depends on the width.
    page.wait_until("what lies below is selected", PATIENCE, |page| {
        let text = page.region("Inspector").text();
        (0..4).any(|p| text.contains(&format!("P{p}")))
    });
    stage.press(Key::Escape);
    page.wait_until("nothing is selected", PATIENCE, |page| {
        page.region("Inspector").text().contains("Select anything on the stage")
    });
}

#[test]
fn a_goroutine_of_the_table_is_explained() {
    let page = open();
    page.wait_until("goroutines are there", PATIENCE, |page| page.table("Goroutines").rows().len() > 2);
    page.button("Pause").click();
    page.button("G1").click();
    page.wait_until("main is explained", PATIENCE, |page| {
        let text = page.region("Inspector").text();
        text.contains("G1 main.main") && text.contains("stack")
    });
}

const RECOVERS: &str = "package main

func main() {
	println(safe(0))
}

func safe(i int) (n int) {
	defer func() { recover() }()
	return 1 / i
}
";

#[test]
fn a_panic_that_is_recovered_is_stepped_through() {
    let page = open();
    run_fast(&page, RECOVERS);
    await_status(&page, "exit code 0");
    let back = page.button("Step back");
    let step_to = |words: &str| {
        page.wait_until(&format!("a step back comes to {words:?}"), PATIENCE, |page| {
            let before = status(page);
            before.contains(words) || {
                back.click();
                page.comes_to(PATIENCE, |page| status(page) != before);
                false
            }
        });
    };
    step_to("main.safe returns to its caller");
    step_to("recovers from its panic");
    assert!(status(&page).contains("(panic.go, gorecover)"), "the rule is said, too: {}", status(&page));
    step_to("calls the deferred main.safe.func1");
    step_to("main.main panics");
    let rows = page.table("Goroutines").rows();
    assert!(rows.iter().any(|row| row.iter().any(|cell| cell.ends_with("panicking"))), "{rows:?}");
}

#[test]
fn keys_work_before_anything_has_the_focus() {
    let page = open();
    page.script(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true, cancelable: true }))",
        &[],
    );
    page.wait_until("the keys are told", PATIENCE, |page| !page.select(".gp-help").is_empty());
}
