//! What Go 1.27.3 says about the files: the words of many errors have changed since the marks were written.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::ours::{Said, parsed};
use super::tests::Test;

/// The compiler, with the packages that tests import.
pub struct Compiler {
    go: String,
    folder: PathBuf,
}

impl Compiler {
    /// Builds what the tests import.
    pub fn new(tests: &[Test]) -> Self {
        let go = std::env::var("GOPARK_GO")
            .expect("GOPARK_GO must be the path of Go's go command; `cargo xtask test` sets it");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("errorcheck");
        fs::create_dir_all(&folder).expect("the folder can be made");
        let this = Self { go, folder };
        let known = this.output(&["list", "std"]);
        let known: BTreeSet<&str> = known.lines().collect();
        let quoted = tests.iter().flat_map(|test| test.text.split('"').skip(1).step_by(2));
        let imported: BTreeSet<&str> = quoted.filter(|path| known.contains(path)).collect();
        let mut args =
            vec!["list", "-export", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}"];
        args.extend(imported);
        fs::write(this.folder.join("packages"), this.output(&args)).expect("the list can be written");
        this
    }

    /// All it says about a file.
    pub fn report(&self, test: &Test) -> Vec<Said> {
        let source = self.folder.join("test.go");
        fs::write(&source, &test.text).expect("the file can be written");
        let package = test.text.lines().find_map(|line| line.strip_prefix("package "));
        let package = package.and_then(|rest| rest.split_whitespace().next()).unwrap_or("p");
        let packages = self.folder.join("packages").display().to_string();
        let object = self.folder.join("test.o").display().to_string();
        let args = ["tool", "compile", "-e", "-complete", "-p", package, "-importcfg", &packages];
        let text = self.output(&[&args[..], &["-o", &object, "test.go"]].concat());
        let mut reports: Vec<String> = Vec::new();
        for line in text.lines() {
            match reports.last_mut() {
                Some(last) if line.starts_with('\t') => *last += &format!("\n{line}"),
                _ => reports.push(line.to_owned()),
            }
        }
        reports.iter().map(|report| parsed(report, "test.go")).collect()
    }

    /// Stdout and stderr.
    fn output(&self, args: &[&str]) -> String {
        let mut command = Command::new(&self.go);
        command.args(args).current_dir(&self.folder).env("GOTOOLCHAIN", "local");
        let output = command.output().expect("the go command runs");
        let bytes = [output.stdout, output.stderr].concat();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
