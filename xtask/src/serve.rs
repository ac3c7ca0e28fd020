//! `cargo xtask serve`: the page, rebuilt on each change.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, ExitCode};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;

use crate::setup::tools;

const FIRST_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 100;
const POLL: Duration = Duration::from_millis(200);

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

/// Serves until interrupted.
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
    println!("Building the page; the first time takes a few minutes.");
    let mut trunk = trunk.spawn().context("cannot start trunk")?;
    announce(&mut trunk, port)?;
    let status = trunk.wait()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Trunk answers after its first build; only then is the address worth printing.
fn announce(trunk: &mut Child, port: u16) -> Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    while trunk.try_wait()?.is_none() {
        if TcpStream::connect_timeout(&address, POLL).is_ok() {
            println!("\nGopark is at http://{address}/ (stop with Ctrl-C).\n");
            break;
        }
        thread::sleep(POLL);
    }
    Ok(())
}

fn free_port() -> Result<u16> {
    (FIRST_PORT..FIRST_PORT + PORTS_TRIED)
        .find(|&port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok())
        .context("No port from 8080 to 8179 is free; give one with --port.")
}
