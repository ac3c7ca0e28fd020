//! Runs programs with everything checked: every event fits the world folded so far, and the world equals the
//! scheduler's own state.

use std::rc::Rc;

use gopark_program::Program;
use gopark_sched::Limits;
use gopark_trace::{Ending, Event, EventHash, Sink, World};
use gopark_vm::{Config, GcConfig, Vm};

/// Folds events into a world.
#[derive(Clone, Default)]
pub struct Checked {
    pub world: World,
    pub hash: EventHash,
    /// What did not fit.
    pub faults: Vec<String>,
}

impl Sink for Checked {
    fn event(&mut self, event: &Event) {
        self.hash.event(event);
        if let Err(fault) = self.world.apply(event) {
            self.faults.push(format!("{fault:?}"));
        }
    }
}

/// One P, seed 1, no limits to speak of.
pub fn config() -> Config {
    let limits = Limits { goroutines: 200_000, objects: 400_000 };
    let sched = gopark_sched::Config { procs: 1, seed: 1, async_preempt: true, limits };
    Config {
        sched,
        memory_limit_bytes: None,
        stack_limit_bytes: Config::STACK_LIMIT_GO_BYTES,
        first_stack_bytes: 2048,
        gc: GcConfig::GO,
    }
}

/// A machine about to begin.
pub fn machine(program: Program, config: Config) -> Vm<Checked> {
    Vm::new(Rc::new(program), config, Checked::default())
}

/// Runs to the end, at most `steps` decisions of the scheduler.
///
/// # Panics
/// When an event does not fit, or the world is not what the scheduler knows.
pub fn finish(vm: &mut Vm<Checked>, steps: u64) -> Option<Ending> {
    for step in 0..steps {
        if !vm.step() {
            return vm.ended();
        }
        let checked = vm.sink();
        assert!(checked.faults.is_empty(), "step {step}: {:?}", checked.faults);
        if step < 2_000 || step % 512 == 0 {
            let world = checked.world.clone();
            assert_eq!(vm.sched.verify(&world), Ok(()), "step {step}");
        }
    }
    None
}

/// What a run showed: its ending and both streams, as one text.
pub fn shown(vm: &Vm<Checked>) -> String {
    let end = match vm.ended() {
        None => "still running".to_owned(),
        Some(how) => format!("{how:?}"),
    };
    let (out, err) = (String::from_utf8_lossy(vm.stdout()), String::from_utf8_lossy(vm.stderr()));
    format!("{out}{err}{end}\n")
}
