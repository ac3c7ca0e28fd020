//! What Go has and Gopark has not is said so, at its place.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gopark_lang::arena::Arena;
use gopark_lang::ast::{DeclKind, File, Ident};
use gopark_lang::compile;
use gopark_lang::parser::parse_file;
use gopark_lang::source::{FileId, SourceFile};

#[track_caller]
fn assert_said(text: &str, expected: &str) {
    let compiled = compile(SourceFile::new("a.go", format!("package main\n\n{text}\n")), &mut std_package);
    let said = compiled.diagnostics.iter().map(|it| {
        let position = compiled.sources.position(it.span);
        format!("{position}: {}", it.message)
    });
    assert_eq!(said.collect::<Vec<_>>(), [expected]);
}

#[test]
fn packages_are_not_available() {
    assert_said(
        "import _ \"plugin\"\n\nfunc main() {}",
        "a.go:3:10: package plugin is not available in Gopark",
    );
    assert_said("import _ \"C\"\n\nfunc main() {}", "a.go:3:10: cgo is not available in Gopark");
}

#[test]
fn what_would_look_into_memory_is_not_available() {
    let slice = "import \"unsafe\"\n\nfunc main() { _ = unsafe.Slice(new(int), 1) }";
    assert_said(slice, "a.go:5:26: unsafe.Slice is not available in Gopark");
    let typo = "import \"unsafe\"\n\nfunc main() { _ = unsafe.Slide(new(int), 1) }";
    assert_said(typo, "a.go:5:26: undefined: unsafe.Slide");
}

#[test]
fn what_packages_lack_is_not_available() {
    let text = "import \"os\"\n\nfunc main() {\n\tos.Stat(\"x\")\n}";
    assert_said(text, "a.go:6:5: os.Stat is not available in Gopark");
    let typo = "import \"os\"\n\nfunc main() {\n\tos.Stats(\"x\")\n}";
    assert_said(typo, "a.go:6:5: undefined: os.Stats");
}

/// In a generic function it depends on the type arguments, so it is said where code is made of the instance.
#[test]
fn structs_are_not_printed_in_generic_functions_either() {
    let show = "type point struct{ x int }\n\nfunc show[T any](t T) { println(1, t) }\n\n";
    let text = format!("{show}func main() {{ show(2); show(point{{}}) }}");
    assert_said(&text, "a.go:5:36: illegal types for operand: println\n\tpoint");
}

fn std_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/std")
}

fn std_package(path: &str) -> Option<Vec<(String, String)>> {
    let entries = fs::read_dir(std_root().join(path)).ok()?;
    let files = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    Some(files.map(|file| (file.display().to_string(), fs::read_to_string(&file).unwrap())).collect())
}

/// The names that Go files declare for others, and those that they say are lacking.
#[derive(Default)]
struct Names {
    declared: BTreeSet<String>,
    lacking: BTreeSet<String>,
}

impl Names {
    fn of(files: impl Iterator<Item = PathBuf>) -> Names {
        let mut names = Names::default();
        for path in files {
            let source = SourceFile::from_bytes("", &fs::read(&path).unwrap());
            names.add(&parse_file(FileId(0), &source, 0, &Arena::new()).file);
        }
        names.declared.retain(|name| name.starts_with(|ch: char| ch.is_ascii_uppercase()));
        names
    }

    fn add(&mut self, file: &File) {
        let mut declare = |names: &[Ident]| {
            self.declared.extend(names.iter().map(|ident| ident.name.to_string()));
        };
        for decl in file.decls {
            match &decl.kind {
                DeclKind::Func(func) if func.receiver.is_none() => declare(&[func.name]),
                DeclKind::Type(specs) => specs.iter().for_each(|spec| declare(&[spec.name])),
                DeclKind::Const(specs) => specs.iter().for_each(|spec| declare(spec.names)),
                DeclKind::Var(specs) => specs.iter().for_each(|spec| declare(spec.names)),
                _ => {}
            }
        }
        let lists = file.directives.iter().filter_map(|directive| directive.argument("gopark:lacks"));
        self.lacking.extend(lists.flat_map(str::split_whitespace).map(str::to_string));
    }
}

/// Import paths of our public packages, and the files of Go's packages of these paths.
fn packages() -> Vec<(String, Vec<PathBuf>)> {
    let go = std::env::var("GOPARK_GO")
        .expect("GOPARK_GO must be the path of Go's go command; `cargo xtask test` sets it");
    let format = "{{.ImportPath}}{{range .GoFiles}}\t{{$.Dir}}/{{.}}{{end}}";
    let output = Command::new(go).args(["list", "-f", format, "std"]).env("GOTOOLCHAIN", "local").output();
    let text = String::from_utf8(output.expect("the go command runs").stdout).unwrap();
    let all = text.lines().map(|line| {
        let mut fields = line.split('\t');
        (fields.next().unwrap().to_string(), fields.map(PathBuf::from).collect())
    });
    let is_public = |path: &str| !path.split('/').any(|part| part == "internal");
    all.filter(|(path, _)| is_public(path) && std_package(path).is_some_and(|files| !files.is_empty()))
        .collect()
}

#[test]
fn packages_say_what_they_lack() {
    let packages = packages();
    assert!(packages.len() > 40, "{} packages", packages.len());
    let mut complaints = String::new();
    for (path, theirs) in packages {
        let files = fs::read_dir(std_root().join(&path)).unwrap().map(|entry| entry.unwrap().path());
        let (ours, theirs) = (Names::of(files.filter(|path| path.is_file())), Names::of(theirs.into_iter()));
        let lacking: BTreeSet<String> = theirs.declared.difference(&ours.declared).cloned().collect();
        // Nobody calls the kernel here, and there are hundreds of scripts.
        let is_part_enough = matches!(path.as_str(), "syscall" | "unicode");
        if lacking != ours.lacking && !(is_part_enough && ours.lacking.is_subset(&lacking)) {
            complaints += &format!("{path} {}\n", Vec::from_iter(lacking).join(" "));
        }
    }
    assert!(complaints.is_empty(), "these packages lack\n{complaints}");
}
