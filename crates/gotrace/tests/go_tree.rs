//! Compares our reader and writer with Go's own, on Go's golden tests and on fresh traces of our programs.
//!
//! Needs an installed Go tree: `cargo xtask test` names it in `GOPARK_GO_ROOT`.

mod support;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use gopark_gotrace::{Event, Symbols, TraceError, TraceWriter, Version, read_trace};
use support::{lines, rng::Rng, text};

/// Resolution of the tracer's clock on all systems but Windows.
const TICK_NS: u64 = 64;

/// The Go tree; without it no test here says anything.
fn go_root() -> PathBuf {
    PathBuf::from(env::var_os("GOPARK_GO_ROOT").expect(
        "GOPARK_GO_ROOT is not set: run `cargo xtask test`, or set it to the root of a Go 1.27 tree (`go env GOROOT`)",
    ))
}

fn go(args: &[&str]) -> Command {
    let root = go_root();
    let mut command = Command::new(root.join("bin/go"));
    command
        .args(args)
        .env("GOROOT", &root)
        .env("CGO_ENABLED", "0")
        .env("GOFLAGS", "")
        .env("GOTOOLCHAIN", "local");
    command
}

fn run(command: &mut Command) {
    let output = command.output().expect("the command starts");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A directory of this test run's own.
fn work_dir() -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("go_tree");
    fs::create_dir_all(&dir).expect("a directory for temporary files");
    dir
}

fn test_data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data").join(name)
}

/// The program that lists events with Go's reader, built once.
fn oracle() -> &'static Path {
    static ORACLE: OnceLock<PathBuf> = OnceLock::new();
    ORACLE.get_or_init(|| {
        let (overlay, binary) = (work_dir().join("overlay.json"), work_dir().join("oracle"));
        let place = go_root().join("src/cmd/goparkoracle/main.go");
        let json = format!("{{\"Replace\":{{{:?}:{:?}}}}}", place, test_data("oracle.go"));
        fs::write(&overlay, json).expect("the overlay is written");
        let (overlay, out) = (overlay.to_string_lossy(), binary.to_string_lossy());
        run(&mut go(&["build", "-overlay", &overlay, "-o", &out, "cmd/goparkoracle"]));
        binary
    })
}

/// What Go's reader finds in each of `traces`, which have names.
fn go_lines(traces: &[(String, Vec<u8>)]) -> Vec<Vec<String>> {
    let paths: Vec<PathBuf> =
        traces.iter().map(|(name, _)| work_dir().join(format!("{name}.trace"))).collect();
    for (path, (_, bytes)) in paths.iter().zip(traces) {
        fs::write(path, bytes).expect("the trace is written");
    }
    run(Command::new(oracle()).args(&paths));
    let listed =
        |path: &PathBuf| fs::read(format!("{}.events", path.display())).expect("the oracle wrote a list");
    let split = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect();
    paths.iter().map(listed).map(split).collect()
}

/// Demands that `ours` and `theirs` are the same, but for the order of events that have the same time, which is not
/// defined. Each of them moves those behind it by a nanosecond, since times must rise: so times may differ by `ties_ns`.
fn compare(name: &str, ours: &[String], theirs: &[String], ties_ns: u64) {
    if ours == theirs {
        return;
    }
    let (our_threads, their_threads) = (by_thread(ours), by_thread(theirs));
    for (ours, theirs) in our_threads.iter().zip(&their_threads) {
        let same = ours.1 == theirs.1 && ours.0.abs_diff(theirs.0) <= ties_ns;
        assert!(same, "{name}: ours and Go's\n  {ours:?}\n  {theirs:?}");
    }
    assert_eq!(ours.len(), theirs.len(), "{name}: the number of events differs");
}

/// Time and rest of each line, those of each thread in their order.
fn by_thread(lines: &[String]) -> Vec<(u64, &str)> {
    let split = |line: &'_ String| line.split_once(' ').map_or(0, |(time, _)| time.parse().unwrap_or(0));
    let mut split: Vec<(u64, &str)> = lines
        .iter()
        .map(|line| (split(line), line.split_once(' ').map_or(line.as_str(), |(_, rest)| rest)))
        .collect();
    split.sort_by_key(|(_, rest)| rest.split(' ').next());
    split
}

/// Name, expectation and trace of Go's golden tests.
fn golden_tests() -> Vec<(String, String, Vec<u8>)> {
    let dir = go_root().join("src/internal/trace/testdata/tests");
    let mut tests: Vec<_> = fs::read_dir(&dir)
        .expect("the golden tests are in the tree")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "test"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a golden test");
            let (expect, trace) = text.split_once("-- trace --\n").expect("two parts");
            (name, expect.replace("-- expect --\n", ""), text::trace(trace))
        })
        .collect();
    tests.sort();
    tests
}

#[test]
fn golden_tests_have_gos_verdict_and_events() {
    let tests = golden_tests();
    assert!(tests.len() >= 22, "only {} golden tests", tests.len());
    let traces: Vec<_> = tests.iter().map(|(name, _, bytes)| (name.clone(), bytes.clone())).collect();
    for ((name, expect, bytes), theirs) in tests.iter().zip(go_lines(&traces)) {
        let ours = lines::of_trace(bytes);
        let failed = ours.last().is_some_and(|line| line == "error");
        assert_eq!(failed, expect.starts_with("FAILURE"), "{name}");
        compare(name, &ours, &theirs, TICK_NS);
    }
}

