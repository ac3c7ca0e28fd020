//! Composite literals, written straight to where they go.

use gopark_program::{Instr, MemKind, Slot, TypeId, TypeKind};

use super::body::Body;
use super::label::text_of;
use super::place::Place;
use crate::ast::{CompositeLit, Element, Expr, ExprKind};
use crate::escape::What;

impl<'a> Body<'_, 'a> {
    /// A composite literal of type `t` (or of what the pointer `t` points to) to a place, which `is_zeroed` says is
    /// known to hold zeros.
    pub fn composite_to(&mut self, expr: &'a Expr<'a>, t: TypeId, place: Place, is_zeroed: bool) {
        let ExprKind::Composite(lit) = &expr.unparen().kind else { return };
        let mark = self.code.mark();
        let name = self.literal_for.take();
        self.calls_first(lit.elements.iter().map(|element| &element.value));
        match self.m.kind(t).clone() {
            TypeKind::Pointer(elem) => {
                let addr = self.code.alloc(1);
                self.local(What::Object(expr.unparen().id));
                self.code.emit(Instr::New { d: addr, t: elem });
                self.composite_to(expr, elem, Place::Memory { addr, off: 0, is_checked: true }, true);
                self.store(place, t, addr);
            }
            TypeKind::Struct(fields) => {
                let is_full = lit.elements.len() == fields.len()
                    && fields.iter().all(|field| self.is_whole_words(field.ty));
                self.clear_unless(is_zeroed || is_full, place, t);
                for (index, element) in lit.elements.iter().enumerate() {
                    let index = match &element.key {
                        Some(key) => {
                            key.as_name().and_then(|name| fields.iter().position(|f| *f.name == *name.name))
                        }
                        None => Some(index),
                    };
                    let Some(field) = index.and_then(|index| fields.get(index)) else { continue };
                    self.name_made_as(&field.name, &element.value);
                    let is_zeroed = is_zeroed || !is_full;
                    self.part(&element.value, field.ty, place, field.offset, is_zeroed);
                }
            }
            TypeKind::Array { elem, len } => {
                let is_full = lit.elements.len() as u64 == len && self.is_whole_words(elem);
                self.clear_unless(is_zeroed || is_full, place, t);
                self.elements(lit, elem, place, is_zeroed || !is_full, name.as_deref());
            }
            TypeKind::Slice(elem) => {
                let slice = self.code.alloc(3);
                let size = self.code.alloc(2);
                let len = self.indexes(lit).iter().map(|at| at + 1).max().unwrap_or(0);
                self.word(size, len);
                self.word(size + 1, len);
                self.local(What::Object(expr.unparen().id));
                self.code.emit(Instr::MakeSlice { d: slice, a: size, t: elem });
                let inside = Place::Memory { addr: slice, off: 0, is_checked: true };
                self.elements(lit, elem, inside, true, name.as_deref());
                self.store(place, t, slice);
            }
            TypeKind::Map { key, elem } => {
                let map = self.code.alloc(1);
                self.word(map, lit.elements.len() as u64);
                self.local(What::Object(expr.unparen().id));
                self.code.emit(Instr::MakeMap { d: map, a: map, t });
                for Element { key: written, value } in lit.elements {
                    let inner = self.code.mark();
                    let Some(written) = written else { continue };
                    let k = self.element_value(written, key);
                    self.name_element(name.as_deref(), || text_of(written), value);
                    let v = self.element_value(value, elem);
                    let n = self.entry_words(key, elem);
                    self.code.emit(Instr::MapSet { n, m: map, k, v });
                    self.code.release(inner);
                }
                self.store(place, t, map);
            }
            _ => {}
        }
        // A call that had to come first has taken no name.
        (self.made_for, self.called_for, self.literal_for) = (None, None, None);
        self.code.release(mark);
    }

    /// A composite literal of type `t` into slots.
    pub fn composite_value(&mut self, expr: &'a Expr<'a>, t: TypeId, d: Slot) {
        let mark = self.code.mark();
        if self.m.is_large(t) {
            let addr = self.code.alloc(1);
            self.code.emit(Instr::New { d: addr, t });
            self.composite_to(expr, t, Place::Memory { addr, off: 0, is_checked: true }, true);
            self.mov(d, addr, 1);
        } else {
            self.composite_to(expr, t, Place::Value(d), false);
        }
        self.code.release(mark);
    }

    /// Whether a value of the type fills whole words in the same form everywhere.
    fn is_whole_words(&self, t: TypeId) -> bool {
        match self.m.mem_kind(t) {
            Some(kind) => kind == MemKind::W64,
            None => self.m.bytes(t).is_multiple_of(8) && !matches!(self.m.kind(t), TypeKind::Complex64),
        }
    }

    fn clear_unless(&mut self, is_clear: bool, place: Place, t: TypeId) {
        if is_clear {
            return;
        }
        let words = self.m.words(t);
        match place {
            Place::Value(slot) => self.zero(slot, words),
            _ => {
                let zeros = self.code.alloc(words);
                self.zero(zeros, words);
                self.store(place, t, zeros);
            }
        }
    }

    /// The indexes of the elements of an array or slice literal.
    fn indexes(&self, lit: &CompositeLit) -> Vec<u64> {
        let mut next = 0;
        let index = |element: &Element| {
            let at = element.key.as_ref().and_then(|key| self.const_index(key)).unwrap_or(next);
            next = at + 1;
            at
        };
        lit.elements.iter().map(index).collect()
    }

    fn elements(
        &mut self,
        lit: &'a CompositeLit<'a>,
        elem: TypeId,
        place: Place,
        is_zeroed: bool,
        name: Option<&str>,
    ) {
        let bytes = u64::from(self.m.bytes(elem));
        for (at, element) in self.indexes(lit).into_iter().zip(lit.elements) {
            let mark = self.code.mark();
            self.name_element(name, || at.to_string(), &element.value);
            self.part(&element.value, elem, place, (at * bytes).min(u64::from(u32::MAX)) as u32, is_zeroed);
            self.code.release(mark);
        }
    }

    /// One field or element.
    fn part(&mut self, value: &'a Expr<'a>, t: TypeId, place: Place, offset: u32, is_zeroed: bool) {
        let mark = self.code.mark();
        let outer = self.code.set_place(value.span);
        let part = place.plus(offset);
        let is_nested = matches!(value.unparen().kind, ExprKind::Composite(_));
        match part {
            _ if is_nested && !self.m.is_interface(t) => self.composite_to(value, t, part, is_zeroed),
            Place::Part { slot, off } if off.is_multiple_of(8) && self.is_whole_words(t) => {
                self.eval_as(value, t, Some(slot + (off / 8) as Slot));
            }
            _ => {
                let b = self.eval_to_store(value, t);
                self.store(part, t, b);
            }
        }
        self.code.set_place(outer);
        self.code.release(mark);
    }

    /// A key or element of a map literal, which may be a literal without its type.
    fn element_value(&mut self, value: &'a Expr<'a>, t: TypeId) -> Slot {
        let is_nested = matches!(value.unparen().kind, ExprKind::Composite(_));
        if !is_nested || self.m.is_interface(t) {
            return self.eval_as(value, t, None);
        }
        let d = self.temp(t);
        self.composite_value(value, t, d);
        d
    }
}
