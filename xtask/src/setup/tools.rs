//! Trunk and wasm-bindgen at the versions we build with, compiled from source into the cache.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{cache, progress, rust};
use crate::process::stdout_of;

/// The version of Trunk.
pub const TRUNK_VERSION: &str = "0.21.14";
/// The version of wasm-bindgen's command line tools; the crate of that name must have the same.
pub const WASM_BINDGEN_VERSION: &str = "0.2.126";

/// Where the tools are.
pub struct Tools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
}

/// Finds or installs the wasm target, Trunk and wasm-bindgen.
pub fn ready() -> Result<Tools> {
    rust::wasm_target()?;
    let trunk = Crate { name: "trunk", binaries: &["trunk"], version: TRUNK_VERSION };
    let wasm_bindgen = Crate {
        name: "wasm-bindgen-cli",
        binaries: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        version: WASM_BINDGEN_VERSION,
    };
    Ok(Tools { wasm_bindgen: wasm_bindgen.ready()?, trunk: trunk.ready()? })
}

impl Tools {
    /// Trunk, with a `PATH` on which it finds wasm-bindgen, so that it downloads nothing.
    pub fn trunk(&self) -> Result<Command> {
        let mut command = Command::new(&self.trunk);
        command
            .current_dir(crate::repo::root())
            .env("PATH", self.path()?)
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            // Trunk 0.21 takes only the words true and false in this variable, where everyone else takes anything.
            .env_remove("NO_COLOR");
        Ok(command)
    }

    /// The program that cargo runs browser tests with.
    pub fn wasm_test_runner(&self) -> PathBuf {
        self.wasm_bindgen.with_file_name(executable("wasm-bindgen-test-runner"))
    }

    fn path(&self) -> Result<OsString> {
        let ours = [&self.wasm_bindgen, &self.trunk]
            .into_iter()
            .filter_map(|tool| tool.parent())
            .map(Path::to_owned);
        let theirs = std::env::var_os("PATH").unwrap_or_default();
        Ok(std::env::join_paths(ours.chain(std::env::split_paths(&theirs)))?)
    }
}

/// A package of programs that cargo can install.
pub(super) struct Crate {
    pub name: &'static str,
    pub binaries: &'static [&'static str],
    pub version: &'static str,
}

impl Crate {
    /// The path of the first binary.
    pub fn ready(&self) -> Result<PathBuf> {
        let root = cache::dir()?.join("tools");
        if let Some(found) = self.on_path().or_else(|| self.in_folder(&root.join("bin"))) {
            return Ok(found);
        }
        let _lock = cache::lock()?;
        // Another run may have installed it while we waited.
        if let Some(found) = self.in_folder(&root.join("bin")) {
            return Ok(found);
        }
        self.install(&root).with_context(|| {
            format!(
                "{} {} could not be installed; with network access and a C compiler, \
                 `cargo install --locked {} --version {}` does the same by hand.",
                self.name, self.version, self.name, self.version
            )
        })?;
        self.in_folder(&root.join("bin"))
            .with_context(|| format!("{} was installed but does not run.", self.name))
    }

    fn on_path(&self) -> Option<PathBuf> {
        let first = which::which(self.binaries[0]).ok()?;
        self.in_folder(first.parent()?)
    }

    /// The first binary, when all of them are in `folder` and are of the right version.
    fn in_folder(&self, folder: &Path) -> Option<PathBuf> {
        let fits = self.binaries.iter().all(|name| {
            let said = stdout_of(Command::new(folder.join(executable(name))).arg("--version"));
            said.is_ok_and(|said| said.split_whitespace().nth(1) == Some(self.version))
        });
        fits.then(|| folder.join(executable(self.binaries[0])))
    }

    /// Compiles for a short build rather than for a quick tool: these run for a second or two a build.
    fn install(&self, root: &Path) -> Result<()> {
        let build = root.with_file_name("build");
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args(["install", "--locked", "--force", "--no-default-features", "--root"])
            .arg(root)
            .args(["--version", self.version, self.name])
            // A folder that outlives an interrupted run lets the next one go on from there.
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_BUILD_TARGET")
            .current_dir(root.parent().context("the cache has a parent folder")?);
        fs::create_dir_all(root)?;
        progress::run(&format!("Installing {} {}", self.name, self.version), &mut command)?;
        fs::remove_dir_all(&build).ok();
        ensure!(root.join("bin").is_dir(), "cargo left nothing in {}", root.display());
        Ok(())
    }
}

fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Trunk downloads another wasm-bindgen, and the browser tests fail, as soon as these disagree.
    #[test]
    fn pinned_versions_agree() {
        let read =
            |file: &str| fs::read_to_string(crate::repo::root().join(file)).expect("a file of the checkout");
        assert!(read("Trunk.toml").contains(&format!("wasm_bindgen = \"{WASM_BINDGEN_VERSION}\"")));
        assert!(read("Trunk.toml").contains(&format!("trunk-version = \"^{TRUNK_VERSION}\"")));
        let lock = read("Cargo.lock");
        let locked = lock.split("[[package]]").find(|package| package.contains("name = \"wasm-bindgen\"\n"));
        assert!(
            locked.is_none_or(|package| package.contains(&format!("version = \"{WASM_BINDGEN_VERSION}\"")))
        );
    }
}
