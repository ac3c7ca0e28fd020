//! The command line: what can be asked for, and who answers.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{bench, build, dist, fuzz, native, serve, shots, test, tidy};

/// The automation of Gopark.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Set up, build the page, serve it and rebuild it on each change
    Serve(serve::Options),
    /// Build the page into dist/
    Build(build::Options),
    /// Build the command `gopark` for what it does most (profile-guided), and say where it is
    Native,
    /// Build the package that other sites embed stages with, into dist/go-park/
    Dist,
    /// Set up, then check and test everything, or only one step of it
    #[command(alias = "ci")]
    Test(test::Options),
    /// Check the rules that no compiler checks: layers, sizes, docs, prose
    Tidy,
    /// Run the fuzz tests with a fresh or a given seed
    Fuzz(fuzz::Options),
    /// Take the pictures of the page in docs/shots
    Shots(shots::Options),
    /// Measure what is promised about speed
    Bench(bench::Options),
}

/// Parses the command line and carries it out.
pub fn run() -> Result<ExitCode> {
    match Cli::parse().task {
        Task::Serve(options) => serve::run(&options),
        Task::Build(options) => build::run(&options).map(|()| ExitCode::SUCCESS),
        Task::Native => native::run().map(|()| ExitCode::SUCCESS),
        Task::Dist => dist::run().map(|()| ExitCode::SUCCESS),
        Task::Test(options) => test::run(&options),
        Task::Tidy => tidy::run(),
        Task::Fuzz(options) => fuzz::run(&options),
        Task::Shots(options) => shots::run(&options).map(|()| ExitCode::SUCCESS),
        Task::Bench(options) => bench::run(&options).map(|()| ExitCode::SUCCESS),
    }
}
