//! How one program went.

use std::fs::File;
use std::io::{Read, Seek};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::exceptions::{Why, exception};
use crate::programs::{Program, is_std};

/// A program that takes longer is not waited for.
const POLLS_MAX: u32 = 24_000;
const POLL: Duration = Duration::from_millis(5);

/// How a program went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what the test expects.
    Pass,
    /// It needs what Gopark says that it lacks.
    Lacks(String),
    /// It is known not to do what the test expects, for a reason.
    Excepted(&'static str),
    /// It did something else, which is this.
    Wrong(String),
}

/// Runs a program.
pub fn of(program: &Program, worker: usize) -> Outcome {
    let exception = exception(&program.name);
    if let Some(Why::Slow) = exception {
        return Outcome::Excepted("takes too long to wait for it here");
    }
    let Some((status, output)) = run(program, worker) else {
        return Outcome::Wrong("it was not waited for any longer".into());
    };
    let code = status.code().unwrap_or(-1);
    let is_expected = code == 0 && output == program.expected;
    let text = String::from_utf8_lossy(&output);
    match exception {
        Some(_) if is_expected => Outcome::Wrong("it passes: it is no exception any more".into()),
        Some(Why::RealGo { shows, .. }) if !shown(&text, code).ends_with(shows) => {
            Outcome::Wrong(format!("{}-- but real Go ends with\n{shows}", shown(&text, code)))
        }
        Some(Why::RealGo { reason, .. } | Why::Ours(reason)) => Outcome::Excepted(reason),
        _ if is_expected => Outcome::Pass,
        _ => match lacks(&text).filter(|_| code == 1) {
            Some(what) => Outcome::Lacks(what),
            None => Outcome::Wrong(shown(&text, code)),
        },
    }
}

/// Exit status and what was written to stdout and stderr; None: not within the time.
#[expect(clippy::disallowed_methods, reason = "a real process is waited for")]
fn run(program: &Program, worker: usize) -> Option<(ExitStatus, Vec<u8>)> {
    let path = std::env::temp_dir().join(format!("gopark-go-tests-{}-{worker}", std::process::id()));
    let mut file =
        File::options().read(true).append(true).create_new(true).open(&path).expect("a file for the output");
    std::fs::remove_file(&path).expect("the file is ours");
    let both = || Stdio::from(file.try_clone().expect("one more handle"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_gopark"))
        .arg("run")
        .arg(&program.path)
        .args(["--memory-limit", "2000"])
        .stdout(both())
        .stderr(both())
        .spawn()
        .expect("the command that was just built runs");
    for _ in 0..POLLS_MAX {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            let mut output = Vec::new();
            file.rewind().and_then(|()| file.read_to_end(&mut output)).expect("readable");
            return Some((status, output));
        }
        std::thread::sleep(POLL);
    }
    child.kill().and_then(|()| child.wait()).expect("it can be ended");
    None
}

/// The end of what was written, up to the first stack, and the exit code.
fn shown(text: &str, code: i32) -> String {
    let text = text.split("\n\ngoroutine ").next().unwrap_or_default();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("[signal ")).collect();
    let last = lines.len().saturating_sub(40);
    let mut shown: String = lines[last..].iter().flat_map(|line| [line, "\n"]).collect();
    if code != 0 {
        shown.push_str(&format!("-- exit {code} --\n"));
    }
    shown
}

/// What Gopark says that it lacks, without the place.
fn lacks(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let (_, message) = line.split_once(".go:")?.1.split_once(": ")?;
        if let Some(what) = message.strip_suffix(" is not available in Gopark") {
            return Some(what.into());
        }
        let member = message.strip_prefix("undefined: ").and_then(|member| member.split_once('.'));
        if let Some((package, name)) = member.filter(|(package, _)| is_std(package)) {
            return Some(format!("{package}.{name}"));
        }
        if message.contains("too large for Gopark") {
            return Some("values beyond Gopark's limits".into());
        }
        if message == "syntax error: nested too deeply" {
            return Some("deeper nesting".into());
        }
        let (what, _) = message.split_once(" is not supported by Gopark")?;
        Some(what.into())
    })
}
