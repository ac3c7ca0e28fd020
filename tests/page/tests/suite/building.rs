//! Sites that other programs build take stages in by our recipes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use page_tests::Page;

#[test]
fn a_site_of_hugo_has_its_stages() {
    let hugo = std::env::var_os("HUGO").expect("HUGO says where Hugo is; `cargo xtask test page` sets it");
    let dist = PathBuf::from(std::env::var_os("GOPARK_DIST").expect("GOPARK_DIST is set"));
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hugo");
    copy(&tests.join("hugo"), &site);
    copy(&dist.join("go-park/recipes/hugo"), &site.join("layouts/_default/_markup"));
    copy(&dist.join("go-park"), &site.join("static/go-park"));
    let destination = dist.join("sites-built");
    let built = Command::new(hugo).arg("--source").arg(&site).arg("--destination").arg(&destination).output();
    let built = built.expect("Hugo starts");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));

    let page = Page::site("../sites-built/index.html");
    page.wait_until("the stage is there", Duration::from_secs(30), |page| {
        page.script("return document.querySelector('go-park')?.state === 'ready'", &[]) == true
    });
    let told = page.script_async(
        "const stage = document.querySelector('go-park');
         await stage.runToEnd();
         return [stage.output.stderr, document.querySelectorAll('go-park').length];",
    );
    assert_eq!(told, serde_json::json!(["3\n", 1]));
    assert!(page.script("return document.body.textContent.includes('package shown')", &[]) == true);
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
