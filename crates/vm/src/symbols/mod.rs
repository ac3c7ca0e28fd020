//! From stacks to names, files and lines, as real Go would have them (`runtime/symtab.go`, `traceback.go`).
//!
//! An instruction has an address in a text segment of its own. Functions of Go's that have no counterpart here, but stand
//! on stacks, have addresses below it.

mod table;

use gopark_program::{FuncId, FuncKind, Instr, Program};
use gopark_trace::WaitReason;

use crate::equal::type_of;
use crate::task::{Frame, Link, Task};
pub use table::{DIES, FATAL, NEWSTACK, checkdead, fatal_by, throw_by};
use table::{Known, behind, foreign, line_after, line_of, nil_in, nil_line};

/// Go relies on a fault for a nil check only if it is within the first page (`cmd/compile/internal/ssa/nilcheck.go`).
const PAGE_BYTES: u32 = 4096;
/// Where the reader's files lie, as far as a stack trace is concerned.
const SOURCE_DIR: &str = "/tmp/x/";
/// Where the standard packages lie.
const STD_DIR: &str = "/usr/local/go/src/";
/// Address of instruction 0, and bytes of an instruction.
const TEXT: u64 = 0x40_0000;
const INSTR_BYTES: u64 = 8;
/// Address of foreign function 0, and bytes of a foreign function.
const FOREIGN: u64 = 0x10_0000;
const FOREIGN_BYTES: u64 = 0x100;
/// How far into its instruction, or foreign function, a return address points.
const RETURN: u64 = 5;

/// Where instruction `pc` lies.
pub const fn text_addr(pc: u32) -> u64 {
    TEXT + pc as u64 * INSTR_BYTES
}

/// A place on a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbol<'a> {
    /// The function.
    pub name: &'a str,
    /// The folder of the file, and the file.
    pub dir: &'static str,
    pub file: &'a str,
    /// From 1.
    pub line: u32,
    /// The return address, and where the function begins.
    pub addr: u64,
    pub entry: u64,
    /// It has parameters, as far as is known.
    pub has_args: bool,
}

impl<'a> Symbol<'a> {
    /// What lies at an address.
    pub fn at(program: &'a Program, addr: u64) -> Option<Self> {
        if addr >= TEXT {
            return Self::of_pc(program, u32::try_from((addr - TEXT) / INSTR_BYTES).ok()?);
        }
        Self::of_foreign(u8::try_from(addr.checked_sub(FOREIGN)? / FOREIGN_BYTES).ok()?)
    }

    /// What goes on behind the call that returns to an address (`traceback.go:printAncestorTracebackFuncInfo`).
    pub fn after(program: &'a Program, addr: u64) -> Option<Self> {
        let called = Self::at(program, addr)?;
        let next = Self::at(program, addr + INSTR_BYTES).filter(|next| next.entry == called.entry);
        let line = line_after(called.name).or(next.map(|next| next.line));
        Some(Self { line: line.unwrap_or(called.line), ..called })
    }

    /// Where function `func` begins.
    pub fn of_entry(program: &'a Program, func: FuncId) -> Option<Self> {
        let func = program.funcs.get(func.idx()).filter(|func| func.kind != FuncKind::Wrapper)?;
        Some(Self { line: func.line, addr: text_addr(func.entry), ..Self::of_pc(program, func.entry)? })
    }

    /// Instruction `pc`.
    pub fn of_pc(program: &'a Program, pc: u32) -> Option<Self> {
        let (place, func) = (program.place(pc)?, program.func_at(pc)?);
        let known = if place.is_std { line_of(&func.name, place.line) } else { None };
        let (file, line) = known.map_or((place.file, place.line), |Known { file, line, .. }| (file, line));
        Some(Self {
            name: &func.name,
            dir: if place.is_std { STD_DIR } else { SOURCE_DIR },
            file,
            line,
            addr: text_addr(pc) + RETURN,
            entry: text_addr(func.entry),
            has_args: func.param_words > 0,
        })
    }

    /// Function `number` of those that are not ours.
    pub fn of_foreign(number: u8) -> Option<Self> {
        let Known { name, file, line } = foreign(number)?;
        let entry = FOREIGN + u64::from(number) * FOREIGN_BYTES;
        Some(Self { name, dir: STD_DIR, file, line, addr: entry + RETURN, entry, has_args: true })
    }

    /// Several of them.
    #[inline(never)]
    pub fn of_foreigns(numbers: &[u8]) -> Vec<Symbol<'static>> {
        numbers.iter().filter_map(|&number| Symbol::of_foreign(number)).collect()
    }

    /// What creates the goroutine of `time.AfterFunc`.
    pub fn timer_creator() -> Option<Self> {
        Self::of_foreign(table::GO_FUNC)
    }

    /// A function that unwinds a stack.
    pub fn is_panic(&self) -> bool {
        self.name == GOPANIC
    }
}

