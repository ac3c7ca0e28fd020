//! How long Gopark's own work takes in a frame: advancing the run, folding its events, building the picture and
//! handing it to the browser (whose rasterizing is not ours). `cargo xtask bench page` runs it.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark waits in wall time and prints what it finds"
)]

use std::thread;
use std::time::{Duration, Instant};

use page_tests::{Page, Role, Theme};

/// Frames to look at.
const FRAMES: usize = 600;
/// How long to wait for them.
const PATIENCE: Duration = Duration::from_secs(120);
/// 1 ms of program time a second: slow enough that they stay alive, and each frame shows all of them.
const SPEED_POSITION: f64 = 30.0;
const WIDTH: u32 = 1280;
const HEIGHT: u32 = 800;

fn main() {
    let page = Page::open(WIDTH, HEIGHT, Theme::Light);
    page.script("location.hash = '#/lesson/unbounded'", &[]);
    let deadline = Instant::now() + PATIENCE;
    let summary = |page: &Page| page.find(Role::Region, "Inspector").text();
    let wait_until = |all: bool| {
        while summary(&page).contains("10,001 goroutines") != all {
            assert!(Instant::now() < deadline, "10,000 goroutines were not reached");
            thread::sleep(Duration::from_millis(20));
        }
    };
    wait_until(true);
    // They were all asleep; from here on they wake up by the hundred, and one after the other ends.
    wait_until(false);
    page.slider("Speed").set_slider(SPEED_POSITION);
    clear(&page);
    let mut times = Vec::new();
    while times.len() < FRAMES && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(250));
        times = frame_times_ms(&page);
    }
    let alive = summary(&page);
    report(times, alive.lines().find(|line| line.contains("goroutines")).unwrap_or_default());
}

fn clear(page: &Page) {
    page.script("document.querySelector('go-park').handle.clearFrameTimes()", &[]);
}

fn frame_times_ms(page: &Page) -> Vec<f64> {
    let times = page.script("return [...document.querySelector('go-park').handle.frameTimesMs()]", &[]);
    times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect()
}

fn report(mut times: Vec<f64>, alive: &str) {
    times.sort_by(f64::total_cmp);
    let at = |part: f64| {
        times.get(((times.len() as f64 - 1.0) * part).max(0.0) as usize).copied().unwrap_or(f64::NAN)
    };
    println!("{} frames of {WIDTH} x {HEIGHT} px; {alive}", times.len());
    println!(
        "our own work in a frame: median {:.1} ms, 99th percentile {:.1} ms, most {:.1} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}
