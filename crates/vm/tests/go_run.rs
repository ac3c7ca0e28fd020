//! The programs of `test_data` in real Go: what is expected of ours is what real Go shows.
//!
//! Needs `GOPARK_GO`, the path of a `go` command. With `UPDATE_EXPECT=1` it writes the expected texts. What real Go showed
//! is kept, so that only programs that changed are built and run again.

#[path = "suite/fixtures.rs"]
mod fixtures;
#[path = "suite/stacks.rs"]
mod stacks;

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use fixtures::{Fixture, IN_GO, fixtures};

/// Programs that are compared at least.
const PROGRAMS_MIN: usize = 150;
/// What it needs does not come with Go.
const ALONE: &str = "singleflight";
/// Packages of golang.org/x/sync that Go's own commands use, so that it comes with them.
const X_SYNC: &[&str] = &["errgroup", "semaphore"];
/// Programs with sleeps are run so often, since a busy machine can be too late for them.
const RUNS_MAX: usize = 3;

#[test]
fn expected_texts_are_what_real_go_shows() {
    let go =
        std::env::var("GOPARK_GO").expect("GOPARK_GO must name a go command, such as the one xtask installs");
    let only = std::env::var("GOPARK_ONLY").unwrap_or_default();
    let mut fixtures = fixtures(&[IN_GO, &["xsync"]].concat());
    fixtures.retain(|fixture| fixture.name != ALONE);
    assert!(fixtures.len() >= PROGRAMS_MIN, "only {} programs", fixtures.len());
    fixtures.retain(|fixture| fixture.name.contains(&only));
    let new: Vec<&Fixture> = fixtures.iter().filter(|fixture| !kept(&go, fixture).exists()).collect();
    if !new.is_empty() {
        let dir = std::env::temp_dir().join(format!("gopark-go-run-{}", std::process::id()));
        build(&go, &new, &dir);
        for fixture in new {
            let expected =
                timeless(&fs::read_to_string(fixture.path.with_extension("out")).unwrap_or_default());
            let shown = (0..RUNS_MAX).map(|_| run(fixture, &dir));
            // The last one stands, whatever it shows.
            let shown = shown.enumerate().find(|(i, shown)| timeless(shown) == expected || i + 1 == RUNS_MAX);
            fs::write(kept(&go, fixture), shown.expect("it was run").1).expect("writable");
        }
        fs::remove_dir_all(&dir).expect("removable");
    }
    for fixture in &fixtures {
        let actual = fs::read_to_string(kept(&go, fixture)).expect("it was just written");
        let expected = fixture.path.with_extension("out");
        if std::env::var("UPDATE_EXPECT").is_ok() {
            fs::write(&expected, &actual).expect("writable");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(timeless(&expected), timeless(&actual), "{}", fixture.name);
    }
}

/// A text without how long tests took, such as `(0.01s)`: in real Go that is the machine's.
fn timeless(text: &str) -> String {
    let is_seconds = |part: &str| {
        let seconds = part.split_once("s)").map(|(seconds, _)| seconds);
        seconds.is_some_and(|seconds| seconds.contains('.') && seconds.parse::<f64>().is_ok())
    };
    let mut parts = text.split('(');
    let mut timeless = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        timeless.push('(');
        timeless.push_str(if is_seconds(part) { &part[part.find("s)").unwrap_or(0)..] } else { part });
    }
    timeless
}

