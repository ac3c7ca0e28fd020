//! Dumps of goroutines (`traceback.go:goroutineheader`, `traceback1`).

use gopark_trace::{GId, Sink};

use crate::limits;
use crate::symbols::{Symbol, stack};
use crate::task::Task;
use crate::vm::Vm;

/// Frames shown at either end of a long stack (`traceback.go:tracebackInnerFrames`).
const FRAMES_AT_EACH_END: usize = 50;
const NS_PER_MINUTE: u64 = 60_000_000_000;

/// All goroutines but the running one, each after an empty line.
pub fn all<S: Sink>(vm: &Vm<S>, out: &mut String) {
    let tasks = vm.tasks.iter().filter_map(|(g, task)| Some((g, task.as_ref()?)));
    for (g, task) in tasks.take(limits::DUMP_GOROUTINES_MAX) {
        out.push('\n');
        goroutine(vm, g, &task.open(), out);
    }
    let hidden = vm.tasks.len().saturating_sub(limits::DUMP_GOROUTINES_MAX);
    if hidden > 0 {
        out.push_str(&format!("\n...{hidden} goroutines elided...\n"));
    }
}

impl<S: Sink> Vm<S> {
    /// All goroutines as they stand between two steps, as `/debug/pprof/goroutine?debug=2` writes them.
    pub fn dump(&self) -> String {
        let mut out = String::new();
        all(self, &mut out);
        out.split_off(usize::from(out.starts_with('\n')))
    }
}

/// One goroutine: header, frames, who created it.
pub fn goroutine<S: Sink>(vm: &Vm<S>, g: GId, task: &Task, out: &mut String) {
    header(vm, g, out);
    let mut shown = stack(&vm.program, task, vm.sched.wait_reason(g), g == GId(1));
    shown.retain(Symbol::is_shown);
    let hidden = shown.len().saturating_sub(2 * FRAMES_AT_EACH_END);
    for (i, symbol) in shown.iter().enumerate() {
        if hidden > 0 && i == FRAMES_AT_EACH_END {
            out.push_str(&format!("...{hidden} frames elided...\n"));
        }
        if hidden == 0 || i < FRAMES_AT_EACH_END || i >= FRAMES_AT_EACH_END + hidden {
            let args = if symbol.has_args { "..." } else { "" };
            match symbol.is_panic() {
                true => out.push_str("panic({...})\n"),
                false => out.push_str(&format!("{}({args})\n", symbol.name)),
            }
            place(symbol, out);
        }
    }
    let creator = Symbol::of_pc(&vm.program, task.own.go_pc).filter(|_| task.own.parent.is_some());
    if let Some(creator) = creator {
        out.push_str(&format!("created by {} in goroutine {}\n", creator.name, task.own.parent.0));
        place(&creator, out);
    } else if let Some(creator) = Symbol::timer_creator().filter(|_| g != GId(1)) {
        out.push_str(&format!("created by {}\n", creator.name));
        place(&creator, out);
    }
}

fn header<S: Sink>(vm: &Vm<S>, g: GId, out: &mut String) {
    let is_running = vm.tasks.get(g).is_none_or(Option::is_none);
    let state = if is_running { "running" } else { vm.sched.state_text(g) };
    out.push_str(&format!("goroutine {} [{state}", g.0));
    let is_leaked = vm.leaked.binary_search(&g).is_ok();
    if is_leaked {
        out.push_str(" (leaked)");
    }
    let minutes = vm.waited_ns(g) / NS_PER_MINUTE;
    if minutes > 0 && !is_leaked {
        out.push_str(&format!(", {minutes} minutes"));
    }
    if vm.sched.is_thread_locked(g) {
        out.push_str(", locked to thread");
    }
    out.push_str("]:\n");
}

fn place(symbol: &Symbol<'_>, out: &mut String) {
    let Symbol { dir, file, line, addr, entry, .. } = symbol;
    out.push_str(&format!("\t{dir}{file}:{line} +{:#x}\n", addr - entry));
}
