//! Every program of every lesson beside the real Go: accepted by `go vet`, and the same output and exit code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use gopark_lessons::{BUNDLE, Lesson, Program};

/// How often the real Go may try.
const ATTEMPTS: u32 = 8;
/// What would take real Go hours, in milliseconds instead of seconds.
const HURRIED: [(&str, &[(&str, &str)]); 1] = [(
    "http-leak",
    &[
        ("4 * time.Second //gopark:param 1s", "4 * time.Millisecond //gopark:param 1ms"),
        ("Timeout: time.Second", "Timeout: 20 * time.Millisecond"),
        ("requests <= 3000", "requests <= 200"),
    ],
)];

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
/// does. All of standard output counts, and of standard error the first line and what is fatal: the rest are addresses, paths
/// and the runtime's own frames.
fn compare(go: &str, lesson: &Lesson, program: Program) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lessons").join(lesson.slug);
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../lessons")
        .join(lesson.slug)
        .join(format!("{}.go", program.name));
    done(Command::new(go).arg("vet").arg(&file))?;
    let file = hurried(lesson, program, &folder)?.unwrap_or(file);
    let is_test = program.text.contains("\t\"testing\"\n");
    let mut real = real(go, program, &file, &folder, is_test)?;
    real.env("GOMAXPROCS", lesson.setup.procs.to_string());
    let ours = run(Command::new(env!("CARGO_BIN_EXE_gopark"))
        .arg("run")
        .arg(&file)
        .args(["--procs", &lesson.setup.procs.to_string()])
        .args(["--memory-limit", &(lesson.setup.memory_limit_bytes >> 20).to_string()]))?;
    let all = |output: &Output| {
        let [stdout, stderr] =
            [&output.stdout, &output.stderr].map(|bytes| shown(lesson.slug, is_test, bytes));
        let lines = stderr.lines().enumerate();
        let said = lines.filter(|(at, line)| *at == 0 || line.starts_with("fatal error: "));
        let said: String = said.map(|(_, line)| format!("{line}\n")).collect();
        format!("{stdout}{said}{:?}\n", output.status.code())
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

/// The file of a program that is hurried on.
fn hurried(lesson: &Lesson, program: Program, folder: &Path) -> Result<Option<PathBuf>, String> {
    let Some((_, changes)) = HURRIED.iter().find(|(slug, _)| *slug == lesson.slug) else { return Ok(None) };
    let mut text = program.text.to_owned();
    for (from, to) in *changes {
        assert!(text.contains(from), "{}/{} has no {from:?}", lesson.slug, program.name);
        text = text.replace(from, to);
    }
    let file = folder.join(format!("{}.go", program.name));
    fs::write(&file, text).map_err(|error| error.to_string())?;
    Ok(Some(file))
}

/// The program as the real Go builds it.
fn real(go: &str, program: Program, file: &Path, folder: &Path, is_test: bool) -> Result<Command, String> {
    let binary = folder.join(program.name);
    let mut build = Command::new(go);
    if is_test {
        let copy: PathBuf = folder.join(format!("{}_test.go", program.name));
        fs::write(&copy, program.text).map_err(|error| error.to_string())?;
        build.args(["test", "-c", "-o"]).arg(&binary).arg(copy);
    } else {
        build.args(["build", "-o"]).arg(&binary).arg(file);
    }
    done(&mut build)?;
    let mut command = Command::new(binary);
    if is_test {
        command.arg("-test.v");
    }
    Ok(command)
}

/// Runs a command that must succeed.
fn done(command: &mut Command) -> Result<(), String> {
    let output = run(command)?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

fn run(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|error| error.to_string())
}

/// What of an output no two runs of the real Go do differently.
fn shown(slug: &str, is_test: bool, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    match slug {
        // Connections that are just being given up may be counted or not.
        "http-leak" => {
            text.lines().map(|line| line[..line.len().saturating_sub(1)].to_owned() + "\n").collect()
        }
        "detect" => stacks(&text),
        // They print how long something took.
        "monitoring" => without_numbers(&text),
        // The real Go runs a test from a file of another name.
        _ if is_test => without_numbers(&text.replace("main_test.go", "main.go")),
        _ => text,
    }
}

/// A text with a dump of goroutines in it, without their numbers, arguments, folders and addresses; equal stacks follow
/// each other in any order anyway.
fn stacks(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = match (line.strip_prefix("goroutine "), line.rsplit_once('/')) {
            (Some(rest), _) => rest.trim_start_matches(|c: char| c.is_ascii_digit()),
            (_, Some((_, place))) if line.starts_with('\t') => place.split(' ').next().unwrap_or_default(),
            _ if line.ends_with(')') => line.rsplit_once('(').unwrap_or_default().0,
            _ => line,
        };
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// A text in which each number is `#`, and the room around it one blank.
fn without_numbers(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let c = if c.is_ascii_digit() || c == '.' { '#' } else { c };
        if !((c == '#' || c == ' ') && out.ends_with(c)) {
            out.push(c);
        }
    }
    out.replace("# ", "#").replace(" #", "#").replace("#ms", "#").replace("#µs", "#").replace("#s", "#")
}
