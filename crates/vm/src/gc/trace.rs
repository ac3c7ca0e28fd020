//! The line of `GODEBUG=gctrace=1` (`mgc.go:gcMarkTermination`).

use gopark_sched::Trigger;
use gopark_trace::Sink;

use crate::report;
use crate::vm::Vm;

impl<S: Sink> Vm<S> {
    /// Writes the line of the cycle that just ended.
    pub(crate) fn trace_cycle(&mut self) {
        let gc = self.sched.gc();
        let it = gc.cycle;
        let percent = (gc.cpu_fraction(it.ended, it.procs) * 100.0) as u64;
        let first = it.mark_begun.since(it.begun);
        let (mark, last) = (it.mark_ended.since(it.mark_begun), it.ended.since(it.mark_ended));
        let procs = u64::from(it.procs);
        let mib = |bytes: u64| bytes >> 20;
        let forced = if it.trigger == Trigger::Heap { "" } else { " (forced)" };
        let line = format!(
            "gc {} @{}s {percent}%: {}+{}+{} ms clock, {}+{}/{}/{}+{} ms cpu, {}->{}->{} MB, {} MB goal, {} MB stacks, \
             {} MB globals, {procs} P{forced}\n",
            gc.marked,
            seconds(it.begun.0),
            ms(first),
            ms(mark),
            ms(last),
            ms(first * procs),
            ms(it.assist_ns),
            ms(it.dedicated_ns + it.fractional_ns),
            ms(it.idle_ns),
            ms(last * procs),
            mib(it.heap.0),
            mib(it.heap.1),
            mib(it.heap.2),
            mib(it.goal),
            mib(it.stack_scan),
            mib(it.globals_scan),
        );
        report::write(self, None, &line);
    }
}

/// Seconds to the millisecond.
fn seconds(ns: u64) -> String {
    format!("{}.{:03}", ns / 1_000_000_000, ns / 1_000_000 % 1_000)
}

/// Milliseconds with two digits that say something, as `mgc.go:fmtNSAsMS` has it.
fn ms(ns: u64) -> String {
    if ns >= 10_000_000 {
        return (ns / 1_000_000).to_string();
    }
    let us = ns / 1_000;
    if us == 0 {
        return "0".to_owned();
    }
    // Microseconds are thousandths; as few decimals as two digits take.
    let (mut digits, mut decimals) = (us, 3);
    while digits >= 100 {
        (digits, decimals) = (digits / 10, decimals - 1);
    }
    let scale = 10_u64.pow(decimals);
    let width = decimals as usize;
    match decimals {
        0 => digits.to_string(),
        _ => format!("{}.{:0width$}", digits / scale, digits % scale),
    }
}

#[cfg(test)]
mod tests {
    use super::{ms, seconds};

    #[test]
    fn numbers_are_written_as_go_writes_them() {
        let all = [0, 999, 5_000, 17_000, 56_000, 340_000, 5_000_000, 9_870_000, 34_000_000];
        assert_eq!(all.map(ms), ["0", "0", "0.005", "0.017", "0.056", "0.34", "5.0", "9.8", "34"]);
        assert_eq!(seconds(1_016_999_999), "1.016");
    }
}
