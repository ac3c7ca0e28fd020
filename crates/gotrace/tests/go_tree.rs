//! Compares our reader and writer with Go's own, on Go's golden tests and on fresh traces of our programs.
//!
//! Needs an installed Go tree: `cargo xtask test` names it in `GOPARK_GO_ROOT`.

mod support;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use gopark_gotrace::dump::{Frame, GoroutineDump, Recovery};
use gopark_gotrace::replay::replay;
use gopark_gotrace::trace::{Event, Symbols, Version};
use gopark_gotrace::{Dump, TraceError, TraceWriter, parse_dump, read_trace};
use support::rng::Rng;
use support::{dumps, lines, run, states, text, traces};

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
fn gos_fuzz_inputs_have_gos_events() {
    let dir = go_root().join("src/internal/trace/testdata/fuzz/FuzzReader");
    let mut traces = Vec::new();
    for entry in fs::read_dir(&dir).expect("the fuzz inputs are in the tree") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a fuzz input");
        let quoted = text.lines().nth(1).and_then(|line| line.strip_prefix("[]byte(")?.strip_suffix(')'));
        let bytes = text::unquote(quoted.expect("bytes in the second line"));
        // Old formats, which Go reads and we do not, are another test's matter.
        if !matches!(read_trace(&bytes), Err(TraceError::OldFormat { .. })) {
            traces.push((format!("fuzz{}", traces.len()), bytes));
        }
    }
    assert!(traces.len() >= 5, "only {} fuzz inputs", traces.len());
    for ((name, bytes), theirs) in traces.iter().zip(go_lines(&traces)) {
        compare(name, &lines::of_trace(bytes), &theirs, TICK_NS);
    }
}

#[test]
fn our_own_traces_have_gos_events() {
    let mut traces = traces::all();
    for seed in 0..12 {
        traces.push((format!("run{seed}"), run::make(Rng::announced(seed), 1 + seed % 3, 300).bytes));
    }
    for ((name, bytes), theirs) in traces.iter().zip(go_lines(&traces)) {
        assert_eq!(lines::of_trace(bytes), theirs, "{name}");
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
        "TaskEnd",
        "\"job 49",
        "Metric /sched/gomaxprocs:threads=3",
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
    let mut rng = Rng::announced(seed);
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

#[test]
fn what_go_wrote_is_shown_as_it_happened() {
    let mut rng = Rng::announced(11);
    let mut traces =
        vec![("busy".to_owned(), busy().0.clone()), ("skewed".to_owned(), skew(&busy().0, 16_000, &mut rng))];
    traces.extend(golden_tests().into_iter().map(|(name, _, bytes)| (name, bytes)));
    let mut compared = 0;
    for (name, bytes) in &traces {
        // Some are to fail, and a few of them at once.
        let Ok(recording) = replay(bytes) else { continue };
        let wrong = recording.remarks.iter().find(|remark| remark.contains("contradicts"));
        assert_eq!(wrong, None, "{name}");
        compared += states::compare(bytes, &recording);
    }
    assert!(compared > 5_000, "only {compared} states were compared");
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

fn parse_goroutines(text: &str) -> GoroutineDump {
    match parse_dump(text) {
        Ok(Dump::Goroutines(dump)) => dump,
        other => panic!("no goroutines: {other:?}\n{text}"),
    }
}

#[test]
fn fresh_dumps_lose_nothing() {
    let (_, counts, stacks) = busy();
    let dump = parse_goroutines(stacks);
    assert_eq!(dumps::goroutines(&dump), *stacks);
    assert!(dump.rest.is_empty(), "{:?}", dump.rest);
    let count = |status: &str| dump.goroutines.iter().filter(|g| g.header.status == status).count();
    assert_eq!(count("chan receive"), 5);
    assert_eq!(
        [count("sync.Mutex.Lock"), count("select (no cases)"), count("chan send (nil chan)")],
        [1, 1, 1]
    );
    let labels = dump.goroutines.iter().find(|g| g.header.status == "sleep").map(|g| g.header.labels.clone());
    assert_eq!(labels, Some(vec![("route".into(), "/order/{id}".into()), ("tenant".into(), "blue".into())]));
    let Ok(Dump::Counts(profile)) = parse_dump(counts) else { panic!("no profile: {counts}") };
    assert_eq!(dumps::counts(&profile), dumps::single_blanks(counts));
    assert_eq!(profile.total as usize, dump.goroutines.len());
}

/// What `crash.go` says when it dies of `how`.
fn crash(how: &str, settings: &[(&str, &str)]) -> (String, GoroutineDump) {
    static CRASH: OnceLock<PathBuf> = OnceLock::new();
    let program = CRASH.get_or_init(|| program("crash"));
    let output = Command::new(program).arg(how).envs(settings.iter().copied()).output().expect("it starts");
    assert!(!output.status.success(), "{how} succeeds");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let dump = parse_goroutines(&text);
    (text, dump)
}

#[test]
fn fresh_crashes_tell_why() {
    let panics = |how| -> Vec<(String, Recovery)> {
        crash(how, &[]).1.crash.panics.into_iter().map(|panic| (panic.text, panic.recovery)).collect()
    };
    assert_eq!(panics("error"), [("two\nlines".into(), Recovery::None)]);
    assert_eq!(panics("value"), [("main.cents(250)".into(), Recovery::None)]);
    let nested = [("first".into(), Recovery::Recovered), ("again: first".into(), Recovery::None)];
    assert_eq!(panics("nested"), nested);
    assert_eq!(panics("repanic"), [("once more".into(), Recovery::Repanicked)]);
    let nil = crash("nil", &[]).1.crash;
    assert!(nil.panics[0].text.contains("nil pointer dereference"), "{nil:?}");
    assert!(nil.signal.is_some_and(|signal| signal.starts_with("SIGSEGV: ")));
    let deadlock = crash("deadlock", &[]).1;
    assert_eq!(deadlock.crash.fatal_error.as_deref(), Some("all goroutines are asleep - deadlock!"));
    assert_eq!(deadlock.goroutines.len(), 2);
}

#[test]
fn fresh_crashes_lose_no_goroutine() {
    for how in ["error", "nested", "nil", "deadlock", "overflow"] {
        for level in ["single", "all", "system"] {
            let (text, dump) = crash(how, &[("GOTRACEBACK", level), ("GODEBUG", "tracebackancestors=3")]);
            // Behind a runtime's failure come registers, which belong to no goroutine.
            let start = if text.starts_with("goroutine ") {
                0
            } else {
                text.find("\ngoroutine ").expect("a header") + 1
            };
            let theirs = text[start..]
                .lines()
                .filter(|line| !line.is_empty() && !dump.rest.iter().any(|rest| rest == line));
            let printed = dumps::goroutines(&dump);
            let ours = printed.lines().filter(|line| !line.is_empty());
            assert!(ours.eq(theirs), "{how} {level}: printed\n{printed}\nof\n{text}");
            let register =
                |line: &String| line.split_whitespace().nth(1).is_some_and(|value| value.starts_with("0x"));
            assert!(dump.rest.iter().all(register), "{how} {level}: {:?}", dump.rest);
        }
    }
    let (_, overflow) = crash("overflow", &[]);
    let elided = |frame: &Frame| matches!(frame, Frame::Elided { frames: Some(1000..) });
    assert!(overflow.goroutines.iter().any(|goroutine| goroutine.stack.frames.iter().any(elided)));
    assert!(!overflow.crash.runtime_stack.is_empty());
}
