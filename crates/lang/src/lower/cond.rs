//! Conditions: comparisons and logic, as jumps where they decide and as values where they are stored.

use gopark_program::{Instr, Slot, TypeId, TypeKind};

use super::assign::has_call;
use super::body::Body;
use super::code::Target;
use crate::ast::{BinaryExpr, BinaryOp, Expr, ExprKind, UnaryOp};
use crate::check::Mode;

impl<'a> Body<'_, 'a> {
    /// Jumps to `target` if the condition is `when`, else goes on.
    pub fn jump_if(&mut self, expr: &'a Expr<'a>, when: bool, target: Target) {
        let mark = self.code.mark();
        let outer = self.code.set_place(expr.span);
        self.jump_if_inner(expr, when, target);
        self.code.set_place(outer);
        self.code.release(mark);
    }

    fn jump_if_inner(&mut self, expr: &'a Expr<'a>, when: bool, target: Target) {
        let expr = expr.unparen();
        if let Some(value) = self.info.expr(expr.id).value.as_ref().and_then(crate::check::Value::as_bool) {
            if value == when {
                self.code.jmp(target);
            }
            return;
        }
        match &expr.kind {
            ExprKind::Unary { op: UnaryOp::Not, operand } => self.jump_if(operand, !when, target),
            ExprKind::Binary(binary) if matches!(binary.op, BinaryOp::AndAnd | BinaryOp::OrOr) => {
                self.jump_if_logic(expr, binary.op, when, target);
            }
            ExprKind::Binary(binary) if binary.op.is_comparison() => {
                self.jump_if_compare(binary, when, target);
            }
            _ => {
                let a = self.eval(expr, None);
                self.jump_if_slot(a, when, target);
            }
        }
    }

    /// Jumps if the bool in a slot is `when`.
    pub fn jump_if_slot(&mut self, a: Slot, when: bool, target: Target) {
        self.code.jump(if when { Instr::JmpIf { a, to: 0 } } else { Instr::JmpIfNot { a, to: 0 } }, target);
    }

    /// `a && b && c`: the operands of one operator, however many, in a loop.
    fn jump_if_logic(&mut self, expr: &'a Expr<'a>, op: BinaryOp, when: bool, target: Target) {
        let operands = operands_of(expr, op);
        let decides_early = op == BinaryOp::OrOr;
        if when == decides_early {
            for operand in operands {
                self.jump_if(operand, when, target);
            }
            return;
        }
        let skip = self.code.target();
        let Some((last, before)) = operands.split_last() else { return };
        for operand in before {
            self.jump_if(operand, !when, skip);
        }
        self.jump_if(last, when, target);
        self.code.set(skip);
    }

    fn jump_if_compare(&mut self, binary: &'a BinaryExpr<'a>, when: bool, target: Target) {
        let op = if when { binary.op } else { negated(binary.op) };
        let (left, right) = (&binary.left, &binary.right);
        self.calls_first([left, right]);
        let t = self.operand_type(left, right);
        match self.m.signedness(t) {
            Some(is_signed) => self.jump_if_integers(op, is_signed, left, right, target),
            None if self.is_word_compared(t, left, right) => {
                let when = (binary.op == BinaryOp::Equal) == when;
                let (value, nil) = if self.is_nil(left) { (right, left) } else { (left, right) };
                if self.is_nil(nil) {
                    let a = self.eval(value, None);
                    let instr = if when {
                        Instr::JmpEqImm { a, imm: 0, to: 0 }
                    } else {
                        Instr::JmpNeImm { a, imm: 0, to: 0 }
                    };
                    self.code.jump(instr, target);
                } else {
                    let a = self.eval(left, None);
                    let b = self.eval(right, None);
                    let instr =
                        if when { Instr::JmpEq { a, b, to: 0 } } else { Instr::JmpNe { a, b, to: 0 } };
                    self.code.jump(instr, target);
                }
            }
            None => {
                let (d, is_negated) = self.compare(binary.op, t, left, right, None);
                self.jump_if_slot(d, when != is_negated, target);
            }
        }
    }

    fn jump_if_integers(
        &mut self,
        op: BinaryOp,
        is_signed: bool,
        left: &'a Expr<'a>,
        right: &'a Expr<'a>,
        target: Target,
    ) {
        use BinaryOp::*;
        let is_equality = matches!(op, Equal | NotEqual);
        if (is_signed || is_equality)
            && let Some(imm) = self.small_constant(right)
        {
            let a = self.eval(left, None);
            let to = 0;
            let instr = match op {
                Equal => Instr::JmpEqImm { a, imm, to },
                NotEqual => Instr::JmpNeImm { a, imm, to },
                Less => Instr::JmpLtImm { a, imm, to },
                LessEqual => Instr::JmpLeImm { a, imm, to },
                Greater => Instr::JmpGtImm { a, imm, to },
                _ => Instr::JmpGeImm { a, imm, to },
            };
            self.code.jump(instr, target);
            return;
        }
        let a = self.eval(left, None);
        let b = self.eval(right, None);
        let to = 0;
        let instr = match (op, is_signed) {
            (Equal, _) => Instr::JmpEq { a, b, to },
            (NotEqual, _) => Instr::JmpNe { a, b, to },
            (Less, true) => Instr::JmpLtS { a, b, to },
            (LessEqual, true) => Instr::JmpLeS { a, b, to },
            (Greater, true) => Instr::JmpLtS { a: b, b: a, to },
            (_, true) => Instr::JmpLeS { a: b, b: a, to },
            (Less, false) => Instr::JmpLtU { a, b, to },
            (LessEqual, false) => Instr::JmpLeU { a, b, to },
            (Greater, false) => Instr::JmpLtU { a: b, b: a, to },
            (_, false) => Instr::JmpLeU { a: b, b: a, to },
        };
        self.code.jump(instr, target);
    }

    /// The type in which two operands are compared: an interface if one of them is.
    fn operand_type(&mut self, left: &Expr, right: &Expr) -> TypeId {
        let (l, r) = (self.value_type(left), self.value_type(right));
        let is_untyped = |expr: &Expr| matches!(self.info.expr(expr.id).mode, Mode::Nil | Mode::Constant);
        if is_untyped(left) || self.m.is_interface(r) && !self.m.is_interface(l) && !is_untyped(right) {
            r
        } else {
            l
        }
    }

    fn is_nil(&self, expr: &Expr) -> bool {
        self.info.expr(expr.unparen().id).mode == Mode::Nil
    }

    /// Whether one word decides if values are equal: pointers and the like, bools, and anything against nil.
    fn is_word_compared(&self, t: TypeId, left: &Expr, right: &Expr) -> bool {
        match self.m.kind(t) {
            TypeKind::Float32 | TypeKind::Float64 => false,
            TypeKind::Slice(_) | TypeKind::Interface(_) => self.is_nil(left) || self.is_nil(right),
            _ => self.m.mem_kind(t).is_some(),
        }
    }

    /// A condition as a bool.
    pub fn condition_value(&mut self, expr: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        let inner = expr.unparen();
        match &inner.kind {
            ExprKind::Unary { op: UnaryOp::Not, operand } => {
                let d = want.unwrap_or_else(|| self.code.alloc(1));
                let mark = self.code.mark();
                let a = self.eval(operand, None);
                self.code.emit(Instr::NotB { d, a });
                self.code.release(mark);
                d
            }
            ExprKind::Binary(binary) if binary.op.is_comparison() => {
                let d = want.unwrap_or_else(|| self.code.alloc(1));
                let mark = self.code.mark();
                let t = self.operand_type(&binary.left, &binary.right);
                self.calls_first([&binary.left, &binary.right]);
                let (slot, is_negated) = self.compare(binary.op, t, &binary.left, &binary.right, Some(d));
                if is_negated {
                    self.code.emit(Instr::NotB { d, a: slot });
                }
                self.code.release(mark);
                d
            }
            ExprKind::Binary(binary) => {
                // Not in the wanted slot at once: the later operands may use what it holds.
                let d = self.code.alloc(1);
                let mark = self.code.mark();
                let is_or = binary.op == BinaryOp::OrOr;
                let done = self.code.target();
                self.word(d, u64::from(is_or));
                self.jump_if(inner, is_or, done);
                self.word(d, u64::from(!is_or));
                self.code.set(done);
                self.code.release(mark);
                self.deliver(d, 1, want)
            }
            _ => self.eval(expr, want),
        }
    }

    /// Compares; gives the slot of the answer and whether the answer is the opposite one.
    fn compare(
        &mut self,
        op: BinaryOp,
        t: TypeId,
        left: &'a Expr<'a>,
        right: &'a Expr<'a>,
        want: Option<Slot>,
    ) -> (Slot, bool) {
        use BinaryOp::*;
        let d = want.unwrap_or_else(|| self.code.alloc(1));
        if self.is_word_compared(t, left, right) && (self.is_nil(left) || self.is_nil(right)) {
            let a = self.eval(if self.is_nil(left) { right } else { left }, None);
            let b = self.code.alloc(1);
            self.word(b, 0);
            self.code.emit(if op == Equal { Instr::Eq { d, a, b } } else { Instr::Ne { d, a, b } });
            return (d, false);
        }
        let (a, b) = if self.m.is_large(t) && !has_call(right) {
            (self.eval_to_store(left, t), self.eval_to_store(right, t))
        } else {
            (self.eval_as(left, t, None), self.eval_as(right, t, None))
        };
        let (a, b, op) = match op {
            Greater => (b, a, Less),
            GreaterEqual => (b, a, LessEqual),
            other => (a, b, other),
        };
        let is_word = self.is_word_compared(t, left, right);
        match op {
            Equal => self.equal(t, d, a, b),
            NotEqual if is_word => self.code.emit(Instr::Ne { d, a, b }),
            NotEqual => {
                self.equal(t, d, a, b);
                return (d, true);
            }
            Less => self.code.emit(match (self.m.signedness(t), self.m.kind(t)) {
                (Some(true), _) => Instr::LtS { d, a, b },
                (Some(false), _) => Instr::LtU { d, a, b },
                (None, TypeKind::String) => Instr::LtStr { d, a, b },
                _ => Instr::LtF { d, a, b },
            }),
            _ => self.code.emit(match (self.m.signedness(t), self.m.kind(t)) {
                (Some(true), _) => Instr::LeS { d, a, b },
                (Some(false), _) => Instr::LeU { d, a, b },
                (None, TypeKind::String) => Instr::LeStr { d, a, b },
                _ => Instr::LeF { d, a, b },
            }),
        }
        (d, false)
    }
}

fn negated(op: BinaryOp) -> BinaryOp {
    use BinaryOp::*;
    match op {
        Equal => NotEqual,
        NotEqual => Equal,
        Less => GreaterEqual,
        LessEqual => Greater,
        Greater => LessEqual,
        GreaterEqual => Less,
        other => other,
    }
}

/// The operands of a chain of one logical operator.
fn operands_of<'a>(expr: &'a Expr<'a>, op: BinaryOp) -> Vec<&'a Expr<'a>> {
    let Some((first, chain)) = BinaryExpr::chain(expr) else { return vec![expr] };
    let from = chain.iter().rposition(|(_, binary)| binary.op != op).map_or(0, |at| at + 1);
    let mut operands = vec![match from.checked_sub(1) {
        Some(at) => chain[at].0,
        None => first,
    }];
    operands.extend(chain[from..].iter().map(|(_, binary)| &binary.right));
    operands
}
