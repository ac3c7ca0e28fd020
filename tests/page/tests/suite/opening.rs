//! The page opens, and says what it is.

use page_tests::{Page, Theme};

#[test]
fn opens_with_a_title_and_without_complaints() {
    for (width, theme) in [(360, Theme::Light), (1280, Theme::Dark)] {
        let page = Page::open(width, 800, theme);
        assert!(page.title().contains("Gopark"), "the title is {:?}", page.title());
        assert_eq!(page.script("return innerWidth", &[]), width);
        let dark = page.script("return matchMedia('(prefers-color-scheme: dark)').matches", &[]);
        assert_eq!(dark, theme == Theme::Dark);
        assert_eq!(page.console_errors(), [""; 0]);
    }
}
