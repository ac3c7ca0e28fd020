//! `cargo xtask dist`: the folder that other sites use, as an npm package or copied to a server as it is.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use sha2::{Digest as _, Sha384};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::setup::tools;
use crate::{build, repo};

/// The scripts that define the element; what a page loads before any stage is near.
const DEFINITION: [&str; 5] = ["auto.js", "element.js", "load.js", "reflect.js", "shell.js"];
/// The most that the definition may take, gzipped.
const DEFINITION_GZIPPED_BYTES_MAX: usize = 10_000;
/// What comes with the module.
const STAGE: [&str; 9] = [
    "faults.js",
    "i18n.js",
    "keys.js",
    "markers.js",
    "news.js",
    "options.js",
    "source.js",
    "stage.js",
    "surroundings.js",
];
/// The scripts that a page names, which it may hold to what they are.
const NAMED: [&str; 2] = ["auto.js", "loader.js"];
/// What else belongs to the package, beside the module and the styles.
const OTHERS: [&str; 11] = [
    "index.js",
    "loader.js",
    "host.js",
    "share.js",
    "frame.html",
    "frame.css",
    "frame.js",
    "index.d.ts",
    "host.d.ts",
    "custom-elements.json",
    "README.md",
];
/// The worker that makes Go's own files, as Trunk builds it.
const WORKER: [&str; 3] = ["gopark-files_loader.js", "gopark-files.js", "gopark-files_bg.wasm"];
/// How a site of Hugo takes stages in.
const HUGO_HOOK: &str = "recipes/hugo/render-codeblock-go.html";
/// Style sheets in the order in which they are joined.
const STYLES: [&str; 9] = [
    "tokens.css",
    "base.css",
    "layout.css",
    "controls.css",
    "stage.css",
    "editor.css",
    "panels.css",
    "lesson.css",
    "embed.css",
];

/// Builds the page and puts the package into `dist/go-park`.
pub fn run() -> Result<()> {
    let tools = tools::ready()?;
    let dist = repo::root().join("dist");
    if !build::trunk_build(&tools, true, &dist)?.status().context("cannot start trunk")?.success() {
        bail!("the page does not build");
    }
    let folder = dist.join("go-park");
    println!("{}", package(&dist, &folder)?);
    print!("{}", fs::read_to_string(folder.join("integrity.txt"))?);
    let archive = dist.join(concat!("go-park-", env!("CARGO_PKG_VERSION"), ".zip"));
    pack(&folder, &archive)?;
    println!("{} and {}", folder.display(), archive.display());
    Ok(())
}

/// Packs the folder for those who put it on a server by hand; the same bytes for the same files.
fn pack(folder: &Path, archive: &Path) -> Result<()> {
    let mut zip = ZipWriter::new(File::create(archive)?);
    let mut paths = files_below(folder)?;
    paths.sort();
    for path in paths {
        let name = Path::new("go-park").join(path.strip_prefix(folder)?);
        zip.start_file_from_path(name, SimpleFileOptions::default())?;
        zip.write_all(&fs::read(path)?)?;
    }
    zip.finish()?;
    Ok(())
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { files.extend(files_below(&path)?) } else { files.push(path) }
    }
    Ok(files)
}

