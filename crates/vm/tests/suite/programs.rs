//! Go programs, compiled and run; what they must show stands beside them and is what real Go shows.

use std::fs;

use gopark_lang::source::SourceFile;
use gopark_trace::Ending;

use crate::fixtures::{Fixture, IN_GO, fixtures};
use crate::harness::{Checked, config, finish, machine};

/// Decisions of the scheduler after which a program is given up.
const STEPS_MAX: u64 = 3_000_000;

fn compile(fixture: &Fixture) -> gopark_lang::Compiled {
    let text = fs::read_to_string(&fixture.path).expect("readable");
    let name = if fixture.is_test { &format!("{}.go", fixture.name) } else { "main.go" };
    gopark_lang::compile(SourceFile::new(name, text), &mut |path| gopark_vm::std::source(path))
}

fn run(fixture: &Fixture, (procs, seed, gc_percent): (u32, u64, i32)) -> String {
    let compiled = compile(fixture);
    let Some(program) = compiled.program else {
        return gopark_lang::diag::render_all(&compiled.diagnostics, &compiled.sources);
    };
    let mut config = config();
    (config.sched.procs, config.sched.seed, config.gc.percent) = (procs, seed, gc_percent);
    let mut vm = machine(program, config);
    vm.set_env(fixture.env.clone());
    let end = finish(&mut vm, STEPS_MAX);
    let (out, err) = (vm.stdout().to_vec(), vm.stderr().to_vec());
    match end {
        Some(Ending::Limit { limit }) => format!("{}limit {limit:?}\n", fixture.shown(&out, &err, 0)),
        Some(_) => fixture.shown(&out, &err, vm.exit_code().unwrap_or(0)),
        None => format!("{}still running\n", fixture.shown(&out, &err, 0)),
    }
}

/// Every program shows what real Go shows, whatever the number of processors, the seed and how often garbage is collected.
#[test]
fn programs_show_what_real_go_shows() {
    let only = std::env::var("GOPARK_ONLY").unwrap_or_default();
    let mut failures = Vec::new();
    let dirs = [IN_GO, &["xsync"]].concat();
    for fixture in fixtures(&dirs).iter().filter(|fixture| fixture.name.contains(&only)) {
        let expected = fs::read_to_string(fixture.path.with_extension("out")).unwrap_or_default();
        let often = if is_about_memory(fixture) { 100 } else { 1 };
        let runs: &[(u32, u64, i32)] = match fixture {
            Fixture { has_fake_time: true, .. } => &[(1, 1, 100), (1, 2, 100), (1, 3, 100)],
            Fixture { is_one_proc: true, .. } => &[(1, 1, 100), (1, 2, often)],
            Fixture { is_many_procs: true, .. } => &[(2, 1, 100), (4, 1, 100), (3, 2, often)],
            _ => &[(1, 1, 100), (4, 1, 100), (3, 2, often)],
        };
        for &(procs, seed, gc_percent) in runs {
            let actual = run(fixture, (procs, seed, gc_percent));
            if actual != expected {
                let name = &fixture.name;
                failures.push(format!(
                    "== {name}, procs {procs}, seed {seed}, GOGC={gc_percent}\n{}",
                    difference(&expected, &actual)
                ));
                break;
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// It shows numbers that depend on when garbage is collected.
fn is_about_memory(fixture: &Fixture) -> bool {
    let text = fs::read_to_string(&fixture.path).expect("readable");
    ["MemStats", "runtime/metrics"].iter().any(|name| text.contains(name))
}

fn difference(expected: &str, actual: &str) -> String {
    let same = expected.lines().zip(actual.lines()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| text.lines().skip(same).take(6).collect::<Vec<_>>().join("\n");
    format!("after {same} equal lines\n-- expected\n{}\n-- actual\n{}\n", rest(expected), rest(actual))
}

/// Two runs of the same program with the same seed tell the same events.
#[test]
fn the_same_seed_gives_the_same_events() {
    let hash = |fixture: &Fixture, seed: u64| {
        let compiled = compile(fixture);
        let mut config = config();
        (config.sched.procs, config.sched.seed) = (4, seed);
        let mut vm = machine(compiled.program.expect("it compiles"), config);
        finish(&mut vm, 20_000);
        let Checked { hash, .. } = vm.sink();
        *hash
    };
    let fixtures = fixtures(IN_GO);
    let fixture = fixtures.iter().find(|fixture| fixture.name == "sync_").expect("there");
    assert_eq!(hash(fixture, 5), hash(fixture, 5));
    assert_ne!(hash(fixture, 5), hash(fixture, 6));
}

/// A snapshot taken anywhere runs on exactly as the original does.
#[test]
fn snapshots_run_on_alike() {
    let fixtures = fixtures(IN_GO);
    for name in ["gc_stress", "selects", "maps", "defers", "chans"] {
        let fixture = fixtures.iter().find(|fixture| fixture.name == name).expect("there");
        let mut config = config();
        config.sched.procs = 4;
        let mut vm = machine(compile(fixture).program.expect("it compiles"), config);
        let (mut snapshots, mut next) = (Vec::new(), 1);
        for step in 0.. {
            if step == next {
                snapshots.push(vm.clone());
                next = step * 2;
            }
            if !vm.step() {
                break;
            }
        }
        assert!(snapshots.len() > 3, "{name}");
        for mut snapshot in snapshots {
            let _ = snapshot.clone();
            while snapshot.step() {}
            assert_eq!(snapshot.sink().hash, vm.sink().hash, "{name}");
            assert_eq!(snapshot.stdout(), vm.stdout(), "{name}");
        }
    }
}
