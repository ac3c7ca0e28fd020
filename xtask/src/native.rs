//! `cargo xtask native`: the `gopark` command as it is measured. It is compiled twice, the first time with counters, so that the
//! compiler knows what a run does most when it compiles for good.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::process::stdout_of;
use crate::repo;
use crate::setup::{progress, rust};

/// What is counted: the lessons, and the programs that are measured.
const PROGRAMS: [&str; 3] = ["crates/lessons", "bench/lang", "bench/runtime"];
/// The loop of the interpreter, in which what these programs do seldom is not to be slower than what they do often.
const NOT_COUNTED: &str = "interp3hot3run";
/// No lesson shows anything new later.
const UNTIL: &str = "2s";

/// Builds it and says where it is.
pub fn run() -> Result<()> {
    println!("{}", build()?.display());
    Ok(())
}

/// The command, built unless it is up to date.
pub fn build() -> Result<PathBuf> {
    let merge = rust::profdata()?;
    let counts = folder()?.join("counts");
    let counting = compile("Compiling gopark with counters", "generate", &counts)?;
    let of = Sha256::digest(fs::read(&counting)?);
    let known = folder()?.join(format!("{of:x}.profdata"));
    if !known.exists() {
        count(&counting, &counts)?;
        let mut merging = Command::new(merge);
        merging.args(["merge", "--no-function", NOT_COUNTED, "--output"]).args([&known, &counts]);
        stdout_of(&mut merging)?;
    }
    compile("Compiling gopark", "use", &known)
}

/// Where the command is once it was built.
pub fn path() -> Result<PathBuf> {
    compiled("use", &rust::host()?)
}

fn folder() -> Result<PathBuf> {
    Ok(repo::scratch()?.join("native"))
}

fn compiled(how: &str, host: &str) -> Result<PathBuf> {
    let name = format!("gopark{}", std::env::consts::EXE_SUFFIX);
    Ok(folder()?.join(how).join(host).join("release").join(name))
}

/// Compiles it to `generate` counts or to `use` them.
fn compile(what: &str, how: &str, counts: &Path) -> Result<PathBuf> {
    let host = rust::host()?;
    let mut cargo = repo::cargo();
    // With a target named, what runs while compiling is not counted.
    cargo.args(["build", "--release", "--package", "gopark-cli", "--target", &host, "--target-dir"]);
    cargo.arg(folder()?.join(how)).env("RUSTFLAGS", format!("-Cprofile-{how}={}", counts.display()));
    progress::run(what, &mut cargo)?;
    compiled(how, &host)
}

/// Runs all programs, with nobody who listens and with all events folded.
fn count(gopark: &Path, counts: &Path) -> Result<()> {
    if counts.exists() {
        fs::remove_dir_all(counts)?;
    }
    for folder in PROGRAMS {
        for program in programs(&repo::root().join(folder))? {
            for listening in [None, Some("--stats")] {
                let mut run = Command::new(gopark);
                run.args(["run", "--procs", "2", "--until", UNTIL]).args(listening).arg(&program);
                // Some lessons end in a panic or deadlock.
                run.stdout(Stdio::null()).stderr(Stdio::null()).status().context("cannot start gopark")?;
            }
        }
    }
    ensure!(counts.is_dir(), "nothing was counted");
    Ok(())
}

/// The Go files in a folder and in those within it.
fn programs(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(programs(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "go") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