/// What parks a goroutine.
pub const GOPARK: &str = "runtime.gopark";
/// What unwinds a stack.
const GOPANIC: &str = "runtime.gopanic";

/// Stack traces leave out the runtime's own functions, but not those that programs call (`traceback.go:showfuncinfo`).
pub fn is_shown(name: &str) -> bool {
    let own = name.strip_prefix("runtime.");
    // What runs finalizers and cleanups is shown since otherwise nobody would know.
    name == GOPANIC
        || matches!(own, Some("runFinalizers" | "runCleanups"))
        || own.is_none_or(|name| {
            name != "Stack" && !name.contains("[...]") && name.starts_with(|c: char| c.is_ascii_uppercase())
        })
}

/// What a goroutine of the runtime itself in this state has on its stack, and what created it; none when it runs code of
/// ours. `is_first`: before the first collection.
pub fn system(state: &str, is_first: bool) -> Option<(Vec<Symbol<'static>>, Symbol<'static>)> {
    let it = table::system(state, is_first)?;
    let mut frames = Symbol::of_foreigns(it.frames);
    frames.extend(Symbol::of_foreign(table::GOEXIT));
    Some((frames, Symbol::of_foreign(it.creator)?))
}

/// What parks a goroutine, as [`stack`] does not show it.
pub fn parking(program: &Program, task: &Task, reason: WaitReason) -> Vec<Symbol<'static>> {
    let is_ok = matches!(program.code.get(task.own.wait_pc as usize), Some(Instr::Recv { ok: true, .. }));
    Symbol::of_foreigns(table::parking(reason, is_ok))
}

/// The stack of a goroutine that waits for `reason`, innermost function first. `is_main`: it is the first goroutine.
pub fn stack<'a>(program: &'a Program, task: &Task, reason: WaitReason, is_main: bool) -> Vec<Symbol<'a>> {
    let (mut symbols, outer) = beyond(program, task, reason, is_main);
    for depth in (0..task.frames.len()).rev() {
        frame(program, task, depth, &mut symbols);
    }
    symbols.extend(outer);
    symbols
}

/// The same of what `is_kept` keeps by its name: at least `each` functions at either end, and how many there are between.
pub fn stack_ends<'a>(
    program: &'a Program,
    task: &Task,
    (reason, is_main): (WaitReason, bool),
    each: usize,
    is_kept: impl Fn(&str) -> bool,
) -> (Vec<Symbol<'a>>, usize) {
    let (mut inner, mut outer) = beyond(program, task, reason, is_main);
    inner.retain(|symbol| is_kept(symbol.name));
    outer.retain(|symbol| is_kept(symbol.name));
    // From the outermost inwards while it grows.
    outer.reverse();
    let mut symbols = Vec::new();
    let (mut low, mut high) = (0, task.frames.len());
    while low < high && inner.len() < each {
        high -= 1;
        frame(program, task, high, &mut symbols);
        inner.extend(symbols.drain(..).filter(|symbol| is_kept(symbol.name)));
    }
    while low < high && outer.len() < each {
        frame(program, task, low, &mut symbols);
        low += 1;
        outer.extend(symbols.drain(..).rev().filter(|symbol| is_kept(symbol.name)));
    }
    // There may be millions between, mostly of one function.
    let (mut hidden, mut known) = (0, (None, 0));
    for depth in low..high {
        let Frame { func, link, .. } = task.frames[depth];
        if matches!(link, Link::Panic | Link::Text(_)) {
            frame(program, task, depth, &mut symbols);
            hidden += symbols.drain(..).filter(|symbol| is_kept(symbol.name)).count();
            continue;
        }
        if known.0 != Some(func) {
            let it = &program.funcs[func.idx()];
            known = (Some(func), usize::from(it.kind != FuncKind::Wrapper && is_kept(&it.name)));
        }
        hidden += known.1;
    }
    inner.extend(outer.into_iter().rev());
    (inner, hidden)
}

/// What stands on a stack inside of its frames, and what outside.
fn beyond<'a>(
    program: &'a Program,
    task: &Task,
    reason: WaitReason,
    is_main: bool,
) -> (Vec<Symbol<'a>>, Vec<Symbol<'a>>) {
    let inner = Symbol::of_foreigns(innermost(program, task, reason));
    let outer = is_main.then_some(table::RUNTIME_MAIN).into_iter().chain([table::GOEXIT]);
    (inner, outer.filter_map(Symbol::of_foreign).collect())
}

