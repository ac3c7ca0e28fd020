//! Every program of every lesson beside the real Go: accepted by `go vet`, and the same output and exit code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use gopark_lessons::{BUNDLE, Lesson, Program};

/// Lessons whose programs print how long something took, which no two runs of the real Go do alike.
const NUMBERS_VARY: [&str; 1] = ["monitoring"];
/// How often the real Go may try.
const ATTEMPTS: u32 = 8;
/// Lessons that real Go would take hours for, or ends with a dump of its own frames: `go vet` must do.
const NOT_RUN: [&str; 2] = ["detect", "http-leak"];

#[test]
fn programs_do_what_real_go_does() {
    let go = std::env::var("GOPARK_GO").expect("GOPARK_GO is not set: run `cargo xtask test native`");
    let mut faults = Vec::new();
    for lesson in gopark_lessons::install(BUNDLE) {
        for program in &lesson.programs {
            if let Err(fault) = compare(&go, lesson, *program) {
                faults.push(format!("{}/{}: {fault}", lesson.slug, program.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Ours is always the same; the real one depends on how busy the machine is, so it may try more than once to do what ours
/// does. All of standard output counts, and of standard error the first line: what follows are addresses, paths and the
/// runtime's own frames.
fn compare(go: &str, lesson: &Lesson, program: Program) -> Result<(), String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../lessons")
        .join(lesson.slug)
        .join(format!("{}.go", program.name));
    let is_test = program.text.contains("\t\"testing\"\n");
    let Some(mut real) = real(go, lesson, program, &file, is_test)? else { return Ok(()) };
    let ours = run(Command::new(env!("CARGO_BIN_EXE_gopark"))
        .arg("run")
        .arg(&file)
        .args(["--procs", &lesson.setup.procs.to_string()])
        .args(["--memory-limit", &(lesson.setup.memory_limit_bytes >> 20).to_string()]))?;
    let vary = NUMBERS_VARY.contains(&lesson.slug) || is_test;
    let all = |output: &Output| {
        let stderr = shown(&output.stderr, vary);
        let first = stderr.lines().next().unwrap_or_default();
        format!("{}{first}\n{:?}\n", shown(&output.stdout, vary), output.status.code())
    };
    let mine = all(&ours);
    let mut theirs = String::new();
    for _ in 0..ATTEMPTS {
        theirs = all(&run(&mut real)?);
        if mine == theirs {
            return Ok(());
        }
    }
    Err(format!("\nours:\n{mine}real, the last of {ATTEMPTS} times:\n{theirs}"))
}

/// The program as the real Go builds it, where it is run.
fn real(
    go: &str,
    lesson: &Lesson,
    program: Program,
    file: &Path,
    is_test: bool,
) -> Result<Option<Command>, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lessons").join(lesson.slug);
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let vetted = run(Command::new(go).arg("vet").arg(file))?;
    if !vetted.status.success() {
        return Err(String::from_utf8_lossy(&vetted.stderr).into_owned());
    }
    if NOT_RUN.contains(&lesson.slug) {
        return Ok(None);
    }
    let binary = folder.join(program.name);
    let mut build = Command::new(go);
    if is_test {
        let copy: PathBuf = folder.join(format!("{}_test.go", program.name));
        fs::write(&copy, program.text).map_err(|error| error.to_string())?;
        build.args(["test", "-c", "-o"]).arg(&binary).arg(copy);
    } else {
        build.args(["build", "-o"]).arg(&binary).arg(file);
    }
    let built = run(&mut build)?;
    if !built.status.success() {
        return Err(String::from_utf8_lossy(&built.stderr).into_owned());
    }
    let mut command = Command::new(binary);
    if is_test {
        command.arg("-test.v");
    }
    command.env("GOMAXPROCS", lesson.setup.procs.to_string());
    Ok(Some(command))
}

fn run(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|error| error.to_string())
}

/// Output to compare; where numbers vary, each is `#`, and the room around it one blank.
fn shown(bytes: &[u8], vary: bool) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    if !vary {
        return text;
    }
    // The real Go runs a test from a file of another name.
    let text = text.replace("main_test.go", "main.go");
    let mut out = String::new();
    for c in text.chars() {
        let c = if c.is_ascii_digit() || c == '.' { '#' } else { c };
        if !((c == '#' || c == ' ') && out.ends_with(c)) {
            out.push(c);
        }
    }
    out.replace("# ", "#").replace(" #", "#").replace("#ms", "#").replace("#µs", "#").replace("#s", "#")
}
