//! `cargo xtask fuzz`: the tests that generate their own input, for as long and from the seed that is asked for.
//!
//! Every test with `fuzz` in its name takes part. It reads its seed from `GOPARK_FUZZ_SEED` and its time from
//! `GOPARK_FUZZ_SECONDS`, and names its seed when it fails.

use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use clap::Args;

use crate::process::run_logged;
use crate::repo;
use crate::test::Counts;

/// What `cargo xtask fuzz` can be told.
#[derive(Args)]
pub struct Options {
    /// The seed; a fresh one unless given
    #[arg(long)]
    seed: Option<u64>,
    /// How long each fuzz test goes on
    #[arg(long, default_value_t = 10)]
    seconds: u64,
}

/// Prints the seed and runs the fuzz tests.
pub fn run(options: &Options) -> Result<ExitCode> {
    let seed = match options.seed {
        Some(seed) => seed,
        None => SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
    };
    println!("seed {seed}");
    let mut command = repo::cargo();
    command
        .args([
            "test",
            "--workspace",
            "--exclude",
            "xtask",
            "--exclude",
            "page-tests",
            "--no-fail-fast",
            "fuzz",
        ])
        .args(["--", "--nocapture"])
        .env("GOPARK_FUZZ_SEED", seed.to_string())
        .env("GOPARK_FUZZ_SECONDS", options.seconds.to_string());
    let finished = run_logged(&mut command, &repo::scratch()?.join("fuzz.log"))?;
    let counts = Counts::in_output(&finished.output);
    if !finished.success {
        print!("{}", finished.output);
        println!("Again with: cargo xtask fuzz --seed {seed} --seconds {}", options.seconds);
        return Ok(ExitCode::FAILURE);
    }
    if counts.passed == 0 {
        bail!("no test has `fuzz` in its name");
    }
    println!("{} fuzz tests passed", counts.passed);
    Ok(ExitCode::SUCCESS)
}