/// The functions that frame number `depth` stands for, innermost first.
fn frame<'a>(program: &'a Program, task: &Task, depth: usize, symbols: &mut Vec<Symbol<'a>>) {
    let frame = &task.frames[depth];
    // A frame that runs deferred calls at its return stands at the very instruction that does.
    let is_returning = task.frames.get(depth + 1).is_some_and(|above| above.link == Link::Defer);
    let pc = if is_returning { frame.pc } else { frame.pc.saturating_sub(1) };
    let func = &program.funcs[frame.func.idx()];
    if let Some(native) = native_at(program, pc).filter(|_| uses_nil(program, task, depth)) {
        symbols.extend(nil_in(native).and_then(|(number, _)| Symbol::of_foreign(number?)));
    }
    let nil = nil_in(&func.name).filter(|_| uses_nil(program, task, depth));
    if func.kind != FuncKind::Wrapper && !calls_init(program, task, depth) {
        symbols.extend(match nil {
            None => Symbol::of_pc(program, pc.max(func.entry)).map(|symbol| {
                let nil_line = nil_line(&func.name).filter(|_| uses_nil(program, task, depth));
                Symbol { line: nil_line.unwrap_or(symbol.line), ..symbol }
            }),
            Some((number, _)) => number.and_then(Symbol::of_foreign),
        });
    }
    if frame.link == Link::Panic {
        let by = task.panics.iter().find(|panic| panic.call_depth as usize == depth);
        let is_goexit = by.is_some_and(|panic| panic.is_goexit);
        symbols.extend(Symbol::of_foreign(if is_goexit { table::CALLED_GOEXIT } else { table::GOPANIC }));
        if let Some(panic) = by.filter(|panic| panic.is_raised) {
            let error = type_of(program, panic.value.0).map_or("", |t| &program.ty(t).name);
            let text = panic.text.as_deref().unwrap_or_default();
            let text = str::from_utf8(text).unwrap_or_default();
            let raises = table::raises(error, text, panic.fault_pc.is_some());
            symbols.extend(Symbol::of_foreigns(raises));
        }
    }
    if let Link::Text(_) = frame.link {
        let prints = if func.name.ends_with(".Error") { &table::PRINTS_ERROR } else { &table::PRINTS_STRING };
        symbols.extend(Symbol::of_foreigns(prints));
    }
}

/// Frame `depth` is where a nil pointer is used, or calls a function that has no frame in real Go.
fn uses_nil(program: &Program, task: &Task, depth: usize) -> bool {
    let Some(frame) = task.frames.get(depth) else { return false };
    let (pc, above) = (frame.pc.saturating_sub(1), task.frames.get(depth + 1));
    if above.is_none_or(|above| above.link == Link::Panic) {
        return task.panics.iter().any(|panic| panic.fault_pc == Some(pc));
    }
    let name = above.map_or("", |above| &program.funcs[above.func.idx()].name);
    matches!(nil_in(name), Some((None, _))) && uses_nil(program, task, depth + 1)
}

/// The native that instruction `pc` calls.
fn native_at(program: &Program, pc: u32) -> Option<&str> {
    match program.code.get(pc as usize) {
        Some(&Instr::CallNative { native, .. }) => Some(&program.natives.get(usize::from(native))?.name),
        _ => None,
    }
}

/// The address that is used when an operand of instruction `pc` is nil.
pub fn nil_addr(program: &Program, pc: u32) -> u32 {
    let at = |pc: u32| program.code.get(pc as usize);
    match at(pc) {
        Some(
            &(Instr::Load { off, .. }
            | Instr::Store { off, .. }
            | Instr::LoadN { off, .. }
            | Instr::StoreN { off, .. }),
        ) => match program.func_at(pc) {
            Some(func) if nil_line(&func.name).is_some() => 0,
            Some(func) if let Some((_, offset)) = nil_in(&func.name) => offset.into(),
            _ if u32::from(off) < PAGE_BYTES => off.into(),
            _ => 0,
        },
        // A lock in a structure, and what is done with it.
        Some(Instr::FieldAddr { .. }) => {
            let call = pc + 2 + u32::from(matches!(at(pc + 2), Some(Instr::Mov { .. })));
            match (at(pc + 1), native_at(program, call).and_then(nil_in)) {
                (Some(&Instr::Arg(field)), Some((Some(_), offset))) if field < PAGE_BYTES => {
                    field + u32::from(offset)
                }
                _ => 0,
            }
        }
        _ => native_at(program, pc).and_then(nil_in).map_or(0, |(_, offset)| offset.into()),
    }
}

/// Functions `init` are called by the runtime in Go, and here by what sets package variables.
fn calls_init(program: &Program, task: &Task, depth: usize) -> bool {
    let name = |at: usize| task.frames.get(at).map_or("", |frame| &program.funcs[frame.func.idx()].name);
    let called = name(depth + 1).strip_prefix(name(depth));
    name(depth).ends_with(".init") && called.is_some_and(|rest| rest.starts_with('.'))
}

/// The foreign functions above the innermost frame.
fn innermost(program: &Program, task: &Task, reason: WaitReason) -> &'static [u8] {
    let Some(frame) = task.frames.last().filter(|_| !uses_nil(program, task, task.frames.len() - 1)) else {
        return &[];
    };
    // A native that asks again stands at the call, another one after it.
    match native_at(program, frame.pc).or_else(|| native_at(program, frame.pc.saturating_sub(1))) {
        Some(native) => behind(native, reason),
        None => table::parked(reason),
    }
}
