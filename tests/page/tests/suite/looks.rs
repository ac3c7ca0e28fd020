//! The page fits every window, and leaves a picture of itself for people to look at.

use std::path::Path;

use page_tests::{Page, Theme};

use crate::support::PATIENCE;

/// Answers with what is cut, beyond the window, or lies on something else.
const FAULTS_OF_TEXT: &str = include_str!("looks.js");

#[test]
fn fits_every_width_in_light_and_dark() {
    let folder = std::env::var("GOPARK_SHOTS").expect("`cargo xtask test page` says where pictures go");
    for theme in [Theme::Light, Theme::Dark] {
        let page = Page::open(1280, 800, theme);
        page.wait_until("goroutines are there", PATIENCE, |page| page.table("Goroutines").rows().len() > 5);
        for (width, height) in [(360, 740), (768, 1024), (1280, 800), (1920, 1080), (2560, 1440)] {
            page.resize(width, height);
            let overflow = page.script("return document.documentElement.scrollWidth - innerWidth", &[]);
            assert!(
                overflow.as_f64() <= Some(0.0),
                "at {width} px one has to scroll sideways by {overflow} px"
            );
            assert_eq!(page.script(FAULTS_OF_TEXT, &[]).to_string(), "[]", "at {width} px");
            page.screenshot(&Path::new(&folder).join(format!("{theme:?}-{width}.png").to_lowercase()));
        }
        assert_eq!(page.console_errors(), [""; 0]);
    }
}

/// How far things moved by themselves since the page was asked for, as browsers count it (Cumulative Layout Shift).
const MOVED: &str = "
    const shifts = await new Promise(done => new PerformanceObserver(list => done(list.getEntries()))
        .observe({ type: 'layout-shift', buffered: true }));
    return shifts.reduce((sum, shift) => sum + (shift.hadRecentInput ? 0 : shift.value), 0);";
/// The button that was `Run` is small when `Pause` is large, and that is all.
const MOVED_MAX: f64 = 0.005;

#[test]
fn nothing_moves_while_the_page_comes_up_and_plays() {
    for width in [360, 1280] {
        let page = Page::open(width, 800, Theme::Light);
        page.wait_until("goroutines are there", PATIENCE, |page| page.table("Goroutines").rows().len() > 5);
        let moved = page.script_async(MOVED).as_f64();
        assert!(moved < Some(MOVED_MAX), "at {width} px things moved by {moved:?}");
    }
}