/// Where it is kept what real Go showed of a program: the name says what of.
fn kept(go: &str, fixture: &Fixture) -> PathBuf {
    let mut hash = DefaultHasher::new();
    let program = fs::read(&fixture.path).expect("readable");
    (go, program, include_str!("suite/fixtures.rs"), include_str!("suite/stacks.rs")).hash(&mut hash);
    let name = format!("go-{}-{:016x}.txt", folder(fixture), hash.finish());
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A name of its own: some programs of different folders have the same.
fn folder(fixture: &Fixture) -> String {
    let parent = fixture.path.parent().and_then(Path::file_name).unwrap_or_default();
    format!("{}-{}", parent.to_string_lossy(), fixture.name)
}

/// Builds programs, all of them with one command; files of tests one by one.
fn build(go: &str, fixtures: &[&Fixture], dir: &Path) {
    fs::create_dir_all(dir.join("bin")).expect("writable");
    let module = "module programs\n\ngo 1.27\n\nrequire golang.org/x/sync v0.0.0\n\nreplace golang.org/x/sync => ./x\n";
    fs::write(dir.join("go.mod"), module).expect("writable");
    link_x_sync(go, &dir.join("x"));
    for fixture in fixtures.iter().filter(|fixture| !fixture.is_test) {
        let package = dir.join(folder(fixture));
        fs::create_dir_all(&package).expect("writable");
        fs::copy(&fixture.path, package.join("main.go")).expect("writable");
    }
    let mut commands = Vec::new();
    if fixtures.iter().any(|fixture| !fixture.is_test) {
        let mut command = Command::new(go);
        command.args(["build", "-o"]).arg(dir.join("bin/")).arg("./...");
        commands.push(command);
    }
    for fixture in fixtures.iter().filter(|fixture| fixture.has_fake_time) {
        let mut command = Command::new(go);
        command.args(["build", "-tags", "faketime", "-o"]).arg(dir.join("bin").join(folder(fixture)));
        command.arg(format!("./{}", folder(fixture)));
        commands.push(command);
    }
    for fixture in fixtures.iter().filter(|fixture| fixture.is_test) {
        let mut command = Command::new(go);
        command.args(["test", "-c", "-o"]).arg(dir.join("bin").join(folder(fixture))).arg(&fixture.path);
        commands.push(command);
    }
    for mut command in commands {
        let built = command.current_dir(dir).env("GOWORK", "off").output();
        let built = built.unwrap_or_else(|why| panic!("GOPARK_GO={go} cannot be run: {why}"));
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    }
}

/// A module golang.org/x/sync out of what Go's own commands have of it, read where it is.
fn link_x_sync(go: &str, to: &Path) {
    fs::create_dir_all(to).expect("writable");
    fs::write(to.join("go.mod"), "module golang.org/x/sync\n\ngo 1.25\n").expect("writable");
    let root = Command::new(go).args(["env", "GOROOT"]).output().expect("go env runs");
    let root = PathBuf::from(String::from_utf8_lossy(&root.stdout).trim());
    for package in X_SYNC {
        let from = root.join("src/cmd/vendor/golang.org/x/sync").join(package);
        assert!(from.is_dir(), "{} is missing", from.display());
        std::os::unix::fs::symlink(from, to.join(package)).expect("writable");
    }
}

fn run(fixture: &Fixture, dir: &Path) -> String {
    let mut command = Command::new(dir.join("bin").join(folder(fixture)));
    if fixture.is_test {
        command.arg("-test.v");
    }
    if fixture.is_one_proc {
        command.env("GOMAXPROCS", "1");
    }
    if fixture.is_many_procs {
        command.env("GOMAXPROCS", "2");
    }
    command.envs(fixture.env.iter().filter_map(|set| set.split_once('=')));
    let ran = command.output().expect("the program that was just built runs");
    // As a shell says it of a process that was killed by a signal.
    let code = ran.status.code().or(ran.status.signal().map(|number| 128 + number)).unwrap_or(-1);
    if fixture.has_fake_time {
        return fixture.shown(&unframed(&ran.stdout), &unframed(&ran.stderr), code);
    }
    fixture.shown(&ran.stdout, &ran.stderr, code)
}

/// What was written with the playground's clock, without the head of each piece: a mark, the time and how long it is.
fn unframed(mut stream: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    while let Some((head, rest)) = stream.split_at_checked(16) {
        let len = u32::from_be_bytes(head[12..].try_into().expect("four bytes")) as usize;
        text.extend_from_slice(&rest[..len]);
        stream = &rest[len..];
    }
    text
}

/// Functions and types of a package, as `go doc -short` or a source text begins lines with them.
fn names(text: &str) -> BTreeSet<String> {
    let declared = |line: &str| {
        let line = line.trim_start();
        let rest = line.strip_prefix("func ").or_else(|| line.strip_prefix("type "))?;
        let name = &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())];
        name.starts_with(char::is_uppercase).then(|| name.to_owned())
    };
    text.lines().filter_map(declared).collect()
}

