//! Prints events the way `test_data/oracle.go` does, in the words of Go's own reader: that one turns some events of
//! the file into several, and speaks of "transitions" and "ranges".

use std::fmt::Write;

use gopark_gotrace::trace::{Context, Event, EventKind, GoStatus, ProcStatus, StackId, Symbols, TextId};
use gopark_gotrace::{GoId, TaskId, read_trace};

/// The lines of all events in `bytes`; the last is `error` if the trace breaks off.
pub fn of_trace(bytes: &[u8]) -> Vec<String> {
    let mut printer = Printer { generations: 0, lines: Vec::new() };
    let Ok(mut trace) = read_trace(bytes) else { return vec!["error".into()] };
    loop {
        match trace.next() {
            Some(Ok(event)) => printer.print(&event, trace.symbols()),
            Some(Err(_)) => {
                printer.drop_last_sync();
                printer.lines.push("error".into());
                break;
            }
            None => {
                break;
            }
        }
    }
    printer.lines
}

struct Printer {
    generations: usize,
    lines: Vec<String>,
}

/// A state transition of the current goroutine: from, to, reason, and whether the stack is the goroutine's.
type Transition = (Option<GoId>, &'static str, &'static str, TextId, StackId);

impl Printer {
    /// The oracle prints a Sync when another event follows.
    fn drop_last_sync(&mut self) {
        if self.lines.last().is_some_and(|line| line.contains(" Sync")) {
            self.lines.pop();
        }
    }

    fn print(&mut self, event: &Event, symbols: &Symbols) {
        let Event { time_ns, context, kind } = *event;
        let without_g = Context { g: None, ..context };
        match kind {
            EventKind::GoSwitch { g, destroy } => {
                let left = if destroy { "Running->NotExist" } else { "Running->Waiting" };
                let current = context.g.map_or("none".into(), |g| g.to_string());
                self.line(time_ns, &context, &format!("StateTransition {g} Waiting->Runnable \"\""));
                self.line(time_ns + 1, &context, &format!("StateTransition {current} {left} \"\""));
                self.line(time_ns + 2, &without_g, &format!("StateTransition {g} Runnable->Running \"\""));
            }
            EventKind::GoDestroySyscall => {
                let g = context.g.map_or("none".into(), |g| g.to_string());
                let mut time_ns = time_ns;
                if let Some(p) = context.p {
                    self.line(time_ns, &context, &format!("StateTransition {p} Running->Idle"));
                    time_ns += 1;
                }
                self.line(time_ns, &context, &format!("StateTransition {g} Syscall->NotExist \"\""));
            }
            _ => {
                if matches!(kind, EventKind::Sync { .. }) {
                    self.generations += 1;
                }
                let first = self.generations == 1;
                let what = describe(&kind, &context, first, symbols);
                self.line(time_ns, &context, &what);
            }
        }
    }

    fn line(&mut self, time_ns: u64, context: &Context, what: &str) {
        let m = context.m.map_or(-1, |m| m.0 as i64);
        let p = context.p.map_or(-1, |p| p.0 as i64);
        let g = context.g.map_or(-1, |g| g.0 as i64);
        self.lines.push(format!("{time_ns} M{m} P{p} G{g} {what}"));
    }
}

fn describe(kind: &EventKind, context: &Context, first: bool, symbols: &Symbols) -> String {
    if let Some(proc) = proc_transition(kind, context, first) {
        return proc;
    }
    if let Some((g, from, to, reason, own)) = transition(kind, context, first) {
        let g = g.map_or("none".into(), |g| g.to_string());
        let reason = quote(symbols.text(reason));
        let (own, at) = (frames(" in", own, symbols), frames(" at", stack(kind), symbols));
        return format!("StateTransition {g} {from}->{to} {reason}{own}{at}");
    }
    format!("{}{}", other(kind, context, symbols), frames(" at", stack(kind), symbols))
}

