//! Dumps of goroutines (`traceback.go:goroutineheader`, `traceback1`).

use gopark_trace::{GId, Sink};

use super::ancestors;
use crate::godebug::Godebug;
use crate::limits;
use crate::symbols::{self, Symbol, is_shown};
use crate::task::{Link, Task};
use crate::vm::Vm;

/// Frames shown at either end of a long stack (`traceback.go:tracebackInnerFrames`).
pub(super) const FRAMES_AT_EACH_END: usize = 50;
const NS_PER_MINUTE: u64 = 60_000_000_000;
/// Where the first G lies, bytes of each, and where M0 lies; in a dump that leaves nothing out.
const GS: u64 = 0xc0_0000_2000;
const G_BYTES: u64 = 0x1e0;
const M0: u64 = 0x55_9640;

/// All goroutines but the running one in the order of their Gs, each after an empty line.
pub fn all<S: Sink>(vm: &Vm<S>, out: &mut String) {
    some(vm, |_| true, out);
}

/// Those of a bubble.
pub fn bubble<S: Sink>(vm: &Vm<S>, bubble: u32, out: &mut String) {
    some(vm, |g| vm.sched.bubble_of(g) == bubble, out);
}

fn some<S: Sink>(vm: &Vm<S>, is_wanted: impl Fn(GId) -> bool, out: &mut String) {
    let all = vm.standing();
    let tasks = vm.sched.all_gs().into_iter().filter(|&g| is_wanted(g));
    let tasks = tasks.filter_map(|g| Some((g, all.get(g)?.as_ref()?)));
    let shown = tasks.filter(|&(g, task)| !vm.is_hidden_parked(g, task));
    for (g, task) in shown.take(limits::DUMP_GOROUTINES_MAX) {
        out.push('\n');
        goroutine(vm, g, &task.open(), out);
    }
    let hidden = all.len().saturating_sub(limits::DUMP_GOROUTINES_MAX);
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

/// The same with the runtime's own goroutines and functions, as when the runtime itself fails (`panic.go:throw`).
pub fn everything<S: Sink>(vm: &Vm<S>, out: &mut String) {
    let mut gs: Vec<(GId, &str)> = vm.sched.runtime_goroutines().collect();
    let all = vm.standing();
    gs.extend(all.iter().filter(|(_, task)| task.is_some()).map(|(g, _)| (g, vm.sched.state_text(g))));
    gs.sort_by_key(|&(g, _)| vm.sched.g_index(g));
    // Some of the runtime's run code of ours.
    gs.dedup_by_key(|&mut (g, _)| g);
    let is_first = vm.collected_at.is_empty();
    for (g, state) in gs.into_iter().take(limits::DUMP_GOROUTINES_MAX) {
        out.push('\n');
        let task = all.get(g).and_then(Option::as_ref).filter(|task| !vm.is_hidden_parked(g, task));
        let system = if task.is_none() { symbols::system(state, is_first) } else { None };
        if let Some(task) = task {
            deep(vm, g, &task.open(), (Vec::new(), 0), out);
        } else if let Some((frames, creator)) = system {
            header(vm, g, state, (true, false), out);
            write_frames(&frames, 0, out);
            created(&creator, Some(GId(1)), out);
        }
    }
}

/// One goroutine: header, frames, who created it.
pub fn goroutine<S: Sink>(vm: &Vm<S>, g: GId, task: &Task, out: &mut String) {
    failed(vm, g, task, &[], out);
}

/// The same with functions that the innermost one calls.
pub fn failed<S: Sink>(vm: &Vm<S>, g: GId, task: &Task, inner: &[u8], out: &mut String) {
    header(vm, g, state(vm, g), (false, is_initial(task)), out);
    let inner = Symbol::of_foreigns(inner).into_iter().filter(|symbol| is_shown(symbol.name)).collect();
    stack(vm, g, task, (inner, 0), is_shown, out);
    created_by(vm, g, task, false, out);
}

/// The same with all of the runtime's own functions; `inner` are called by the innermost of them, at `line` if that is not 0.
pub fn deep<S: Sink>(
    vm: &Vm<S>,
    g: GId,
    task: &Task,
    (mut inner, line): (Vec<Symbol<'_>>, u32),
    out: &mut String,
) {
    header(vm, g, state(vm, g), (true, is_initial(task)), out);
    inner.extend(symbols::parking(&vm.program, task, vm.sched.wait_reason(g)));
    // What parks is known better.
    stack(vm, g, task, (inner, line), |name| name != symbols::GOPARK, out);
    created_by(vm, g, task, true, out);
}

/// Functions `inner` and the stack below them, which calls the last of those at `line` if that is not 0.
fn stack<'a, S: Sink>(
    vm: &'a Vm<S>,
    g: GId,
    task: &Task,
    (inner, line): (Vec<Symbol<'a>>, u32),
    is_kept: impl Fn(&str) -> bool,
    out: &mut String,
) {
    let stands = (vm.sched.wait_reason(g), g == GId(1));
    let (mut rest, hidden) = symbols::stack_ends(&vm.program, task, stands, FRAMES_AT_EACH_END, is_kept);
    if let Some(caller) = rest.first_mut().filter(|_| line > 0) {
        caller.line = line;
    }
    let mut shown = inner;
    shown.extend(rest);
    write_frames(&shown, hidden, out);
}

/// Functions with their places; of many only the first and the last. So many as `hidden` are not in `shown`, but lie
/// between those.
pub fn write_frames(shown: &[Symbol<'_>], hidden: usize, out: &mut String) {
    let elided = (shown.len() + hidden).saturating_sub(2 * FRAMES_AT_EACH_END);
    let last = if elided > 0 { shown.len() - FRAMES_AT_EACH_END } else { 0 };
    for (i, symbol) in shown.iter().enumerate() {
        if elided > 0 && i == FRAMES_AT_EACH_END {
            out.push_str(&format!("...{elided} frames elided...\n"));
        }
        if i < FRAMES_AT_EACH_END || i >= last {
            let args = if symbol.has_args { "..." } else { "" };
            match symbol.is_panic() {
                true => out.push_str("panic({...})\n"),
                false => out.push_str(&format!("{}({args})\n", symbol.name)),
            }
            place(symbol, out);
        }
    }
}

fn created_by<S: Sink>(vm: &Vm<S>, g: GId, task: &Task, is_deep: bool, out: &mut String) {
    let creator = Symbol::of_pc(&vm.program, task.own.go_pc).filter(|_| task.own.parent.is_some());
    if let Some(creator) = creator {
        if !is_deep && !is_shown(creator.name) {
            return;
        }
        created(&creator, Some(task.own.parent), out);
        if Godebug::IS_HEARD {
            ancestors::write((&vm.program, &vm.registry), g, out);
        }
    } else if let Some(creator) = Symbol::timer_creator().filter(|_| g != GId(1)) {
        created(&creator, None, out);
    }
}

/// Where a goroutine was started, and by whom.
pub(super) fn created(creator: &Symbol<'_>, by: Option<GId>, out: &mut String) {
    let by = by.map_or_else(String::new, |by| format!(" in goroutine {}", by.0));
    out.push_str(&format!("created by {}{by}\n", creator.name));
    place(creator, out);
}

fn state<S: Sink>(vm: &Vm<S>, g: GId) -> &'static str {
    if vm.runs(g) { "running" } else { vm.sched.state_text(g) }
}

/// Until `main.main` is called, or a panic has run all deferred calls, the goroutine belongs to its thread (`proc.go:main`).
fn is_initial(task: &Task) -> bool {
    let link = |depth: usize| task.frames.get(depth).map(|frame| frame.link);
    let runs_deferred = |depth: u32| !task.defers.is_empty() || link(depth as usize) == Some(Link::Panic);
    let is_tied = task.panics.last().is_none_or(|panic| runs_deferred(panic.call_depth));
    is_tied && link(0) == Some(Link::Init)
}

/// `is_deep`: with its addresses and its thread.
fn header<S: Sink>(vm: &Vm<S>, g: GId, state: &str, (is_deep, is_initial): (bool, bool), out: &mut String) {
    out.push_str(&format!("goroutine {}", g.0));
    if is_deep {
        out.push_str(&format!(" gp={:#x} m=", GS + u64::from(vm.sched.g_index(g).unwrap_or(0)) * G_BYTES));
        match vm.sched.thread_of(g) {
            Some(m) => out.push_str(&format!("{m} mp={:#x}", M0 + u64::from(m) * 0x800)),
            None => out.push_str("nil"),
        }
    }
    out.push_str(&format!(" [{state}"));
    let is_leaked = vm.leaked.binary_search(&g).is_ok();
    if is_leaked {
        out.push_str(" (leaked)");
    }
    if vm.sched.is_durably_blocked(g) {
        out.push_str(" (durable)");
    }
    let minutes = vm.waited_ns(g) / NS_PER_MINUTE;
    if minutes > 0 && !is_leaked {
        out.push_str(&format!(", {minutes} minutes"));
    }
    if is_initial || vm.sched.is_thread_locked(g) {
        out.push_str(", locked to thread");
    }
    let bubble = vm.sched.bubble_of(g);
    if bubble != 0 {
        out.push_str(&format!(", synctest bubble {bubble}"));
    }
    out.push(']');
    if let Some(labels) = vm.registry.labels.get(&g).filter(|_| vm.godebug.shows_labels) {
        out.push_str(&labels.header);
    }
    out.push_str(":\n");
}

pub(super) fn place(symbol: &Symbol<'_>, out: &mut String) {
    let Symbol { dir, file, line, addr, entry, .. } = symbol;
    out.push_str(&format!("\t{dir}{file}:{line} +{:#x}\n", addr - entry));
}
