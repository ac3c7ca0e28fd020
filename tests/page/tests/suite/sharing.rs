//! A link opens the page at exactly the moment it was made at, and a link that somebody damaged says so.

use serde_json::json;

use crate::support::{PATIENCE, await_status, figure, moment_ns, open, run_fast, status};

#[test]
fn a_link_opens_the_same_moment() {
    let page = open();
    run_fast(
        &page,
        "package main\n\nimport \"time\"\n\nvar n = 3 //gopark:param 1..9\n\nfunc main() {\n\tfor i := range n {\n\t\tgo time.Sleep(time.Millisecond)\n\t\t_ = i\n\t}\n\ttime.Sleep(time.Second)\n}\n",
    );
    await_status(&page, "Finished");
    for _ in 0..12 {
        page.button("Step back").click();
    }
    let seen = |page: &page_tests::Page| {
        let stage = "const stage = document.querySelector('go-park'); return [stage.currentTime, stage.stats, stage.source]";
        page.script(stage, &[])
    };
    let before = (moment_ns(&page), seen(&page));
    page.button("Share").click();
    page.wait_until("the address holds the link", PATIENCE, |page| {
        page.script("return location.hash.startsWith('#/run/1/')", &[]) == true
    });
    page.reload();
    page.wait_until("it is open again", PATIENCE, |page| (moment_ns(page), seen(page)) == before);

    page.script("window.before = document.querySelector('go-park').handle", &[]);
    page.script("location.hash = location.hash.slice(0, -9) + 'AAAA'", &[]);
    await_status(&page, "Not opened: this link is damaged");
    let is_same = page.script("return document.querySelector('go-park').handle === window.before", &[]);
    assert!(is_same == true && (moment_ns(&page), seen(&page)) == before, "what was there stays");
    let nothing = page.script_async(
        "const { toFragment } = await import('./embed/share.js');
         return [await toFragment('nothing of ours'), await toFragment('gopark 1\\nprocs 2\\n\\n \\n')];",
    );
    for link in nothing.as_array().into_iter().flatten() {
        page.script("location.hash = arguments[0]", std::slice::from_ref(link));
        await_status(&page, "Not opened: this link holds no program");
        assert_eq!(
            page.script("return document.querySelector('go-park').handle === window.before", &[]),
            true
        );
        assert_eq!((moment_ns(&page), seen(&page)), before, "the run is not started again");
        page.button("Step back").click();
        page.button("Step").click();
        await_status(&page, "At ");
    }
    page.script("location.hash = '#/run/9/AAAA'", &[]);
    await_status(&page, "another version");
    let bomb = page.script_async(
        "const { toFragment } = await import('./embed/share.js');
         return toFragment('gopark 1\\n\\n' + 'x'.repeat(50_000_000));",
    );
    page.script("location.hash = arguments[0]", &[json!(bomb)]);
    await_status(&page, "this link is too large");
    assert_eq!(seen(&page)[2], before.1[2], "the program is kept");
}

#[test]
fn a_link_to_every_lesson_opens_the_same_moment() {
    let page = open();
    let lessons = "return [...document.querySelectorAll('[aria-label=Lessons] option')].map(it => it.value)";
    let lessons = page.script(lessons, &[]);
    assert!(lessons.as_array().is_some_and(|it| it.len() >= 15), "{lessons}");
    // A picture that does not move any more.
    page.prefer("prefers-reduced-motion", "reduce");
    page.visit("without.html");
    for lesson in lessons.as_array().into_iter().flatten() {
        let told = page.script_async(&format!(
            "await import('/go-park/auto.js');
             const {{ readLink, toFragment }} = await import('/go-park/share.js');
             const bindings = await (await import('/go-park/index.js')).loadModule();
             document.body.innerHTML = '<go-park lesson={slug}></go-park><go-park></go-park>';
             const [stage, other] = document.querySelectorAll('go-park');
             await stage.seek(300_000);
             await stage.set('GOMAXPROCS', 2);
             await stage.seek(400_000);
             await stage.step(3);
             const text = stage.handle.share();
             const share = await readLink(await toFragment(text), bindings);
             const seen = async it => [it.currentTime, it.stats, it.output, it.source, it.handle.share(), await it.snapshotSvg()].map(it => JSON.stringify(it));
             other.options = {{ share }};
             await other.ready;
             while (other.handle.isBusy()) await new Promise(requestAnimationFrame);
             let [here, there] = [];
             // A picture takes the room that it needs when it was shown.
             for (let i = 0; i < 50 && (i === 0 || here.join() !== there.join()); i++) {{
                 await new Promise(resolve => setTimeout(resolve, i && 100));
                 [here, there] = [await seen(stage), await seen(other)];
             }}
             return share === text ? here.map((it, i) => it === there[i] ? '' : `${{it}} is ${{there[i]}}`).join('') : text;",
            slug = lesson.as_str().unwrap_or_default(),
        ));
        assert_eq!(told, "", "{lesson}");
    }
}

#[test]
fn ten_thousand_mutated_links_are_opened_or_say_what_is_wrong() {
    const EACH: u32 = 1000;
    let page = open();
    let first = page.script("return Date.now() % 1_000_000_000", &[]).as_u64().expect("a number");
    figure(&format!("10,000 links mutated from seed {first}"));
    let mut refused = 0;
    for seed in first..first + 10 {
        // Whole links as people cut, retype and glue them, through the function with which the page reads a link.
        let told = page.script_async(&format!(
            "const {{ readLink, toFragment }} = await import('./embed/share.js');
             const stage = document.querySelector('go-park');
             const whole = await toFragment(stage.handle.share());
             let state = {seed};
             const random = below => {{
                 state = (state + 0x6d2b79f5) | 0;
                 let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
                 mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
                 return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
             }};
             const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
             const letter = () => letters[random(64)];
             const strange = [];
             let refused = 0;
             for (let i = 0; i < {EACH}; i++) {{
                 let link = whole;
                 for (let n = random(4); n >= 0; n--) {{
                     const at = random(link.length + 1);
                     const [before, after] = [link.slice(0, at), link.slice(at)];
                     link = [
                         () => before + letter() + after.slice(1), () => before + after.slice(1), () => before + letter() + after,
                         () => before, () => before + after.slice(random(40)), () => before + '%= <é'[random(6)] + after,
                         () => after + before, () => before + whole.slice(random(whole.length)),
                     ][random(8)]();
                 }}
                 try {{
                     await readLink(link, window.wasmBindings);
                 }} catch (error) {{
                     refused++;
                     if (!/^(this link|the program of this link) /.test(error.message)) strange.push(`${{link}}: ${{error}}`);
                 }}
             }}
             return [refused, strange];"
        ));
        assert_eq!(told[1], json!([]), "seed {seed}");
        refused += told[0].as_u64().unwrap_or_default();
    }
    assert!(refused > 9000, "{refused} of 10,000 were refused");
    assert_ne!(status(&page), "", "the page goes on");
}
