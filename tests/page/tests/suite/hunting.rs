//! The hunt for a seed.

use page_tests::{Page, Theme};

use crate::support::{PATIENCE, await_status, output, run_fast};

/// Chance is asked three times, and seldom says what leaves nobody to go on.
const COINS: &str = "package main

func coin() bool {
	heads, tails := make(chan bool, 1), make(chan bool, 1)
	heads <- true
	tails <- false
	select {
	case side := <-heads:
		return side
	case side := <-tails:
		return side
	}
}

func main() {
	if coin() && coin() && coin() {
		select {}
	}
	println(\"well\")
}
";

#[test]
fn the_run_that_is_sought_is_found_and_shown() {
    for (width, theme) in [(1280, Theme::Light), (360, Theme::Dark)] {
        let page = Page::open(width, 800, theme);
        run_fast(&page, COINS);
        page.wait_until("it is well", PATIENCE, |page| output(page).contains("well"));
        page.script("document.querySelector('.gp-hunt').open = true", &[]);
        page.button("Hunt").click();
        await_status(&page, ": all goroutines are asleep, after ");
        page.button("Show this run").click();
        page.wait_until("it is shown", PATIENCE, |page| {
            output(page).contains("all goroutines are asleep - deadlock!")
        });
        assert!(!output(&page).contains("well"));
        page.script(
            "const sought = document.querySelector('[aria-label=\"A run\"]');
             sought.selectedIndex = 1;
             sought.dispatchEvent(new Event('change', { bubbles: true }))",
            &[],
        );
        page.button("Hunt").click();
        await_status(&page, "Tried 1,000 seeds: nobody leaks.");
        assert_eq!(page.console_errors(), [""; 0]);
    }
}
