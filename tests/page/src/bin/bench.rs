//! How soon a first visitor sees something, and how the page does with much: our own work in a frame with a hundred
//! thousand goroutines alive (advancing the run, folding its events, building the picture, handing it to the browser,
//! whose rasterizing is not ours, and telling the page), seeking in a run of ten million events, and how long the main
//! thread is busy at a stretch whatever runs.
//! `cargo xtask bench page` runs it; `cargo xtask bench page --only NAME` runs the parts whose names contain NAME.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark waits in wall time and prints what it finds"
)]

use std::thread;
use std::time::{Duration, Instant};

use page_tests::{Page, Theme};
use serde_json::Value;

#[path = "bench/busy.rs"]
mod busy;

/// Frames to look at.
const FRAMES: usize = 600;
/// Events of the long run.
const EVENTS: f64 = 1e7;
/// Moments that are sought in it.
const SEEKS: u32 = 100;
/// Visits to the page, each in a browser of its own.
const VISITS: u32 = 9;
/// How long to wait for either.
const PATIENCE: Duration = Duration::from_secs(900);
/// ns of program time a second: about thirty goroutines come and as many go in a frame.
const SPEED: f64 = 1e6;
const WIDTH: u32 = 1280;
const HEIGHT: u32 = 800;

const CROWD: &str = include_str!("../../../../bench/page/crowd.go");
const LONG: &str = include_str!("../../../../bench/page/events.go");

fn main() {
    let only = std::env::args().nth(1).unwrap_or_default();
    let wanted = |name: &str| name.contains(&only);
    if wanted("visit") {
        visits();
    }
    if wanted("crowd") {
        crowd(&Page::open(WIDTH, HEIGHT, Theme::Light));
    }
    if wanted("long") {
        long(&Page::open(WIDTH, HEIGHT, Theme::Light));
    }
    busy::all(&wanted);
}

/// How long a first visitor waits, from asking for the page to seeing goroutines of the first lesson at work.
fn visits() {
    let seen = "
        const running = () => [...document.querySelectorAll('table[aria-label=Goroutines] tbody tr')]
            .some(row => row.cells[2].innerText === 'running');
        while (!running()) await new Promise(requestAnimationFrame);
        return performance.now();";
    let visit = |_| Page::open(WIDTH, HEIGHT, Theme::Light).script_async(seen).as_f64();
    println!(
        "from asking for the page to goroutines at work: {}",
        spread((0..VISITS).filter_map(visit).collect())
    );
}

fn crowd(page: &Page) {
    start(page, CROWD);
    let waiting = |page: &Page| number(page, "return handle.stats().goroutines.waiting");
    // Some are always on their way.
    wait_until("100,000 goroutines wait", || waiting(page) >= 99_900.0);
    page.script_async(&with_handle(&format!("handle.setSpeed({SPEED})")));
    thread::sleep(Duration::from_secs(2));
    page.script_async(&with_handle("handle.clearFrameTimes()"));
    let mut times = Vec::new();
    wait_until("frames", || {
        let all = page.script_async(&with_handle("return [...handle.frameTimesMs()]"));
        times = all.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        times.len() >= FRAMES
    });
    let alive = waiting(page);
    println!("{} frames of {WIDTH} x {HEIGHT} px, {alive} goroutines wait", times.len());
    println!("our own work in a frame: {}", spread(times));
}

fn long(page: &Page) {
    let begun = Instant::now();
    start(page, LONG);
    wait_until("ten million events", || number(page, "return handle.stats().events") >= EVENTS);
    page.script_async(&with_handle("handle.pause()"));
    let events = number(page, "return handle.stats().events");
    println!("a run of {events} events, after {:.0} s", begun.elapsed().as_secs_f64());
    let seek = "
        const to = Math.floor(Math.random() * handle.duration());
        const begun = performance.now();
        handle.seek(to);
        do await new Promise(requestAnimationFrame); while (handle.currentTime() < to);
        return performance.now() - begun;";
    let times = (0..SEEKS).filter_map(|_| page.script_async(&with_handle(seek)).as_f64()).collect();
    println!("from asking for a moment to its frame: {}", spread(times));
    let memory = "return handle.memoryBytes() + (performance.memory?.usedJSHeapSize ?? 0)";
    println!("memory of the page: {:.0} MB", number(page, memory) / 1e6);
}

/// Runs a program as fast as it goes.
fn start(page: &Page, program: &str) {
    let program = serde_json::to_string(program).expect("a text is JSON");
    let started = page.script_async(&with_handle(&format!(
        "if (!handle.load({program})) return handle.diagnostics();
         handle.setSpeed(1e15);
         handle.play();
         return true;"
    )));
    assert_eq!(started, true, "the program compiles");
}

fn with_handle(script: &str) -> String {
    format!("const handle = document.querySelector('go-park').handle; {script}")
}

fn number(page: &Page, script: &str) -> f64 {
    page.script_async(&with_handle(script)).as_f64().unwrap_or_default()
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "{what}: not reached");
        thread::sleep(Duration::from_millis(50));
    }
}

fn spread(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    let at = |part: f64| {
        times.get(((times.len() as f64 - 1.0) * part).max(0.0) as usize).copied().unwrap_or(f64::NAN)
    };
    format!("median {:.1} ms, 99th percentile {:.1} ms, most {:.1} ms", at(0.5), at(0.99), at(1.0))
}
