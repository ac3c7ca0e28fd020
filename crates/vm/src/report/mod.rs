//! What Go writes to stderr when a program fails: panics, fatal errors, dumps of goroutines (`runtime/panic.go`,
//! `traceback.go`).

mod ancestors;
mod dump;
mod traceback;

use gopark_program::{FuncId, TypeKind};
use gopark_trace::{Fd, GId, Kind, PId, Sink};

pub use ancestors::{Ancestors, of_child};
pub use dump::{all, goroutine};
pub use traceback::Traceback;

use crate::equal::type_of;
use crate::limits;
use crate::stop::Fatal;
use crate::symbols;
use crate::task::{Panicking, STACK_MAX_BYTES, Task};
use crate::text;
use crate::vm::Vm;

/// Writes to stderr, past the scheduler.
pub fn write<S: Sink>(vm: &mut Vm<S>, p: Option<PId>, text: impl AsRef<[u8]>) {
    // A full stream cuts the report off; the program ends anyway.
    let _ = vm.output.push(Fd::Stderr, text.as_ref());
    let len = vm.output.len(Fd::Stderr);
    let kind = Kind::Write { fd: Fd::Stderr, len };
    match p {
        Some(p) => vm.sched.emit(p, kind),
        None => vm.sched.emit_outside(kind),
    }
}

/// An unrecovered panic of goroutine `g`.
pub fn panic<S: Sink>(vm: &mut Vm<S>, p: PId, g: GId, task: &Task) {
    let mut panics = Vec::new();
    for (i, panic) in task.panics.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| &task.panics[i]);
        let text = panic.text.as_ref().map(|text| indented(text));
        panic_line(panic, before, &text.unwrap_or_else(|| value_text(vm, panic.value)), &mut panics);
    }
    let mut out = String::new();
    signal(vm, task, &mut out);
    stacks(vm, g, task, (&[], symbols::DIES), &mut out);
    let bubble = task.panics.last().and_then(|panic| deadlocked_bubble(vm, panic.value));
    if let Some(bubble) = bubble.filter(|_| traceback(vm) <= Traceback::Single) {
        dump::bubble(vm, bubble, &mut out);
    }
    panics.extend(out.into_bytes());
    write(vm, Some(p), panics);
}

/// `panic.go:dopanic_m`: the stack of a goroutine that ends the program, and as much as `GOTRACEBACK` asks for; `inner` are
/// called by the innermost function, or `all_inner` where the runtime's own are shown.
fn stacks<S: Sink>(vm: &Vm<S>, g: GId, task: &Task, (inner, all_inner): (&[u8], &[u8]), out: &mut String) {
    match traceback(vm) {
        Traceback::None => {}
        Traceback::Single => {
            out.push('\n');
            dump::failed(vm, g, task, inner, out);
        }
        Traceback::All => {
            out.push('\n');
            dump::failed(vm, g, task, inner, out);
            all(vm, out);
        }
        Traceback::System | Traceback::Crash => {
            out.push('\n');
            dump::deep(vm, g, task, (symbols::Symbol::of_foreigns(all_inner), 0), out);
            dump::everything(vm, out);
        }
    }
}

/// The process ends with a core.
pub fn is_core_wanted<S: Sink>(vm: &Vm<S>) -> bool {
    traceback(vm) == Traceback::Crash
}

/// How much is shown now.
fn traceback<S: Sink>(vm: &Vm<S>) -> Traceback {
    vm.traceback.unwrap_or_else(|| Traceback::of_env(&vm.env))
}

/// `panic.go:printindented`.
fn indented(text: &[u8]) -> Vec<u8> {
    let ends = text.iter().filter(|&&byte| byte == b'\n').count();
    let mut indented = Vec::with_capacity(text.len() + ends);
    for &byte in text {
        indented.push(byte);
        if byte == b'\n' {
            indented.push(b'\t');
        }
    }
    indented
}

