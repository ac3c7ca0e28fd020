//! What Go writes to stderr when a program fails: panics, fatal errors, dumps of goroutines (`runtime/panic.go`,
//! `traceback.go`).

use gopark_program::{FuncKind, Program, TypeKind};
use gopark_trace::{Fd, GId, Kind, PId, Sink, WaitReason};

use crate::callers::GOPANIC_LINE;
use crate::equal::type_of;
use crate::limits;
use crate::task::{Frame, Link, Panicking, Task};
use crate::text;
use crate::vm::Vm;

/// Where the reader's files lie, as far as a stack trace is concerned.
pub const SOURCE_DIR: &str = "/tmp/x/";
/// Where the standard packages lie.
pub const STD_DIR: &str = "/usr/local/go/src/";
/// Frames shown at either end of a long stack (`traceback.go:tracebackInnerFrames`).
const FRAMES_AT_EACH_END: usize = 50;

/// Writes to stderr, past the scheduler.
pub fn write<S: Sink>(vm: &mut Vm<S>, p: Option<PId>, text: &str) {
    // A full stream cuts the report off; the program ends anyway.
    let _ = vm.output.push(Fd::Stderr, text.as_bytes());
    let len = vm.output.len(Fd::Stderr);
    let kind = Kind::Write { fd: Fd::Stderr, len };
    match p {
        Some(p) => vm.sched.emit(p, kind),
        None => vm.sched.emit_outside(kind),
    }
}

/// An unrecovered panic of goroutine `g`.
pub fn panic<S: Sink>(vm: &mut Vm<S>, p: PId, g: GId, task: &Task) {
    let mut out = String::new();
    for (i, panic) in task.panics.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| &task.panics[i]);
        panic_line(vm, panic, before, &mut out);
    }
    if let Some(pc) = task.panics.last().and_then(|panic| panic.fault_pc) {
        let pc = 0x40_0000 + u64::from(pc);
        out.push_str(&format!("[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc={pc:#x}]\n"));
    }
    out.push('\n');
    dump(&vm.program, g, "running", task, &mut out);
    write(vm, Some(p), &out);
}

/// `panic.go:printpanics`, for one of them.
fn panic_line<S: Sink>(vm: &Vm<S>, panic: &Panicking, before: Option<&Panicking>, out: &mut String) {
    if before.is_some_and(|before| before.is_repanicked) {
        return;
    }
    if before.is_some_and(|before| !before.is_goexit) {
        out.push('\t');
    }
    if panic.is_goexit {
        return;
    }
    out.push_str("panic: ");
    match &panic.text {
        Some(text) => out.push_str(&text.replace('\n', "\n\t")),
        None => out.push_str(&value_text(vm, panic.value)),
    }
    out.push_str(match (panic.is_recovered, panic.is_repanicked) {
        (true, true) => " [recovered, repanicked]",
        (true, false) => " [recovered]",
        _ => "",
    });
    out.push('\n');
}

/// `error.go:printpanicval`: basic values bare, values of defined types with their type, others as an address.
fn value_text<S: Sink>(vm: &Vm<S>, (type_word, data): (u64, u64)) -> String {
    let Some(t) = type_of(&vm.program, type_word) else { return "nil".into() };
    let ty = vm.program.ty(t);
    let shape = vm.tables.shapes[t.idx()];
    let mut slots = vec![data];
    if !ty.is_direct() {
        slots = vec![0; shape.words as usize + 1];
        shape.load(&vm.mem, data, &mut slots);
    }
    let second = slots.get(1).copied().unwrap_or(0);
    let (text, quoted) = match &ty.kind {
        TypeKind::String => {
            let bytes = vm.mem.bytes(slots[0], second).unwrap_or_default();
            let text = String::from_utf8_lossy(bytes).replace('\n', "\n\t");
            (text.clone(), format!("(\"{text}\")"))
        }
        TypeKind::Complex64 | TypeKind::Complex128 => {
            let text = text::scalar(&ty.kind, slots[0], second);
            (text.clone(), text)
        }
        kind if is_basic(kind) => {
            let text = text::scalar(kind, slots[0], 0);
            (text.clone(), format!("({text})"))
        }
        _ => return format!("({}) {data:#x}", ty.name),
    };
    let is_predeclared = !ty.name.contains('.');
    if is_predeclared { text } else { format!("{}{quoted}", ty.name) }
}

