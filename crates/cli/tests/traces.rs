//! What `gopark run --trace` writes is a trace: Go's own validating reader accepts it without a word, and ours finds in
//! it what happened in the run.
//!
//! Needs `GOPARK_GO`, the real `go` command, and `GOPARK_GO_TEST`, the test folder of a Go source tree; `cargo xtask
//! test` sets both.

#[path = "traces/fold.rs"]
mod fold;
#[path = "traces/forever.rs"]
mod forever;
#[path = "traces/programs.rs"]
mod programs;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use programs::Program;

/// Processors that every program is run with.
const PROCS: [u32; 4] = [1, 2, 4, 16];
/// As many programs run at once.
const AT_ONCE: usize = 2;

#[test]
fn gos_validating_reader_accepts_every_trace() {
    let reader = gos_reader();
    let runs: Vec<(Program, u32)> =
        programs::all().into_iter().flat_map(|program| PROCS.map(|procs| (program.clone(), procs))).collect();
    assert!(runs.len() > 4 * 120, "only {} runs", runs.len());
    let next = AtomicUsize::new(0);
    let worker = |worker| {
        let mut wrong = Vec::new();
        while let Some((program, procs)) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let trace = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("traces-{worker}.trace"));
            if let Err(what) = check(&reader, program, *procs, &trace) {
                wrong.push(format!("{} with {procs} processors: {what}", program.path.display()));
            }
        }
        wrong
    };
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE).map(|i| scope.spawn(move || worker(i))).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no worker panicked")).collect()
    });
    assert!(wrong.is_empty(), "{} of {} traces\n{}", wrong.len(), runs.len(), wrong.join("\n"));
}

/// `go tool trace`, which prints what `internal/trace` reads.
fn gos_reader() -> PathBuf {
    let go = std::env::var("GOPARK_GO").expect("GOPARK_GO is not set: run `cargo xtask test native`");
    let output = Command::new(go)
        .args(["tool", "-n", "trace"])
        .env("GOTOOLCHAIN", "local")
        .output()
        .expect("go starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    PathBuf::from(String::from_utf8_lossy(&output.stdout).trim())
}

fn check(reader: &Path, program: &Program, procs: u32, trace: &Path) -> Result<(), String> {
    let _ = std::fs::remove_file(trace);
    let run = Command::new(env!("CARGO_BIN_EXE_gopark"))
        .arg("run")
        .arg(&program.path)
        .args(["--procs", &procs.to_string(), "--until", program.until, "--trace"])
        .arg(trace)
        .output()
        .expect("gopark starts");
    let told = String::from_utf8_lossy(&run.stderr);
    if told.contains("Gopark contradicts itself") {
        return Err(told.into_owned());
    }
    if !trace.exists() {
        return if program.is_ours { Err(format!("no trace: {told}")) } else { Ok(()) };
    }
    let read = Command::new(reader)
        .arg("-d=parsed")
        .arg(trace)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .expect("the reader starts");
    if read.status.success() && read.stderr.is_empty() {
        return Ok(());
    }
    Err(format!("{}: {}", read.status, String::from_utf8_lossy(&read.stderr)))
}

#[test]
fn our_reader_finds_the_states_of_the_run() {
    let programs = programs::ours();
    for (i, program) in programs.iter().enumerate() {
        fold::compare(program, PROCS[i % PROCS.len()]);
    }
}

/// A program that traces itself from its second goroutine on, twice, and writes the second trace to stdout.
const TRACES_ITSELF: &str = r#"package main

import (
	"bytes"
	"context"
	"os"
	"runtime/trace"
)

func main() {
	work(nil)
	var first, second bytes.Buffer
	trace.Start(&first)
	if trace.Start(&second) == nil || !trace.IsEnabled() {
		panic("started twice")
	}
	work(nil)
	trace.Stop()
	trace.Start(&second)
	ctx, task := trace.NewTask(context.Background(), "order")
	trace.WithRegion(ctx, "prepare", func() { work(ctx) })
	task.End()
	trace.Stop()
	if first.Len() == 0 {
		panic("nothing was traced")
	}
	os.Stdout.Write(second.Bytes())
}

func work(ctx context.Context) {
	c := make(chan int)
	for range 3 {
		go func() {
			if ctx != nil {
				trace.Logf(ctx, "note", "by %s", "a goroutine")
			}
			c <- 1
		}()
	}
	for range 3 {
		<-c
	}
}
"#;

#[test]
fn a_program_can_trace_itself() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, trace) = (dir.join("itself.go"), dir.join("itself.trace"));
    std::fs::write(&source, TRACES_ITSELF).expect("the program is written");
    let run =
        Command::new(env!("CARGO_BIN_EXE_gopark")).arg("run").arg(&source).output().expect("gopark starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    std::fs::write(&trace, run.stdout).expect("the trace is written");
    let read = Command::new(gos_reader()).arg("-d=parsed").arg(&trace).output().expect("the reader starts");
    let text = String::from_utf8_lossy(&read.stdout);
    assert!(read.status.success() && read.stderr.is_empty(), "{}", String::from_utf8_lossy(&read.stderr));
    for what in [
        "TaskBegin",
        "Type=\"order\"",
        "RegionBegin",
        "Type=\"prepare\"",
        "TaskEnd",
        "Message=\"by a goroutine\"",
    ] {
        assert!(text.contains(what), "{what} in\n{text}");
    }
    assert!(text.contains("main.work.func1"), "stacks in\n{text}");
}