/// Makes the package in `folder` of a page that was built into `dist`, and says how large its parts are.
pub fn package(dist: &Path, folder: &Path) -> Result<String> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let embed = repo::root().join("www/embed");
    for name in DEFINITION.iter().chain(&STAGE).chain(&OTHERS) {
        fs::copy(embed.join(name), folder.join(name)).with_context(|| format!("cannot copy {name}"))?;
    }
    let recipes = folder.join("recipes/hugo");
    fs::create_dir_all(&recipes)?;
    fs::copy(embed.join(HUGO_HOOK), recipes.join("render-codeblock-go.html"))?;
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(repo::root().join(name), folder.join(name))?;
    }
    fs::copy(built(dist, "_bg.wasm")?, folder.join("gopark_bg.wasm"))?;
    fs::copy(built(dist, ".js")?, folder.join("gopark.js"))?;
    for name in WORKER {
        fs::copy(dist.join(name), folder.join(name)).with_context(|| format!("cannot copy {name}"))?;
    }
    let mut beside = all_named(dist, "lessons-", ".txt")?;
    beside.extend(all_named(dist, "std-", ".txt")?);
    // A build that is not for release has one module for all, and nothing to play until the second is there.
    for (beginning, ending) in [(xtask_parts::ENGINE, ".wasm"), ("preview-", ".txt")] {
        beside.extend(all_named(dist, beginning, ending).unwrap_or_default());
    }
    for path in beside {
        fs::copy(&path, folder.join(path.file_name().unwrap_or_default()))?;
    }
    let styles = repo::root().join("www/styles");
    let sheets = STYLES.iter().map(|name| fs::read_to_string(styles.join(name)));
    fs::write(folder.join("go-park.css"), sheets.collect::<Result<String, _>>()?)?;
    fs::write(folder.join("package.json"), manifest())?;
    fs::write(folder.join("integrity.txt"), integrity(folder)?)?;
    sizes(folder)
}

/// What Trunk made of our module: the one file with that ending.
fn built(dist: &Path, ending: &str) -> Result<PathBuf> {
    Ok(all_named(dist, "app-", ending)?.swap_remove(0))
}

/// The files, one at least, whose names begin and end so.
fn all_named(dist: &Path, beginning: &str, ending: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dist)?.collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(beginning) && name.ends_with(ending)
    });
    ensure!(!paths.is_empty(), "there is no {beginning}*{ending} in {}", dist.display());
    Ok(paths)
}

fn manifest() -> String {
    let manifest = json!({
        "name": "go-park",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Real Go programs on a simulated Go scheduler, in any page.",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "types": "./index.d.ts",
        "customElements": "custom-elements.json",
        "sideEffects": ["./auto.js", "./loader.js", "./frame.js", "*.css"],
        "exports": {
            ".": { "types": "./index.d.ts", "default": "./index.js" },
            "./auto": { "types": "./index.d.ts", "default": "./auto.js" },
            "./auto.js": { "types": "./index.d.ts", "default": "./auto.js" },
            "./host": { "types": "./host.d.ts", "default": "./host.js" },
            "./host.js": { "types": "./host.d.ts", "default": "./host.js" },
            "./loader.js": "./loader.js",
            "./frame.html": "./frame.html",
            "./go-park.css": "./go-park.css",
            "./*.wasm": "./*.wasm",
            "./custom-elements.json": "./custom-elements.json",
            "./package.json": "./package.json"
        }
    });
    format!("{manifest:#}\n")
}

/// What a page may write into `integrity` of the scripts that it names, a line each.
fn integrity(folder: &Path) -> Result<String> {
    let line = |name: &&str| {
        let hash = Sha384::digest(fs::read(folder.join(name))?);
        Ok(format!("{name} sha384-{}\n", BASE64_STANDARD.encode(hash)))
    };
    NAMED.iter().map(line).collect()
}

fn sizes(folder: &Path) -> Result<String> {
    let gzipped =
        |name: &str| Ok::<_, anyhow::Error>(xtask_parts::gzip(&fs::read(folder.join(name))?)?.len());
    let all = |names: &[&str]| names.iter().map(|name| gzipped(name)).sum::<Result<usize>>();
    let definition = all(&DEFINITION)?;
    if definition > DEFINITION_GZIPPED_BYTES_MAX {
        bail!(
            "the scripts that define the element have {definition} bytes gzipped, at most 10000 are allowed"
        );
    }
    let [definition, stage, glue, styles] =
        [definition, all(&STAGE)?, gzipped("gopark.js")?, gzipped("go-park.css")?]
            .map(xtask_parts::kilobytes);
    Ok(format!("package, gzipped: definition {definition}, stage {stage}, glue {glue}, styles {styles}"))
}
