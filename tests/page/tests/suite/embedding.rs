//! Stages in other people's pages, by the element `<go-park>`.

use std::time::Duration;

use page_tests::{Key, Page, Role};
use serde_json::{Value, json};

use crate::support::figure;

const PATIENCE: Duration = Duration::from_secs(30);

/// How often a file was fetched.
fn fetches(page: &Page, file: &str) -> u64 {
    let count = page.script(
        "return performance.getEntriesByType('resource').filter(it => it.name.includes(arguments[0])).length",
        &[json!(file)],
    );
    count.as_u64().unwrap_or_default()
}

/// Waits until each stage of the page is there or has failed.
fn await_stages(page: &Page) {
    page.wait_until("all stages are there", PATIENCE, |page| {
        let script = "return [...document.querySelectorAll('go-park')].every(it => it.state && it.state !== 'loading')";
        page.script(script, &[]) == true
    });
}

#[test]
fn five_stages_share_one_module_and_do_what_scripts_say() {
    let page = Page::site("several.html");
    await_stages(&page);
    assert_eq!((fetches(&page, "gopark_bg.wasm"), fetches(&page, "gopark.js")), (1, 1));
    // A build that is not for release has the engine in its one module.
    assert!(fetches(&page, "gopark-engine-") <= 1);
    let states = page.script("return [...document.querySelectorAll('go-park')].map(it => it.state)", &[]);
    assert_eq!(states, json!(["ready", "ready", "ready", "ready", "error"]));
    let told = page.script_async(
        "const [stage, , , stuck, broken] = document.querySelectorAll('go-park');
         const told = [];
         stage.addEventListener('gp-state', event => event.detail.state === 'running' || told.push(event.detail.state));
         await stage.runToEnd();
         told.push(stage.output.stderr, stage.stats.events > 10);
         const hash = await stage.eventsHash();
         await stage.reset({ seed: 2 });
         told.push(stage.currentTime);
         await stage.seek(2_000_000);
         told.push(stage.currentTime, stage.state);
         await stage.step(3);
         await stage.step(-3);
         told.push(stage.currentTime <= 2_000_000);
         await stage.reset({ seed: 1 });
         await stage.runToEnd();
         told.push(await stage.eventsHash() === hash);
         told.push(await stage.set('limit', 4), await stage.set('GOMAXPROCS', 3), await stage.set('nothing', 1));
         told.push((await stage.snapshotSvg()).startsWith('<svg'));
         await stuck.runToEnd();
         told.push(stuck.state);
         told.push(broken.diagnostics.map(it => `${it.line}:${it.column}: ${it.message}`));
         told.push(await broken.load('package main\\nfunc main() {}'), broken.state);
         return told;",
    );
    let expected = json!([
        "finished",
        "0 3 1 3 2 3",
        true,
        "ready",
        0,
        "paused",
        2_000_000,
        "paused",
        true,
        "ready",
        "finished",
        true,
        true,
        true,
        false,
        true,
        "deadlock",
        ["3:15: undefined: x"],
        true,
        "running"
    ]);
    assert_eq!(sorted_output(told), sorted_output(expected));
}

/// Three goroutines wake at one instant, in any order.
fn sorted_output(mut told: Value) -> Value {
    for value in told.as_array_mut().into_iter().flatten() {
        if let Some(text) = value.as_str().filter(|text| text.contains('\n')) {
            let mut lines: Vec<&str> = text.lines().collect();
            lines.sort_unstable();
            *value = json!(lines.join(" "));
        }
    }
    told
}

#[test]
fn the_first_stage_is_soon_there() {
    let page = Page::site("strict.html");
    await_stages(&page);
    let times = page.script("return performance.getEntriesByName('gp-ready').map(it => it.startTime)", &[]);
    let times: Vec<f64> = serde_json::from_value(times).expect("times in ms");
    assert!(times.len() == 2 && times.is_sorted() && times[0] > 0.0, "{times:?}");
    figure(&format!("first stage interactive after {:.0} ms", times[0]));
}

#[test]
fn what_is_far_away_is_not_loaded_until_it_is_near() {
    let page = Page::site("far.html");
    page.script_async("await new Promise(resolve => setTimeout(resolve, 500))");
    assert_eq!(fetches(&page, ".wasm"), 0);
    assert!(page.script("return document.querySelector('go-park').state", &[]) == "loading");
    let height = "const stage = document.querySelector('go-park');
        stage.setAttribute('height', '300');
        return stage.offsetHeight";
    assert_eq!(page.script(height, &[]), 300);
    page.script("document.querySelector('go-park').scrollIntoView()", &[]);
    await_stages(&page);
    assert_eq!(fetches(&page, "gopark_bg.wasm"), 1);
}

