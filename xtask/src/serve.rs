//! `cargo xtask serve`: the page, rebuilt on each change.

use std::net::{Ipv4Addr, TcpListener};
#[cfg(unix)]
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::Args;

use crate::setup::tools;

const FIRST_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 100;

/// What `cargo xtask serve` can be told.
#[derive(Args)]
pub struct Options {
    /// Build the small, quick page that is published; slower to build
    #[arg(long)]
    release: bool,
    /// The port to serve on; the first free one from 8080 unless given
    #[arg(long)]
    port: Option<u16>,
    /// Do not open the page in a browser
    #[arg(long)]
    no_open: bool,
}

/// Serves until interrupted; Trunk prints the address and opens the page once it has built it.
pub fn run(options: &Options) -> Result<ExitCode> {
    let tools = tools::ready()?;
    let port = match options.port {
        Some(port) => port,
        None => free_port()?,
    };
    let mut trunk = tools.trunk()?;
    trunk.args(["serve", "--port", &port.to_string()]);
    if options.release {
        trunk.arg("--release");
    }
    if !options.no_open && std::env::var_os("CI").is_none() {
        trunk.arg("--open");
    }
    println!("Building the page, which takes minutes the first time; its address follows. Stop with Ctrl-C.");
    become_or_await(&mut trunk)
}

/// Becomes the other program where that is possible, so that whoever stops us stops it too.
#[cfg(unix)]
fn become_or_await(command: &mut Command) -> Result<ExitCode> {
    Err(command.exec()).context("cannot start trunk")
}

#[cfg(not(unix))]
fn become_or_await(command: &mut Command) -> Result<ExitCode> {
    let status = command.status().context("cannot start trunk")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn free_port() -> Result<u16> {
    (FIRST_PORT..FIRST_PORT + PORTS_TRIED)
        .find(|&port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok())
        .context("No port from 8080 to 8179 is free; give one with --port.")
}
