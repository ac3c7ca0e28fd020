//! Conversions `T(x)`.

use gopark_program::{Instr, MemKind, Slot, TypeId, TypeKind};

use super::body::Body;
use super::place::Place;
use crate::ast::Expr;
use crate::check::Mode;
use crate::escape::What;

impl<'a> Body<'_, 'a> {
    /// `T(x)`, where it is no constant.
    pub fn conversion(&mut self, expr: &'a Expr<'a>, operand: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        let to = self.type_of(expr);
        if self.m.is_interface(to) || self.info.expr(operand.id).mode == Mode::Nil {
            return self.eval_as(operand, to, want);
        }
        let from = self.value_type(operand);
        if let Some(value) = &self.info.expr(operand.id).value
            && self.is_number(from)
            && self.is_number(to)
        {
            return self.constant(value, to, want);
        }
        if !self.changes(from, to) {
            return self.eval(operand, want);
        }
        let d = self.dest(want, to);
        let mark = self.code.mark();
        let a = self.eval(operand, None);
        let is_string = |b: &Self, t: TypeId| matches!(b.m.kind(t), TypeKind::String);
        if is_string(self, from) || is_string(self, to) {
            self.local(What::Object(expr.id));
        }
        self.convert(from, to, d, a);
        if self.info.expr(operand.id).mode == Mode::Constant && matches!(self.m.kind(to), TypeKind::Slice(_))
        {
            // Of a constant, the capacity is the length (walk/convert.go:walkStringToBytes).
            self.mov(d + 2, d + 1, 1);
        }
        self.code.release(mark);
        d
    }

    /// Whether the conversion is more than another name for the same slots.
    fn changes(&self, from: TypeId, to: TypeId) -> bool {
        use TypeKind::*;
        match (self.m.kind(from), self.m.kind(to)) {
            (String, String) | (Slice(_), Slice(_)) => false,
            (String, _) | (_, String) | (Slice(_), _) => true,
            (Complex128, Complex64) => true,
            _ => match (self.m.mem_kind(from), self.m.mem_kind(to)) {
                (Some(a), Some(b)) => {
                    a != b && !self.holds_all(to, from) || self.is_float(from) != self.is_float(to)
                }
                _ => false,
            },
        }
    }

    fn is_number(&self, t: TypeId) -> bool {
        let is_complex = matches!(self.m.kind(t), TypeKind::Complex64 | TypeKind::Complex128);
        self.m.signedness(t).is_some() || self.is_float(t) || is_complex
    }

    fn is_float(&self, t: TypeId) -> bool {
        matches!(self.m.kind(t), TypeKind::Float32 | TypeKind::Float64)
    }

    /// Whether a scalar in register form of type `from` is already one of type `to`.
    fn holds_all(&self, to: TypeId, from: TypeId) -> bool {
        match (self.m.signedness(from), self.m.signedness(to)) {
            (Some(from_signed), Some(to_signed)) => {
                let (from_bytes, to_bytes) = (self.m.bytes(from), self.m.bytes(to));
                to_bytes == 8 || from_bytes < to_bytes && (!from_signed || to_signed)
            }
            _ => matches!(self.m.kind(to), TypeKind::Float64),
        }
    }

    fn convert(&mut self, from: TypeId, to: TypeId, d: Slot, a: Slot) {
        use TypeKind::*;
        let byte_elems = |t: TypeId, m: &super::Module<'_>| matches!(m.kind(t), Uint8);
        match (self.m.kind(from).clone(), self.m.kind(to).clone()) {
            (Slice(elem), String) if byte_elems(elem, self.m) => self.code.emit(Instr::StrFromBytes { d, a }),
            (Slice(_), String) => self.code.emit(Instr::StrFromRunes { d, a }),
            (_, String) => self.code.emit(Instr::StrFromRune { d, a }),
            (String, Slice(elem)) if byte_elems(elem, self.m) => self.code.emit(Instr::BytesFromStr { d, a }),
            (String, _) => self.code.emit(Instr::RunesFromStr { d, a }),
            (Slice(_), Pointer(array)) => self.slice_to_array(array, d, a),
            (Slice(_), _) => {
                let addr = self.code.alloc(1);
                self.slice_to_array(to, addr, a);
                self.load(Place::Memory { addr, off: 0, is_checked: true }, to, Some(d));
            }
            (Complex64 | Complex128, _) => {
                self.mov(d, a, 2);
                self.wrap(to, d);
            }
            _ => self.convert_number(from, to, d, a),
        }
    }

    fn slice_to_array(&mut self, array: TypeId, d: Slot, a: Slot) {
        let len = match *self.m.kind(array) {
            TypeKind::Array { len, .. } => len.min(u64::from(u32::MAX)) as u32,
            _ => 0,
        };
        self.code.emit_arg(Instr::SliceToArray { d, a }, len);
    }

    fn convert_number(&mut self, from: TypeId, to: TypeId, d: Slot, a: Slot) {
        let is_wide_unsigned =
            |t: TypeId, m: &super::Module<'_>| m.signedness(t) == Some(false) && m.bytes(t) == 8;
        match (self.is_float(from), self.is_float(to)) {
            (false, true) if matches!(self.m.kind(to), TypeKind::Float32) && self.m.bytes(from) == 8 => {
                let is_unsigned = is_wide_unsigned(from, self.m);
                self.code.emit(if is_unsigned {
                    Instr::UintToF32 { d, a }
                } else {
                    Instr::IntToF32 { d, a }
                });
            }
            (false, true) => {
                let is_unsigned = is_wide_unsigned(from, self.m);
                self.code.emit(if is_unsigned { Instr::UintToF { d, a } } else { Instr::IntToF { d, a } });
                self.wrap(to, d);
            }
            (true, false) => {
                let is_unsigned = is_wide_unsigned(to, self.m);
                self.code.emit(if is_unsigned { Instr::FToUint { d, a } } else { Instr::FToInt { d, a } });
                self.wrap(to, d);
            }
            _ => match self.m.mem_kind(to) {
                None | Some(MemKind::W64) => self.mov(d, a, 1),
                Some(kind) => self.code.emit(Instr::Ext { d, a, kind }),
            },
        }
    }
}
