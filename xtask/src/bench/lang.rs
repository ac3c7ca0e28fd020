//! Plain programs beside Lua, and parsing beside gosyn.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::measure::{Side, by_turns};
use super::table::{self, Row, seconds};
use super::{program, release};
use crate::process::stdout_of;
use crate::repo;
use crate::setup::{go, lua};

/// Programs that exist in both languages.
pub const PROGRAMS: [(&str, &str); 5] = [
    ("fib", "fib(35)"),
    ("loops", "nested loops of integers"),
    ("nbody", "n-body"),
    ("words", "counting words in a map"),
    ("sort", "sorting a million integers"),
];
/// Ours may take as long as Lua.
const LUA_MAX: f64 = 1.0;
/// Ours parses at least four times as fast.
const PARSING_MAX: f64 = 0.25;

/// Measures and prints.
pub fn run(gopark: &Path, no_build: bool, rounds: u32) -> Result<()> {
    let lua = lua::ready()?;
    let mut rows = Vec::new();
    for (name, work) in PROGRAMS {
        let mut theirs = Command::new(&lua);
        theirs.arg(program(&format!("lang/{name}.lua")));
        let mut ours = Command::new(gopark);
        ours.args(["run", "--procs", "1"]).arg(program(&format!("lang/{name}.go")));
        let mut sides = [Side::new(theirs), Side::new(ours)];
        by_turns(&mut sides, rounds)?;
        let [Some(theirs), Some(ours)] = sides.map(|side| side.least) else { continue };
        rows.push(Row {
            work: work.to_owned(),
            theirs: seconds(theirs.wall),
            ours: seconds(ours.wall),
            ratio: ours.wall.as_secs_f64() / theirs.wall.as_secs_f64(),
            promised: LUA_MAX,
        });
    }
    table::print("Ours beside Lua 5.4 (theirs, ours)", &rows);
    table::print("Parsing Go's standard library (gosyn, ours)", &[parsing(no_build, rounds)?]);
    Ok(())
}

/// Both parsers over the same files, in one process.
fn parsing(no_build: bool, rounds: u32) -> Result<Row> {
    let build = ["build", "--release", "--package", "parse-bench"];
    if !no_build && !repo::cargo().args(build).status()?.success() {
        bail!("the comparison with gosyn does not build");
    }
    let mut command = Command::new(release("parse-bench")?);
    command.arg(go::toolchain()?.root.join("src")).arg(rounds.to_string());
    let said = stdout_of(&mut command)?;
    let numbers: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [theirs, ours] = numbers[..] else { bail!("parse-bench says {said:?}") };
    Ok(Row {
        work: "all files that both accept".to_owned(),
        theirs: format!("{theirs:.1} MB/s"),
        ours: format!("{ours:.1} MB/s"),
        ratio: theirs / ours,
        promised: PARSING_MAX,
    })
}
