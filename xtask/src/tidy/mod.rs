//! `cargo xtask tidy`: the rules of ARCHITECTURE.md and CONTRIBUTING.md that no compiler checks.

mod layers;
mod prose;
mod rust_source;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::process::stdout_of;
use crate::repo;

/// What tidy has to say, one sentence each.
#[derive(Default)]
pub struct Findings {
    /// What must be changed.
    pub faults: Vec<String>,
    /// What is about to become a fault.
    pub notices: Vec<String>,
}

/// Prints what it finds; fails when there is a fault.
pub fn run() -> Result<ExitCode> {
    let findings = findings()?;
    for notice in &findings.notices {
        println!("note: {notice}");
    }
    for fault in &findings.faults {
        println!("error: {fault}");
    }
    println!("tidy: {} errors, {} notes", findings.faults.len(), findings.notices.len());
    Ok(if findings.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Checks the manifests and every file that git tracks or would track.
pub fn findings() -> Result<Findings> {
    let mut findings = Findings::default();
    layers::check(&mut findings)?;
    let listing = stdout_of(Command::new("git").current_dir(repo::root()).args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    for path in listing.split('\0').filter(|path| !path.is_empty()) {
        // A file that was deleted but not yet committed is still listed; one that is no text is not for us.
        if let Ok(text) = fs::read_to_string(repo::root().join(path)) {
            prose::check(path, &text, &mut findings);
            if has_extension(path, &["rs"]) {
                rust_source::check(path, &text, &mut findings);
            }
        }
    }
    Ok(findings)
}

fn has_extension(path: &str, extensions: &[&str]) -> bool {
    let extension = Path::new(path).extension().and_then(|it| it.to_str());
    extension.is_some_and(|extension| extensions.contains(&extension))
}
