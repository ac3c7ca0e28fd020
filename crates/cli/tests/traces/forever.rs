//! Who is told to be leaked never runs again: in every program, whoever else runs, for as long as it lasts.

use std::collections::BTreeSet;
use std::fs;

use gopark_sched::Limits;
use gopark_trace::{Event, GId, Kind, Sink};
use gopark_vm::{Config, GcConfig, Vm};

use crate::programs::{self, Program};

/// Processors that every program is run with.
const PROCS: [u32; 3] = [1, 3, 8];
/// Decisions of the scheduler after which a run is cut.
const STEPS_MAX: u32 = 60_000;

/// Who is leaked, and who of them was woken.
#[derive(Default)]
struct Forever {
    leaked: BTreeSet<GId>,
    woken: Vec<String>,
}

impl Sink for Forever {
    fn event(&mut self, event: &Event) {
        match event.kind {
            Kind::GoLeaked { g, .. } => {
                self.leaked.insert(g);
            }
            Kind::GoUnblock { g } if self.leaked.contains(&g) => self.woken.push(gopark_trace::line(event)),
            _ => {}
        }
    }
}

fn run(program: &Program, procs: u32) -> Option<Forever> {
    let text = fs::read_to_string(&program.path).expect("the program can be read");
    let code = gopark_session::compile("main.go", &text).program?;
    let limits = Limits { goroutines: 100_000, objects: 100_000 };
    let config = Config {
        sched: gopark_sched::Config { procs, seed: 1, async_preempt: true, limits },
        memory_limit_bytes: Some(1 << 30),
        stack_limit_bytes: Config::STACK_LIMIT_GO_BYTES,
        first_stack_bytes: 2048,
        gc: GcConfig::GO,
    };
    let mut vm = Vm::new(code, config, Forever::default());
    vm.watch_leaks();
    for _ in 0..STEPS_MAX {
        if !vm.step() {
            break;
        }
    }
    Some(std::mem::take(vm.sink_mut()))
}

#[test]
fn who_is_leaked_is_never_woken() {
    let (mut runs, mut leaked, mut wrong) = (0, 0, Vec::new());
    for program in programs::all() {
        for procs in PROCS {
            let Some(seen) = run(&program, procs) else { continue };
            (runs, leaked) = (runs + 1, leaked + seen.leaked.len());
            let name = program.path.display();
            wrong.extend(seen.woken.iter().map(|line| format!("{name} with {procs} processors: {line}")));
        }
    }
    assert!(wrong.is_empty(), "{} leaked goroutines were woken\n{}", wrong.len(), wrong.join("\n"));
    assert!(runs > 400 && leaked > 50, "only {leaked} leaks in {runs} runs");
}