#[test]
fn attributes_and_properties_count_before_and_after() {
    let page = Page::site("without.html");
    let told = page.script_async(
        "const stage = document.querySelector('go-park');
         const told = [stage.state === undefined, stage.textContent.includes('seen without scripts')];
         stage.setAttribute('procs', '3');
         stage.setAttribute('seed', '7');
         stage.setAttribute('first-stack', '32768');
         stage.setAttribute('loading', 'eager');
         stage.source = 'package main\\n\\nimport \"runtime\"\\n\\nvar n = 1 //gopark:param 1..9\\n\\nfunc main() { println(runtime.GOMAXPROCS(0), n) }';
         await import('/go-park/auto.js');
         await stage.ready;
         await stage.seek(1);
         told.push(stage.stats.stackBytes);
         await stage.runToEnd();
         told.push(stage.output.stderr);
         await stage.reset();
         stage.setAttribute('param-n', '5');
         stage.setAttribute('procs', '2');
         await new Promise(resolve => setTimeout(resolve, 100));
         await stage.runToEnd();
         told.push(stage.output.stderr);
         stage.options = { view: 'code' };
         await stage.ready;
         told.push(stage.shadowRoot.querySelector('.gp').dataset.view, stage.source.includes('GOMAXPROCS'));
         await stage.load('package main\\n\\nimport \"time\"\\n\\nfunc main() { time.Sleep(time.Hour); println(8) }');
         const sought = stage.seek(5_000_000_000);
         stage.setAttribute('view', 'both');
         await sought;
         const ended = stage.runToEnd();
         stage.setAttribute('controls', 'none');
         await ended;
         told.push(stage.state, stage.output.stderr);
         return told;",
    );
    assert_eq!(told, json!([true, true, 32768, "3 1\n", "2 5\n", "code", true, "finished", "8\n"]));
}

#[test]
fn attributes_are_properties_too() {
    let page = Page::site("without.html");
    let told = page.script_async(
        "const stage = document.querySelector('go-park');
         stage.firstStack = 4096;
         stage.pauseOnMarkers = true;
         stage.view = 'code';
         await import('/go-park/auto.js');
         await stage.ready;
         const told = [stage.outerHTML.match(/<go-park[^>]*>/)[0], stage.shadowRoot.querySelector('.gp').dataset.view];
         await stage.seek(1);
         told.push(stage.stats.stackBytes, stage.startAt, stage.loop);
         Object.assign(stage, { view: null, pauseOnMarkers: false, firstStack: null, procs: 2 });
         told.push(stage.outerHTML.match(/<go-park[^>]*>/)[0], stage.procs + 1);
         return told;",
    );
    let before = r#"<go-park view="code" first-stack="4096" pause-on-markers="">"#;
    let after = r#"<go-park procs="2">"#;
    let sorted = |html: &str| {
        let mut words: Vec<String> = html.trim_end_matches('>').split(' ').map(str::to_owned).collect();
        words.sort();
        words
    };
    assert_eq!(told[0].as_str().map(sorted), Some(sorted(before)));
    assert_eq!(
        told.as_array().map(|it| &it[1..]),
        json!(["code", 4096, null, false, after, 3]).as_array().map(|it| &it[..])
    );
}

#[test]
fn what_surrounds_a_stage_is_what_its_attributes_say() {
    let page = Page::site("several.html");
    await_stages(&page);
    let seen = "const parts = { stage: '.gp-stage', parameters: '.gp-params', inspector: '.gp-inspector', output: '.gp-panel--output',
             source: '.gp-main__source' };
         const { shadowRoot } = document.getElementById('first');
         return Object.keys(parts).filter(name => shadowRoot.querySelector(parts[name])?.getClientRects().length).join(' ')";
    for width in [1000, 360] {
        page.resize(width, 800);
        for (view, controls, expected) in [
            ("stage", "auto", "stage"),
            ("stage", "full", "stage parameters inspector"),
            ("both", "auto", "stage source"),
            ("both", "full", "stage parameters inspector source"),
            ("code", "auto", "output source"),
        ] {
            page.script_async(&format!(
                "const stage = document.getElementById('first');
                 stage.setAttribute('view', '{view}');
                 stage.setAttribute('controls', '{controls}');
                 await new Promise(resolve => setTimeout(resolve));
                 await stage.ready;"
            ));
            let what = format!("{view}, {controls}, {width} px");
            page.wait_until(&what, PATIENCE, |page| page.script(seen, &[]) == expected);
        }
    }
}

