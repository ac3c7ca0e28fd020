//! The programs of `test_data/go` (the language), `test_data/std` (the packages), `test_data/testing` (files of tests) and
//! `test_data/xsync` (packages that Go's programs do not come with), `test_data/stacks` and
//! `test_data/facts` (where stacks are compared too; the latter hold the facts of Go's runtime that programs can show),
//! `test_data/allocs` (which objects programs allocate, and how large their stacks are), and
//! what of a run is compared.

use std::fs;
use std::path::{Path, PathBuf};

use crate::stacks::normalized;

/// A program.
pub struct Fixture {
    pub path: PathBuf,
    pub name: String,
    /// Its order is only defined on one processor.
    pub is_one_proc: bool,
    /// It needs several processors to end.
    pub is_many_procs: bool,
    /// In real Go it runs with the clock of the playground, which jumps to the next timer when all wait.
    pub has_fake_time: bool,
    /// What it has in its environment.
    pub env: Vec<String>,
    /// A file of tests, as `go test -v` runs them.
    pub is_test: bool,
    /// Its stacks are compared too.
    pub has_stacks: bool,
}

/// Where programs lie whose expected texts real Go shows.
pub const IN_GO: &[&str] = &["go", "std", "testing", "stacks", "facts", "allocs"];

/// All programs of these directories, by name.
pub fn fixtures(dirs: &[&str]) -> Vec<Fixture> {
    let dir = |dir: &&str| Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data").join(dir);
    let entries = dirs.iter().map(dir).flat_map(|dir| fs::read_dir(dir).expect("the programs are there"));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "go"));
    paths.sort();
    let load = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("readable");
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let has_stacks = path.parent().is_some_and(|dir| dir.ends_with("stacks") || dir.ends_with("facts"));
        let is_test = name.ends_with("_test");
        let is_one_proc = text.starts_with("//procs:1\n");
        let is_many_procs = text.starts_with("//procs:many\n");
        let has_fake_time = text.lines().nth(1) == Some("//time:fake");
        let env =
            text.lines().map_while(|line| line.strip_prefix("//")).filter_map(|it| it.strip_prefix("env:"));
        let env = env.map(str::to_owned).collect();
        Fixture { env, is_one_proc, is_many_procs, has_fake_time, is_test, has_stacks, path, name }
    };
    paths.into_iter().map(load).collect()
}

impl Fixture {
    /// What of a run is compared.
    pub fn shown(&self, stdout: &[u8], stderr: &[u8], code: i32) -> String {
        if !self.has_stacks {
            return shown(stdout, stderr, code);
        }
        let text = |bytes| normalized(&text(bytes));
        format!("{}-- stderr --\n{}-- exit {code} --\n", text(stdout), text(stderr))
    }
}

/// Bytes that are no text as numbers.
fn text(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}")));
    }
    text
}

/// Stdout, stderr up to the first stack, the exit code.
fn shown(stdout: &[u8], stderr: &[u8], code: i32) -> String {
    let (mut text, stderr) = (text(stdout), text(stderr));
    let report = stderr.split("\ngoroutine ").next().unwrap_or_default();
    let mut lines = report.lines().filter(|line| !line.is_empty() && !is_address(line)).peekable();
    if lines.peek().is_some() {
        text.push_str("-- stderr --\n");
        lines.for_each(|line| {
            text.push_str(line);
            text.push('\n');
        });
    }
    if code != 0 {
        text.push_str(&format!("-- exit {code} --\n"));
    }
    text
}

/// Lines that differ from run to run or machine to machine, and frames of the runtime itself.
fn is_address(line: &str) -> bool {
    ["[signal SIGSEGV", "runtime: sp=", "runtime stack:", "\t", "runtime.", "exit status "]
        .iter()
        .any(|start| line.starts_with(start) && !line.starts_with("\tpanic: "))
}
