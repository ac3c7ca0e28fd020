//! The element's core in Firefox: that it comes to be, takes attributes and commands, and tells what happens.

use page_tests::Page;
use serde_json::json;

use crate::support::PATIENCE;

#[test]
fn the_element_works_in_firefox() {
    let page = Page::site_in_firefox("without.html");
    let told = page.script_async(
        "const stage = document.querySelector('go-park');
         const told = [stage.state === undefined];
         stage.setAttribute('procs', '3');
         stage.setAttribute('param-n', '4');
         stage.source = `package main

import (\"runtime\"; \"time\")

var n = 1 //gopark:param 1..9

func main() {
	println(runtime.GOMAXPROCS(0), n)
	time.Sleep(time.Second)
	println(n)
}`;
         const states = [];
         for (const name of ['gp-ready', 'gp-state', 'gp-error'])
             stage.addEventListener(name, event => states.push(event.detail.state ?? name));
         await import('/go-park/auto.js');
         await stage.ready;
         await stage.seek(2_000_000);
         told.push(stage.currentTime, stage.state, stage.output.stderr);
         await stage.play();
         const before = stage.currentTime;
         await new Promise(resolve => stage.addEventListener('gp-time', resolve, { once: true }));
         told.push(stage.state, stage.currentTime > before);
         await stage.pause();
         told.push(stage.state);
         stage.setAttribute('param-n', '5');
         await stage.runToEnd();
         told.push(stage.output.stderr, await stage.eventsHash() === await stage.eventsHash());
         told.push((await stage.snapshotSvg()).startsWith('<svg'));
         await stage.load('package main\\nfunc main() { x }');
         told.push(stage.diagnostics.map(it => it.message));
         told.push([...new Set(states)].sort());
         return told;",
    );
    let expected = json!([
        true,
        2_000_000,
        "paused",
        "3 4\n",
        "running",
        true,
        "paused",
        "3 4\n5\n",
        true,
        true,
        ["undefined: x"],
        ["finished", "gp-error", "gp-ready", "paused", "ready", "running"]
    ]);
    assert_eq!(told, expected);
    let host = page.select("go-park").swap_remove(0);
    assert_eq!((host.role(), host.name()), ("group".to_owned(), "Go program".to_owned()));
}

#[test]
fn several_stages_are_drawn_in_firefox() {
    let page = Page::site_in_firefox("several.html");
    page.wait_until("all stages are there", PATIENCE, |page| {
        let script = "return [...document.querySelectorAll('go-park')].map(it => it.state)";
        page.script(script, &[]) == json!(["ready", "ready", "ready", "ready", "error"])
    });
    page.wait_until("something is drawn", PATIENCE, |page| {
        let script = "const canvas = document.getElementById('first').shadowRoot.querySelector('canvas');
            const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            return new Set(new Uint32Array(pixels.buffer)).size > 4";
        page.script(script, &[]) == true
    });
}
