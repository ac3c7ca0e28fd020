//! Numbers of the moment shown, by the names that lessons and scripts use.

use gopark_trace::{Ending, GState, World};

use crate::checklist::Verdict;
use crate::{Session, State};

/// The number of that name at the moment shown; None when there is no such number, or no program.
///
/// Plain names: `goroutines`, `peak`, `created`, `runnable`, `running`, `waiting`, `syscall`, `threads`, `procs`,
/// `queued` (in all run queues), `longest queue` (a processor's), `stacks` and `stacks peak` and `largest stack` and `smallest stack` (bytes), `heap` and `heap peak` and
/// `memory` (heap and stacks) and `memory limit` (bytes), `gc` (cycles), `time` (ns), `ended` (0 or 1), `exit` (code), `panic`,
/// `broken` and `kept` (items of the checklist), `deadlock`, `oom`, `fatal` (0 or 1), and those of the program's parameters.
/// With an argument: `out: TEXT` (the last number in the output that follows TEXT), `says: TEXT` (how often the output
/// contains it), `broken: N` and `kept: N` (the checklist's item of that number is, 0 or 1), `in: FUNCTION` (goroutines started with it), `reason: WORDS` (goroutines that wait for that).
pub fn measure(session: &Session, name: &str) -> Option<i64> {
    let world = session.world()?;
    if let Some((kind, argument)) = name.split_once(':') {
        return with_argument(session, world, kind, argument.trim());
    }
    let ending = if let State::Ended(how) = session.state() { Some(*how) } else { None };
    let counts = &world.counts;
    let value = match name {
        "goroutines" => world.goroutines() as u64,
        "peak" => counts.peak.into(),
        "created" => counts.created,
        "runnable" => counts.runnable.into(),
        "running" => counts.running.into(),
        "waiting" => counts.waiting.into(),
        "syscall" => counts.syscall.into(),
        "threads" => world.ms.len() as u64,
        "procs" => session.procs().into(),
        "queued" => queued(world),
        "longest queue" => world.ps.iter().map(|p| p.runq.len() as u64).max().unwrap_or(0),
        "stacks" => counts.stack_bytes,
        "stacks peak" => counts.stack_bytes_peak,
        "largest stack" => world.gs.iter().map(|(_, g)| u64::from(g.stack_bytes)).max().unwrap_or(0),
        "smallest stack" => world.gs.iter().map(|(_, g)| u64::from(g.stack_bytes)).min().unwrap_or(0),
        "heap" => world.heap.alloc_bytes,
        "heap peak" => counts.heap_bytes_peak,
        "memory" => world.heap.alloc_bytes + counts.stack_bytes,
        "memory limit" => session.options().memory_limit_bytes,
        "gc" => world.heap.gc.cycles.into(),
        "broken" => judged(session, Verdict::Broken),
        "kept" => judged(session, Verdict::Kept),
        "time" => session.time().0,
        "ended" => ending.is_some().into(),
        "exit" => return Some(ending?.exit_code().into()),
        "panic" => (ending == Some(Ending::Panic)).into(),
        "deadlock" => (ending == Some(Ending::Deadlock)).into(),
        "oom" => (ending == Some(Ending::Oom)).into(),
        "fatal" => (ending == Some(Ending::Fatal)).into(),
        _ => {
            let index = session.program()?.params.iter().position(|param| param.name == name)?;
            return Some(session.param(index));
        }
    };
    Some(value as i64)
}

/// Items of the checklist.
fn judged(session: &Session, verdict: Verdict) -> u64 {
    session.checklist().iter().filter(|it| it.verdict == verdict).count() as u64
}

fn queued(world: &World) -> u64 {
    let local = |p: &gopark_trace::P| p.runq.len() + usize::from(p.next.is_some());
    (world.runq.len() + world.ps.iter().map(local).sum::<usize>()) as u64
}

fn with_argument(session: &Session, world: &World, kind: &str, argument: &str) -> Option<i64> {
    match kind {
        "out" => {
            let text = session.stdout();
            let after = &text[text.rfind(argument)? + argument.len()..];
            let digits = after.trim_start_matches([' ', ':', '=']);
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            digits[..end].parse().ok()
        }
        "says" => {
            let both = session.stdout() + &session.stderr();
            Some(both.matches(argument).count() as i64)
        }
        "broken" | "kept" => {
            let item: usize = argument.parse().ok()?;
            let wanted = if kind == "kept" { Verdict::Kept } else { Verdict::Broken };
            Some((session.checklist().get(item.checked_sub(1)?)?.verdict == wanted).into())
        }
        "in" => {
            let program = session.program()?;
            let is_in = |g: &gopark_trace::G| {
                g.entry.some().and_then(|pc| program.place(pc.0)).is_some_and(|place| place.func == argument)
            };
            Some(world.gs.iter().filter(|(_, g)| is_in(g)).count() as i64)
        }
        "reason" => {
            let waits = |g: &gopark_trace::G| g.state == GState::Waiting && g.reason.text() == argument;
            Some(world.gs.iter().filter(|(_, g)| waits(g)).count() as i64)
        }
        _ => None,
    }
}
