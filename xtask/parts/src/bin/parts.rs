//! Makes of a release build what is published, and says how large it is. Trunk calls it after each build.

#![expect(clippy::print_stdout, reason = "it says how large the modules are")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use cargo_metadata::MetadataCommand;
use xtask_parts::{publish, sizes};

/// Where cargo puts what Trunk asks it for, below the folder for all that is built.
const LINKED: &str = "wasm32-unknown-unknown/web/app.wasm";

/// Where the page has room for what it shows first.
const MARKER: &str = "<!-- preview -->";

fn main() -> Result<()> {
    if env::var("TRUNK_PROFILE").as_deref() != Ok("release") {
        return Ok(());
    }
    let dist: PathBuf = env::var_os("TRUNK_STAGING_DIR").context("TRUNK_STAGING_DIR is not set")?.into();
    let linked = MetadataCommand::new().no_deps().exec()?.target_directory.join(LINKED);
    publish(&dist, linked.as_std_path())?;
    preview(&dist)?;
    println!("{}", sizes(&dist)?);
    Ok(())
}

/// Puts the first moments of the first lesson into the page that lies there, to be played until it can run programs.
fn preview(dist: &Path) -> Result<()> {
    let (page, kept) = (dist.join("index.html"), dist.join("preview.tmp"));
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--package", "gopark-cli", "--example", "preview", "--"]).arg(&kept);
    ensure!(command.status()?.success(), "the first lesson cannot be run");
    let html = fs::read_to_string(&page)?;
    ensure!(html.contains(MARKER), "{} has no place {MARKER}", page.display());
    let kept_text = BASE64_STANDARD.encode(fs::read(&kept)?);
    fs::remove_file(&kept)?;
    let script = format!("<script type=\"text/plain\" id=\"gp-preview\">{kept_text}</script>");
    Ok(fs::write(&page, html.replace(MARKER, &script))?)
}
