//! The time machine: the timeline, where steps go, and what the past tells.

use page_tests::{Key, Page, Role};

use crate::support::{PATIENCE, await_status, moment_ns, open, output, run_fast, status};

/// Two goroutines that each hold what the other one wants, and one that writes to both streams before.
const EMBRACE: &str = "package main

import (
\t\"fmt\"
\t\"os\"
\t\"sync\"
\t\"time\"
)

func take(first, second *sync.Mutex) {
\tfirst.Lock()
\ttime.Sleep(time.Millisecond)
\tsecond.Lock()
}

func main() {
\tvar a, b sync.Mutex
\tfmt.Println(\"one\")
\tfmt.Fprintln(os.Stderr, \"two\")
\tfmt.Println(\"three\")
\tgo take(&a, &b)
\ttake(&b, &a)
}
";

fn window(page: &Page) -> (f64, f64) {
    let end = |name| {
        let value = page.slider("Moment").property(name);
        value.as_str().and_then(|value| value.parse::<f64>().ok()).expect("the window ends at a number")
    };
    (end("min"), end("max"))
}

#[test]
fn the_timeline_zooms_and_shows_all_again() {
    let page = open();
    run_fast(&page, EMBRACE);
    await_status(&page, "Deadlock");
    page.region("Timeline");
    let all = window(&page);
    assert_eq!(all.0, 0.0);
    page.button("Zoom in").click();
    page.wait_until("less is seen", PATIENCE, |page| window(page).1 - window(page).0 < 0.6 * all.1);
    page.button("Show all of it").click();
    page.wait_until("all is seen", PATIENCE, |page| window(page) == all);
    let rows = page.find(Role::Group, "Rows of the timeline");
    rows.press(Key::Right);
    assert_eq!(window(&page), all, "all of it cannot be moved");
    page.button("Goroutines").click();
    page.wait_until("rows are goroutines", PATIENCE, |page| {
        page.button("Goroutines").attribute("aria-pressed").as_deref() == Some("true")
    });
}

#[test]
fn output_of_both_streams_keeps_its_order() {
    let page = open();
    run_fast(&page, EMBRACE);
    await_status(&page, "Deadlock");
    let written = output(&page);
    assert!(written.starts_with("one\ntwo\nthree\n"), "{written:?}");
}

#[test]
fn who_waits_for_each_other_is_told() {
    let page = open();
    run_fast(&page, EMBRACE);
    await_status(&page, "Deadlock");
    page.button("G1").click();
    page.wait_until("the circle is named", PATIENCE, |page| {
        let text = page.region("Inspector").text();
        text.contains("wait for each other in a circle")
            && text.contains("main.take:13")
            && text.contains("holds")
    });
    let events = page.find(Role::Log, "Events").text();
    assert!(events.lines().count() > 2 && events.contains("G1"), "{events}");
}

#[test]
fn steps_go_to_who_blocks_and_back() {
    let page = open();
    page.wait_until("a few goroutines are there", PATIENCE, |page| page.table("Goroutines").rows().len() > 5);
    page.button("Pause").click();
    await_status(&page, "Paused at");
    page.script(
        "const goal = document.querySelector('[aria-label=\"Step to\"]');
         goal.selectedIndex = 3; goal.dispatchEvent(new Event('change', { bubbles: true }))",
        &[],
    );
    let step = |page: &Page, name| {
        let before = status(page);
        page.button(name).click();
        page.wait_until("the status tells of another event", PATIENCE, |page| status(page) != before);
        assert!(status(page).contains("waits") || status(page).contains("sleeps"), "{}", status(page));
        moment_ns(page)
    };
    let (first, second) = (step(&page, "Step"), step(&page, "Step"));
    assert!(second > first);
    assert_eq!(step(&page, "Step back"), first);
}

/// The slider over the ruler ends where the rows end, also beside a scroll bar.
#[test]
fn the_head_of_the_moment_stands_over_its_line() {
    let page = open();
    run_fast(&page, EMBRACE);
    await_status(&page, "Deadlock");
    let apart = |page: &Page| {
        let rows =
            "const view = document.querySelector('.gp-timeline .gp-stage__view').getBoundingClientRect();
             const scroller = document.querySelector('.gp-timeline__scroller');
             const moment = document.querySelector('.gp-moment').getBoundingClientRect();
             return [view.right - moment.right, scroller.offsetWidth - scroller.clientWidth]";
        let found: Vec<f64> = serde_json::from_value(page.script(rows, &[])).expect("two lengths");
        (found[0], found[1])
    };
    let (few, bar) = apart(&page);
    assert_eq!(bar, 0.0, "few rows need no scroll bar");
    page.slider("GOMAXPROCS").press(Key::End);
    page.button("Restart").click();
    await_status(&page, "Deadlock");
    page.wait_until("many rows have one, and nothing moved", PATIENCE, |page| {
        let (many, bar) = apart(page);
        bar > 0.0 && (many - few).abs() < 1.0
    });
    assert_eq!(page.slider("GOMAXPROCS").attribute("aria-valuetext").as_deref(), Some("64"));
}

#[test]
fn keys_run_step_and_explain_themselves() {
    let page = open();
    page.wait_until("time passes", PATIENCE, |page| moment_ns(page) > 0.0);
    let stage = page.region("Stage");
    stage.type_text(" ");
    await_status(&page, "Paused at");
    stage.type_text("n");
    await_status(&page, "picks");
    stage.type_text("?");
    page.wait_until("the keys are told", PATIENCE, |page| {
        page.find(Role::Dialog, "Keyboard").text().contains("next decision")
    });
    page.press(Key::Escape);
    page.wait_until("they are gone", PATIENCE, |page| page.all(Role::Dialog).is_empty());
    let before = page.text_box("Program").value();
    page.text_box("Program").type_text("n?");
    assert_ne!(page.text_box("Program").value(), before, "where one types, keys are letters");
}

#[test]
fn a_text_is_checked_while_it_is_typed() {
    let page = open();
    page.text_box("Program").replace_text("package main\n\nfunc main() {\n\tx := 1\n}\n");
    page.wait_until("what is wrong is told", PATIENCE, |page| {
        page.find(Role::Group, "Problems").text().contains("declared and not used: x")
    });
    page.text_box("Program").replace_text("package main\n\nfunc main() {\n}\n");
    page.wait_until("nothing is wrong any more", PATIENCE, |page| {
        page.find(Role::Group, "Problems").text().is_empty()
    });
}
