//! Package internal/refl: looking into values of any type.

use gopark_program::{Program, Type, TypeId, TypeKind};
use gopark_trace::Sink;

use super::sorted_map;
use crate::native::{Cx, IfaceVal, Native, SliceVal};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::pure_of(
        function,
        &[
            ("TypeOf", type_of),
            ("Name", name),
            ("Kind", kind),
            ("HasMethods", has_methods),
            ("Elem", elem),
            ("Key", key),
            ("NumField", num_field),
            ("FieldName", field_name),
            ("FieldType", field_type),
            ("FieldTag", field_tag),
            ("FieldEmbedded", field_embedded),
            ("Zero", zero),
            ("Comparable", comparable),
            ("Len", len),
            ("Field", field),
            ("Index", index),
            ("Deref", deref),
            ("SetPointee", set_pointee),
            ("New", new),
            ("Retyped", retyped),
            ("IsNil", is_nil),
            ("Word", word),
            ("Complex", complex),
            ("Str", str),
            ("Bytes", bytes),
            ("SortedMap", sorted_map),
            ("Swap", swap),
        ],
    )
}

/// A type as package refl numbers it.
fn number(t: TypeId) -> u64 {
    u64::from(t.0) + 1
}

/// The type in an argument slot; a wrong one is a fault of our own packages.
fn arg_type<S: Sink>(cx: &Cx<'_, S>, i: usize) -> Result<TypeId, Stop> {
    let t = IfaceVal { type_word: cx.word(i), data: 0 }.ty();
    t.filter(|t| t.idx() < cx.vm.program.types.len()).ok_or(Stop::NIL)
}

/// The interface in argument slots, which must not be nil, and its type.
fn arg_value<'p, S: Sink>(
    cx: &Cx<'_, S>,
    program: &'p Program,
    i: usize,
) -> Result<(IfaceVal, &'p Type), Stop> {
    Ok((cx.iface(i), program.ty(arg_type(cx, i)?)))
}

fn type_of<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.set_word(0, cx.word(0));
    Ok(())
}

fn name<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let t = arg_type(cx, 0)?;
    cx.set_string(0, program.ty(t).name.as_bytes())?;
    Ok(())
}

fn kind<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let number = arg_type(cx, 0).map_or(0, |t| kind_number(&cx.ty(t).kind));
    cx.set_word(0, number);
    Ok(())
}

const fn kind_number(kind: &TypeKind) -> u64 {
    match kind {
        TypeKind::Bool => 1,
        TypeKind::Int => 2,
        TypeKind::Int8 => 3,
        TypeKind::Int16 => 4,
        TypeKind::Int32 => 5,
        TypeKind::Int64 => 6,
        TypeKind::Uint => 7,
        TypeKind::Uint8 => 8,
        TypeKind::Uint16 => 9,
        TypeKind::Uint32 => 10,
        TypeKind::Uint64 => 11,
        TypeKind::Uintptr => 12,
        TypeKind::Float32 => 13,
        TypeKind::Float64 => 14,
        TypeKind::Complex64 => 15,
        TypeKind::Complex128 => 16,
        TypeKind::Array { .. } => 17,
        TypeKind::Chan { .. } => 18,
        TypeKind::Func { .. } => 19,
        TypeKind::Interface(_) => 20,
        TypeKind::Map { .. } => 21,
        TypeKind::Pointer(_) => 22,
        TypeKind::Slice(_) => 23,
        TypeKind::String => 24,
        TypeKind::Struct(_) => 25,
        TypeKind::UnsafePointer => 26,
    }
}

fn has_methods<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let has = arg_type(cx, 0).is_ok_and(|t| !cx.ty(t).methods.is_empty());
    cx.set_bool(0, has);
    Ok(())
}

fn elem<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let elem = match cx.ty(arg_type(cx, 0)?).kind {
        TypeKind::Pointer(elem)
        | TypeKind::Slice(elem)
        | TypeKind::Array { elem, .. }
        | TypeKind::Chan { elem, .. }
        | TypeKind::Map { elem, .. } => number(elem),
        _ => 0,
    };
    cx.set_word(0, elem);
    Ok(())
}

fn key<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let key = match cx.ty(arg_type(cx, 0)?).kind {
        TypeKind::Map { key, .. } => number(key),
        _ => 0,
    };
    cx.set_word(0, key);
    Ok(())
}

fn fields(ty: &Type) -> &[gopark_program::Field] {
    match &ty.kind {
        TypeKind::Struct(fields) => fields,
        _ => &[],
    }
}