const fn is_basic(kind: &TypeKind) -> bool {
    !matches!(
        kind,
        TypeKind::UnsafePointer
            | TypeKind::Pointer(_)
            | TypeKind::Slice(_)
            | TypeKind::Array { .. }
            | TypeKind::Map { .. }
            | TypeKind::Chan { .. }
            | TypeKind::Func { .. }
            | TypeKind::Struct(_)
            | TypeKind::Interface(_)
    )
}

/// A fatal error in goroutine `g`.
pub fn fatal<S: Sink>(vm: &mut Vm<S>, p: PId, g: GId, task: &Task, text: &str) {
    let mut out = format!("fatal error: {text}\n\n");
    dump(&vm.program, g, "running", task, &mut out);
    write(vm, Some(p), &out);
}

/// A stack that would exceed its limit (`stack.go:newstack`).
pub fn stack_overflow<S: Sink>(vm: &mut Vm<S>, p: PId, g: GId, task: &Task) {
    let limit = vm.config.stack_limit_bytes;
    let low = 0xc0_2000_0000_u64;
    let high = low + task.stack_bytes;
    let sp = high - task.stack_used.min(task.stack_bytes);
    let mut out = format!(
        "runtime: goroutine stack exceeds {limit}-byte limit\n\
         runtime: sp={sp:#x} stack=[{low:#x}, {high:#x}]\n\
         fatal error: stack overflow\n\n"
    );
    dump(&vm.program, g, "running", task, &mut out);
    write(vm, Some(p), &out);
}

/// All goroutines are asleep.
pub fn deadlock<S: Sink>(vm: &mut Vm<S>) {
    let mut out = String::from("fatal error: all goroutines are asleep - deadlock!\n");
    let tasks = vm.tasks.iter().filter_map(|(g, task)| Some((g, task.as_ref()?)));
    for (g, task) in tasks.take(limits::DUMP_GOROUTINES_MAX) {
        out.push('\n');
        let state = if task.reason == WaitReason::None { "waiting" } else { task.reason.text() };
        dump(&vm.program, g, state, task, &mut out);
    }
    let hidden = vm.tasks.len().saturating_sub(limits::DUMP_GOROUTINES_MAX);
    if hidden > 0 {
        out.push_str(&format!("\n...{hidden} goroutines elided...\n"));
    }
    write(vm, None, &out);
}

/// One goroutine: header, frames, who created it.
pub fn dump(program: &Program, g: GId, state: &str, task: &Task, out: &mut String) {
    out.push_str(&format!("goroutine {} [{state}]:\n", g.0));
    let mut above = Link::Call;
    let mut shown = Vec::new();
    for frame in task.frames.iter().rev() {
        // A frame that runs deferred calls at its return stands at the very instruction that does.
        let pc = if above == Link::Defer { frame.pc } else { frame.pc.saturating_sub(1) };
        if program.funcs[frame.func.idx()].kind != FuncKind::Wrapper {
            shown.push((frame, pc));
        }
        above = frame.link;
    }
    let hidden = shown.len().saturating_sub(2 * FRAMES_AT_EACH_END);
    for (i, &(frame, pc)) in shown.iter().enumerate() {
        if hidden > 0 && i == FRAMES_AT_EACH_END {
            out.push_str(&format!("...{hidden} frames elided...\n"));
        }
        if hidden == 0 || i < FRAMES_AT_EACH_END || i >= FRAMES_AT_EACH_END + hidden {
            frame_lines(program, frame, pc, out);
        }
    }
    if task.parent.is_some() {
        let place = program.place(task.go_pc);
        let (name, func) = (place.map_or("", |place| place.func), program.func_at(task.go_pc));
        out.push_str(&format!("created by {name} in goroutine {}\n", task.parent.0));
        place_line(program, task.go_pc, func.map_or(0, |func| func.entry), out);
    }
}

fn frame_lines(program: &Program, frame: &Frame, pc: u32, out: &mut String) {
    let func = &program.funcs[frame.func.idx()];
    let args = if func.param_words > 0 { "..." } else { "" };
    out.push_str(&format!("{}({args})\n", func.name));
    place_line(program, pc.max(func.entry), func.entry, out);
    if frame.link == Link::Panic {
        out.push_str("panic({...})\n");
        out.push_str(&format!("\t{STD_DIR}runtime/panic.go:{GOPANIC_LINE} +0x125\n"));
    }
}

fn place_line(program: &Program, pc: u32, entry: u32, out: &mut String) {
    if let Some(place) = program.place(pc) {
        let dir = if place.is_std { STD_DIR } else { SOURCE_DIR };
        let offset = (pc - entry) * 8 + 0x18;
        out.push_str(&format!("\t{dir}{}:{} +{offset:#x}\n", place.file, place.line));
    }
}
