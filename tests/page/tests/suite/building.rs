//! Sites that other programs build take stages in by our recipes.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use page_tests::Page;
use serde_json::Value;

/// The machine, which a release build has in a file of its own.
const ENGINE: &str = "gopark-engine";
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
    let runs = |page: &Page| {
        page.wait_until("the poster is seen", PATIENCE, |page| {
            let picture = "const picture = document.querySelector('go-park > svg');
                return picture !== null && picture.checkVisibility() && picture.getBoundingClientRect().width > 100
                    && !document.querySelector('go-park pre').checkVisibility()";
            page.script(picture, &[]) == true
        });
        page.button("Run").click();
        page.wait_until("the stage runs", PATIENCE, |page| {
            let script = "return document.querySelector('go-park').output.stderr.startsWith('on its own')";
            page.script(script, &[]) == true
        });
    };
    runs(&page);
    assert!(page.script("return document.querySelector('go-park > svg').checkVisibility()", &[]) == false);

    if page.has_fetched(ENGINE) {
        page.block(ENGINE);
        page.visit("../book-built/deeper/second.html");
        runs(&page);
        assert!(!page.has_fetched(ENGINE), "it brought along how it begins");
    }
}

#[test]
fn a_site_of_vitepress_has_its_stage() {
    let site = Site::new("vitepress", "VITEPRESS", r#"{ "type": "module" }"#);
    site.has_our_recipe(".vitepress/config.mjs");
    site.build("vitepress/bin/vitepress.js", &["build", ".", "--base", "/vitepress-built/"], "--outDir");
    the_stage_plays(&Page::site("../vitepress-built/index.html"));
}

#[test]
fn a_site_of_starlight_has_its_stage() {
    // Astro takes from here which packages are made of its own kinds of files.
    let manifest = r#"{ "type": "module", "dependencies": { "astro": "*", "@astrojs/starlight": "*" } }"#;
    let site = Site::new("starlight", "STARLIGHT", manifest);
    site.has_our_recipe("astro.config.mjs");
    site.build("astro/bin/astro.mjs", &["build", "--base", "/starlight-built"], "--outDir");
    the_stage_plays(&Page::site("../starlight-built/index.html"));
}

#[test]
fn a_site_of_docusaurus_has_its_stage() {
    let site = Site::new("docusaurus", "DOCUSAURUS", "{}");
    site.has_our_recipe("docusaurus.config.mjs");
    site.has_our_recipe("docs/intro.mdx");
    site.build("@docusaurus/core/bin/docusaurus.mjs", &["build", "--no-minify"], "--out-dir");
    the_stage_plays(&Page::site("../docusaurus-built/index.html"));
}

#[test]
fn typescript_knows_what_there_is() {
    let example = scratch("types");
    copy(&dist().join("go-park"), &example.join("node_modules/go-park"));
    let compiler = PathBuf::from(setting("TYPESCRIPT")).join("typescript/bin/tsc");
    finish(Command::new(setting("NODE")).arg(compiler).arg("--project").arg(&example));
    // A server may import it too, where there is no document.
    let import = "import('go-park').then(it => it.defineGoPark.name === 'defineGoPark' || process.exit(1))";
    finish(Command::new(setting("NODE")).args(["--eval", import]).current_dir(&example));
}

/// A site that a program of Node's builds. It lies beside its packages while it does, because builders look for them in
/// the folders above, and not everyone through a link.
struct Site {
    name: &'static str,
    packages: PathBuf,
    folder: PathBuf,
}

impl Site {
    /// A copy of one of ours, with packages of that setting and a manifest.
    fn new(name: &'static str, setting_of_packages: &str, manifest: &str) -> Self {
        let packages = PathBuf::from(setting(setting_of_packages));
        let folder = packages.with_file_name(format!("site-{}", std::process::id()));
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name), &folder);
        fs::write(folder.join("package.json"), manifest).expect("a file can be written");
        Self { name, packages, folder }
    }

    /// What a file says of go-park is what our README tells people to write.
    #[track_caller]
    fn has_our_recipe(&self, file: &str) {
        let text = fs::read_to_string(self.folder.join(file)).expect("the file is there");
        let readme = fs::read_to_string(dist().join("go-park/README.md")).expect("the package has one");
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| line.contains("go-park")).collect();
        assert!(!lines.is_empty());
        for line in lines {
            assert!(readme.contains(line), "the README does not say {line}");
        }
    }

    /// Builds it, to where pages are served from.
    #[track_caller]
    fn build(&self, program: &str, arguments: &[&str], to: &str) {
        let mut node = Command::new(setting("NODE"));
        node.current_dir(&self.folder)
            .env("ASTRO_TELEMETRY_DISABLED", "1")
            .env("CI", "1")
            .arg(self.packages.join(program))
            .args(arguments)
            .arg(to)
            .arg(dist().join(format!("{}-built", self.name)));
        finish(&mut node);
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // What stays behind is in a cache, and harmless.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The page's only stage is there, and plays when it is told to.
fn the_stage_plays(page: &Page) {
    page.wait_until("the stage is there", PATIENCE, |page| {
        page.script("return document.querySelector('go-park')?.state === 'ready'", &[]) == true
    });
    page.button("Run").click();
    page.wait_until("time passes", PATIENCE, |page| {
        page.script("return document.querySelector('go-park').currentTime > 0", &[]) == true
    });
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
    let said = [done.stdout, done.stderr].concat();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&said));
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
