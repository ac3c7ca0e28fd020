//! `gopark`, the native command: runs a Go program on the simulated runtime as `go run` would, and tells what happened;
//! or tells what happened elsewhere.
#![expect(clippy::print_stderr, reason = "a command prints")]

mod args;
mod check;
mod duration;
mod failure;
mod godebug;
mod huge_pages;
mod hunt;
mod listeners;
mod mdbook;
mod perfetto;
mod poster;
mod preview;
mod recording;
mod replay;
mod run;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::Run(run) => {
            huge_pages::ask();
            run::run(&run)
        }
        Command::Check { file } => check::check(&file),
        Command::Hunt(args) => hunt::hunt(&args),
        Command::Poster(args) => poster::poster(&args),
        Command::Preview(args) => preview::preview(&args),
        Command::Replay(args) => replay::replay(&args),
        Command::Mdbook { question } => mdbook::mdbook(question.get(1).map(String::as_str)),
    };
    result.unwrap_or_else(|failure| failure.report())
}
