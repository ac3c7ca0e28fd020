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
