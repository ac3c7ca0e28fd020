//! Parameters changed while the program runs.

use page_tests::Key;

use crate::support::{PATIENCE, await_status, moment_ns, open, output, run_fast};

#[test]
fn moving_the_limit_changes_how_many_are_in_flight() {
    let page = open();
    let goroutines = |page: &page_tests::Page| page.table("Goroutines").rows().len() - 1;
    page.wait_until("main and ten more are there", PATIENCE, |page| goroutines(page) == 11);
    let limit = page.slider("limit");
    limit.set_slider(30.0);
    await_status(&page, "limit is 30 from");
    page.wait_until("more goroutines are let in", PATIENCE, |page| goroutines(page) > 20);
    limit.set_slider(3.0);
    await_status(&page, "limit is 3 from");
    page.wait_until("those inside finish first", PATIENCE, |page| goroutines(page) <= 4);
    assert!(page.find(page_tests::Role::Group, "Parameters").text().contains("not of Go"));
}

#[test]
fn processors_come_and_go() {
    let page = open();
    page.wait_until("four processors are there", PATIENCE, |page| {
        page.region("Inspector").text().contains("on 4 processors")
    });
    page.slider("GOMAXPROCS").press(Key::Right);
    await_status(&page, "GOMAXPROCS is 5 from");
    page.wait_until("there are five", PATIENCE, |page| {
        page.region("Inspector").text().contains("on 5 processors")
    });
    page.slider("GOMAXPROCS").set_slider(1.0);
    page.wait_until("there is one", PATIENCE, |page| {
        page.region("Inspector").text().contains("on 1 processor ")
    });
}

#[test]
fn a_seed_starts_the_run_again() {
    let page = open();
    let seed = page.script("return document.querySelector('[aria-label=Seed]').value", &[]);
    assert_eq!(seed, "1");
    let all = page.all(page_tests::Role::TextBox);
    drop(all);
    page.script(
        "const seed = document.querySelector('[aria-label=Seed]');
         seed.value = '7'; seed.dispatchEvent(new Event('change', { bubbles: true }))",
        &[],
    );
    await_status(&page, "Started again with seed 7");
}

#[test]
fn the_runtime_is_set_while_a_program_runs() {
    let page = open();
    page.wait_until("time passes", PATIENCE, |page| moment_ns(page) > 0.0);
    page.slider("GOGC").press(Key::Right);
    await_status(&page, "GOGC is 110 from");
    let words = |name: &str| page.slider(name).attribute("aria-valuetext").unwrap_or_default();
    page.wait_until("the slider says so", PATIENCE, |_| words("GOGC") == "110%");
    page.slider("Memory limit").press(Key::Left);
    await_status(&page, "memory limit is 128 MB");
    page.slider("GOMEMLIMIT").press(Key::Left);
    await_status(&page, "GOMEMLIMIT is 4 GB");
}

#[test]
fn without_preemption_a_loop_keeps_its_processor() {
    const PROGRAM: &str = "package main\n\nimport (\n\t\"runtime\"\n\t\"time\"\n)\n\nfunc main() {\n\truntime.GOMAXPROCS(1)\n\tgo func() {\n\t\tfor {\n\t\t}\n\t}()\n\ttime.Sleep(time.Millisecond)\n\tprintln(\"main is back\")\n}\n";
    let page = open();
    run_fast(&page, PROGRAM);
    page.wait_until("the loop is interrupted", PATIENCE, |page| output(page).contains("main is back"));
    page.select("[aria-label='Asynchronous preemption']")[0].click();
    await_status(&page, "asyncpreemptoff is 1; started again.");
    page.wait_until("many slices are over", PATIENCE, |page| moment_ns(page) > 100e6);
    assert!(!output(&page).contains("main is back"));
}