/// Whoever does not look at the picture reads a table, and nobody comes to its buttons by keys without seeing them.
#[test]
fn the_goroutines_of_a_stage_are_a_table_when_it_stands_still() {
    let page = Page::site("guided.html");
    page.script_async("const stage = document.querySelector('go-park'); await stage.seek(500_000);");
    page.wait_until("main is in the table", PATIENCE, |page| {
        let rows = page.table("Goroutines").rows();
        rows.iter().any(|row| row.iter().any(|cell| cell.contains("main.main")))
    });
    let told = page.script(
        "const table = document.querySelector('go-park').shadowRoot.querySelector('.gp-panel--goroutines');
         return [table.offsetWidth <= 2, table.querySelectorAll('[tabindex=\"0\"]').length]",
        &[],
    );
    assert_eq!(told, json!([true, 0]));
}

#[test]
fn a_page_has_colors_of_its_own() {
    let page = Page::site("guided.html");
    page.script(
        "document.querySelector('go-park').style.setProperty('--go-park-accent', 'rgb(1, 2, 3)')",
        &[],
    );
    let color = page.script_async(
        "const stage = document.querySelector('go-park');
         await stage.ready;
         const run = stage.shadowRoot.querySelector('.gp-button--primary');
         return getComputedStyle(run).backgroundColor",
    );
    assert_eq!(color, "rgb(1, 2, 3)");
}

/// What is seen of controls and panels lies within the stage's box, whatever is around it: a column is narrower than the
/// window, and an author gives little height.
#[test]
fn everything_fits_into_columns_of_every_size() {
    let page = Page::site("several.html");
    await_stages(&page);
    let beyond = "const host = document.getElementById('first');
         const box = host.getBoundingClientRect();
         const seen = host.shadowRoot.querySelectorAll('.gp-bar :is(button, select, input, .gp-slider__value), .gp-main > *, .gp-stage__zoom');
         return [...seen].filter(it => {
             const its = it.getBoundingClientRect();
             const isSeen = getComputedStyle(it).clipPath === 'none' && its.width > 0;
             return isSeen && (its.left < box.left || its.right > box.right || its.top < box.top || its.bottom > box.bottom + 1);
         }).map(it => it.className + ' ' + (it.ariaLabel ?? ''))";
    page.resize(1280, 900);
    for view in ["stage", "timeline", "both", "code"] {
        for (width, height) in
            [(320, 416), (320, 200), (480, 416), (640, 416), (736, 200), (736, 416), (1200, 640)]
        {
            page.script_async(&format!(
                "const stage = document.getElementById('first');
                 stage.setAttribute('view', '{view}');
                 stage.setAttribute('height', '{height}');
                 stage.style.width = '{width}px';
                 await new Promise(resolve => setTimeout(resolve));
                 await stage.ready;"
            ));
            let what = format!("{view} fits into {width} x {height} px");
            page.wait_until(&what, PATIENCE, |page| page.script(beyond, &[]) == json!([]));
        }
    }
    // The picture has a good part even of a low stage.
    let part = "const { shadowRoot, offsetHeight } = document.getElementById('first');
         return shadowRoot.querySelector('.gp-stage').offsetHeight / offsetHeight";
    page.script_async(
        "const stage = document.getElementById('first');
         stage.setAttribute('view', 'stage');
         stage.setAttribute('height', '200');
         stage.style.width = '736px';
         await new Promise(resolve => setTimeout(resolve));
         await stage.ready;",
    );
    page.wait_until("there is a picture", PATIENCE, |page| {
        page.script(part, &[]).as_f64().is_some_and(|part| part > 0.6)
    });
}

/// Where nothing runs by itself, there is the machine with main about to run, and words for what to do.
#[test]
fn a_stage_that_has_not_begun_is_not_empty() {
    let page = Page::site("several.html");
    await_stages(&page);
    let told = page.script_async(
        "const stage = document.getElementById('first');
         const begun = async () => [stage.state, stage.currentTime, stage.stats.goroutines.running,
             ['P0', 'P1', 'G1', 'main'].every(it => svg.includes(`>${it}`))];
         let svg = await stage.snapshotSvg();
         const told = await begun();
         told.push(stage.shadowRoot.querySelector('.gp-status').textContent);
         await stage.runToEnd();
         await stage.reset({ seed: 3 });
         svg = await stage.snapshotSvg();
         return told.concat(await begun());",
    );
    let begun = [json!("ready"), json!(0), json!(1), json!(true)];
    let expected = [&begun[..], &[json!("PausedRun starts the program.")], &begun[..]].concat();
    assert_eq!(told, Value::from(expected));
}

