//! The texts beside the wrong programs are, to the letter, what Go's own compiler says. Needs the environment variable
//! `GOPARK_GO`, the path of Go's `go` command, and says so where it is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect_file;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data/errors");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    files
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Builds all programs at once, each a package of its own, and gives what the compiler says about each.
fn compile(go: &str, files: &[PathBuf]) -> Vec<String> {
    let folder = std::env::temp_dir().join(format!("gopark-go-errors-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("go.mod"), "module cases\n\ngo 1.27\n").unwrap();
    for file in files {
        let package = folder.join(stem(file));
        fs::create_dir_all(&package).unwrap();
        fs::copy(file, package.join(file.file_name().unwrap())).unwrap();
    }
    let output = Command::new(go)
        .args(["build", "-gcflags=-e", "./..."])
        .env("GOFLAGS", "-mod=mod")
        .env("GOTOOLCHAIN", "local")
        .current_dir(&folder)
        .output()
        .expect("the go command runs");
    fs::remove_dir_all(&folder).unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    let section = |file: &PathBuf| {
        let (stem, name) = (stem(file), file.file_name().unwrap().to_string_lossy());
        let start = text.find(&format!("# cases/{stem}\n"));
        let lines = start.map_or("", |start| &text[start..]).lines().skip(1);
        let own: String =
            lines.take_while(|line| !line.starts_with("# ")).map(|line| format!("{line}\n")).collect();
        own.replace(&format!("{stem}/{name}"), &name)
    };
    files.iter().map(section).collect()
}

#[test]
fn go_says_the_same() {
    let go = std::env::var("GOPARK_GO").expect(
        "GOPARK_GO must be the path of Go's go command; `cargo xtask test` installs it and sets this",
    );
    let files = cases();
    for (file, said) in files.iter().zip(compile(&go, &files)) {
        expect_file![file.with_extension("txt")].assert_eq(&said);
    }
}
