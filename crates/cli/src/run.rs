//! `gopark run`: the program's own output and exit code, and on request what happened underneath.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

use gopark_program::{Param, ParamKind, Program};
use gopark_sched::Limits;
use gopark_trace::{Ending, Event, EventHash, Fd, Kind, LimitKind, SimTime, Sink, World, line};
use gopark_vm::{Config, Input, Vm};

use crate::args::Run;
use crate::check::load;
use crate::duration::parse_duration;

/// Where lines go; shared, since the machine's listeners are cloned with it.
type Lines = Rc<RefCell<BufWriter<Box<dyn Write>>>>;

/// Everything that may listen to a run.
#[derive(Clone, Default)]
struct Listeners {
    lines: Option<Lines>,
    hash: Option<EventHash>,
    stats: Option<Stats>,
    /// What was written to which stream and not yet passed on: the stream's new length.
    writes: Vec<(Fd, u32)>,
}

#[derive(Clone, Default)]
struct Stats {
    world: World,
    fault: Option<String>,
}

impl Sink for Listeners {
    fn event(&mut self, event: &Event) {
        if let Kind::Write { fd, len } = event.kind {
            self.writes.push((fd, len));
        }
        if let Some(lines) = &self.lines {
            // A closed pipe is noticed when the file is flushed at the end.
            let _ = writeln!(lines.borrow_mut(), "{}", line(event));
        }
        if let Some(hash) = &mut self.hash {
            hash.event(event);
        }
        if let Some(stats) = &mut self.stats
            && let Err(fault) = stats.world.apply(event)
        {
            stats.fault.get_or_insert(fault.to_string());
        }
    }
}

/// Runs a file.
pub fn run(args: &Run) -> Result<ExitCode, String> {
    let Some(program) = load(&args.file, |diagnostic| eprintln!("{diagnostic}"))? else {
        return Ok(ExitCode::from(1));
    };
    let inputs = args.set.iter().map(|set| input(&program, set)).collect::<Result<Vec<_>, _>>()?;
    let listeners = Listeners {
        lines: args.events.as_deref().map(open).transpose()?,
        hash: args.events_hash.then(EventHash::default),
        stats: args.stats.then(Stats::default),
        writes: Vec::new(),
    };
    let config = Config {
        sched: gopark_sched::Config {
            procs: args.procs,
            seed: args.seed,
            async_preempt: !args.async_preempt_off,
            limits: Limits {
                goroutines: gopark_session::limits::GOROUTINES_MAX,
                objects: gopark_session::limits::OBJECTS_MAX,
            },
        },
        memory_limit_bytes: args.memory_limit.map(|mib| mib << 20),
        stack_limit_bytes: Config::STACK_LIMIT_GO_BYTES,
    };
    let mut vm = Vm::new(program, config, listeners);
    inputs.into_iter().for_each(|input| vm.apply(input));
    let mut passed = [0; 2];
    while args.until.is_none_or(|until| vm.upcoming().is_none_or(|next| next.0 < until)) {
        let more = vm.step();
        forward(&mut vm, &mut passed)?;
        if !more {
            break;
        }
    }
    if let Some(until) = args.until
        && vm.ended().is_none()
    {
        vm.wait_until(SimTime(until));
    }
    report(&mut vm)
}

/// Passes on what the program wrote since the last time, in its order.
fn forward(vm: &mut Vm<Listeners>, passed: &mut [usize; 2]) -> Result<(), String> {
    for (fd, len) in std::mem::take(&mut vm.sink_mut().writes) {
        let (bytes, passed) = match fd {
            Fd::Stdout => (vm.stdout(), &mut passed[0]),
            Fd::Stderr => (vm.stderr(), &mut passed[1]),
        };
        let bytes = bytes.get(*passed..len as usize).unwrap_or_default();
        *passed += bytes.len();
        let sent = match fd {
            Fd::Stdout => std::io::stdout().write_all(bytes).and_then(|()| std::io::stdout().flush()),
            Fd::Stderr => std::io::stderr().write_all(bytes),
        };
        sent.map_err(|error| format!("the program's output: {error}"))?;
    }
    Ok(())
}

fn report(vm: &mut Vm<Listeners>) -> Result<ExitCode, String> {
    let ended = vm.ended();
    let now = vm.now();
    let listeners = vm.sink_mut();
    if let Some(lines) = &listeners.lines {
        lines.borrow_mut().flush().map_err(|error| format!("the events: {error}"))?;
    }
    if let Some(hash) = &listeners.hash {
        eprintln!("{hash}");
    }
    if let Some(Stats { world, fault }) = &listeners.stats {
        if let Some(fault) = fault {
            return Err(format!("Gopark contradicts itself: {fault}"));
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
            Ok(ExitCode::from(how.exit_code() as u8))
        }
    }
}

fn open(path: &Path) -> Result<Lines, String> {
    let file: Box<dyn Write> = if path == Path::new("-") {
        Box::new(std::io::stdout())
    } else {
        Box::new(File::create(path).map_err(|error| format!("{}: {error}", path.display()))?)
    };
    Ok(Rc::new(RefCell::new(BufWriter::new(file))))
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
