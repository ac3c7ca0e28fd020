//! Arithmetic, comparisons and concatenation.

use gopark_program::{Instr, MemKind, Slot, TypeId, TypeKind};

use super::body::Body;
use crate::ast::{BinaryExpr, BinaryOp, Expr};
use crate::check::Mode;
use crate::escape::What;

impl<'a> Body<'_, 'a> {
    /// A binary expression that is no constant. A long chain of left operands is walked in a loop.
    pub fn binary(&mut self, expr: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        let Some((mut first, mut chain)) = BinaryExpr::chain(expr) else { return 0 };
        // What is constant, or a condition, is not computed operand by operand.
        if let Some(at) = chain.iter().rposition(|(e, b)| self.is_whole(e, b)) {
            first = chain[at].0;
            chain.drain(..=at);
        }
        let Some(&(last, _)) = chain.last() else { return self.condition_value(expr, want) };
        let t = self.type_of(last);
        if matches!(self.m.kind(t), TypeKind::String) {
            let d = want.unwrap_or_else(|| self.code.alloc(2));
            let mark = self.code.mark();
            self.calls_first([expr]);
            self.concat(expr, first, &chain, d);
            self.code.release(mark);
            return d;
        }
        let d = self.dest(want, t);
        let mark = self.code.mark();
        self.calls_first([expr]);
        let mut left = self.eval(first, None);
        let count = chain.len();
        for (index, &(node, binary)) in chain.iter().enumerate() {
            let t = self.type_of(node);
            let to = if index + 1 == count { d } else { self.temp(t) };
            let inner = self.code.mark();
            self.code.set_place(node.span);
            self.operate_on(binary.op, t, to, left, &binary.right);
            self.code.release(inner);
            left = to;
        }
        self.code.release(mark);
        d
    }

    fn is_whole(&self, expr: &Expr, binary: &BinaryExpr) -> bool {
        self.info.expr(expr.id).mode == Mode::Constant
            || binary.op.is_comparison()
            || matches!(binary.op, BinaryOp::AndAnd | BinaryOp::OrOr)
    }

    fn concat(
        &mut self,
        expr: &Expr,
        first: &'a Expr<'a>,
        chain: &[(&'a Expr<'a>, &'a BinaryExpr<'a>)],
        d: Slot,
    ) {
        if let [(_, binary)] = chain {
            let a = self.eval(first, None);
            let b = self.eval(&binary.right, None);
            self.local(What::Object(expr.id));
            self.code.emit(Instr::Concat { d, a, b });
        } else {
            let n = chain.len() as u16 + 1;
            let a = self.code.alloc(2 * u32::from(n));
            self.eval(first, Some(a));
            for (index, (_, binary)) in chain.iter().enumerate() {
                self.eval(&binary.right, Some(a + 2 * (index as Slot + 1)));
            }
            self.local(What::Object(expr.id));
            self.code.emit(Instr::ConcatN { d, a, n });
        }
    }

    /// `d = a op right`, both of type `t` (a shift's count has its own).
    pub fn operate_on(&mut self, op: BinaryOp, t: TypeId, d: Slot, a: Slot, right: &'a Expr<'a>) {
        if op.is_shift() {
            self.shift(op, t, d, a, right);
            return;
        }
        if self.m.signedness(t).is_some()
            && let Some(imm) = self.small_constant(right)
            && let Some(imm) = match op {
                BinaryOp::Add => Some(imm),
                BinaryOp::Sub => imm.checked_neg(),
                _ => None,
            }
        {
            self.code.emit(Instr::AddImm { d, a, imm });
            self.wrap(t, d);
            return;
        }
        let b = self.eval(right, None);
        self.operate(op, t, d, a, b);
    }

    fn shift(&mut self, op: BinaryOp, t: TypeId, d: Slot, a: Slot, count: &'a Expr<'a>) {
        let info = self.info.expr(count.id);
        let b = match &info.value {
            Some(value) => {
                let b = self.code.alloc(1);
                self.word(b, value.as_u64().unwrap_or(u64::MAX));
                b
            }
            None => {
                let b = self.eval(count, None);
                let count_type = self.type_of(count);
                if self.m.signedness(count_type) == Some(true) {
                    self.code.emit(Instr::ShiftCheck { a: b });
                }
                b
            }
        };
        let is_signed = self.m.signedness(t) == Some(true);
        self.code.emit(match op {
            BinaryOp::ShiftLeft => Instr::Shl { d, a, b },
            _ if is_signed => Instr::ShrS { d, a, b },
            _ => Instr::ShrU { d, a, b },
        });
        if op == BinaryOp::ShiftLeft {
            self.wrap(t, d);
        }
    }

    /// `d = a op b`, all of type `t`; no shift.
    pub fn operate(&mut self, op: BinaryOp, t: TypeId, d: Slot, a: Slot, b: Slot) {
        use BinaryOp::*;
        match self.m.signedness(t) {
            Some(is_signed) => {
                self.code.emit(match op {
                    Add => Instr::Add { d, a, b },
                    Sub => Instr::Sub { d, a, b },
                    Mul => Instr::Mul { d, a, b },
                    Div if is_signed => Instr::DivS { d, a, b },
                    Div => Instr::DivU { d, a, b },
                    Rem if is_signed => Instr::RemS { d, a, b },
                    Rem => Instr::RemU { d, a, b },
                    And => Instr::And { d, a, b },
                    Or => Instr::Or { d, a, b },
                    Xor => Instr::Xor { d, a, b },
                    _ => Instr::AndNot { d, a, b },
                });
                if matches!(op, Add | Sub | Mul | Div) {
                    self.wrap(t, d);
                }
            }
            None => match self.m.kind(t) {
                TypeKind::String => self.code.emit(Instr::Concat { d, a, b }),
                TypeKind::Complex64 | TypeKind::Complex128 => {
                    self.code.emit(match op {
                        Add => Instr::AddC { d, a, b },
                        Sub => Instr::SubC { d, a, b },
                        Mul => Instr::MulC { d, a, b },
                        _ => Instr::DivC { d, a, b },
                    });
                    self.wrap(t, d);
                }
                _ => {
                    self.code.emit(match op {
                        Add => Instr::AddF { d, a, b },
                        Sub => Instr::SubF { d, a, b },
                        Mul => Instr::MulF { d, a, b },
                        _ => Instr::DivF { d, a, b },
                    });
                    self.wrap(t, d);
                }
            },
        }
    }

    /// Cuts what lies in a slot to the width of its type.
    pub fn wrap(&mut self, t: TypeId, d: Slot) {
        if matches!(self.m.kind(t), TypeKind::Complex64) {
            self.code.emit(Instr::Ext { d, a: d, kind: MemKind::F32 });
            self.code.emit(Instr::Ext { d: d + 1, a: d + 1, kind: MemKind::F32 });
            return;
        }
        match self.m.mem_kind(t) {
            None | Some(MemKind::W64) => {}
            Some(kind) => self.code.emit(Instr::Ext { d, a: d, kind }),
        }
    }

    /// `d = a == b` for values of one type in usual form.
    pub fn equal(&mut self, t: TypeId, d: Slot, a: Slot, b: Slot) {
        match self.m.kind(t) {
            TypeKind::Float32 | TypeKind::Float64 => self.code.emit(Instr::EqF { d, a, b }),
            TypeKind::Complex64 | TypeKind::Complex128 => self.code.emit(Instr::EqC { d, a, b }),
            TypeKind::String => self.code.emit(Instr::EqStr { d, a, b }),
            TypeKind::Interface(_) => self.code.emit(Instr::EqIface { d, a, b }),
            TypeKind::Struct(_) | TypeKind::Array { .. } => {
                self.code.emit_arg(Instr::EqVal { d, a, b }, u32::from(t.0));
            }
            _ => self.code.emit(Instr::Eq { d, a, b }),
        }
    }
}
