//! Whether a program keeps its promises to the machine: what the compiler's tests run on everything they compile.

use crate::code::Program;
use crate::disasm::args_at;
use crate::func::{Func, FuncId};
use crate::instr::{Instr, Slot};
use crate::types::{Type, TypeId, TypeKind};

/// Checks that functions tile the code, jumps stay within their function and never land on an `Arg`, slots within the
/// window, ids within their tables, and data within the data segment.
///
/// # Errors
/// The first promise that is broken, in words.
pub fn validate(program: &Program) -> Result<(), String> {
    let mut entry = 0;
    for (index, func) in program.funcs.iter().enumerate() {
        if func.entry != entry || func.len == 0 {
            return Err(format!("func {index} {}: begins at {} instead of {entry}", func.name, func.entry));
        }
        entry += func.len;
        check_func(program, func).map_err(|why| format!("{}: {why}", func.name))?;
    }
    if entry as usize != program.code.len() {
        return Err(format!("functions end at {entry}, code at {}", program.code.len()));
    }
    for f in program.init.iter().chain(&program.main) {
        func_of(program, *f)?;
    }
    program.types.iter().try_for_each(|ty| check_type(program, ty))?;
    check_tables(program)
}

fn func_of(program: &Program, f: FuncId) -> Result<&Func, String> {
    program.funcs.get(f.idx()).ok_or_else(|| format!("no func {}", f.0))
}

fn type_of(program: &Program, t: TypeId) -> Result<&Type, String> {
    program.types.get(t.idx()).ok_or_else(|| format!("no type {}", t.0))
}

fn check_func(program: &Program, func: &Func) -> Result<(), String> {
    if u32::from(func.result_words) + u32::from(func.param_words) > u32::from(func.frame_words) {
        return Err("results and parameters exceed the window".into());
    }
    if u32::from(func.locals.0) + u32::from(func.locals.1) > u32::from(func.frame_words) {
        return Err("objects of the stack exceed the window".into());
    }
    let starts = starts_of(program, func)?;
    let is_start = |at: i64| usize::try_from(at).is_ok_and(|at| starts.get(at) == Some(&true));
    if func.has_defer && !is_start(i64::from(func.epilogue)) {
        return Err(format!("epilogue at {}", func.epilogue));
    }
    for at in (0..func.len).filter(|&at| starts[at as usize]) {
        let pc = func.entry + at;
        let instr = &program.code[pc as usize];
        let args = args_at(program, pc);
        // The instruction is not named: what all of them are called would be in the page for nothing else.
        let fail = |why: String| Err(format!("{at}: {why}"));
        let next = i64::from(at) + 1 + args.len() as i64;
        if next >= i64::from(func.len) && !instr.ends_block() {
            return fail("runs off the end".into());
        }
        if let Some(to) = instr.jump().filter(|&to| !is_start(next + i64::from(to))) {
            return fail(format!("jumps to {}", next + i64::from(to)));
        }
        let is_table = matches!(instr, Instr::JmpTable { .. });
        if let Some(&to) = args.iter().find(|&&to| is_table && !is_start(next + i64::from(to as i32))) {
            return fail(format!("jumps by {}", to as i32));
        }
        for range in instr.slots(program, &args) {
            if u32::from(range.slot) + range.words.max(1) > u32::from(func.frame_words) && range.words > 0
                || range.slot > func.frame_words
            {
                return fail(format!("slots {}+{} of {}", range.slot, range.words, func.frame_words));
            }
        }
        let makes = |next: &Instr| {
            use Instr::*;
            matches!(
                next,
                New { .. }
                    | MakeSlice { .. }
                    | MakeMap { .. }
                    | MakeIface { .. }
                    | Closure { .. }
                    | AppendBuf { .. }
            ) || matches!(next, Concat { .. } | ConcatN { .. } | BytesFromStr { .. } | RunesFromStr { .. })
                || matches!(next, StrFromBytes { .. } | StrFromRune { .. } | StrFromRunes { .. })
        };
        if let Instr::Local { .. } = instr
            && !program.code.get(pc as usize + 1).is_some_and(makes)
        {
            return fail("nothing is made after it".into());
        }
        if let Err(why) = check_ids(program, instr, &args) {
            return fail(why);
        }
    }
    Ok(())
}

/// Which instructions of the function are not `Arg`s; every instruction has its `Arg`s, and every `Arg` an instruction.
fn starts_of(program: &Program, func: &Func) -> Result<Vec<bool>, String> {
    let mut starts = vec![false; func.len as usize];
    let mut at = 0;
    while at < func.len {
        let pc = func.entry + at;
        let instr = program.code.get(pc as usize).ok_or("code ends early")?;
        if matches!(instr, Instr::Arg(_)) {
            return Err(format!("{at}: an Arg of no instruction"));
        }
        let args = args_at(program, pc).len() as u32;
        if args != instr.arg_count() || at + args >= func.len {
            return Err(format!("{at}: it lacks its Arg"));
        }
        starts[at as usize] = true;
        at += 1 + args;
    }
    Ok(starts)
}

