//! The states of goroutines and processors over time, once from the run's events and once from its trace.

use std::collections::BTreeMap;
use std::fs;
use std::rc::Rc;

use gopark_gotrace::export::{Exporter, Places};
use gopark_gotrace::replay::replay;
use gopark_gotrace::trace::{EventKind, GoStatus, ProcStatus};
use gopark_gotrace::{GoId, ProcId, read_trace};
use gopark_program::Program as Code;
use gopark_sched::Limits;
use gopark_trace::{CodePlace, Event, GState, Kind, PId, PState, Pc, Recording, SimTime, Sink, World};
use gopark_vm::{Config, GcConfig, Vm};

use crate::programs::Program;

/// Virtual nanoseconds of each run that are compared: enough for a few generations.
const UNTIL_NS: u64 = 2_500_000_000;
/// Decisions of the scheduler after which a run is cut.
const STEPS_MAX: u32 = 20_000;
/// Every event of a trace is later than the one before, so those of one moment push each other on.
const PUSHED_NS: u64 = 20_000;

/// A state that something came to, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    at: u64,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Go(u64, Option<&'static str>),
    Proc(u64, &'static str),
}

/// Runs `program` and compares.
pub fn compare(program: &Program, procs: u32) {
    let name = program.path.display();
    let (expected, bytes) = run(program, procs);
    let found = changes_in_trace(&bytes);
    for (i, (expected, found)) in expected.iter().zip(&found).enumerate() {
        assert_eq!(expected.what, found.what, "{name}: change {i}, {expected:?} and {found:?}");
        let late = found.at.saturating_sub(expected.at + 1);
        assert!(found.at > expected.at && late < PUSHED_NS, "{name}: change {i}, {expected:?} and {found:?}");
    }
    assert_eq!(expected.len(), found.len(), "{name}: changes of state");
    assert!(expected.len() > 2, "{name}: nothing happened");
    compare_replay(&name.to_string(), &expected, &bytes);
}

/// Our own run, exported and replayed: its goroutines do at every moment what they did.
fn compare_replay(name: &str, expected: &[Change], bytes: &[u8]) {
    let recording = replay(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let wrong = recording.remarks.iter().find(|remark| remark.contains("contradicts"));
    assert_eq!(wrong, None, "{name}");
    let found = changes_in_replay(&recording);
    let expected: Vec<_> = expected.iter().filter(|change| matches!(change.what, What::Go(..))).collect();
    for (i, (expected, found)) in expected.iter().zip(&found).enumerate() {
        assert_eq!(expected.what, found.what, "{name}: replayed change {i}, {expected:?} and {found:?}");
        let start = expected.at.abs_diff(found.at);
        assert!(start < 2 * PUSHED_NS, "{name}: replayed change {i}, {expected:?} and {found:?}");
    }
    assert_eq!(expected.len(), found.len(), "{name}: replayed changes of state");
}

/// The states of goroutines over time, folded from a recording's events.
fn changes_in_replay(recording: &Recording) -> Vec<Change> {
    let mut world = World::new();
    let mut changes = Vec::new();
    recording.events.for_each(|event| {
        world.apply(event).expect("the events fit");
        let g = match event.kind {
            Kind::GoStatus { g, .. }
            | Kind::GoCreate { g, .. }
            | Kind::GoStart { g, .. }
            | Kind::GoUnblock { g } => g,
            Kind::GoStop { .. }
            | Kind::GoBlock { .. }
            | Kind::GoDestroy
            | Kind::GoSyscallBegin
            | Kind::GoSyscallEnd
            | Kind::GoSyscallEndBlocked => event.g,
            _ => return,
        };
        let state = world.gs.get(g).map(|g| g.state.text());
        changes.push(Change { at: event.at.0, what: What::Go(u64::from(g.0), state) });
    });
    changes
}

/// The changes of a run, and its trace.
fn run(program: &Program, procs: u32) -> (Vec<Change>, Vec<u8>) {
    let text = fs::read_to_string(&program.path).expect("readable");
    let code = gopark_session::compile("main.go", &text).program.expect("it compiles");
    let limits = Limits { goroutines: 100_000, objects: 100_000 };
    let config = Config {
        sched: gopark_sched::Config { procs, seed: 1, async_preempt: true, limits },
        memory_limit_bytes: None,
        stack_limit_bytes: Config::STACK_LIMIT_GO_BYTES,
        first_stack_bytes: 2048,
        gc: GcConfig::GO,
    };
    let listener = Listener {
        exporter: Exporter::new(Box::new(Source(Rc::clone(&code)))),
        world: World::new(),
        has_begun: false,
        changes: Vec::new(),
    };
    let mut vm = Vm::new(code, config, listener);
    for _ in 0..STEPS_MAX {
        if vm.now() >= SimTime(UNTIL_NS) || !vm.step() {
            break;
        }
    }
    let listener = std::mem::replace(vm.sink_mut(), Listener::nobody());
    (listener.changes, listener.exporter.finish().expect("every event has a counterpart"))
}

struct Listener {
    exporter: Exporter,
    world: World,
    has_begun: bool,
    changes: Vec<Change>,
}

struct Source(Rc<Code>);

impl Places for Source {
    fn place(&self, pc: Pc) -> Option<CodePlace> {
        let place = self.0.place(pc.0)?;
        Some(CodePlace { func: place.func.to_owned(), file: place.file.to_owned(), line: place.line })
    }
}

impl Listener {
    fn nobody() -> Self {
        let exporter = Exporter::new(Box::new(Source(Rc::default())));
        Self { exporter, world: World::new(), has_begun: false, changes: Vec::new() }
    }

    fn note(&mut self, at: SimTime, what: What) {
        self.changes.push(Change { at: at.0, what });
    }
}

impl Sink for Listener {
    fn event(&mut self, event: &Event) {
        self.exporter.event(event);
        if !self.has_begun && matches!(event.kind, Kind::GoCreate { .. }) {
            self.has_begun = true;
            for p in 0..self.world.ps.len() {
                let state = proc_state(&self.world, p);
                self.note(event.at, What::Proc(p as u64, state));
            }
        }
        let mut procs: Vec<_> = (0..self.world.ps.len()).map(|p| proc_state(&self.world, p)).collect();
        self.world.apply(event).expect("the events fit");
        procs.resize(self.world.ps.len(), "none yet");
        if !self.has_begun {
            return;
        }
        for (p, before) in procs.into_iter().enumerate() {
            let after = proc_state(&self.world, p);
            if before != after {
                self.note(event.at, What::Proc(p as u64, after));
            }
        }
        let g = match event.kind {
            Kind::GoCreate { g, .. }
            | Kind::GoCreateBlocked { g, .. }
            | Kind::GoStart { g, .. }
            | Kind::GoUnblock { g } => g,
            Kind::GoStop { .. }
            | Kind::GoBlock { .. }
            | Kind::GoDestroy
            | Kind::GoSyscallBegin
            | Kind::GoSyscallEnd
            | Kind::GoSyscallEndBlocked => event.g,
            _ => return,
        };
        let state = self.world.gs.get(g).map(|g| match g.state {
            GState::Runnable => "runnable",
            GState::Running => "running",
            GState::Syscall => "syscall",
            GState::Waiting => "waiting",
        });
        self.note(event.at, What::Go(u64::from(g.0), state));
    }

    fn wants_stacks(&self) -> bool {
        true
    }

    fn stack(&mut self, p: PId, stack: &[Pc]) {
        self.exporter.stack(p, stack);
    }
}

/// A processor that nobody holds is idle to the tracer, though it may be on its way from one thread to another.
fn proc_state(world: &World, p: usize) -> &'static str {
    let it = &world.ps[p];
    let syscall = world.gs.get(it.curg).is_some_and(|g| g.state == GState::Syscall);
    if it.m.is_some() && it.state != PState::Dead {
        if syscall { "syscall" } else { "running" }
    } else {
        "idle"
    }
}

