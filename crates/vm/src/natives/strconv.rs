//! Package strconv.

use gopark_trace::Sink;

use super::text::parse::Fault;
use super::text::{float, parse, quote, runes};
use crate::held::Pieces;
use crate::native::{Cx, Native};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::pure_of(
        function,
        &[
            ("formatInt", format_int),
            ("formatFloat", format_float),
            ("parseInt", parse_int),
            ("parseUint", parse_uint),
            ("parseFloat", parse_float),
            ("quote", quote_string),
            ("quoteRune", quote_rune),
            ("unquote", unquote),
            ("unquoteChar", unquote_char),
            ("CanBackquote", can_backquote),
            ("IsPrint", |cx| is(cx, runes::Class::Print)),
            ("IsGraphic", |cx| is(cx, runes::Class::Graphic)),
        ],
    )
}

fn arg_u32<S: Sink>(cx: &Cx<'_, S>, i: usize) -> u32 {
    u32::try_from(cx.word(i)).unwrap_or(0)
}

fn format_int<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (bits, base, is_negative) = (cx.word(0), cx.word(1).clamp(2, 36), cx.bool(2));
    let mut rest = if is_negative { bits.wrapping_neg() } else { bits };
    let mut text = Vec::new();
    loop {
        let digit = u32::try_from(rest % base).ok().and_then(|d| char::from_digit(d, 36)).unwrap_or('?');
        text.push(digit as u8);
        rest /= base;
        if rest == 0 {
            break;
        }
    }
    if is_negative {
        text.push(b'-');
    }
    text.reverse();
    cx.set_string(0, &text)?;
    Ok(())
}

fn format_float<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let verb = u8::try_from(cx.word(1)).unwrap_or(b'g');
    let text = float::format(cx.float(0), verb, cx.int(2), arg_u32(cx, 3));
    cx.set_string(0, text.as_bytes())?;
    Ok(())
}

/// The value of a parsed number, and the number of its fault.
fn answer<T: Default>(parsed: Result<T, Fault<T>>) -> (T, u64) {
    match parsed {
        Ok(value) => (value, 0),
        Err(Fault::Syntax) => (T::default(), 1),
        Err(Fault::Range(nearest)) => (nearest, 2),
    }
}

fn parse_int<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (value, fault) = answer(parse::signed(cx.str(0), arg_u32(cx, 2), arg_u32(cx, 3)));
    cx.set_int(0, value);
    cx.set_word(1, fault);
    Ok(())
}

fn parse_uint<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (value, fault) = answer(parse::unsigned(cx.str(0), arg_u32(cx, 2), arg_u32(cx, 3)));
    cx.set_word(0, value);
    cx.set_word(1, fault);
    Ok(())
}

fn parse_float<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (value, fault) = answer(parse::float(cx.str(0), arg_u32(cx, 2)));
    cx.set_float(0, value);
    cx.set_word(1, fault);
    Ok(())
}

fn quote_string<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (is_ascii, is_graphic) = (cx.bool(2), cx.bool(3));
    let made = cx.quoted((cx.word(0), cx.word(1)), is_ascii, is_graphic)?;
    cx.set_pieces(0, made)
}

impl<S: Sink> Cx<'_, S> {
    /// A text between quotes, with escapes.
    ///
    /// # Errors
    /// [`Stop::Later`].
    pub(super) fn quoted(
        &mut self,
        text: (u64, u64),
        is_ascii: bool,
        is_graphic: bool,
    ) -> Result<Pieces, Stop> {
        let is_first = self.vm.progress.at == 0;
        self.vm.in_pieces(text, &mut |text, most, out| {
            out.extend(is_first.then_some(b'"'));
            let done = quote::escape_some(text, most, (b'"', is_ascii, is_graphic), out);
            out.extend((done == text.len()).then_some(b'"'));
            done
        })
    }
}

fn quote_rune<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let text = quote::quote_rune(cx.int(0), cx.bool(1), cx.bool(2));
    cx.set_string(0, &text)?;
    Ok(())
}

fn unquote<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let value = quote::unquote(cx.str(0));
    cx.set_bool(2, value.is_some());
    cx.set_string(0, &value.unwrap_or_default())?;
    Ok(())
}

fn unquote_char<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let c = quote::unquote_char(cx.str(0), u8::try_from(cx.word(2)).unwrap_or(0));
    cx.set_word(0, c.map_or(0, |c| u64::from(c.value)));
    cx.set_bool(1, c.is_some_and(|c| c.is_multibyte));
    cx.set_word(2, c.map_or(0, |c| c.width as u64));
    Ok(())
}

fn can_backquote<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let can = quote::can_backquote(cx.str(0));
    cx.set_bool(0, can);
    Ok(())
}

fn is<S: Sink>(cx: &mut Cx<'_, S>, class: runes::Class) -> Result<(), Stop> {
    cx.set_bool(0, runes::is(class, cx.int(0)));
    Ok(())
}
