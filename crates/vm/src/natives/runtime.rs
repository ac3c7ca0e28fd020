//! Package runtime: the scheduler, the collector and the stack, seen from the program.

use gopark_trace::{Sink, WaitReason};

use crate::callers::{Caller, caller};
use crate::limits;
use crate::native::{Cx, Native, Outcome};
use crate::report;
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Some(Native::acts(match function {
        "GOMAXPROCS" => gomaxprocs,
        "NumGoroutine" => num_goroutine,
        "NumCPU" => num_cpu,
        "Gosched" => gosched,
        "Goexit" => |_| Err(Stop::Goexit),
        "GC" => gc,
        "Caller" => find_caller,
        "stack" => stack,
        "memory" => memory,
        _ => return None,
    }))
}

fn gomaxprocs<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let before = cx.vm.sched.procs();
    cx.set_word(0, u64::from(before));
    let wanted = u32::try_from(cx.int(0).clamp(0, i64::from(u32::MAX))).unwrap_or(0);
    if wanted == 0 || wanted == before {
        return Ok(Outcome::Done);
    }
    cx.vm.sched.set_procs(Some(cx.p), wanted);
    Ok(Outcome::Left)
}

fn num_goroutine<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let count = cx.vm.sched.goroutines();
    cx.set_word(0, u64::from(count));
    Ok(Outcome::Done)
}

fn num_cpu<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let count = cx.vm.config.sched.procs;
    cx.set_word(0, u64::from(count));
    Ok(Outcome::Done)
}

fn gosched<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    cx.vm.sched.gosched(cx.p);
    Ok(Outcome::Left)
}

fn gc<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    cx.collect();
    Ok(Outcome::Done)
}

fn find_caller<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let program = cx.program();
    let up = usize::try_from(cx.int(0)).unwrap_or(usize::MAX);
    let found = caller(&program, cx.task, up);
    cx.set_bool(4, found.is_some());
    let Caller { pc, file, line, .. } = found.unwrap_or_default();
    cx.set_word(0, u64::from(pc));
    cx.set_string(1, file.as_bytes())?;
    cx.set_word(3, u64::from(line));
    Ok(Outcome::Done)
}

fn stack<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let mut text = String::new();
    report::dump(&cx.vm.program, cx.g(), "running", cx.task, &mut text);
    let others = if cx.bool(0) { limits::DUMP_GOROUTINES_MAX } else { 0 };
    let tasks = cx.vm.tasks.iter().filter_map(|(g, task)| Some((g, task.as_ref()?)));
    for (g, task) in tasks.take(others) {
        let state = if task.reason == WaitReason::None { "runnable" } else { task.reason.text() };
        text.push('\n');
        report::dump(&cx.vm.program, g, state, task, &mut text);
    }
    cx.set_string(0, text.as_bytes())?;
    Ok(Outcome::Done)
}

fn memory<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let stats = cx.vm.stats();
    let numbers = [stats.heap_bytes, cx.vm.heap.goal_bytes, stats.stack_bytes, u64::from(stats.collections)];
    for (i, number) in numbers.into_iter().enumerate() {
        cx.set_word(i, number);
    }
    Ok(Outcome::Done)
}
