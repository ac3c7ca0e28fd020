//! Pausing, stepping on and back, going to a moment.

use std::thread;
use std::time::Duration;

use page_tests::Key;

use crate::support::{PATIENCE, await_status, moment_ns, open, output, run_fast, status};

#[test]
fn pause_stands_still() {
    let page = open();
    page.wait_until("time passes", PATIENCE, |page| moment_ns(page) > 0.0);
    page.button("Pause").click();
    await_status(&page, "Paused at");
    let paused = moment_ns(&page);
    #[expect(clippy::disallowed_methods, reason = "that nothing happens can only be seen by waiting")]
    thread::sleep(Duration::from_millis(300));
    assert_eq!(moment_ns(&page), paused);
}

#[test]
fn steps_go_on_and_back() {
    let page = open();
    page.wait_until("a few goroutines are there", PATIENCE, |page| page.table("Goroutines").rows().len() > 5);
    page.button("Pause").click();
    await_status(&page, "Paused at");
    let start = moment_ns(&page);
    let on = page.button("Next decision");
    for _ in 0..3 {
        on.click();
        await_status(&page, "picks");
    }
    let after = moment_ns(&page);
    assert!(after > start, "three decisions take time");
    let said = status(&page);
    let back = page.button("Step back");
    back.click();
    page.wait_until("the status tells of another event", PATIENCE, |page| status(page) != said);
    for _ in 0..40 {
        back.click();
    }
    page.wait_until("the moment goes back", PATIENCE, |page| moment_ns(page) < after);
    let before = moment_ns(&page);
    for _ in 0..40 {
        page.button("Step").click();
    }
    page.wait_until("the moment goes on", PATIENCE, |page| moment_ns(page) > before);
}

#[test]
fn the_moment_slider_travels() {
    let page = open();
    run_fast(
        &page,
        "package main\n\nimport (\n\t\"fmt\"\n\t\"time\"\n)\n\nfunc main() {\n\tfmt.Println(1)\n\ttime.Sleep(time.Second)\n\tfmt.Println(2)\n}\n",
    );
    await_status(&page, "Finished");
    assert_eq!(output(&page).trim(), "1\n2");
    let moment = page.slider("Moment");
    moment.press(Key::Home);
    page.wait_until("nothing is written yet", PATIENCE, |page| !output(page).contains('1'));
    assert_eq!(moment_ns(&page), 0.0);
    for _ in 0..50 {
        moment.press(Key::Right);
    }
    page.wait_until("the first line is written", PATIENCE, |page| output(page).trim() == "1");
    assert!(moment.attribute("aria-valuetext").is_some_and(|text| text.ends_with("ms")));
}