/// `docs/support.md`: what of real Go's packages a program can use here.
#[test]
fn the_table_of_what_is_supported_is_current() {
    let go =
        std::env::var("GOPARK_GO").expect("GOPARK_GO must name a go command, such as the one xtask installs");
    let mut table = String::from(
        "# Standard packages\n\nFunctions and types of each package that programs may import, beside those that Go 1.27.3 \
         has. A package that is not here is an error at its import. Written by `cargo test -p gopark-vm --test go_run`.\n\n\
         | package | has | of | missing |\n| --- | --- | --- | --- |\n",
    );
    for package in gopark_vm::std::packages() {
        if package.contains("internal/") || package.contains("golang.org/") {
            continue;
        }
        let doc = Command::new(&go).args(["doc", "-short", package]).output().expect("go doc runs");
        let theirs = names(&String::from_utf8_lossy(&doc.stdout));
        let files = gopark_vm::std::source(package).unwrap_or_default();
        let ours: BTreeSet<String> = files.iter().flat_map(|(_, text)| names(text)).collect();
        let missing: Vec<&str> = theirs.difference(&ours).map(String::as_str).collect();
        let has = theirs.len() - missing.len();
        table.push_str(&format!("| {package} | {has} | {} | {} |\n", theirs.len(), missing.join(", ")));
    }
    expect_test::expect_file!["../../../docs/support.md"].assert_eq(&table);
}

/// What a line of numbers looks like without them.
fn form(line: &str) -> String {
    let mut form = String::new();
    for c in line.chars() {
        let is_number = c.is_ascii_digit() || c == '.';
        match is_number {
            false => form.push(c),
            true if form.ends_with('N') => {}
            true => form.push('N'),
        }
    }
    form
}

/// `GODEBUG=gctrace=1`: the same forms of lines, of collections that the program asks for and of others.
#[test]
fn lines_of_gctrace_have_gos_form() {
    let go =
        std::env::var("GOPARK_GO").expect("GOPARK_GO must name a go command, such as the one xtask installs");
    let text = "package main\n\nimport \"runtime\"\n\nvar all [64][]byte\n\nfunc main() {\n\
                \truntime.GC()\n\tfor i := range 4000 {\n\t\tall[i%64] = make([]byte, 20000)\n\t}\n}\n";
    let dir = std::env::temp_dir().join(format!("gopark-gctrace-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("writable");
    fs::write(dir.join("main.go"), text).expect("writable");
    let built = Command::new(&go).args(["build", "-o", "main", "main.go"]).current_dir(&dir).status();
    assert!(built.expect("go runs").success());
    let ran = Command::new(dir.join("main")).env("GODEBUG", "gctrace=1").output().expect("it runs");
    fs::remove_dir_all(&dir).expect("removable");
    let forms =
        |stderr: &[u8]| -> BTreeSet<String> { String::from_utf8_lossy(stderr).lines().map(form).collect() };
    let compiled =
        gopark_lang::compile(gopark_lang::source::SourceFile::new("main.go", text.to_owned()), &mut |path| {
            gopark_vm::std::source(path)
        });
    let limits = gopark_sched::Limits { goroutines: 100, objects: 100 };
    let config = gopark_vm::Config {
        sched: gopark_sched::Config { procs: 2, seed: 1, async_preempt: true, limits },
        memory_limit_bytes: None,
        stack_limit_bytes: gopark_vm::Config::STACK_LIMIT_GO_BYTES,
        first_stack_bytes: 2048,
        gc: gopark_vm::GcConfig { trace: true, ..gopark_vm::GcConfig::GO },
    };
    let program = std::rc::Rc::new(compiled.program.expect("it compiles"));
    let mut vm = gopark_vm::Vm::new(program, config, gopark_trace::EventHash::default());
    while vm.step() {}
    let (theirs, ours) = (forms(&ran.stderr), forms(vm.stderr()));
    assert_eq!(theirs.len(), 2, "{theirs:?}");
    assert_eq!(theirs, ours);
}