/// The goroutine's last signal, unless it has recovered from all its panics since.
fn signal<S: Sink>(vm: &Vm<S>, task: &Task, out: &mut String) {
    let Some(pc) = task.panics.iter().rev().find_map(|panic| panic.fault_pc) else { return };
    let (addr, pc) = (symbols::nil_addr(&vm.program, pc), symbols::text_addr(pc));
    out.push_str(&format!("[signal SIGSEGV: segmentation violation code=0x1 addr={addr:#x} pc={pc:#x}]\n"));
}

/// The bubble whose deadlock a panic is about (`panic.go:fatalpanic`).
fn deadlocked_bubble<S: Sink>(vm: &Vm<S>, (type_word, data): (u64, u64)) -> Option<u32> {
    let is_deadlock = vm.program.ty(type_of(&vm.program, type_word)?).name == "synctest.deadlockError";
    let bubble = vm.mem.word(data + 16).filter(|_| is_deadlock)?;
    Some(bubble as u32)
}

/// `panic.go:printpanics`, for one of them.
fn panic_line(panic: &Panicking, before: Option<&Panicking>, text: &[u8], out: &mut Vec<u8>) {
    if before.is_some_and(|before| before.is_repanicked) {
        return;
    }
    if before.is_some_and(|before| !before.is_goexit) {
        out.push(b'\t');
    }
    if panic.is_goexit {
        return;
    }
    out.extend(b"panic: ");
    out.extend(text);
    out.extend(match (panic.is_recovered, panic.is_repanicked) {
        (true, true) => " [recovered, repanicked]\n".as_bytes(),
        (true, false) => b" [recovered]\n",
        _ => b"\n",
    });
}

/// `error.go:printpanicval`: basic values bare, values of defined types with their type, others as an address.
fn value_text<S: Sink>(vm: &Vm<S>, (type_word, data): (u64, u64)) -> Vec<u8> {
    let Some(t) = type_of(&vm.program, type_word) else { return b"nil".into() };
    let ty = vm.program.ty(t);
    let shape = vm.tables.shapes[t.idx()];
    let mut slots = vec![data];
    if !ty.is_direct() {
        slots = vec![0; shape.words as usize + 1];
        shape.load(&vm.mem, data, &mut slots);
    }
    let second = slots.get(1).copied().unwrap_or(0);
    // A structure in Go.
    let is_shown = is_basic(&ty.kind) && ty.name != "runtime.boundsError";
    let (text, [open, close]) = match &ty.kind {
        _ if !is_shown => return format!("({}) {data:#x}", ty.name).into_bytes(),
        TypeKind::String => {
            let bytes = vm.mem.bytes(slots[0], second.min(limits::OUTPUT_BYTES_MAX as u64));
            (indented(bytes.unwrap_or_default()), ["(\"", "\")"])
        }
        TypeKind::Complex64 | TypeKind::Complex128 => {
            (text::scalar(&ty.kind, slots[0], second).into_bytes(), ["", ""])
        }
        kind => (text::scalar(kind, slots[0], 0).into_bytes(), ["(", ")"]),
    };
    let is_predeclared = !ty.name.contains('.');
    if is_predeclared {
        text
    } else {
        [ty.name.as_bytes(), open.as_bytes(), &text, close.as_bytes()].concat()
    }
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
}

/// Panics that a fatal error comes in the middle of, whose values are not asked for their texts any more
/// (`panic.go:printPreFatalDeferPanic`).
fn panics_before<S: Sink>(vm: &Vm<S>, task: &Task, out: &mut Vec<u8>) {
    let mut panics = task.panics.clone();
    for i in 1..panics.len() {
        panics[i - 1].is_repanicked |= panics[i - 1].has_value_of(&panics[i]);
    }
    for (i, panic) in panics.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| &panics[i]);
        panic_line(panic, before, &value_text(vm, panic.value), out);
    }
    if !panics.is_empty() {
        out.push(b'\t');
    }
}

