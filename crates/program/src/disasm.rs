//! Programs as text, for tests and for looking at what a program was compiled to.

use std::fmt::Write as _;

use crate::code::{CaseDir, Program};
use crate::func::{Func, FuncId, FuncKind};
use crate::instr::Instr;

/// All functions, in order.
pub fn disassemble(program: &Program) -> String {
    (0..program.funcs.len() as u32).map(|f| disassemble_func(program, FuncId(f))).collect()
}

/// One function: a heading, then a line for each instruction with its distance from the entry, the source line where
/// that changes, and what its numbers stand for.
pub fn disassemble_func(program: &Program, f: FuncId) -> String {
    let mut text = String::new();
    let Some(func) = program.funcs.get(f.idx()) else { return text };
    heading(&mut text, func);
    let mut last_line = 0;
    let mut pc = func.entry;
    while pc < func.entry + func.len {
        let Some(instr) = program.code.get(pc as usize) else { break };
        let line = program.place(pc).map_or(0, |place| place.line);
        let shown = if line == last_line { String::new() } else { line.to_string() };
        last_line = line;
        let args = args_at(program, pc);
        let _ = write!(text, "{shown:>4} {:>4}  {}", pc - func.entry, operands(instr, &args));
        note(&mut text, program, func, pc, &args);
        text.push('\n');
        pc += 1 + args.len() as u32;
    }
    text
}

/// The `Arg`s of the instruction at `pc`.
pub(crate) fn args_at(program: &Program, pc: u32) -> Vec<u32> {
    let count = program.code.get(pc as usize).map_or(0, Instr::arg_count);
    let rest = program.code.get(pc as usize + 1..).unwrap_or(&[]).iter();
    let args = rest.map_while(|instr| match instr {
        Instr::Arg(arg) => Some(*arg),
        _ => None,
    });
    args.take(count as usize).collect()
}

fn heading(text: &mut String, func: &Func) {
    let Func { name, frame_words, result_words, param_words, .. } = func;
    let _ = write!(text, "func {name}: {result_words} results, {param_words} params, {frame_words} words");
    for (is, word) in [
        (func.is_closure, "closure"),
        (func.has_defer, "defer"),
        (func.kind == FuncKind::Cpu, "cpu"),
        (func.kind == FuncKind::Wrapper, "wrapper"),
    ] {
        if is {
            let _ = write!(text, ", {word}");
        }
    }
    text.push('\n');
}

/// `Add d1 a2 b3`: the variant's name and its operands, then its `Arg`s.
fn operands(instr: &Instr, args: &[u32]) -> String {
    let debug = format!("{instr:?}");
    let (name, fields) = debug.split_once(' ').unwrap_or((&debug, ""));
    let mut text = name.to_string();
    for field in fields.trim_matches(['{', '}', ' ']).split(", ").filter(|field| !field.is_empty()) {
        let (key, value) = field.split_once(": ").unwrap_or(("", field));
        let value = value.trim_start_matches("FuncId(").trim_start_matches("TypeId(").trim_end_matches(')');
        let value = if value == "65535" { "_" } else { value };
        let _ = match key {
            "to" => Ok(()),
            "kind" => write!(text, ".{value}"),
            "ok" | "newline" if value == "false" => Ok(()),
            "ok" | "newline" => write!(text, " {key}"),
            "imm" => write!(text, " {value}"),
            _ => write!(text, " {key}{value}"),
        };
    }
    if !matches!(instr, Instr::JmpTable { .. }) {
        for arg in args {
            let _ = write!(text, " #{arg}");
        }
    }
    text
}

fn note(text: &mut String, program: &Program, func: &Func, pc: u32, args: &[u32]) {
    let after = i64::from(pc - func.entry) + 1 + args.len() as i64;
    let name = |f: u32| program.funcs.get(f as usize).map_or("?", |f| &f.name);
    let ty = |t: u32| program.types.get(t as usize).map_or("?", |t| &t.name);
    let instr = program.code[pc as usize];
    if let Some(to) = instr.jump() {
        let _ = write!(text, " -> {}", after + i64::from(to));
    }
    let _ = match instr {
        Instr::Const { k, .. } => write!(text, " ; {:#x}", program.consts.get(k as usize).unwrap_or(&0)),
        Instr::JmpTable { .. } => args.iter().try_for_each(|&to| {
            let to = to as i32;
            write!(text, " -> {}", after + i64::from(to))
        }),
        Instr::New { t, .. }
        | Instr::MakeSlice { t, .. }
        | Instr::MakeMap { t, .. }
        | Instr::MakeIface { t, .. }
        | Instr::Assert { t, .. }
        | Instr::AssertOk { t, .. }
        | Instr::IsType { t, .. }
        | Instr::MakeChan { t, .. } => write!(text, " ; {}", ty(u32::from(t.0))),
        Instr::Call { f, .. } | Instr::Go { f, .. } | Instr::Defer { f, .. } => {
            write!(text, " ; {}", name(f.0))
        }
        Instr::Closure { .. } => write!(text, " ; {}", name(args.first().copied().unwrap_or(u32::MAX))),
        Instr::CallNative { native, .. } => {
            write!(text, " ; {}", program.natives.get(usize::from(native)).map_or("?", |n| &n.name))
        }
        Instr::CallIface { method, .. } => {
            write!(text, " ; {}", program.method_names.get(usize::from(method)).map_or("?", |name| name))
        }
        Instr::Fault { k } => write!(text, " ; {}", program.messages.get(k as usize).map_or("?", |m| m)),
        Instr::Select { k, .. } => select_note(text, program, k),
        _ => Ok(()),
    };
    if let Some(label) = program.label(pc) {
        let _ = write!(text, " ; `{label}`");
    }
    if let Some(func) = program.passed(pc) {
        let _ = write!(text, " ; passes {func}");
    }
}

fn select_note(text: &mut String, program: &Program, k: u32) -> std::fmt::Result {
    let Some(select) = program.selects.get(k as usize) else { return Ok(()) };
    let slot = |slot: u16| if slot == u16::MAX { "_".to_string() } else { slot.to_string() };
    for case in &select.cases {
        match case.dir {
            CaseDir::Send => write!(text, " ; {} <- {}", case.ch, slot(case.v))?,
            CaseDir::Recv => write!(text, " ; {}, {} = <-{}", slot(case.v), slot(case.ok), case.ch)?,
        }
    }
    if select.has_default { write!(text, " ; default") } else { Ok(()) }
}
