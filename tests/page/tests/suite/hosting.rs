//! Pages and servers as other people have them: what they forbid, what they do not know, and where they put a stage.

use page_tests::{Page, Role};
use serde_json::json;

use crate::support::PATIENCE;

const ALL_RUN: &str = "return [...document.querySelectorAll('go-park')].every(it => it.currentTime > 1e6)";
const SHEETS: &str = "return [...document.querySelectorAll('go-park')].map(({ shadowRoot }) => [
        shadowRoot.adoptedStyleSheets.length,
        shadowRoot.adoptedStyleSheets[0] === document.querySelector('go-park').shadowRoot.adoptedStyleSheets[0],
        shadowRoot.querySelectorAll('link, style').length,
        getComputedStyle(shadowRoot.querySelector('.gp')).containerType,
    ])";

fn run_under_a_policy(page: &Page, name: &str) {
    page.wait_until("all run", PATIENCE, |page| page.script(ALL_RUN, &[]) == true);
    let sheets = page.script(SHEETS, &[]);
    assert_eq!(sheets, json!([[1, true, 0, "size"], [1, true, 0, "size"]]), "{name}");
    let refused = page.script("return violations.filter(it => !it.includes('favicon'))", &[]);
    assert_eq!(refused, json!([]), "{name}");
}

#[test]
fn one_style_sheet_is_shared_under_every_policy() {
    for name in ["strict.html", "nonce.html"] {
        run_under_a_policy(&Page::site(name), name);
    }
}

#[test]
fn one_style_sheet_is_shared_in_firefox() {
    let page = Page::site_in_firefox("strict.html");
    run_under_a_policy(&page, "strict.html");
    page.visit("nonce.html");
    run_under_a_policy(&page, "nonce.html");
}

#[test]
fn where_styles_cannot_be_shared_each_stage_has_a_link() {
    let page = Page::site("without.html");
    let seen = page.script_async(
        "CSSStyleSheet.prototype.replace = undefined;
         await import('/go-park/auto.js');
         const stage = document.querySelector('go-park');
         await stage.ready;
         const shown = () => getComputedStyle(stage.shadowRoot.querySelector('.gp')).containerType;
         for (let i = 0; i < 100 && shown() !== 'size'; i++) await new Promise(resolve => setTimeout(resolve, 20));
         return [stage.shadowRoot.querySelectorAll('link').length, shown()];",
    );
    assert_eq!(seen, json!([1, "size"]));
}

#[test]
fn nothing_below_a_stage_moves() {
    let page = Page::site("still.html");
    let told = page.script_async(
        "const stages = [...document.querySelectorAll('go-park')];
         const places = () => ['below', 'end'].map(id => Math.round(document.getElementById(id).getBoundingClientRect().top));
         const rest = () => new Promise(resolve => setTimeout(resolve, 300));
         await rest();
         await import('/go-park/auto.js');
         const told = [places()];
         await rest();
         told.push(places(), stages.map(it => it.shadowRoot.querySelector('.gp-shell').offsetHeight));
         for (const it of stages) await it.ready;
         await rest();
         told.push(places(), stages.map(it => it.state));
         return [told[0][0], ...told.slice(1)];",
    );
    let height = page.script("return innerHeight", &[]);
    assert!(height.as_f64() > Some(600.0), "what moves out of sight is not counted");
    let [first, then, heights, ready, states] = told.as_array().expect("a list").as_slice() else {
        panic!("{told}");
    };
    assert_eq!((heights, states), (&json!([416, 200]), &json!(["ready", "ready"])));
    assert_eq!((then, &then[0]), (ready, first), "{told}");
    // The second has a height of its own, which the page said nothing of before: that may have moved once.
    let jumps = page.script("return jumps.length", &[]);
    assert!(jumps.as_u64() <= Some(1), "{}", page.script("return jumps", &[]));
}

#[test]
fn a_tag_that_is_taken_gets_our_version_behind_it() {
    let page = Page::site("taken.html");
    let told = page.script_async(
        "const stage = document.querySelector('go-park-1');
         await stage.runToEnd();
         const { defineGoPark } = await import('/go-park/index.js');
         return [stage.output.stderr.length, document.querySelector('go-park').textContent, defineGoPark() === stage.constructor];",
    );
    assert_eq!(told, json!([10, "Theirs", true]));
}

#[test]
fn a_script_puts_a_stage_where_it_likes() {
    let page = Page::site("without.html");
    let told = page.script_async(
        "const { mount } = await import('/go-park/index.js');
         const place = document.createElement('div');
         document.body.append(place);
         const source = 'package main\\n\\nimport \"runtime\"\\n\\nfunc main() { println(runtime.GOMAXPROCS(0)) }';
         const stage = mount(place, { source, procs: 3, view: 'both' });
         await stage.runToEnd();
         return [stage.parentNode === place, stage.output.stderr, stage.shadowRoot.querySelector('.gp').dataset.view];",
    );
    assert_eq!(told, json!([true, "3\n", "both"]));
}

