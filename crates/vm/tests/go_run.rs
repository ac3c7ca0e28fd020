//! The programs of `test_data/go` in real Go: what is expected of ours is what real Go shows.
//!
//! Needs `GOPARK_GO`, the path of a `go` command. With `UPDATE_EXPECT=1` it writes the expected texts.

#[path = "suite/fixtures.rs"]
mod fixtures;

use std::fs;
use std::path::Path;
use std::process::Command;

fn run(go: &str, fixture: &fixtures::Fixture, dir: &Path) -> String {
    let binary = dir.join(&fixture.name);
    let how: &[&str] = if fixture.is_test { &["test", "-c"] } else { &["build"] };
    let built = Command::new(go).args(how).arg("-o").arg(&binary).arg(&fixture.path).output();
    let built = built.unwrap_or_else(|why| panic!("GOPARK_GO={go} cannot be run: {why}"));
    if !built.status.success() {
        return String::from_utf8_lossy(&built.stderr).into_owned();
    }
    let mut command = Command::new(&binary);
    if fixture.is_test {
        command.arg("-test.v");
    }
    if fixture.is_one_proc {
        command.env("GOMAXPROCS", "1");
    }
    let ran = command.output().expect("the program that was just built runs");
    fixtures::shown(&ran.stdout, &ran.stderr, ran.status.code().unwrap_or(-1))
}

#[test]
fn expected_texts_are_what_real_go_shows() {
    let go =
        std::env::var("GOPARK_GO").expect("GOPARK_GO must name a go command, such as the one xtask installs");
    let dir = tempdir();
    let only = std::env::var("GOPARK_ONLY").unwrap_or_default();
    let fixtures = fixtures::fixtures(fixtures::IN_GO);
    for fixture in fixtures.into_iter().filter(|fixture| fixture.name.contains(&only)) {
        let actual = run(&go, &fixture, &dir);
        let expected = fixture.path.with_extension("out");
        if std::env::var("UPDATE_EXPECT").is_ok() {
            fs::write(&expected, &actual).expect("writable");
        }
        assert_eq!(fs::read_to_string(&expected).unwrap_or_default(), actual, "{}", fixture.name);
    }
    fs::remove_dir_all(&dir).expect("removable");
}

fn tempdir() -> std::path::PathBuf {
    let dir = std::env::temp_dir().join(format!("gopark-go-run-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("writable");
    dir
}
