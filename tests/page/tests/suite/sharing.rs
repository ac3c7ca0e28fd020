//! A link opens the page at exactly the moment it was made at, and a link that somebody damaged says so.

use serde_json::json;

use crate::support::{PATIENCE, await_status, moment_ns, open, run_fast};

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
