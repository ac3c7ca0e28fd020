//! Package fmt: one operand as text.

use gopark_program::TypeKind;
use gopark_trace::Sink;

use super::text::layout::Spec;
use crate::held::Pieces;
use crate::limits;
use crate::native::{Cx, IfaceVal, Native, SliceVal};
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

/// Writes a text behind the bytes of `buf`, as Go does, or returns it when there is no room.
fn answer<S: Sink>(cx: &mut Cx<'_, S>, text: Option<Vec<u8>>, buf: SliceVal) -> Result<(), Stop> {
    let has_text = text.is_some();
    let text = text.unwrap_or_default();
    let len = text.len() as u64;
    let fits = len <= buf.cap - buf.len;
    if fits {
        cx.write_bytes(buf.addr + buf.len, &text)?;
    }
    cx.set_string(0, if fits { &[] } else { &text })?;
    cx.set_word(2, if has_text { if fits { len } else { 0 } } else { u64::MAX });
    Ok(())
}

/// What becomes of a long text that is neither cut nor filled up; none of others, which are done at once.
fn long_text<S: Sink>(
    cx: &mut Cx<'_, S>,
    text: (u64, u64),
    (letter, is_go): (char, bool),
    spec: Spec,
) -> Result<Option<Pieces>, Stop> {
    let is_filled = spec.width.is_some_and(|width| width as u64 > text.1 / 4);
    let is_plain = !is_filled && spec.prec.is_none() && !spec.sharp && !spec.space;
    if text.1 <= limits::TEXT_PER_STEP_MAX as u64 || !is_plain {
        return Ok(None);
    }
    match letter {
        'v' if is_go => cx.quoted(text, spec.plus, false).map(Some),
        'q' => cx.quoted(text, spec.plus, false).map(Some),
        _ => {
            let made = cx.vm.in_pieces(text, &mut |text, most, out| {
                let part = &text[..text.len().min(most)];
                match letter {
                    'x' | 'X' => out.extend(Spec::default().hex_bytes(part, letter == 'X')),
                    _ => out.extend_from_slice(part),
                }
                part.len()
            });
            made.map(Some)
        }
    }
}

fn padded<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    if let Some(text) = long_text(cx, (cx.word(0), cx.word(1)), ('s', false), Spec::unpack(cx.word(2)))? {
        cx.set_word(2, 0);
        return cx.set_pieces(0, text);
    }
    let text = Spec::unpack(cx.word(2)).string(cx.str(0));
    answer(cx, Some(text), cx.slice(3))
}

fn scalar<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (value, letter) = (cx.iface(0), char::from_u32(verb(cx, 2)).unwrap_or_default());
    if value.ty().is_some_and(|t| cx.ty(t).kind == TypeKind::String) && "vsqxX".contains(letter) {
        let of = |i| cx.vm.mem.word(value.data + i).unwrap_or(0);
        let (string, is_go) = ((of(0), of(8)), cx.bool(3));
        if let Some(text) = long_text(cx, string, (letter, is_go), Spec::unpack(cx.word(4)))? {
            cx.set_word(2, 0);
            return cx.set_pieces(0, text);
        }
    }
    let text = scalar_text(cx, cx.iface(0), verb(cx, 2), cx.bool(3), Spec::unpack(cx.word(4)));
    answer(cx, text, cx.slice(5))
}

fn scalar_text<S: Sink>(cx: &Cx<'_, S>, v: IfaceVal, verb: u32, is_go: bool, spec: Spec) -> Option<Vec<u8>> {
    let (letter, t) = (char::from_u32(verb)?, v.ty()?);
    let word = cx.iface_word(t, v.data);
    let float =
        |bits| spec.float(f64::from_bits(word), bits, if letter == 'v' { u32::from('g') } else { verb });
    match cx.ty(t).kind {
        TypeKind::Bool => {
            let text: &[u8] = if word == 0 { b"false" } else { b"true" };
            matches!(letter, 't' | 'v').then(|| spec.pad(text.to_vec()))
        }
        TypeKind::Int | TypeKind::Int8 | TypeKind::Int16 | TypeKind::Int32 | TypeKind::Int64 => {
            let value = word.cast_signed();
            let verb = if letter == 'v' { u32::from('d') } else { verb };
            spec.integer(value.unsigned_abs(), value < 0, verb)
        }
        TypeKind::Uint
        | TypeKind::Uint8
        | TypeKind::Uint16
        | TypeKind::Uint32
        | TypeKind::Uint64
        | TypeKind::Uintptr => match letter {
            'v' if is_go => Spec { sharp: true, ..spec }.integer(word, false, u32::from('x')),
            'v' => spec.integer(word, false, u32::from('d')),
            _ => spec.integer(word, false, verb),
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

fn pointer<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let verb = verb(cx, 1);
    let is_known = char::from_u32(verb).is_some_and(|c| "bodxX".contains(c));
    let text = Spec::unpack(cx.word(2)).integer(cx.word(0), false, verb).filter(|_| is_known);
    answer(cx, text, cx.slice(3))
}

fn octets<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let letter = char::from_u32(verb(cx, 3)).unwrap_or('s');
    if let Some(text) = long_text(cx, (cx.word(0), cx.word(1)), (letter, false), Spec::unpack(cx.word(4)))? {
        return cx.set_pieces(0, text);
    }
    let text = string_text(cx.byte_slice(0), letter, false, Spec::unpack(cx.word(4))).unwrap_or_default();
    cx.set_string(0, &text)?;
    Ok(())
}

fn is_exported<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (first, _) = super::text::utf8::decode(cx.str(0));
    cx.set_bool(0, super::text::runes::is(super::text::runes::Class::Upper, i64::from(first)));
    Ok(())
}
