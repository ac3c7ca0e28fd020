//! Package runtime/metrics: numbers by Go's names. Their order is that of `all` in `std/runtime/metrics/description.go`.

use gopark_trace::Sink;

use crate::memory::{CLASS_COUNT, class_bytes};
use crate::native::{Cx, Native, SliceVal};
use crate::stop::Stop;

/// The histograms, as `numbers` names them.
const LATENCIES: u64 = 0;
const GC_PAUSES: u64 = 1;
const OTHER_PAUSES: u64 = 2;
/// The simulated world stops at once.
const GC_STOPPING: u64 = 3;
const OTHER_STOPPING: u64 = 4;
const ALLOCS_BY_SIZE: u64 = 5;
const FREES_BY_SIZE: u64 = 6;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::acts_of(function, &[("numbers", numbers), ("fill", fill), ("sizes", sizes)])
}

fn numbers<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let mut i = 0;
    for part in [cpu, collector, heap, marking, memory, scheduler] {
        for number in part(cx) {
            cx.set_word(i, number);
            i += 1;
        }
    }
    Ok(())
}

/// Seconds as a float64.
fn seconds(ns: u64) -> u64 {
    (ns as f64 / 1e9).to_bits()
}

/// `/cgo/...`, of which there is nothing, and `/cpu/...`. Giving memory back takes no virtual time.
fn cpu<S: Sink>(cx: &Cx<'_, S>) -> Vec<u64> {
    let measures = cx.vm.sched.measures();
    let [assist, dedicated, idle, pause] = measures.gc_cpu_ns;
    let spent = assist + dedicated + idle + pause;
    let total = (cx.now_ns().saturating_mul(u64::from(cx.vm.sched.procs()))).max(spent);
    let unused = measures.idle_ns.min(total - spent);
    let user = total - spent - unused;
    let cpu = [assist, dedicated, idle, pause, spent, unused, 0, 0, 0, total, user];
    [0].into_iter().chain(cpu.map(seconds)).collect()
}

/// `/gc/...` up to the heap.
fn collector<S: Sink>(cx: &Cx<'_, S>) -> Vec<u64> {
    let gc = cx.vm.sched.gc();
    let [finalizers, cleanups] = cx.vm.specials.counts;
    let (cycles, forced) = (u64::from(gc.marked), u64::from(gc.forced));
    vec![
        cleanups.1,
        cleanups.0,
        cycles.saturating_sub(forced),
        forced.min(cycles),
        cycles,
        finalizers.1,
        finalizers.0,
        i64::from(gc.pacer.percent).cast_unsigned(),
        gc.pacer.memory_limit.min(i64::MAX.cast_unsigned()),
    ]
}

/// `/gc/heap/...`
fn heap<S: Sink>(cx: &Cx<'_, S>) -> Vec<u64> {
    let (gc, heap) = (cx.vm.sched.gc(), &cx.vm.mem.heap);
    let [allocs, frees] = [&heap.sizes.allocs, &heap.sizes.frees].map(|sizes| sizes.iter().sum::<u64>());
    vec![
        ALLOCS_BY_SIZE,
        heap.totals.alloc_bytes,
        allocs,
        FREES_BY_SIZE,
        heap.totals.freed_bytes,
        frees,
        cx.vm.told_goal(),
        gc.pacer.heap_marked,
        allocs - frees,
        heap.totals.allocs - allocs,
    ]
}

/// `/gc/...` after the heap.
fn marking<S: Sink>(cx: &Cx<'_, S>) -> Vec<u64> {
    let (heap, stacks, globals) = cx.vm.sched.gc().pacer.last_scan;
    let limited = u64::from(cx.vm.sched.measures().limited_cycle);
    let start = u64::from(cx.vm.heap.stacks.start_bytes);
    vec![limited, GC_PAUSES, globals, heap, stacks, globals + heap + stacks, start]
}

/// `/memory/...`
fn memory<S: Sink>(cx: &Cx<'_, S>) -> Vec<u64> {
    let totals = cx.vm.mem.heap.totals;
    let objects = totals.alloc_bytes - totals.freed_bytes;
    let held = cx.vm.memory_use();
    let own = held.own(cx.vm.sched.procs());
    vec![
        held.heap_sys.saturating_sub(held.heap_inuse + held.heap_released),
        objects,
        held.heap_released,
        held.stack_inuse,
        held.heap_inuse.saturating_sub(objects),
        own.mcache_free,
        own.mcache_inuse,
        own.mspan_free,
        own.mspan_inuse,
        own.gc,
        // The stacks of threads are among the others.
        0,
        own.other,
        own.buckets,
        held.heap_sys + held.stack_inuse + held.other,
    ]
}

/// `/sched/...` and `/sync/...`.
fn scheduler<S: Sink>(cx: &Cx<'_, S>) -> Vec<u64> {
    let numbers = cx.vm.sched.numbers();
    let busy = numbers.in_syscalls + numbers.runnable + numbers.running;
    vec![
        u64::from(cx.vm.sched.procs()),
        numbers.created,
        numbers.in_syscalls,
        numbers.runnable,
        numbers.running,
        numbers.goroutines.saturating_sub(busy),
        numbers.goroutines,
        LATENCIES,
        GC_STOPPING,
        OTHER_STOPPING,
        GC_PAUSES,
        OTHER_PAUSES,
        numbers.threads,
        seconds(cx.vm.sched.measures().mutex_wait_ns),
    ]
}

/// A histogram's counts into the slice that is the first argument.
fn fill<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (into, wanted, measures) = (cx.slice(0), cx.word(3), cx.vm.sched.measures());
    let mut counts = match wanted {
        LATENCIES => measures.latencies.counts(),
        GC_PAUSES | GC_STOPPING => measures.gc_pauses.counts(),
        OTHER_PAUSES | OTHER_STOPPING => measures.other_pauses.counts(),
        ALLOCS_BY_SIZE => &cx.vm.mem.heap.sizes.allocs,
        _ => &cx.vm.mem.heap.sizes.frees,
    }
    .to_vec();
    match wanted {
        // Large ones come last.
        ALLOCS_BY_SIZE | FREES_BY_SIZE => counts.rotate_left(1),
        GC_STOPPING | OTHER_STOPPING => {
            let all: u64 = counts.iter().sum();
            counts = vec![0, all];
        }
        _ => {}
    }
    counts.resize(into.len as usize, 0);
    cx.vm.mem.store_words(into.addr, &counts).ok_or(Stop::Nil)?;
    Ok(())
}

/// The least sizes of what is counted by size, but for the first, which is 1: classes end with their sizes.
fn sizes<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let sizes = (1..CLASS_COUNT).map(|class| class_bytes(class) + 1);
    let bytes: Vec<u8> = sizes.flat_map(u64::to_le_bytes).collect();
    let addr = cx.alloc_bytes(&bytes)?;
    let len = CLASS_COUNT as u64 - 1;
    cx.set_slice(0, SliceVal { addr, len, cap: len });
    Ok(())
}
