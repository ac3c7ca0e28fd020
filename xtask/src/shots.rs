//! `cargo xtask shots`: the pictures of the page in `docs/shots`.

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::setup::{chromium, tools};
use crate::{build, repo};

/// What `cargo xtask shots` can be told.
#[derive(Args)]
pub struct Options {
    /// Of all pictures, only those whose names contain this
    only: Option<String>,
    /// Another size for all of them, as 360x740; they are then left beside the build, to be looked at
    #[arg(long)]
    size: Option<String>,
}

/// Builds the page and takes the pictures.
pub fn run(options: &Options) -> Result<()> {
    let dist = repo::scratch()?.join("dist");
    let status =
        build::trunk_build(&tools::ready()?, false, &dist)?.status().context("cannot start trunk")?;
    if !status.success() {
        bail!("the page does not build");
    }
    let chromium = chromium::ready()?;
    let folder =
        if options.size.is_some() { repo::scratch()?.join("shots") } else { repo::root().join("docs/shots") };
    let status = repo::cargo()
        .args(["run", "--quiet", "--package", "page-tests", "--bin", "shots", "--"])
        .args(options.only.as_deref())
        .env("GOPARK_DIST", dist)
        .env("GOPARK_SHOTS", &folder)
        .env("GOPARK_SHOTS_SIZE", options.size.as_deref().unwrap_or_default())
        .env("CHROMIUM", chromium.browser)
        .env("CHROMEDRIVER", chromium.driver)
        .env("CHROMIUM_FLAGS", chromium::FLAGS.join(" "))
        .status()?;
    if !status.success() {
        bail!("not all pictures were taken");
    }
    println!("{}", folder.display());
    Ok(())
}
