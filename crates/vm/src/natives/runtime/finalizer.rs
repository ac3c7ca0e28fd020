//! Finalizers, cleanups and weak pointers (`mfinal.go:SetFinalizer`, `mcleanup.go:AddCleanup`,
//! `mheap.go:getOrAddWeakHandle`).

use gopark_program::{MEMORY_BASE, Program, TypeId, TypeKind};
use gopark_trace::{LimitKind, Sink, WaitReason};

use crate::gc::Call;
use crate::memory::{BLOCK_BYTES, Layout, pointers};
use crate::native::Cx;
use crate::stop::Stop;
use crate::task::Deferred;

/// At that line of `SetFinalizer`.
fn throw(what: &str, line: u32) -> Stop {
    Stop::throw_at(format!("runtime.SetFinalizer: {what}"), line)
}

/// Whether there is a finalizer now, so that somebody has to run it.
pub fn set_finalizer<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.set_bool(0, false);
    let program = cx.program();
    let (object, finalizer) = (cx.iface(0), cx.iface(2));
    let t = object.ty().ok_or_else(|| throw("first argument is nil", 436))?;
    let TypeKind::Pointer(elem) = program.ty(t).kind else {
        return Err(throw(&format!("first argument is {}, not pointer", program.ty(t).name), 439));
    };
    let Some(addr) =
        object_at(cx, object.data, ("runtime.SetFinalizer: pointer not in allocated block", 462))?
    else {
        return Ok(());
    };
    let is_tiny = program.ty(elem).pointers.is_empty() && u64::from(program.ty(elem).bytes) < BLOCK_BYTES;
    if addr != object.data && !is_tiny {
        return Err(throw("pointer not at beginning of allocated block", 474));
    }
    let Some(ft) = finalizer.ty() else {
        cx.vm.specials.remove_finalizer(object.data);
        return Ok(());
    };
    let is_interface = takes(&program, t, ft)?;
    let (args, arg_words) =
        if is_interface { ([object.type_word, object.data], 2) } else { ([object.data, 0], 1) };
    if !cx.vm.specials.add_finalizer(object.data, Call { closure: finalizer.data, args, arg_words }) {
        return Err(throw("finalizer already set", 537));
    }
    cx.set_bool(0, true);
    Ok(())
}

/// The object that `addr` points into; none when it is a variable of a package, which is never collected.
fn object_at<S: Sink>(cx: &Cx<'_, S>, addr: u64, (fault, line): (&str, u32)) -> Result<Option<u64>, Stop> {
    let found = addr.checked_sub(MEMORY_BASE).and_then(|offset| cx.vm.mem.heap.find(offset));
    match found {
        Some(object) => Ok(Some(MEMORY_BASE + object.offset)),
        None if cx.vm.mem.bytes(addr, 1).is_some() => Ok(None),
        None => Err(Stop::throw_at(fault, line)),
    }
}

/// Checks that a function of type `ft` can be called with a pointer of type `t`. True: it takes an interface.
fn takes(program: &Program, t: TypeId, ft: TypeId) -> Result<bool, Stop> {
    let (ty, func) = (program.ty(t), program.ty(ft));
    let TypeKind::Func { params, variadic, .. } = &func.kind else {
        return Err(throw(&format!("second argument is {}, not a function", func.name), 494));
    };
    let cannot = format!("cannot pass {} to finalizer {}", ty.name, func.name);
    if *variadic {
        return Err(throw(&format!("{cannot} because dotdotdot"), 498));
    }
    let &[param] = &params[..] else { return Err(throw(&cannot, 501)) };
    let wanted = program.ty(param);
    let is_fine = param == t
        || match &wanted.kind {
            TypeKind::Pointer(_) => wanted.kind == ty.kind && (!wanted.is_named || !ty.is_named),
            TypeKind::Interface(methods) => methods.iter().all(|&id| program.find_method(t, id).is_some()),
            _ => false,
        };
    let is_interface = matches!(wanted.kind, TypeKind::Interface(_));
    if is_fine { Ok(is_interface) } else { Err(throw(&cannot, 524)) }
}

