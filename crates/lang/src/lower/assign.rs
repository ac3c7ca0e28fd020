//! Assignments and declarations with values.

use gopark_program::{Instr, Slot, TypeId, TypeKind};

use super::body::Body;
use super::call::How;
use super::label::text_of;
use super::place::Place;
use crate::ast::{BinaryOp, Expr, ExprKind};
use crate::check::ObjId;
use crate::escape::What;
use crate::visit::{Node, walk_expr};

/// What a value is assigned to.
enum To<'a> {
    /// A variable that the statement declares.
    New(ObjId),
    /// Anything else.
    Old(&'a Expr<'a>),
    Blank,
}

impl<'a> Body<'_, 'a> {
    /// `a, b = x, y`, also with `:=`.
    pub fn assign(&mut self, left: &'a [Expr<'a>], right: &'a [Expr<'a>]) {
        let targets: Vec<_> = left.iter().map(|expr| self.to(expr)).collect();
        match (targets.as_slice(), right) {
            ([target], [value]) => {
                if let Some(left) = left.first() {
                    self.name_made(left, value);
                }
                self.assign_one(target, value);
            }
            (targets, [value]) => {
                self.name_context(|nth| left.get(nth).map(text_of), value);
                self.assign_several(targets, value);
            }
            (targets, values) => self.assign_all(targets, values, |nth| left.get(nth).map(text_of)),
        }
    }

    /// `var a, b = x, y` inside a function.
    pub fn declare_all(&mut self, names: &[Option<ObjId>], texts: &[String], values: &'a [Expr<'a>]) {
        let targets: Vec<_> = names.iter().map(|name| name.map_or(To::Blank, To::New)).collect();
        match (targets.as_slice(), values) {
            ([target], [value]) => {
                texts.first().into_iter().for_each(|text| self.name_made_as(text, value));
                self.assign_one(target, value);
            }
            (targets, [value]) => {
                self.name_context(|nth| texts.get(nth).cloned(), value);
                self.assign_several(targets, value);
            }
            (targets, values) => self.assign_all(targets, values, |nth| texts.get(nth).cloned()),
        }
    }

    fn to(&self, expr: &'a Expr<'a>) -> To<'a> {
        match expr.unparen().as_name() {
            Some(ident) if ident.is_blank() => To::Blank,
            Some(ident) => match self.info.def(ident.id) {
                Some(obj) => To::New(obj),
                None => To::Old(expr),
            },
            None => To::Old(expr),
        }
    }

    fn assign_one(&mut self, target: &To<'a>, value: &'a Expr<'a>) {
        match *target {
            To::Blank => {
                let mark = self.code.mark();
                self.eval(value, None);
                self.code.release(mark);
            }
            To::New(obj) => self.declare_with(obj, value),
            To::Old(left) => {
                let mark = self.code.mark();
                let t = self.value_type(left);
                let place = self.place(left);
                match place {
                    Place::Value(slot) if !self.writes_early(value) => {
                        self.eval_as(value, t, Some(slot));
                    }
                    _ => {
                        let b = self.eval_to_store(value, t);
                        self.store(place, t, b);
                    }
                }
                self.code.release(mark);
            }
        }
        (self.made_for, self.literal_for) = (None, None);
    }

    /// Declares a variable with its first value.
    fn declare_with(&mut self, obj: ObjId, value: &'a Expr<'a>) {
        let t = self.object_type(obj);
        if self.is_on_heap(obj, t) {
            // The cell is made after the value: the value may belong to an earlier variable of the same statement.
            let slot = self.code.declare(1);
            let mark = self.code.mark();
            if matches!(value.unparen().kind, ExprKind::Composite(_)) && !self.m.is_interface(t) {
                let cell = self.code.alloc(1);
                self.local(What::Var(obj));
                self.code.emit(Instr::New { d: cell, t });
                self.composite_to(value, t, Place::Memory { addr: cell, off: 0, is_checked: true }, true);
                self.mov(slot, cell, 1);
            } else {
                let b = self.eval_to_store(value, t);
                self.local(What::Var(obj));
                self.code.emit(Instr::New { d: slot, t });
                self.store_memory(t, slot, 0, b);
            }
            self.code.release(mark);
            self.vars.insert(obj, super::body::Storage::Heap(slot));
            return;
        }
        let words = self.m.words(t);
        let slot = self.code.declare(words);
        let mark = self.code.mark();
        self.eval_as(value, t, Some(slot));
        self.code.release(mark);
        self.vars.insert(obj, super::body::Storage::Slots(slot));
    }

    /// `a, b = x, y`: first all operands, then all assignments from left to right.
    fn assign_all(
        &mut self,
        targets: &[To<'a>],
        values: &'a [Expr<'a>],
        name: impl Fn(usize) -> Option<String>,
    ) {
        let declared = self.declared_slots(targets);
        let mark = self.code.mark();
        let mut places = Vec::new();
        for target in targets {
            places.push(match target {
                To::Old(left) => {
                    let t = self.value_type(left);
                    let place = self.place(left);
                    Some((self.pin(place), t))
                }
                _ => None,
            });
        }
        self.calls_first(values);
        let mut slots = vec![0; values.len()];
        for index in self.evaluation_order(targets, &places, values) {
            let value = &values[index];
            name(index).into_iter().for_each(|name| self.name_made_as(&name, value));
            let known = declared.get(index).copied().flatten();
            let t = places.get(index).copied().flatten().map(|(_, t)| t).or(known.map(|(_, t)| t));
            slots[index] = match (known, t) {
                (Some((slot, t)), _) if slot != Slot::MAX => self.eval_as(value, t, Some(slot)),
                (_, Some(t)) => self.eval_apart(value, t),
                (_, None) => self.eval(value, None),
            };
            // A call that had to come first has taken no name.
            (self.made_for, self.called_for, self.literal_for) = (None, None, None);
        }
        for (index, target) in targets.iter().enumerate() {
            let Some(&b) = slots.get(index) else { continue };
            match (target, &places[index]) {
                (To::Old(_), &Some((place, t))) => self.store(place, t, b),
                (To::New(obj), _) => self.finish_declaration(*obj, declared[index], b),
                _ => {}
            }
        }
        self.code.release(mark);
    }

    /// In which order values are computed, which shows when one of them panics: first those that an assignment to the left
    /// might change, then the others. Source: cmd/compile/internal/walk/assign.go:ascompatee.
    fn evaluation_order(
        &self,
        targets: &[To<'a>],
        places: &[Option<(Place, TypeId)>],
        values: &'a [Expr<'a>],
    ) -> Vec<usize> {
        let (mut early, mut late) = (Vec::new(), Vec::new());
        let (mut is_memory_written, mut assigned) = (false, Vec::new());
        for (index, value) in values.iter().enumerate() {
            match self.is_affected(value, is_memory_written, &assigned) {
                Some(true) => early.push(index),
                Some(false) => late.push(index),
                None => return (0..values.len()).collect(),
            }
            match (targets.get(index), places.get(index)) {
                (Some(To::Old(left)), Some(Some((place, _)))) => match place {
                    Place::Value(_) | Place::Part { .. } | Place::Element { .. } => {
                        assigned.extend(self.root(left));
                    }
                    _ => is_memory_written = true,
                },
                (Some(To::New(obj)), _) => {
                    is_memory_written |= self.pending_cells.iter().any(|(other, _)| other == obj);
                }
                _ => {}
            }
        }
        early.append(&mut late);
        early
    }

    /// Whether assignments may change a value; `None` of one that does more than read.
    fn is_affected(&self, value: &'a Expr<'a>, is_memory_written: bool, assigned: &[ObjId]) -> Option<bool> {
        let (mut is_affected, mut is_simple) = (false, true);
        walk_expr(value, |node| {
            let Node::Expr(expr) = node else { return false };
            match &expr.kind {
                ExprKind::Paren(_) | ExprKind::Literal(_) => {}
                ExprKind::Name(ident) => {
                    let Some(obj) = self.info.used(ident.id) else { return true };
                    let lies_in_slots = matches!(self.vars.get(&obj), Some(super::body::Storage::Slots(_)));
                    let is_variable = self.m.checked.objects.var(obj).is_some();
                    is_affected |=
                        assigned.contains(&obj) || is_memory_written && is_variable && !lies_in_slots;
                }
                ExprKind::Index { .. } | ExprKind::Star(_) | ExprKind::Selector { .. } => {
                    is_affected |= is_memory_written;
                }
                // cmd/compile takes slices before anything is assigned.
                ExprKind::Slice(_) => is_affected = true,
                _ => is_simple = false,
            }
            is_simple
        });
        is_simple.then_some(is_affected)
    }

    /// The variable that a place is in.
    fn root(&self, left: &'a Expr<'a>) -> Option<ObjId> {
        let mut at = left.unparen();
        loop {
            at = match &at.kind {
                ExprKind::Index { operand, .. } | ExprKind::Selector { operand, .. } => operand.unparen(),
                ExprKind::Name(ident) => return self.info.used(ident.id),
                _ => return None,
            };
        }
    }

    /// Slots for the variables that a statement declares; `Slot::MAX` marks one that lives on the heap. Taken first, so
    /// that they outlast the statement.
    fn declared_slots(&mut self, targets: &[To<'a>]) -> Vec<Option<(Slot, TypeId)>> {
        let mut slots = Vec::new();
        for target in targets {
            slots.push(match *target {
                To::New(obj) => {
                    let t = self.object_type(obj);
                    if self.is_on_heap(obj, t) {
                        let cell = self.code.declare(1);
                        self.pending_cells.push((obj, cell));
                        Some((Slot::MAX, t))
                    } else {
                        let words = self.m.words(t);
                        Some((self.code.declare(words), t))
                    }
                }
                _ => None,
            });
        }
        slots
    }

    fn finish_declaration(&mut self, obj: ObjId, declared: Option<(Slot, TypeId)>, b: Slot) {
        let Some((slot, t)) = declared else { return };
        if slot != Slot::MAX {
            let words = self.m.words(t);
            self.mov(slot, b, words);
            self.vars.insert(obj, super::body::Storage::Slots(slot));
            return;
        }
        let at = self.pending_cells.iter().position(|&(other, _)| other == obj);
        let Some((_, cell)) = at.map(|at| self.pending_cells.swap_remove(at)) else { return };
        self.local(What::Var(obj));
        self.code.emit(Instr::New { d: cell, t });
        self.store_memory(t, cell, 0, b);
        self.vars.insert(obj, super::body::Storage::Heap(cell));
    }

    /// `a, b = f()`, `v, ok = m[k]` and the like.
    fn assign_several(&mut self, targets: &[To<'a>], value: &'a Expr<'a>) {
        let declared = self.declared_slots(targets);
        let mark = self.code.mark();
        let mut places = Vec::new();
        for target in targets {
            places.push(match target {
                To::Old(left) => {
                    let t = self.value_type(left);
                    let place = self.place(left);
                    Some((if targets.len() > 1 { self.pin(place) } else { place }, t))
                }
                _ => None,
            });
        }
        let values = self.several(value);
        for (index, target) in targets.iter().enumerate() {
            let Some(&(a, from)) = values.get(index) else { continue };
            match (target, &places[index]) {
                (To::Old(_), &Some((place, t))) => {
                    let b = self.convert_implicitly(a, from, t, None);
                    self.store(place, t, b);
                }
                (To::New(obj), _) => {
                    let Some((_, t)) = declared[index] else { continue };
                    let b = self.convert_implicitly(a, from, t, None);
                    self.finish_declaration(*obj, declared[index], b);
                }
                _ => {}
            }
        }
        self.code.release(mark);
    }

    /// Assigns a value that lies in slots to what stands on the left of an assignment or definition.
    pub fn assign_value(&mut self, left: &'a Expr<'a>, a: Slot, from: TypeId) {
        let (place, t) = match self.to(left) {
            To::Blank => return,
            To::New(obj) => self.declare(obj),
            To::Old(left) => {
                let t = self.value_type(left);
                (self.place(left), t)
            }
        };
        let b = self.convert_implicitly(a, from, t, None);
        self.store(place, t, b);
    }

    /// The values of an expression that gives several: a call, or one of the forms with `ok`.
    pub fn several(&mut self, value: &'a Expr<'a>) -> Vec<(Slot, TypeId)> {
        let value = value.unparen();
        if let ExprKind::Call(call) = &value.kind {
            let results = self.call(value, call, How::Call);
            let mut at = results.base;
            let mut values = Vec::new();
            for t in results.types {
                values.push((at, t));
                at += self.m.words(t) as Slot;
            }
            return values;
        }
        let outer = self.code.set_place(value.span);
        let t = self.value_type(value);
        let words = self.m.words(t);
        let d = self.code.alloc(words + 1);
        match &value.kind {
            ExprKind::Index { .. } => {
                if let Place::MapElem { map, key, t } = self.place(value) {
                    self.code.emit_arg(Instr::MapGet { ok: true, d, m: map, k: key }, u32::from(t.0));
                }
                self.copy_large(t, d, d);
            }
            ExprKind::TypeAssert { operand, .. } => {
                let a = self.eval(operand, None);
                self.code.emit(Instr::AssertOk { d, a, t });
            }
            _ => {
                if let Some(channel) = Self::received(value) {
                    let ch = self.eval(channel, None);
                    self.label(channel);
                    self.code.emit(Instr::Recv { ok: true, d, ch, n: words as u16 });
                }
            }
        }
        self.code.set_place(outer);
        let bool_type = self.m.type_id(crate::check::Ty::BOOL);
        vec![(d, t), (d + words as Slot, bool_type)]
    }

    /// `x op= y`
    pub fn assign_op(&mut self, left: &'a Expr<'a>, op: BinaryOp, right: &'a Expr<'a>) {
        let t = self.value_type(left);
        let place = self.place(left);
        if let Place::Value(slot) = place {
            self.operate_on(op, t, slot, slot, right);
            return;
        }
        // As gc does it: what calls change on the right is seen on the left.
        if has_call(right) && !op.is_shift() {
            let b = self.eval(right, None);
            let a = self.load(place, t, None);
            let d = self.temp(t);
            self.operate(op, t, d, a, b);
            self.store(place, t, d);
            return;
        }
        let a = self.load(place, t, None);
        let d = self.temp(t);
        self.operate_on(op, t, d, a, right);
        self.store(place, t, d);
    }

    /// `x++` and `x--`
    pub fn inc_dec(&mut self, operand: &'a Expr<'a>, op: BinaryOp) {
        let t = self.value_type(operand);
        let place = self.place(operand);
        let a = self.load(place, t, None);
        let d = if let Place::Value(slot) = place { slot } else { self.temp(t) };
        if self.m.signedness(t).is_some() {
            self.code.emit(Instr::AddImm { d, a, imm: if op == BinaryOp::Add { 1 } else { -1 } });
            self.wrap(t, d);
        } else {
            let one = self.temp(t);
            self.word(one, 1f64.to_bits());
            if matches!(self.m.kind(t), TypeKind::Complex64 | TypeKind::Complex128) {
                self.word(one + 1, 0);
            }
            self.operate(op, t, d, a, one);
        }
        if !matches!(place, Place::Value(_)) {
            self.store(place, t, d);
        }
    }
}

/// Whether an expression holds a call, as far as can be seen without going deep.
pub(super) fn has_call(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Call(_) => true,
        ExprKind::Paren(inner) | ExprKind::Star(inner) => has_call(inner),
        ExprKind::Selector { operand, .. } | ExprKind::Unary { operand, .. } => has_call(operand),
        ExprKind::Index { operand, indices } => has_call(operand) || indices.iter().any(has_call),
        ExprKind::Binary(_) => crate::ast::BinaryExpr::chain(expr).is_some_and(|(first, chain)| {
            has_call(first) || chain.iter().any(|(_, binary)| has_call(&binary.right))
        }),
        _ => false,
    }
}
