//! What is shown as files of the reader's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use page_tests::{Page, Theme};

use crate::support::{PATIENCE, await_status, longest_task_ms, run_fast, status, watch_main_thread};

const TALK: &str = "package main

import \"time\"

func talk(c chan<- int) {
	for i := range 3 {
		time.Sleep(time.Millisecond)
		c <- i
	}
	close(c)
}

func main() {
	c := make(chan int)
	go talk(c)
	for i := range c {
		println(i)
	}
	time.Sleep(time.Millisecond)
}
";

/// A folder of its own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// Opens the menu, and presses one of its buttons.
fn save(page: &Page, what: &str) {
    page.script("document.querySelector('.gp-save').open = true", &[]);
    page.button(what).click();
}

fn saved(page: &Page, path: &Path) -> Vec<u8> {
    page.wait_until(&format!("{} is there ({})", path.display(), status(page)), PATIENCE, |_| path.exists());
    fs::read(path).expect("the file can be read")
}

fn setting(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test page`"))
}

#[test]
fn a_run_becomes_files_that_go_knows() {
    let page = Page::open(1280, 800, Theme::Light);
    let folder = folder("saving");
    page.download_to(&folder);
    run_fast(&page, TALK);
    await_status(&page, "Finished");
    let before = page.script("return performance.getEntriesByType('resource').length", &[]);
    assert!(before.as_u64().is_some_and(|n| n > 0));

    save(&page, "Go trace");
    await_status(&page, "Saved as gopark.trace.");
    let trace = saved(&page, &folder.join("gopark.trace"));
    fs::write(folder.join("main.go"), TALK).expect("the program can be written");
    let mut gopark = Command::new(setting("GOPARK"));
    gopark.args(["run", "main.go", "--trace", "run.trace", "--perfetto", "run.json"]).current_dir(&folder);
    assert!(gopark.output().expect("gopark starts").status.success());
    assert!(trace == fs::read(folder.join("run.trace")).expect("a trace"), "the command writes the same");
    let mut go = Command::new(setting("GOPARK_GO"));
    go.args(["tool", "trace", "-d=parsed", "gopark.trace"]).current_dir(&folder).env("GOTOOLCHAIN", "local");
    let read = go.output().expect("go starts");
    let text = String::from_utf8_lossy(&read.stdout);
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    assert!(text.contains("main.talk") && text.contains("chan receive"), "{text}");

    save(&page, "Perfetto trace");
    await_status(&page, "Saved as gopark.json.");
    let trace = saved(&page, &folder.join("gopark.json"));
    assert!(trace == fs::read(folder.join("run.json")).expect("a trace"), "the command writes the same");

    save(&page, "Goroutine dump");
    await_status(&page, "Saved as goroutines.txt.");
    let dump = saved(&page, &folder.join("goroutines.txt"));
    assert!(String::from_utf8_lossy(&dump).starts_with("goroutine 1 ["), "{dump:?}");
    save(&page, "Picture (SVG)");
    await_status(&page, "Saved as gopark.svg.");
    assert!(saved(&page, &folder.join("gopark.svg")).starts_with(b"<svg"));
    assert_eq!(page.console_errors(), [""; 0]);
}

const LONG: &str = "package main

func main() {
	c := make(chan int)
	go func() {
		for i := range 100_000 {
			c <- i
		}
		close(c)
	}()
	for range c {
	}
}
";

#[test]
fn a_file_that_takes_long_can_be_given_up() {
    let page = Page::open(360, 800, Theme::Dark);
    let folder = folder("saving-long");
    page.download_to(&folder);
    run_fast(&page, LONG);
    await_status(&page, "Finished");
    watch_main_thread(&page);
    // By a script, which is quicker than the file is made.
    let seen = page.script_async(
        "const menu = () => document.querySelector('.gp-save');
         const until = async met => { while (!met()) await new Promise(requestAnimationFrame); };
         menu().open = true;
         [...menu().querySelectorAll('button')].find(it => it.textContent === 'Perfetto trace').click();
         await until(() => menu().querySelector('progress'));
         const bar = menu().querySelector('progress');
         await until(() => bar.value > 0);
         menu().querySelector('button').click();
         await until(() => menu().querySelector('summary'));
         return bar.ariaLabel;",
    );
    assert_eq!(seen, "Saving: Perfetto trace");
    save(&page, "Go trace");
    await_status(&page, "Saved as gopark.trace.");
    assert!(saved(&page, &folder.join("gopark.trace")).len() > 100_000);
    assert!(!folder.join("gopark.json").exists());
    let longest_ms = longest_task_ms(&page);
    assert!(longest_ms < 500.0, "the main thread was busy for {longest_ms} ms");
    assert_eq!(page.console_errors(), [""; 0]);
}

#[test]
fn under_a_strict_policy_too() {
    let page = Page::site("strict.html");
    let folder = folder("saving-strict");
    page.download_to(&folder);
    page.wait_until("it runs", PATIENCE, |page| {
        page.script("return document.querySelector('go-park').currentTime > 1e6", &[]) == true
    });
    page.script("document.querySelector('go-park').pause()", &[]);
    page.script(
        "const press = (root, name) => [...root.querySelectorAll('summary, button')]
            .find(it => (it.ariaLabel ?? it.textContent) === name).click();
         const { shadowRoot } = document.querySelector('go-park');
         press(shadowRoot, 'Save');
         press(shadowRoot, 'Go trace');",
        &[],
    );
    assert!(saved(&page, &folder.join("gopark.trace")).starts_with(b"go 1.26 trace"));
    let complaints: Vec<String> =
        page.console_errors().into_iter().filter(|it| !it.contains("favicon.ico")).collect();
    assert_eq!(complaints, [""; 0]);
}

#[test]
fn a_timeline_alone_says_why_nothing_was_saved() {
    let page = Page::site("without.html");
    let said = page.script_async(
        "globalThis.Worker = class { constructor() { throw new Error('not here'); } };
         await import('/go-park/auto.js');
         const stage = document.querySelector('go-park');
         stage.setAttribute('view', 'timeline');
         await stage.runToEnd();
         [...stage.shadowRoot.querySelectorAll('.gp-save button')].find(it => it.textContent === 'Go trace').click();
         const words = stage.shadowRoot.querySelector('.gp-status__said');
         while (!words.textContent.startsWith('Not saved')) await new Promise(requestAnimationFrame);
         return words.checkVisibility() && words.textContent;",
    );
    assert_eq!(said, "Not saved: this page's content security policy has no place for a worker.");
}

#[test]
fn with_files_that_lie_on_another_server() {
    let page = Page::site("without.html");
    let folder = folder("saving-elsewhere");
    page.download_to(&folder);
    let done = page.script_async(
        "await import(`http://localhost:${location.port}/go-park/auto.js`);
         const stage = document.querySelector('go-park');
         await stage.runToEnd();
         const names = [...stage.shadowRoot.querySelectorAll('.gp-save button')];
         names.find(it => it.textContent === 'Go trace').click();
         return stage.state;",
    );
    assert_eq!(done, "finished");
    assert!(saved(&page, &folder.join("gopark.trace")).starts_with(b"go 1.26 trace"));
}
