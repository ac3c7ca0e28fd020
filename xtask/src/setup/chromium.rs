//! A Chromium and its driver, for the tests that need a browser.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;

/// How Chromium is started: without a screen, and without work of its own.
pub const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

const BROWSER_NAMES: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The browser and the program that drives it.
pub struct Chromium {
    /// The browser.
    pub browser: PathBuf,
    /// Its WebDriver server.
    pub driver: PathBuf,
}

/// Finds Chromium and its driver by `$CHROMIUM` and `$CHROMEDRIVER`, then by name, and else installs both.
pub fn ready() -> Result<Chromium> {
    if let Some(found) = find() {
        return Ok(found);
    }
    apt::install(&["chromium", "chromium-driver"])
        .and_then(|()| find().context("they are not on PATH"))
        .context(
            "The browser tests need Chromium and chromedriver of the same version; install both, \
         or set CHROMIUM and CHROMEDRIVER to their paths.",
        )
}

fn find() -> Option<Chromium> {
    let browser = named("CHROMIUM", &BROWSER_NAMES)?;
    Some(Chromium { browser, driver: named("CHROMEDRIVER", &["chromedriver"])? })
}

/// What `variable` names; without it, the first of `names` on `PATH`.
fn named(variable: &str, names: &[&str]) -> Option<PathBuf> {
    match std::env::var_os(variable) {
        Some(set) => which::which(set).ok(),
        None => names.iter().find_map(|name| which::which(name).ok()),
    }
}
