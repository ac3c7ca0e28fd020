//! Makes of a release build what is published, and says how large it is. Trunk calls it after each build.

#![expect(clippy::print_stdout, reason = "it says how large the modules are")]

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use cargo_metadata::MetadataCommand;
use xtask_parts::{publish, sizes};

/// Where cargo puts what Trunk asks it for, below the folder for all that is built.
const LINKED: &str = "wasm32-unknown-unknown/web/app.wasm";

fn main() -> Result<()> {
    if env::var("TRUNK_PROFILE").as_deref() != Ok("release") {
        return Ok(());
    }
    let dist: PathBuf = env::var_os("TRUNK_STAGING_DIR").context("TRUNK_STAGING_DIR is not set")?.into();
    let linked = MetadataCommand::new().no_deps().exec()?.target_directory.join(LINKED);
    publish(&dist, linked.as_std_path())?;
    println!("{}", sizes(&dist)?);
    Ok(())
}