/// The field named by a type in slot 0 and a number in slot `i`.
fn arg_field<'p, S: Sink>(
    cx: &Cx<'_, S>,
    program: &'p Program,
    i: usize,
) -> Result<&'p gopark_program::Field, Stop> {
    let fields = fields(program.ty(arg_type(cx, 0)?));
    usize::try_from(cx.word(i)).ok().and_then(|i| fields.get(i)).ok_or(Stop::NIL)
}

/// The last field of what Go has more of behind its fields: nobody sees it.
const HIDDEN: &str = "hidden";

fn num_field<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let ty = cx.ty(arg_type(cx, 0)?);
    let is_hidden = |field: &gopark_program::Field| {
        field.name == HIDDEN && ["time.Timer", "time.Ticker"].contains(&ty.name.as_str())
    };
    let count = fields(ty).iter().filter(|field| !is_hidden(field)).count();
    cx.set_word(0, count as u64);
    Ok(())
}

fn field_name<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    cx.set_string(0, arg_field(cx, &program, 1)?.name.as_bytes())?;
    Ok(())
}

fn field_type<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    cx.set_word(0, number(arg_field(cx, &program, 1)?.ty));
    Ok(())
}

fn field_tag<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    cx.set_string(0, arg_field(cx, &program, 1)?.tag.as_bytes())?;
    Ok(())
}

fn field_embedded<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    cx.set_bool(0, arg_field(cx, &program, 1)?.is_embedded);
    Ok(())
}

fn zero<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let t = arg_type(cx, 0)?;
    let mut value = IfaceVal::default();
    if !matches!(cx.ty(t).kind, TypeKind::Interface(_)) {
        let data = if cx.ty(t).is_direct() { 0 } else { cx.alloc(t, 1)? };
        value = IfaceVal { type_word: number(t), data };
    }
    cx.set_iface(0, value);
    Ok(())
}

fn comparable<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let is_comparable = cx.ty(arg_type(cx, 0)?).is_comparable;
    cx.set_bool(0, is_comparable);
    Ok(())
}

/// The slice that lies in memory at `addr`.
fn slice_at<S: Sink>(cx: &Cx<'_, S>, addr: u64) -> Result<SliceVal, Stop> {
    let word = |at: u64| cx.load(gopark_program::MemKind::W64, addr + at);
    Ok(SliceVal { addr: word(0)?, len: word(8)?, cap: word(16)? })
}

fn len<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let (v, ty) = arg_value(cx, &program, 0)?;
    let len = match ty.kind {
        TypeKind::Array { len, .. } => len,
        TypeKind::Slice(_) => slice_at(cx, v.data)?.len,
        TypeKind::String => cx.string_at(v.data).len() as u64,
        TypeKind::Map { .. } => cx.map_len(v.data),
        _ => 0,
    };
    cx.set_word(0, len);
    Ok(())
}

/// A part of a value that is no more than a pointer, which the interface holds itself: all else in it is of no size.
fn inside<S: Sink>(cx: &mut Cx<'_, S>, v: IfaceVal, t: TypeId) -> Result<IfaceVal, Stop> {
    let data = if cx.ty(t).is_direct() { v.data } else { cx.alloc(t, 1)? };
    Ok(IfaceVal { type_word: number(t), data })
}

fn field<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let field = arg_field(cx, &program, 2)?;
    let (v, ty) = arg_value(cx, &program, 0)?;
    let value = if ty.is_direct() {
        inside(cx, v, field.ty)
    } else {
        cx.iface_at(field.ty, v.data + u64::from(field.offset))
    };
    cx.set_iface(0, value?);
    Ok(())
}

/// Element type, address of element `i` and its size, of a slice or an array.
fn element<S: Sink>(cx: &Cx<'_, S>, program: &Program, i: u64) -> Result<(TypeId, u64, u64), Stop> {
    let (v, ty) = arg_value(cx, program, 0)?;
    let (elem, slice) = match ty.kind {
        TypeKind::Array { elem, len } => (elem, SliceVal { addr: v.data, len, cap: len }),
        TypeKind::Slice(elem) => (elem, slice_at(cx, v.data)?),
        _ => return Err(Stop::NIL),
    };
    if i >= slice.len {
        return Err(Stop::error(format!(
            "index out of range [{}] with length {}",
            i.cast_signed(),
            slice.len
        )));
    }
    let bytes = u64::from(program.ty(elem).bytes);
    Ok((elem, slice.addr + i * bytes, bytes))
}

