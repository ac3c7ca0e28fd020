//! `gopark run`: the program's own output and exit code, and on request what happened underneath.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use gopark_lang::diag::Severity;
use gopark_program::{Param, ParamKind, Program};
use gopark_sched::Limits;
use gopark_trace::{Ending, Fd, LimitKind, SimTime};
use gopark_vm::{Config, GcConfig, Input, Vm};

use crate::args::Run;
use crate::check::load;
use crate::duration::parse_duration;
use crate::failure::Failure;
use crate::listeners::{Listeners, Stats};

/// Runs a file.
pub fn run(args: &Run) -> Result<ExitCode, Failure> {
    let tell = |severity, diagnostic: &str| {
        if severity == Severity::Error {
            eprintln!("{diagnostic}");
        }
    };
    let Some(program) = load(&args.file, tell)? else {
        return Ok(ExitCode::from(1));
    };
    let inputs = args.set.iter().map(|set| input(&program, set)).collect::<Result<Vec<_>, _>>()?;
    let listeners = Listeners::new(args, &program)?;
    let mut vm = Vm::new(program, config(args), listeners);
    vm.set_env(environment(args));
    if args.perfetto.is_some() {
        vm.watch_leaks();
    }
    if args.randomize {
        vm.sched.randomize();
    }
    if let Some(path) = &args.stdin {
        vm.stdin = fs::read(path).map_err(|why| Failure::io(&path.display().to_string(), &why))?.into();
    }
    inputs.into_iter().for_each(|input| vm.apply(input));
    let mut forwarder = Forwarder::new(args);
    while args.until.is_none_or(|until| vm.upcoming().is_none_or(|next| next.0 < until)) {
        forwarder.schedtrace(&vm);
        let more = vm.step();
        forwarder.forward(&mut vm)?;
        if !more {
            break;
        }
    }
    if let Some(until) = args.until
        && vm.ended().is_none()
    {
        vm.wait_until(SimTime(until));
    }
    if let (Some(path), Some(trace)) = (&args.trace, vm.sink_mut().trace.take()) {
        write_trace(path, &trace.finish().map_err(Failure::contradiction)?)?;
    }
    if let Some(perfetto) = vm.sink_mut().perfetto.take() {
        perfetto.finish()?;
    }
    if let Some(fault) = vm.sink_mut().fault.take() {
        return Err(Failure::contradiction(fault));
    }
    report(&mut vm)
}

/// The program's environment: what was asked for, and the variables that options stand for.
fn environment(args: &Run) -> Vec<String> {
    let mut env = args.env.clone();
    if !args.godebug.text.is_empty() {
        env.push(format!("GODEBUG={}", args.godebug.text));
    }
    env
}

fn config(args: &Run) -> Config {
    Config {
        sched: gopark_sched::Config {
            procs: args.procs,
            seed: args.seed,
            async_preempt: !args.async_preempt_off && !args.godebug.async_preempt_off,
            limits: Limits {
                goroutines: gopark_session::limits::GOROUTINES_MAX,
                objects: gopark_session::limits::OBJECTS_MAX,
            },
        },
        memory_limit_bytes: args.memory_limit.map(|mib| mib << 20),
        stack_limit_bytes: Config::STACK_LIMIT_GO_BYTES,
        first_stack_bytes: args.first_stack,
        gc: GcConfig { percent: args.gogc, memory_limit_bytes: args.gomemlimit, trace: args.godebug.gctrace },
    }
}

/// What comes out while the program runs.
struct Forwarder {
    /// Bytes of stdout and of stderr that were passed on.
    passed: [usize; 2],
    /// stdout belongs to the events.
    all_to_stderr: bool,
    /// When the scheduler's state is due, and every how many nanoseconds.
    schedtrace: Option<(SimTime, u64)>,
    scheddetail: bool,
}

impl Forwarder {
    fn new(args: &Run) -> Self {
        Self {
            passed: [0; 2],
            all_to_stderr: args.events.as_deref() == Some(Path::new("-")),
            schedtrace: args.godebug.schedtrace_ms.map(|ms| (SimTime::ZERO, ms.saturating_mul(1_000_000))),
            scheddetail: args.godebug.scheddetail,
        }
    }

    /// Tells the scheduler's state at every moment it is due, up to what happens next.
    fn schedtrace(&mut self, vm: &Vm<Listeners>) {
        let Some((due, every)) = &mut self.schedtrace else { return };
        while vm.upcoming().is_some_and(|next| *due <= next) {
            eprint!("{}", vm.sched.schedtrace(*due, self.scheddetail));
            *due += *every;
        }
    }