fn check_ids(program: &Program, instr: &Instr, args: &[u32]) -> Result<(), String> {
    let arg = args.first().copied().unwrap_or(0);
    let kind = |t: u32| program.types.get(t as usize).map(|t| &t.kind).ok_or(format!("no type {t}"));
    let native_words = program.natives.len();
    match *instr {
        Instr::Const { k, .. } if k as usize >= program.consts.len() => Err(format!("no const {k}")),
        Instr::Fault { k } if k as usize >= program.messages.len() => Err(format!("no message {k}")),
        Instr::Select { k, .. } if k as usize >= program.selects.len() => Err(format!("no select {k}")),
        Instr::CallNative { native, .. } if usize::from(native) >= native_words => {
            Err(format!("no native {native}"))
        }
        Instr::CallIface { method, .. } if usize::from(method) >= program.method_names.len() => {
            Err(format!("no method {method}"))
        }
        Instr::Call { f, .. } | Instr::Go { f, .. } | Instr::Defer { f, .. } => match func_of(program, f)? {
            func if func.is_closure => Err("a closure called without its object".into()),
            _ => Ok(()),
        },
        Instr::Closure { .. } => func_of(program, FuncId(arg)).map(|_| ()),
        Instr::New { t, .. }
        | Instr::MakeSlice { t, .. }
        | Instr::IsType { t, .. }
        | Instr::AssertOk { t, .. } => type_of(program, t).map(|_| ()),
        Instr::MakeIface { t, .. } => match type_of(program, t)?.kind {
            TypeKind::Interface(_) => Err("an interface in an interface".into()),
            _ => Ok(()),
        },
        Instr::Assert { t, .. } => type_of(program, t).and(type_of(program, TypeId(arg as u16))).map(|_| ()),
        Instr::EqVal { .. } => match type_of(program, TypeId(arg as u16))? {
            ty if !ty.is_comparable => Err(format!("{} cannot be compared", ty.name)),
            _ => Ok(()),
        },
        Instr::MapGet { .. } => match kind(arg)? {
            TypeKind::Map { .. } => Ok(()),
            _ => Err("no map type".into()),
        },
        Instr::MakeMap { t, .. } => match type_of(program, t)?.kind {
            TypeKind::Map { .. } => Ok(()),
            _ => Err("no map type".into()),
        },
        Instr::MakeChan { t, .. } => match type_of(program, t)?.kind {
            TypeKind::Chan { .. } => Ok(()),
            _ => Err("no channel type".into()),
        },
        Instr::GLoad { kind, .. } | Instr::GStore { kind, .. } if arg + kind.bytes() > program.data_bytes => {
            Err("outside the data segment".into())
        }
        _ => Ok(()),
    }
}

fn check_type(program: &Program, ty: &Type) -> Result<(), String> {
    let fail = |why: &str| Err(format!("type {}: {why}", ty.name));
    match &ty.kind {
        TypeKind::Pointer(t)
        | TypeKind::Slice(t)
        | TypeKind::Array { elem: t, .. }
        | TypeKind::Chan { elem: t, .. } => {
            type_of(program, *t)?;
        }
        TypeKind::Map { key, elem } => {
            type_of(program, *elem)?;
            if !type_of(program, *key)?.is_comparable {
                return fail("its key cannot be compared");
            }
        }
        TypeKind::Func { params, results, .. } => {
            params.iter().chain(results).try_for_each(|&t| type_of(program, t).map(|_| ()))?;
        }
        TypeKind::Struct(fields) => {
            for field in fields {
                if field.offset + type_of(program, field.ty)?.bytes > ty.bytes {
                    return fail("a field lies outside");
                }
            }
        }
        _ => {}
    }
    if ty.pointers.iter().any(|&word| u64::from(word) * 8 + 8 > u64::from(ty.bytes)) {
        return fail("a pointer lies outside");
    }
    if !ty.methods.is_sorted_by_key(|method| method.id) {
        return fail("its methods are not sorted");
    }
    ty.methods.iter().try_for_each(|method| func_of(program, method.func).map(|_| ()))
}

fn check_tables(program: &Program) -> Result<(), String> {
    if program.data.len() > program.data_bytes as usize {
        return Err("data exceeds its segment".into());
    }
    if program.roots.iter().any(|&root| u64::from(root) * 8 + 8 > u64::from(program.data_bytes)) {
        return Err("a root lies outside the data segment".into());
    }
    if program.params.iter().any(|param| param.offset + param.mem.bytes() > program.data_bytes) {
        return Err("a parameter lies outside the data segment".into());
    }
    for &(pc, param) in &program.param_chans {
        let is_make = matches!(program.code.get(pc as usize), Some(Instr::MakeChan { .. }));
        if !is_make || usize::from(param) >= program.params.len() {
            return Err(format!("param_chans: {pc}"));
        }
    }
    if !program.lines.is_sorted_by_key(|line| line.pc) || !program.labels.is_sorted_by_key(|label| label.pc) {
        return Err("lines or labels are not sorted".into());
    }
    if program.lines.iter().any(|line| usize::from(line.file) >= program.files.len()) {
        return Err("a line of no file".into());
    }
    let slots = program.selects.iter().flat_map(|select| &select.cases).map(|case| case.ch);
    if slots.max().is_some_and(|slot| slot == Slot::MAX) {
        Err("a select without a channel".into())
    } else {
        Ok(())
    }
}
