//! Package unicode.

use gopark_trace::Sink;

use super::text::runes::{self, Class};
use crate::native::{Cx, Native};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::pure_of(
        function,
        &[
            ("IsLetter", |cx| is(cx, Class::Letter)),
            ("IsDigit", |cx| is(cx, Class::Digit)),
            ("IsNumber", |cx| is(cx, Class::Number)),
            ("IsUpper", |cx| is(cx, Class::Upper)),
            ("IsLower", |cx| is(cx, Class::Lower)),
            ("IsTitle", |cx| is(cx, Class::Title)),
            ("IsSpace", |cx| is(cx, Class::Space)),
            ("IsPunct", |cx| is(cx, Class::Punct)),
            ("IsSymbol", |cx| is(cx, Class::Symbol)),
            ("IsMark", |cx| is(cx, Class::Mark)),
            ("IsControl", |cx| is(cx, Class::Control)),
            ("IsGraphic", |cx| is(cx, Class::Graphic)),
            ("IsPrint", |cx| is(cx, Class::Print)),
            ("ToUpper", |cx| to(cx, runes::to_upper)),
            ("ToLower", |cx| to(cx, runes::to_lower)),
            ("ToTitle", |cx| to(cx, runes::to_title)),
        ],
    )
}

fn is<S: Sink>(cx: &mut Cx<'_, S>, class: Class) -> Result<(), Stop> {
    cx.set_bool(0, runes::is(class, cx.int(0)));
    Ok(())
}

fn to<S: Sink>(cx: &mut Cx<'_, S>, map: fn(i64) -> i64) -> Result<(), Stop> {
    cx.set_int(0, map(cx.int(0)));
    Ok(())
}