/// The number of the new cleanup, 0 when it will never run, and the address of its object.
pub fn add_cleanup<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.set_word(0, 0);
    cx.set_word(1, 0);
    let (ptr, arg) = (cx.iface(0).data, cx.iface(2));
    if ptr == 0 {
        return Err(Stop::string("runtime.AddCleanup: ptr is nil"));
    }
    let is_pointer = |t: TypeId| matches!(cx.ty(t).kind, TypeKind::Pointer(_) | TypeKind::UnsafePointer);
    if arg.ty().is_some_and(is_pointer) && arg.data == ptr {
        return Err(Stop::string("runtime.AddCleanup: ptr is equal to arg, cleanup will never run"));
    }
    let Some(addr) = object_at(cx, ptr, ("runtime.AddCleanup: ptr not in allocated block", 0))? else {
        return Ok(());
    };
    let object = cx.vm.mem.heap.find(addr - MEMORY_BASE);
    let is_inside = |word: u64| object.is_some_and(|it| word >= addr && word - addr < it.bytes);
    // Parts of one block of small objects have nothing to do with each other.
    let is_whole = object.is_some_and(|it| it.layout.part(0).is_none());
    if arg.ty().is_some_and(is_pointer) && is_whole && is_inside(arg.data) {
        return Err(Stop::string("runtime.AddCleanup: ptr is within arg, cleanup will never run"));
    }
    let mut is_captured = false;
    let closure = cx.word(5).checked_sub(MEMORY_BASE).and_then(|offset| cx.vm.mem.heap.find(offset));
    if let Some(closure) = closure {
        pointers(&cx.vm.program, &cx.vm.mem, closure, &mut |word| is_captured |= is_inside(word));
    }
    if is_captured {
        return Err(Stop::string(
            "runtime.AddCleanup: cleanup function closes over ptr, cleanup will never run",
        ));
    }
    let call = Call { closure: cx.word(6), args: [0; 2], arg_words: 0 };
    let id = cx.vm.specials.add_cleanup(addr, call);
    cx.set_word(0, u64::from(id));
    cx.set_word(1, addr);
    Ok(())
}

pub fn stop_cleanup<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (addr, id) = (cx.word(0), u32::try_from(cx.word(1)).unwrap_or(0));
    if id > 0 {
        cx.vm.specials.remove(addr, id);
    }
    Ok(())
}

/// The indirection of a pointer, which all its weak pointers share.
pub fn register_weak_pointer<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let ptr = cx.iface(0).data;
    object_at(cx, ptr, ("getOrAddWeakHandle on invalid pointer", 0))?;
    let handle = match cx.vm.specials.weak_handle(ptr) {
        Some(handle) => handle,
        None => {
            let full = Stop::limit(LimitKind::Memory);
            let handle = cx.vm.mem.alloc(8, Layout::NOSCAN).ok_or(full)?;
            cx.vm.mem.set_word(handle, ptr).ok_or(Stop::Nil)?;
            cx.vm.specials.add_weak_handle(ptr, handle);
            handle
        }
    };
    cx.set_word(0, handle);
    Ok(())
}

/// The pointer, or nil, in an interface of the type of the second argument.
pub fn make_strong_from_weak<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let ptr = cx.vm.mem.word(cx.word(0)).ok_or(Stop::Nil)?;
    let like = cx.iface(1);
    cx.set_word(0, like.type_word);
    cx.set_word(1, ptr);
    Ok(())
}

pub fn next_finalizer<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    next(cx, WaitReason::FinalizerWait)
}

pub fn next_cleanup<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    next(cx, WaitReason::CleanupWait)
}

/// Makes the next call, or waits until there is one.
fn next<S: Sink>(cx: &mut Cx<'_, S>, reason: WaitReason) -> Result<(), Stop> {
    let Some(Call { closure, args, arg_words }) = cx.vm.specials.next(reason) else {
        cx.vm.sched.park(cx.p, reason);
        return Err(Stop::Retry);
    };
    let func = Some(cx.vm.func_of(closure)?);
    let args = args[..usize::from(arg_words)].into();
    let depth = cx.task.frames.len() as u32 - 1;
    cx.task.defers.push(Deferred { depth, func, closure, args });
    Err(Stop::Call)
}
