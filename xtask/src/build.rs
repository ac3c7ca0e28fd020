//! `cargo xtask build`: the page as files in `dist/`. Of a release build, Trunk's last hook says how large it is.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::repo;
use crate::setup::tools::{self, Tools};

/// What `cargo xtask build` can be told.
#[derive(Args)]
pub struct Options {
    /// Build the small, quick page that is published, and check its size
    #[arg(long)]
    release: bool,
}

/// Builds the page.
pub fn run(options: &Options) -> Result<()> {
    let tools = tools::ready()?;
    let dist = repo::root().join("dist");
    let status = trunk_build(&tools, options.release, &dist)?.status().context("cannot start trunk")?;
    if !status.success() {
        bail!("the page does not build");
    }
    Ok(())
}

/// The command that builds the page into the folder `dist`.
pub fn trunk_build(tools: &Tools, release: bool, dist: &Path) -> Result<Command> {
    let mut trunk = tools.trunk()?;
    trunk.args(["build", "--dist"]).arg(dist);
    if release {
        trunk.arg("--release");
    }
    Ok(trunk)
}
