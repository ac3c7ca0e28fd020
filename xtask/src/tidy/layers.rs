//! Which of our crates may use which, and which may touch the web: the picture in ARCHITECTURE.md as a table.

use anyhow::Result;
use cargo_metadata::{Dependency, DependencyKind, MetadataCommand, Package};

use super::Findings;
use crate::repo;

struct Layer {
    name: &'static str,
    /// What the crate itself may use.
    uses: &'static [&'static str],
    /// What its tests may use besides.
    tests_use: &'static [&'static str],
    /// Whether it may name the browser.
    web: bool,
}

const LAYERS: [Layer; 17] = [
    core("exact", &[], &[]),
    core("letters", &[], &[]),
    core("sorted", &[], &[]),
    core("trace", &["sorted"], &[]),
    core("program", &[], &[]),
    core("lang", &["exact", "letters", "program", "sorted"], &[]),
    core("sched", &["sorted", "trace"], &[]),
    core("vm", &["exact", "letters", "program", "sched", "sorted", "trace"], &["lang"]),
    core("session", &["lang", "program", "sched", "trace", "vm"], &["lessons"]),
    core("gotrace", &["trace"], &[]),
    core("scene", &["sorted", "trace"], &["session"]),
    core("lessons", &[], &["program", "session", "trace"]),
    web("paint", &["scene", "sorted"]),
    web("files", &["gotrace", "sorted", "trace"]),
    web("app", &["files", "lang", "lessons", "paint", "program", "scene", "session", "sorted", "trace"]),
    Layer { tests_use: &["lessons"], ..web("embed", &["app", "session", "trace"]) },
    core(
        "cli",
        &["gotrace", "lang", "lessons", "paint", "program", "scene", "sched", "session", "trace", "vm"],
        &["files"],
    ),
];

/// Crates that speak to a browser, by the start of their names.
const BROWSER_CRATES: [&str; 5] = ["gloo", "js-sys", "wasm-bindgen", "web-sys", "yew"];
/// The one that only runs tests in a browser; any crate may be tested there.
const BROWSER_TESTS: &str = "wasm-bindgen-test";
const PREFIX: &str = "gopark-";

const fn core(
    name: &'static str,
    uses: &'static [&'static str],
    tests_use: &'static [&'static str],
) -> Layer {
    Layer { name, uses, tests_use, web: false }
}

const fn web(name: &'static str, uses: &'static [&'static str]) -> Layer {
    Layer { name, uses, tests_use: &[], web: true }
}

/// Compares each manifest of the workspace with the table.
pub fn check(findings: &mut Findings) -> Result<()> {
    let metadata = MetadataCommand::new().no_deps().current_dir(repo::root()).exec()?;
    for package in metadata.workspace_packages() {
        check_package(package, findings);
    }
    Ok(())
}

fn check_package(package: &Package, findings: &mut Findings) {
    let Some(name) = package.name.strip_prefix(PREFIX) else { return };
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == name) else {
        findings.faults.push(format!("{}: not in the table of xtask/src/tidy/layers.rs", package.name));
        return;
    };
    for dependency in &package.dependencies {
        if !layer.allows(dependency) {
            findings.faults.push(format!(
                "{}: must not depend on {} (xtask/src/tidy/layers.rs has the arrows that are allowed)",
                package.name, dependency.name
            ));
        }
    }
}

impl Layer {
    fn allows(&self, dependency: &Dependency) -> bool {
        let for_tests = dependency.kind == DependencyKind::Development;
        if let Some(ours) = dependency.name.strip_prefix(PREFIX) {
            return self.uses.contains(&ours) || for_tests && self.tests_use.contains(&ours);
        }
        let browser = BROWSER_CRATES.iter().any(|start| dependency.name.starts_with(start));
        !browser || self.web || for_tests && dependency.name == BROWSER_TESTS
    }
}
