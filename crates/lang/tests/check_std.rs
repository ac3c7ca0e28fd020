//! Our own standard packages are right programs.

use std::fs;
use std::path::{Path, PathBuf};

use gopark_lang::arena::Arena;
use gopark_lang::check::check_program;
use gopark_lang::diag::render_all;
use gopark_lang::source::SourceFile;

fn std_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/std")
}

fn std_package(path: &str) -> Option<Vec<(String, String)>> {
    let folder = std_root().join(path);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    let root = std_root();
    let name = |file: &Path| file.strip_prefix(&root).unwrap().display().to_string();
    Some(files.into_iter().map(|file| (name(&file), fs::read_to_string(&file).unwrap())).collect())
}

fn packages(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            packages(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "go") {
            let package = path.parent().unwrap().strip_prefix(std_root()).unwrap().display().to_string();
            if !found.contains(&package) {
                found.push(package);
            }
        }
    }
}

#[test]
fn standard_packages_have_no_errors() {
    let mut found = Vec::new();
    packages(&std_root(), &mut found);
    found.sort();
    assert!(found.iter().any(|package| package == "fmt"));
    // Internal packages come along with those that use them.
    let public = found.iter().filter(|package| !package.split('/').any(|part| part == "internal"));
    let imports: String = public.map(|package| format!("import _ {package:?}\n")).collect();
    let main = SourceFile::new("main.go", format!("package main\n{imports}func main() {{}}\n"));
    let arena = Arena::new();
    let checked = check_program(vec![main], &mut std_package, &arena);
    assert_eq!(render_all(&checked.diagnostics, &checked.sources), "");
    assert_eq!(checked.packages.len(), found.len() + 1);
}