#[test]
fn that_stages_are_loaded_is_said_once_for_all() {
    let page = Page::site("without.html");
    page.slow_down(100_000);
    page.visit("several.html");
    let said = "return [...document.querySelectorAll('go-park')]
        .map(it => it.shadowRoot?.querySelector('[role=status].gp-shell__status')?.textContent ?? '').join('|')";
    page.wait_until("somebody says so", PATIENCE, |page| {
        page.script(said, &[])
            .as_str()
            .is_some_and(|it| it.matches("The stage is being loaded.").count() == 1)
    });
    page.slow_down(100_000_000);
    page.visit("several.html");
    page.wait_until("the first is ready", PATIENCE, |page| {
        page.script("return document.querySelector('go-park').state", &[]) == "ready"
    });
    // One that begins to load after that, on a busy machine, may say so until it is ready, too.
    page.wait_until("nobody says so any more", PATIENCE, |page| {
        page.script(said, &[]).as_str().is_some_and(|it| it.chars().all(|c| c == '|'))
    });
}

#[test]
fn a_server_that_knows_no_wasm_is_told_so_once() {
    let page = Page::site("without.html");
    page.script("sessionStorage.clear()", &[]);
    page.visit("untyped.html");
    let told = page.script_async(
        "const stages = [...document.querySelectorAll('go-park')];
         for (const it of stages) await it.runToEnd();
         return stages.map(it => it.output.stderr.length);",
    );
    assert_eq!(told, json!([10, 10]));
    let hints = page.console("INFO");
    let hints: Vec<&String> = hints.iter().filter(|it| it.contains("application/wasm")).collect();
    assert_eq!(hints.len(), 1, "{hints:?}");
    assert!(hints[0].contains("gopark_bg.wasm is served as text/plain"), "{hints:?}");
}

#[test]
fn a_page_may_hold_its_scripts_to_their_hashes() {
    let page = Page::site("without.html");
    let told = page.script_async(
        "const lines = (await (await fetch('/go-park/integrity.txt')).text()).trim().split('\\n').map(it => it.split(' '));
         const load = (name, integrity) => new Promise(resolve => {
             const script = Object.assign(document.createElement('script'), { integrity, src: `/go-park/${name}` });
             script.type = name === 'auto.js' ? 'module' : 'text/javascript';
             script.onload = () => resolve(`${name} runs`);
             script.onerror = () => resolve(`${name} is refused`);
             document.head.append(script);
         });
         const told = [await load('auto.js', lines[1][1]), customElements.get('go-park') === undefined];
         for (const [name, hash] of lines) told.push(await load(name, hash));
         told.push(customElements.get('go-park') === undefined);
         return told;",
    );
    assert_eq!(told, json!(["auto.js is refused", true, "auto.js runs", "loader.js runs", false]));
}

#[test]
fn a_stage_may_be_folded_away_or_deep_inside() {
    let page = Page::site("places.html");
    page.script_async("await document.getElementById('folded').ready");
    let drawn = "const canvas = document.getElementById(arguments[0]).shadowRoot.querySelector('canvas');
        if (!canvas?.width) return 0;
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(new Uint32Array(pixels.buffer)).size";
    assert_eq!(page.script("return document.getElementById('lazy').state", &[]), "loading");
    page.script("document.querySelector('details').open = true", &[]);
    for id in ["folded", "lazy"] {
        page.wait_until(&format!("{id} is drawn"), PATIENCE, |page| {
            page.script(drawn, &[json!(id)]).as_u64() > Some(4)
        });
    }
    let told = page.script_async(
        "const outer = document.getElementById('other').attachShadow({ mode: 'open' });
         outer.innerHTML = '<section><go-park loading=eager><pre><code>package main\\nfunc main() { println(7) }</code></pre></go-park></section>';
         const stage = outer.querySelector('go-park');
         let heard = '';
         document.addEventListener('gp-ended', ({ detail }) => (heard = detail.state));
         await stage.runToEnd();
         await new Promise(resolve => setTimeout(resolve, 200));
         return [stage.output.stderr, heard];",
    );
    assert_eq!(told, json!(["7\n", "finished"]));
}

#[test]
fn a_page_that_is_gone_back_to_goes_on() {
    let page = Page::site("places.html?kept");
    page.script_async(
        "document.querySelector('details').open = true;
         const stage = document.getElementById('folded');
         await stage.seek(1_000_000);
         window.before = true;",
    );
    page.script("addEventListener('pageshow', event => (window.wasKept = event.persisted))", &[]);
    page.visit("without.html");
    page.go_back();
    page.wait_until("it is there", PATIENCE, |page| {
        let state = "return document.getElementById('folded')?.state";
        let state = page.script(state, &[]);
        state == "paused" || state == "ready"
    });
    // The browser keeps the page as it was; where memory is short, it loads it again.
    let kept = page.script("return [window.before === true, window.wasKept === true]", &[]);
    assert!(kept == json!([true, true]) || kept == json!([false, false]), "{kept}");
    let told = page.script_async(
        "document.querySelector('details').open = true;
         const stage = document.getElementById('folded');
         if (window.before && stage.currentTime !== 1_000_000) throw new Error(stage.currentTime);
         await stage.play();
         while (stage.state !== 'finished') await new Promise(resolve => setTimeout(resolve, 50));
         return [stage.state, stage.output.stderr.length];",
    );
    assert_eq!(told, json!(["finished", 10]));
}

