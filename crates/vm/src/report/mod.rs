//! What Go writes to stderr when a program fails: panics, fatal errors, dumps of goroutines (`runtime/panic.go`,
//! `traceback.go`).

mod dump;
mod traceback;

use gopark_program::{Instr, TypeKind};
use gopark_trace::{Fd, GId, Kind, PId, Sink};

pub use dump::{all, goroutine};
pub use traceback::Traceback;

use crate::equal::type_of;
use crate::limits;
use crate::symbols;
use crate::task::{Panicking, STACK_MAX_BYTES, Task};
use crate::text;
use crate::vm::Vm;

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
        let text = panic.text.as_ref().map(|text| text.replace('\n', "\n\t"));
        panic_line(panic, before, text.unwrap_or_else(|| value_text(vm, panic.value)), &mut out);
    }
    signal(vm, task, &mut out);
    let level = vm.traceback.unwrap_or_else(|| Traceback::of_env(&vm.env));
    if level > Traceback::None {
        out.push('\n');
    }
    match level {
        Traceback::None => {}
        Traceback::System => dump::deep(vm, g, task, &[], &mut out),
        _ => goroutine(vm, g, task, &mut out),
    }
    if level == Traceback::System {
        dump::everything(vm, &mut out);
    } else if level == Traceback::All {
        all(vm, &mut out);
    } else if let Some(bubble) = task.panics.last().and_then(|panic| deadlocked_bubble(vm, panic.value)) {
        dump::bubble(vm, bubble, &mut out);
    }
    write(vm, Some(p), &out);
}

/// The goroutine's last signal, unless it has recovered from all its panics since.
fn signal<S: Sink>(vm: &Vm<S>, task: &Task, out: &mut String) {
    let Some(pc) = task.panics.iter().rev().find_map(|panic| panic.fault_pc) else { return };
    let addr = match vm.program.code.get(pc as usize) {
        Some(&(Instr::Load { off, .. } | Instr::Store { off, .. })) => off,
        _ => 0,
    };
    let pc = symbols::text_addr(pc);
    out.push_str(&format!("[signal SIGSEGV: segmentation violation code=0x1 addr={addr:#x} pc={pc:#x}]\n"));
}

/// The bubble whose deadlock a panic is about (`panic.go:fatalpanic`).
fn deadlocked_bubble<S: Sink>(vm: &Vm<S>, (type_word, data): (u64, u64)) -> Option<u32> {
    let is_deadlock = vm.program.ty(type_of(&vm.program, type_word)?).name == "synctest.deadlockError";
    let bubble = vm.mem.word(data + 16).filter(|_| is_deadlock)?;
    Some(bubble as u32)
}

/// `panic.go:printpanics`, for one of them.
fn panic_line(panic: &Panicking, before: Option<&Panicking>, text: String, out: &mut String) {
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
    out.push_str(&text);
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
            let bytes =
                vm.mem.bytes(slots[0], second.min(limits::OUTPUT_BYTES_MAX as u64)).unwrap_or_default();
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
    // A structure in Go.
    if ty.name == "runtime.boundsError" {
        return format!("({}) {data:#x}", ty.name);
    }
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

fn fatal_text<S: Sink>(vm: &Vm<S>, task: &Task, text: &str, out: &mut String) {
    out.push_str(&format!("fatal error: {}\n", text.replace('\n', "\n\t")));
    signal(vm, task, out);
    out.push('\n');
}

/// Panics that a fatal error comes in the middle of, whose values are not asked for their texts any more
/// (`panic.go:printPreFatalDeferPanic`).
fn panics_before<S: Sink>(vm: &Vm<S>, task: &Task, out: &mut String) {
    let mut panics = task.panics.clone();
    for i in 1..panics.len() {
        panics[i - 1].is_repanicked |= panics[i - 1].has_value_of(&panics[i]);
    }
    for (i, panic) in panics.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| &panics[i]);
        panic_line(panic, before, value_text(vm, panic.value), out);
    }
    if !panics.is_empty() {
        out.push('\t');
    }
}

/// What `go` says of no function, on the stack of its thread: then the others are shown, too.
pub const GO_OF_NIL: &str = "go of nil func value";

/// A fatal error in goroutine `g`.
pub fn fatal<S: Sink>(vm: &mut Vm<S>, p: PId, g: GId, task: &Task, text: &str) {
    let mut out = String::new();
    if text != GO_OF_NIL {
        panics_before(vm, task, &mut out);
    }
    fatal_text(vm, task, text, &mut out);
    dump::failed(vm, g, task, symbols::fatal_by(text), &mut out);
    if text == GO_OF_NIL {
        all(vm, &mut out);
    }
    write(vm, Some(p), &out);
}

/// The runtime itself refuses something in goroutine `g` (`panic.go:throw`).
pub fn throw<S: Sink>(vm: &mut Vm<S>, p: PId, g: GId, task: &Task, text: &str) {
    let mut out = String::new();
    fatal_text(vm, task, text, &mut out);
    let is_fault = task.panics.last().is_some_and(|panic| panic.fault_pc.is_some());
    dump::deep(vm, g, task, symbols::throw_by(text, is_fault), &mut out);
    dump::everything(vm, &mut out);
    write(vm, Some(p), &out);
}

/// A stack that would exceed its limit (`stack.go:newstack`).
pub fn stack_overflow<S: Sink>(vm: &mut Vm<S>, p: PId, g: GId, task: &Task) {
    let limit = vm.config.stack_limit_bytes.min(STACK_MAX_BYTES);
    let low = 0xc0_2000_0000_u64;
    let high = low + u64::from(task.own.stack_bytes);
    let sp = high - u64::from(task.own.stack_used.min(task.own.stack_bytes));
    let mut out = format!(
        "runtime: goroutine stack exceeds {limit}-byte limit\n\
         runtime: sp={sp:#x} stack=[{low:#x}, {high:#x}]\n\
         fatal error: stack overflow\n\nruntime stack:\n"
    );
    let newstack = symbols::NEWSTACK.iter().filter_map(|&number| symbols::Symbol::of_foreign(number));
    dump::write_frames(&newstack.collect::<Vec<_>>(), 0, &mut out);
    out.push('\n');
    dump::deep(vm, g, task, &[], &mut out);
    dump::everything(vm, &mut out);
    write(vm, Some(p), &out);
}

/// There are more threads than a program may have (`proc.go:checkmcount`).
pub fn too_many_threads<S: Sink>(vm: &mut Vm<S>) {
    let limit = vm.sched.max_threads();
    write(vm, None, &format!("runtime: program exceeds {limit}-thread limit\n"));
    of_all(vm, "thread exhaustion");
}

/// A fatal error of no goroutine.
pub fn of_all<S: Sink>(vm: &mut Vm<S>, text: &str) {
    let mut out = format!("fatal error: {text}\n");
    all(vm, &mut out);
    write(vm, None, &out);
}
