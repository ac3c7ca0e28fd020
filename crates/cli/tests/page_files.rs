//! The files that the page makes, by its session, a tape and the worker's desk, are those that `gopark run` writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gopark_files::{Ask, Desk, Format, Reply};
use gopark_session::{Options, Session};
use gopark_trace::SimTime;

/// Lessons, up to such a moment in ns.
const RUNS: [(&str, u64); 7] = [
    ("context", 700_000_001),
    ("gmp", 3_000_001),
    ("http-leak", 120_000_001),
    ("panic", 2_000_000_001),
    ("range-leak", 900_000_001),
    ("semaphore", 4_000_001),
    ("stacks", 1_000_001),
];

#[test]
fn traces_are_the_same_to_the_byte() {
    for (lesson, until_ns) in RUNS {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lessons").join(lesson).join("main.go");
        let program = fs::read_to_string(source).expect("the lesson is there");
        let theirs = by_command(lesson, &program, until_ns);
        for (format, theirs) in [Format::Go, Format::Perfetto].into_iter().zip(theirs) {
            let ours = by_page(&program, until_ns, format);
            assert!(theirs.len() > 500, "{lesson}: {} bytes", theirs.len());
            let at = ours.iter().zip(&theirs).position(|(a, b)| a != b);
            let lens = (ours.len(), theirs.len());
            assert!(ours == theirs, "{lesson}: {format:?} has {lens:?} bytes, and differs at {at:?}");
        }
    }
}

/// The file that the page makes at that moment.
fn by_page(program: &str, until_ns: u64, format: Format) -> Vec<u8> {
    let mut session = Session::new(Options::USUAL);
    assert!(session.load(program), "{:?}", session.diagnostics());
    session.seek(SimTime(until_ns));
    while session.is_busy() {
        session.advance(0.0, &mut || true);
    }
    let mut taping = session.tape().expect("something has happened");
    let (mut desk, mut file, mut is_done) = (Desk::default(), Vec::new(), false);
    let mut reply = |reply: Reply<'_>| match reply {
        Reply::File(bytes) => file.extend_from_slice(bytes),
        Reply::Done => is_done = true,
        other => panic!("{other:?}"),
    };
    desk.hear(&Ask::Write(format).to_bytes(), &mut reply);
    let mut goes = true;
    while goes {
        let mut steps = 0;
        goes = taping.go_on(&mut || {
            steps += 1;
            steps < 100
        });
        desk.hear(&Ask::Tape(&taping.take()).to_bytes(), &mut reply);
    }
    desk.hear(&Ask::Finish.to_bytes(), &mut reply);
    assert!(is_done);
    file
}

/// The traces that the command writes.
fn by_command(name: &str, program: &str, until_ns: u64) -> [Vec<u8>; 2] {
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("page-files-{name}"));
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("main.go"), program).expect("the program can be written");
    let run = Command::new(env!("CARGO_BIN_EXE_gopark"))
        .args(["run", "main.go", "--memory-limit", "256", "--trace", "run.trace", "--perfetto", "run.json"])
        .args(["--until", &format!("{until_ns}ns")])
        .current_dir(&folder)
        .output()
        .expect("gopark starts");
    let told = String::from_utf8_lossy(&run.stderr);
    assert!(!told.contains("contradicts itself"), "{told}");
    let file = |name: &str| fs::read(folder.join(name)).unwrap_or_else(|why| panic!("{why}: {told}"));
    ["run.trace", "run.json"].map(file)
}
