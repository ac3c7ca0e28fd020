//! Lessons: opened by their links, predicted and answered by the run.

use crate::support::{PATIENCE, open, open_lesson};

#[test]
fn every_lesson_opens_by_its_link_and_compiles() {
    let page = open();
    let slugs = page.script(
        "return [...document.querySelectorAll('[aria-label=Lessons] option')].map(option => option.value)",
        &[],
    );
    let slugs: Vec<&str> = slugs.as_array().into_iter().flatten().filter_map(|slug| slug.as_str()).collect();
    assert!(slugs.len() >= 14, "{slugs:?}");
    for (nth, slug) in slugs.into_iter().enumerate() {
        page.resize(if nth % 2 == 0 { 1280 } else { 360 }, 800);
        open_lesson(&page, slug);
        page.wait_until(&format!("{slug} runs"), PATIENCE, |page| {
            page.table("Goroutines").rows().len() > 1
                || page.region("Inspector").text().contains("The program")
        });
        assert!(page.select(".gp-ahead").is_empty(), "{slug} does not compile");
        let overflow = page.script("return document.documentElement.scrollWidth - innerWidth", &[]);
        assert!(overflow.as_f64() <= Some(0.0), "{slug} is wider than the window");
    }
    assert_eq!(page.console_errors(), [""; 0]);
}

#[test]
fn a_prediction_is_answered_by_the_run() {
    let page = open();
    page.wait_until("the choices are there", PATIENCE, |page| page.select(".gp-quiz__choice").len() == 3);
    page.select(".gp-quiz__choice")[1].click();
    page.wait_until("the run agrees", PATIENCE, |page| {
        page.select(".gp-lesson")[0].text().contains("your run says so too")
            && page.select(".gp-lesson")[0].text().contains("1 answered")
    });
}
