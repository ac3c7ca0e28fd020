//! The work of a frame, in a browser.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::setup::{chromium, tools};
use crate::{build, repo};

/// Builds the page and measures it.
pub fn run(no_build: bool, only: &str) -> Result<()> {
    if !browser("bench", no_build)?.args(["--", only]).status()?.success() {
        bail!("the benchmark did not end");
    }
    Ok(())
}

/// One of the programs that drive the page in a browser; builds the page.
pub fn browser(program: &str, no_build: bool) -> Result<Command> {
    let dist = repo::scratch()?.join("dist");
    if !no_build {
        let tools = tools::ready()?;
        let status = build::trunk_build(&tools, true, &dist)?.status().context("cannot start trunk")?;
        if !status.success() {
            bail!("the page does not build");
        }
    }
    let chromium = chromium::ready()?;
    let mut command = repo::cargo();
    command
        .args(["run", "--quiet", "--package", "page-tests", "--bin", program])
        .env("GOPARK_DIST", dist)
        .env("CHROMIUM", chromium.browser)
        .env("CHROMEDRIVER", chromium.driver)
        .env("CHROMIUM_FLAGS", chromium::FLAGS.join(" "));
    Ok(command)
}