fn index<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let (elem, addr, _) = element(cx, &program, cx.word(2))?;
    let (v, ty) = arg_value(cx, &program, 0)?;
    let value = if ty.is_direct() { inside(cx, v, elem) } else { cx.iface_at(elem, addr) };
    cx.set_iface(0, value?);
    Ok(())
}

fn swap<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let (_, a, bytes) = element(cx, &program, cx.word(2))?;
    let (_, b, _) = element(cx, &program, cx.word(3))?;
    let (at_a, at_b) = (cx.bytes(a, bytes).to_vec(), cx.bytes(b, bytes).to_vec());
    cx.write_bytes(a, &at_b)?;
    cx.write_bytes(b, &at_a)?;
    Ok(())
}

fn deref<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let (v, ty) = arg_value(cx, &program, 0)?;
    let TypeKind::Pointer(elem) = ty.kind else { return Err(Stop::NIL) };
    let value = cx.iface_at(elem, v.data)?;
    cx.set_iface(0, value);
    Ok(())
}

/// Whether a value of type `t` can be assigned to interface type `iface`.
fn implements(program: &Program, t: TypeId, iface: &[gopark_program::MethodId]) -> bool {
    iface.iter().all(|&method| program.find_method(t, method).is_some())
}

fn set_pointee<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let (target, ty) = arg_value(cx, &program, 0)?;
    let (v, dynamic) = (cx.iface(2), arg_type(cx, 2)?);
    let TypeKind::Pointer(elem) = ty.kind else { return Err(Stop::NIL) };
    let is_set = match &program.ty(elem).kind {
        TypeKind::Interface(methods) => {
            let fits = implements(&program, dynamic, methods);
            if fits {
                cx.vm.store_value(elem, target.data, &[v.type_word, v.data]);
            }
            fits
        }
        _ if elem == dynamic => {
            if program.ty(elem).is_direct() {
                cx.vm.store_value(elem, target.data, &[v.data]);
            } else {
                let bytes = cx.bytes(v.data, u64::from(program.ty(elem).bytes)).to_vec();
                cx.write_bytes(target.data, &bytes)?;
            }
            true
        }
        _ => false,
    };
    cx.set_bool(0, is_set);
    Ok(())
}

fn new<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let t = arg_type(cx, 0)?;
    let TypeKind::Pointer(elem) = cx.ty(t).kind else { return Err(Stop::NIL) };
    let data = cx.alloc(elem, 1)?;
    cx.set_iface(0, IfaceVal { type_word: number(t), data });
    Ok(())
}

fn retyped<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (t, data) = (cx.word(0), cx.word(2));
    cx.set_word(0, t);
    cx.set_word(1, data);
    Ok(())
}

fn word_of<S: Sink>(cx: &Cx<'_, S>) -> Result<u64, Stop> {
    let v = cx.iface(0);
    Ok(cx.iface_word(arg_type(cx, 0)?, v.data))
}

fn is_nil<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let word = word_of(cx)?;
    cx.set_bool(0, word == 0);
    Ok(())
}

fn word<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let word = word_of(cx)?;
    cx.set_word(0, word);
    Ok(())
}

fn complex<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let (v, ty) = arg_value(cx, &program, 0)?;
    let kind = if ty.bytes == 8 { gopark_program::MemKind::F32 } else { gopark_program::MemKind::W64 };
    let (re, im) = (cx.load(kind, v.data)?, cx.load(kind, v.data + u64::from(ty.bytes / 2))?);
    cx.set_word(0, re);
    cx.set_word(1, im);
    Ok(())
}

fn str<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let text = cx.string_at(cx.iface(0).data).to_vec();
    cx.set_string(0, &text)?;
    Ok(())
}

fn bytes<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let (v, ty) = arg_value(cx, &program, 0)?;
    let slice = match ty.kind {
        TypeKind::Slice(_) => slice_at(cx, v.data)?,
        TypeKind::Array { len, .. } => SliceVal { addr: v.data, len, cap: len },
        _ => return Err(Stop::NIL),
    };
    cx.set_slice(0, slice);
    Ok(())
}

fn sorted_map<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let program = cx.program();
    let (v, ty) = arg_value(cx, &program, 0)?;
    let TypeKind::Map { key, elem } = ty.kind else { return Err(Stop::NIL) };
    let [keys, elems] = sorted_map::lists(cx, v.data, (key, elem))?;
    cx.set_slice(0, keys);
    cx.set_slice(3, elems);
    Ok(())
}
