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
const WASM_GZIPPED_BYTES_MAX: usize = 834_000;

/// The module of the worker that makes Go's own files, which is loaded when somebody wants one; and the most it may be,
/// gzipped.
const WORKER: &str = "gopark-files_bg.wasm";
const WORKER_GZIPPED_BYTES_MAX: usize = 140_000;

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
    let (workers, pages): (Vec<_>, Vec<_>) = modules.into_iter().partition(|module| module.ends_with(WORKER));
    let mut report = size("wasm", &pages, WASM_GZIPPED_BYTES_MAX)?;
    if report.gzipped_bytes > WASM_GZIPPED_BYTES_GOAL {
        let excess = kilobytes(report.gzipped_bytes - WASM_GZIPPED_BYTES_GOAL);
        report.words += &format!(", {excess} over the goal of {}", kilobytes(WASM_GZIPPED_BYTES_GOAL));
    }
    let worker = size("worker", &workers, WORKER_GZIPPED_BYTES_MAX)?;
    Ok(format!("{}; {}", report.words, worker.words))
}

struct Size {
    gzipped_bytes: usize,
    words: String,
}

/// How large these are together; an error when that is more than `gzipped_bytes_max`.
fn size(name: &str, modules: &[PathBuf], gzipped_bytes_max: usize) -> Result<Size> {
    let (mut raw_bytes, mut gzipped_bytes) = (0, 0);
    for module in modules {
        let bytes = fs::read(module)?;
        raw_bytes += bytes.len();
        gzipped_bytes += gzip(&bytes)?.len();
    }
    let words = format!("{name}: {} raw, {} gzipped", kilobytes(raw_bytes), kilobytes(gzipped_bytes));
    if gzipped_bytes > gzipped_bytes_max {
        bail!("{words}; at most {} are allowed", kilobytes(gzipped_bytes_max));
    }
    Ok(Size { gzipped_bytes, words })
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
