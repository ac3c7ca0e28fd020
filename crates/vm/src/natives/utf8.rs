//! Package unicode/utf8. A string and a `[]byte` begin alike in a window, so both have one native.

use gopark_trace::Sink;

use super::text::utf8;
use crate::native::{Cx, Native, Outcome};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::pure_of(
        function,
        &[
            ("DecodeRuneInString", |cx| decoded(cx, utf8::decode)),
            ("DecodeRune", |cx| decoded(cx, utf8::decode)),
            ("DecodeLastRuneInString", |cx| decoded(cx, utf8::decode_last)),
            ("DecodeLastRune", |cx| decoded(cx, utf8::decode_last)),
            ("RuneCountInString", count),
            ("RuneCount", count),
            ("ValidString", valid),
            ("Valid", valid),
        ],
    )
}

fn decoded<S: Sink>(cx: &mut Cx<'_, S>, decode: fn(&[u8]) -> (u32, usize)) -> Result<Outcome, Stop> {
    let (r, width) = decode(cx.str(0));
    cx.set_word(0, u64::from(r));
    cx.set_word(1, width as u64);
    Ok(Outcome::Done)
}

fn count<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let count = utf8::count(cx.str(0));
    cx.set_word(0, count as u64);
    Ok(Outcome::Done)
}

fn valid<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let is_valid = std::str::from_utf8(cx.str(0)).is_ok();
    cx.set_bool(0, is_valid);
    Ok(Outcome::Done)
}
