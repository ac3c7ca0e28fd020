//! What our escape analysis finds in programs, compared with what the real compiler says of them with `-m`: Go's own tests
//! of it (`test/escape*.go`), and the programs of `test_data`. Lines are compared, and what is said of them.
//!
//! Needs `GOPARK_GO`, a go command, and `GOPARK_GO_TEST`, the folder of Go's tests, which are read in place. What the
//! compiler says is kept. `GOPARK_ONLY=NAME` compares programs with that name and shows all that differs.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use gopark_lang::escape::{Remark, explain};
use gopark_lang::source::SourceFile;

fn env(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} must be set; `cargo xtask test` sets it"))
}

/// Go programs in a folder.
fn programs(dir: &Path, begins_with: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap_or_else(|why| panic!("{}: {why}", dir.display()));
    let mut all: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "go"))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(begins_with)))
        .filter(|path| !path.to_string_lossy().ends_with("_test.go"))
        .collect();
    all.sort();
    all
}

/// What the compiler says of a program.
fn theirs(go: &str, path: &Path, flags: &str) -> Option<String> {
    let mut hash = DefaultHasher::new();
    (go, fs::read(path).ok()?, flags, path).hash(&mut hash);
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("escape-{:016x}.txt", hash.finish()));
    if let Ok(text) = fs::read_to_string(&kept) {
        return Some(text);
    }
    let output = Command::new(go)
        .args(["build", "-o", "/dev/null"])
        .arg(format!("-gcflags={flags}"))
        .arg(path)
        .env("GOWORK", "off")
        .env("GO111MODULE", "off")
        .output()
        .expect("GOPARK_GO can be run");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    fs::write(&kept, &text).expect("writable");
    Some(text)
}

/// Remarks in the form of ours.
fn parse(text: &str) -> Option<BTreeSet<Remark>> {
    let mut remarks = BTreeSet::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.splitn(4, ':');
        let (Some(_), Some(number), Some(_), Some(said)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let (Ok(number), said) = (number.parse::<u32>(), said.trim_start()) else { continue };
        let text = if let Some(rest) = said.strip_prefix("can inline ") {
            let Some((name, rest)) = rest.split_once(" with cost ") else { continue };
            if name.contains('[') || name.contains(".func") {
                continue;
            }
            let name = name.rsplit('.').next().unwrap_or(name);
            if name.contains("wrap") || name.contains("-range") || name.parse::<u32>().is_ok() {
                continue;
            }
            format!("can inline {name} with cost {}", rest.split(' ').next().unwrap_or(""))
        } else if said.starts_with("moved to heap: ") || said.starts_with("leaking param") {
            if said.ends_with(':') {
                continue;
            }
            said.to_string()
        } else if let Some(what) = said.strip_suffix(" does not escape") {
            verdict(what, "does not escape")
        } else if let Some(what) = said.strip_suffix(" escapes to heap") {
            verdict(what, "escapes to heap")
        } else {
            continue;
        };
        remarks.insert(Remark { line: number, text });
    }
    Some(remarks)
}

fn verdict(what: &str, verdict: &str) -> String {
    if what == "append" { format!("append {verdict}") } else { verdict.to_string() }
}

#[derive(Default)]
struct Count {
    programs: usize,
    same: usize,
    theirs: usize,
    ours: usize,
    /// What differs, if that is asked for.
    shown: String,
}

impl Count {
    fn compare(&mut self, path: &Path, ours: &BTreeSet<Remark>, theirs: &BTreeSet<Remark>, shows: bool) {
        self.programs += 1;
        self.same += ours.intersection(theirs).count();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let sides = [("-", theirs, ours, &mut self.theirs), ("+", ours, theirs, &mut self.ours)];
        for (mark, one, other, count) in sides {
            for remark in one.difference(other) {
                *count += 1;
                if shows {
                    self.shown += &format!("\n{mark}{name}:{}: {}", remark.line, remark.text);
                }
            }
        }
    }

    fn show(&self) -> String {
        let Count { programs, same, theirs, ours, shown } = self;
        format!("{programs} programs, {same} remarks the same, {theirs} only theirs, {ours} only ours{shown}")
    }
}

fn compare(programs: Vec<PathBuf>, flags: &str, wanted: fn(&Remark) -> bool) -> Count {
    gopark_vm::std::install_all();
    let go = env("GOPARK_GO");
    let only = std::env::var("GOPARK_ONLY").ok();
    let mut count = Count::default();
    for path in programs {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            continue;
        }
        let text = fs::read_to_string(&path).expect("readable");
        let file = SourceFile::new(name, text);
        let is_inlining = !flags.contains("-l");
        let Some(ours) = explain(file, &mut |path: &str| gopark_vm::std::source(path), is_inlining) else {
            continue;
        };
        let Some(theirs) = theirs(&go, &path, flags).as_deref().and_then(parse) else { continue };
        if theirs.is_empty() {
            continue;
        }
        let ours = ours.into_iter().filter(wanted).collect();
        let theirs = theirs.into_iter().filter(wanted).collect();
        count.compare(&path, &ours, &theirs, only.is_some());
    }
    count
}

/// Go's own tests, without inlining. What differs: calls of interface methods that Go knows the target of, two results of
/// literals that are called where they stand, and an address that a number is computed from.
#[test]
fn gos_own_tests_of_escape_analysis() {
    let programs = programs(&PathBuf::from(env("GOPARK_GO_TEST")), "escape");
    let count = compare(programs, "-m=2 -l", |remark| !remark.text.starts_with("can inline"));
    assert_eq!(
        count.show(),
        "18 programs, 662 remarks the same, 7 only theirs, 9 only ours",
        "GOPARK_ONLY=NAME shows what differs"
    );
}

/// What functions cost where they are inlined. What differs calls functions of packages that are others here.
#[test]
fn costs_of_inlining() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data");
    let tests = PathBuf::from(env("GOPARK_GO_TEST"));
    let mut all = programs(&data.join("go"), "");
    all.extend(programs(&data.join("facts"), ""));
    all.extend(programs(&tests, "escape"));
    all.extend(programs(&tests, "inline"));
    let count = compare(all, "-m=2", |remark| remark.text.starts_with("can inline"));
    // Where programs are added, some of what they call may cost something else.
    let differ = count.theirs + count.ours;
    assert!(
        count.same >= 577 && differ * 10 < count.same,
        "{}; GOPARK_ONLY=NAME shows what differs",
        count.show()
    );
}
