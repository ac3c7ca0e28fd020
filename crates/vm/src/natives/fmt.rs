//! Package fmt: one operand as text.

use gopark_program::TypeKind;
use gopark_trace::Sink;

use super::text::layout::Spec;
use crate::native::{Cx, IfaceVal, Native, Outcome};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::pure_of(
        function,
        &[
            ("padded", padded),
            ("scalar", scalar),
            ("pointer", pointer),
            ("octets", octets),
            ("isExported", is_exported),
        ],
    )
}

fn verb<S: Sink>(cx: &Cx<'_, S>, i: usize) -> u32 {
    u32::try_from(cx.word(i)).unwrap_or(0)
}

fn answer<S: Sink>(cx: &mut Cx<'_, S>, text: Option<Vec<u8>>) -> Result<Outcome, Stop> {
    cx.set_bool(2, text.is_some());
    cx.set_string(0, &text.unwrap_or_default())?;
    Ok(Outcome::Done)
}

fn padded<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let text = Spec::unpack(cx.word(2)).string(cx.str(0));
    cx.set_string(0, &text)?;
    Ok(Outcome::Done)
}

fn scalar<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let text = scalar_text(cx, cx.iface(0), verb(cx, 2), cx.bool(3), Spec::unpack(cx.word(4)));
    answer(cx, text)
}

fn scalar_text<S: Sink>(cx: &Cx<'_, S>, v: IfaceVal, verb: u32, is_go: bool, spec: Spec) -> Option<Vec<u8>> {
    let letter = char::from_u32(verb)?;
    let float =
        |bits| spec.float(f64::from_bits(v.data), bits, if letter == 'v' { u32::from('g') } else { verb });
    match cx.ty(v.ty()?).kind {
        TypeKind::Bool => {
            let text: &[u8] = if v.data == 0 { b"false" } else { b"true" };
            matches!(letter, 't' | 'v').then(|| spec.pad(text.to_vec()))
        }
        TypeKind::Int | TypeKind::Int8 | TypeKind::Int16 | TypeKind::Int32 | TypeKind::Int64 => {
            let value = v.data.cast_signed();
            let verb = if letter == 'v' { u32::from('d') } else { verb };
            spec.integer(value.unsigned_abs(), value < 0, verb)
        }
        TypeKind::Uint
        | TypeKind::Uint8
        | TypeKind::Uint16
        | TypeKind::Uint32
        | TypeKind::Uint64
        | TypeKind::Uintptr => match letter {
            'v' if is_go => Spec { sharp: true, ..spec }.integer(v.data, false, u32::from('x')),
            'v' => spec.integer(v.data, false, u32::from('d')),
            _ => spec.integer(v.data, false, verb),
        },
        TypeKind::Float32 => float(32),
        TypeKind::Float64 => float(64),
        TypeKind::String => string_text(cx.string_at(v.data), letter, is_go, spec),
        _ => None,
    }
}

fn string_text(text: &[u8], verb: char, is_go: bool, spec: Spec) -> Option<Vec<u8>> {
    Some(match verb {
        'v' if is_go => spec.quoted(text),
        'v' | 's' => spec.string(text),
        'q' => spec.quoted(text),
        'x' | 'X' => spec.hex_bytes(text, verb == 'X'),
        _ => return None,
    })
}

fn pointer<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let verb = verb(cx, 1);
    let is_known = char::from_u32(verb).is_some_and(|c| "bodxX".contains(c));
    let text = Spec::unpack(cx.word(2)).integer(cx.word(0), false, verb).filter(|_| is_known);
    answer(cx, text)
}

fn octets<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let letter = char::from_u32(verb(cx, 3)).unwrap_or('s');
    let text = string_text(cx.byte_slice(0), letter, false, Spec::unpack(cx.word(4))).unwrap_or_default();
    cx.set_string(0, &text)?;
    Ok(Outcome::Done)
}

fn is_exported<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let (first, _) = super::text::utf8::decode(cx.str(0));
    cx.set_bool(0, super::text::runes::is(super::text::runes::Class::Upper, i64::from(first)));
    Ok(Outcome::Done)
}
