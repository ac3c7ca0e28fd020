//! What `gopark run --perfetto` writes has the shape that the trace event format asks for, and tells what happened.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The entries of the file of a run.
fn entries(program: &Path, args: &[&str]) -> Vec<Value> {
    // Tests run at the same time, and each has a file of its own.
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.json", args.concat()));
    let _ = fs::remove_file(&file);
    let run = Command::new(env!("CARGO_BIN_EXE_gopark"))
        .arg("run")
        .arg(program)
        .arg("--perfetto")
        .arg(&file)
        .args(args)
        .output()
        .expect("gopark starts");
    let told = String::from_utf8_lossy(&run.stderr);
    assert!(!told.contains("contradicts itself"), "{}: {told}", program.display());
    let text = fs::read(&file).unwrap_or_else(|why| panic!("{}: {why}: {told}", program.display()));
    let json: Value = serde_json::from_slice(&text).expect("JSON");
    assert_eq!(json["displayTimeUnit"], "ns");
    json["traceEvents"].as_array().expect("a list").clone()
}

/// What is known of a track or of an arrow.
#[derive(Default)]
struct Shape {
    /// Slices that are open, and when the last thing happened, in ns.
    open: BTreeMap<(u64, u64), (Vec<String>, u64)>,
    counters: BTreeMap<String, u64>,
    arrow: Option<(u64, u64)>,
    /// How often each phase came.
    phases: BTreeMap<String, u64>,
    /// Tasks and regions that are open.
    beside: BTreeMap<(String, u64), Vec<String>>,
}

fn ns(entry: &Value) -> u64 {
    let micros = entry["ts"].as_f64().unwrap_or_else(|| panic!("no time: {entry}"));
    (micros * 1_000.0).round() as u64
}

impl Shape {
    fn of(entries: &[Value]) -> Self {
        let mut shape = Self::default();
        for entry in entries {
            shape.take(entry).unwrap_or_else(|what| panic!("{what}: {entry}"));
        }
        assert!(shape.open.values().all(|(open, _)| open.is_empty()), "slices are open at the end");
        assert!(shape.beside.values().all(Vec::is_empty), "tasks are open at the end");
        assert!(shape.arrow.is_none(), "an arrow leads nowhere");
        shape
    }

    fn take(&mut self, entry: &Value) -> Result<(), &'static str> {
        let phase = entry["ph"].as_str().ok_or("no phase")?;
        let track = (entry["pid"].as_u64().ok_or("no pid")?, entry["tid"].as_u64().ok_or("no tid")?);
        *self.phases.entry(phase.to_owned()).or_default() += 1;
        let name = entry["name"].as_str().map(str::to_owned);
        if phase == "M" {
            return entry["args"].is_object().then_some(()).ok_or("no arguments");
        }
        let at = ns(entry);
        if phase == "C" {
            let last = self.counters.entry(name.ok_or("no name")?).or_default();
            let numbers = entry["args"].as_object().is_some_and(|args| args.values().all(Value::is_u64));
            return (std::mem::replace(last, at) <= at && numbers).then_some(()).ok_or("a counter goes back");
        }
        if matches!(phase, "b" | "e") {
            let key =
                (entry["cat"].as_str().ok_or("no kind")?.to_owned(), entry["id"].as_u64().ok_or("no id")?);
            let open = self.beside.entry(key).or_default();
            if phase == "b" {
                open.push(name.ok_or("no name")?);
                return Ok(());
            }
            return (open.pop() == name).then_some(()).ok_or("it ends what did not begin last");
        }
        let (open, last) = self.open.entry(track).or_default();
        if std::mem::replace(last, at) > at {
            return Err("time goes back");
        }
        match phase {
            "B" => open.push(name.ok_or("no name")?),
            "E" => drop(open.pop().ok_or("nothing is open")?),
            "s" => {
                open.last().ok_or("it leaves from nowhere")?;
                if self.arrow.replace((entry["id"].as_u64().ok_or("no id")?, at)).is_some() {
                    return Err("the last arrow leads nowhere");
                }
            }
            "f" => {
                open.last().ok_or("it leads nowhere")?;
                let here = Some((entry["id"].as_u64().ok_or("no id")?, at));
                if self.arrow.take() != here || entry["bp"] != "e" {
                    return Err("it is no arrow's end");
                }
            }
            "i" => drop(name.filter(|_| matches!(entry["s"].as_str(), Some("t" | "g"))).ok_or("no scope")?),
            _ => return Err("a phase that nobody knows"),
        }
        Ok(())
    }
}

#[test]
fn every_run_has_the_right_shape() {
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lessons");
    let folders = fs::read_dir(lessons).expect("the lessons are there");
    let programs = folders.map(|folder| folder.expect("an entry").path().join("main.go"));
    let programs: Vec<PathBuf> = programs.filter(|program| program.is_file()).collect();
    assert!(programs.len() > 12);
    for program in programs {
        let shape = Shape::of(&entries(&program, &["--until", "20ms", "--procs", "3"]));
        assert!(shape.phases.get("C").is_some_and(|n| *n > 1), "{}", program.display());
    }
}

const TALK: &str = "package main

import (
	\"context\"
	\"os\"
	\"runtime\"
	\"runtime/trace\"
	\"time\"
)

func work(c chan int) {
	ctx, task := trace.NewTask(context.Background(), \"order\")
	trace.Log(ctx, \"note\", \"by a \\\"goroutine\\\"\")
	time.Sleep(time.Millisecond)
	c <- 1
	task.End()
}

func main() {
	c := make(chan int)
	go work(c)
	<-c
	runtime.GC()
	os.WriteFile(\"f\", []byte(\"x\"), 0o644)
	println(\"done\")
}
";

#[test]
fn it_tells_what_happened() {
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("perfetto_talk.go");
    fs::write(&program, TALK).expect("the program can be written");
    let entries = entries(&program, &["--procs", "2"]);
    let shape = Shape::of(&entries);
    assert!(shape.phases["s"] == shape.phases["f"] && shape.phases["s"] > 2, "{:?}", shape.phases);
    let said: Vec<String> = entries
        .iter()
        .filter_map(|entry| {
            let args = &entry["args"];
            let name = entry["name"].as_str()?;
            Some(format!(
                "{} {name} {}",
                entry["ph"].as_str()?,
                args["in"].as_str().or(args["name"].as_str()).unwrap_or_default()
            ))
        })
        .collect();
    for what in [
        "M thread_name P1",
        "M thread_name G1 main.main",
        "B chan receive main.main",
        "B sleep main.work",
        "B syscall main.main",
        "b order ",
        "e order ",
        "i by a \"goroutine\" ",
        "B mark ",
        "B GC mark termination ",
        "i writes to stderr ",
        "i exit status 0 ",
        "s starts ",
        "f wakes ",
    ] {
        assert!(said.iter().any(|line| line == what), "{what:?} in\n{}", said.join("\n"));
    }
    let named = said.iter().find(|line| line.starts_with("B G") && line.contains(" main.work")).is_some();
    assert!(named, "a processor runs it");
}
