//! Places: where a value lies, or a part of it, and how to load it, store it and take its address.

use gopark_program::{Instr, MemKind, Slot, TypeId, TypeKind};

use super::body::{Body, Storage};
use super::data;
use crate::ast::{Expr, ExprKind, UnaryOp};
use crate::check::{Mode, ObjId, Selection, SelectionKind};
use crate::escape::What;

/// Where a value lies.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// All of a value in usual form.
    Value(Slot),
    /// Part of a struct or array that begins at a slot: so many bytes from there, in memory form.
    Part { slot: Slot, off: u32 },
    /// Part of an element of an array that begins at a slot; the index is checked.
    Element { array: Slot, index: Slot, elem: TypeId, off: u32 },
    /// Behind an address. A nil address is found out by the access unless `is_checked`, which says that it is not nil.
    Memory { addr: Slot, off: u32, is_checked: bool },
    /// A package variable or a part of it.
    Global { off: data::Offset },
    /// An element of a slice of scalars.
    Index { slice: Slot, index: Slot },
    /// An element of a map.
    MapElem { map: Slot, key: Slot, t: TypeId },
    /// `_`
    Blank,
}

impl Place {
    /// The place so many bytes further.
    pub fn plus(self, bytes: u32) -> Place {
        match self {
            Place::Value(slot) => Place::Part { slot, off: bytes },
            Place::Part { slot, off } => Place::Part { slot, off: off + bytes },
            Place::Element { array, index, elem, off } => {
                Place::Element { array, index, elem, off: off + bytes }
            }
            Place::Memory { addr, off, is_checked } => Place::Memory { addr, off: off + bytes, is_checked },
            Place::Global { off } => Place::Global { off: off + bytes },
            other => other,
        }
    }
}

