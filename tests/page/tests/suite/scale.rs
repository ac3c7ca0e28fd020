//! A picture that is enlarged and moved.

use page_tests::{Page, Role, Theme};

use crate::support::PATIENCE;

#[test]
fn a_picture_is_enlarged_and_moved() {
    let page = Page::open(1280, 800, Theme::Light);
    page.wait_until("goroutines are there", PATIENCE, |page| page.table("Goroutines").rows().len() > 5);
    let size = |page: &Page| {
        let script = "const view = document.querySelector('.gp-stage__scroller');
            return [view.scrollWidth / view.clientWidth, view.scrollLeft, view.scrollTop]";
        let all: Vec<f64> = serde_json::from_value(page.script(script, &[])).expect("numbers");
        all
    };
    assert_eq!(size(&page)[..2], [1.0, 0.0]);
    for _ in 0..4 {
        page.button("Enlarge").click();
    }
    page.wait_until("it is larger", PATIENCE, |page| size(page)[0] > 2.0);
    assert!(size(&page)[1] > 0.0, "the middle stays in the middle");
    page.find(Role::Region, "Stage").type_text("-");
    page.wait_until("it is smaller again", PATIENCE, |page| size(page)[0] < 2.0);
    page.button("Whole picture").click();
    page.wait_until("all of it is seen", PATIENCE, |page| size(page)[..2] == [1.0, 0.0]);
    assert_eq!(page.console_errors(), [""; 0]);
}
