//! The programs of `test_data` in real Go: what is expected of ours is what real Go shows.
//!
//! Needs `GOPARK_GO`, the path of a `go` command. With `UPDATE_EXPECT=1` it writes the expected texts. What real Go showed
//! is kept, so that only programs that changed are built and run again.

#[path = "suite/fixtures.rs"]
mod fixtures;
#[path = "suite/stacks.rs"]
mod stacks;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use fixtures::{Fixture, IN_GO, fixtures};

/// Programs that are compared at least.
const PROGRAMS_MIN: usize = 150;
/// Programs with sleeps are run so often, since a busy machine can be too late for them.
const RUNS_MAX: usize = 3;

#[test]
fn expected_texts_are_what_real_go_shows() {
    let go =
        std::env::var("GOPARK_GO").expect("GOPARK_GO must name a go command, such as the one xtask installs");
    let only = std::env::var("GOPARK_ONLY").unwrap_or_default();
    let mut fixtures = fixtures(IN_GO);
    assert!(fixtures.len() >= PROGRAMS_MIN, "only {} programs", fixtures.len());
    fixtures.retain(|fixture| fixture.name.contains(&only));
    let new: Vec<&Fixture> = fixtures.iter().filter(|fixture| !kept(&go, fixture).exists()).collect();
    if !new.is_empty() {
        let dir = std::env::temp_dir().join(format!("gopark-go-run-{}", std::process::id()));
        build(&go, &new, &dir);
        for fixture in new {
            let expected = fs::read_to_string(fixture.path.with_extension("out")).unwrap_or_default();
            let shown = (0..RUNS_MAX).map(|_| run(fixture, &dir));
            // The last one stands, whatever it shows.
            let shown = shown.enumerate().find(|(i, shown)| *shown == expected || i + 1 == RUNS_MAX);
            fs::write(kept(&go, fixture), shown.expect("it was run").1).expect("writable");
        }
        fs::remove_dir_all(&dir).expect("removable");
    }
    for fixture in &fixtures {
        let actual = fs::read_to_string(kept(&go, fixture)).expect("it was just written");
        let expected = fixture.path.with_extension("out");
        if std::env::var("UPDATE_EXPECT").is_ok() {
            fs::write(&expected, &actual).expect("writable");
        }
        assert_eq!(fs::read_to_string(&expected).unwrap_or_default(), actual, "{}", fixture.name);
    }
}

/// Where it is kept what real Go showed of a program: the name says what of.
fn kept(go: &str, fixture: &Fixture) -> PathBuf {
    let mut hash = DefaultHasher::new();
    let program = fs::read(&fixture.path).expect("readable");
    (go, program, include_str!("suite/fixtures.rs"), include_str!("suite/stacks.rs")).hash(&mut hash);
    let name = format!("go-{}-{:016x}.txt", folder(fixture), hash.finish());
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A name of its own: some programs of different folders have the same.
fn folder(fixture: &Fixture) -> String {
    let parent = fixture.path.parent().and_then(Path::file_name).unwrap_or_default();
    format!("{}-{}", parent.to_string_lossy(), fixture.name)
}

/// Builds programs, all of them with one command; files of tests one by one.
fn build(go: &str, fixtures: &[&Fixture], dir: &Path) {
    fs::create_dir_all(dir.join("bin")).expect("writable");
    fs::write(dir.join("go.mod"), "module programs\n\ngo 1.27\n").expect("writable");
    for fixture in fixtures.iter().filter(|fixture| !fixture.is_test) {
        let package = dir.join(folder(fixture));
        fs::create_dir_all(&package).expect("writable");
        fs::copy(&fixture.path, package.join("main.go")).expect("writable");
    }
    let mut commands = Vec::new();
    if fixtures.iter().any(|fixture| !fixture.is_test) {
        let mut command = Command::new(go);
        command.args(["build", "-o"]).arg(dir.join("bin/")).arg("./...");
        commands.push(command);
    }
    for fixture in fixtures.iter().filter(|fixture| fixture.is_test) {
        let mut command = Command::new(go);
        command.args(["test", "-c", "-o"]).arg(dir.join("bin").join(folder(fixture))).arg(&fixture.path);
        commands.push(command);
    }
    for mut command in commands {
        let built = command.current_dir(dir).env("GOWORK", "off").output();
        let built = built.unwrap_or_else(|why| panic!("GOPARK_GO={go} cannot be run: {why}"));
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    }
}

fn run(fixture: &Fixture, dir: &Path) -> String {
    let mut command = Command::new(dir.join("bin").join(folder(fixture)));
    if fixture.is_test {
        command.arg("-test.v");
    }
    if fixture.is_one_proc {
        command.env("GOMAXPROCS", "1");
    }
    let ran = command.output().expect("the program that was just built runs");
    fixture.shown(&ran.stdout, &ran.stderr, ran.status.code().unwrap_or(-1))
}
