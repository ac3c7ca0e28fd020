//! What really happened: traces and dumps of Go's on the stage.

use std::fs;
use std::path::{Path, PathBuf};

use page_tests::{Key, Page, Role};

use crate::support::{PATIENCE, await_status, moment_ns, open, status};

/// A file that real Go wrote.
fn recorded(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/gotrace/test_data/recorded");
    folder.join(name).canonicalize().expect("the file is there")
}

/// Chooses a file behind the button `Open`.
fn choose(page: &Page, path: &Path) {
    let inputs = page.select("input[type=file]");
    assert_eq!(inputs[0].name(), "Open a trace or dump");
    inputs[0].type_text(&path.to_string_lossy());
}

fn rows(page: &Page) -> Vec<Vec<String>> {
    page.table("Goroutines").rows()
}

/// Drops a file with that text on the stage.
fn drop_text(page: &Page, name: &str, text: &str) {
    page.script(
        "const data = new DataTransfer();
         data.items.add(new File([arguments[1]], arguments[0]));
         const stage = document.querySelector('.gp-stage');
         for (const type of ['dragover', 'drop'])
             stage.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));",
        &[name.into(), text.into()],
    );
}

#[test]
fn a_trace_plays_as_a_run_does() {
    let page = open();
    choose(&page, &recorded("workerpool-127.trace"));
    await_status(&page, "workerpool-127.trace: Go execution trace (go 1.26), 81.08ms in all.");
    page.find(Role::Group, "Recording");
    assert!(page.find_now(Role::Group, "Parameters").is_none(), "nothing can be changed");
    assert!(page.select("button").iter().all(|button| button.name() != "Share"), "there is no link to it");
    // The timeline knows all of it before it is played.
    page.wait_until("all of it is on the timeline", PATIENCE, |page| {
        page.slider("Moment").attribute("max").is_some_and(|max| max.starts_with("8108"))
    });
    let start = moment_ns(&page);
    page.button("Next decision").click();
    await_status(&page, "picks");
    assert!(moment_ns(&page) >= start);
    page.script("document.querySelector('go-park').seek(20_000_000)", &[]);
    page.wait_until("the workers are there", PATIENCE, |page| rows(page).len() == 8);
    let shown = rows(&page);
    let row = |id: &str| shown.iter().find(|row| row[0] == id).cloned().unwrap_or_default();
    assert_eq!(row("G22"), ["G22", "main.worker", "waiting", "to send at worker:14", "14", ""]);
    page.button("G22").click();
    page.wait_until("the inspector tells why", PATIENCE, |page| {
        page.region("Inspector")
            .text()
            .contains("for which channel or lock of that line, the recording does not tell")
    });
    assert!(page.region("Inspector").text().contains("main.worker"));
    page.slider("Speed").press(Key::End);
    page.button("Run").click();
    await_status(&page, "Recorded");
    page.button("Step back").click();
    page.wait_until("it is not over any more", PATIENCE, |page| status(page).contains("Paused"));
    page.button("Back to the program").click();
    page.wait_until("the program runs", PATIENCE, |page| {
        !rows(page).iter().any(|row| row[0] == "G22" && row[3].contains("worker:14"))
    });
    page.find(Role::Group, "Parameters");
    assert_eq!(page.console_errors(), [""; 0]);
}

#[test]
fn a_dump_is_one_moment() {
    let page = open();
    choose(&page, &recorded("leak-127.debug2.txt"));
    await_status(&page, "leak-127.debug2.txt: Go goroutine dump");
    page.wait_until("all goroutines are there", PATIENCE, |page| rows(page).len() == 56);
    let senders = rows(&page).iter().filter(|row| row[3] == "to send at query.func1:24").count();
    assert_eq!(senders, 36);
    drop_text(&page, "three.txt", "goroutine 7 [select, 3 minutes]:\nmain.f()\n\t/a.go:3 +0x1\n");
    await_status(&page, "three.txt: Go goroutine dump");
    page.wait_until("the one goroutine is there", PATIENCE, |page| rows(page).len() == 2);
    page.button("G7").click();
    page.wait_until("the inspector tells what the file says", PATIENCE, |page| {
        page.region("Inspector").text().contains("goroutine 7 [select, 3 minutes]")
    });
    assert_eq!(page.console_errors(), [""; 0]);
}

#[test]
fn what_cannot_be_shown_leaves_the_stage_as_it_is() {
    let page = open();
    // What the run says is not to come in between.
    page.button("Pause").click();
    await_status(&page, "Paused at");
    let before = rows(&page).len();
    drop_text(&page, "main.go", "package main\n");
    await_status(&page, "main.go is not shown: this is neither a Go execution trace nor a goroutine dump.");
    drop_text(&page, "new.trace", "go 1.31 trace\0\0\0");
    await_status(&page, "the newest that can be read is go 1.26");
    // What there is of a damaged file is shown.
    let bytes = fs::read(recorded("preempt-122.trace")).expect("readable");
    let damaged = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damaged.trace");
    fs::write(&damaged, &bytes[..bytes.len() - 40]).expect("writable");
    assert!(page.find_now(Role::Group, "Recording").is_none() && before > 0);
    choose(&page, &damaged);
    page.wait_until("it is said what is wrong", PATIENCE, |page| {
        status(page).contains("damaged.trace is not shown: ")
            || page
                .find_now(Role::Group, "Recording")
                .is_some_and(|it| it.text().contains("could not be read"))
    });
    assert_eq!(page.console_errors(), [""; 0]);
}
