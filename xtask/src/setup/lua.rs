//! Lua, which plain programs are compared with.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;

/// The interpreter of Lua 5.4: `$GOPARK_LUA`, else by name on `PATH`, else Debian's, installed when missing.
pub fn ready() -> Result<PathBuf> {
    if let Some(set) = std::env::var_os("GOPARK_LUA") {
        return which::which(&set)
            .with_context(|| format!("GOPARK_LUA is {}, which is no program.", set.display()));
    }
    let find = || which::which("lua5.4").ok();
    if let Some(found) = find() {
        return Ok(found);
    }
    apt::install(&["lua5.4"])
        .and_then(|()| find().context("it is not on PATH"))
        .context("The comparison needs Lua 5.4; install it, or set GOPARK_LUA to it.")
}
