//! Running one program of the suite, and what its profile says.

use std::fmt;
use std::path::Path;
use std::rc::Rc;

use gopark_lang::source::SourceFile;
use gopark_program::Program;
use gopark_sched::Limits;
use gopark_trace::Ending;
use gopark_vm::{Config, GcConfig, Vm};

/// Decisions of the scheduler after which a program is given up.
const STEPS_MAX: u64 = 200_000_000;

/// What a program runs on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Machine {
    pub procs: u32,
    /// It schedules as for programs built with `-race`.
    pub is_randomized: bool,
}

/// The programs of one folder, compiled together: an argument picks one.
pub struct Suite {
    program: Rc<Program>,
    names: Vec<String>,
}

impl Machine {
    /// `procs` processors.
    pub const fn of(procs: u32) -> Self {
        Self { procs, is_randomized: false }
    }

    /// From its text: how many processors, and an `r` if it is randomized.
    pub fn read(text: &str) -> Option<Self> {
        let procs = text.trim_end_matches('r');
        Some(Self { procs: procs.parse().ok()?, is_randomized: procs != text })
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.procs, if self.is_randomized { "r" } else { "" })
    }
}

impl Suite {
    /// Compiles all files of a folder.
    pub fn load(folder: &Path) -> Self {
        let entries = std::fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "go"));
        paths.sort();
        let mut names = Vec::new();
        let mut files = Vec::new();
        for path in paths {
            let text = std::fs::read_to_string(&path).expect("readable");
            let registered = text.split("register(\"").skip(1).filter_map(|rest| rest.split('"').next());
            names.extend(registered.map(str::to_owned));
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            files.push(SourceFile::new(name, text));
        }
        let compiled = gopark_lang::compile_files(files, &mut |path| gopark_vm::std::source(path));
        let why = gopark_lang::diag::render_all(&compiled.diagnostics, &compiled.sources);
        Self { program: Rc::new(compiled.program.unwrap_or_else(|| panic!("{why}"))), names }
    }

    /// Whether there is a program of that name.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|it| it == name)
    }

    /// The leaks that a run shows, each as `function(args) [wait reason]`, as Go's test extracts them.
    pub fn leaks(&self, name: &str, machine: Machine, seed: u64) -> Result<Vec<String>, String> {
        let limits = Limits { goroutines: 200_000, objects: 400_000 };
        let sched = gopark_sched::Config { procs: machine.procs, seed, async_preempt: true, limits };
        let config = Config {
            sched,
            memory_limit_bytes: None,
            stack_limit_bytes: Config::STACK_LIMIT_GO_BYTES,
            first_stack_bytes: 2048,
            gc: GcConfig::GO,
        };
        let mut vm = Vm::new(Rc::clone(&self.program), config, ());
        vm.args = Rc::new([name.to_owned()]);
        if machine.is_randomized {
            vm.sched.randomize();
        }
        for _ in 0..STEPS_MAX {
            if !vm.step() {
                break;
            }
        }
        let out = String::from_utf8_lossy(vm.stdout()).into_owned();
        match vm.ended() {
            Some(Ending::Exit { code: 0 }) if !out.is_empty() => Ok(extract(&out)),
            how => Err(format!("{how:?} {}", String::from_utf8_lossy(vm.stderr()))),
        }
    }
}

fn extract(output: &str) -> Vec<String> {
    let leaked = |stack: &&str| stack.lines().next().is_some_and(|header| header.contains("(leaked)"));
    output.split("\n\n").filter(leaked).map(leak).collect()
}

/// The function two lines above `created by`, and the reason in the header.
fn leak(stack: &str) -> String {
    let lines: Vec<&str> = stack.lines().collect();
    let reason = lines[0].split(" [").nth(1).unwrap_or_default().replace(" (leaked)", "");
    let created = lines.iter().rposition(|line| line.starts_with("created by")).expect("somebody created it");
    let function = lines[created - 2].trim_start_matches("main.");
    format!("{function} [{}", reason.trim_end_matches(':'))
}
