//! Pictures of the page in every situation worth looking at, for `docs/`. `cargo xtask shots` runs it.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "whoever takes pictures waits in wall time and says which one they took"
)]

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use page_tests::{Page, Role, Theme};

/// How long a run may take to get to its moment.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long what moves takes to come to rest.
const REST: Duration = Duration::from_millis(1500);

/// A situation.
struct Shot {
    name: &'static str,
    what: What,
    /// The moment, in ns.
    at_ns: u64,
    width: u32,
    height: u32,
    theme: Theme,
    /// Done at that moment, inside the page.
    then: &'static str,
}

enum What {
    /// The program of a lesson.
    Lesson(&'static str),
    /// A program of its own.
    Program(&'static str),
    /// A file of real Go's.
    Recording(&'static str),
}

const fn shot(name: &'static str, what: What, at_ns: u64, theme: Theme) -> Shot {
    Shot { name, what, at_ns, width: 1280, height: 720, theme, then: "" }
}

const IDLE: &str = "package main\n\nimport \"time\"\n\nfunc main() {\n\ttime.Sleep(time.Second)\n}\n";
const TEN: &str = "package main\n\nimport \"sync\"\n\nfunc work(n int) {\n\tfor i := 0; i < n*400_000; i++ {\n\t}\n}\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tfor i := range 10 {\n\t\twg.Go(func() { work(i + 1) })\n\t}\n\twg.Wait()\n}\n";
const MANY: &str = "package main\n\nimport \"time\"\n\nfunc wait(done chan bool) { <-done }\n\nfunc main() {\n\tdone := make(chan bool)\n\tfor range 100_000 {\n\t\tgo wait(done)\n\t}\n\ttime.Sleep(time.Second)\n\tclose(done)\n\ttime.Sleep(time.Second)\n}\n";
const CALLS: &str = "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n\t\"sync\"\n)\n\nfunc write(n int) {\n\tos.WriteFile(fmt.Sprint(n), nil, 0o644)\n}\n\nfunc main() {\n\tos.Setenv(\"GOPARK_DISK_LATENCY\", \"20ms\")\n\tvar wg sync.WaitGroup\n\tfor n := range 6 {\n\t\twg.Go(func() { write(n) })\n\t}\n\twg.Wait()\n}\n";
const GC: &str = "package main\n\nvar keep [][]byte\n\nfunc main() {\n\tfor i := range 4_000 {\n\t\tb := make([]byte, 8<<10)\n\t\tif i%8 == 0 {\n\t\t\tkeep = append(keep, b)\n\t\t}\n\t}\n}\n";
const LOCKS: &str = "package main\n\nimport (\n\t\"sync\"\n\t\"time\"\n)\n\nvar a, b sync.Mutex\n\nfunc both(x, y *sync.Mutex) {\n\tx.Lock()\n\ttime.Sleep(time.Millisecond)\n\ty.Lock()\n}\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Go(func() { both(&a, &b) })\n\twg.Go(func() { both(&b, &a) })\n\twg.Wait()\n}\n";

const SHOTS: [Shot; 15] = [
    shot("idle", What::Program(IDLE), 500_000_000, Theme::Light),
    shot("goroutines-10", What::Program(TEN), 3_000_000, Theme::Light),
    shot("goroutines-1000", What::Lesson("semaphore"), 20_000_000, Theme::Dark),
    shot("goroutines-100000", What::Program(MANY), 900_000_000, Theme::Dark),
    Shot { then: "next decision", ..shot("stealing", What::Lesson("gmp"), 60_000, Theme::Light) },
    shot("system-calls", What::Program(CALLS), 2_000_000, Theme::Light),
    shot("collecting", What::Program(GC), 2_330_000, Theme::Dark),
    shot("leaks", What::Lesson("http-leak"), 400_000_000_000, Theme::Light),
    shot("deadlock", What::Program(LOCKS), 10_000_000_000, Theme::Light),
    shot("panic", What::Lesson("panic"), 10_000_000_000, Theme::Dark),
    shot("out-of-memory", What::Lesson("http-leak"), 7_000_000_000_000, Theme::Dark),
    shot("contexts", What::Lesson("context"), 2_000_008_800, Theme::Light),
    Shot { then: "compare", ..shot("twins", What::Lesson("gmp"), 400_000, Theme::Light) },
    shot("recording", What::Recording("workerpool-127.trace"), 20_000_000, Theme::Dark),
    Shot { width: 360, height: 740, ..shot("phone", What::Lesson("semaphore"), 4_000_000, Theme::Dark) },
];

fn main() {
    let folder =
        PathBuf::from(std::env::var("GOPARK_SHOTS").expect("`cargo xtask shots` says where they go"));
    let only = std::env::args().nth(1).unwrap_or_default();
    let size = std::env::var("GOPARK_SHOTS_SIZE").unwrap_or_default();
    let size = size.split_once('x').map(|(w, h)| (w.parse().expect("a width"), h.parse().expect("a height")));
    for shot in SHOTS.iter().filter(|shot| shot.name.contains(&only)) {
        let name = size.map_or_else(|| shot.name.to_owned(), |(w, _)| format!("{}-{w}", shot.name));
        take(shot, size.unwrap_or((shot.width, shot.height)), &folder.join(name + ".webp"));
        println!("{}", shot.name);
    }
}

fn take(shot: &Shot, (width, height): (u32, u32), path: &Path) {
    let page = Page::open(width, height, shot.theme);
    match shot.what {
        What::Lesson(slug) => {
            page.script("location.hash = '#/lesson/' + arguments[0]", &[slug.into()]);
            page.wait_until("the lesson is there", PATIENCE, |page| {
                page.script("return document.querySelector('[aria-label=Lessons]')?.value", &[]) == slug
            });
        }
        What::Program(text) => {
            page.text_box("Program").replace_text(text);
            page.button("Run").click();
        }
        What::Recording(name) => {
            let folder =
                Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/gotrace/test_data/recorded");
            let file = folder.join(name).canonicalize().expect("the file is there");
            page.select("input[type=file]")[0].type_text(&file.to_string_lossy());
            page.find(Role::Group, "Recording");
        }
    }
    if page.find_now(Role::Button, "Pause").is_some_and(|pause| pause.is_enabled()) {
        page.button("Pause").click();
    }
    page.script(
        "const stage = document.querySelector('go-park'); window.there = false;
         stage.seek(arguments[0]).then(() => { window.there = true })",
        &[shot.at_ns.into()],
    );
    page.wait_until("the moment is there", PATIENCE, |page| page.script("return window.there", &[]) == true);
    match shot.then {
        "compare" => page.button("Compare").click(),
        "next decision" => page.button("Next decision").click(),
        _ => {}
    }
    thread::sleep(REST);
    page.screenshot(path);
}
