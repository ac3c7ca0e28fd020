//! A Firefox and its driver: the element must work in more than one browser.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;
use super::tools::Crate;

/// The version of geckodriver, which Debian does not have.
const GECKODRIVER_VERSION: &str = "0.37.1";
const BROWSER_NAMES: [&str; 3] =
    ["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/// The browser and the program that drives it.
pub struct Firefox {
    /// The browser.
    pub browser: PathBuf,
    /// Its WebDriver server.
    pub driver: PathBuf,
}

/// Finds or installs Firefox (`$FIREFOX`, by name, Debian's) and geckodriver (`$GECKODRIVER`, by name, from crates.io).
pub fn ready() -> Result<Firefox> {
    let driver = match std::env::var_os("GECKODRIVER") {
        Some(set) => which::which(&set)
            .with_context(|| format!("GECKODRIVER is {}, which is no program.", set.display()))?,
        None => {
            Crate { name: "geckodriver", binaries: &["geckodriver"], version: GECKODRIVER_VERSION }.ready()?
        }
    };
    Ok(Firefox { browser: browser()?, driver })
}

fn browser() -> Result<PathBuf> {
    if let Some(set) = std::env::var_os("FIREFOX") {
        return which::which(&set)
            .with_context(|| format!("FIREFOX is {}, which is no program.", set.display()));
    }
    let find = || BROWSER_NAMES.iter().find_map(|name| which::which(name).ok());
    if let Some(found) = find() {
        return Ok(found);
    }
    apt::install(&["firefox-esr"])
        .and_then(|()| find().context("it is not on PATH"))
        .context("The tests of the element need Firefox; install it, or set FIREFOX to its path.")
}