impl<'a> Body<'_, 'a> {
    /// Where a value lies that was computed into slots: in memory if it is too large for them.
    fn place_of_value(&mut self, slot: Slot, t: TypeId) -> Place {
        if !self.m.is_large(t) {
            return Place::Value(slot);
        }
        let (addr, known) = (self.code.alloc(1), self.code.target());
        self.mov(addr, slot, 1);
        self.code.jump(Instr::JmpNeImm { a: addr, imm: 0, to: 0 }, known);
        self.code.emit(Instr::New { d: addr, t });
        self.code.set(known);
        Place::Memory { addr, off: 0, is_checked: true }
    }

    /// The place of a value that has none yet.
    fn computed(&mut self, expr: &'a Expr<'a>) -> Place {
        let slot = self.eval(expr, None);
        let t = self.value_type(expr);
        self.place_of_value(slot, t)
    }

    /// Where the value of an expression lies. What has no place is computed into slots.
    pub fn place(&mut self, expr: &'a Expr<'a>) -> Place {
        let info = self.info.expr(expr.id);
        if matches!(info.mode, Mode::Constant | Mode::Nil) {
            return Place::Value(self.eval(expr, None));
        }
        match &expr.kind {
            ExprKind::Paren(inner) => self.place(inner),
            ExprKind::Name(ident) if ident.is_blank() => Place::Blank,
            ExprKind::Name(ident) => match self.info.object(ident.id).and_then(|obj| self.variable(obj)) {
                Some(place) => place,
                None => self.computed(expr),
            },
            ExprKind::Star(operand) => {
                let addr = self.eval(operand, None);
                Place::Memory { addr, off: 0, is_checked: false }
            }
            ExprKind::Selector { operand, member } => match self.info.selections.get(&expr.id) {
                Some(selection) if selection.kind == SelectionKind::Field => {
                    let path = selection.path.clone();
                    self.field_path(operand, &path)
                }
                Some(_) => self.computed(expr),
                None => match self.info.object(member.id).and_then(|obj| self.variable(obj)) {
                    Some(place) => place,
                    None => self.computed(expr),
                },
            },
            ExprKind::Index { operand, indices } => self.element(expr, operand, indices),
            _ => self.computed(expr),
        }
    }

    /// Where a variable lies; none for what is no variable.
    pub fn variable(&mut self, obj: ObjId) -> Option<Place> {
        match self.vars.get(&obj) {
            Some(&Storage::Slots(slot)) => Some(Place::Value(slot)),
            Some(&Storage::Heap(addr)) => Some(Place::Memory { addr, off: 0, is_checked: true }),
            None => self.m.globals.get(&obj).map(|&off| Place::Global { off }),
        }
    }

    /// Where a field lies that is reached from `operand`.
    fn field_path(&mut self, operand: &'a Expr<'a>, path: &[crate::check::types::FieldStep]) -> Place {
        let t = self.type_of(operand);
        let place = self.place(operand);
        self.follow(place, t, path).0
    }

    /// Follows fields from a place of type `t`.
    pub fn follow(
        &mut self,
        mut place: Place,
        mut t: TypeId,
        path: &[crate::check::types::FieldStep],
    ) -> (Place, TypeId) {
        for step in path {
            if let TypeKind::Pointer(elem) = *self.m.kind(t) {
                let addr = self.load(place, t, None);
                place = Place::Memory { addr, off: 0, is_checked: false };
                t = elem;
            }
            let TypeKind::Struct(fields) = self.m.kind(t) else { break };
            let Some(field) = fields.get(step.field as usize) else { break };
            let (offset, ty) = (field.offset, field.ty);
            if let Place::MapElem { .. } = place {
                let slot = self.load(place, t, None);
                place = self.place_of_value(slot, t);
            }
            place = place.plus(offset);
            t = ty;
        }
        (place, t)
    }

    fn element(&mut self, expr: &'a Expr<'a>, operand: &'a Expr<'a>, indices: &'a [Expr<'a>]) -> Place {
        let [index] = indices else { return Place::Value(self.eval(expr, None)) };
        if self.is_generic_func(operand) {
            return Place::Value(self.eval(expr, None));
        }
        let t = self.type_of(operand);
        match *self.m.kind(t) {
            TypeKind::Slice(elem) => {
                let slice = self.eval(operand, None);
                let index = self.index_value(index);
                self.slice_element(slice, index, elem)
            }
            TypeKind::Array { elem, len } => {
                let place = self.place(operand);
                self.array_element(place, t, elem, len, index)
            }
            TypeKind::Pointer(array) => match *self.m.kind(array) {
                TypeKind::Array { elem, len } => {
                    let addr = self.eval(operand, None);
                    let place = Place::Memory { addr, off: 0, is_checked: false };
                    self.array_element(place, array, elem, len, index)
                }
                _ => Place::Value(self.nothing(expr, None)),
            },
            TypeKind::Map { key, .. } => {
                let map = self.eval(operand, None);
                let key = self.eval_as(index, key, None);
                Place::MapElem { map, key, t }
            }
            TypeKind::String => Place::Value(self.eval(expr, None)),
            _ => Place::Value(self.nothing(expr, None)),
        }
    }

    /// An element of a slice, its index checked at once or, for scalars, by the access.
    pub fn slice_element(&mut self, slice: Slot, index: Slot, elem: TypeId) -> Place {
        if self.m.mem_kind(elem).is_some() {
            return Place::Index { slice, index };
        }
        let addr = self.code.alloc(1);
        self.code.emit_arg(Instr::IndexAddr { d: addr, s: slice, i: index }, self.m.bytes(elem));
        Place::Memory { addr, off: 0, is_checked: true }
    }

    fn array_element(
        &mut self,
        place: Place,
        t: TypeId,
        elem: TypeId,
        len: u64,
        index: &'a Expr<'a>,
    ) -> Place {
        let bytes = self.m.bytes(elem);
        let place = match place {
            Place::MapElem { .. } if self.m.is_large(t) => {
                let slot = self.load(place, t, None);
                self.place_of_value(slot, t)
            }
            place => place,
        };
        if let Some(at) = self.const_index(index).filter(|&at| at < len) {
            return match place {
                Place::Value(_) | Place::Part { .. } | Place::Memory { .. } | Place::Global { .. } => {
                    place.plus((at * u64::from(bytes)) as u32)
                }
                other => Place::Value(self.load(other, t, None)).plus((at * u64::from(bytes)) as u32),
            };
        }
        let index = self.index_value(index);
        self.code.emit_arg(Instr::BoundsImm { a: index }, len.min(u64::from(u32::MAX)) as u32);
        match place {
            Place::Memory { .. } | Place::Global { .. } => {
                let a = self.address_unchecked(place);
                let addr = self.code.alloc(1);
                self.code.emit_arg(Instr::ElemAddr { d: addr, a, i: index }, bytes);
                let is_checked =
                    matches!(place, Place::Global { .. } | Place::Memory { is_checked: true, .. });
                Place::Memory { addr, off: 0, is_checked }
            }
            Place::Value(array) => Place::Element { array, index, elem, off: 0 },
            Place::Part { slot, off } if off % 8 == 0 => {
                Place::Element { array: slot + (off / 8) as Slot, index, elem, off: 0 }
            }
            other => Place::Element { array: self.load(other, t, None), index, elem, off: 0 },
        }
    }

    /// Loads a value of type `t`; where nothing in particular is wanted, the slot in which it lies anyway if there is one.
    pub fn load(&mut self, place: Place, t: TypeId, want: Option<Slot>) -> Slot {
        let words = self.m.words(t);
        match place {
            Place::Value(slot) => self.deliver(slot, words, want),
            Place::Part { slot, off } => self.load_part(t, slot, off, want),
            Place::Element { array, index, elem, off } => self.load_element(t, array, index, elem, off, want),
            Place::Memory { addr, off, is_checked } => {
                let d = self.dest(want, t);
                if words == 0 && !is_checked {
                    self.code.emit(Instr::NilCheck { a: addr });
                }
                self.load_memory(t, addr, off, d);
                d
            }
            Place::Global { off } => {
                let d = self.dest(want, t);
                match self.m.mem_kind(t) {
                    Some(kind) => self.code.emit_arg(Instr::GLoad { kind, d }, off),
                    None if words == 0 => {}
                    None => {
                        let addr = self.address_unchecked(place);
                        self.load_memory(t, addr, 0, d);
                    }
                }
                d
            }
            Place::Index { slice, index } => {
                let d = self.dest(want, t);
                let kind = self.m.mem_kind(t).unwrap_or(MemKind::W64);
                self.code.emit(Instr::IndexLoad { kind, d, s: slice, i: index });
                d
            }
            Place::MapElem { map, key, t: map_type } => {
                let d = self.dest(want, t);
                let get = Instr::MapGet { ok: false, d, m: map, k: key };
                self.code.emit_arg(get, u32::from(map_type.0));
                self.copy_large(t, d, d);
                d
            }
            Place::Blank => self.dest(want, t),
        }
    }

    /// A value that lies in slots, moved if it is wanted elsewhere.
    pub fn deliver(&mut self, slot: Slot, words: u32, want: Option<Slot>) -> Slot {
        match want {
            Some(d) => {
                self.mov(d, slot, words);
                d
            }
            None => slot,
        }
    }

    /// Loads from an address.
    pub fn load_memory(&mut self, t: TypeId, addr: Slot, off: u32, d: Slot) {
        let bytes = self.m.bytes(t);
        if bytes == 0 {
            return;
        }
        let (a, off) = self.near(addr, off, bytes);
        if self.m.is_large(t) {
            self.code.emit(Instr::NilCheck { a });
            self.copy_large(t, d, a);
        } else if let Some(kind) = self.m.mem_kind(t) {
            self.code.emit(Instr::Load { kind, d, a, off });
        } else if matches!(self.m.kind(t), TypeKind::Complex64) {
            let (re, im) = (self.code.alloc(1), self.code.alloc(1));
            self.code.emit(Instr::Load { kind: MemKind::F32, d: re, a, off });
            self.code.emit(Instr::Load { kind: MemKind::F32, d: im, a, off: off + 4 });
            self.mov(d, re, 2);
        } else if bytes.is_multiple_of(8) && bytes / 8 <= 255 {
            self.code.emit(Instr::LoadN { n: (bytes / 8) as u8, d, a, off });
        } else {
            let a = self.at_offset(a, u32::from(off));
            self.code.emit_arg(Instr::LoadBytes { d, a }, bytes);
        }
    }

    /// Stores to an address.
    pub fn store_memory(&mut self, t: TypeId, addr: Slot, off: u32, b: Slot) {
        let bytes = self.m.bytes(t);
        if bytes == 0 {
            return;
        }
        let (a, off) = self.near(addr, off, bytes);
        if self.m.is_large(t) {
            self.code.emit_arg(Instr::CopyBytes { a, b }, bytes);
        } else if let Some(kind) = self.m.mem_kind(t) {
            self.code.emit(Instr::Store { kind, a, off, b });
        } else if matches!(self.m.kind(t), TypeKind::Complex64) {
            self.code.emit(Instr::Store { kind: MemKind::F32, a, off, b });
            self.code.emit(Instr::Store { kind: MemKind::F32, a, off: off + 4, b: b + 1 });
        } else if bytes.is_multiple_of(8) && bytes / 8 <= 255 {
            self.code.emit(Instr::StoreN { n: (bytes / 8) as u8, a, off, b });
        } else {
            let a = self.at_offset(a, u32::from(off));
            self.code.emit_arg(Instr::StoreBytes { a, b }, bytes);
        }
    }

    /// `d` = a copy of what lies at the address in `a`, if it is too large for slots.
    pub fn copy_large(&mut self, t: TypeId, d: Slot, a: Slot) {
        if self.m.is_large(t) {
            let copy = self.code.alloc(1);
            self.code.emit(Instr::New { d: copy, t });
            self.code.emit_arg(Instr::CopyBytes { a: copy, b: a }, self.m.bytes(t));
            self.mov(d, copy, 1);
        }
    }

    /// A value that is stored at once. If it is too large for slots, nobody has to copy it for that.
    pub fn eval_to_store(&mut self, expr: &'a Expr<'a>, t: TypeId) -> Slot {
        if self.m.is_large(t) && self.info.expr(expr.id).mode == Mode::Variable {
            let place = self.place(expr);
            if !matches!(place, Place::MapElem { .. }) {
                return self.address(place, t);
            }
        }
        self.eval_as(expr, t, None)
    }

    /// An address and an offset that fits an instruction.
    fn near(&mut self, addr: Slot, off: u32, bytes: u32) -> (Slot, u16) {
        match u16::try_from(off.saturating_add(bytes)) {
            Ok(_) => (addr, off as u16),
            Err(_) => (self.at_offset(addr, off), 0),
        }
    }

    fn at_offset(&mut self, a: Slot, off: u32) -> Slot {
        if off == 0 {
            return a;
        }
        let d = self.code.alloc(1);
        self.code.emit_arg(Instr::FieldAddr { d, a }, off);
        d
    }

    /// Stores a value of type `t` that lies in slots, in usual form.
    pub fn store(&mut self, place: Place, t: TypeId, b: Slot) {
        let words = self.m.words(t);
        match place {
            Place::Value(slot) => self.mov(slot, b, words),
            Place::Part { slot, off } => self.store_part(t, slot, off, b),
            Place::Element { array, index, elem, off } => self.store_element(t, array, index, elem, off, b),
            Place::Memory { addr, off, is_checked } => {
                if words == 0 && !is_checked {
                    self.code.emit(Instr::NilCheck { a: addr });
                }
                self.store_memory(t, addr, off, b);
            }
            Place::Global { off } => match self.m.mem_kind(t) {
                Some(kind) => self.code.emit_arg(Instr::GStore { kind, a: b }, off),
                None if words == 0 => {}
                None => {
                    let addr = self.address_unchecked(place);
                    self.store_memory(t, addr, 0, b);
                }
            },
            Place::Index { slice, index } => {
                let kind = self.m.mem_kind(t).unwrap_or(MemKind::W64);
                self.code.emit(Instr::IndexStore { kind, s: slice, i: index, b });
            }
            Place::MapElem { map, key, t } => {
                let n = match *self.m.kind(t) {
                    TypeKind::Map { key, elem } => self.entry_words(key, elem),
                    _ => u8::MAX,
                };
                self.code.emit(Instr::MapSet { n, m: map, k: key, v: b });
            }
            Place::Blank => {}
        }
    }

    /// The sizes that [`Instr::MapSet`] has of its key and its element.
    pub fn entry_words(&self, key: TypeId, elem: TypeId) -> u8 {
        let words = |t| self.m.words(t).min(15) as u8;
        words(key) | words(elem) << 4
    }

    /// The address of a place in memory; a nil pointer on the way panics.
    pub fn address(&mut self, place: Place, t: TypeId) -> Slot {
        match place {
            Place::Memory { addr, off, is_checked } => {
                if off > 0 {
                    return self.at_offset(addr, off);
                }
                if !is_checked {
                    self.code.emit(Instr::NilCheck { a: addr });
                }
                addr
            }
            Place::Global { .. } => self.address_unchecked(place),
            Place::Index { slice, index } => {
                let d = self.code.alloc(1);
                self.code.emit_arg(Instr::IndexAddr { d, s: slice, i: index }, self.m.bytes(t));
                d
            }
            other => {
                let b = self.load(other, t, None);
                let d = self.code.alloc(1);
                self.code.emit(Instr::New { d, t });
                self.store_memory(t, d, 0, b);
                d
            }
        }
    }

    /// The same without the check.
    fn address_unchecked(&mut self, place: Place) -> Slot {
        match place {
            Place::Memory { addr, off, .. } => self.at_offset(addr, off),
            Place::Global { off } => {
                let d = self.code.alloc(1);
                self.word(d, data::address(off));
                d
            }
            _ => 0,
        }
    }

    /// `&x`
    pub fn address_of(&mut self, expr: &Expr, operand: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        let operand = operand.unparen();
        let t = self.type_of(operand);
        if let ExprKind::Composite(_) = &operand.kind {
            let d = want.unwrap_or_else(|| self.code.alloc(1));
            let mark = self.code.mark();
            // Through a slot of its own: the elements may use what the wanted slot holds.
            let addr = self.code.alloc(1);
            self.local(What::Object(expr.id));
            self.code.emit(Instr::New { d: addr, t });
            self.composite_to(operand, t, Place::Memory { addr, off: 0, is_checked: true }, true);
            self.mov(d, addr, 1);
            self.code.release(mark);
            return d;
        }
        let place = self.place(operand);
        let addr = self.address(place, t);
        self.deliver(addr, 1, want)
    }

    /// Makes the operands of a place independent of variables that are about to change.
    pub fn pin(&mut self, place: Place) -> Place {
        let mut copy = |slot: Slot, words: u32| {
            let d = self.code.alloc(words);
            self.mov(d, slot, words);
            d
        };
        match place {
            Place::Memory { addr, off, is_checked } => Place::Memory { addr: copy(addr, 1), off, is_checked },
            Place::Index { slice, index } => Place::Index { slice: copy(slice, 3), index: copy(index, 1) },
            Place::Element { array, index, elem, off } => {
                Place::Element { array, index: copy(index, 1), elem, off }
            }
            Place::MapElem { map, key, t } => {
                let TypeKind::Map { key: key_type, .. } = *self.m.kind(t) else { return place };
                let words = self.m.words(key_type);
                let map_copy = self.code.alloc(1);
                self.mov(map_copy, map, 1);
                let key_copy = self.code.alloc(words);
                self.mov(key_copy, key, words);
                Place::MapElem { map: map_copy, key: key_copy, t }
            }
            other => other,
        }
    }

    /// Whether the selection is that of a field.
    pub fn selection(&self, expr: &Expr) -> Option<&'a Selection> {
        self.info.selections.get(&expr.id)
    }

    /// The unary operand of `<-x`, if it is that.
    pub fn received(expr: &'a Expr<'a>) -> Option<&'a Expr<'a>> {
        match &expr.unparen().kind {
            ExprKind::Unary { op: UnaryOp::Receive, operand } => Some(operand),
            _ => None,
        }
    }
}