#[test]
fn the_element_says_what_it_is_and_shows_its_parts() {
    let page = Page::site("guided.html");
    page.script_async("await document.querySelector('go-park').ready");
    let told = page.script_async(
        "const stage = document.querySelector('go-park');
         const sheet = new CSSStyleSheet();
         await sheet.replace('go-park::part(toolbar), go-park::part(canvas), go-park::part(editor), go-park::part(caption) { outline: 3px solid red }');
         document.adoptedStyleSheets = [sheet];
         const parts = ['.gp-bar', '.gp-stage', '.gp-editor', '.gp-shell__caption'].map(it => stage.shadowRoot.querySelector(it));
         const caption = document.querySelector('[slot=caption]');
         return [
             parts.map(it => getComputedStyle(it).outlineWidth),
             caption.getBoundingClientRect().top >= stage.shadowRoot.querySelector('.gp-shell').getBoundingClientRect().bottom,
             getComputedStyle(stage).contain, stage.getAttributeNames().includes('role'),
         ];",
    );
    assert_eq!(told, json!([["3px", "3px", "3px", "3px"], true, "content", false]));
    let host = page.select("go-park").swap_remove(0);
    assert_eq!((host.role(), host.name()), ("region".to_owned(), "Five numbers".to_owned()));
    page.script("document.querySelector('go-park').removeAttribute('label')", &[]);
    page.wait_until("it is a group", PATIENCE, |_| host.role() == "group" && host.name() == "Go program");
    page.script("document.querySelector('go-park').setAttribute('role', 'figure')", &[]);
    page.wait_until("it is what its page says", PATIENCE, |_| host.role() == "figure");
    page.find(Role::Group, "Transport");
}

#[test]
fn the_readme_has_the_recipe_for_prose_that_seeks() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(here.join(path)).expect("the file is there");
    let (site, readme) = (read("sites/guided.html"), read("../../www/embed/README.md"));
    let recipe = site.lines().filter(|line| line.contains("data-seek") || line.contains(".seek("));
    let recipe: Vec<&str> = recipe.map(str::trim).collect();
    assert!(recipe.len() == 3 && recipe.iter().all(|line| readme.contains(line)), "{recipe:?}");
}

#[test]
fn without_the_machine_a_stage_says_that_and_no_error_of_the_program() {
    let page = Page::site("without.html");
    page.block("gopark-engine");
    page.visit("without.html");
    let told = page.script_async(
        "await import('/go-park/auto.js');
         const stage = document.querySelector('go-park');
         const codes = [];
         stage.addEventListener('gp-error', ({ detail }) => codes.push(detail.code));
         await stage.ready;
         await new Promise(resolve => setTimeout(resolve, 500));
         const reset = await stage.reset().then(() => 'reset', error => error.message);
         return [codes, stage.diagnostics, stage.state, stage.shadowRoot.querySelector('.gp-shell__problem').textContent, reset];",
    );
    if told[0] == json!([]) {
        // A build that is not for release has the machine in its one module.
        assert_eq!(told[4], "reset");
        return;
    }
    assert_eq!((&told[0], &told[1], &told[2]), (&json!(["engine"]), &json!([]), &json!("error")));
    for words in [&told[3], &told[4]] {
        let words = words.as_str().unwrap_or_default();
        assert!(words.contains("compiler and machine could not be loaded"), "{told}");
        assert!(!words.contains("main.go"), "{told}");
    }
}

#[test]
fn what_stands_in_for_the_program_is_seen_until_the_stage_is_there_and_where_it_cannot_be() {
    let page = Page::site("without.html");
    let told = page.script_async(
        "await import('/go-park/auto.js');
         document.body.innerHTML = '<go-park loading=manual lesson=nothing><p slot=fallback>Read it in the book.</p><pre>package main</pre></go-park>';
         const stage = document.querySelector('go-park');
         const seen = () => ['p', 'pre'].map(it => stage.querySelector(it).checkVisibility());
         await new Promise(resolve => setTimeout(resolve, 200));
         const told = [seen()];
         await stage.load('package main\\nfunc main() {}').catch(error => told.push(error.message));
         told.push(seen(), stage.state);
         return told;",
    );
    let why = "there is no lesson named \"nothing\"";
    assert_eq!(told, json!([[true, false], why, [true, false], "error"]));
}