fn proc_transition(kind: &EventKind, context: &Context, first: bool) -> Option<String> {
    let (p, from, to) = match *kind {
        EventKind::ProcStart { p } => (p, "Idle", "Running"),
        EventKind::ProcStop => (context.p?, "Running", "Idle"),
        EventKind::ProcSteal { p, abandoned, .. } => (p, if abandoned { "Idle" } else { "Running" }, "Idle"),
        EventKind::ProcStatus { p, status, known } => {
            let state = match status {
                ProcStatus::Running | ProcStatus::Syscall => "Running",
                ProcStatus::Idle | ProcStatus::SyscallAbandoned => "Idle",
            };
            let from = match (known, first) {
                (true, _) => state,
                (false, true) => "Undetermined",
                (false, false) => "NotExist",
            };
            (p, from, state)
        }
        _ => return None,
    };
    Some(format!("StateTransition {p} {from}->{to}"))
}

fn transition(kind: &EventKind, context: &Context, first: bool) -> Option<Transition> {
    let none = StackId::NONE;
    let plain = |g, from, to| Some((g, from, to, TextId::EMPTY, none));
    match *kind {
        EventKind::GoCreate { g, start, blocked, .. } => {
            let to = if blocked { "Waiting" } else { "Runnable" };
            Some((Some(g), "NotExist", to, TextId::EMPTY, start))
        }
        EventKind::GoCreateSyscall { g } => plain(Some(g), "NotExist", "Syscall"),
        EventKind::GoStart { g } => plain(Some(g), "Runnable", "Running"),
        EventKind::GoDestroy => plain(context.g, "Running", "NotExist"),
        EventKind::GoStop { reason, stack } => Some((context.g, "Running", "Runnable", reason, stack)),
        EventKind::GoBlock { reason, stack } => Some((context.g, "Running", "Waiting", reason, stack)),
        EventKind::GoUnblock { g, .. } => plain(Some(g), "Waiting", "Runnable"),
        EventKind::GoSyscallBegin { stack } => Some((context.g, "Running", "Syscall", TextId::EMPTY, stack)),
        EventKind::GoSyscallEnd => plain(context.g, "Syscall", "Running"),
        EventKind::GoSyscallEndBlocked => plain(context.g, "Syscall", "Runnable"),
        EventKind::GoStatus { g, status, known, stack, .. } => {
            let state = match status {
                GoStatus::Runnable => "Runnable",
                GoStatus::Running => "Running",
                GoStatus::Syscall => "Syscall",
                GoStatus::Waiting => "Waiting",
            };
            assert!(known || first, "an unknown goroutine in a later generation");
            Some((Some(g), if known { state } else { "Undetermined" }, state, TextId::EMPTY, stack))
        }
        _ => None,
    }
}