#[test]
fn the_keys_of_a_stage_are_told_inside_it() {
    let page = Page::site("several.html");
    await_stages(&page);
    let told = page.script_async(
        "const host = document.getElementById('first');
         host.setAttribute('height', '300');
         const stage = host.shadowRoot.querySelector('.gp-stage');
         stage.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true, composed: true }));
         let help;
         while (!(help = host.shadowRoot.querySelector('.gp-help'))) await new Promise(resolve => setTimeout(resolve));
         const [box, its] = [host, help].map(it => it.getBoundingClientRect());
         const fits = its.top >= box.top && its.bottom <= box.bottom && its.left >= box.left && its.right <= box.right;
         return [fits, help.textContent.includes('marker'), help.textContent.includes('timeline')];",
    );
    assert_eq!(told, json!([true, true, false]));
}

#[test]
fn nodes_that_move_go_on_and_nodes_that_go_leave_nothing() {
    let page = Page::site("several.html");
    await_stages(&page);
    let told = page.script_async(
        "const stage = document.querySelector('go-park');
         await stage.seek(1_000);
         const before = stage.handle;
         document.body.append(stage);
         await new Promise(resolve => setTimeout(resolve, 100));
         const told = [stage.handle === before, stage.currentTime];
         for (const it of document.querySelectorAll('go-park')) it.remove();
         await new Promise(resolve => setTimeout(resolve, 100));
         told.push(stage.handle);
         return told;",
    );
    assert_eq!(told, json!([true, 1000, null]));
    for _ in 0..10 {
        assert_eq!(twenty_mounts(&page), json!(["0 left"]));
    }
}

/// Mounts and unmounts twenty stages, and tells what is left of them.
fn twenty_mounts(page: &Page) -> Value {
    page.script_async(
        "const told = [];
         for (let i = 0; i < 20; i++) {
             const one = document.createElement('go-park');
             one.setAttribute('loading', 'eager');
             one.source = 'package main\\nfunc main() {}';
             document.body.append(one);
             await one.ready;
             one.remove();
             await new Promise(resolve => setTimeout(resolve, 25));
             if (one.handle) told.push(`the ${i}th is still there`);
         }
         told.push(`${document.querySelectorAll('go-park').length} left`);
         return told;",
    )
}

#[test]
fn leaks_selections_and_errors_are_told() {
    let page = Page::site("several.html");
    await_stages(&page);
    let told = page.script_async(
        "const stage = document.querySelector('go-park');
         const told = [];
         for (const name of ['gp-leak', 'gp-select', 'gp-error']) {
             stage.addEventListener(name, ({ detail }) => told.push(detail.leaked ?? detail.name ?? detail.diagnostics[0].message));
         }
         told.push(await stage.load('package main\\nimport \"time\"\\nfunc main() { go func() { <-make(chan int) }(); time.Sleep(time.Second) }'));
         await stage.runToEnd();
         told.push(stage.stats.leaked, stage.state);
         stage.shadowRoot.querySelector('.gp-table button').click();
         await new Promise(resolve => setTimeout(resolve, 300));
         told.push(await stage.load('package main\\nfunc main() { x }'), stage.state);
         const overtaken = stage.load('package main\\nfunc main() { println(1) }');
         told.push(await stage.load('package main\\nfunc main() { println(2) }'), await overtaken);
         return told;",
    );
    assert_eq!(
        told,
        json!([true, 1, 1, "finished", "g1", "undefined: x", false, "finished", "", true, false])
    );
}

#[test]
fn a_stage_that_breaks_does_not_take_the_others_with_it() {
    let page = Page::site("several.html");
    await_stages(&page);
    let told = page.script_async(
        "const [stage, other] = document.querySelectorAll('go-park');
         const told = [];
         for (const it of [stage, other]) it.addEventListener('gp-error', ({ detail }) => told.push(it.id, detail.code));
         await other.play();
         try { stage.handle.fault(); } catch { told.push('thrown'); }
         await new Promise(resolve => setTimeout(resolve, 100));
         told.push(stage.state, other.state);
         const time = other.currentTime;
         await new Promise(resolve => setTimeout(resolve, 500));
         told.push(other.currentTime > time);
         const words = stage.shadowRoot.querySelector('.gp-shell__problem');
         told.push(words.checkVisibility(), words.textContent.includes('this stage broke'));
         stage.shadowRoot.querySelector('.gp-shell__run').click();
         await stage.ready;
         told.push(stage.state, words.checkVisibility());
         await stage.runToEnd();
         told.push(stage.output.stderr);
         return told;",
    );
    let expected = json!([
        "thrown",
        "first",
        "fault",
        "error",
        "running",
        true,
        true,
        true,
        "ready",
        false,
        "0 3 1 3 2 3"
    ]);
    assert_eq!(sorted_output(told), expected);
    assert_eq!(fetches(&page, "gopark.js"), 2);
}

