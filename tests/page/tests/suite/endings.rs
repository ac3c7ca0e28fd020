//! Whatever a program does, the page stays alive and names how it ended.

use page_tests::Page;

use crate::support::{
    PATIENCE, await_status, longest_task_ms, moment_ns, open, output, run_fast, status, watch_main_thread,
};

/// The page may be a little late on a busy machine, but never gone.
const BUSY_MS_MAX: f64 = 500.0;

/// Runs `body` in main, waits until the status says one of `ends`, and looks whether the page still answers.
fn check(body: &str, ends: &[&str]) -> Page {
    let page = open();
    watch_main_thread(&page);
    run_fast(&page, &format!("package main\n\n{body}\n"));
    page.wait_until(&format!("the status says one of {ends:?}"), PATIENCE, |page| {
        ends.iter().any(|end| status(page).contains(end))
    });
    page.button("Step back").click();
    await_status(&page, "At ");
    let busy = longest_task_ms(&page);
    assert!(busy < BUSY_MS_MAX, "the page was busy for {busy} ms");
    page
}

#[test]
fn an_endless_loop_can_be_paused() {
    let page = open();
    watch_main_thread(&page);
    run_fast(&page, "package main\n\nfunc main() {\n\tfor {\n\t}\n}\n");
    page.wait_until("a second of it went by", PATIENCE, |page| moment_ns(page) > 1e8);
    page.button("Pause").click();
    await_status(&page, "Paused at");
    let busy = longest_task_ms(&page);
    assert!(busy < BUSY_MS_MAX, "the page was busy for {busy} ms");
}

#[test]
fn endless_allocation_is_killed() {
    check(
        "var all [][]byte\n\nfunc main() {\n\tfor {\n\t\tall = append(all, make([]byte, 1<<20))\n\t}\n}",
        &["Out of memory"],
    );
}

#[test]
fn endless_recursion_ends() {
    check(
        "func f(n int) int { return f(n+1) + 1 }\n\nfunc main() {\n\tf(0)\n}",
        &["Fatal error", "Out of memory"],
    );
}

#[test]
fn endless_spawning_ends() {
    check(
        "func main() {\n\tfor {\n\t\tgo func() { select {} }()\n\t}\n}",
        &["Gopark's limit", "Out of memory"],
    );
}

#[test]
fn a_deadlock_is_named_in_gos_words() {
    let page = check("func main() {\n\tch := make(chan int)\n\t<-ch\n}", &["Deadlock"]);
    page.button("Step").click();
    page.wait_until("the report is written", PATIENCE, |page| {
        output(page).contains("fatal error: all goroutines are asleep - deadlock!")
    });
}

#[test]
fn a_panic_is_named_in_gos_words() {
    let page = check("func main() {\n\tvar m map[string]int\n\tm[\"a\"] = 1\n}", &["Panic"]);
    page.button("Step").click();
    page.wait_until("the report is written", PATIENCE, |page| {
        output(page).contains("panic: assignment to entry in nil map")
    });
}
