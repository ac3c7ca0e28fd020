//! What is seen while compiler and machine are still on their way.

use page_tests::{Key, Page, Role, Theme};
use serde_json::json;

use crate::support::{PATIENCE, await_status, moment_ns, open_lesson, output, status};

const ENGINE: &str = "gopark-engine";
/// The page is there after some seconds at this speed, and the machine some seconds later.
const SLOW_BYTES_PER_S: u32 = 200_000;

/// A page at its first lesson. None where it was not built for release: it has all in one module then.
fn page() -> Option<Page> {
    let page = Page::open(1280, 800, Theme::Light);
    page.wait_until("it is whole", PATIENCE, is_whole);
    let is_published = !page.select("#gp-preview").is_empty();
    is_published.then_some(page)
}

/// The machine is there.
fn is_whole(page: &Page) -> bool {
    page.script("return performance.getEntriesByName('gp-engine').length", &[]) != 0
}

fn runs(page: &Page) -> bool {
    moment_ns(page) > 0.0
        && page.table("Goroutines").rows().iter().any(|row| row.get(2).is_some_and(|it| it == "running"))
}

#[test]
fn without_the_machine_the_first_lesson_runs() {
    let Some(page) = page() else { return };
    page.block(ENGINE);
    page.reload();
    page.wait_until("goroutines run", PATIENCE, runs);
    assert!(!is_whole(&page));
    await_status(&page, "could not be loaded");
    page.button("Pause").click();
    page.wait_until("it stands still", PATIENCE, |page| status(page).contains("Paused"));
    let before = moment_ns(&page);
    page.button("Step back").click();
    page.wait_until("it went back", PATIENCE, |page| moment_ns(page) < before);
    assert!(output(&page).contains("processors: 4"));
    page.slider("GOMAXPROCS").set_slider(2.0);
    await_status(&page, "could not be loaded");
    page.button("Run").click();
    await_status(&page, "Goes on from");
    page.slider("Speed").press(Key::End);
    page.wait_until("where it ends it stands still, and says why", PATIENCE, |page| {
        let said = status(page);
        said.contains("Paused") && said.contains("could not be loaded")
    });
    open_lesson(&page, "semaphore");
    page.wait_until("it is said why nothing runs", PATIENCE, |page| {
        page.find(Role::Group, "Problems").text().contains("the compiler could not be loaded")
    });
    assert!(!status(&page).contains("still the one before"), "there is none");
    page.button("Restart").click();
    await_status(&page, "The next program starts with");
}

#[test]
fn without_the_machine_a_lesson_runs_in_somebody_elses_page() {
    let page = Page::site("lesson.html");
    let plays = "const stage = document.querySelector('go-park');
        return stage.currentTime > 0 && stage.stats.goroutines.running > 0 && stage.state";
    page.wait_until("it plays", PATIENCE, |page| page.script(plays, &[]) == "running");
    if !page.has_fetched(ENGINE) {
        // All is in one module.
        return;
    }
    page.block(ENGINE);
    page.visit("lesson.html");
    page.wait_until("it plays", PATIENCE, |page| page.script(plays, &[]) == "running");
    assert!(!page.has_fetched(ENGINE));
    // For four processors that was kept; with three it is another run, which waits for the machine.
    let with_three = "const stage = document.createElement('go-park');
        for (const [name, value] of Object.entries({ lesson: 'semaphore', procs: 3, loading: 'eager' })) {
            stage.setAttribute(name, value);
        }
        document.querySelector('go-park').replaceWith(stage);";
    page.script(with_three, &[]);
    page.wait_until("it says so", PATIENCE, |page| {
        page.script("return document.querySelector('go-park').shadowRoot.textContent", &[])
            .as_str()
            .is_some_and(|text| text.contains("could not be loaded"))
    });
}

#[test]
fn what_was_changed_before_the_machine_came_is_done_then() {
    let Some(page) = page() else { return };
    page.slow_down(SLOW_BYTES_PER_S);
    page.reload();
    // All of it inside the page: the questions of a driver take a while, and the machine is on its way.
    let whole = page.script_async(
        "const rows = () => [...document.querySelectorAll('table[aria-label=Goroutines] tbody tr')];
         const runs = () => rows().some(row => row.cells[2].innerText === 'running');
         while (!runs()) await new Promise(requestAnimationFrame);
         const whole = performance.getEntriesByName('gp-engine').length;
         const slider = document.querySelector('input[aria-label=GOMAXPROCS]');
         slider.value = 2;
         for (const name of ['input', 'change']) slider.dispatchEvent(new Event(name, { bubbles: true }));
         return whole;",
    );
    assert_eq!(whole, 0, "the line was not slow enough");
    await_status(&page, "GOMAXPROCS is 2 from");
    assert!(is_whole(&page));
    page.wait_until("there are two", PATIENCE, |page| {
        page.region("Inspector").text().contains("on 2 processors")
    });
}

#[test]
fn scripts_hear_when_what_they_asked_for_before_the_machine_came_is_done() {
    let Some(page) = page() else { return };
    page.slow_down(SLOW_BYTES_PER_S);
    page.reload();
    let told = page.script_async(
        "const stage = document.querySelector('go-park');
         while (!(stage.currentTime > 0)) await new Promise(requestAnimationFrame);
         const isWhole = () => performance.getEntriesByName('gp-engine').length > 0;
         const told = [isWhole()];
         const set = stage.set('GOMAXPROCS', 2).then(isThere => told.push('set', isThere, isWhole()));
         const none = stage.set('nothing', 2).then(isThere => told.push(isThere));
         const reset = stage.reset({ seed: 3 }).then(() => told.push('reset', stage.currentTime, stage.state, isWhole()));
         await Promise.all([set, none, reset]);
         told.push(stage.handle.share().split('\\n').slice(1, 3));
         return told;",
    );
    let changed = json!(["procs 2", "seed 3"]);
    let expected = json!([false, "set", true, true, false, "reset", 0, "ready", true, changed]);
    assert_eq!(told, expected);
}
