//! The modules of a page as they are published, and how large they are.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{behind, divided, reordered};

/// What the page starts with: the module that Trunk built, without what is behind the door. The most it may be, gzipped.
const FIRST: &str = "app";
const FIRST_GZIPPED_BYTES_MAX: usize = 400_000;
/// The exported function through which compiler and machine are reached.
const DOOR: &str = "installEngine";
/// How the name of their module begins.
pub const ENGINE: &str = "gopark-engine-";
const ENGINE_GZIPPED_BYTES_MAX: usize = 530_000;
/// The module of the worker that makes Go's own files, which is loaded when somebody wants one.
const WORKER: &str = "gopark-files";
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

/// Divides the page's module in the folder `dist`, of which the linker wrote `linked`, and makes all modules there as small
/// as the means at hand allow.
pub fn publish(dist: &Path, linked: &Path) -> Result<()> {
    let linked = fs::read(linked).with_context(|| format!("cannot read {}", linked.display()))?;
    let behind = behind(&linked, DOOR)?;
    let path = module(dist, FIRST)?;
    let whole = fs::read(&path)?;
    // The first part says what the second one is called, so that is known before.
    let second = small(dist, &divided(&whole, &behind, "")?.second)?;
    let name = format!("{ENGINE}{:016x}.wasm", hash(&second));
    fs::write(&path, small(dist, &divided(&whole, &behind, &name)?.first)?)?;
    fs::write(dist.join(name), second)?;
    let worker = module(dist, WORKER)?;
    fs::write(&worker, small(dist, &fs::read(&worker)?)?)?;
    Ok(())
}

/// How large the modules in a folder are; an error when one of them is too large.
pub fn sizes(dist: &Path) -> Result<String> {
    let first = size("wasm", &module(dist, FIRST)?, FIRST_GZIPPED_BYTES_MAX)?;
    let engine = size("compiler and machine", &module(dist, ENGINE)?, ENGINE_GZIPPED_BYTES_MAX)?;
    let worker = size("worker", &module(dist, WORKER)?, WORKER_GZIPPED_BYTES_MAX)?;
    Ok(format!("{first}; {engine}; {worker}"))
}

fn size(name: &str, module: &Path, gzipped_bytes_max: usize) -> Result<String> {
    let bytes = fs::read(module)?;
    let gzipped_bytes = gzip(&bytes)?.len();
    let words = format!("{name}: {} raw, {} gzipped", kilobytes(bytes.len()), kilobytes(gzipped_bytes));
    if gzipped_bytes > gzipped_bytes_max {
        bail!("{words}; at most {} are allowed", kilobytes(gzipped_bytes_max));
    }
    Ok(words)
}

/// The module whose name begins so.
fn module(folder: &Path, name: &str) -> Result<PathBuf> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        if file.starts_with(name) && file.ends_with(".wasm") {
            return Ok(path);
        }
    }
    bail!("there is no {name}*.wasm in {}", folder.display());
}

/// The same module, as small as it gets here.
fn small(folder: &Path, module: &[u8]) -> Result<Vec<u8>> {
    let Ok(wasm_opt) = which::which("wasm-opt") else { return reordered(module) };
    let path = folder.join("module.tmp");
    fs::write(&path, module)?;
    let mut command = Command::new(wasm_opt);
    command.args(WASM_FEATURES).arg("-Os").arg(&path).arg("-o").arg(&path);
    let done = command.status()?.success();
    let shrunk = fs::read(&path)?;
    fs::remove_file(&path)?;
    if !done {
        bail!("wasm-opt failed");
    }
    reordered(&shrunk)
}

/// A fingerprint for names of files (FNV-1a).
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
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
