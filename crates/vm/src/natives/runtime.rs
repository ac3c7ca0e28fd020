//! Package runtime: the scheduler, the collector and the stack, seen from the program.

mod finalizer;
mod memory;

use gopark_sched::Trigger;
use gopark_trace::Sink;

use crate::native::{Cx, Native};
use crate::report::{self, Traceback};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::acts_of(
        function,
        &[
            ("GOMAXPROCS", gomaxprocs),
            ("NumGoroutine", num_goroutine),
            ("NumCPU", num_cpu),
            ("Gosched", gosched),
            ("Goexit", |_| Err(Stop::Goexit)),
            ("LockOSThread", lock_thread),
            ("UnlockOSThread", unlock_thread),
            ("setMaxThreads", set_max_threads),
            ("gcCycle", |cx| {
                cx.set_word(0, u64::from(cx.vm.sched.gc().begun));
                Ok(())
            }),
            ("gcStart", gc_start),
            ("gcWait", gc_wait),
            ("gcSweep", gc_sweep),
            ("memory", memory::read),
            ("own", memory::own),
            ("bySize", memory::by_size),
            ("stopTheWorld", memory::stop_the_world),
            ("pause", memory::pause),
            ("setGCPercent", memory::set_gc_percent),
            ("setMemoryLimit", memory::set_memory_limit),
            ("setMaxStack", memory::set_max_stack),
            ("tracebackLevel", set_traceback),
            ("scavenge", memory::scavenge),
            ("setFinalizer", finalizer::set_finalizer),
            ("nextFinalizer", finalizer::next_finalizer),
            ("addCleanup", finalizer::add_cleanup),
            ("stopCleanup", finalizer::stop_cleanup),
            ("nextCleanup", finalizer::next_cleanup),
            ("registerWeakPointer", finalizer::register_weak_pointer),
            ("makeStrongFromWeak", finalizer::make_strong_from_weak),
        ],
    )
    .or_else(|| super::runtime_dumps::find(function))
}

fn set_traceback<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let level = Traceback::of(cx.str(0)).unwrap_or(Traceback::Single);
    cx.vm.traceback = Some(level.max(Traceback::of_env(&cx.vm.env)));
    Ok(())
}

fn gomaxprocs<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let before = cx.vm.sched.procs();
    cx.set_word(0, u64::from(before));
    let wanted = u32::try_from(cx.int(0).clamp(0, i64::from(u32::MAX))).unwrap_or(0);
    if wanted == 0 || wanted == before {
        return Ok(());
    }
    if cx.vm.sched.gc_hold(cx.p) {
        return Err(Stop::Retry);
    }
    cx.vm.sched.set_procs(Some(cx.p), wanted);
    Err(Stop::Leave)
}

fn num_goroutine<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let count = cx.vm.sched.goroutines();
    cx.set_word(0, u64::from(count));
    Ok(())
}

fn num_cpu<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let count = cx.vm.config.sched.procs;
    cx.set_word(0, u64::from(count));
    Ok(())
}

fn gosched<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.vm.sched.gosched(cx.p);
    Err(Stop::Leave)
}

fn lock_thread<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.vm.sched.lock_thread(cx.p);
    Ok(())
}

fn unlock_thread<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.vm.sched.unlock_thread(cx.p);
    Ok(())
}

fn set_max_threads<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let wanted = u32::try_from(cx.int(0).clamp(0, i64::from(i32::MAX))).unwrap_or(0);
    let before = cx.vm.sched.set_max_threads(wanted);
    cx.set_word(0, u64::from(before));
    if cx.vm.sched.threads() > wanted {
        report::write(cx.vm, Some(cx.p), format!("runtime: program exceeds {wanted}-thread limit\n"));
        return Err(Stop::throw("thread exhaustion"));
    }
    Ok(())
}

/// Whether a cycle has begun that began after `gcCycle` said its number; the first result of [`gc_cycle`].
fn gc_start<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let is_new = u64::from(cx.vm.sched.gc().begun) <= cx.word(0);
    let begun = is_new && cx.vm.sched.gc_start(cx.p, Trigger::Call);
    if begun { Err(Stop::Leave) } else { Ok(()) }
}

fn gc_wait<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let cycle = u32::try_from(cx.word(0)).unwrap_or(u32::MAX);
    if cx.vm.sched.gc_wait(cx.p, cycle) { Err(Stop::Leave) } else { Ok(()) }
}

fn gc_sweep<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let more = cx.vm.sched.gc().is_sweeping() && {
        let (ns, more) = cx.vm.sweep_batch();
        cx.charge(ns);
        more
    };
    cx.set_bool(0, more);
    Ok(())
}