fn other(kind: &EventKind, context: &Context, symbols: &Symbols) -> String {
    let g = context.g.map_or(-1, |g| g.0 as i64);
    let p = context.p.map_or(-1, |p| p.0 as i64);
    let text = |id| quote(symbols.text(id));
    let parent = |parent: Option<TaskId>| parent.map_or(-1, |task| task.0 as i64);
    let stw = |word: &str, kind: TextId| {
        format!("Range{word} {} Goroutine({g})", quote(&format!("stop-the-world ({})", symbols.text(kind))))
    };
    let mark = |word: &str| format!("Range{word} \"GC concurrent mark phase\" None");
    let sweep = |word: &str, p: i64| format!("Range{word} \"GC incremental sweep\" Proc({p})");
    let assist = |word: &str, g: i64| format!("Range{word} \"GC mark assist\" Goroutine({g})");
    match *kind {
        EventKind::Sync { clock: None, .. } => "Sync".into(),
        EventKind::Sync { clock: Some(c), .. } => {
            let (s, ns) = (c.wall_s + c.wall_ns / 1_000_000_000, c.wall_ns % 1_000_000_000);
            format!("Sync trace={} mono={} wall={s}.{ns}", c.trace_ns, c.mono_ns)
        }
        EventKind::CpuSample { .. } => "StackSample".into(),
        EventKind::ProcsChange { procs, .. } => format!("Metric /sched/gomaxprocs:threads={procs}"),
        EventKind::HeapAlloc { bytes } => format!("Metric /memory/classes/heap/objects:bytes={bytes}"),
        EventKind::HeapGoal { bytes } => format!("Metric /gc/heap/goal:bytes={bytes}"),
        EventKind::StwBegin { kind, .. } => stw("Begin", kind),
        EventKind::StwEnd { kind } => stw("End", kind),
        EventKind::GcActive => mark("Active"),
        EventKind::GcBegin { .. } => mark("Begin"),
        EventKind::GcEnd => mark("End"),
        EventKind::GcSweepActive { p } => sweep("Active", p.0 as i64),
        EventKind::GcSweepBegin { .. } => sweep("Begin", p),
        EventKind::GcSweepEnd { swept_bytes, reclaimed_bytes } => {
            format!("{} \"bytes swept\"={swept_bytes} \"bytes reclaimed\"={reclaimed_bytes}", sweep("End", p))
        }
        EventKind::GcMarkAssistActive { g } => assist("Active", g.0 as i64),
        EventKind::GcMarkAssistBegin { .. } => assist("Begin", g),
        EventKind::GcMarkAssistEnd => assist("End", g),
        EventKind::GoLabel { label } => format!("Label {}", text(label)),
        EventKind::UserTaskBegin { task, parent: of, name, .. } => {
            format!("TaskBegin {} in {} {}", task.0, parent(of), text(name))
        }
        EventKind::UserTaskEnd { task, parent: of, name, .. } => {
            format!("TaskEnd {} in {} {}", task.0, parent(of), text(name))
        }
        EventKind::UserRegionBegin { task, name, .. } => format!("RegionBegin {} {}", task.0, text(name)),
        EventKind::UserRegionEnd { task, name, .. } => format!("RegionEnd {} {}", task.0, text(name)),
        EventKind::UserLog { task, category, message, .. } => {
            format!("Log {} {} {}", task.0, text(category), text(message))
        }
        EventKind::Experimental(experiment) => {
            let mut line = format!("Experimental {}", experiment.name());
            let count = match experiment.name() {
                "Span" | "SpanAlloc" => 3,
                "SpanFree" | "HeapObjectFree" | "GoroutineStackFree" => 1,
                _ => 2,
            };
            for arg in &experiment.args[..count] {
                let _ = write!(line, " {arg}");
            }
            line
        }
        ref transition => unreachable!("{transition:?} is a transition"),
    }
}

/// The stack of the context an event happened in.
fn stack(kind: &EventKind) -> StackId {
    match *kind {
        EventKind::CpuSample { stack }
        | EventKind::ProcsChange { stack, .. }
        | EventKind::GoCreate { stack, .. }
        | EventKind::GoStop { stack, .. }
        | EventKind::GoBlock { stack, .. }
        | EventKind::GoUnblock { stack, .. }
        | EventKind::GoSyscallBegin { stack }
        | EventKind::GoStatus { stack, .. }
        | EventKind::StwBegin { stack, .. }
        | EventKind::GcBegin { stack }
        | EventKind::GcSweepBegin { stack }
        | EventKind::GcMarkAssistBegin { stack }
        | EventKind::UserTaskBegin { stack, .. }
        | EventKind::UserTaskEnd { stack, .. }
        | EventKind::UserRegionBegin { stack, .. }
        | EventKind::UserRegionEnd { stack, .. }
        | EventKind::UserLog { stack, .. } => stack,
        _ => StackId::NONE,
    }
}

fn frames(word: &str, id: StackId, symbols: &Symbols) -> String {
    let frames = symbols.stack(id);
    if frames.is_empty() {
        return String::new();
    }
    let mut line = format!("{word} [");
    for frame in frames {
        let (func, file) = (symbols.text(frame.func), symbols.text(frame.file));
        let _ = write!(line, " {:x} {func} {file}:{}", frame.pc, frame.line);
    }
    line + " ]"
}

/// Go's `%q` for the texts in our traces.
fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
