//! `for ... range`.

use gopark_program::{Instr, Slot, TypeId, TypeKind};

use super::body::{Body, Storage};
use super::code::Target;
use super::place::Place;
use crate::ast::{Expr, RangeStmt};
use crate::check::Ty;

/// Where a range's loop jumps to.
#[derive(Clone, Copy)]
struct Loop {
    top: Target,
    next: Target,
    test: Target,
    done: Target,
}

/// What an array or slice is gone through by.
enum Elements {
    /// A copy of the slice.
    Slice(Slot),
    /// The address of an array, and its length in a slot.
    Array { addr: Slot, len: Slot },
    /// An array in slots.
    Slots { array: Slot, len: Slot },
}

impl<'a> Body<'_, 'a> {
    /// `for k, v := range x { ... }`
    pub fn range(&mut self, stmt: &'a RangeStmt<'a>) {
        let mark = self.code.mark();
        let lp = Loop {
            top: self.code.target(),
            next: self.code.target(),
            test: self.code.target(),
            done: self.code.target(),
        };
        let label = self.pending_label.take();
        let t = self.value_type(&stmt.operand);
        self.code.set_place(stmt.range);
        let own_label = label;
        let enter = |b: &mut Self| {
            b.pending_label = own_label;
            b.enter(lp.done, Some(lp.next));
        };
        match self.m.kind(t).clone() {
            TypeKind::Func { .. } => {
                self.range_func(stmt, t, label);
                self.code.release(mark);
                return;
            }
            TypeKind::Map { key, elem } => {
                let map = self.eval(&stmt.operand, None);
                enter(self);
                self.range_map(stmt, map, key, elem, lp);
            }
            TypeKind::Chan { elem, .. } => {
                let ch = self.code.alloc(1);
                self.eval(&stmt.operand, Some(ch));
                enter(self);
                self.range_chan(stmt, ch, elem, lp);
            }
            TypeKind::String => {
                let s = self.eval_apart(&stmt.operand, t);
                enter(self);
                self.range_string(stmt, s, lp);
            }
            TypeKind::Slice(elem) => {
                let s = self.eval_apart(&stmt.operand, t);
                enter(self);
                self.range_elements(stmt, &Elements::Slice(s), elem, lp);
            }
            TypeKind::Array { elem, len } => {
                let elements = self.array_elements(stmt, t, elem, len);
                enter(self);
                self.range_elements(stmt, &elements, elem, lp);
            }
            TypeKind::Pointer(array) => {
                let TypeKind::Array { elem, len: n } = *self.m.kind(array) else { return };
                let addr = self.eval_apart(&stmt.operand, t);
                let len = self.code.alloc(1);
                self.word(len, n);
                enter(self);
                self.range_elements(stmt, &Elements::Array { addr, len }, elem, lp);
            }
            _ => {
                let t = self.counter_type(stmt, t);
                let len = self.code.alloc(1);
                self.eval_as(&stmt.operand, t, Some(len));
                enter(self);
                self.range_int(stmt, len, t, lp);
            }
        }
        self.code.set(lp.done);
        self.leave();
        self.code.release(mark);
    }

    /// The type in which an integer is counted: that of the variable, where there is one.
    fn counter_type(&mut self, stmt: &'a RangeStmt<'a>, t: TypeId) -> TypeId {
        match stmt.left.first().map(|left| self.range_target(left, stmt.define)) {
            Some(RangeTo::New(obj)) => self.object_type(obj),
            Some(RangeTo::Old(left)) => self.value_type(left),
            _ if self.m.types.is_untyped(self.info.ty(stmt.operand.id)) => self.m.type_id(Ty::INT),
            _ => t,
        }
    }

    fn range_int(&mut self, stmt: &'a RangeStmt<'a>, len: Slot, t: TypeId, lp: Loop) {
        let i = self.code.alloc(1);
        self.word(i, 0);
        self.code.jmp(lp.test);
        self.code.set(lp.top);
        self.round(stmt, &[(i, t)]);
        self.code.set(lp.next);
        self.code.emit(Instr::AddImm { d: i, a: i, imm: 1 });
        self.code.set(lp.test);
        let is_signed = self.m.signedness(t) != Some(false);
        let jump = if is_signed {
            Instr::JmpLtS { a: i, b: len, to: 0 }
        } else {
            Instr::JmpLtU { a: i, b: len, to: 0 }
        };
        self.code.jump(jump, lp.top);
    }

    /// An array is copied before the loop, unless only its length matters.
    fn array_elements(&mut self, stmt: &'a RangeStmt<'a>, t: TypeId, elem: TypeId, n: u64) -> Elements {
        let len = self.code.alloc(1);
        self.word(len, n);
        if !wants(stmt, 1) {
            if self.info.expr(stmt.operand.id).mode != crate::check::Mode::Variable {
                self.eval(&stmt.operand, None);
            }
            return Elements::Slots { array: 0, len };
        }
        match self.place(&stmt.operand) {
            place @ (Place::Memory { .. } | Place::Global { .. }) => {
                let from = self.code.alloc(3);
                let addr = self.address(place, t);
                self.mov(from, addr, 1);
                self.mov(from + 1, len, 1);
                self.mov(from + 2, len, 1);
                let to = self.code.alloc(3);
                self.code.emit(Instr::New { d: to, t });
                self.mov(to + 1, len, 1);
                self.mov(to + 2, len, 1);
                let copied = self.code.alloc(1);
                self.code.emit_arg(Instr::Copy { d: copied, a: to, b: from }, self.m.bytes(elem));
                Elements::Array { addr: to, len }
            }
            place => {
                let array = self.temp(t);
                self.load(place, t, Some(array));
                Elements::Slots { array, len }
            }
        }
    }

    fn range_elements(&mut self, stmt: &'a RangeStmt<'a>, elements: &Elements, elem: TypeId, lp: Loop) {
        let int = self.m.type_id(Ty::INT);
        let i = self.code.alloc(1);
        let (Elements::Array { len, .. } | Elements::Slots { len, .. }) = *elements else {
            let Elements::Slice(s) = *elements else { return };
            return self.range_slice(stmt, s, i, elem, lp);
        };
        self.word(i, 0);
        self.code.jmp(lp.test);
        self.code.set(lp.top);
        let mark = self.code.mark();
        let value = wants(stmt, 1).then(|| {
            let place = match *elements {
                Elements::Array { addr: a, .. } => {
                    let addr = self.code.alloc(1);
                    self.code.emit_arg(Instr::ElemAddr { d: addr, a, i }, self.m.bytes(elem));
                    Place::Memory { addr, off: 0, is_checked: false }
                }
                Elements::Slots { array, .. } => Place::Element { array, index: i, elem, off: 0 },
                Elements::Slice(slice) => Place::Index { slice, index: i },
            };
            (self.load(place, elem, None), elem)
        });
        self.round(stmt, &[Some((i, int)), value].into_iter().flatten().collect::<Vec<_>>());
        self.code.release(mark);
        self.count_to(i, len, lp);
    }

    fn range_slice(&mut self, stmt: &'a RangeStmt<'a>, s: Slot, i: Slot, elem: TypeId, lp: Loop) {
        let int = self.m.type_id(Ty::INT);
        self.word(i, 0);
        self.code.jmp(lp.test);
        self.code.set(lp.top);
        let mark = self.code.mark();
        let mut values = vec![(i, int)];
        if wants(stmt, 1) {
            let place = self.slice_element(s, i, elem);
            values.push((self.load(place, elem, None), elem));
        }
        self.round(stmt, &values);
        self.code.release(mark);
        self.count_to(i, s + 1, lp);
    }

    fn count_to(&mut self, i: Slot, len: Slot, lp: Loop) {
        self.code.set(lp.next);
        self.code.emit(Instr::AddImm { d: i, a: i, imm: 1 });
        self.code.set(lp.test);
        self.code.jump(Instr::JmpLtS { a: i, b: len, to: 0 }, lp.top);
    }

    fn range_string(&mut self, stmt: &'a RangeStmt<'a>, s: Slot, lp: Loop) {
        let (int, rune) = (self.m.type_id(Ty::INT), self.m.type_id(Ty::INT32));
        let i = self.code.alloc(1);
        let decoded = self.code.alloc(2);
        self.word(i, 0);
        self.code.jmp(lp.test);
        self.code.set(lp.top);
        self.code.emit(Instr::StrRune { d: decoded, s, i });
        self.round(stmt, &[(i, int), (decoded, rune)]);
        self.code.set(lp.next);
        self.code.emit(Instr::Add { d: i, a: i, b: decoded + 1 });
        self.code.set(lp.test);
        self.code.jump(Instr::JmpLtS { a: i, b: s + 1, to: 0 }, lp.top);
    }

    fn range_map(&mut self, stmt: &'a RangeStmt<'a>, m: Slot, key: TypeId, elem: TypeId, lp: Loop) {
        let it = self.code.alloc(4);
        self.code.emit(Instr::MapIter { it, m });
        let k = if wants(stmt, 0) { self.temp(key) } else { Slot::MAX };
        let v = if wants(stmt, 1) { self.temp(elem) } else { Slot::MAX };
        self.code.set(lp.next);
        self.code.emit(Instr::MapNext { it, k, v });
        self.code.jmp(lp.done);
        for (t, slot) in [(key, k), (elem, v)].into_iter().filter(|&(_, slot)| slot != Slot::MAX) {
            self.copy_large(t, slot, slot);
        }
        self.round(stmt, &[(k, key), (v, elem)]);
        self.code.jmp(lp.next);
    }

    fn range_chan(&mut self, stmt: &'a RangeStmt<'a>, ch: Slot, elem: TypeId, lp: Loop) {
        let words = self.m.words(elem);
        let d = self.code.alloc(words + 1);
        self.code.set(lp.next);
        self.label(&stmt.operand);
        self.code.emit(Instr::Recv { ok: true, d, ch, n: words as u16 });
        self.jump_if_slot(d + words as Slot, false, lp.done);
        self.round(stmt, &[(d, elem)]);
        self.code.jmp(lp.next);
    }

    /// One round: the variables get their values, then the body runs.
    pub fn round(&mut self, stmt: &'a RangeStmt<'a>, values: &[(Slot, TypeId)]) {
        let mark = self.code.mark();
        if !stmt.define && stmt.left.len() > 1 {
            self.assign_round(stmt, values);
        }
        let left = if !stmt.define && stmt.left.len() > 1 { &[] } else { stmt.left };
        for (left, &(a, from)) in left.iter().zip(values) {
            match self.range_target(left, stmt.define) {
                RangeTo::Blank => {}
                RangeTo::New(obj) => {
                    let t = self.object_type(obj);
                    // The counter itself, where the body cannot change it.
                    let is_fixed = self.m.checked.objects.var(obj).is_some_and(|var| !var.is_reassigned);
                    if is_fixed && t == from && !self.is_on_heap(obj, t) {
                        self.vars.insert(obj, Storage::Slots(a));
                        continue;
                    }
                    let (place, t) = self.declare(obj);
                    let inner = self.code.mark();
                    let b = self.convert_implicitly(a, from, t, None);
                    self.store(place, t, b);
                    self.code.release(inner);
                }
                RangeTo::Old(left) => {
                    let inner = self.code.mark();
                    let t = self.value_type(left);
                    let place = self.place(left);
                    let b = self.convert_implicitly(a, from, t, None);
                    self.store(place, t, b);
                    self.code.release(inner);
                }
            }
        }
        self.block(&stmt.body);
        self.code.release(mark);
        self.code.set_place(stmt.range);
    }

    /// Both places first, then both assignments.
    fn assign_round(&mut self, stmt: &'a RangeStmt<'a>, values: &[(Slot, TypeId)]) {
        let mark = self.code.mark();
        let mut places = Vec::new();
        for left in stmt.left {
            if let RangeTo::Old(left) = self.range_target(left, false) {
                let t = self.value_type(left);
                let place = self.place(left);
                places.push((self.pin(place), t));
            } else {
                places.push((Place::Blank, TypeId(0)));
            }
        }
        for ((place, t), &(a, from)) in places.into_iter().zip(values) {
            if !matches!(place, Place::Blank) {
                let b = self.convert_implicitly(a, from, t, None);
                self.store(place, t, b);
            }
        }
        self.code.release(mark);
    }

    fn range_target(&self, left: &'a Expr<'a>, define: bool) -> RangeTo<'a> {
        match left.unparen().as_name() {
            Some(ident) if ident.is_blank() => RangeTo::Blank,
            Some(ident) if define => self.info.def(ident.id).map_or(RangeTo::Blank, RangeTo::New),
            _ => RangeTo::Old(left),
        }
    }
}

/// What an iteration variable is.
enum RangeTo<'a> {
    New(crate::check::ObjId),
    Old(&'a Expr<'a>),
    Blank,
}

/// Whether iteration value `n` is asked for.
fn wants(stmt: &RangeStmt, n: usize) -> bool {
    stmt.left.get(n).is_some_and(|left| !left.as_name().is_some_and(crate::ast::Ident::is_blank))
}
