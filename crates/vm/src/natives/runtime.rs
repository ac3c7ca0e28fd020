//! Package runtime: the scheduler, the collector and the stack, seen from the program.

use gopark_trace::Sink;

use crate::native::{Cx, Native, Outcome};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Some(Native::acts(match function {
        "GOMAXPROCS" => gomaxprocs,
        "NumGoroutine" => num_goroutine,
        "NumCPU" => num_cpu,
        "Gosched" => gosched,
        "Goexit" => |_| Err(Stop::Goexit),
        "LockOSThread" => lock_thread,
        "UnlockOSThread" => unlock_thread,
        "setMaxThreads" => set_max_threads,
        "GC" => gc,
        "memory" => memory,
        _ => return super::runtime_dumps::find(function),
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

fn lock_thread<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    cx.vm.sched.lock_thread(cx.p);
    Ok(Outcome::Done)
}

fn unlock_thread<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    cx.vm.sched.unlock_thread(cx.p);
    Ok(Outcome::Done)
}

fn set_max_threads<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let wanted = u32::try_from(cx.int(0).clamp(0, i64::from(i32::MAX))).unwrap_or(0);
    let before = cx.vm.sched.set_max_threads(wanted);
    cx.set_word(0, u64::from(before));
    Ok(Outcome::Done)
}

fn gc<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    cx.collect();
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
