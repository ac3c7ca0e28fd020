//! The page in both themes, at rest and with everything unfolded, as axe-core judges it.

use page_tests::{Page, Theme};

use crate::support::{PATIENCE, await_status, open_lesson};

/// What axe finds wrong, each with the first elements that it is about.
#[track_caller]
fn check(page: &Page, view: &str) {
    let path = std::env::var("AXE").expect("AXE says where axe-core is; `cargo xtask test page` sets it");
    let script = std::fs::read_to_string(path).expect("axe-core can be read");
    page.script(&script, &[]);
    let found = page.script_async(
        "const { violations } = await axe.run(document, { resultTypes: ['violations'] });
         return violations.map(it => `${it.id}: ${it.nodes.slice(0, 4).map(node => `${node.target.join(' ')} ${node.any.concat(node.all).map(why => why.message).join('; ')}`).join(' | ')}`);",
    );
    assert_eq!(found.to_string(), "[]", "{view}");
}

#[test]
fn nothing_keeps_people_out() {
    for theme in [Theme::Light, Theme::Dark] {
        let page = Page::open(1280, 800, theme);
        open_lesson(&page, "semaphore");
        page.wait_until("goroutines are there", PATIENCE, |page| page.table("Goroutines").rows().len() > 5);
        page.button("Pause").click();
        await_status(&page, "Paused at");
        check(&page, &format!("a lesson that stands still, {theme:?}"));
        page.script(
            "document.querySelector('.gp-table button').click();
             for (const it of document.querySelectorAll('details')) it.open = true",
            &[],
        );
        page.wait_until("something is selected", PATIENCE, |page| {
            page.script("return !!document.querySelector('.gp-inspector__title')", &[]) == true
        });
        check(&page, &format!("something selected and everything unfolded, {theme:?}"));
    }
}
