//! `cargo xtask build`: the page as files in `dist/`, and how much a reader has to load.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::setup::tools::{self, Tools};
use crate::{alike, repo};

/// The most WebAssembly that a first visit is to load, gzipped.
const WASM_GZIPPED_BYTES_GOAL: usize = 400_000;
/// What it may load as long as that is not reached.
const WASM_GZIPPED_BYTES_MAX: usize = 740_000;

/// What rustc emits for wasm32 by default, and what wasm-opt must therefore accept.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

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
    if options.release {
        println!("{}", finish_release(&dist)?);
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

/// Shrinks the release build in `dist` where the means are at hand, and says how large it is; an error when it is too large.
pub fn finish_release(dist: &Path) -> Result<String> {
    let modules = wasm_modules(dist)?;
    if let Ok(wasm_opt) = which::which("wasm-opt") {
        for module in &modules {
            shrink(&wasm_opt, module)?;
        }
    }
    for module in &modules {
        fs::write(module, alike::reordered(&fs::read(module)?)?)?;
    }
    let (mut raw_bytes, mut gzipped_bytes) = (0, 0);
    for module in &modules {
        let bytes = fs::read(module)?;
        raw_bytes += bytes.len();
        gzipped_bytes += gzip(&bytes)?.len();
    }
    let mut report = format!("wasm: {} raw, {} gzipped", kilobytes(raw_bytes), kilobytes(gzipped_bytes));
    if gzipped_bytes > WASM_GZIPPED_BYTES_GOAL {
        let excess = kilobytes(gzipped_bytes - WASM_GZIPPED_BYTES_GOAL);
        report += &format!(", {excess} over the goal of {}", kilobytes(WASM_GZIPPED_BYTES_GOAL));
    }
    if gzipped_bytes > WASM_GZIPPED_BYTES_MAX {
        bail!("{report}; at most {} are allowed", kilobytes(WASM_GZIPPED_BYTES_MAX));
    }
    Ok(report)
}

fn wasm_modules(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let modules: Vec<PathBuf> =
        paths.into_iter().filter(|path| path.extension() == Some("wasm".as_ref())).collect();
    if modules.is_empty() {
        bail!("there is no wasm in {}", folder.display());
    }
    Ok(modules)
}

fn shrink(wasm_opt: &Path, module: &Path) -> Result<()> {
    let status =
        Command::new(wasm_opt).args(WASM_FEATURES).arg("-Os").arg(module).arg("-o").arg(module).status()?;
    if !status.success() {
        bail!("wasm-opt failed on {}", module.display());
    }
    Ok(())
}

/// The bytes as a server sends them.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// A number of bytes for people.
pub fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}
