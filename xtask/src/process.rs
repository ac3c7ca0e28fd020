//! Starting other programs and keeping what they say.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// How a program ended.
pub struct Finished {
    /// Whether it exited with code 0.
    pub success: bool,
    /// Its standard output and standard error, in the order in which they were written.
    pub output: String,
}

/// Runs `command` to its end; what it says goes to the file `log` and is returned.
pub fn run_logged(command: &mut Command, log: &Path) -> Result<Finished> {
    let file = File::create(log).with_context(|| format!("cannot create {}", log.display()))?;
    let status = command
        .stdout(file.try_clone()?)
        .stderr(file)
        .status()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let output = String::from_utf8_lossy(&fs::read(log)?).into_owned();
    Ok(Finished { success: status.success(), output })
}

/// The standard output of `command`; an error, with what it said, unless it exits with code 0.
pub fn stdout_of(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_owned();
    let output = command.output().with_context(|| format!("cannot start {}", program.display()))?;
    if !output.status.success() {
        bail!("{} failed: {}", program.display(), String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The last `count` lines of `text`, for error messages.
pub fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

/// What went wrong, and on lines of their own the reasons for it.
pub fn explain(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).collect::<Vec<_>>().join("\n  because: ")
}