#[test]
fn old_formats_are_refused() {
    let dir = go_root().join("src/internal/trace/internal/tracev1/testdata");
    let mut seen = 0;
    for entry in fs::read_dir(&dir).expect("old traces are in the tree") {
        let bytes = fs::read(entry.expect("an entry").path()).expect("an old trace");
        if bytes.starts_with(b"go 1.") {
            seen += 1;
            let error = read_trace(&bytes).err();
            assert!(matches!(error, Some(TraceError::OldFormat { .. })), "{error:?}");
        }
    }
    assert!(seen > 0, "no old traces in {}", dir.display());
}

/// A fresh trace of `test_data/programs/busy.go`, and its dumps with `debug=1` and `debug=2`; made once.
fn busy() -> &'static (Vec<u8>, String, String) {
    static BUSY: OnceLock<(Vec<u8>, String, String)> = OnceLock::new();
    BUSY.get_or_init(|| {
        let paths: Vec<PathBuf> =
            ["busy.go.trace", "busy.1", "busy.2"].iter().map(|name| work_dir().join(name)).collect();
        let program = program("busy");
        run(Command::new(program).args(&paths).env("GODEBUG", "tracebacklabels=1"));
        let text = |path: &PathBuf| fs::read_to_string(path).expect("the program wrote a dump");
        (fs::read(&paths[0]).expect("the program wrote a trace"), text(&paths[1]), text(&paths[2]))
    })
}

/// The program `test_data/programs/NAME.go`, built.
fn program(name: &str) -> PathBuf {
    let (source, binary) = (test_data(&format!("programs/{name}.go")), work_dir().join(name));
    run(&mut go(&["build", "-trimpath", "-o", &binary.to_string_lossy(), &source.to_string_lossy()]));
    binary
}

#[test]
fn a_fresh_trace_has_gos_events() {
    let (trace, ..) = busy();
    let ours = lines::of_trace(trace);
    let has =
        |what: &str| assert!(ours.iter().any(|line| line.contains(what)), "the trace shows no {what:?}");
    for what in
        ["Sync trace=", "Running->Waiting \"sync\"", "NotExist->Waiting", "Running->NotExist", "RegionEnd"]
    {
        has(what);
    }
    for what in [
        "Running->Syscall",
        "GC concurrent mark phase",
        "GC incremental sweep",
        "GC mark assist",
        "TaskEnd",
        "\"job 49",
        "GC (idle)",
    ] {
        has(what);
    }
    assert_ne!(ours.last().map(String::as_str), Some("error"));
    let theirs = go_lines(&[("busy".into(), trace.clone())]);
    compare("busy", &ours, &theirs[0], TICK_NS);
}

/// Shifts the clock of each thread by up to `amplitude` units, so that only sequence numbers tell the order.
fn skew(trace: &[u8], amplitude: u64, rng: &mut Rng) -> Vec<u8> {
    let mut shifts: Vec<(u64, u64)> = Vec::new();
    text::map_batch_times(trace, |m, time| {
        let known = shifts.iter().find(|(thread, _)| *thread == m).map(|(_, shift)| *shift);
        let shift = known.unwrap_or_else(|| {
            let shift = rng.next() % (amplitude + 1);
            shifts.push((m, shift));
            shift
        });
        time + shift
    })
}

#[test]
fn wrong_clocks_do_not_disturb_the_order() {
    let seed = 3;
    println!("seed {seed}");
    let mut rng = Rng(seed);
    // Units of 64 ns: up to a millisecond, and up to a second.
    let traces: Vec<_> = [1_000, 16_000, 16_000_000]
        .into_iter()
        .map(|amplitude| (format!("skew{amplitude}"), skew(&busy().0, amplitude, &mut rng)))
        .collect();
    for ((name, trace), theirs) in traces.iter().zip(go_lines(&traces)) {
        let ours = lines::of_trace(trace);
        assert_ne!(ours.last().map(String::as_str), Some("error"), "{name}");
        compare(name, &ours, &theirs, 1_000);
    }
}

fn read_all(bytes: &[u8]) -> (Vec<Event>, Symbols) {
    let mut trace = read_trace(bytes).expect("a trace");
    let events = trace.by_ref().map(|event| event.expect("an event")).collect();
    (events, trace.into_symbols())
}

fn write_all(events: &[Event], symbols: &Symbols) -> Vec<u8> {
    let mut writer = TraceWriter::new(symbols.clone());
    for event in events {
        writer.push(event).unwrap_or_else(|error| panic!("{event:?}: {error}"));
    }
    writer.finish()
}

#[test]
fn what_we_write_go_reads_as_the_same_events() {
    let (events, symbols) = read_all(&busy().0);
    let written = write_all(&events, &symbols);
    let (again, symbols_again) = read_all(&written);
    assert_eq!(read_trace(&written).map(|trace| trace.version()), Ok(Version::Go126));
    assert_eq!(events.len(), again.len());
    for (before, after) in events.iter().zip(&again) {
        assert_eq!(before, after);
    }
    assert!(symbols == symbols_again, "the texts and stacks changed");
    let theirs = go_lines(&[("original".into(), busy().0.clone()), ("written".into(), written)]);
    assert_eq!(theirs[0].len(), theirs[1].len());
    // The times that Go's reader makes rise are written as times that do, so nothing is left undefined.
    compare("written", &theirs[1], &theirs[0], TICK_NS);
    assert_eq!(lines::of_trace(&busy().0), theirs[1]);
}
