//! The numbers of memory, and its settings.

use gopark_trace::{Sink, StwReason};

use crate::memory::{CLASS_COUNT, class_bytes};
use crate::native::Cx;
use crate::stop::Stop;

/// How long `runtime.ReadMemStats` stops the world.
const READ_NS: u64 = 20_000;

pub fn stop_the_world<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    if cx.vm.sched.gc_hold(cx.p) {
        return Err(Stop::Retry);
    }
    cx.vm.sched.pause(cx.p, StwReason::ReadMemStats, READ_NS);
    Err(Stop::Leave)
}

/// In the order of the results of `memory` in `std/runtime/memstats.go`.
pub fn read<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let use_ = cx.vm.memory_use();
    let heap = &cx.vm.mem.heap;
    let (totals, gc) = (heap.totals, cx.vm.sched.gc());
    let fraction = gc.cpu_fraction(cx.vm.sched.now(cx.p), cx.vm.sched.procs());
    let numbers = [
        totals.alloc_bytes,
        totals.freed_bytes,
        totals.allocs,
        totals.frees,
        use_.heap_sys,
        use_.heap_inuse,
        use_.heap_released,
        use_.stack_inuse,
        use_.other,
        cx.vm.told_goal(),
        gc.cycle.ended.0,
        gc.pauses_ns,
        u64::from(gc.marked),
        u64::from(gc.forced),
        fraction.to_bits(),
    ];
    for (i, number) in numbers.into_iter().enumerate() {
        cx.set_word(i, number);
    }
    Ok(())
}

/// In the order of the results of `own`.
pub fn own<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let own = cx.vm.memory_use().own(cx.vm.sched.procs());
    let numbers =
        [own.mcache_free, own.mcache_inuse, own.mspan_free, own.mspan_inuse, own.gc, own.buckets, own.other];
    for (i, number) in numbers.into_iter().enumerate() {
        cx.set_word(i, number);
    }
    Ok(())
}

/// The first classes, the objects of each that were ever allocated, and those that were freed. Large ones are not told.
pub fn by_size<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (first, classes) = (cx.word(0), cx.word(1));
    let sizes = &cx.vm.mem.heap.sizes;
    let mut numbers = vec![0; 3];
    for class in 1..CLASS_COUNT.min(classes as usize) {
        numbers.extend([class_bytes(class), sizes.allocs[class], sizes.frees[class]]);
    }
    cx.vm.mem.store_words(first, &numbers).ok_or(Stop::Nil)
}

/// When pause `i` of the last ones ended, newest first, and how long it took; whether there is one.
pub fn pause<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let i = usize::try_from(cx.word(0)).unwrap_or(usize::MAX);
    let pause = cx.vm.sched.gc().pauses.iter().rev().nth(i).copied();
    let (end, ns) = pause.unwrap_or_default();
    cx.set_word(0, end.0);
    cx.set_word(1, ns);
    cx.set_bool(2, pause.is_some());
    Ok(())
}

pub fn set_gc_percent<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let percent = i32::try_from(cx.int(0)).unwrap_or(if cx.int(0) < 0 { -1 } else { i32::MAX });
    let old = cx.vm.sched.set_gc_percent(percent);
    cx.set_int(0, i64::from(old));
    Ok(())
}

/// A negative limit only asks.
pub fn set_memory_limit<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    // Go's own number for no limit is the largest int64.
    let out = |bytes: u64| i64::try_from(bytes).unwrap_or(i64::MAX);
    let old = match u64::try_from(cx.int(0)) {
        Ok(bytes) => {
            let bytes = if bytes == i64::MAX.cast_unsigned() { u64::MAX } else { bytes };
            cx.vm.sched.set_memory_limit(bytes)
        }
        Err(_) => cx.vm.sched.gc().pacer.memory_limit,
    };
    cx.vm.tell_pacer();
    cx.set_int(0, out(old));
    Ok(())
}

pub fn set_max_stack<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let old = cx.vm.config.stack_limit_bytes;
    cx.vm.config.stack_limit_bytes = cx.int(0).max(0).cast_unsigned();
    cx.set_word(0, old);
    Ok(())
}

/// All idle heap goes back to the system.
pub fn scavenge<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.vm.mem.heap.release(0);
    Ok(())
}
