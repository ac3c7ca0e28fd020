//! Built-in functions.

use gopark_program::{Instr, Slot, TypeId, TypeKind};

use super::body::Body;
use super::place::Place;
use crate::ast::{BinaryOp, CallExpr, Expr, ExprId, ExprKind};
use crate::check::{Builtin, Mode, ObjectKind, Ty};
use crate::escape::What;

/// More elements than one `append` adds at once are added in several steps.
const APPEND_ROOM_MAX: usize = 0xffff;

impl<'a> Body<'_, 'a> {
    /// Which built-in an expression denotes.
    pub fn builtin_of(&self, function: &Expr) -> Option<Builtin> {
        let ident = match &function.unparen().kind {
            ExprKind::Name(ident) => ident,
            ExprKind::Selector { member, .. } => member,
            _ => return None,
        };
        match self.m.checked.objects.get(self.info.object(ident.id)?).kind {
            ObjectKind::Builtin(builtin) => Some(builtin),
            _ => None,
        }
    }

    /// A call of a built-in; without result, slot 0 stands for it.
    pub fn builtin(&mut self, expr: &'a Expr<'a>, call: &'a CallExpr<'a>, want: Option<Slot>) -> Slot {
        let Some(builtin) = self.builtin_of(&call.function) else { return 0 };
        let args = call.arguments;
        if let [only] = args
            && matches!(self.m.types.get(self.info.ty(only.id)), crate::check::Type::Tuple(_))
            && matches!(only.unparen().kind, ExprKind::Call(_))
        {
            return self.builtin_of_results(builtin, expr, only, want);
        }
        match (builtin, args) {
            (Builtin::Len | Builtin::Cap, [x]) => self.len_or_cap(builtin, x, want),
            (Builtin::Append, [s, rest @ ..]) => self.append(expr, s, rest, call.spread.is_some(), want),
            (Builtin::Make, [_, sizes @ ..]) => self.make(expr, sizes, want),
            (Builtin::New, [x]) => self.new_object(x, expr, want),
            (Builtin::Complex, [re, im]) => {
                let t = self.type_of(expr);
                let d = self.code.alloc(2);
                self.eval_component(re, d);
                self.eval_component(im, d + 1);
                self.wrap(t, d);
                self.deliver(d, 2, want)
            }
            (Builtin::Real | Builtin::Imag, [x]) => {
                let c = self.eval(x, None);
                self.deliver(c + Slot::from(builtin == Builtin::Imag), 1, want)
            }
            (Builtin::Min | Builtin::Max, [first, rest @ ..]) => {
                self.min_max(builtin, expr, first, rest, want)
            }
            (Builtin::Sizeof | Builtin::Alignof | Builtin::Offsetof, [x]) => {
                let d = want.unwrap_or_else(|| self.code.alloc(1));
                let size = self.layout_of(builtin, x);
                self.word(d, size);
                d
            }
            (Builtin::Recover, []) => {
                let d = want.unwrap_or_else(|| self.code.alloc(2));
                self.code.emit(Instr::Recover { d });
                d
            }
            (Builtin::Copy, [..]) => {
                let d = want.unwrap_or_else(|| self.code.alloc(1));
                let mark = self.code.mark();
                let operands = self.operands(builtin, args);
                self.effect(builtin, &operands, d);
                self.code.release(mark);
                d
            }
            _ => {
                let mark = self.code.mark();
                let operands = self.operands(builtin, args);
                if builtin == Builtin::Close
                    && let Some(ch) = args.first()
                {
                    self.label(ch);
                }
                self.effect(builtin, &operands, 0);
                self.code.release(mark);
                0
            }
        }
    }

    /// What package unsafe says of an expression whose type is only known here, in an instance of generic code.
    fn layout_of(&mut self, builtin: Builtin, x: &Expr) -> u64 {
        let t = self.value_type(x);
        match (builtin, &x.unparen().kind) {
            (Builtin::Sizeof, _) => u64::from(self.m.bytes(t)),
            (Builtin::Offsetof, ExprKind::Selector { operand, member }) => {
                let mut at = self.type_of(operand);
                let ty = self.m.origin_type(at);
                let found = self.m.types.lookup(ty, true, Some(self.pkg), member.name);
                let mut offset = 0;
                for step in found.map(|found| found.path).unwrap_or_default() {
                    if let TypeKind::Pointer(elem) = *self.m.kind(at) {
                        at = elem;
                    }
                    let TypeKind::Struct(fields) = self.m.kind(at) else { break };
                    let Some(field) = fields.get(step.field as usize) else { break };
                    offset += u64::from(field.offset);
                    at = field.ty;
                }
                offset
            }
            _ => u64::from(self.m.program.types[t.idx()].align),
        }
    }

    /// A part of a complex number: a float, whatever its constant looks like.
    fn eval_component(&mut self, part: &'a Expr<'a>, d: Slot) {
        match &self.info.expr(part.id).value {
            Some(value) => self.word(d, value.as_f64().unwrap_or(0.0).to_bits()),
            None => {
                self.eval(part, Some(d));
            }
        }
    }

    /// The operands of a built-in that is called for its effect, in slots that nothing else changes.
    pub fn operands(&mut self, builtin: Builtin, args: &'a [Expr<'a>]) -> Vec<(Slot, TypeId)> {
        let types: Vec<_> =
            args.iter().enumerate().map(|(n, arg)| self.operand_of(builtin, args, n, arg)).collect();
        let operand = |b: &mut Self, (arg, t): (&'a Expr<'a>, TypeId)| (b.eval_as(arg, t, None), t);
        args.iter().zip(types).map(|pair| operand(self, pair)).collect()
    }

    /// The type in which a built-in takes an operand.
    pub fn operand_of(
        &mut self,
        builtin: Builtin,
        args: &'a [Expr<'a>],
        n: usize,
        arg: &'a Expr<'a>,
    ) -> TypeId {
        let ty = match (builtin, n) {
            (Builtin::Panic, _) => Ty::EMPTY_INTERFACE,
            (Builtin::Delete, 1) => {
                let map = self.type_of(&args[0]);
                return match *self.m.kind(map) {
                    TypeKind::Map { key, .. } => key,
                    _ => map,
                };
            }
            _ if self.info.expr(arg.id).mode == Mode::Nil => Ty::UNSAFE_POINTER,
            _ => return self.value_type(arg),
        };
        self.m.type_id(ty)
    }

    /// What a built-in does that has an effect, with operands in slots.
    pub fn effect(&mut self, builtin: Builtin, operands: &[(Slot, TypeId)], d: Slot) {
        match (builtin, operands) {
            (Builtin::Close, &[(ch, _)]) => self.code.emit(Instr::Close { ch }),
            (Builtin::Panic, &[(a, _)]) => self.code.emit(Instr::Panic { a }),
            (Builtin::Delete, &[(m, map), (k, t)]) => {
                if let TypeKind::Map { elem, .. } = *self.m.kind(map)
                    && self.m.may_be_unhashable(t)
                {
                    // Reading panics on a nil map, too.
                    let d = self.code.alloc(self.m.words(elem).max(1));
                    self.code.emit_arg(Instr::MapGet { ok: false, d, m, k }, u32::from(map.0));
                }
                self.code.emit(Instr::MapDelete { m, k, n: self.m.words(t) as u16 });
            }
            (Builtin::Clear, &[(a, t)]) => match *self.m.kind(t) {
                TypeKind::Slice(elem) => self.code.emit_arg(Instr::ClearSlice { a }, self.m.bytes(elem)),
                _ => self.code.emit(Instr::MapClear { m: a }),
            },
            (Builtin::Copy, &[(a, t), (b, _)]) => {
                let bytes = match *self.m.kind(t) {
                    TypeKind::Slice(elem) => self.m.bytes(elem),
                    _ => 1,
                };
                self.code.emit_arg(Instr::Copy { d, a, b }, bytes);
            }
            (Builtin::Print | Builtin::Println, operands) => {
                let newline = builtin == Builtin::Println;
                self.code.emit(Instr::Print { newline, n: operands.len() as u16 });
                for &(slot, t) in operands {
                    if matches!(self.m.kind(t), TypeKind::Struct(_) | TypeKind::Array { .. }) {
                        let name = self.m.types.compiler_name(self.m.origin_type(t), self.pkg);
                        self.m.error_here(format!("illegal types for operand: {}\n\t{name}", builtin.name()));
                    }
                    self.code.emit(Instr::Arg(u32::from(t.0) << 16 | u32::from(slot)));
                }
            }
            _ => {}
        }
    }

    fn len_or_cap(&mut self, builtin: Builtin, x: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        let t = self.type_of(x);
        let is_cap = builtin == Builtin::Cap;
        match *self.m.kind(t) {
            TypeKind::Map { .. } | TypeKind::Chan { .. } => {
                let d = want.unwrap_or_else(|| self.code.alloc(1));
                let mark = self.code.mark();
                let a = self.eval(x, None);
                let is_map = matches!(self.m.kind(t), TypeKind::Map { .. });
                self.code.emit(match (is_map, is_cap) {
                    (true, _) => Instr::MapLen { d, m: a },
                    (false, false) => Instr::ChanLen { d, ch: a },
                    (false, true) => Instr::ChanCap { d, ch: a },
                });
                self.code.release(mark);
                d
            }
            TypeKind::Array { len, .. } => self.array_len(x, len, want),
            TypeKind::Pointer(array) => match *self.m.kind(array) {
                TypeKind::Array { len, .. } => self.array_len(x, len, want),
                _ => self.array_len(x, 0, want),
            },
            _ => {
                // Only the word that holds it.
                let place = self.place(x);
                let int = self.m.type_id(Ty::INT);
                match place {
                    Place::Value(slot) => self.deliver(slot + 1 + Slot::from(is_cap), 1, want),
                    Place::MapElem { .. } | Place::Index { .. } | Place::Blank => {
                        let slot = self.load(place, t, None);
                        self.deliver(slot + 1 + Slot::from(is_cap), 1, want)
                    }
                    _ => self.load(place.plus(8 + 8 * u32::from(is_cap)), int, want),
                }
            }
        }
    }

    /// The length of an array that is computed for its effects only.
    fn array_len(&mut self, x: &'a Expr<'a>, len: u64, want: Option<Slot>) -> Slot {
        let d = want.unwrap_or_else(|| self.code.alloc(1));
        let mark = self.code.mark();
        self.eval(x, None);
        self.word(d, len);
        self.code.release(mark);
        d
    }

    fn append(
        &mut self,
        expr: &'a Expr<'a>,
        s: &'a Expr<'a>,
        rest: &'a [Expr<'a>],
        is_spread: bool,
        want: Option<Slot>,
    ) -> Slot {
        let t = self.type_of(expr);
        let TypeKind::Slice(elem) = *self.m.kind(t) else { return self.eval(s, want) };
        let d = self.dest(want, t);
        let mark = self.code.mark();
        let a = self.eval_as(s, t, None);
        match rest {
            [] => self.mov(d, a, 3),
            [b] if is_spread => {
                let from = self.type_of(b);
                if self.info.expr(b.id).mode == Mode::Nil {
                    self.mov(d, a, 3);
                } else {
                    let b = self.eval(b, None);
                    match self.m.kind(from) {
                        TypeKind::String => self.code.emit(Instr::AppendStr { d, a, b }),
                        _ => self.code.emit_arg(Instr::AppendSlice { d, a, b }, u32::from(elem.0)),
                    }
                }
            }
            _ => {
                let values: Vec<_> = rest.iter().map(|value| self.eval_as(value, elem, None)).collect();
                self.append_values(d, a, elem, &values, Some(expr.id));
            }
        }
        self.code.release(mark);
        d
    }

    /// `d = append(a, values...)`
    fn append_values(&mut self, d: Slot, a: Slot, elem: TypeId, values: &[Slot], at: Option<ExprId>) {
        let words = self.m.words(elem);
        let buffer = at.filter(|_| values.len() <= APPEND_ROOM_MAX).and_then(|at| self.buffer_of(at));
        let n = buffer.map_or_else(|| self.code.alloc(1), |buffer| buffer.1);
        let overlaps = |&value: &Slot| value < d + 3 && d < value + words as Slot;
        let to = if values.iter().any(overlaps) { self.code.alloc(3) } else { d };
        let mut from = a;
        for chunk in values.chunks(APPEND_ROOM_MAX) {
            let arg = (chunk.len() as u32) << 16 | u32::from(elem.0);
            if let (Some((false, _)), Some(at)) = (buffer, at) {
                self.local(What::Object(at));
            }
            let instr = match buffer {
                Some((steps, n)) => Instr::AppendBuf { steps, d: to, a: from, n },
                None => Instr::AppendRoom { d: to, a: from, n },
            };
            self.code.emit_arg(instr, arg);
            self.set_appended(to, n, elem, chunk, words);
            from = to;
        }
        self.mov(d, to, 3);
    }

    /// A built-in whose operands are the results of a call, `copy(f())`.
    fn builtin_of_results(
        &mut self,
        builtin: Builtin,
        expr: &'a Expr<'a>,
        call: &'a Expr<'a>,
        want: Option<Slot>,
    ) -> Slot {
        let t = self.type_of(expr);
        let d = self.temp(t);
        let mark = self.code.mark();
        let values = self.several(call);
        match (builtin, values.as_slice()) {
            (Builtin::Complex, &[(re, _), (im, _)]) => {
                self.mov(d, re, 1);
                self.mov(d + 1, im, 1);
            }
            (Builtin::Append, &[(a, from), ref rest @ ..]) => {
                let TypeKind::Slice(elem) = *self.m.kind(from) else { return d };
                let converted =
                    |b: &mut Self, &(a, from): &(Slot, TypeId)| b.convert_implicitly(a, from, elem, None);
                let rest: Vec<_> = rest.iter().map(|value| converted(self, value)).collect();
                self.append_values(d, a, elem, &rest, None);
            }
            (Builtin::Min | Builtin::Max, &[(first, t), ref rest @ ..]) => {
                let words = self.m.words(t);
                self.mov(d, first, words);
                rest.iter().for_each(|&(b, _)| self.choose(builtin, t, d, b));
            }
            (Builtin::Delete, &[(m, map), (k, from)]) => {
                if let TypeKind::Map { key, .. } = *self.m.kind(map) {
                    let k = self.convert_implicitly(k, from, key, None);
                    self.effect(builtin, &[(m, map), (k, key)], d);
                }
            }
            (_, values) => self.effect(builtin, values, d),
        }
        self.code.release(mark);
        let words = self.m.words(t);
        self.deliver(d, words, want)
    }

    fn set_appended(&mut self, d: Slot, n: Slot, elem: TypeId, values: &[Slot], words: u32) {
        if words == 0 {
            return;
        }
        if let Some(kind) = self.m.mem_kind(elem) {
            for (index, &b) in values.iter().enumerate() {
                if index > 0 {
                    self.code.emit(Instr::AddImm { d: n, a: n, imm: 1 });
                }
                self.code.emit(Instr::IndexStore { kind, s: d, i: n, b });
            }
            return;
        }
        let addr = self.code.alloc(1);
        let bytes = self.m.bytes(elem);
        self.code.emit_arg(Instr::IndexAddr { d: addr, s: d, i: n }, bytes);
        for (index, &b) in values.iter().enumerate() {
            let mark = self.code.mark();
            self.store_memory(elem, addr, index as u32 * bytes, b);
            self.code.release(mark);
        }
    }

    fn make(&mut self, expr: &'a Expr<'a>, sizes: &'a [Expr<'a>], want: Option<Slot>) -> Slot {
        let made_for = self.made_for.take();
        let t = self.type_of(expr);
        let d = self.dest(want, t);
        let mark = self.code.mark();
        let a = self.code.alloc(2);
        let size = |b: &mut Self, n: usize| {
            let slot = a + n as Slot;
            match sizes.get(n) {
                Some(size) => {
                    let value = b.index_value(size);
                    b.mov(slot, value, 1);
                }
                None if n == 0 => b.word(slot, 0),
                None => b.mov(slot, a, 1),
            }
        };
        size(self, 0);
        match *self.m.kind(t) {
            TypeKind::Slice(elem) => {
                size(self, 1);
                self.local(What::Object(expr.id));
                self.code.emit(Instr::MakeSlice { d, a, t: elem });
            }
            TypeKind::Map { .. } => {
                self.local(What::Object(expr.id));
                self.code.emit(Instr::MakeMap { d, a, t });
            }
            _ => {
                if let Some(param) = sizes.first().and_then(|size| self.param_of(size)) {
                    self.code.param_chan_next(param);
                }
                self.code.label_next(made_for.as_deref().unwrap_or(""));
                self.code.emit(Instr::MakeChan { d, a, t });
            }
        }
        self.code.release(mark);
        d
    }

    /// The program parameter that an expression is, and nothing more.
    fn param_of(&self, expr: &Expr) -> Option<u16> {
        let ident = expr.unparen().as_name()?;
        self.m.params.get(&self.info.object(ident.id)?).copied()
    }

    /// `new(T)`, or `new(x)` for a value.
    fn new_object(&mut self, x: &'a Expr<'a>, expr: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        let pointer = self.type_of(expr);
        let t = match *self.m.kind(pointer) {
            TypeKind::Pointer(elem) => elem,
            _ => pointer,
        };
        if self.info.expr(x.id).mode == Mode::Type {
            let d = want.unwrap_or_else(|| self.code.alloc(1));
            self.local(What::Object(expr.id));
            self.code.emit(Instr::New { d, t });
            return d;
        }
        let addr = self.code.alloc(1);
        let b = self.eval_as(x, t, None);
        self.local(What::Object(expr.id));
        self.code.emit(Instr::New { d: addr, t });
        self.store_memory(t, addr, 0, b);
        self.deliver(addr, 1, want)
    }

    fn min_max(
        &mut self,
        builtin: Builtin,
        expr: &'a Expr<'a>,
        first: &'a Expr<'a>,
        rest: &'a [Expr<'a>],
        want: Option<Slot>,
    ) -> Slot {
        let t = self.type_of(expr);
        let d = self.temp(t);
        self.eval_as(first, t, Some(d));
        for other in rest {
            let mark = self.code.mark();
            let b = self.eval_as(other, t, None);
            self.choose(builtin, t, d, b);
            self.code.release(mark);
        }
        let words = self.m.words(t);
        self.deliver(d, words, want)
    }

    /// `d = min(d, b)` or `max(d, b)`.
    fn choose(&mut self, builtin: Builtin, t: TypeId, d: Slot, b: Slot) {
        let keep = self.code.target();
        let test = self.code.alloc(1);
        let (low, high) = if builtin == Builtin::Min { (d, b) } else { (b, d) };
        let words = self.m.words(t);
        match (self.m.signedness(t), self.m.kind(t)) {
            (Some(true), _) => self.code.jump(Instr::JmpLeS { a: low, b: high, to: 0 }, keep),
            (Some(false), _) => self.code.jump(Instr::JmpLeU { a: low, b: high, to: 0 }, keep),
            (None, TypeKind::String) => {
                self.code.emit(Instr::LeStr { d: test, a: low, b: high });
                self.jump_if_slot(test, true, keep);
            }
            _ => {
                // Equal: both zeros, of which min takes the negative one and max the positive one, or the same bits.
                // Neither less nor greater nor equal: one is not a number, and so is their sum.
                let (differ, not_less) = (self.code.target(), self.code.target());
                self.code.emit(Instr::EqF { d: test, a: d, b });
                self.jump_if_slot(test, false, differ);
                let op = if builtin == Builtin::Min { BinaryOp::Or } else { BinaryOp::And };
                let bits = self.m.type_id(Ty::UINT64);
                self.operate(op, bits, d, d, b);
                self.code.jmp(keep);
                self.code.set(differ);
                self.code.emit(Instr::LtF { d: test, a: low, b: high });
                self.jump_if_slot(test, true, keep);
                self.code.emit(Instr::LtF { d: test, a: high, b: low });
                self.jump_if_slot(test, false, not_less);
                self.mov(d, b, 1);
                self.code.jmp(keep);
                self.code.set(not_less);
                self.code.emit(Instr::AddF { d, a: d, b });
                self.code.set(keep);
                return;
            }
        }
        self.mov(d, b, words);
        self.code.set(keep);
    }
}