/// What `go` says of no function, on the stack of its thread: then the others are shown, too.
pub const GO_OF_NIL: &str = "go of nil func value";

/// A fatal error in goroutine `g`.
pub fn fatal<S: Sink>(vm: &mut Vm<S>, p: PId, g: GId, task: &Task, fatal: &Fatal) {
    let (mut panics, mut out, text) = (Vec::new(), String::new(), &*fatal.text);
    if text != GO_OF_NIL {
        panics_before(vm, task, &mut panics);
    }
    fatal_text(vm, task, text, &mut out);
    let inner = symbols::fatal_by(text);
    let all_inner = [&[symbols::FATAL], inner].concat();
    stacks(vm, g, task, (inner, &all_inner), &mut out);
    if text == GO_OF_NIL && traceback(vm) == Traceback::Single {
        all(vm, &mut out);
    }
    panics.extend(out.into_bytes());
    write(vm, Some(p), panics);
}

/// The runtime itself refuses something in goroutine `g` (`panic.go:throw`).
pub fn throw<S: Sink>(vm: &mut Vm<S>, p: PId, g: GId, task: &Task, fatal: &Fatal) {
    let (mut out, text) = (String::new(), &*fatal.text);
    fatal_text(vm, task, text, &mut out);
    out.push('\n');
    let is_fault = task.panics.last().is_some_and(|panic| panic.fault_pc.is_some());
    let (on_thread, inner) = symbols::throw_by(text, is_fault);
    if !on_thread.is_empty() {
        self::on_thread(on_thread, &mut out);
        out.push('\n');
    }
    dump::deep(vm, g, task, (symbols::Symbol::of_foreigns(inner), fatal.line), &mut out);
    dump::everything(vm, &mut out);
    write(vm, Some(p), out);
}

/// A stack that would exceed its limit when function `func` begins (`stack.go:newstack`).
#[inline(never)]
pub fn stack_overflow<S: Sink>(vm: &mut Vm<S>, p: PId, g: GId, (task, func): (&Task, FuncId)) {
    let limit = vm.config.stack_limit_bytes.min(STACK_MAX_BYTES);
    let low = 0xc0_2000_0000_u64;
    let high = low + u64::from(task.own.stack_bytes);
    let sp = high - u64::from(task.own.stack_used.min(task.own.stack_bytes));
    let mut out = format!(
        "runtime: goroutine stack exceeds {limit}-byte limit\n\
         runtime: sp={sp:#x} stack=[{low:#x}, {high:#x}]\n\
         fatal error: stack overflow\n\n"
    );
    on_thread(symbols::NEWSTACK, &mut out);
    out.push('\n');
    let begins = symbols::Symbol::of_entry(&vm.program, func).into_iter().collect();
    dump::deep(vm, g, task, (begins, 0), &mut out);
    dump::everything(vm, &mut out);
    write(vm, Some(p), out);
}

/// Functions on the thread's own stack.
#[inline(never)]
fn on_thread(numbers: &[u8], out: &mut String) {
    out.push_str("runtime stack:\n");
    dump::write_frames(&symbols::Symbol::of_foreigns(numbers), 0, out);
}

/// There are more threads than a program may have (`proc.go:checkmcount`).
pub fn too_many_threads<S: Sink>(vm: &mut Vm<S>) {
    let limit = vm.sched.max_threads();
    write(vm, None, format!("runtime: program exceeds {limit}-thread limit\n"));
    of_all(vm, "thread exhaustion");
}

/// A fatal error of no goroutine.
pub fn of_all<S: Sink>(vm: &mut Vm<S>, text: &str) {
    let mut out = format!("fatal error: {text}\n");
    match traceback(vm) {
        Traceback::None => {}
        Traceback::Single | Traceback::All => all(vm, &mut out),
        Traceback::System | Traceback::Crash => {
            out.push('\n');
            on_thread(symbols::checkdead(text.starts_with("no goroutines")), &mut out);
            dump::everything(vm, &mut out);
        }
    }
    write(vm, None, out);
}