#[test]
fn a_strict_policy_has_nothing_to_complain_of() {
    let page = Page::site("strict.html");
    await_stages(&page);
    page.wait_until("both run", PATIENCE, |page| {
        page.script("return [...document.querySelectorAll('go-park')].every(it => it.currentTime > 1e6)", &[])
            == true
    });
    let complaints: Vec<String> =
        page.console_errors().into_iter().filter(|it| !it.contains("favicon.ico")).collect();
    assert_eq!(complaints, [""; 0]);
}

#[test]
fn a_hostile_style_sheet_stays_outside() {
    let page = Page::site("hostile.html");
    await_stages(&page);
    let run = page.button("Run");
    assert!(run.name() == "Run");
    let button = page.script(
        "const shadow = document.querySelector('go-park').shadowRoot;
         const style = getComputedStyle([...shadow.querySelectorAll('button')].find(it => it.textContent.includes('Step')));
         return [style.display !== 'none', style.color !== 'rgb(255, 0, 0)'];",
        &[],
    );
    assert_eq!(button, json!([true, true]));
}

#[test]
fn the_theme_follows_the_page_around_it() {
    let page = Page::site("themed.html");
    await_stages(&page);
    let theme = "return document.querySelector('go-park').shadowRoot.querySelector('.gp').dataset.theme";
    page.wait_until("it is light", PATIENCE, |page| page.script(theme, &[]) == "light");
    page.script("document.documentElement.classList.add('night')", &[]);
    page.wait_until("it is dark", PATIENCE, |page| page.script(theme, &[]) == "dark");
    // Keys belong to the stage only while the focus is inside.
    page.find(Role::TextBox, "Elsewhere").click();
    page.press(Key::Right);
    assert_eq!(page.script("return document.querySelector('go-park').currentTime", &[]), 0);
    page.find(Role::Group, "Stage").press(Key::Space);
    page.wait_until("it plays", PATIENCE, |page| {
        page.script("return document.querySelector('go-park').currentTime > 0", &[]) == true
    });
}

#[test]
fn with_reduced_motion_nothing_plays_unasked() {
    let page = Page::site("without.html");
    page.prefer("prefers-reduced-motion", "reduce");
    page.visit("strict.html");
    await_stages(&page);
    page.script_async("await new Promise(resolve => setTimeout(resolve, 300))");
    let states = page.script("return [...document.querySelectorAll('go-park')].map(it => it.state)", &[]);
    assert_eq!(states, json!(["ready", "ready"]));
}

#[test]
fn frames_work_and_tell_their_height_even_without_an_origin() {
    let page = Page::site("framed.html");
    let told = page.script_async(
        "const { connect } = await import('/go-park/host.js');
         const told = [];
         for (const id of ['open', 'closed']) {
             const frame = document.getElementById(id);
             const stage = connect(frame);
             await stage.ready;
             let ended = '';
             stage.on('gp-ended', ({ detail }) => (ended = `${detail.state} by ${detail.source}`));
             await stage.call('runToEnd').catch(error => told.push(error.message));
             told.push(/^[0-9a-f]{16}$/.test(await stage.call('eventsHash')), frame.style.height);
             await stage.call('remove').catch(error => told.push(error.message));
             while (!ended) await new Promise(resolve => setTimeout(resolve, 20));
             told.push(ended);
         }
         told.push(document.getElementById('open').contentDocument.querySelector('go-park').getAttribute('first-stack'));
         told.push(document.getElementById('later').contentDocument.body.innerText);
         let answers = 0;
         addEventListener('message', ({ data }) => data.id === 'x' && answers++);
         for (const id of ['open', 'later'])
             document.getElementById(id).contentWindow.postMessage({ gp: 1, v: 2, type: 'hello', id: 'x' }, '*');
         await new Promise(resolve => setTimeout(resolve, 200));
         told.push(answers);
         return told;",
    );
    let refusal = "there is no method remove";
    let (ended, other) = ("finished by api", "This frame has version 1 of its parameters, not 2.");
    let expected = json!([true, "333px", refusal, ended, true, "150px", refusal, ended, "4096", other, 0]);
    assert_eq!(told, expected);
}