fn changes_in_trace(bytes: &[u8]) -> Vec<Change> {
    let trace = read_trace(bytes).expect("a trace");
    let mut procs = BTreeMap::new();
    let mut changes = Vec::new();
    for event in trace {
        let event = event.expect("a valid event");
        let mut note = |what| changes.push(Change { at: event.time_ns, what });
        let (p, g) = (event.context.p, event.context.g);
        let mut proc = |p: Option<ProcId>, state, changes: &mut dyn FnMut(What)| {
            let p = p.expect("it names a processor").0;
            if procs.insert(p, state) != Some(state) {
                changes(What::Proc(p, state));
            }
        };
        match event.kind {
            EventKind::ProcStatus { p, status, known: false } => match status {
                ProcStatus::Idle => proc(Some(p), "idle", &mut note),
                _ => proc(Some(p), "running", &mut note),
            },
            EventKind::ProcStart { p } => proc(Some(p), "running", &mut note),
            EventKind::ProcStop => proc(p, "idle", &mut note),
            EventKind::ProcSteal { p, .. } => proc(Some(p), "idle", &mut note),
            EventKind::GoSyscallBegin { .. } => proc(p, "syscall", &mut note),
            EventKind::GoSyscallEnd => proc(p, "running", &mut note),
            _ => {}
        }
        let go = |g: Option<GoId>, state| What::Go(g.expect("it names a goroutine").0, state);
        match event.kind {
            EventKind::GoCreate { g, blocked: true, .. } => note(go(Some(g), Some("waiting"))),
            EventKind::GoCreate { g, .. } | EventKind::GoUnblock { g, .. } => {
                note(go(Some(g), Some("runnable")));
            }
            EventKind::GoStart { g } => note(go(Some(g), Some("running"))),
            EventKind::GoStop { .. } | EventKind::GoSyscallEndBlocked => note(go(g, Some("runnable"))),
            EventKind::GoBlock { .. } => note(go(g, Some("waiting"))),
            EventKind::GoDestroy => note(go(g, None)),
            EventKind::GoSyscallBegin { .. } => note(go(g, Some("syscall"))),
            EventKind::GoSyscallEnd => note(go(g, Some("running"))),
            EventKind::GoStatus { known, status, .. } => {
                assert!(
                    known && !matches!(status, GoStatus::Running if g.is_none()),
                    "nobody existed before"
                );
            }
            _ => {}
        }
    }
    changes
}
