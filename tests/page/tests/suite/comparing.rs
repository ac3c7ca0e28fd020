//! A second run beside the first.

use page_tests::{Page, Role, Theme};

use crate::support::{PATIENCE, await_status, open_lesson};

/// What is said about where both runs part.
fn apart(page: &Page) -> String {
    let said = page.script("return document.querySelector('.gp-twin__apart')?.textContent.trim() ?? ''", &[]);
    said.as_str().unwrap_or_default().to_owned()
}

#[test]
fn two_runs_on_one_clock_show_where_they_part() {
    for width in [360, 1280] {
        let page = Page::open(width, 800, Theme::Light);
        open_lesson(&page, "gmp");
        page.button("Compare").click();
        page.wait_until("they part", PATIENCE, |page| apart(page).starts_with("They part after"));
        let differs = "const it = document.querySelector('[aria-label=\"What differs\"]'); return it.options[it.selectedIndex].text";
        assert_eq!(page.script(differs, &[]), "Seed");
        page.button("Pause").click();
        await_status(&page, "Paused at");
        assert!(apart(&page).contains(" A: ") && apart(&page).contains(" B: "), "{}", apart(&page));
        let boxes = page.script(
            "return [...document.querySelectorAll('.gp-stage')].map(it => it.getBoundingClientRect()).map(it => [it.left, it.top, it.width])",
            &[],
        );
        let at = |i: usize, j: usize| boxes[i][j].as_f64().expect("a length");
        if width == 360 {
            assert!(at(1, 1) > at(0, 1) && (at(0, 0) - at(1, 0)).abs() < 4.0, "one under the other: {boxes}");
        } else {
            assert!(at(1, 0) > at(0, 0) && at(1, 2) > 300.0, "side by side: {boxes}");
        }
        let by_chance = apart(&page);
        let (_, there) = by_chance.rsplit_once("Go to ").expect("where they part can be gone to");
        page.button(&format!("Go to {there}")).click();
        await_status(&page, &format!("At {there}."));
        page.wait_until("the moment is the one at which they part", PATIENCE, |page| {
            page.script("return document.querySelector('.gp-clock').textContent", &[]) == there
        });
        page.script(
            "const differs = document.querySelector('[aria-label=\"What differs\"]');
             differs.selectedIndex = 1;
             differs.dispatchEvent(new Event('change', { bubbles: true }))",
            &[],
        );
        page.button("Step").click();
        page.wait_until("they part elsewhere", PATIENCE, |page| {
            apart(page) != by_chance && apart(page).starts_with("They part after")
        });
        page.button("Compare").click();
        page.wait_until("it is gone", PATIENCE, |page| {
            page.script("return document.querySelectorAll('.gp-stage').length", &[]) == 1
        });
        assert_eq!(page.all(Role::Region).iter().filter(|it| it.name() == "Twin").count(), 0);
        // While nothing plays it is said, too.
        page.button("Compare").click();
        page.wait_until("they part here as well", PATIENCE, |page| {
            apart(page).starts_with("They part after")
        });
        assert_eq!(page.console_errors(), [""; 0]);
    }
}
