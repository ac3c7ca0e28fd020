//! Programs that PyPI has as they are, so that nothing needs to be compiled.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{apt, progress};
use crate::process::stdout_of;

/// Installs `package` at `version`, which people know as `what`, into `folder` and nowhere else.
pub fn install(what: &str, package: &str, version: &str, folder: &Path) -> Result<()> {
    progress::run(
        &format!("Installing {what} {version}"),
        Command::new(python()?)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"])
            .arg(folder)
            .arg(format!("{package}=={version}")),
    )
}

/// A Python with pip.
fn python() -> Result<PathBuf> {
    let find = || {
        let python = which::which("python3").or_else(|_| which::which("python")).ok()?;
        stdout_of(Command::new(&python).args(["-m", "pip", "--version"])).ok().map(|_| python)
    };
    if let Some(python) = find() {
        return Ok(python);
    }
    apt::install(&["python3-pip"])
        .and_then(|()| find().context("it does not run"))
        .context("there is no Python with pip")
}
