//! The page in both themes, at rest and with everything unfolded, as axe-core judges it.

use page_tests::{Key, Page, Theme};

use crate::support::{PATIENCE, await_status, open_lesson, run_fast};

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

/// A program whose two goroutines wait for each other's lock.
const DEADLOCK: &str = "package main

import \"sync\"

func main() {
	var a, b sync.Mutex
	a.Lock()
	b.Lock()
	go a.Lock()
	b.Lock()
}
";

#[test]
fn nothing_keeps_people_out_of_a_stage_in_another_page() {
    for theme in ["light", "dark"] {
        let page = Page::site("several.html");
        page.script("document.documentElement.style.colorScheme = arguments[0]", &[theme.into()]);
        page.wait_until("all are there", PATIENCE, |page| {
            let script = "return [...document.querySelectorAll('go-park')].every(it => it.state && it.state !== 'loading')";
            page.script(script, &[]) == true
        });
        page.script("document.querySelector('go-park').setAttribute('controls', 'full')", &[]);
        page.script_async("await document.querySelector('go-park').runToEnd()");
        check(&page, &format!("stages, {theme}"));
    }
}

#[test]
fn nothing_keeps_people_out() {
    for theme in [Theme::Light, Theme::Dark] {
        let page = Page::open(1280, 800, theme);
        let check = |view: &str| check(&page, &format!("{view}, {theme:?}"));
        open_lesson(&page, "semaphore");
        page.wait_until("goroutines are there", PATIENCE, |page| page.table("Goroutines").rows().len() > 5);
        check("a lesson that runs");
        page.button("Pause").click();
        await_status(&page, "Paused at");
        check("a lesson that stands still");
        page.script(
            "document.querySelector('.gp-table button').click();
             for (const it of document.querySelectorAll('details')) it.open = true",
            &[],
        );
        page.wait_until("something is selected", PATIENCE, |page| {
            page.script("return !!document.querySelector('.gp-inspector__title')", &[]) == true
        });
        check("something selected and everything unfolded");
        page.button("Keyboard").click();
        check("the keys");
        page.region("Stage").press(Key::Escape);
        page.button("Compare").click();
        page.wait_until("the other is there", PATIENCE, |page| {
            page.script("return !!document.querySelector('.gp-twin__apart')?.textContent", &[]) == true
        });
        check("two runs");
        page.button("Compare").click();
        run_fast(&page, DEADLOCK);
        await_status(&page, "Deadlock");
        check("a deadlock");
        page.text_box("Program").replace_text("package main\n\nfunc main() { x := nothing }\n");
        page.wait_until("faults are found", PATIENCE, |page| {
            page.script("return document.body.textContent.includes('undefined: nothing')", &[]) == true
        });
        check("a program with faults");
    }
}

#[test]
fn nothing_keeps_people_out_on_a_phone() {
    for theme in [Theme::Light, Theme::Dark] {
        let page = Page::open(360, 740, theme);
        open_lesson(&page, "panic");
        page.slider("Speed").press(Key::End);
        await_status(&page, "Panic");
        check(&page, &format!("a panic on a phone, {theme:?}"));
    }
}
