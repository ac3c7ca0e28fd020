//! The folder that keeps installed tools between runs and between checkouts.

use std::fs::{self, File, TryLockError};
use std::path::PathBuf;

use anyhow::{Context, Result};

/// `$GOPARK_CACHE`, else `$XDG_CACHE_HOME/gopark`, else `~/.cache/gopark`. Created when missing.
pub fn dir() -> Result<PathBuf> {
    let dir = from_env("GOPARK_CACHE")
        .or_else(|| from_env("XDG_CACHE_HOME").map(|cache| cache.join("gopark")))
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache/gopark")))
        .context("There is no home folder to keep the tools in; set GOPARK_CACHE to a folder.")?;
    fs::create_dir_all(&dir).with_context(|| {
        format!("{} cannot be created; set GOPARK_CACHE to a folder that can.", dir.display())
    })?;
    Ok(dir)
}

/// Waits until no other run is installing and keeps others out until the returned file is dropped.
pub fn lock() -> Result<File> {
    let path = dir()?.join("lock");
    let file = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            eprintln!("Waiting for another run that is installing tools.");
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error).context("cannot lock the tool cache"),
    }
    Ok(file)
}

fn from_env(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
