//! Programs made at random, and the same with some of their tokens changed: the front end and the machine neither panic
//! nor hang nor outgrow their bounds, and what is type-correct shows what real Go shows.
//!
//! `GOPARK_FUZZ_SEED` chooses other programs, `GOPARK_FUZZ_SECONDS` how long each test goes on; `cargo xtask fuzz` sets
//! both. Real Go is the command that `GOPARK_GO` names.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "goes on for a while, and says what failed"
)]

mod generate;
mod types;

use std::process::Command;
use std::rc::Rc;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use gopark_lang::diag::Severity;
use gopark_lang::lexer::tokens;
use gopark_lang::source::{FileId, SourceFile};
use gopark_sched::{Limits, Rng};
use gopark_vm::{Config, GcConfig, Vm};

const SEED: u64 = 7;
/// How long a test goes on, when nobody says so.
const SECONDS: u64 = 5;
/// Decisions of the scheduler after which a changed program is given up; it may well loop for ever.
const STEPS_MAX: u32 = 3_000;
const MEMORY_BYTES_MAX: u64 = 64 << 20;
/// How long a changed program may take, compiled and run, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Tokens changed at most.
const CHANGES_MAX: u64 = 4;

fn setting(name: &str) -> Option<u64> {
    env::var(name).ok().map(|value| value.parse().expect("a number"))
}

/// Calls `check` with fresh chance again and again, until the time is over; says which one failed.
fn for_a_while(mut check: impl FnMut(&mut Rng)) {
    /// Tells the seed when a check panics.
    struct Seed(u64);
    impl Drop for Seed {
        fn drop(&mut self) {
            if thread::panicking() {
                eprintln!("again with GOPARK_FUZZ_SEED={}", self.0);
            }
        }
    }
    let first = setting("GOPARK_FUZZ_SEED").unwrap_or(SEED);
    let until = Instant::now() + Duration::from_secs(setting("GOPARK_FUZZ_SECONDS").unwrap_or(SECONDS));
    for seed in first.. {
        let _seed = Seed(seed);
        check(&mut Rng::new(seed));
        if Instant::now() >= until {
            return;
        }
    }
}

/// Writes a program down when a check of it panics.
struct Program(String);

impl Drop for Program {
    fn drop(&mut self) {
        if thread::panicking() {
            let path = env::temp_dir().join("gopark-fuzz.go");
            fs::write(&path, &self.0).expect("writable");
            eprintln!("the program is in {}", path.display());
        }
    }
}

fn compile(text: &str) -> gopark_lang::Compiled {
    gopark_lang::compile(SourceFile::new("main.go", text.to_owned()), &mut |path| {
        gopark_vm::std::source(path)
    })
}

fn machine(program: gopark_program::Program) -> Vm<()> {
    let limits = Limits { goroutines: 1_000, objects: 10_000 };
    let config = Config {
        sched: gopark_sched::Config { procs: 2, seed: 1, async_preempt: true, limits },
        memory_limit_bytes: Some(MEMORY_BYTES_MAX),
        stack_limit_bytes: 1 << 20,
        first_stack_bytes: 2048,
        gc: GcConfig::GO,
    };
    Vm::new(Rc::new(program), config, ())
}

#[test]
fn fuzz_programs_show_what_real_go_shows() {
    let go = env::var("GOPARK_GO").expect("GOPARK_GO must name a go command, such as the one xtask installs");
    let dir = env::temp_dir().join(format!("gopark-fuzz-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("writable");
    for_a_while(|rng| {
        let program = Program(generate::program(rng));
        let file = dir.join("main.go");
        fs::write(&file, &program.0).expect("writable");
        let built = Command::new(&go).args(["build", "-o", "main", "main.go"]).current_dir(&dir).output();
        let built = built.unwrap_or_else(|why| panic!("GOPARK_GO={go} cannot be run: {why}"));
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let theirs = Command::new(dir.join("main")).output().expect("it was just built");
        let compiled = compile(&program.0);
        let why = gopark_lang::diag::render_all(&compiled.diagnostics, &compiled.sources);
        let mut vm = machine(compiled.program.unwrap_or_else(|| panic!("{why}")));
        while vm.step() {}
        let (ours, theirs) = (String::from_utf8_lossy(vm.stdout()), String::from_utf8_lossy(&theirs.stdout));
        for (number, (our, their)) in ours.lines().zip(theirs.lines()).enumerate() {
            assert_eq!(our, their, "line {} of the output", number + 1);
        }
        assert_eq!(ours.len(), theirs.len(), "{}", String::from_utf8_lossy(vm.stderr()));
    });
    fs::remove_dir_all(&dir).expect("removable");
}

/// Some tokens replaced by others, left out, or moved.
fn changed(text: &str, rng: &mut Rng) -> String {
    let source = SourceFile::new("main.go", text);
    let tokens = tokens(FileId(0), &source);
    // A semicolon that a line's end stands for has no word of its own.
    let word = |text| if str::trim(text).is_empty() { "\n" } else { text };
    let mut words: Vec<&str> = tokens.iter().map(|token| word(source.slice(token.span))).collect();
    for _ in 0..=rng.below(CHANGES_MAX) {
        let mut any = || rng.below(words.len() as u64) as usize;
        let (at, other) = (any(), any());
        match rng.below(4) {
            0 => words[at] = words[other],
            1 => words.insert(at, words[other]),
            2 => drop(words.remove(at)),
            _ => words.swap(at, other),
        }
    }
    words.join(" ")
}

#[test]
fn fuzz_changed_programs_do_no_harm() {
    for_a_while(|rng| {
        let text = generate::program(rng);
        for _ in 0..20 {
            let program = Program(changed(&text, rng));
            let begun = Instant::now();
            let compiled = compile(&program.0);
            for it in &compiled.diagnostics {
                let span = it.span;
                assert!(span.start <= span.end, "{span:?}");
            }
            match compiled.program {
                None => assert!(
                    compiled.diagnostics.iter().any(|it| it.severity == Severity::Error),
                    "no reason is given"
                ),
                Some(program) => {
                    let mut vm = machine(program);
                    for _ in 0..STEPS_MAX {
                        if !vm.step() {
                            break;
                        }
                    }
                }
            }
            assert!(begun.elapsed() < PATIENCE, "it took {:?}", begun.elapsed());
        }
    });
}
