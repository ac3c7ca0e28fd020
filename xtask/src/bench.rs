//! `cargo xtask bench`: what is promised about speed, measured.

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::setup::{chromium, tools};
use crate::{build, repo};

/// What `cargo xtask bench` can be told.
#[derive(Args)]
pub struct Options {
    /// What to measure
    what: What,
    /// Measure the page that was built for the last benchmark or test
    #[arg(long)]
    no_build: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// The work of a frame with 10,000 goroutines alive, in a browser
    Page,
}

/// Builds, measures, prints.
pub fn run(options: &Options) -> Result<()> {
    match options.what {
        What::Page => page(options.no_build),
    }
}

fn page(no_build: bool) -> Result<()> {
    let dist = repo::scratch()?.join("dist");
    if !no_build {
        let tools = tools::ready()?;
        let status = build::trunk_build(&tools, true, &dist)?.status().context("cannot start trunk")?;
        if !status.success() {
            bail!("the page does not build");
        }
    }
    let chromium = chromium::ready()?;
    let status = repo::cargo()
        .args(["run", "--quiet", "--package", "page-tests", "--bin", "bench"])
        .env("GOPARK_DIST", dist)
        .env("CHROMIUM", chromium.browser)
        .env("CHROMEDRIVER", chromium.driver)
        .env("CHROMIUM_FLAGS", chromium::FLAGS.join(" "))
        .status()?;
    if !status.success() {
        bail!("the benchmark did not end");
    }
    Ok(())
}
