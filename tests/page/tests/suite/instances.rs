//! Marks that a graphics processor draws.

use page_tests::Page;

use crate::support::PATIENCE;

/// The middle one of the stage's canvases.
const BETWEEN: &str =
    "document.querySelector('go-park').shadowRoot.querySelector('.gp-stage__view').children[1]";

/// A machine with much else to do may take so long for a frame that the picture before it is there twice.
const STILL: u32 = 4;

fn is_hidden(page: &Page) -> bool {
    page.script(&format!("return {BETWEEN}.hidden"), &[]) == true
}

/// What the window shows once the stage is at its moment and nothing moves any more.
fn picture(page: &Page) -> Vec<u8> {
    page.wait_until("the stage stands still at its moment", PATIENCE, |page| {
        let script = "const stage = document.querySelector('go-park');
            return stage.state === 'paused' && stage.currentTime === 6000000";
        page.script(script, &[]) == true
    });
    let mut shown = page.pixels();
    let mut still = 0;
    page.wait_until("nothing moves", PATIENCE, |page| {
        let frames = "await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame)";
        page.script_async(&format!("{frames}; await new Promise(resolve => setTimeout(resolve, 200))"));
        let before = std::mem::replace(&mut shown, page.pixels());
        still = if before == shown { still + 1 } else { 0 };
        still == STILL
    });
    shown
}

#[test]
fn both_ways_to_draw_marks_are_one_picture() {
    let page = Page::site("graphics.html");
    let patches = picture(&page);
    assert!(is_hidden(&page), "this browser has no graphics processor");

    page.visit("graphics.html?quick");
    let instances = picture(&page);
    assert!(!is_hidden(&page), "marks have a canvas of their own");
    assert_eq!(instances.len(), patches.len());
    let different = |a: &[u8], b: &[u8]| a.iter().zip(b).filter(|(a, b)| a.abs_diff(**b) > 8).count();
    if different(&instances, &patches) != 0 {
        // Where, for whoever reads this of a machine that is not at hand.
        let width = page.script("return innerWidth * devicePixelRatio", &[]).as_f64().unwrap_or(1.0) as usize;
        let at = instances.iter().zip(&patches).enumerate().filter(|(_, (a, b))| a.abs_diff(**b) > 8);
        let at = at.map(|(i, (a, b))| (i / 4 % width, i / 4 / width, *a, *b)).step_by(97).collect::<Vec<_>>();
        panic!("{} bytes differ, among them (x, y, instance, patch) {at:?}", different(&instances, &patches));
    }

    // The browser takes the context away: the marks are still there.
    let lose = format!("{BETWEEN}.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()");
    page.script(&lose, &[]);
    page.wait_until("marks are patches", PATIENCE, is_hidden);
    page.wait_until("they are the same picture", PATIENCE, |page| different(&page.pixels(), &patches) == 0);
    let complaints = page.console_errors().into_iter().filter(|it| !it.contains("favicon.ico"));
    assert_eq!(complaints.collect::<Vec<_>>(), [""; 0]);
}
