//! Package sync/atomic: one native for each operation and width.

use gopark_program::MemKind;
use gopark_trace::Sink;

use crate::native::{Cx, Native, NativeFn};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    if function == "Instant" {
        return Some(Native::acts(|_| Ok(())));
    }
    let by_width = ["Uint32", "Uint64", "Uintptr", "Int32", "Int64"];
    let width = by_width.into_iter().find(|width| function.ends_with(width))?;
    let operation = function.strip_suffix(width)?;
    Some(Native::acts(match width {
        "Int32" => by_operation::<S, Signed32>(operation)?,
        "Uint32" => by_operation::<S, Unsigned32>(operation)?,
        _ => by_operation::<S, Word>(operation)?,
    }))
}

/// How the number lies in memory.
trait Width {
    const KIND: MemKind;
}

struct Signed32;
struct Unsigned32;
struct Word;

impl Width for Signed32 {
    const KIND: MemKind = MemKind::I32;
}

impl Width for Unsigned32 {
    const KIND: MemKind = MemKind::U32;
}

impl Width for Word {
    const KIND: MemKind = MemKind::W64;
}

fn by_operation<S: Sink, W: Width>(operation: &str) -> Option<NativeFn<S>> {
    Some(match operation {
        "Load" => load::<S, W>,
        "Store" => store::<S, W>,
        "Add" => add::<S, W>,
        "Swap" => |cx| update::<S, W>(cx, |_, new| new),
        "And" => |cx| update::<S, W>(cx, |old, mask| old & mask),
        "Or" => |cx| update::<S, W>(cx, |old, mask| old | mask),
        "CompareAndSwap" => compare_and_swap::<S, W>,
        _ => return None,
    })
}

fn load<S: Sink, W: Width>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let value = cx.load(W::KIND, cx.word(0))?;
    cx.set_word(0, value);
    Ok(())
}

fn store<S: Sink, W: Width>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.store(W::KIND, cx.word(0), cx.word(1))?;
    Ok(())
}

fn add<S: Sink, W: Width>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let addr = cx.word(0);
    let sum = cx.load(W::KIND, addr)?.wrapping_add(cx.word(1));
    cx.store(W::KIND, addr, sum)?;
    // Read back: cut to the width.
    let sum = cx.load(W::KIND, addr)?;
    cx.set_word(0, sum);
    Ok(())
}

/// Sets the number to what `change` makes of it and the argument; the result is the number before.
fn update<S: Sink, W: Width>(cx: &mut Cx<'_, S>, change: fn(u64, u64) -> u64) -> Result<(), Stop> {
    let addr = cx.word(0);
    let old = cx.load(W::KIND, addr)?;
    cx.store(W::KIND, addr, change(old, cx.word(1)))?;
    cx.set_word(0, old);
    Ok(())
}

fn compare_and_swap<S: Sink, W: Width>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (addr, old, new) = (cx.word(0), cx.word(1), cx.word(2));
    let is_old = cx.load(W::KIND, addr)? == old;
    if is_old {
        cx.store(W::KIND, addr, new)?;
    }
    cx.set_bool(0, is_old);
    Ok(())
}
