//! Sites that other programs build take stages in by our recipes.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use page_tests::Page;
use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn a_site_of_hugo_has_its_stages() {
    let (dist, site) = (dist(), scratch("hugo"));
    copy(&dist.join("go-park/recipes/hugo"), &site.join("layouts/_default/_markup"));
    copy(&dist.join("go-park"), &site.join("static/go-park"));
    let mut hugo = Command::new(setting("HUGO"));
    finish(hugo.arg("--source").arg(&site).arg("--destination").arg(dist.join("sites-built")));

    let page = Page::site("../sites-built/index.html");
    assert_eq!(output_of_the_stage(&page), "3\n");
    assert!(page.script("return document.body.textContent.includes('package shown')", &[]) == true);
}

#[test]
fn a_book_of_mdbook_has_its_stages() {
    let (dist, book) = (dist(), scratch("mdbook"));
    copy(&dist.join("go-park"), &book.join("src/go-park"));
    let gopark = PathBuf::from(setting("GOPARK"));
    let inherited = setting("PATH");
    let folder = gopark.parent().expect("a program lies in a folder").to_owned();
    let path = std::env::join_paths([folder].into_iter().chain(std::env::split_paths(&inherited)));
    let mut mdbook = Command::new(setting("MDBOOK"));
    mdbook.env("PATH", path.expect("folders of PATH"));
    finish(mdbook.arg("build").arg(&book).arg("--dest-dir").arg(dist.join("book-built")));

    let page = Page::site("../book-built/first.html");
    assert_eq!(output_of_the_stage(&page), "3\n");
    assert!(page.script("return document.body.textContent.includes('package shown')", &[]) == true);

    page.visit("../book-built/deeper/second.html");
    page.wait_until("the poster is seen", PATIENCE, |page| {
        let picture = "const picture = document.querySelector('go-park > svg');
            return picture !== null && picture.checkVisibility() && picture.getBoundingClientRect().width > 100
                && !document.querySelector('go-park pre').checkVisibility()";
        page.script(picture, &[]) == true
    });
    page.button("Run").click();
    page.wait_until("the stage runs", PATIENCE, |page| {
        page.script("return document.querySelector('go-park').output.stderr.startsWith('on its own')", &[])
            == true
    });
    assert!(page.script("return document.querySelector('go-park > svg').checkVisibility()", &[]) == false);
}

/// What the program of a page's only stage prints.
fn output_of_the_stage(page: &Page) -> Value {
    page.wait_until("the stage is there", PATIENCE, |page| {
        page.script("return document.querySelector('go-park')?.state === 'ready'", &[]) == true
    });
    assert_eq!(page.script("return document.querySelectorAll('go-park').length", &[]), 1);
    page.script_async(
        "const stage = document.querySelector('go-park');
         await stage.runToEnd();
         return stage.output.stderr;",
    )
}

fn setting(name: &str) -> OsString {
    std::env::var_os(name).unwrap_or_else(|| panic!("{name} is not set; `cargo xtask test page` sets it"))
}

fn dist() -> PathBuf {
    setting("GOPARK_DIST").into()
}

/// A fresh copy of a folder beside the tests.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old copy can be removed");
    }
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name), &folder);
    folder
}

#[track_caller]
fn finish(command: &mut Command) {
    let done = command.output().expect("it starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}
