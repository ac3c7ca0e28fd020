//! axe-core, which looks through the page for what keeps people out.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::{apt, cache, progress};

/// The version that is installed; its rules are part of what the tests demand.
const VERSION: &str = "4.10.3";

/// The script, installed from npm when missing.
pub fn ready() -> Result<PathBuf> {
    let folder = cache::dir()?.join(format!("axe-{VERSION}"));
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if !script.exists() {
        if which::which("npm").is_err() {
            apt::install(&["npm"])
                .context("A test of the page needs axe-core; install npm so that it is on PATH.")?;
        }
        let _lock = cache::lock()?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
            .arg(&folder);
        progress::run("Installing axe-core", npm.arg(format!("axe-core@{VERSION}")))?;
    }
    Ok(script)
}
