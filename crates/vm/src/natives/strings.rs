//! Package strings.

use gopark_trace::Sink;

use super::text::{runes, search, utf8};
use crate::native::{Cx, Native, Outcome};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::pure_of(
        function,
        &[
            ("Index", |cx| position(cx, search::index)),
            ("LastIndex", |cx| position(cx, search::last_index)),
            ("IndexByte", |cx| byte(cx, |s, c| s.iter().position(|&b| b == c))),
            ("LastIndexByte", |cx| byte(cx, |s, c| s.iter().rposition(|&b| b == c))),
            ("Count", count),
            ("EqualFold", equal_fold),
            ("repeat", repeat),
            ("Replace", replace),
            ("ToUpper", |cx| map(cx, runes::to_upper)),
            ("ToLower", |cx| map(cx, runes::to_lower)),
            ("view", view),
        ],
    )
}

/// Positions as Go has them: -1 for none.
fn set_position<S: Sink>(cx: &mut Cx<'_, S>, position: Option<usize>) -> Result<Outcome, Stop> {
    cx.set_int(0, position.and_then(|p| i64::try_from(p).ok()).unwrap_or(-1));
    Ok(Outcome::Done)
}

fn position<S: Sink>(cx: &mut Cx<'_, S>, find: fn(&[u8], &[u8]) -> Option<usize>) -> Result<Outcome, Stop> {
    let position = find(cx.str(0), cx.str(2));
    set_position(cx, position)
}

fn byte<S: Sink>(cx: &mut Cx<'_, S>, find: fn(&[u8], u8) -> Option<usize>) -> Result<Outcome, Stop> {
    let position = u8::try_from(cx.word(2)).ok().and_then(|c| find(cx.str(0), c));
    set_position(cx, position)
}

fn count<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let count = search::count(cx.str(0), cx.str(2));
    cx.set_word(0, count as u64);
    Ok(Outcome::Done)
}

fn equal_fold<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let equal = search::equal_fold(cx.str(0), cx.str(2));
    cx.set_bool(0, equal);
    Ok(Outcome::Done)
}

fn repeat<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let (s, count) = (cx.str(0), usize::try_from(cx.word(2)).unwrap_or(usize::MAX));
    if s.len().saturating_mul(count) as u64 > crate::limits::MEMORY_BYTES_MAX {
        return Err(Stop::limit(gopark_trace::LimitKind::Memory));
    }
    let text = s.repeat(count);
    cx.set_string(0, &text)?;
    Ok(Outcome::Done)
}

fn replace<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    match search::replace(cx.str(0), cx.str(2), cx.str(4), cx.int(6), crate::limits::MEMORY_BYTES_MAX) {
        Some(text) => cx.set_string(0, &text)?,
        None => return Err(Stop::limit(gopark_trace::LimitKind::Memory)),
    }
    Ok(Outcome::Done)
}

fn map<S: Sink>(cx: &mut Cx<'_, S>, to: fn(i64) -> i64) -> Result<Outcome, Stop> {
    let s = cx.str(0);
    let mut text = Vec::with_capacity(s.len());
    let mut at = 0;
    while at < s.len() {
        let (r, width) = utf8::decode(&s[at..]);
        utf8::encode(to(i64::from(r)), &mut text);
        at += width;
    }
    if text == cx.str(0) {
        return view(cx);
    }
    cx.set_string(0, &text)?;
    Ok(Outcome::Done)
}

/// The bytes of a string or slice as a string, without a copy.
pub fn view<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let (addr, len) = (cx.word(0), cx.word(1));
    cx.set_word(0, addr);
    cx.set_word(1, len);
    Ok(Outcome::Done)
}
