//! Package unicode/utf8. A string and a `[]byte` begin alike in a window, so both have one native.

use gopark_trace::Sink;

use super::text::utf8;
use crate::limits;
use crate::native::{Cx, Native};
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

fn decoded<S: Sink>(cx: &mut Cx<'_, S>, decode: fn(&[u8]) -> (u32, usize)) -> Result<(), Stop> {
    let (r, width) = decode(cx.str(0));
    cx.set_word(0, u64::from(r));
    cx.set_word(1, width as u64);
    Ok(())
}

fn count<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let count = cx.count_runes()?;
    cx.set_word(0, count as u64);
    Ok(())
}

fn valid<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let at = cx.vm.progress.at;
    let rest = &cx.str(0)[at..];
    let part = &rest[..rest.len().min(limits::BYTES_PER_STEP_MAX)];
    let (is_last, checked) = (part.len() == rest.len(), std::str::from_utf8(part));
    let valid = match checked {
        // A rune is cut through.
        Err(error) if !is_last && error.error_len().is_none() => error.valid_up_to(),
        Ok(_) if !is_last => part.len(),
        checked => {
            cx.set_bool(0, checked.is_ok());
            return Ok(());
        }
    };
    cx.vm.progress.at += valid;
    Err(Stop::Later)
}
