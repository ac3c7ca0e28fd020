//! What a reader of somebody else's page has before the stage is there, on paper, and without scripts.

use page_tests::Page;
use serde_json::{Value, json};

use crate::support::PATIENCE;

/// Which of an element's poster, code and stage can be seen.
const SEEN: &str = "
    const seen = element => element !== null && element !== undefined
        && element.checkVisibility() && element.getBoundingClientRect().height > 10;
    return ['pictured', 'written', 'named'].map(id => {
        const host = document.getElementById(id);
        const parts = [
            ['poster', host.querySelector('svg')],
            ['code', host.querySelector('pre, script')],
            ['stage', host.shadowRoot?.querySelector('canvas')],
        ];
        return parts.filter(([, element]) => seen(element)).map(([name]) => name).join(' and ');
    });";

fn seen(page: &Page) -> Value {
    page.script(SEEN, &[])
}

fn await_seen(page: &Page, expected: [&str; 3]) {
    page.wait_until(&format!("{expected:?} are seen"), PATIENCE, |page| seen(page) == json!(expected));
}

#[test]
fn a_poster_is_in_the_place_of_the_stage_until_that_is_there() {
    let page = Page::site("poster.html");
    await_seen(&page, ["poster", "stage", "stage"]);
    let height = "return document.getElementById('pictured').getBoundingClientRect().height";
    let before = page.script(height, &[]);
    page.script("document.getElementById('pictured').play()", &[]);
    await_seen(&page, ["stage", "stage", "stage"]);
    assert_eq!(page.script(height, &[]), before, "the text below must not jump");
}

#[test]
fn on_paper_are_the_poster_and_the_code() {
    let page = Page::site("poster.html");
    page.script("document.getElementById('pictured').play()", &[]);
    await_seen(&page, ["stage", "stage", "stage"]);
    page.print();
    await_seen(&page, ["poster and code", "code", "stage"]);
    let pdf = page.pdf();
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 10_000, "{} bytes", pdf.len());
}

#[test]
fn without_scripts_the_poster_and_the_code_are_there() {
    let page = Page::site("without.html");
    page.forbid_scripts();
    page.visit("poster.html");
    assert!(page.script("return customElements.get('go-park') === undefined", &[]) == true);
    // A script element is never shown by a browser; a page that wants to be read without scripts has its code in `pre`.
    assert_eq!(seen(&page), json!(["poster and code", "", ""]));
}

#[test]
fn without_scripts_the_page_is_the_first_lesson() {
    let page = Page::site("without.html");
    page.forbid_scripts();
    page.visit("../index.html");
    let text =
        |selector: &str| page.select(selector).iter().map(|element| element.text()).collect::<String>();
    assert_eq!(text(".gp-lesson__text h2"), "How goroutines run");
    assert!(text(".gp-lesson__text").contains("for machine) is what the operating system can run."));
    assert!(text("code.gp-editor__code").contains("func task(id int, results chan<- int) {"));
    assert!(text(".gp-strip").ends_with("for which it needs JavaScript and WebAssembly."));
}
