//! Explanations that go from moment to moment, and who is said to have acted.

use page_tests::{Key, Page, Role};
use serde_json::json;

use crate::support::{PATIENCE, await_status};

/// Plays until it stands still, or ends, and tells which moment that was at.
const PLAYED: &str = "const played = async () => {
    const over = new Promise(resolve => ['gp-pause', 'gp-ended'].map(it => stage.addEventListener(it, resolve, { once: true })));
    await stage.play();
    await over;
    return stage.currentTime;
};";

fn guided() -> Page {
    let page = Page::site("guided.html");
    page.script_async("await document.querySelector('go-park').ready");
    page
}

#[track_caller]
fn moment_is(page: &Page, ns: u64) {
    page.wait_until(&format!("the moment is {ns} ns"), PATIENCE, |page| {
        page.script("return document.querySelector('go-park').currentTime", &[]) == ns
    });
}

#[test]
fn playing_stops_at_each_marker_and_says_which_one_it_is() {
    let page = guided();
    let told = page.script_async(&format!(
        "const stage = document.querySelector('go-park');
         const label = () => stage.shadowRoot.querySelector('.gp-shell__markers [role=status]').textContent;
         const told = [label()];
         stage.addEventListener('gp-marker', ({{ detail }}) => told.push(`${{detail.index}} ${{detail.time}} ${{detail.label}}, ${{detail.source}}`));
         {PLAYED}
         for (let i = 0; i < 3; i++) {{
             told.push(await played(), label());
         }}
         told.push(stage.state);
         stage.removeAttribute('pause-on-markers');
         stage.markers = [[2000000, 'the second']];
         told.push(await played() > 4000000, label(), stage.markers);
         return told;"
    ));
    let expected = json!([
        "0 / 2 ",
        "0 1000000 The first number, api",
        1_000_000,
        "1 / 2 The first number",
        "1 3000000 The third, api",
        3_000_000,
        "2 / 2 The third",
        told[7],
        "2 / 2 The third",
        "finished",
        "0 2000000 the second, api",
        true,
        "1 / 1 the second",
        [[2_000_000, "the second"]]
    ]);
    assert_eq!(told, expected);
    assert!(told[7].as_u64() > Some(4_000_000), "the third time it runs to its end: {told}");
}

#[test]
fn keys_and_the_prose_around_go_to_markers() {
    let page = guided();
    let stage = page.find(Role::Group, "Stage");
    stage.type_text("]");
    moment_is(&page, 1_000_000);
    stage.type_text("]");
    moment_is(&page, 3_000_000);
    stage.type_text("[");
    moment_is(&page, 1_000_000);
    page.button("Next marker").click();
    moment_is(&page, 3_000_000);
    stage.press(Key::Home);
    moment_is(&page, 0);
    page.button("after three milliseconds").click();
    moment_is(&page, 3_000_000);
    stage.press(Key::Home);
    moment_is(&page, 0);
    stage.press(Key::End);
    page.wait_until("it is where it is known to", PATIENCE, |page| {
        let script = "const { currentTime, duration } = document.querySelector('go-park');
            return currentTime > 2000000 && currentTime === duration";
        page.script(script, &[]) == true
    });
    let zoomed =
        "const view = document.querySelector('go-park').shadowRoot.querySelector('.gp-stage__scroller');
        return view.scrollWidth > view.clientWidth";
    assert_eq!(page.script(zoomed, &[]), false);
    // Wherever the focus is inside; the stage itself has the same key.
    page.button("Step").type_text("+++");
    page.wait_until("the picture is larger", PATIENCE, |page| page.script(zoomed, &[]) == true);
    stage.type_text("f");
    page.wait_until("it fills the screen", PATIENCE, |page| {
        page.script("return document.querySelector('go-park').matches(':fullscreen')", &[]) == true
    });
    stage.type_text("f");
    page.wait_until("it does not any more", PATIENCE, |page| {
        page.script("return document.fullscreenElement === null", &[]) == true
    });
}

#[test]
fn events_say_what_happens_and_who_did_it() {
    let page = guided();
    let listen = "const stage = document.querySelector('go-park');
        window.told = [];
        for (const name of ['gp-load', 'gp-play', 'gp-pause', 'gp-ended', 'gp-diagnostics'])
            stage.addEventListener(name, ({ type, detail }) =>
                told.push([type.slice(3), detail.source, detail.state ?? detail.diagnostics?.length ?? ''].join(' ').trim()));
        stage.markers = [];";
    page.script(listen, &[]);
    let told = |page: &Page, expected: &[&str]| {
        // Whether somebody sees it play before it is over is chance where it runs as fast as it goes.
        page.wait_until(&format!("{expected:?} are told"), PATIENCE, |page| {
            page.script("return told.filter(it => it !== 'play api')", &[]) == json!(expected)
        });
        page.script("told.length = 0", &[]);
    };
    page.button("Run").click();
    told(&page, &["play user"]);
    page.script_async("await document.querySelector('go-park').pause()");
    told(&page, &["pause api"]);
    page.script_async("await document.querySelector('go-park').runToEnd()");
    told(&page, &["ended api finished"]);
    page.script_async("await document.querySelector('go-park').load('package main\\nfunc main() { x }')");
    told(&page, &["diagnostics api 1"]);
    page.script_async(
        "await document.querySelector('go-park').load('package main\\nfunc main() { select {} }')",
    );
    told(&page, &["load api", "diagnostics api 0", "ended api deadlock"]);
}

