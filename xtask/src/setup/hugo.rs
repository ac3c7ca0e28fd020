//! Hugo, whose sites must take stages in.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;

/// Finds or installs Hugo.
pub fn ready() -> Result<PathBuf> {
    if let Ok(found) = which::which("hugo") {
        return Ok(found);
    }
    apt::install(&["hugo"])
        .and_then(|()| which::which("hugo").context("it is not on PATH"))
        .context("A test builds a site with Hugo; install it so that `hugo` is on PATH.")
}
