//! Package testing: where a log line comes from, and how a fuzz test's function is called.

use gopark_trace::{GId, Sink, WaitReason};

use crate::native::{Cx, Native};
use crate::stop::Stop;
use crate::symbols;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    match function {
        "frame" => Some(Native::pure(frame)),
        "slots" => Some(Native::pure(slots)),
        "of1" | "of2" | "of3" | "of4" | "of5" | "of6" | "of7" | "of8" => Some(Native::pure(function_of)),
        _ => None,
    }
}

fn frame<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let up = usize::try_from(cx.int(0)).unwrap_or(usize::MAX);
    let stack = symbols::stack(&program, cx.task, WaitReason::None, cx.g() == GId(1));
    let found = stack.get(up);
    cx.set_bool(4, found.is_some());
    let file = found.map_or_else(String::new, |it| format!("{}{}", it.dir, it.file));
    cx.set_string(0, file.as_bytes())?;
    cx.set_word(2, found.map_or(0, |it| u64::from(it.line)));
    cx.set_word(3, found.map_or(0, |it| it.entry));
    Ok(())
}

/// The value in an interface as it lies in slots, three at most, and how many there are.
fn slots<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let iface = cx.iface(0);
    let t = iface.ty().filter(|t| t.idx() < cx.vm.program.types.len()).ok_or(Stop::NIL)?;
    let shape = cx.vm.tables.shapes[t.idx()];
    let mut words = [0; 3];
    shape.load(&cx.vm.mem, iface.data, &mut words).ok_or(Stop::NIL)?;
    for (i, word) in words.into_iter().enumerate() {
        cx.set_word(i, word);
    }
    cx.set_word(3, u64::from(shape.words));
    Ok(())
}

/// The function in an interface.
fn function_of<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.set_word(0, cx.iface(0).data);
    Ok(())
}
