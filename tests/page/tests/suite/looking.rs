//! Selecting things on the stage and in the table, and reading about them.

use page_tests::Key;

use crate::support::{PATIENCE, await_status, open};

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
