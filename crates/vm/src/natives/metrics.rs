//! Package runtime/metrics: numbers by Go's names. Their order is that of `all` in `std/runtime/metrics/description.go`.

use gopark_sched::TimeHistogram;
use gopark_trace::Sink;

use crate::native::{Cx, Native, Outcome, SliceVal};
use crate::stop::Stop;

/// The histograms, as `numbers` names them.
const LATENCIES: u64 = 0;
const GC_PAUSES: u64 = 1;
const OTHER_PAUSES: u64 = 2;
/// The simulated world stops at once.
const GC_STOPPING: u64 = 3;
const OTHER_STOPPING: u64 = 4;

/// Metrics there are.
const COUNT: usize = 50;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Some(Native::acts(match function {
        "numbers" => numbers,
        "counts" => counts,
        _ => return None,
    }))
}

fn numbers<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let mut all = [0; COUNT];
    collector(cx, &mut all);
    memory(cx, &mut all);
    scheduler(cx, &mut all);
    for (i, number) in all.into_iter().enumerate() {
        cx.set_word(i, number);
    }
    Ok(Outcome::Done)
}

/// Seconds as a float64.
fn seconds(ns: u64) -> u64 {
    (ns as f64 / 1e9).to_bits()
}

/// `/cpu/...` and `/gc/...`, but for the heap.
fn collector<S: Sink>(cx: &Cx<'_, S>, all: &mut [u64; COUNT]) {
    let (gc, measures) = (cx.vm.sched.gc(), cx.vm.sched.measures());
    let [assist, dedicated, idle, pause] = measures.gc_cpu_ns;
    let spent = assist + dedicated + idle + pause;
    let total = (cx.now_ns().saturating_mul(u64::from(cx.vm.sched.procs()))).max(spent);
    let unused = measures.idle_ns.min(total - spent);
    let cpu = [assist, dedicated, idle, pause, spent, unused, total, total - spent - unused];
    for (slot, ns) in all.iter_mut().zip(cpu) {
        *slot = seconds(ns);
    }
    // 8, 9, 13 and 14: there are neither cleanups nor finalizers.
    let (cycles, forced) = (u64::from(gc.marked), u64::from(gc.forced));
    (all[10], all[11], all[12]) = (cycles.saturating_sub(forced), forced.min(cycles), cycles);
    all[15] = i64::from(gc.pacer.percent).cast_unsigned();
    all[16] = gc.pacer.memory_limit.min(i64::MAX.cast_unsigned());
    (all[22], all[23]) = (u64::from(measures.limited_cycle), GC_PAUSES);
    let (heap, stacks, globals) = gc.pacer.last_scan;
    all[24..28].copy_from_slice(&[globals, heap, stacks, globals + heap + stacks]);
    all[28] = u64::from(cx.vm.heap.stacks.start_bytes);
}

/// `/gc/heap/...` and `/memory/...`.
fn memory<S: Sink>(cx: &Cx<'_, S>, all: &mut [u64; COUNT]) {
    let (gc, totals) = (cx.vm.sched.gc(), cx.vm.mem.heap.totals);
    let objects = totals.alloc_bytes - totals.freed_bytes;
    let heap = [totals.alloc_bytes, totals.freed_bytes, gc.pacer.goal(), gc.pacer.heap_marked];
    all[17..21].copy_from_slice(&heap);
    all[21] = totals.allocs - totals.frees;
    let held = cx.vm.memory_use();
    all[29] = held.heap_sys.saturating_sub(held.heap_inuse + held.heap_released);
    (all[30], all[31], all[32]) = (objects, held.heap_released, held.stack_inuse);
    all[33] = held.heap_inuse.saturating_sub(objects);
    // 34: the stacks of threads are among the others.
    all[35] = held.heap_sys + held.stack_inuse + held.other;
}

/// `/sched/...` and `/sync/...`.
fn scheduler<S: Sink>(cx: &Cx<'_, S>, all: &mut [u64; COUNT]) {
    let numbers = cx.vm.sched.numbers();
    let busy = numbers.in_syscalls + numbers.runnable + numbers.running;
    all[36..43].copy_from_slice(&[
        u64::from(cx.vm.sched.procs()),
        numbers.created,
        numbers.in_syscalls,
        numbers.runnable,
        numbers.running,
        numbers.goroutines.saturating_sub(busy),
        numbers.goroutines,
    ]);
    all[43..48].copy_from_slice(&[LATENCIES, GC_STOPPING, OTHER_STOPPING, GC_PAUSES, OTHER_PAUSES]);
    (all[48], all[49]) = (numbers.threads, seconds(cx.vm.sched.measures().mutex_wait_ns));
}

fn counts<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let (wanted, measures) = (cx.word(0), cx.vm.sched.measures());
    let mut counts = match wanted {
        LATENCIES => measures.latencies.counts(),
        GC_PAUSES | GC_STOPPING => measures.gc_pauses.counts(),
        _ => measures.other_pauses.counts(),
    }
    .to_vec();
    counts.resize(TimeHistogram::BUCKETS, 0);
    if wanted == GC_STOPPING || wanted == OTHER_STOPPING {
        let all: u64 = counts.iter().sum();
        counts.fill(0);
        counts[1] = all;
    }
    let bytes: Vec<u8> = counts.iter().flat_map(|n| n.to_le_bytes()).collect();
    let addr = cx.alloc_bytes(&bytes)?;
    let len = counts.len() as u64;
    cx.set_slice(0, SliceVal { addr, len, cap: len });
    Ok(Outcome::Done)
}
