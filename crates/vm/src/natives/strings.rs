//! Package strings.

use gopark_trace::{LimitKind, Sink};

use super::text::{runes, search, utf8};
use crate::limits;
use crate::memory::Layout;
use crate::memory::classes::round_up_size;
use crate::native::{Cx, Native, SliceVal};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::pure_of(
        function,
        &[
            ("Index", |cx| position(cx, search::index)),
            ("LastIndex", |cx| position(cx, search::last_index)),
            ("IndexByte", |cx| byte(cx, search::index)),
            ("LastIndexByte", |cx| byte(cx, search::last_index)),
            ("Count", count),
            ("EqualFold", equal_fold),
            ("repeat", repeat),
            ("room", room),
            ("Replace", replace),
            ("ToUpper", |cx| map(cx, runes::to_upper)),
            ("ToLower", |cx| map(cx, runes::to_lower)),
            ("view", view),
        ],
    )
}

/// Positions as Go has them: -1 for none.
fn set_position<S: Sink>(cx: &mut Cx<'_, S>, position: Option<usize>) -> Result<(), Stop> {
    cx.set_int(0, position.and_then(|p| i64::try_from(p).ok()).unwrap_or(-1));
    Ok(())
}

/// Looks for a text in another from where, or from how many positions on, in so many comparisons.
type Find = fn(&[u8], &[u8], &mut usize, &mut usize) -> Option<usize>;

fn position<S: Sink>(cx: &mut Cx<'_, S>, find: Find) -> Result<(), Stop> {
    let (mut at, mut left) = (cx.vm.progress.at, limits::BYTES_PER_STEP_MAX);
    let position = find(cx.str(0), cx.str(2), &mut at, &mut left);
    if position.is_none() && left == 0 {
        cx.vm.progress.at = at;
        return Err(Stop::Later);
    }
    set_position(cx, position)
}

/// The same for a byte.
fn byte<S: Sink>(cx: &mut Cx<'_, S>, find: Find) -> Result<(), Stop> {
    let Ok(c) = u8::try_from(cx.word(2)) else { return set_position(cx, None) };
    let (mut at, mut left) = (cx.vm.progress.at, limits::BYTES_PER_STEP_MAX);
    let position = find(cx.str(0), &[c], &mut at, &mut left);
    if position.is_none() && left == 0 {
        cx.vm.progress.at = at;
        return Err(Stop::Later);
    }
    set_position(cx, position)
}

fn count<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    if cx.word(3) == 0 {
        let runes = cx.count_runes()?;
        cx.set_word(0, runes as u64 + 1);
        return Ok(());
    }
    let (mut at, mut count) = (cx.vm.progress.at, cx.vm.progress.count);
    let (s, sub, mut left) = (cx.str(0), cx.str(2), limits::BYTES_PER_STEP_MAX);
    while let Some(found) = search::index(s, sub, &mut at, &mut left) {
        (at, count) = (found + sub.len(), count + 1);
    }
    if left == 0 {
        (cx.vm.progress.at, cx.vm.progress.count) = (at, count);
        return Err(Stop::Later);
    }
    cx.set_word(0, count as u64);
    Ok(())
}

fn equal_fold<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (at_s, at_t) = (cx.vm.progress.at, cx.vm.progress.count);
    let (s, t, equal) = search::equal_fold(&cx.str(0)[at_s..], &cx.str(2)[at_t..], limits::TEXT_PER_STEP_MAX);
    let Some(equal) = equal else {
        (cx.vm.progress.at, cx.vm.progress.count) = (at_s + s, at_t + t);
        return Err(Stop::Later);
    };
    cx.set_bool(0, equal);
    Ok(())
}

/// An empty slice with room for so many bytes: all that the allocator gives for them.
fn room<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let bytes = round_up_size(cx.word(0), false);
    let addr = cx.vm.alloc(bytes, Layout::NOSCAN)?;
    cx.set_slice(0, SliceVal { addr, len: 0, cap: bytes });
    Ok(())
}

/// What there is of it already is copied behind it, until it is long enough.
fn repeat<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (from, len, bytes) = (cx.word(0), cx.word(1), cx.word(1).saturating_mul(cx.word(2)));
    let addr = if bytes == 0 { 0 } else { cx.vm.alloc(bytes, Layout::NOSCAN)? };
    let mut done = 0;
    while done < bytes {
        let (from, part) = if done == 0 { (from, len) } else { (addr, done.min(bytes - done)) };
        cx.vm.mem.copy(addr + done, from, part).ok_or(Stop::Nil)?;
        done += part;
    }
    cx.set_word(0, addr);
    cx.set_word(1, bytes);
    Ok(())
}

fn replace<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (s, old, new) = ((cx.word(0), cx.word(1)), cx.str(2).to_vec(), cx.str(4).to_vec());
    let most = usize::try_from(cx.int(6)).unwrap_or(usize::MAX);
    let mut it = search::Replacing { old: &old, new: &new, most, count: cx.vm.progress.count };
    let made = cx.vm.in_pieces(s, &mut |s, most, out| it.some(s, most, out));
    if made.is_err() {
        cx.vm.progress.count = it.count;
        if cx.vm.progress.pieces.bytes() > limits::MEMORY_BYTES_MAX {
            return Err(Stop::limit(LimitKind::Memory));
        }
    }
    cx.set_pieces(0, made?)
}

fn map<S: Sink>(cx: &mut Cx<'_, S>, to: fn(i64) -> i64) -> Result<(), Stop> {
    let s = (cx.word(0), cx.word(1));
    let mut changes = cx.vm.progress.count > 0;
    let made = cx.vm.in_pieces(s, &mut |s, most, text| {
        let done = utf8::each(s, most, &mut |r, _| utf8::encode(to(i64::from(r)), text));
        changes |= text[..] != s[..done];
        done
    });
    if made.is_err() {
        cx.vm.progress.count = usize::from(changes);
    }
    let made = made?;
    if changes { cx.set_pieces(0, made) } else { view(cx) }
}

/// The bytes of a string or slice as a string, without a copy.
pub fn view<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (addr, len) = (cx.word(0), cx.word(1));
    cx.set_word(0, addr);
    cx.set_word(1, len);
    Ok(())
}
