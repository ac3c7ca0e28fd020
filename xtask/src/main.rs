//! All automation of this repository, as one program: `cargo xtask help` lists what it can do.
//!
//! It needs nothing but a Rust toolchain to start and brings every other tool along itself, so a command that works
//! on one machine works on the next.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a command line tool talks to a terminal, measures wall time and waits for other processes"
)]

mod bench;
mod build;
mod cli;
mod dist;
mod fuzz;
mod native;
mod process;
mod repo;
mod serve;
mod setup;
mod shots;
#[cfg(test)]
mod tables;
mod test;
mod tidy;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {}", process::explain(&error));
            ExitCode::FAILURE
        }
    }
}
