//! How long the main thread is busy at a stretch, in programs that ask for much and while a person does what takes long: the
//! longest of the browser's tasks that it counts as long (50 ms), and our own longest frame.

use std::thread;
use std::time::Duration;

use page_tests::{Key, Page, Theme};
use serde_json::Value;

use super::{HEIGHT, WIDTH, number, start, with_handle};

/// How long a program that does not end plays.
const PLAYED: Duration = Duration::from_secs(8);
/// After a person did something.
const REST: Duration = Duration::from_secs(2);
/// The browser counts a task as long from here on, in ms.
const LONG_MS: f64 = 50.0;
/// Functions of the big program.
const FUNCTIONS: usize = 2_000;

/// Listens to long tasks from now on.
const LISTEN: &str = "
    window.longTasks = [];
    window.longObserver ??= new PerformanceObserver(list => {
        for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
    });
    window.longObserver.observe({ type: 'longtask' });
    handle.clearFrameTimes();
    return true;";

const HEARD: &str = "
    for (const entry of window.longObserver.takeRecords()) window.longTasks.push(entry.duration);
    return [Math.max(0, ...window.longTasks), window.longTasks.length, Math.max(0, ...handle.frameTimesMs())];";

/// A program that asks for much, and whether it needs a container with more memory.
const PROGRAMS: [(&str, &str, bool); 13] = [
    ("parked", include_str!("../../../../../bench/runtime/parked.go"), true),
    ("spawning", include_str!("../../../../../bench/page/busy/spawning.go"), true),
    ("sleepers", include_str!("../../../../../bench/page/busy/sleepers.go"), true),
    ("contexts", include_str!("../../../../../bench/page/busy/contexts.go"), true),
    ("waking", include_str!("../../../../../bench/page/busy/waking.go"), true),
    ("texts", include_str!("../../../../../bench/page/busy/texts.go"), false),
    ("loop", include_str!("../../../../../bench/page/busy/loop.go"), false),
    ("memory", include_str!("../../../../../bench/page/busy/memory.go"), false),
    ("garbage", include_str!("../../../../../bench/page/busy/garbage.go"), false),
    ("blocks", include_str!("../../../../../bench/page/busy/blocks.go"), false),
    ("recursion", include_str!("../../../../../bench/page/busy/recursion.go"), false),
    ("leaks", include_str!("../../../../../bench/page/busy/leaks.go"), false),
    ("output", include_str!("../../../../../bench/page/busy/output.go"), false),
];

/// Measures all whose names are wanted.
pub fn all(wanted: &dyn Fn(&str) -> bool) {
    println!(
        "the main thread, in ms: longest task from {LONG_MS} ms on, how many; longest frame of our own work"
    );
    for (name, program, large) in PROGRAMS.iter().filter(|(name, ..)| wanted(&format!("busy {name}"))) {
        one(name, program, *large);
    }
    if wanted("busy lessons") {
        lessons();
    }
    if wanted("busy compile") {
        compile();
    }
}

fn one(name: &str, program: &str, large: bool) {
    let page = Page::open(WIDTH, HEIGHT, Theme::Light);
    if large {
        page.slider("Memory limit").press(Key::End);
    }
    start(&page, program);
    measure(&page, name, "playing", |page| {
        let begun = std::time::Instant::now();
        while begun.elapsed() < PLAYED * if large { 6 } else { 1 } && state(page) == "running" {
            thread::sleep(Duration::from_millis(100));
        }
    });
    println!("  {}: {} events, {}", name, number(&page, "return handle.stats().events"), state(&page));
    page.script_async(&with_handle("handle.pause(); return true;"));
    measure(&page, name, "seeking", |page| {
        for part in [0.5, 0.1, 0.9, 0.0, 1.0] {
            page.script_async(&with_handle(&format!(
                "handle.seek(Math.floor({part} * handle.duration())); return true;"
            )));
            thread::sleep(REST / 4);
        }
    });
    measure(&page, name, "changed in the past", |page| {
        page.script_async(&with_handle("handle.seek(Math.floor(0.7 * handle.duration())); return true;"));
        thread::sleep(REST / 2);
        page.script_async(&with_handle("handle.set('GOMAXPROCS', 2); return true;"));
        thread::sleep(2 * REST);
    });
    measure(&page, name, "started again", |page| {
        page.script_async(&with_handle("handle.reset(); handle.play(); return true;"));
        thread::sleep(REST);
    });
}

fn lessons() {
    let page = Page::open(WIDTH, HEIGHT, Theme::Light);
    let slugs = page.script(
        "return [...document.querySelector('[aria-label=Lessons]').options].map(it => it.value)",
        &[],
    );
    for slug in slugs.as_array().into_iter().flatten().filter_map(Value::as_str) {
        measure(&page, slug, "opened and run to its end", |page| {
            page.script("location.hash = '#/lesson/' + arguments[0]", &[slug.into()]);
            thread::sleep(REST);
            page.script_async(&with_handle("handle.runToEnd(); return true;"));
            thread::sleep(REST);
        });
    }
}

/// A big program is typed, checked and run; its link is opened.
fn compile() {
    let page = Page::open(WIDTH, HEIGHT, Theme::Light);
    let mut text = String::from("package main\n\nimport (\n\t\"fmt\"\n\t\"net/http\"\n\t\"strings\"\n)\n\n");
    for n in 0..FUNCTIONS {
        text += &format!(
            "func f{n}(a, b int) string {{\n\tall := []string{{}}\n\tfor i := a; i < b; i++ {{\n\t\tif i%3 == 0 {{\n\t\t\tall = append(all, fmt.Sprint(i*{n}))\n\t\t}}\n\t}}\n\treturn strings.Join(all, \",\")\n}}\n\n"
        );
    }
    text += "func main() {\n\tfmt.Println(f0(1, 20), http.StatusText(404))\n}\n";
    println!("  a program of {} KB", text.len() / 1024);
    measure(&page, "big program", "typed and run", |page| {
        // Chromium itself takes minutes to put so many lines into any text box as if they were typed.
        page.text_box("Program").set_text(&text);
        thread::sleep(2 * REST);
        page.button("Run").click();
        thread::sleep(2 * REST);
    });
    let link = page.script_async(&with_handle("return handle.share();"));
    measure(&page, "big link", "opened", |page| {
        let opened = "const { toFragment } = await import('./embed/share.js'); location.hash = await toFragment(window.link);";
        page.script("window.link = arguments[0]", std::slice::from_ref(&link));
        page.script_async(opened);
        thread::sleep(2 * REST);
    });
    measure(&page, "twin", "opened beside it", |page| {
        page.button("Compare").click();
        thread::sleep(2 * REST);
    });
}

fn measure(page: &Page, name: &str, what: &str, act: impl FnOnce(&Page)) {
    page.script_async(&with_handle(LISTEN));
    act(page);
    let heard = page.script_async(&with_handle(HEARD));
    let at = |i: usize| heard[i].as_f64().unwrap_or(f64::NAN);
    println!("{name}, {what}: {:.0} ({}), {:.0}", at(0), at(1), at(2));
}

fn state(page: &Page) -> String {
    page.script_async(&with_handle("return handle.state();")).as_str().unwrap_or_default().to_owned()
}
