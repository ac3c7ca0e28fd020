//! Goroutines and channels beside real Go, and what folding all events into the world costs.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::measure::{Cost, Side, by_turns};
use super::program;
use super::table::{self, Row, megabytes, seconds};
use crate::repo;
use crate::setup::go::{self, Go};

/// Processors of both sides.
const PROCS: &str = "2";
/// What the programs may take, as a part of what real Go takes.
const PROGRAMS: [(&str, &str, f64); 4] = [
    ("spawn", "1,000,000 goroutines start and finish", 1.0),
    ("parked", "1,000,000 goroutines parked, then woken", 1.0 / 3.0),
    ("round_trips", "1,000,000 round trips over two channels", 1.0),
    ("sieve", "prime sieve to the 1,000th prime", 2.0),
];
/// What folding may cost, as a multiple of running without.
const FOLD_MAX: f64 = 1.5;
/// Memory of a million parked goroutines, ours.
const PARKED_BYTES_MAX: u64 = 350_000_000;

/// Measures and prints.
pub fn run(gopark: &Path, rounds: u32) -> Result<()> {
    let go = go::toolchain()?;
    let (mut beside_go, mut folded) = (Vec::new(), Vec::new());
    for (name, work, promised) in PROGRAMS {
        let mut sides = [real(&go, name)?, ours(gopark, name), with_fold(gopark, name)].map(Side::new);
        by_turns(&mut sides, rounds)?;
        let costs: Vec<Cost> = sides.iter().filter_map(|side| side.least).collect();
        let [theirs, ours, fold] = costs[..] else { continue };
        beside_go.push(row(work, (theirs, ours), promised));
        folded.push(row(work, (ours, fold), FOLD_MAX));
        if name == "parked" {
            beside_go.push(Row {
                work: "memory of the parked ones".to_owned(),
                theirs: megabytes(theirs.peak_bytes),
                ours: megabytes(ours.peak_bytes),
                ratio: ours.peak_bytes as f64 / theirs.peak_bytes as f64,
                promised: PARKED_BYTES_MAX as f64 / theirs.peak_bytes as f64,
            });
        }
    }
    table::print("Ours beside real Go, GOMAXPROCS=2 (theirs, ours)", &beside_go);
    table::print("Events folded into the world beside nobody listening", &folded);
    Ok(())
}

fn row(work: &str, (theirs, ours): (Cost, Cost), promised: f64) -> Row {
    Row {
        work: work.to_owned(),
        theirs: seconds(theirs.wall),
        ours: seconds(ours.wall),
        ratio: ours.wall.as_secs_f64() / theirs.wall.as_secs_f64(),
        promised,
    }
}

/// The program as real Go compiles it.
fn real(go: &Go, name: &str) -> Result<Command> {
    let binary = repo::scratch()?.join(format!("bench-{name}"));
    let source = program(&format!("runtime/{name}.go"));
    let mut build = Command::new(&go.binary);
    build.env("GOTOOLCHAIN", "local").arg("build").arg("-o").arg(&binary).arg(source);
    ensure!(build.status().context("cannot start go")?.success(), "{name}.go does not build");
    let mut command = Command::new(binary);
    command.env("GOMAXPROCS", PROCS);
    Ok(command)
}

fn ours(gopark: &Path, name: &str) -> Command {
    let mut command = Command::new(gopark);
    command.args(["run", "--procs", PROCS]).arg(program(&format!("runtime/{name}.go")));
    command
}

fn with_fold(gopark: &Path, name: &str) -> Command {
    let mut command = ours(gopark, name);
    command.arg("--stats");
    command
}
