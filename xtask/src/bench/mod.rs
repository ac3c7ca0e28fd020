//! `cargo xtask bench`: what is promised about speed, measured, with the other side beside it in the same run.

mod lang;
mod measure;
mod page;
mod runtime;
mod table;
mod wasm;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::{native, repo};

/// What `cargo xtask bench` can be told.
#[derive(Args)]
pub struct Options {
    /// What to measure
    what: What,
    /// Measure what was built for the last benchmark or test
    #[arg(long)]
    no_build: bool,
    /// Of what is measured in a browser, only the parts whose names contain this
    #[arg(long, default_value = "")]
    only: String,
    /// How often each side runs, by turns; the quickest counts
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// The work of a frame with 100,000 goroutines alive, seeking in 10,000,000 events, and how long the main thread is busy at a
    /// stretch, in a browser
    Page,
    /// Goroutines and channels, beside real Go, and with all events folded
    Runtime,
    /// Plain programs beside Lua, and parsing beside gosyn
    Lang,
    /// The same programs in a browser beside native runs, and from an edit to its run
    Wasm,
}

/// Builds, measures, prints.
pub fn run(options: &Options) -> Result<()> {
    match options.what {
        What::Page => page::run(options.no_build, &options.only),
        What::Runtime => runtime::run(&gopark(options.no_build)?, options.rounds),
        What::Wasm => wasm::run(&gopark(options.no_build)?, options.no_build, options.rounds),
        What::Lang => lang::run(&gopark(options.no_build)?, options.no_build, options.rounds),
    }
}

/// The `gopark` command as it is released.
fn gopark(no_build: bool) -> Result<PathBuf> {
    if no_build { native::path() } else { native::build() }
}

/// A program of the release profile.
fn release(name: &str) -> Result<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let scratch = repo::scratch()?;
    Ok(scratch.with_file_name("release").join(name))
}

/// The file of a program that is measured.
fn program(path: &str) -> PathBuf {
    repo::root().join("bench").join(path)
}
