//! The parts of the Rust toolchain that a minimal installation lacks.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{cache, progress};
use crate::process::stdout_of;

/// The target that the page is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the compiler has a standard library for [`WASM_TARGET`].
pub fn wasm_target() -> Result<()> {
    if has_wasm_target() {
        return Ok(());
    }
    let _lock = cache::lock()?;
    progress::run(
        &format!("Installing the Rust target {WASM_TARGET}"),
        Command::new("rustup").args(["target", "add", WASM_TARGET]),
    )
    .with_context(|| {
        format!(
            "Rust cannot compile for the web yet; run `rustup target add {WASM_TARGET}` with network access."
        )
    })
}

/// Makes sure that `cargo fmt` and `cargo clippy` work.
pub fn components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if stdout_of(crate::repo::cargo().args([subcommand, "--version"])).is_ok() {
            continue;
        }
        add(component).with_context(|| format!("`cargo {subcommand}` is missing."))?;
    }
    Ok(())
}

/// What this machine is called as a target.
pub fn host() -> Result<String> {
    let about = stdout_of(rustc().arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc -vV names no host")
}

/// LLVM's tool that sums counters up, installed when missing.
pub fn profdata() -> Result<PathBuf> {
    let libraries = stdout_of(rustc().args(["--print", "target-libdir"]))?;
    let tool = format!("llvm-profdata{}", std::env::consts::EXE_SUFFIX);
    let tool = Path::new(libraries.trim()).with_file_name("bin").join(tool);
    if !tool.exists() {
        add("llvm-tools")?;
    }
    Ok(tool)
}

fn add(component: &str) -> Result<()> {
    let _lock = cache::lock()?;
    progress::run(
        &format!("Installing the Rust component {component}"),
        Command::new("rustup").args(["component", "add", component]),
    )
    .with_context(|| format!("run `rustup component add {component}` with network access."))
}

fn has_wasm_target() -> bool {
    stdout_of(rustc().args(["--print", "target-libdir", "--target", WASM_TARGET]))
        .is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}
