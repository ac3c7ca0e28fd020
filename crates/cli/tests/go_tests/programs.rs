//! Which of Go's test programs are run.

use std::fs;
use std::path::{Path, PathBuf};

/// Packages that a program of class "light" may import.
const LIGHT: [&str; 8] = ["runtime", "time", "sync", "sync/atomic", "os", "errors", "strings", "strconv"];
/// Packages that a program of class "fmt" may import besides.
const FMT: [&str; 6] = ["fmt", "sort", "math", "bytes", "io", "context"];

/// What the imports of a program say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It imports nothing.
    None,
    /// Only packages of [`LIGHT`].
    Light,
    /// Those and packages of [`FMT`].
    Fmt,
}

impl Class {
    /// As it stands in `go_tests.txt`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Light => "light",
            Self::Fmt => "fmt",
        }
    }
}

/// A test that consists of one file.
pub struct Program {
    /// Where it is.
    pub path: PathBuf,
    /// Its path in the folder of tests.
    pub name: String,
    pub class: Class,
    /// What it must write, to stdout and stderr together.
    pub expected: Vec<u8>,
}

/// All that begin with `// run` and import nothing else than the classes do, by name.
pub fn all(root: &Path) -> Vec<Program> {
    let mut programs = Vec::new();
    visit(root, root, &mut programs);
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    programs
}

/// Whether a name in a program is that of a package that programs here may import.
pub fn is_std(name: &str) -> bool {
    LIGHT.iter().chain(&FMT).any(|path| path.rsplit('/').next() == Some(name))
}

fn visit(root: &Path, dir: &Path, programs: &mut Vec<Program>) {
    let entries = fs::read_dir(dir).unwrap_or_else(|why| panic!("{}: {why}", dir.display()));
    for entry in entries {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            visit(root, &path, programs);
        } else if path.extension().is_some_and(|e| e == "go") {
            programs.extend(program(root, path));
        }
    }
}

fn program(root: &Path, path: PathBuf) -> Option<Program> {
    let bytes = fs::read(&path).expect("readable");
    let text = String::from_utf8_lossy(&bytes);
    if text.lines().next()?.trim_end() != "// run" {
        return None;
    }
    let class = class(&text)?;
    let expected = fs::read(path.with_extension("out")).unwrap_or_default();
    let name = path.strip_prefix(root).expect("in the folder").to_string_lossy().into_owned();
    Some(Program { path, name, class, expected })
}

/// The class of a program; None: it imports more than is run here.
fn class(text: &str) -> Option<Class> {
    let mut class = Class::None;
    let mut is_list = false;
    for line in text.lines().map(str::trim) {
        let spec = match line.strip_prefix("import") {
            Some(rest) if rest.trim_start().starts_with('(') => {
                is_list = true;
                continue;
            }
            Some(rest) => rest,
            None if is_list && line.starts_with(')') => {
                is_list = false;
                continue;
            }
            None if is_list => line,
            None => continue,
        };
        let Some(path) = spec.split('"').nth(1) else { continue };
        let needs = if LIGHT.contains(&path) {
            Class::Light
        } else if FMT.contains(&path) {
            Class::Fmt
        } else {
            return None;
        };
        class = class.max(needs);
    }
    Some(class)
}