    /// Passes on what the program wrote since the last time, in its order.
    #[inline]
    fn forward(&mut self, vm: &mut Vm<Listeners>) -> Result<(), Failure> {
        let sink = vm.sink();
        if sink.writes.is_empty() && sink.lines.is_none() { Ok(()) } else { self.forward_now(vm) }
    }

    fn forward_now(&mut self, vm: &mut Vm<Listeners>) -> Result<(), Failure> {
        if let Some(lines) = &mut vm.sink_mut().lines {
            lines.check()?;
        }
        for (fd, len) in std::mem::take(&mut vm.sink_mut().writes) {
            let (bytes, passed) = match fd {
                Fd::Stdout => (vm.stdout(), &mut self.passed[0]),
                Fd::Stderr => (vm.stderr(), &mut self.passed[1]),
            };
            let bytes = bytes.get(*passed..len as usize).unwrap_or_default();
            *passed += bytes.len();
            let sent = match fd {
                Fd::Stdout if !self.all_to_stderr => {
                    io::stdout().write_all(bytes).and_then(|()| io::stdout().flush())
                }
                _ => io::stderr().write_all(bytes),
            };
            sent.map_err(|error| Failure::io("the program's output", &error))?;
        }
        Ok(())
    }
}

fn write_trace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::io(&path.display().to_string(), &error))
}

fn report(vm: &mut Vm<Listeners>) -> Result<ExitCode, Failure> {
    let (ended, code) = (vm.ended(), vm.exit_code().unwrap_or(0));
    let now = vm.now();
    let listeners = vm.sink_mut();
    if let Some(lines) = &mut listeners.lines {
        lines.finish()?;
    }
    if let Some(hash) = &listeners.hash {
        eprintln!("{hash}");
    }
    if let Some(stats) = &listeners.stats {
        tell_stats(stats, now)?;
    }
    match ended {
        None => Ok(ExitCode::SUCCESS),
        Some(how) => {
            match how {
                Ending::Oom => eprintln!("gopark: killed: the container's memory limit is reached"),
                Ending::Limit { limit } => {
                    eprintln!("gopark: stopped: a limit of Gopark is reached: {}", name(limit));
                }
                _ => {}
            }
            Ok(ExitCode::from(code as u8))
        }
    }
}

/// One JSON line of numbers, on stderr.
pub fn tell_stats(stats: &Stats, now: SimTime) -> Result<(), Failure> {
    let Stats { world, fault } = stats;
    if let Some(fault) = fault {
        return Err(Failure::contradiction(fault.clone()));
    }
    let c = &world.counts;
    eprintln!(
        "{{\"virtual_ns\":{},\"events\":{},\"goroutines_created\":{},\"goroutines_peak\":{},\"goroutines_left\":{},\
         \"stack_bytes_peak\":{},\"heap_bytes_peak\":{}}}",
        now.0,
        world.events,
        c.created,
        c.peak,
        world.goroutines(),
        c.stack_bytes_peak,
        c.heap_bytes_peak
    );
    Ok(())
}

/// `NAME=VALUE` as an input.
fn input(program: &Program, set: &str) -> Result<Input, String> {
    let (name, value) = set.split_once('=').ok_or_else(|| format!("--set {set}: expected NAME=VALUE"))?;
    let found = program.params.iter().enumerate().find(|(_, param)| param.name == name);
    let (i, param) = found.ok_or_else(|| {
        let names: Vec<_> = program.params.iter().map(|param| param.name.as_str()).collect();
        format!("--set {set}: the program has no parameter {name}; it has: {}", names.join(", "))
    })?;
    let value = parse(param, value).ok_or_else(|| format!("--set {set}: {value:?} is no value of {name}"))?;
    if value < param.min || value > param.max {
        let (min, max) = (shown(param, param.min), shown(param, param.max));
        return Err(format!("--set {set}: {name} goes from {min} to {max}"));
    }
    Ok(Input::SetParam { param: i as u16, value })
}

/// A parameter's value with its unit.
fn shown(param: &Param, value: i64) -> String {
    match param.kind {
        ParamKind::Duration => SimTime(value.unsigned_abs()).to_string(),
        ParamKind::Int | ParamKind::Bool => value.to_string(),
    }
}

const fn name(limit: LimitKind) -> &'static str {
    match limit {
        LimitKind::Goroutines => "goroutines alive",
        LimitKind::Memory => "bytes of memory",
        LimitKind::Output => "bytes of output",
        LimitKind::Objects => "channels and locks alive",
        LimitKind::Events => "events kept",
    }
}

fn parse(param: &Param, value: &str) -> Option<i64> {
    match param.kind {
        ParamKind::Int => value.parse().ok(),
        ParamKind::Bool => value.parse::<bool>().ok().map(i64::from),
        ParamKind::Duration => parse_duration(value).ok().and_then(|ns| i64::try_from(ns).ok()),
    }
}
