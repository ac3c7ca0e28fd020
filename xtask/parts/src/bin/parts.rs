//! Makes of a release build what is published, and says how large it is. Trunk calls it after each build.

#![expect(clippy::print_stdout, reason = "it says how large the modules are")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use anyhow::{Context as _, Result, ensure};
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

/// Puts how the lessons begin beside the page, and how the first one does into it, to be played until it can run programs.
fn preview(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--package", "gopark-cli", "--example", "preview", "--"]).arg(dist);
    let output = command.stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "the lessons cannot be run");
    let html = fs::read_to_string(&page)?;
    ensure!(html.contains(MARKER), "{} has no place {MARKER}", page.display());
    let kept = fs::read_to_string(dist.join(str::from_utf8(&output.stdout)?.trim()))?;
    let script = format!("<script type=\"text/x-gopark-preview\" id=\"gp-preview\">{}</script>", kept.trim());
    Ok(fs::write(&page, html.replace(MARKER, &script))?)
}
