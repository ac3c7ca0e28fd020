//! Debian packages, on machines where we may install them.

use std::process::Command;

use anyhow::{Result, bail};

use super::{cache, progress};
use crate::process::stdout_of;

/// Installs `packages`; the error says why this machine does not let us.
pub fn install(packages: &[&str]) -> Result<()> {
    if which::which("apt-get").is_err() {
        bail!("this system has no apt-get");
    }
    if stdout_of(Command::new("id").arg("-u"))?.trim() != "0" {
        bail!("only root may install packages");
    }
    let _lock = cache::lock()?;
    let what = format!("Installing {}", packages.join(" and "));
    // A fresh image knows no packages until it has fetched the lists.
    if progress::run(&what, apt_get("install").args(packages)).is_err() {
        progress::run("Fetching the package lists", &mut apt_get("update"))?;
        progress::run(&what, apt_get("install").args(packages))?;
    }
    Ok(())
}

fn apt_get(verb: &str) -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-y", "-o", "DPkg::Lock::Timeout=300", verb]);
    if verb == "install" {
        command.arg("--no-install-recommends");
    }
    command
}
