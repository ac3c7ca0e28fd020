//! What Go's compiler says about a file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The compiler, with the packages that the files import.
pub struct Compiler {
    /// The program itself: starting it through the go command takes twice as long.
    compile: String,
    folder: PathBuf,
}

impl Compiler {
    /// Builds what the texts import. Files are put in a folder of that name.
    pub fn new<'a>(go: &str, name: &str, texts: impl Iterator<Item = &'a str>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("the folder can be made");
        let go = |args: &[&str]| output(go, args, &folder);
        let known = go(&["list", "std"]);
        let known: BTreeSet<&str> = known.lines().collect();
        let quoted = texts.flat_map(|text| text.split('"').skip(1).step_by(2));
        let imported = quoted.filter(|path| known.contains(path)).collect::<BTreeSet<&str>>();
        let mut args =
            vec!["list", "-export", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}"];
        args.extend(imported);
        fs::write(folder.join("packages"), go(&args)).expect("the list can be written");
        let compile = go(&["tool", "-n", "compile"]).trim().to_owned();
        Self { compile, folder }
    }

    /// Its reports, each with the lines that belong to it.
    pub fn reports(&self, text: &str) -> Vec<String> {
        fs::write(self.folder.join("a.go"), text).expect("the file can be written");
        let package = text.lines().find_map(|line| line.strip_prefix("package "));
        let package = package.and_then(|rest| rest.split_whitespace().next()).unwrap_or("p");
        let args = ["-e", "-complete", "-p", package, "-importcfg", "packages", "-o", "a.o", "a.go"];
        let said = output(&self.compile, &args, &self.folder);
        // What makes code knows where the file is.
        let said = said.replace(&format!("{}/a.go:", self.folder.display()), "a.go:");
        let mut reports: Vec<String> = Vec::new();
        for line in said.lines() {
            match reports.last_mut() {
                Some(last) if line.starts_with('\t') => *last += &format!("\n{line}"),
                _ => reports.push(line.to_owned()),
            }
        }
        reports.dedup();
        reports
    }
}

/// Stdout and stderr.
fn output(program: &str, args: &[&str], folder: &Path) -> String {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder).env("GOTOOLCHAIN", "local");
    let output = command.output().expect("the program runs");
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}
