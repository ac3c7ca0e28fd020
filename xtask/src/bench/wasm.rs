//! The page beside the same machine natively: plain programs, and how soon an edit runs.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::measure::{Side, by_turns};
use super::table::{self, Row, seconds};
use super::{lang, page, program};
use crate::process::stdout_of;

/// The browser may take twice as long.
const WASM_MAX: f64 = 2.0;
/// From an edit of two hundred lines to its run: less than a frame.
const EDIT_MAX: Duration = Duration::from_millis(16);

/// Measures and prints.
pub fn run(gopark: &Path, no_build: bool, rounds: u32) -> Result<()> {
    let files = lang::PROGRAMS.map(|(name, _)| program(&format!("lang/{name}.go")));
    let mut browser = page::browser("wasm", no_build)?;
    browser.arg("--").args(&files);
    let printed = stdout_of(&mut browser)?;
    let mut lines = printed.lines().map(|line| line.splitn(3, '\t').collect::<Vec<_>>());
    let mut next = || -> Result<(Duration, String)> {
        let line = lines.next().context("the browser ended early")?;
        let [_, seconds, output] = line[..] else { anyhow::bail!("{line:?} has no three parts") };
        Ok((Duration::from_secs_f64(seconds.parse()?), output.to_owned()))
    };
    let (edit, _) = next()?;
    let mut rows = Vec::new();
    for ((_, work), file) in lang::PROGRAMS.into_iter().zip(&files) {
        let mut native = Command::new(gopark);
        native.args(["run", "--procs", "1"]).arg(file);
        let mut sides = [Side::new(native)];
        by_turns(&mut sides, rounds)?;
        let (wasm, output) = next()?;
        ensure!(
            sides[0].words().join(" ") == output,
            "{work} prints something else in the browser: {output}"
        );
        let Some(native) = sides[0].least else { continue };
        rows.push(Row {
            work: work.to_owned(),
            theirs: seconds(native.wall),
            ours: seconds(wasm),
            ratio: wasm.as_secs_f64() / native.wall.as_secs_f64(),
            promised: WASM_MAX,
        });
    }
    table::print("In the browser beside native (native, browser)", &rows);
    let row = Row {
        work: "an edit of 200 lines to its run".to_owned(),
        theirs: seconds(EDIT_MAX),
        ours: seconds(edit),
        ratio: edit.as_secs_f64() / EDIT_MAX.as_secs_f64(),
        promised: 1.0,
    };
    table::print("The page (a frame, ours)", &[row]);
    Ok(())
}
