//! Packages runtime and runtime/pprof: stacks, dumps and leaked goroutines.

use std::rc::Rc;

use gopark_trace::{GId, Sink, WaitReason};

use crate::limits;
use crate::memory::Layout;
use crate::native::{Cx, Native, SliceVal};
use crate::parked::Parked;
use crate::registry::Labels;
use crate::report;
use crate::stop::Stop;
use crate::symbols::{self, Symbol};

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::acts_of(
        function,
        &[
            ("callers", callers),
            ("symbol", symbol),
            ("stack", stack),
            ("goroutineLeakGC", leak_gc),
            ("goroutineStacks", goroutine_stacks),
            ("setLabels", set_labels),
        ],
    )
}

/// A new slice of words.
fn set_words<S: Sink>(cx: &mut Cx<'_, S>, words: &[u64]) -> Result<(), Stop> {
    let len = words.len() as u64;
    let addr = cx.vm.alloc(len * 8, Layout::NOSCAN)?;
    cx.vm.mem.store_words(addr, words).ok_or(Stop::NIL)?;
    cx.set_slice(0, SliceVal { addr, len, cap: len });
    Ok(())
}

/// Return addresses of the calls on the stack, the caller's own first.
fn callers<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let symbols = symbols::stack(&program, cx.task, WaitReason::None, cx.g() == GId(1));
    let addrs: Vec<u64> = symbols.iter().map(|symbol| symbol.addr).collect();
    set_words(cx, &addrs)?;
    Ok(())
}

/// Function, file, line and entry of an address.
fn symbol<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let Some(found) = Symbol::at(&program, cx.word(0)) else {
        (0..6).for_each(|i| cx.set_word(i, 0));
        return Ok(());
    };
    cx.set_string(0, found.name.as_bytes())?;
    cx.set_string(2, format!("{}{}", found.dir, found.file).as_bytes())?;
    cx.set_word(4, u64::from(found.line));
    cx.set_word(5, found.entry);
    Ok(())
}

fn stack<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let mut text = String::new();
    report::goroutine(cx.vm, cx.g(), cx.task, &mut text);
    if cx.bool(0) {
        report::all(cx.vm, &mut text);
    }
    cx.set_string(0, text.as_bytes())?;
    Ok(())
}

/// What a collection finds that looks for leaked goroutines (`mgc.go:goroutineLeakGC`).
fn leak_gc<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let found = cx.vm.leaks(Some(cx.task)).leaks;
    for leak in &found {
        cx.vm.sched.leaked(leak.g, leak.is_found_by_go);
    }
    cx.vm.leaked = found.iter().filter(|leak| leak.is_found_by_go).map(|leak| leak.g).collect();
    Ok(())
}

/// The labels of the goroutine, as dumps and as profiles show them; none when they are empty.
fn set_labels<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let [header, profile] = [0, 2].map(|at| String::from_utf8_lossy(cx.str(at)).into_owned());
    let (g, labels) = (cx.g(), &mut cx.vm.registry.labels);
    if header.is_empty() {
        labels.remove(&g);
    } else {
        labels.insert(g, Rc::new(Labels { header, profile }));
    }
    Ok(())
}

/// The stacks of all goroutines, the running one's first, or of the leaked ones: of each the number of addresses, then those; and lines with their
/// labels.
fn goroutine_stacks<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (program, only_leaked) = (cx.program(), cx.bool(0));
    let (mut words, mut labels) = (Vec::new(), Vec::new());
    let (me, all) = (cx.g(), cx.vm.standing());
    let others = all.iter().map(|(g, _)| g).filter(|&g| g != me);
    for g in [me].into_iter().chain(others).take(limits::DUMP_GOROUTINES_MAX) {
        let parked = all.get(g).and_then(Option::as_ref).map(Parked::open);
        let Some(task) = parked.as_ref().or((g == me).then_some(&*cx.task)) else { continue };
        if cx.vm.is_hidden(g, task) || only_leaked && cx.vm.leaked.binary_search(&g).is_err() {
            continue;
        }
        let reason = cx.vm.sched.wait_reason(g);
        let mut symbols = symbols::parking(&program, task, reason);
        // What parks is known better.
        let rest = symbols::stack(&program, task, reason, g == GId(1)).into_iter();
        symbols.extend(rest.filter(|symbol| symbol.name != symbols::GOPARK));
        words.push(symbols.len() as u64);
        words.extend(symbols.iter().map(|symbol| symbol.addr));
        labels.push(cx.vm.registry.labels.get(&g).map_or("", |labels| &labels.profile).to_owned());
    }
    set_words(cx, &words)?;
    cx.set_string(3, labels.join("\n").as_bytes())?;
    Ok(())
}
