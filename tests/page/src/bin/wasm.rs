//! How quick the page is at programs: from an edit to its run, and plain programs, each on a line of its name, its seconds
//! and what it printed. `cargo xtask bench wasm` runs it with the programs to time, and puts native runs beside.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark waits in wall time and prints what it finds"
)]

use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs};

use page_tests::{Page, Theme};
use serde_json::Value;

/// Edits to look at.
const EDITS: usize = 50;
/// Runs of each program, of which the quickest counts.
const RUNS: usize = 3;
/// How long to wait for a program.
const PATIENCE: Duration = Duration::from_secs(120);

const EDITED: &str = include_str!("../../../../bench/page/edit.go");

fn main() {
    let page = Page::open(1280, 800, Theme::Light);
    println!("edit\t{:.6}\t", edit(&page));
    for path in env::args().skip(1) {
        let program = fs::read_to_string(&path).expect("a program");
        let runs = (0..RUNS).map(|_| run(&page, &program));
        let (seconds, output) = runs.min_by(|a, b| a.0.total_cmp(&b.0)).expect("one at least");
        println!("{path}\t{seconds:.6}\t{}", output.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

/// Seconds of our own work from one more line in a program to the first frame that shows it run; the median.
fn edit(page: &Page) -> f64 {
    let mut times: Vec<f64> = (0..EDITS)
        .map(|i| {
            let program = json(&format!("{EDITED}\n// edit {i}\n"));
            let script = format!(
                "handle.clearFrameTimes();
                 const begun = performance.now();
                 if (!handle.load({program})) return handle.diagnostics();
                 handle.play();
                 const loaded = performance.now() - begun;
                 do await new Promise(requestAnimationFrame); while (handle.currentTime() === 0);
                 return loaded + handle.frameTimesMs().reduce((sum, ms) => sum + ms, 0);"
            );
            number(page, &script) / 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Seconds of our own work in the frames of a run as fast as it goes, and its output.
fn run(page: &Page, program: &str) -> (f64, String) {
    let program = json(program);
    let started = format!(
        "if (!handle.load({program})) return handle.diagnostics();
         handle.set('GOMAXPROCS', 1);
         handle.setSpeed(1e15);
         handle.clearFrameTimes();
         handle.play();
         return true;"
    );
    assert_eq!(page.script_async(&with_handle(&started)), true, "the program compiles");
    let deadline = Instant::now() + PATIENCE;
    while page.script_async(&with_handle("return handle.state()")) != "finished" {
        assert!(Instant::now() < deadline, "the program does not end");
        thread::sleep(Duration::from_millis(100));
    }
    let work = "return handle.frameTimesMs().reduce((sum, ms) => sum + ms, 0)";
    let output = page.script_async(&with_handle("return handle.output().stdout"));
    (number(page, work) / 1e3, output.as_str().unwrap_or_default().to_owned())
}

fn json(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}

fn with_handle(script: &str) -> String {
    format!("const handle = document.querySelector('go-park').handle; {script}")
}

fn number(page: &Page, script: &str) -> f64 {
    let answer: Value = page.script_async(&with_handle(script));
    answer.as_f64().unwrap_or_else(|| panic!("{answer}"))
}