#[test]
fn a_marker_that_means_nothing_is_told() {
    let page = Page::site("guided.html");
    let told = page.script_async(
        "const stage = document.createElement('go-park');
         Object.assign(stage, { loading: 'eager', source: 'package main\\nfunc main() {}' });
         stage.setAttribute('markers', '1000 one; 2ms two');
         document.body.append(stage);
         const told = [await stage.ready.catch(error => error.message)];
         stage.setAttribute('markers', ' 2000 ;1000 one; ');
         await stage.ready;
         told.push(stage.shadowRoot.querySelector('.gp-shell__markers [role=status]').textContent);
         const heard = new Promise(resolve => stage.addEventListener('gp-error', ({ detail }) => resolve(detail.message)));
         stage.markers = [[1.5, 'x']];
         told.push(await heard);
         return told;",
    );
    let wrong = |what: &str| format!("a marker begins with its moment in whole ns, not {what}");
    assert_eq!(told, json!([wrong("2ms two"), "0 / 2 ", wrong("1.5")]));
}

#[test]
fn a_loop_begins_again_when_it_has_ended() {
    let page = guided();
    let told = page.script_async(
        "const stage = document.querySelector('go-park');
         let [ended, played] = [0, 0];
         stage.markers = [];
         stage.toggleAttribute('loop');
         stage.addEventListener('gp-ended', () => ended++);
         stage.addEventListener('gp-play', () => played++);
         await stage.play();
         while (ended < 2) await new Promise(resolve => setTimeout(resolve, 50));
         stage.removeAttribute('loop');
         await new Promise(resolve => setTimeout(resolve, 1500));
         return [played, stage.state];",
    );
    assert_eq!(told, json!([2, "finished"]));
}

#[test]
fn texts_are_in_the_words_of_the_page() {
    let page = guided();
    let texts = "const stage = document.querySelector('go-park').shadowRoot;
        return [...stage.querySelectorAll('.gp-transport button')].map(it => it.getAttribute('aria-label')).join(', ')";
    page.script_async(
        "const stage = document.querySelector('go-park');
         stage.i18n = { Run: 'Start', Pause: 'Halt', Step: 'Schritt', 'Step back': 'Schritt zurück', 'Next decision': 'Nächste Entscheidung',
             Restart: 'Von vorn', 'Main': 'nie', 'Marker before': 'Marke davor', '{}ms/s': '{} Millisekunden je Sekunde', 'Paused at {}.': 'Steht bei {}.',
             '{}ms': '{} Millisekunden' };
         await new Promise(resolve => setTimeout(resolve, 200));",
    );
    let german = "Start, Halt, Schritt zurück, Schritt, Nächste Entscheidung, Von vorn";
    page.wait_until("they are German", PATIENCE, |page| page.script(texts, &[]) == german);
    let speed = "return document.querySelector('go-park').shadowRoot.querySelector('.gp-transport .gp-slider__value').textContent";
    assert_eq!(page.script(speed, &[]), "5 Millisekunden je Sekunde");
    page.script_async("const stage = document.querySelector('go-park'); await stage.seek(1000000); stage.markers = [[1500000, 'x']]");
    page.button("Start").click();
    // It is told to those who listen, although it has no line here.
    await_status(&page, "Steht bei 1.5 Millisekunden.");
    page.button("Marke davor");
    // What the program writes is not ours, and a stage that is mounted again has the words too.
    let output = page.script_async(
        "const stage = document.querySelector('go-park');
         stage.i18n = { Output: 'Ausgabe', 'Nothing written yet.': 'Noch nichts.', Run: 'Los' };
         stage.setAttribute('view', 'code');
         await stage.load('package main\\nfunc main() { println(`Output`) }');
         await stage.runToEnd();
         await new Promise(resolve => setTimeout(resolve, 300));
         const seen = stage.shadowRoot.querySelector('.gp-panel--output');
         return [seen.querySelector('h2').textContent, seen.querySelector('pre').textContent, stage.source.includes('Output')];",
    );
    assert_eq!(output, json!(["Ausgabe", "Output\n", true]));
    page.button("Los");
}
